import { letterOf } from '../letters.ts';
import { isWordUnit } from './numbers.ts';
import { isDigit } from '../units.ts';

function isAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** A word as lists of `options` are compared: lower case, without diacritics. */
export function foldWord(word: string): string {
  if (isAscii(word)) return word.toLowerCase();
  let folded = '';
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    if (unit < 0x300 || unit > 0x36f) folded += String.fromCharCode(letterOf(unit) || unit);
  }
  return folded;
}

/**
 * Words of an option of a rule file, by language or as one list. Unlike `words:` they are not looked for in the whole text: a detector that has
 * found its place looks up the word that stands there. So they may be as common as "is".
 */
export function wordSet(lists: unknown): ReadonlySet<string> {
  if (lists === undefined || lists === null) return new Set();
  const known = sets.get(lists);
  if (known !== undefined) return known;
  const words = Array.isArray(lists) ? lists : Object.values(lists as Record<string, readonly string[]>).flat();
  const set = new Set(words.map((word) => foldWord(String(word))));
  sets.set(lists, set);
  return set;
}
/** Rules of a category share their lists. */
const sets = new WeakMap<object, ReadonlySet<string>>();

/** Letter of any script; combining marks are gone from a view. */
export function isLetter(unit: number): boolean {
  return isWordUnit(unit) && !isDigit(unit);
}

/** Offset after the run of letters that begins at `at`. */
export function wordEnd(text: string, at: number, limit = text.length): number {
  let end = at;
  while (end < limit && isLetter(text.charCodeAt(end))) end++;
  return end;
}

/** A letter that begins a name: not lower case. */
export function isCapital(char: string): boolean {
  return char !== char.toLowerCase() && char === char.toUpperCase();
}

export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** End of the line (LF, or the end of the text) within `limit` units of `at`. */
export function lineEnd(text: string, at: number, limit: number): number {
  const end = Math.min(text.length, at + limit);
  for (let i = at; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a || unit === 0x0d) return i;
  }
  return end;
}
