import { SordinoErrors } from '../errors.ts';
import { createRedactor as shippedRedactor } from '../redactor.ts';
import type {
  CategoryCases,
  CountryCode,
  DialogueCase,
  DialogueCases,
  Finding,
  LeaveCase,
  RedactCase,
  Redactor,
  RedactorOptions,
  RuleSource,
} from '../types.ts';
import type { PlaceOf } from '../rules/checker.ts';
import { slowIn, sourceOf } from './load-rules.ts';
import type { LoadRulesOptions } from './load-rules.ts';
import { readRuleFolder } from './rule-folder.ts';

/** Countries whose formats a case is read with when it names none. */
export const CASE_REGIONS: readonly CountryCode[] = ['SE', 'NL', 'LV', 'DE', 'US', 'GB', 'FR'];
/** Policy that `gives` is held against. */
const CASE_POLICY = 'external';
/** Tokens depend on the key, so that `gives` can name one: 32 zero bytes, which protect nothing and are used for made-up texts only. */
const CASE_KEY = new Uint8Array(32);

export interface TestRulesOptions extends LoadRulesOptions {
  /** Default: the one of this package. */
  readonly createRedactor?: (options: RedactorOptions) => Redactor;
}

/** How one case of a cases.yaml went. */
export interface CaseResult {
  readonly category: string;
  readonly list: 'redacts' | 'leaves';
  readonly index: number;
  readonly why: string;
  readonly file: string;
  readonly line: number;
  readonly ok: boolean;
  /** What went otherwise, by offsets and rule ids; empty when nothing did. */
  readonly message: string;
}

/** One case, ready to run. */
export interface RuleCase extends Omit<CaseResult, 'ok' | 'message'> {
  run(): string;
}

/** Runs every case of a rules folder. Throws as `loadRules` does when the folder has errors. */
export async function testRules(dir: string, options: TestRulesOptions = {}): Promise<CaseResult[]> {
  return casesOf(dir, options).map(({ run, ...about }) => {
    const message = run();
    return { ...about, ok: message === '', message };
  });
}

/** The cases of a rules folder. */
export function casesOf(dir: string, options: TestRulesOptions = {}): RuleCase[] {
  const extend = options.extends !== false;
  const folder = readRuleFolder(dir, extend);
  const errors = [...folder.errors, ...slowIn(folder)];
  if (errors.length > 0)
    throw new SordinoErrors(`${errors.length === 1 ? 'One problem' : `${errors.length} problems`}; no case was run:`, errors);
  const redactor = redactorsFor(sourceOf(folder, extend), options.createRedactor ?? shippedRedactor);
  const provenBy = [
    ...folder.categories.map(({ rule, cases, casesPlace }) => ({ cases: inCategory(rule.category, cases), place: casesPlace })),
    ...folder.dialogue,
  ];
  return provenBy.flatMap(({ cases, place }) => [
    ...cases.redacts.map((one, i) => ruleCase(one, place, 'redacts', i, () => redacts(one, redactor(one.regions)))),
    ...cases.leaves.map((one, i) => ruleCase(one, place, 'leaves', i, () => leaves(one, redactor(one.regions)))),
  ]);
}

/** Cases of a category as those of a dialogue, which name theirs. */
function inCategory(category: string, { redacts, leaves }: CategoryCases): DialogueCases {
  return { redacts: redacts.map((one) => ({ category, ...one })), leaves: leaves.map((one) => ({ category, ...one })) };
}

function ruleCase(
  { category, why }: DialogueCase<LeaveCase>,
  place: PlaceOf,
  list: 'redacts' | 'leaves',
  index: number,
  run: () => string,
): RuleCase {
  const { file = '', line = 1 } = place([list, index]);
  return { category, list, index, why, file, line, run };
}

function redactorsFor(
  rules: RuleSource,
  create: (options: RedactorOptions) => Redactor,
): (regions: readonly CountryCode[] | undefined) => Redactor {
  const made = new Map<string, Redactor>();
  return (regions = CASE_REGIONS) => {
    const key = regions.join();
    const redactor = made.get(key) ?? create({ rules, policy: CASE_POLICY, regions, key: CASE_KEY });
    made.set(key, redactor);
    return redactor;
  };
}

function redacts(one: DialogueCase<RedactCase>, redactor: Redactor): string {
  const findings = found(one, redactor);
  const same = findings.length === one.spans.length && findings.every(({ start, end }, i) => one.text.slice(start, end) === one.spans[i]);
  if (!same) return `expected ${one.spans.length} (${expected(one)}), found ${findings.length}${listed(findings)}`;
  if (one.gives === undefined) return '';
  const { text } = redactor.redact(one.text, contextOf(one));
  return text === one.gives ? '' : `finds the right spans, but \`gives\` differs from offset ${firstDifference(text, one.gives)} on`;
}

function leaves(one: DialogueCase<LeaveCase>, redactor: Redactor): string {
  const findings = found(one, redactor);
  return findings.length === 0 ? '' : `expected none, found ${findings.length}${listed(findings)}`;
}

function found(one: DialogueCase<LeaveCase>, redactor: Redactor): Finding[] {
  return redactor.find(one.text, contextOf(one)).filter((finding) => finding.category === one.category);
}

function contextOf({ field, lang, format, previous }: LeaveCase) {
  return {
    ...(previous === undefined ? {} : { previous }),
    ...(field === undefined ? {} : { field }),
    ...(lang === undefined ? {} : { language: lang }),
    ...(format === undefined ? {} : { format }),
  };
}

function expected({ text, spans }: RedactCase): string {
  let from = 0;
  return spans
    .map((span) => {
      const start = text.indexOf(span, from);
      from = start + span.length;
      return `${start}..${from}`;
    })
    .join(', ');
}

function listed(findings: readonly Finding[]): string {
  return findings.length === 0
    ? ''
    : ` (${findings.map(({ rule, start, end, score }) => `${start}..${end} by ${rule}, score ${Math.round(score * 100) / 100}`).join('; ')})`;
}

function firstDifference(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
