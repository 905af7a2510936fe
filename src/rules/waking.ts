import { MOST_JOINED } from '../scan/columns.ts';
import type { Scan } from '../types.ts';
import type { CompiledDetector, CompiledNeed, CompiledRules } from './compile.ts';
import { bestWithoutCue, round } from './weigh.ts';

/** Counts of digits that a scan tells apart. */
const MOST_DIGITS = MOST_JOINED + 1;
/** Kinds of texts that are remembered for each level; hostile input makes no more of them. */
const REMEMBERED = 4096;

/** Detectors that are one piece of code with many rules, by their indexes, and what tells which of them a scan is for. */
export interface Family {
  readonly detectors: readonly number[];
  readonly choose: (scan: Scan, chosen: Uint8Array) => void;
}

/** What texts of one kind meet, as bits. */
interface Met {
  /** Detectors that need no word beside. */
  readonly detectors: Int32Array;
  /** Needs that wait for a word, by their index; empty when there are none. */
  readonly waiting: Int32Array;
}

/** For rules of which a finding must score `least`: what cannot score enough without a cue word is not looked for where there is none. */
export function wakingOf({ detectors, families, words }: CompiledRules, least: (detector: CompiledDetector) => number): Waking {
  const needs = detectors.map((detector) => {
    const concepts = round(bestWithoutCue(detector)) < least(detector) ? detector.cues : undefined;
    return detector.needs.map((need) => (need.concepts === undefined ? { ...need, concepts } : need));
  });
  return new Waking(needs, words.concepts.length, families);
}

/**
 * Says which detectors a text can wake. A rule set has hundreds, a message wakes a few, and asking each of them would take longer than they do:
 * texts with the same anchors and digits meet the same needs, and of a word it is known what waits for it.
 */
class Waking {
  /** Indexes of the detectors that the last call of `look` woke, ascending. */
  readonly woken: Int32Array;
  readonly #needs: readonly { readonly detector: number; readonly need: CompiledNeed }[];
  readonly #waiting: readonly { readonly detector: number; readonly need: CompiledNeed }[];
  /** By concept: bits of the needs that wait for it, once or twice in a text and in the name of a field. */
  readonly #byConcept: readonly (Int32Array | undefined)[];
  readonly #byConceptTwice: readonly (Int32Array | undefined)[];
  readonly #byField: readonly (Int32Array | undefined)[];
  readonly #usedAnchors: number;
  /** By digits: how many of the bounds that needs set are reached. */
  readonly #level = new Uint8Array(MOST_DIGITS);
  /** By level, then by anchors. */
  readonly #met: readonly Map<number, Met>[];
  readonly #bits: Int32Array;
  readonly #heard: Int32Array;

  readonly #families: readonly Family[];
  readonly #chosen: Uint8Array;

  /** `needs`: by detector. `concepts`: how many there are. */
  constructor(needs: readonly (readonly CompiledNeed[])[], concepts: number, families: readonly Family[] = []) {
    this.#families = families;
    this.#chosen = new Uint8Array(Math.max(0, ...families.map(({ detectors }) => detectors.length)));
    const all = needs.flatMap((of, detector) => of.map((need) => ({ detector, need })));
    this.#needs = all.filter(({ need }) => need.concepts === undefined);
    this.#waiting = all.filter(({ need }) => need.concepts !== undefined);
    const size = words(this.#waiting.length);
    const tableOf = (counts: (need: CompiledNeed) => boolean): (Int32Array | undefined)[] => {
      const table: (Int32Array | undefined)[] = new Array(concepts).fill(undefined);
      this.#waiting.forEach(({ need }, i) => {
        if (counts(need)) for (const concept of need.concepts as readonly number[]) add((table[concept] ??= new Int32Array(size)), i);
      });
      return table;
    };
    this.#byConcept = tableOf((need) => !need.fieldOnly && !need.twice);
    this.#byConceptTwice = tableOf((need) => !need.fieldOnly);
    this.#byField = tableOf(() => true);
    this.#usedAnchors = all.reduce((bits, { need }) => bits | need.anchors, 0);
    const bounds = [...new Set(all.map(({ need }) => need.digits))];
    for (let digits = 0; digits < MOST_DIGITS; digits++) this.#level[digits] = bounds.filter((bound) => bound <= digits).length;
    this.#met = Array.from({ length: bounds.length + 1 }, () => new Map<number, Met>());
    this.#bits = new Int32Array(words(needs.length));
    this.#heard = new Int32Array(size);
    this.woken = new Int32Array(needs.length);
  }

  /** Fills `woken` and gives how many there are. `field` and `asked`: concepts that count as heard. */
  look(scan: Scan, field: ReadonlySet<number>, asked: ReadonlySet<number>): number {
    const { detectors, waiting } = this.#metBy(scan);
    const bits = this.#bits;
    bits.set(detectors);
    if (waiting.length > 0 && this.#hear(scan, field, asked)) {
      const heard = this.#heard;
      for (let w = 0; w < waiting.length; w++)
        for (let rest = heard[w] & waiting[w]; rest !== 0; rest &= rest - 1) add(bits, this.#waiting[w * 32 + lowest(rest)].detector);
    }
    for (const family of this.#families) this.#narrow(family, scan);
    let count = 0;
    for (let w = 0; w < bits.length; w++)
      for (let rest = bits[w]; rest !== 0; rest &= rest - 1) this.woken[count++] = w * 32 + lowest(rest);
    return count;
  }

  /** Some detector waits for one of the concepts, as the name of a field speaks of them. */
  waitsFor(concepts: ReadonlySet<number>): boolean {
    for (const concept of concepts) if (this.#byField[concept] !== undefined) return true;
    return false;
  }

  /** Of the detectors of a family that are awake, leaves those that it chooses. */
  #narrow({ detectors, choose }: Family, scan: Scan): void {
    const bits = this.#bits;
    let awake = false;
    for (let i = 0; i < detectors.length && !awake; i++) awake = has(bits, detectors[i]);
    if (!awake) return;
    this.#chosen.fill(0);
    choose(scan, this.#chosen);
    for (let i = 0; i < detectors.length; i++) if (this.#chosen[i] === 0) remove(bits, detectors[i]);
  }

  /** Gathers the needs that wait for a word of the text; false when there is none. */
  #hear({ heard: concepts, heardCount, conceptHits }: Scan, field: ReadonlySet<number>, asked: ReadonlySet<number>): boolean {
    const heard = this.#heard;
    heard.fill(0);
    let any = false;
    for (let i = 0; i < heardCount; i++) {
      const waiting = (conceptHits[concepts[i]] > 1 ? this.#byConceptTwice : this.#byConcept)[concepts[i]];
      if (waiting === undefined) continue;
      join(heard, waiting);
      any = true;
    }
    for (const given of [field, asked])
      if (given.size > 0)
        for (const concept of given) {
          const waiting = this.#byField[concept];
          if (waiting === undefined) continue;
          join(heard, waiting);
          any = true;
        }
    return any;
  }

  #metBy({ anchors, longest }: Scan): Met {
    const used = anchors & this.#usedAnchors;
    const known = this.#met[this.#level[longest]];
    let met = known.get(used);
    if (met !== undefined) return met;
    const meets = (need: CompiledNeed) => (need.anchors & used) === need.anchors && need.digits <= longest;
    const detectors = new Int32Array(this.#bits.length);
    for (const { detector, need } of this.#needs) if (meets(need)) add(detectors, detector);
    const waiting = new Int32Array(this.#heard.length);
    this.#waiting.forEach(({ need }, i) => {
      if (meets(need)) add(waiting, i);
    });
    met = { detectors, waiting: waiting.some((bits) => bits !== 0) ? waiting : NONE };
    if (known.size >= REMEMBERED) known.clear();
    known.set(used, met);
    return met;
  }
}

const NONE = new Int32Array(0);

function words(bits: number): number {
  return (bits + 31) >>> 5;
}

function add(bits: Int32Array, i: number): void {
  bits[i >>> 5] |= 1 << (i & 31);
}

function has(bits: Int32Array, i: number): boolean {
  return (bits[i >>> 5] & (1 << (i & 31))) !== 0;
}

function remove(bits: Int32Array, i: number): void {
  bits[i >>> 5] &= ~(1 << (i & 31));
}

function join(into: Int32Array, bits: Int32Array): void {
  for (let w = 0; w < bits.length; w++) into[w] |= bits[w];
}

/** Index of the lowest bit that is set. */
function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
