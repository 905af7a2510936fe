import { isSordinoError } from '../errors.ts';
import type { ErrorCode, ErrorPlace, SordinoError } from '../errors.ts';
import { pathsOf } from '../rules/backtracking.ts';
import { builtinRules } from '../rules/builtin.generated.ts';
import type { KeyPath } from '../rules/checker.ts';
import { canonicalJson } from '../rules/hash.ts';
import { readPattern } from '../rules/pattern.ts';
import { shareText } from '../rules/shared-text.ts';
import type { CategoryRule, DetectorRule, WordLists } from '../types.ts';
import { chanceScore } from './chance-score.ts';
import { slowIn, sourceOf } from './load-rules.ts';
import type { LoadRulesOptions } from './load-rules.ts';
import { readRuleFolder } from './rule-folder.ts';
import type { CategoryFolder, PolicyFile } from './rule-folder.ts';

/** What lint says beside errors. */
export type LintCode =
  | 'word-twice'
  | 'word-digits'
  | 'cue-contradicts'
  | 'cue-opposed'
  | 'keep-overlaps'
  | 'no-why'
  | 'languages-untested'
  | 'chance-findings'
  | 'never-found'
  | 'placeholder-shared'
  | 'replaces-shipped';

/** One remark about a rules folder. Errors keep a folder from loading; warnings want an answer; notes are worth knowing. */
export interface Problem {
  readonly level: 'error' | 'warning' | 'note';
  readonly code: ErrorCode | LintCode;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What is wrong or doubtful in a rules folder, errors first. Throws nothing that is about the rules. */
export async function lintRules(dir: string, options: LoadRulesOptions = {}): Promise<Problem[]> {
  const extend = options.extends !== false;
  const folder = readRuleFolder(dir, extend);
  const source = sourceOf(folder, extend);
  const minScore = Math.min(...source.policies.map((policy) => policy.minScore), 1);
  const own = new Set(folder.categories.map(({ rule }) => rule.category));
  const shipped = extend ? builtinRules.categories.filter((rule) => !own.has(rule.category)) : [];
  return distinct([
    ...[...folder.errors, ...slowIn(folder)].map(asProblem),
    ...folder.categories.flatMap((category, i) => [
      ...oddWords(category),
      ...contradictions(category),
      ...keepOverlaps(category),
      ...untestedLanguages(category),
      ...unlikelyScores(category, minScore),
      ...sharedPlaceholder(category, [...shipped, ...folder.categories.slice(0, i).map(({ rule }) => rule)]),
      ...opposedCues(category, source.categories),
      ...(extend ? replacedCategory(category) : []),
    ]),
    ...folder.policies.flatMap(missingReasons),
  ]);
}

/** What stands in a list that several places share is said once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [
    ...new Map(problems.map((problem) => [`${problem.file}:${problem.line}:${problem.column} ${problem.message}`, problem])).values(),
  ];
}

function asProblem(error: SordinoError): Problem {
  const { code, message, file, line, column } = error;
  // The place stands in fields of its own here.
  const bare = file !== undefined && message.startsWith(file) && isSordinoError(error) ? message.slice(message.indexOf('  ') + 2) : message;
  return { level: 'error', code, message: bare, file, line, column };
}

function warn(code: LintCode, message: string, place: ErrorPlace, level: 'warning' | 'note' = 'warning'): Problem {
  return { level, code, message, ...place };
}

function* wordsOf(lists: WordLists | undefined): Generator<{ word: string; tag: string; i: number }> {
  for (const [tag, words] of Object.entries(lists ?? {}))
    for (const [i, word] of words.entries()) yield { word: word.toLowerCase(), tag, i };
}

/** What only the shipped category of the same name finds is found no more. */
function replacedCategory({ rule, rulePlace }: CategoryFolder): Problem[] {
  const shipped = builtinRules.categories.find(({ category }) => category === rule.category);
  if (shipped === undefined || canonicalJson(shipped) === canonicalJson(rule)) return [];
  const message = `takes the place of the shipped "${rule.category}", with its ${shipped.detectors.length} ways to find it`;
  return [warn('replaces-shipped', message, rulePlace(['category']), 'note')];
}

/** A word that stands in one list twice (often another was meant), or that is looked for otherwise than it is written. */
function oddWords({ rule, rulePlace }: CategoryFolder): Problem[] {
  const lists: [KeyPath, WordLists | undefined][] = [
    [['context', 'near'], rule.context?.near],
    [['context', 'not'], rule.context?.not],
    ...rule.detectors.flatMap(({ near, notNear, words }, i): [KeyPath, WordLists | undefined][] => [
      [['detectors', i, 'near'], near],
      [['detectors', i, 'notNear'], notNear],
      ...Object.entries(words ?? {}).map(([list, lists]): [KeyPath, WordLists] => [['detectors', i, 'words', list], lists]),
    ]),
  ];
  return lists.flatMap(([path, words]) => {
    const seen = new Set<string>();
    return [...wordsOf(words)].flatMap(({ word, tag, i }) => {
      const key = `${tag} ${word}`;
      if (/\p{N}/u.test(word))
        return [
          warn(
            'word-digits',
            `"${word}" is looked for as "${word.replace(/\p{N}+/gu, ' ').trim()}": digits in words are not compared`,
            rulePlace([...path, tag, i]),
          ),
        ];
      if (seen.has(key)) return [warn('word-twice', `"${word}" stands in this list twice`, rulePlace([...path, tag, i]))];
      seen.add(key);
      return [];
    });
  });
}

/** A word that speaks for a category and against it. */
function contradictions({ rule, rulePlace }: CategoryFolder): Problem[] {
  const near = new Set([...wordsOf(rule.context?.near)].map(({ word }) => word));
  return [...wordsOf(rule.context?.not)]
    .filter(({ word }) => near.has(word))
    .map(({ word, tag, i }) =>
      warn(
        'cue-contradicts',
        `"${word}" stands under \`near\` and under \`not\` of ${rule.category}`,
        rulePlace(['context', 'not', tag, i]),
      ),
    );
}

/** Words that speak for this category and against another: often meant so, but a false alarm in one is then a leak in the other. */
function opposedCues({ rule, rulePlace }: CategoryFolder, all: readonly CategoryRule[]): Problem[] {
  const near = new Set([...wordsOf(rule.context?.near)].map(({ word }) => word));
  return all.flatMap((other) => {
    if (other.category === rule.category) return [];
    const shared = [...new Set([...wordsOf(other.context?.not)].map(({ word }) => word).filter((word) => near.has(word)))];
    if (shared.length === 0) return [];
    const some = shared
      .slice(0, 5)
      .map((word) => `"${word}"`)
      .join(', ');
    return [
      warn(
        'cue-opposed',
        `${some}${shared.length > 5 ? ` and ${shared.length - 5} more` : ''} speak for ${rule.category} and against ${other.category}`,
        rulePlace(['context', 'near']),
        'note',
      ),
    ];
  });
}

function keepOverlaps({ rule, rulePlace }: CategoryFolder): Problem[] {
  const shapes = (rule.keep ?? []).map(({ pattern }) => {
    const reading = readPattern(pattern);
    return reading.problem === undefined ? pathsOf(reading.tree, reading.shape.flags) : undefined;
  });
  return shapes.flatMap((shape, i) =>
    shapes
      .slice(0, i)
      .flatMap((earlier, j) =>
        shape !== undefined && earlier !== undefined && shareText(shape, earlier)
          ? [
              warn(
                'keep-overlaps',
                `keep: shape ${i + 1} and shape ${j + 1} match the same texts; is one of them too wide?`,
                rulePlace(['keep', i, 'pattern']),
              ),
            ]
          : [],
      ),
  );
}

function untestedLanguages({ rule, cases, casesPlace }: CategoryFolder): Problem[] {
  const spoken = Object.keys(rule.context?.near ?? {}).filter((tag) => tag !== '*');
  if (spoken.length < 2) return [];
  const tested = new Set(cases.redacts.map(({ lang }) => lang));
  const missing = spoken.filter((tag) => !tested.has(tag));
  return missing.length === 0
    ? []
    : [
        warn(
          'languages-untested',
          `there are cue words for ${missing.join(', ')}, but no case under \`redacts\` with that \`lang\``,
          casesPlace(['redacts'], 'key'),
        ),
      ];
}

function unlikelyScores({ rule, rulePlace }: CategoryFolder, minScore: number): Problem[] {
  return rule.detectors.flatMap((detector, i) => {
    if (detector.pattern === undefined) return [];
    const path: KeyPath = ['detectors', i, 'score'];
    const most = mostScore(detector);
    if (most < minScore)
      return [
        warn(
          'never-found',
          `${detector.id}: reaches ${round(most)} at most; the lowest \`minScore\` of the policies is ${minScore}`,
          rulePlace(path),
        ),
      ];
    const chance = chanceScore(detector, minScore);
    if (chance === undefined || chance < 0.001) return [];
    const rate = chance > 0.99 ? 'every random value' : `1 in ${Math.round(1 / chance)} random values`;
    return [
      warn(
        'chance-findings',
        `${detector.id}: ${rate} of this shape score ${minScore} or more with no cue word near; a checksum or a cue should decide`,
        rulePlace(path),
      ),
    ];
  });
}

function mostScore(detector: DetectorRule): number {
  return Object.values(detector.validate ?? {}).reduce((sum, weight) => sum + Math.max(0, weight), detector.score + (detector.cue ?? 0));
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}

function sharedPlaceholder({ rule, rulePlace }: CategoryFolder, others: readonly CategoryRule[]): Problem[] {
  const other = others.find(({ placeholder }) => placeholder === rule.placeholder);
  return other === undefined
    ? []
    : [
        warn(
          'placeholder-shared',
          `[${rule.placeholder}] also stands for ${other.category}; a reader cannot tell them apart`,
          rulePlace(['placeholder']),
        ),
      ];
}

function missingReasons({ policy, place }: PolicyFile): Problem[] {
  return ['otherwise', ...Object.keys(policy.actions)]
    .filter((key) => !Object.hasOwn(policy.why ?? {}, key))
    .map((key) =>
      warn('no-why', `${key}: no sentence under \`why\` says what it serves`, place(key === 'otherwise' ? [key] : ['actions', key], 'key')),
    );
}
