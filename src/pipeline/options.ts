import { isSupportedCountry } from 'libphonenumber-js/max';
import { checkOptions, didYouMean, refuseSlips, SordinoError } from '../errors.ts';
import { builtinRules } from '../rules/builtin.generated.ts';
import { type CompiledRules, compileRules } from '../rules/compile.ts';
import { checkGivenPolicy, checkGivenRules } from '../rules/given.ts';
import type { Context, DialogueRule, Policy, RedactorOptions, RuleSource } from '../types.ts';

/** Rules, policy and words of dialogues that options stand for. Throws a SordinoError for wrong ones. */
export function understandOptions(options: RedactorOptions): {
  rules: CompiledRules;
  policy: Policy;
  dialogueRules: readonly DialogueRule[];
} {
  checkOptions(options, 'createRedactor', ['rules', 'policy', 'regions', 'categories', 'minScore', 'key']);
  const source = options.rules === undefined ? builtinRules : options.rules;
  if (!Array.isArray((source as Partial<RuleSource> | null)?.categories))
    throw new SordinoError('ERR_RULES_MISSING', 'Option "rules" holds no categories.');
  checkGivenRules(source);
  const { regions = DEFAULT_REGIONS, minScore, key } = options;
  if (!Array.isArray(regions) || regions.some((region) => !/^[A-Z]{2}$/.test(region)))
    throw new SordinoError(
      'ERR_OPTION_INVALID',
      'Option "regions" is a list of two-letter country codes in upper case, such as ["SE", "NL"].',
    );
  const unknown = regions.find((region) => !isSupportedCountry(region));
  if (unknown !== undefined)
    throw new SordinoError(
      'ERR_OPTION_INVALID',
      `Option "regions": "${unknown}" is no country of ISO 3166 with telephones.${unknown === 'UK' ? ' Did you mean "GB"?' : ''}`,
    );
  if (minScore !== undefined && !(minScore >= 0 && minScore <= 1))
    throw new SordinoError('ERR_OPTION_INVALID', 'Option "minScore" is a number from 0 to 1.');
  if (key !== undefined && (!(key instanceof Uint8Array) || key.length < 32))
    throw new SordinoError('ERR_KEY_TOO_SHORT', 'Option "key" is at least 32 bytes.');
  const policy = choosePolicy(options.policy === undefined ? 'storage' : options.policy, source.policies);
  checkGivenPolicy(policy, source);
  const tokens = Object.values(policy.actions).includes('token') || policy.otherwise === 'token';
  if (tokens && key === undefined)
    throw new SordinoError('ERR_KEY_MISSING', `Policy "${policy.policy}" makes tokens, which needs the option "key" of at least 32 bytes.`);
  return {
    rules: compileRules(chooseCategories(source.categories, options.categories), regions),
    policy,
    dialogueRules: source.dialogue ?? builtinRules.dialogue ?? [],
  };
}

/** What is known of a text, as the stages read it: callers without types leave out a member by null too. */
export function contextOf(given: Context | null | undefined): Context {
  if (given === undefined || given === null) return NOTHING_KNOWN;
  // Asked for each text: no list of the members is made.
  refuseSlips(given, 'context', CONTEXT_NAMES);
  const { field, language, previous, parties, format }: { [name in keyof Context]: Context[name] | null } = given;
  const isClean = field !== null && language !== null && previous !== null && parties !== null && format !== null;
  return isClean ? given : withoutNulls(given);
}
const NOTHING_KNOWN: Context = {};
const CONTEXT_NAMES: ReadonlySet<string> = new Set(['field', 'language', 'previous', 'parties', 'path', 'format']);

function withoutNulls(given: Context): Context {
  return Object.fromEntries(Object.entries(given).filter(([, member]) => member !== null));
}

/** The text, or a SordinoError for what is none. */
export function textOf(text: unknown): string {
  if (typeof text !== 'string') throw new SordinoError('ERR_OPTION_INVALID', 'find and explain take a text.');
  return text;
}

/** Countries of the notices' customers and of the providers' nearest. */
const DEFAULT_REGIONS: readonly string[] = ['SE', 'NL', 'LV', 'DE', 'GB', 'US'];

function choosePolicy(policy: string | Policy, policies: readonly Policy[]): Policy {
  if (typeof policy !== 'string') {
    if (typeof policy !== 'object' || policy === null)
      throw new SordinoError('ERR_POLICY_INVALID', 'Option "policy" is the name of a policy or a policy as policy files hold it.');
    return policy;
  }
  const found = policies.find((p) => p.policy === policy);
  if (found === undefined)
    throw new SordinoError(
      'ERR_POLICY_UNKNOWN',
      `Policy "${policy}" is not known.${didYouMean(
        policy,
        policies.map((p) => p.policy),
      )}`,
    );
  return found;
}

function chooseCategories<T extends { category: string }>(all: readonly T[], wanted: readonly string[] | undefined): readonly T[] {
  if (wanted === undefined) return all;
  if (!Array.isArray(wanted))
    throw new SordinoError('ERR_OPTION_INVALID', 'Option "categories" is a list of names, such as ["email", "phone"].');
  const names = all.map((rule) => rule.category);
  for (const name of wanted)
    if (!names.includes(name))
      throw new SordinoError('ERR_OPTION_INVALID', `Option "categories": "${name}" is not known.${didYouMean(name, names)}`);
  return all.filter((rule) => wanted.includes(rule.category));
}
