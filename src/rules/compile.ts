import { detectors } from '../detect/index.ts';
import { didYouMean, SordinoError } from '../errors.ts';
import { foldWord } from '../letters.ts';
import { MOST_JOINED } from '../scan/columns.ts';
import { buildVocabulary, phraseEnd, splitWords, type WordTable } from '../scan/vocabulary.ts';
import type {
  CategoryRule,
  CountryCode,
  Detector,
  DetectorRule,
  DetectorSetup,
  Need,
  RunDetector,
  Validator,
  WordLists,
} from '../types.ts';
import { ANCHOR, FAILURE_MARKER } from '../types.ts';
import { validators } from '../validate/index.ts';
import { choosePatterns, MOST_AT_ONCE, type PatternStarts, preparePattern } from './pattern-detector.ts';
import type { Family } from './waking.ts';

/** What a text must hold for a detector to find something in it: all of it. */
export interface CompiledNeed {
  /** Bits of ANCHOR. */
  readonly anchors: number;
  /** Digits in joined runs. */
  readonly digits: number;
  /** Concepts of which one must have a hit, or stand in the field's name; undefined: none is needed. */
  readonly concepts: readonly number[] | undefined;
  /** One hit in the text is not enough. */
  readonly twice: boolean;
  /** A hit in the text does not count. */
  readonly fieldOnly: boolean;
}

/** A detector of a rule file, ready to run and to be weighed. */
export interface CompiledDetector {
  /** `<category>/<id>` */
  readonly rule: string;
  readonly category: CategoryRule;
  readonly type: string;
  readonly run: RunDetector;
  /** Of a pattern. */
  readonly starts?: PatternStarts;
  readonly maxLength: number;
  /** One of these must be met. */
  readonly needs: readonly CompiledNeed[];
  readonly priority: number;
  readonly order: number;
  readonly score: number;
  readonly validate: readonly { readonly name: string; readonly check: Validator; readonly weight: number }[];
  readonly signals: ReadonlyMap<string, number>;
  readonly cues: readonly number[];
  readonly cue: number;
  readonly nots: readonly number[];
  readonly not: number;
  /** Names of `validate` and of signals. */
  readonly sure: readonly string[];
  readonly keep: readonly RegExp[];
  readonly placeholder: string;
}

export interface CompiledRules {
  readonly detectors: readonly CompiledDetector[];
  readonly families: readonly Family[];
  readonly words: WordTable;
  /** Longest finding of any detector, in view units. */
  readonly maxLength: number;
}

/** Rules become detectors that are ready to run, and all their words one table. Unknown names throw here, at start. */
export function compileRules(categories: readonly CategoryRule[], regions: readonly CountryCode[]): CompiledRules {
  const words = vocabularyOf(categories);
  const compiled: CompiledDetector[] = [];
  for (const category of categories)
    for (const rule of category.detectors) compiled.push(compileDetector(category, rule, compiled.length, words, regions));
  return {
    detectors: compiled,
    families: [...familiesOf(categories.flatMap((category) => category.detectors)), ...patternFamilies(compiled)],
    words,
    maxLength: Math.max(0, ...compiled.map((detector) => detector.maxLength)),
  };
}

/** Rules of the detectors that choose among all of theirs at once. */
function familiesOf(rules: readonly DetectorRule[]): Family[] {
  const byName = new Map<string, number[]>();
  rules.forEach(({ detect = '' }, i) => {
    if (detectors.get(detect)?.choose !== undefined) byName.set(detect, [...(byName.get(detect) ?? []), i]);
  });
  return [...byName].map(([name, members]) => ({
    detectors: members,
    choose: (detectors.get(name) as Required<Detector>).choose(members.map((i) => rules[i])),
  }));
}

/** Patterns: where each can begin is looked up for all of them in one pass. */
function patternFamilies(compiled: readonly CompiledDetector[]): Family[] {
  const patterns = compiled.flatMap(({ starts }, detector) => (starts === undefined ? [] : [{ detector, starts }]));
  const families: Family[] = [];
  for (let from = 0; from < patterns.length; from += MOST_AT_ONCE) {
    const some = patterns.slice(from, from + MOST_AT_ONCE);
    families.push({ detectors: some.map(({ detector }) => detector), choose: choosePatterns(some.map(({ starts }) => starts)) });
  }
  return families;
}

function vocabularyOf(categories: readonly CategoryRule[]): WordTable {
  const lists = new Map<string, Set<string>>();
  const add = (concept: string, words: WordLists | undefined) => {
    if (words === undefined) return;
    const list = lists.get(concept) ?? new Set();
    for (const language of Object.values(words)) for (const word of language) list.add(word);
    lists.set(concept, list);
  };
  for (const category of categories) {
    add(category.category, category.context?.near);
    add(`!${category.category}`, category.context?.not);
    // Of the lists for all its detectors, those that each of its readers looks up by itself stay out of the scan's table.
    const kept = (list: string) =>
      category.detectors.some((rule) => {
        const { words = [], ownLists = [] } = detectors.get(rule.detect ?? '') ?? {};
        return words.includes(list) && !ownLists.includes(list);
      });
    for (const [list, words] of Object.entries(category.words ?? {})) if (kept(list)) add(`${category.category}.${list}`, words);
    for (const rule of category.detectors) {
      const name = `${category.category}/${rule.id}`;
      add(name, rule.near);
      add(`!${name}`, rule.notNear);
      const { ownLists: own = [], brings = {} } = detectors.get(rule.detect ?? '') ?? {};
      for (const [list, words] of Object.entries(brings)) add(`${name}.${list}`, { '*': words });
      for (const [list, words] of Object.entries(rule.words ?? {})) if (!own.includes(list)) add(`${name}.${list}`, words);
    }
  }
  return buildVocabulary(
    lists,
    [...categories.map((category) => category.placeholder), FAILURE_MARKER.slice(1, -1)],
    categories.flatMap((category) => category.detectors.flatMap((rule) => detectors.get(rule.detect ?? '')?.endings?.(rule) ?? [])),
  );
}

/** Tables of lists that detectors look up by themselves; detectors of one category share them. */
const tables = new WeakMap<WordLists, WordTable>();
function tableOf(lists: WordLists): WordTable {
  let table = tables.get(lists);
  if (table === undefined) {
    table = buildVocabulary(new Map([['list', Object.values(lists).flat()]]), []);
    tables.set(lists, table);
  }
  return table;
}

interface Prepared {
  readonly run: RunDetector;
  readonly starts?: PatternStarts;
  readonly maxLength: number;
  readonly needs: readonly Need[];
}

function prepareNamed(name: string, setup: DetectorSetup): Prepared {
  const wanted = setup.rule.detect ?? '';
  const detector = detectors.get(wanted);
  if (detector === undefined)
    throw new SordinoError(
      'ERR_RULE_UNKNOWN_DETECTOR',
      `${name}: detect: "${wanted}" is not known.${didYouMean(wanted, detectors.keys())}`,
    );
  return {
    run: detector.prepare(setup),
    maxLength: detector.maxLength,
    needs: detector.needs(setup.rule),
  };
}

function compileDetector(
  category: CategoryRule,
  rule: DetectorRule,
  order: number,
  words: WordTable,
  regions: readonly CountryCode[],
): CompiledDetector {
  const name = `${category.category}/${rule.id}`;
  const cues = [words.concept(category.category), words.concept(name)];
  const concept = (list: string) => {
    const own = words.concept(`${name}.${list}`);
    return own >= 0 ? own : words.concept(`${category.category}.${list}`);
  };
  const list = (of: string) => {
    const folded = new Set(
      Object.values(rule.words?.[of] ?? category.words?.[of] ?? {})
        .flat()
        .flatMap(splitWords),
    );
    return (word: string) => folded.has(foldWord(word));
  };
  const phrases = (of: string) => {
    const lists = rule.words?.[of] ?? category.words?.[of];
    if (lists === undefined) return () => 0;
    const table = tableOf(lists);
    return (text: string, at: number) => phraseEnd(table, text, at);
  };
  const { run, starts, maxLength, needs }: Prepared =
    rule.pattern === undefined
      ? prepareNamed(name, { rule, category, regions, cues, concept, list, phrases })
      : preparePattern(name, rule, words.placeholders);
  const validate = Object.entries(rule.validate ?? {}).map(([check, weight]) => {
    const found = validators.get(check);
    if (found === undefined)
      throw new SordinoError(
        'ERR_RULE_UNKNOWN_VALIDATOR',
        `${name}: validate: "${check}" is not known.${didYouMean(check, validators.keys())}`,
      );
    return { name: check, check: found, weight };
  });
  return {
    rule: name,
    category,
    type: rule.type ?? rule.id,
    run,
    starts,
    maxLength,
    needs: needs.map(({ anchors = [], digits = 0, lists, twice = false, field }) => ({
      anchors: anchors.reduce((bits, anchor) => bits | ANCHOR[anchor], 0),
      digits: Math.min(digits, MOST_JOINED),
      concepts: (field ?? lists)?.flatMap((of) => (of === 'cue' ? cues : [concept(of)])).filter((id) => id >= 0),
      twice,
      fieldOnly: field !== undefined,
    })),
    priority: rule.priority ?? category.priority,
    order,
    score: rule.score,
    validate,
    signals: new Map(Object.entries(rule.signals ?? {})),
    cues: cues.filter((concept) => concept >= 0),
    cue: rule.cue ?? 0,
    nots: [words.concept(`!${category.category}`), words.concept(`!${name}`)].filter((concept) => concept >= 0),
    not: rule.not ?? 0.5,
    sure: rule.sure ?? [],
    keep: (category.keep ?? []).map((shape) => new RegExp(shape.pattern, 'gu')),
    placeholder: `[${category.placeholder}]`,
  };
}
