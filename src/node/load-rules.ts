import { SordinoErrors } from '../errors.ts';
import type { SordinoError } from '../errors.ts';
import { builtinRules } from '../rules/builtin.generated.ts';
import { markChecked } from '../rules/given.ts';
import type { RuleSource } from '../types.ts';
import { readRuleFolder } from './rule-folder.ts';
import type { RuleFolder } from './rule-folder.ts';
import { slowPatterns } from './slow-patterns.ts';

export interface LoadRulesOptions {
  /** 'builtin' (default): what the folder holds is added to the shipped rules, or takes the place of one of the same name. false: the folder alone. */
  readonly extends?: 'builtin' | false;
}

/**
 * Reads a rules folder, checks every file and gives the rules for `createRedactor({ rules })`. With one error anywhere nothing is loaded:
 * a SordinoErrors is thrown whose `errors` hold them all. Meant for the start of a program: patterns are proven fast here, which takes up to
 * a second each and does not yield.
 *
 * @example
 * const redactor = createRedactor({ rules: await loadRules('rules'), policy: 'external' });
 */
export async function loadRules(dir: string, options: LoadRulesOptions = {}): Promise<RuleSource> {
  return loadRulesSync(dir, options);
}

/** `loadRules` without a promise. */
export function loadRulesSync(dir: string, options: LoadRulesOptions = {}): RuleSource {
  const extend = options.extends !== false;
  const folder = readRuleFolder(dir, extend);
  const errors = [...folder.errors, ...slowIn(folder)];
  if (errors.length > 0)
    throw new SordinoErrors(`${errors.length === 1 ? 'One problem' : `${errors.length} problems`}; none of the rules were loaded:`, errors);
  const source = sourceOf(folder, extend);
  markChecked(source);
  return source;
}

/** Patterns of a folder that can be made to take long. */
export function slowIn(folder: RuleFolder): SordinoError[] {
  return folder.categories.flatMap(({ rule, rulePlace }) => slowPatterns(rule, rulePlace));
}

/** The rules of a folder, over the shipped ones or alone. */
export function sourceOf(folder: RuleFolder, extend: boolean): RuleSource {
  const own = {
    categories: folder.categories.map(({ rule }) => rule),
    policies: folder.policies.map(({ policy }) => policy),
    layouts: folder.layouts,
    dialogue: folder.dialogue.map(({ rule }) => rule),
  };
  // A folder without words for dialogues leaves the shipped ones standing, also where it is read alone.
  if (!extend) return own.dialogue.length > 0 ? own : { ...own, dialogue: builtinRules.dialogue };
  return {
    categories: overlay(builtinRules.categories, own.categories, (rule) => rule.category),
    policies: overlay(builtinRules.policies, own.policies, (policy) => policy.policy),
    layouts: overlay(builtinRules.layouts ?? [], own.layouts, (layout) => layout.layout),
    dialogue: overlay(builtinRules.dialogue ?? [], own.dialogue, (rule) => rule.dialogue),
  };
}

/** Own entries stand where the shipped ones of their name stood, new ones at the end. */
function overlay<T>(shipped: readonly T[], own: readonly T[], name: (entry: T) => string): T[] {
  const all = new Map(shipped.map((entry) => [name(entry), entry]));
  for (const entry of own) all.set(name(entry), entry);
  return [...all.values()];
}
