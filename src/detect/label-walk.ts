import type { Scan } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import type { WordHits } from './word-hits.ts';
import { foldWord, isLetter, wordEnd } from './words.ts';

/** Letters of a word that are read; a longer one links nothing. */
const LONGEST_WORD = 40;

/** How far a walk goes. With the longest label it stays within REACH. */
export interface WalkLimits {
  readonly maxWords: number;
  readonly maxGap: number;
}

/** Asks for each label of a scan that ends its word; `read` gives the offset behind what it has read, which no later label looks at again, or -1. */
export function forEachLabel(scan: Scan, labels: WordHits, read: (start: number, end: number) => number): void {
  const { text, cueStart, cueEnd } = scan;
  const own = labels.own(scan);
  let done = -1;
  for (let k = 0; k < own.count; k++) {
    const hit = own.cue[k];
    if (cueEnd[hit] > done && !isWordUnit(text.charCodeAt(cueEnd[hit]))) done = Math.max(done, read(cueStart[hit], cueEnd[hit]));
  }
}

/**
 * Walks on from the end of a label, over the words that `passes` lets it pass and the signs between them that it `crosses`. Gives the offset of
 * what it stops at, a word or a sign; -1 when there is nothing within the limits.
 * > | my password is still gurkensalat
 *             ^from        ^stops
 */
export function walkFrom(
  text: string,
  from: number,
  { maxWords, maxGap }: WalkLimits,
  crosses: (unit: number, at: number) => boolean,
  passes: (word: string, start: number, end: number) => boolean,
): number {
  const limit = Math.min(text.length, from + maxGap);
  let at = from;
  for (let words = 0; at < limit; ) {
    const unit = text.charCodeAt(at);
    if (isLetter(unit)) {
      const end = wordEnd(text, at, at + LONGEST_WORD);
      if (words++ === maxWords) return -1;
      if (!passes(foldWord(text.slice(at, end)), at, end)) return at;
      at = end;
    } else if (crosses(unit, at)) at++;
    else return at;
  }
  return -1;
}

/** For walks from word to word: one blank stands between two. */
export function isBlankBetween(text: string): (unit: number, at: number) => boolean {
  return (unit, at) => unit === 0x20 && text.charCodeAt(at - 1) !== 0x20;
}
