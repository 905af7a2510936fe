import type { Detector } from '../types.ts';
import { foldWord, wordEnd, wordSet } from './words.ts';
import { isDigit } from '../units.ts';

const LONGEST = 32;
const SHORTEST = 8;

/**
 * What only passwords look like: one word with letters of both cases, digits, and a sign such as `#` or `!` between them.
 * Option `worded`: a word with a capital and a number instead, `Herfst2024!`, which is one only where passwords are spoken of; `nothing`: words that
 * are versions and months with a number.
 * No signals: `/ = : ; @` and brackets belong to addresses, settings and code, so a word with one of them is none.
 */
export const passwordLook: Detector = {
  name: 'password-look',
  signals: [],
  options: ['worded', 'nothing'],
  maxLength: LONGEST,
  needs: () => [{ anchors: ['mixed'] }, { anchors: ['glued'] }],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    const worded = rule.options?.worded === true;
    const nothing = wordSet(rule.options?.nothing);
    const looks = worded
      ? (text: string, start: number, end: number) =>
          WORDED.test(text.slice(start, end)) && !nothing.has(foldWord(text.slice(start, wordEnd(text, start, end))))
      : (text: string, start: number, end: number) => end - start >= SHORTEST && looksRandom(text, start, end);
    return ({ scan: { text, runStart, runEnd, runCount } }, emit) => {
      let done = 0;
      for (let i = 0; i < runCount; i++) {
        const at = runStart[i];
        if (at < done || runEnd[i] - at > 6) continue;
        let start = at;
        while (start > 0 && at - start <= LONGEST && isPart(text.charCodeAt(start - 1))) start--;
        let end = runEnd[i];
        while (end < text.length && end - start <= LONGEST && isPart(text.charCodeAt(end))) end++;
        done = end;
        const before = text.charCodeAt(start - 1);
        if (end - start > LONGEST || !endsWord(before) || !endsWord(text.charCodeAt(end))) continue;
        if (looks(text, start, end)) emit({ start, end, value: '', type, signals: [] });
      }
    };
  },
};

/** A word and a number, as many choose their passwords; words with dashes and a number behind or between them. */
const WORDED = new RegExp(
  [
    /^[A-Z][A-Za-z]{3,13}[-_!#&]?\d{1,4}[!?#*]{0,2}$/,
    /^[A-Za-z]{3,14}(?:[-_][A-Za-z]{3,14}){1,3}[-_][1-9]\d{0,3}[!?#*]{0,2}$/,
    /^[A-Za-z]{4,14}[-_]\d{1,4}[-_][A-Za-z]{3,14}$/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** The word is not a piece of an address, a setting or code. */
function endsWord(unit: number): boolean {
  return !(unit > 0x20) || unit === 0x22 || unit === 0x27 || unit === 0x2c || unit === 0x2e || unit === 0x201c || unit === 0x201d;
}

/** ASCII letters and digits, and `! # $ % * - ? ^ _ ~ +`. */
function isPart(unit: number): boolean {
  return (
    isDigit(unit) ||
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    isSign(unit) ||
    unit === 0x2d ||
    unit === 0x5f ||
    unit === 0x2b ||
    unit === 0x7e
  );
}

function isSign(unit: number): boolean {
  return unit === 0x21 || unit === 0x23 || unit === 0x24 || unit === 0x25 || unit === 0x2a || unit === 0x3f || unit === 0x5e;
}

/** A letter stands beside a digit, or one sign away from it. */
const TOUCHING = /[A-Za-z][^A-Za-z\d]?\d|\d[^A-Za-z\d]?[A-Za-z]/;

/** All four kinds, with a sign inside, or changing from kind to kind five times. */
function looksRandom(text: string, start: number, end: number): boolean {
  let kinds = 0;
  let changes = 0;
  let inside = false;
  let last = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    const kind = isDigit(unit) ? 1 : unit >= 0x61 && unit <= 0x7a ? 2 : unit >= 0x41 && unit <= 0x5a ? 4 : isSign(unit) ? 8 : 16;
    if (kind !== last && i > start) changes++;
    if (kind === 8 && i > start + 1 && i < end - 1) inside = true;
    kinds |= kind;
    last = kind;
  }
  // Three stars are a mask, of a card that is kept in part for one.
  return (
    (kinds & 15) === 15 &&
    TOUCHING.test(text.slice(start, end)) &&
    !text.slice(start, end).includes('***') &&
    (changes >= 5 || (inside && changes >= 3)) &&
    !/%[0-9A-F]{2}/.test(text.slice(start, end))
  );
}
