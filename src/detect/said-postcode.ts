import { isUpper } from './address-tokens.ts';
import { isYearPart } from './date-words.ts';
import { nextWord, wordAt, wordEnd, wordStart } from './spoken-date.ts';

/** Numerals of a postcode: `twenty-five, eight`, `negen zeven een twee`. */
const MAX_NUMERALS = 4;

/**
 * A postcode of letters and digits that is read out, and whose first numeral begins at `at`: British, `N E twenty-five, eight, Q T`, or Dutch, `negen
 * zeven een twee, A van Anton, K van Karel`. `isAs` tells the words that lead from a letter to a word that begins with it. Undefined when there is none.
 */
export function readSaidPostcode(
  text: string,
  at: number,
  isAs: (word: string) => boolean,
): { readonly start: number; readonly end: number } | undefined {
  const letters = lettersBefore(text, at);
  const first = letters < at ? at : numeralBefore(text, at);
  const start = Math.min(letters, first);
  let end = first;
  let numerals = 0;
  for (let next = first; next >= 0 && numerals < MAX_NUMERALS && isYearPart(wordAt(text, next)); next = nextWord(text, end), numerals++)
    end = wordEnd(text, next);
  if (numerals < 2) return undefined;
  const pair = nextWord(text, end);
  if (pair > 0 && wordEnd(text, pair) === pair + 2 && isCapitals(wordAt(text, pair)))
    return letters < at ? { start, end: pair + 2 } : undefined;
  const letter = letterAfter(text, end, isAs);
  const second = letter < 0 ? -1 : letterAfter(text, letter, isAs);
  return second < 0 ? undefined : { start, end: second };
}

/** Start of the numeral before `at`, a word that says "a" as well and wakes nobody: `een twee drie vier`; or `at`. */
function numeralBefore(text: string, at: number): number {
  const before = wordStart(text, at);
  return before < at && isYearPart(wordAt(text, before)) ? before : at;
}

/** Start of one or two letters that stand right before `at`, by themselves or together; or `at`. */
function lettersBefore(text: string, at: number): number {
  const last = wordStart(text, at);
  if (last === at || !isCapitals(wordAt(text, last))) return at;
  const first = wordStart(text, last);
  return wordEnd(text, last) === last + 1 && first < last && wordEnd(text, first) === first + 1 && isCapitals(wordAt(text, first))
    ? first
    : last;
}

/** End of the letter that is said behind `end`, `the P`, `Q`, `A van Anton`; or -1. */
function letterAfter(text: string, end: number, isAs: (word: string) => boolean): number {
  let at = nextWord(text, end);
  // An article: `de P van Pieter`
  if (at > 0 && !isCapitals(wordAt(text, at)) && wordEnd(text, at) <= at + 3) at = nextWord(text, wordEnd(text, at));
  if (at < 0 || wordEnd(text, at) !== at + 1 || !isCapitals(wordAt(text, at))) return -1;
  const as = nextWord(text, at + 1);
  if (as < 0 || !isAs(wordAt(text, as))) return at + 1;
  const named = nextWord(text, wordEnd(text, as));
  return named > 0 && text.charCodeAt(named) === text.charCodeAt(at) ? wordEnd(text, named) : at + 1;
}

/** One or two letters, all of them capitals. */
function isCapitals(word: string): boolean {
  return word.length <= 2 && isUpper(word.charCodeAt(0)) && (word.length === 1 || isUpper(word.charCodeAt(1)));
}
