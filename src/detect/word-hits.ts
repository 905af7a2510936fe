import { firstFrom } from '../first-from.ts';
import type { Scan } from '../types.ts';

/** Finds the words of a detector's own lists among the cue hits of a scan. */
export interface WordHits {
  /** All hits of the lists; good until the next scan. */
  own(scan: Scan): OwnColumn;
  /** Bits of the lists that the cue hit at index `hit` belongs to: 1 for the first list, 2 for the second, 4 ... */
  bitsOf(scan: Scan, hit: number): number;
  /** Bits of the lists that hold exactly the word text[start..end), 0 when none does. */
  bitsAt(scan: Scan, start: number, end: number): number;
  /** End of the longest hit of one of the lists `bits` that starts at `start`, or 0. */
  endFrom(scan: Scan, start: number, bits: number): number;
  /** A word of the lists lies within from..to. */
  within(scan: Scan, from: number, to: number): boolean;
}

/** `concepts`: ids of at most 31 lists; -1 for one that the rule file does not have. */
export function wordHits(concepts: readonly number[]): WordHits {
  return new OwnHits(concepts);
}

/** Indexes of cue hits, ascending, with the bits of the lists they are on. The first `count` count. */
export interface OwnColumn {
  readonly count: number;
  readonly cue: Int32Array;
  readonly bits: Int32Array;
}

class Column implements OwnColumn {
  count = 0;
  cue = new Int32Array(16);
  bits = new Int32Array(16);

  /** Makes room for `most`; what it holds is lost when there is none. */
  clear(most: number): void {
    this.count = 0;
    if (most <= this.cue.length) return;
    this.cue = new Int32Array(2 * most);
    this.bits = new Int32Array(2 * most);
  }

  add(cue: number, bits: number): void {
    if (this.count > 0 && this.cue[this.count - 1] === cue) this.bits[this.count - 1] |= bits;
    else {
      this.cue[this.count] = cue;
      this.bits[this.count++] = bits;
    }
  }
}

/**
 * The hits of a few concepts, gathered once a scan: a message has many hits, and to each detector hardly any of them matters. (A table by
 * vocabulary entry would be as large as the vocabulary, and there are hundreds of detectors: to ask it costs a cache miss each time.)
 */
class OwnHits implements WordHits {
  readonly #concepts: readonly number[];
  #scan: Scan | undefined;
  #serial = -1;
  #own = new Column();
  #spare = new Column();

  constructor(concepts: readonly number[]) {
    this.#concepts = concepts;
  }

  own(scan: Scan): OwnColumn {
    return this.#look(scan);
  }

  bitsOf(scan: Scan, hit: number): number {
    const { count, cue, bits } = this.#look(scan);
    if (count === 0) return 0;
    const low = firstFrom(cue, count, hit);
    return low < count && cue[low] === hit ? bits[low] : 0;
  }

  bitsAt(scan: Scan, start: number, end: number): number {
    const own = this.#look(scan);
    let sum = 0;
    for (let k = startingAt(scan, own, start); k < own.count && scan.cueStart[own.cue[k]] === start; k++)
      if (scan.cueEnd[own.cue[k]] === end) sum |= own.bits[k];
    return sum;
  }

  endFrom(scan: Scan, start: number, wanted: number): number {
    const own = this.#look(scan);
    let end = 0;
    for (let k = startingAt(scan, own, start); k < own.count && scan.cueStart[own.cue[k]] === start; k++)
      if ((own.bits[k] & wanted) !== 0) end = Math.max(end, scan.cueEnd[own.cue[k]]);
    return end;
  }

  within(scan: Scan, from: number, to: number): boolean {
    const own = this.#look(scan);
    for (let k = startingAt(scan, own, from); k < own.count && scan.cueStart[own.cue[k]] < to; k++)
      if (scan.cueEnd[own.cue[k]] <= to) return true;
    return false;
  }

  #look(scan: Scan): Column {
    if (this.#scan === scan && this.#serial === scan.serial) return this.#own;
    this.#scan = scan;
    this.#serial = scan.serial;
    this.#own.count = 0;
    for (let i = 0; i < this.#concepts.length; i++) {
      const concept = this.#concepts[i];
      if (concept >= 0 && scan.conceptHits[concept] > 0) this.#merge(scan, concept, 1 << i);
    }
    return this.#own;
  }

  /** Joins the chain of a concept with what has been gathered; both ascend. */
  #merge({ conceptHits, firstHit, nextHit, hitCue }: Scan, concept: number, bit: number): void {
    const { count, cue, bits } = this.#own;
    const into = this.#spare;
    into.clear(count + conceptHits[concept]);
    let old = 0;
    for (let k = firstHit[concept]; k >= 0; k = nextHit[k]) {
      for (; old < count && cue[old] <= hitCue[k]; old++) into.add(cue[old], bits[old]);
      into.add(hitCue[k], bit);
    }
    for (; old < count; old++) into.add(cue[old], bits[old]);
    this.#spare = this.#own;
    this.#own = into;
  }
}

/** Index of the first own hit that starts at `start` or later. */
function startingAt({ cueStart }: Scan, { count, cue }: Column, start: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cueStart[cue[middle]] < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
