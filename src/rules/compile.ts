import { detectors } from '../detect/index.ts';
import { didYouMean, SordinoError } from '../errors.ts';
import { foldWord } from '../letters.ts';
import { buildVocabulary, phraseEnd, splitWords, type WordTable } from '../scan/vocabulary.ts';
import type { Anchor, CategoryRule, CountryCode, DetectorRule, DetectorSetup, RunDetector, Scan, Validator, WordLists } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';
import { validators } from '../validate/index.ts';
import { preparePattern } from './pattern-detector.ts';

/** One bit for each kind of anchor. */
export const ANCHOR_BITS: Readonly<Record<Anchor, number>> = { runs: 1, ats: 2, colons: 4, cues: 8, short: 16, words: 32 };
/** Longest text that counts as `short`. */
const SHORT = 48;

/** The bit of a detector that starts from no anchor: a pattern can begin with any character. */
const ALWAYS = 1024;

/** Which anchors a scan holds. */
export function anchorsIn(scan: Scan): number {
  return (
    (scan.runCount && ANCHOR_BITS.runs) |
    (scan.atCount && ANCHOR_BITS.ats) |
    (scan.colonCount && ANCHOR_BITS.colons) |
    (scan.cueCount && ANCHOR_BITS.cues) |
    (scan.wordCount && ANCHOR_BITS.words) |
    (scan.text.length <= SHORT ? ANCHOR_BITS.short : 0)
  );
}

/** A detector of a rule file, ready to run and to be weighed. */
export interface CompiledDetector {
  /** `<category>/<id>` */
  readonly rule: string;
  readonly category: CategoryRule;
  readonly type: string;
  readonly run: RunDetector;
  readonly maxLength: number;
  /** Bits of ANCHOR_BITS, or ALWAYS. */
  readonly needs: number;
  /** Concepts of which one must have a hit, or stand in the field's name; undefined: none is needed. */
  readonly starts: readonly number[] | undefined;
  /** Digits in joined runs that there must be. */
  readonly minDigits: number;
  readonly priority: number;
  readonly order: number;
  readonly score: number;
  readonly validate: readonly { readonly name: string; readonly check: Validator; readonly weight: number }[];
  readonly signals: ReadonlyMap<string, number>;
  readonly cues: readonly number[];
  readonly cue: number;
  readonly nots: readonly number[];
  readonly not: number;
  /** The most that anything can add to `score`. */
  readonly keep: readonly RegExp[];
  readonly placeholder: string;
}

export interface CompiledRules {
  readonly detectors: readonly CompiledDetector[];
  readonly words: WordTable;
  /** Longest finding of any detector, in view units. */
  readonly maxLength: number;
  /** To be added to the anchors of every scan: 0, or ALWAYS when a detector wants every text. */
  readonly always: number;
}

/** Rules become detectors that are ready to run, and all their words one table. Unknown names throw here, at start. */
export function compileRules(categories: readonly CategoryRule[], regions: readonly CountryCode[]): CompiledRules {
  const words = vocabularyOf(categories);
  const compiled: CompiledDetector[] = [];
  for (const category of categories)
    for (const rule of category.detectors) compiled.push(compileDetector(category, rule, compiled.length, words, regions));
  return {
    detectors: compiled,
    words,
    maxLength: Math.max(0, ...compiled.map((detector) => detector.maxLength)),
    always: compiled.reduce((bits, detector) => bits | (detector.needs & ALWAYS), 0),
  };
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
    // Of the lists for all its detectors, those that each looks up by itself stay out of the scan's table.
    const kept = (list: string) => !category.detectors.every((rule) => detectors.get(rule.detect ?? '')?.ownLists?.includes(list));
    for (const [list, words] of Object.entries(category.words ?? {})) if (kept(list)) add(`${category.category}.${list}`, words);
    for (const rule of category.detectors) {
      const name = `${category.category}/${rule.id}`;
      add(name, rule.near);
      add(`!${name}`, rule.notNear);
      const own = detectors.get(rule.detect ?? '')?.ownLists ?? [];
      for (const [list, words] of Object.entries(rule.words ?? {})) if (!own.includes(list)) add(`${name}.${list}`, words);
    }
  }
  return buildVocabulary(lists, [...categories.map((category) => category.placeholder), FAILURE_MARKER.slice(1, -1)]);
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
  readonly maxLength: number;
  readonly needs: readonly Anchor[];
  /** Word lists of which one must have a hit; undefined: none is needed. */
  readonly startsFrom?: readonly string[] | undefined;
  readonly minDigits?: number | undefined;
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
    needs: detector.needs,
    startsFrom: detector.startsFrom?.(setup.rule),
    minDigits: detector.minDigits?.(setup.rule),
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
      Object.values(rule.words?.[of] ?? {})
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
  const {
    run,
    maxLength,
    needs,
    startsFrom,
    minDigits = 0,
  }: Prepared = rule.pattern === undefined
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
    maxLength,
    needs: needs.length === 0 ? ALWAYS : needs.reduce((bits, anchor) => bits | ANCHOR_BITS[anchor], 0),
    starts: startsFrom?.flatMap((of) => (of === 'cue' ? cues : [concept(of)])).filter((id) => id >= 0),
    minDigits,
    priority: rule.priority ?? category.priority,
    order,
    score: rule.score,
    validate,
    signals: new Map(Object.entries(rule.signals ?? {})),
    cues: cues.filter((concept) => concept >= 0),
    cue: rule.cue ?? 0,
    nots: [words.concept(`!${category.category}`), words.concept(`!${name}`)].filter((concept) => concept >= 0),
    not: rule.not ?? 0.5,
    keep: (category.keep ?? []).map((shape) => new RegExp(shape.pattern, 'gu')),
    placeholder: `[${category.placeholder}]`,
  };
}
