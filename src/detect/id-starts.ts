import { firstFrom } from '../first-from.ts';
import type { Scan } from '../types.ts';
import { isTight } from './bank-groups.ts';
import { joinsWord } from './latin.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** Most letters that stand before the first digit of an identity number: an Italian tax code can have nine. */
const LONGEST_LEAD = 9;
const MOST_DIGITS = 20;
const SIZES = 32;
/** Units between two groups at most: a line break with a reply prefix is the longest. */
const NEAR = 8;

/** Kinds of units that may follow the first digits of an identity number. */
export const AFTER = { other: 0, space: 1, dash: 2, dot: 3, slash: 4, plus: 5, colon: 6, letter: 7 } as const;
const AFTERS = 8;
/** Keys are less than this. */
export const KEYS = 2 * (LONGEST_LEAD + 1) * SIZES * AFTERS;

/** Where identity numbers can start in a text, by what they begin with: a key of `keyOf` leads to a list. */
export interface IdStarts {
  /** Keys that have a start, each once; the first `keyCount` of them count. */
  readonly keys: Int32Array;
  readonly keyCount: number;
  /** Index of the first start of a key, or -1. */
  readonly first: Int32Array;
  /** Index of the next start of the same key, or -1. */
  readonly next: Int32Array;
  /** Offset of a start. */
  readonly at: Int32Array;
  /** One bit: how many digits the run of digits behind the first one has; bit 0 when none is near. */
  readonly second: Int32Array;
}

/** Key of numbers that begin with `lead` letters, then, `parted` from them by one separator or not, `size` digits, and a unit of the kind `after`. */
export function keyOf(lead: number, parted: boolean, size: number, after: number): number {
  return (((parted ? LONGEST_LEAD + 1 : 0) + lead) * SIZES + size) * AFTERS + after;
}

/** What kind of unit stands behind digits. */
function afterOf(unit: number): number {
  if (unit === 0x20 || unit === 0x0a || unit === 0x0d) return AFTER.space;
  if (unit === 0x2d) return AFTER.dash;
  if (unit === 0x2e) return AFTER.dot;
  if (unit === 0x2f) return AFTER.slash;
  if (unit === 0x2b) return AFTER.plus;
  if (unit === 0x3a) return AFTER.colon;
  return isAsciiLetter(unit) ? AFTER.letter : AFTER.other;
}

class Starts implements IdStarts {
  readonly first = new Int32Array(KEYS).fill(-1);
  next = new Int32Array(256);
  at = new Int32Array(256);
  second = new Int32Array(256);
  readonly keys = new Int32Array(KEYS);
  keyCount = 0;
  count = 0;

  clear(): void {
    for (let i = 0; i < this.keyCount; i++) this.first[this.keys[i]] = -1;
    this.count = this.keyCount = 0;
  }

  add(key: number, at: number, second: number): void {
    if (this.count === this.at.length) {
      this.next = twice(this.next);
      this.at = twice(this.at);
      this.second = twice(this.second);
    }
    if (this.first[key] < 0) this.keys[this.keyCount++] = key;
    this.next[this.count] = this.first[key];
    this.at[this.count] = at;
    this.second[this.count] = second;
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
    const near = i + 1 < runCount && runStart[i + 1] - runEnd[i] <= NEAR;
    const second = near ? 1 << Math.min(31, runEnd[i + 1] - runStart[i + 1]) : 1;
    const after = afterOf(text.charCodeAt(runEnd[i]));
    if (isAsciiLetter(before)) {
      if (isGlued(scan, start)) starts.add(keyOf(0, false, size, after), start, second);
      const lead = wordStart(text, start);
      if (lead < 0) continue;
      starts.add(keyOf(start - lead, false, size, after), lead, second);
    } else if (!joinsWord(before) && before !== 0x2b && !(isTight(before) && isDigit(text.charCodeAt(start - 2)))) {
      starts.add(keyOf(0, false, size, after), start, second);
      if ((before === 0x20 || before === 0x2d || before === 0x2e) && isAsciiLetter(text.charCodeAt(start - 2))) {
        const lead = wordStart(text, start - 1);
        if (lead < 0) continue;
        starts.add(keyOf(start - 1 - lead, true, size, after), lead, second);
      }
    }
  }
  return starts;
}

/** A cue word ends where the number begins: `pnr19121212-1212`. */
export function isGlued({ cueStart, cueEnd, cueCount }: Scan, start: number): boolean {
  for (let i = firstFrom(cueStart, cueCount, start) - 1; i >= 0 && cueStart[i] >= start - LONGEST_LABEL; i--)
    if (cueEnd[i] === start) return true;
  return false;
}
/** Units of a label that a number touches. */
const LONGEST_LABEL = 32;

/** Start of the ASCII letters that end at `end`, or -1 when they are too many or part of a longer word. */
function wordStart(text: string, end: number): number {
  let at = end;
  while (at > end - LONGEST_LEAD - 1 && isAsciiLetter(text.charCodeAt(at - 1))) at--;
  const before = text.charCodeAt(at - 1);
  return end - at > LONGEST_LEAD || joinsWord(before) ? -1 : at;
}
