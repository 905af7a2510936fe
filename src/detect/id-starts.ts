import type { Scan } from '../types.ts';
import { isTight } from './bank-groups.ts';
import { joinsWord } from './latin.ts';
import { isAsciiLetter, isDigit, isMaskUnit } from './numbers.ts';

/** Most letters that stand before the first digit of an identity number: an Italian tax code can have nine. */
const LONGEST_LEAD = 9;
const MOST_DIGITS = 20;
const SIZES = 32;

/** Where identity numbers can start in a text, by what they begin with: a key of `keyOf` leads to a list. */
export interface IdStarts {
  /** Index of the first start of a key, or -1. */
  readonly first: Int16Array | Int32Array;
  /** Index of the next start of the same key, or -1. */
  readonly next: Int32Array;
  /** Offset of a start. */
  readonly at: Int32Array;
}

/** Key of numbers that begin with `lead` letters, then, `parted` from them by one separator or not, `size` digits. */
export function keyOf(lead: number, parted: boolean, size: number): number {
  return ((parted ? LONGEST_LEAD + 1 : 0) + lead) * SIZES + size;
}

class Starts implements IdStarts {
  readonly first = new Int32Array(2 * (LONGEST_LEAD + 1) * SIZES).fill(-1);
  next = new Int32Array(256);
  at = new Int32Array(256);
  count = 0;

  clear(): void {
    if (this.count > 0) this.first.fill(-1);
    this.count = 0;
  }

  add(key: number, at: number): void {
    if (this.count === this.at.length) {
      this.next = twice(this.next);
      this.at = twice(this.at);
    }
    this.next[this.count] = this.first[key];
    this.at[this.count] = at;
    this.first[key] = this.count++;
  }
}

function twice(old: Int32Array): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(old.length * 2);
  fresh.set(old);
  return fresh;
}

const starts = new Starts();
let known: string | undefined;

/**
 * Where identity numbers can start. Some forty rules ask, one after the other and of the same text, and most runs of digits in a log can be told
 * to be none of theirs at a glance; so the answer for the last text is kept.
 */
export function idStarts(scan: Scan): IdStarts {
  if (scan.text === known) return starts;
  known = scan.text;
  starts.clear();
  const { text, runStart, runEnd, runCount } = scan;
  for (let i = 0; i < runCount; i++) {
    const start = runStart[i];
    const size = runEnd[i] - start;
    if (size > MOST_DIGITS) continue;
    const before = text.charCodeAt(start - 1);
    if (isAsciiLetter(before)) {
      const lead = wordStart(text, start);
      if (lead >= 0) starts.add(keyOf(start - lead, false, size), lead);
    } else if (!joinsWord(before) && !isMaskUnit(before) && before !== 0x2b && !(isTight(before) && isDigit(text.charCodeAt(start - 2)))) {
      starts.add(keyOf(0, false, size), start);
      if ((before === 0x20 || before === 0x2d || before === 0x2e) && isAsciiLetter(text.charCodeAt(start - 2))) {
        const lead = wordStart(text, start - 1);
        if (lead >= 0) starts.add(keyOf(start - 1 - lead, true, size), lead);
      }
    }
  }
  return starts;
}

/** Start of the ASCII letters that end at `end`, or -1 when they are too many or part of a longer word. */
function wordStart(text: string, end: number): number {
  let at = end;
  while (at > end - LONGEST_LEAD - 1 && isAsciiLetter(text.charCodeAt(at - 1))) at--;
  const before = text.charCodeAt(at - 1);
  return end - at > LONGEST_LEAD || joinsWord(before) || isMaskUnit(before) ? -1 : at;
}
