export { CATEGORY_IDS, FAILURE_MARKER } from './types.ts';
export type {
  ActionRule,
  AllowRule,
  CategoryCases,
  CategoryId,
  CategoryRule,
  Context,
  Conversation,
  ConversationOptions,
  CountryCode,
  DetectorRule,
  Explained,
  Finding,
  LateFinding,
  MessageContext,
  Party,
  Policy,
  Redacted,
  RedactedValue,
  Redactor,
  RedactorInfo,
  RedactorOptions,
  RuleSource,
  TextFormat,
  TextStream,
  ValueFinding,
  ValueOptions,
} from './types.ts';
export { type ErrorCode, isSordinoError, SordinoError } from './errors.ts';
export { summarise, type Summary } from './report/summary.ts';
export { conversations, type Conversations, type RegistryOptions } from './conversation/registry.ts';
export { createRedactor } from './redactor.ts';
export { builtinRules } from './rules/builtin.generated.ts';
