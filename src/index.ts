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
  ConversationText,
  ConversationValueOptions,
  CountryCode,
  DetectorRule,
  DialogueRule,
  Explained,
  Finding,
  LateFinding,
  MessageContext,
  MessageLayout,
  Party,
  PartyLayout,
  Policy,
  QuestionRule,
  Redacted,
  RedactedValue,
  Redactor,
  RedactorInfo,
  RedactorOptions,
  RecordLayout,
  RecordReading,
  RuleSource,
  Speaker,
  SpeakerLayout,
  StreamOptions,
  TextFormat,
  TextPlace,
  TextStream,
  ValueFinding,
  ValueOptions,
} from './types.ts';
export { type ErrorCode, isSordinoError, SordinoError } from './errors.ts';
export { summarise, type Summary } from './report/summary.ts';
export { conversations, type Conversations, type RegistryOptions } from './conversation/registry.ts';
export { type RecordReader, recordReader } from './rules/read-record.ts';
export { createRedactor } from './redactor.ts';
export { builtinRules } from './rules/builtin.generated.ts';
