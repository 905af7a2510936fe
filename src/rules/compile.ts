import { detectors } from '../detect/index.ts';
import { didYouMean, SordinoError } from '../errors.ts';
import { buildVocabulary, type WordTable } from '../scan/vocabulary.ts';
import type { Anchor, CategoryRule, CountryCode, DetectorRule, RunDetector, Scan, Validator, WordLists } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';
import { validators } from '../validate/index.ts';

/** One bit for each kind of anchor. */
export const ANCHOR_BITS: Readonly<Record<Anchor, number>> = { runs: 1, ats: 2, colons: 4, cues: 8, short: 16, words: 32 };
/** Longest text that counts as `short`. */
const SHORT = 16;

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
  /** Bits of ANCHOR_BITS. */
  readonly needs: number;
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
}

/** Rules become detectors that are ready to run, and all their words one table. Unknown names throw here, at start. */
export function compileRules(categories: readonly CategoryRule[], regions: readonly CountryCode[]): CompiledRules {
  const words = vocabularyOf(categories);
  const compiled: CompiledDetector[] = [];
  for (const category of categories)
    for (const rule of category.detectors) compiled.push(compileDetector(category, rule, compiled.length, words, regions));
  return { detectors: compiled, words, maxLength: Math.max(0, ...compiled.map((detector) => detector.maxLength)) };
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
    for (const rule of category.detectors) {
      const name = `${category.category}/${rule.id}`;
      add(name, rule.near);
      add(`!${name}`, rule.notNear);
      for (const [list, words] of Object.entries(rule.words ?? {})) add(`${name}.${list}`, words);
    }
  }
  return buildVocabulary(lists, [...categories.map((category) => category.placeholder), FAILURE_MARKER.slice(1, -1)]);
}

function compileDetector(
  category: CategoryRule,
  rule: DetectorRule,
  order: number,
  words: WordTable,
  regions: readonly CountryCode[],
): CompiledDetector {
  const name = `${category.category}/${rule.id}`;
  const detector = detectors.get(rule.detect ?? '');
  if (detector === undefined)
    throw new SordinoError(
      'ERR_RULE_UNKNOWN_DETECTOR',
      `${name}: detect: "${rule.detect}" is not known.${didYouMean(rule.detect ?? '', detectors.keys())}`,
    );
  const cues = [words.concept(category.category), words.concept(name)];
  const run = detector.prepare({ rule, category, regions, cues, concept: (list) => words.concept(`${name}.${list}`) });
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
    maxLength: detector.maxLength,
    needs: detector.needs.reduce((bits, anchor) => bits | ANCHOR_BITS[anchor], 0),
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
