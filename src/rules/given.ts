/** Rules and policies that a caller hands over as data. What a loader read, and what is shipped, has been checked and is not read again. */
import { SordinoError, SordinoErrors } from '../errors.ts';
import { CATEGORY_IDS } from '../types.ts';
import type { CategoryRule, Policy, RuleSource } from '../types.ts';
import { tooManySteps } from './backtracking.ts';
import { builtinRules } from './builtin.generated.ts';
import { addTypes, checkPolicy, checkRuleSource, wayFrom } from './check.ts';
import { knownNames } from './known-names.ts';
import { readPattern } from './pattern.ts';

const checked = new WeakSet<object>();
markChecked(builtinRules);

/** Says that each part of the rules has been checked. It is frozen: what is changed later would not have been. */
export function markChecked({ categories, policies, layouts = [], dialogue = [] }: RuleSource): void {
  for (const part of [...categories, ...policies, ...layouts, ...dialogue]) takeAsChecked(part);
}

function takeAsChecked(part: object): void {
  if (checked.has(part)) return;
  freeze(part);
  checked.add(part);
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}

/** Throws a SordinoError for rules that a rule file could not hold, or of which a pattern could be made slow. */
export function checkGivenRules(source: RuleSource): void {
  const isChecked = (part: unknown) => checked.has(part as object);
  const errors = checkRuleSource(source, knownNames, isChecked);
  if (errors.length === 0)
    source.categories.forEach((category, i) => {
      if (!isChecked(category)) errors.push(...slowPatternsOf(category, i));
    });
  refuse(errors, 'the rules were not taken');
  markChecked(source);
}

/** The same for a policy. */
export function checkGivenPolicy(policy: Policy, { categories }: RuleSource): void {
  if (checked.has(policy)) return;
  const types = new Map<string, ReadonlySet<string> | undefined>(CATEGORY_IDS.map((id) => [id, undefined]));
  for (const category of categories) addTypes(types, category, knownNames);
  refuse(checkPolicy(policy, wayFrom('policy'), types), 'the policy was not taken');
  takeAsChecked(policy);
}

function slowPatternsOf({ detectors, keep = [] }: CategoryRule, category: number): SordinoError[] {
  const patterns = [
    ...detectors.map(({ pattern, ignoreCase }, i) => ({ pattern, ignoreCase, at: ['detectors', i, 'pattern'] })),
    ...keep.map(({ pattern }, i) => ({ pattern, ignoreCase: false, at: ['keep', i, 'pattern'] })),
  ];
  return patterns.flatMap(({ pattern, ignoreCase = false, at }) => {
    const reading = pattern === undefined ? undefined : readPattern(pattern, { ignoreCase });
    const said = reading === undefined || reading.problem !== undefined ? undefined : tooManySteps(reading.tree, reading.shape.flags);
    return said === undefined
      ? []
      : [new SordinoError('ERR_RULE_PATTERN_SLOW', `pattern: ${said}`, wayFrom('rules', ['categories', category])(at))];
  });
}

function refuse(errors: readonly SordinoError[], outcome: string): void {
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new SordinoErrors(`${errors.length} problems; ${outcome}:`, errors);
}
