import { joinsWord } from './latin.ts';
import { isCardinal, isSpokenDay } from './date-words.ts';

const LONGEST_WORD = 40;

/**
 * The day and month that are said in words, the month being text[start..end): `third of April`, `April the twenty first`, `vierzehnten Maerz`. `isOf` tells the
 * words that may stand between. Undefined when no day is said beside the month.
 */
export function readSpokenDay(
  text: string,
  start: number,
  end: number,
  isOf: (word: string) => boolean,
): { readonly start: number; readonly end: number } | undefined {
  let from = wordStart(text, start);
  if (from < start && isOf(wordAt(text, from))) from = wordStart(text, from);
  if (from < start && isSpokenDay(wordAt(text, from))) {
    // `twenty first`
    const tens = wordStart(text, from);
    return { start: tens < from && isCardinal(wordAt(text, tens)) ? tens : from, end };
  }
  let next = nextWord(text, end);
  if (next > 0 && isOf(wordAt(text, next))) next = nextWord(text, wordEnd(text, next));
  if (next < 0) return undefined;
  const after = nextWord(text, wordEnd(text, next));
  if (after > 0 && isCardinal(wordAt(text, next)) && isSpokenDay(wordAt(text, after))) return { start, end: wordEnd(text, after) };
  return isSpokenDay(wordAt(text, next)) ? { start, end: wordEnd(text, next) } : undefined;
}

/** End of the word that begins at `i`; a word longer than any of ours ends where that shows. */
export function wordEnd(text: string, i: number): number {
  let end = i + 1;
  while (end - i < LONGEST_WORD && joinsWord(text.charCodeAt(end))) end++;
  return end;
}

/** The word that begins at `start`. */
export function wordAt(text: string, start: number): string {
  return text.slice(start, wordEnd(text, start));
}

/** Start of the word that ends at most two units left of `end`, or `end`. */
export function wordStart(text: string, end: number): number {
  let last = end;
  while (last > 0 && last > end - 2 && isGap(text.charCodeAt(last - 1))) last--;
  let from = last;
  while (from > 0 && last - from < LONGEST_WORD && joinsWord(text.charCodeAt(from - 1))) from--;
  return from === last ? end : from;
}

/** Start of the word that begins at most three units behind `end`, or -1. */
export function nextWord(text: string, end: number): number {
  let at = end;
  while (at < end + 3 && isGap(text.charCodeAt(at))) at++;
  return at > end && joinsWord(text.charCodeAt(at)) ? at : -1;
}

/** Blank, full stop, comma, hyphen. */
function isGap(unit: number): boolean {
  return unit === 0x20 || unit === 0x2e || unit === 0x2c || unit === 0x2d;
}
