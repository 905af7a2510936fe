import { firstFrom } from '../first-from.ts';
import type { Scan } from '../types.ts';
import { joinsWord } from './latin.ts';
import { isDigit } from '../units.ts';

/** A date in a text. Offsets in view units, runs as indices of the scan. */
export interface ReadDate {
  readonly start: number;
  readonly end: number;
  readonly firstRun: number;
  readonly lastRun: number;
  /** 0 when none is written. A year of two digits is put into 1930 to 2029. */
  readonly year: number;
  /** The month is a word. */
  readonly words: boolean;
  /** Year first, with dashes. */
  readonly iso: boolean;
}

/** A date in digits that begins with run i: 2026-05-12, 12.05.2026, 5/12/26, 12. 5. 1990, 5-6-'17. Undefined when there is none. */
export function readNumericDate(scan: Scan, i: number): ReadDate | undefined {
  const { text, runStart, runEnd, runCount } = scan;
  if (i + 2 >= runCount) return undefined;
  const size = runEnd[i] - runStart[i];
  if (size !== 1 && size !== 2 && size !== 4) return undefined;
  const separator = text.charCodeAt(runEnd[i]);
  if (separator !== 0x2d && separator !== 0x2e && separator !== 0x2f) return undefined;
  const second = runEnd[i + 1] - runStart[i + 1];
  if (second > 2) return undefined;
  const third = runEnd[i + 2] - runStart[i + 2];
  if (size === 4 ? third > 2 : third !== 2 && third !== 4) return undefined;
  // As Swedes write it: 17/8 2014, 17/8-14.
  const link = text.charCodeAt(runEnd[i + 1]);
  const apart = separator === 0x2f && runStart[i + 2] === runEnd[i + 1] + 1 && (link === 0x2d || (link === 0x20 && third === 4));
  if (!joined(text, runEnd[i], runStart[i + 1], separator, false)) return undefined;
  if (!apart && !joined(text, runEnd[i + 1], runStart[i + 2], separator, true)) return undefined;
  const before = text.charCodeAt(runStart[i] - 1);
  if (joinsWord(before) || ((before === 0x2d || before === 0x2e || before === 0x2f) && joinsWord(text.charCodeAt(runStart[i] - 2))))
    return undefined;
  const end = runEnd[i + 2];
  const after = text.charCodeAt(end);
  if ((after === 0x2d || after === 0x2f || after === 0x2e) && isDigit(text.charCodeAt(end + 1))) return undefined;
  // `5.11. 14:20`: hours, not the year
  if (third === 2 && text.charCodeAt(runStart[i + 2] - 1) === 0x20 && isClock(text, end)) return undefined;
  const a = Number(text.slice(runStart[i], runEnd[i]));
  const b = Number(text.slice(runStart[i + 1], runEnd[i + 1]));
  const c = Number(text.slice(runStart[i + 2], end));
  const year = size === 4 ? a : fullYear(c, third);
  if (year < 1880 || year > 2099 || !isDayAndMonth(size === 4 ? c : a, b)) return undefined;
  return { start: runStart[i], end, firstRun: i, lastRun: i + 2, year, words: false, iso: size === 4 && separator === 0x2d };
}

/**
 * A day and a month without a year, in digits, that begin with run i: 17.11., 7. 4., 6/3, 6-3. The day comes first, or behind a stroke the month. Many
 * numbers look so: what stands beside has to say that it is a day.
 */
export function readShortDate({ text, runStart, runEnd, runCount }: Scan, i: number): ReadDate | undefined {
  if (i + 1 >= runCount || runEnd[i] - runStart[i] > 2 || runEnd[i + 1] - runStart[i + 1] > 2) return undefined;
  const separator = text.charCodeAt(runEnd[i]);
  if (separator !== 0x2d && separator !== 0x2e && separator !== 0x2f) return undefined;
  if (!joined(text, runEnd[i], runStart[i + 1], separator, false)) return undefined;
  const day = Number(text.slice(runStart[i], runEnd[i]));
  const month = Number(text.slice(runStart[i + 1], runEnd[i + 1]));
  if (separator === 0x2f ? !isDayAndMonth(day, month) : day < 1 || day > 31 || month < 1 || month > 12) return undefined;
  const before = text.charCodeAt(runStart[i] - 1);
  if (joinsWord(before) || (BESIDE.includes(before) && !(before === 0x2c && !isDigit(text.charCodeAt(runStart[i] - 2))))) return undefined;
  let end = runEnd[i + 1];
  if (separator === 0x2e && text.charCodeAt(end) === 0x2e && !isDigit(text.charCodeAt(end + 1))) end++;
  const after = text.charCodeAt(end);
  if (joinsWord(after) || after === 0x25 || (BESIDE.includes(after) && joinsWord(text.charCodeAt(end + 1)))) return undefined;
  return { start: runStart[i], end, firstRun: i, lastRun: i + 1, year: 0, words: false, iso: false };
}
/** `- . / : , _ = $` and the pound and euro signs: the number goes on, or is an amount. */
const BESIDE = [...'-./:,_=$#\u00a3\u20ac'].map((char) => char.charCodeAt(0));

/** A date with its month in Roman figures that begins with run i: 9.VII.1983, 9/XI 1990. */
export function readRomanDate({ text, runStart, runEnd }: Scan, i: number): ReadDate | undefined {
  const start = runStart[i];
  if (runEnd[i] - start > 2 || joinsWord(text.charCodeAt(start - 1))) return undefined;
  ROMAN.lastIndex = start;
  const found = ROMAN.exec(text);
  if (found === null || Number(found[1]) < 1 || Number(found[1]) > 31) return undefined;
  const year = fullYear(Number(found[2]), found[2].length);
  if (!isYear(year)) return undefined;
  return { start, end: start + found[0].length, firstRun: i, lastRun: i + 1, year, words: true, iso: false };
}
const ROMAN = /(\d{1,2})[./ -]{1,2}(?:I{1,3}|I[VX]|VI{0,3}|XI{0,2})[./ -]{1,2}(\d{4}|\d{2})(?![\w./-]\w|\w)/y;

/** A date of eight digits: 19900512, 12051990. */
export function readPlainDate(scan: Scan, i: number): ReadDate | undefined {
  const { text, runStart, runEnd } = scan;
  const start = runStart[i];
  const end = runEnd[i];
  if (end - start !== 8 || joinsWord(text.charCodeAt(start - 1)) || joinsWord(text.charCodeAt(end))) return undefined;
  const written = text.slice(start, end);
  const first = Number(written.slice(0, 4));
  const last = Number(written.slice(4));
  const forward = isYear(first) && isDayAndMonth(Number(written.slice(6)), Number(written.slice(4, 6)));
  if (!forward && !(isYear(last) && isDayAndMonth(Number(written.slice(0, 2)), Number(written.slice(2, 4))))) return undefined;
  return { start, end, firstRun: i, lastRun: i, year: forward ? first : last, words: false, iso: false };
}

/**
 * A date with its month in letters, the month being text[start..end): 12. Mai 1990, May 12th, 2026, 12 de mayo de 2026, 2026. gada 12. maijs,
 * 2026 m. geguzes 12 d. `isOf` tells the words that may stand between.
 */
export function readWordDate(scan: Scan, start: number, end: number, isOf: (word: string) => boolean): ReadDate | undefined {
  const { text, runStart, runEnd } = scan;
  const next = firstRunFrom(scan, end);
  const before = next - 1;
  let day = -1;
  let year = -1;
  if (before >= 0 && closeWord(text, runEnd[before], start, isOf)) {
    if (isDayRun(scan, before)) day = before;
    else if (isYearRun(scan, before)) year = before;
  }
  if (day > 0 && isYearRun(scan, day - 1) && closeWord(text, runEnd[day - 1], runStart[day], isOf)) year = day - 1;
  let last = day;
  if (day < 0 && next < scan.runCount && closeWord(text, end, runStart[next], isOf) && isDayRun(scan, next)) {
    day = next;
    last = next;
  }
  if (day < 0) return undefined;
  if (year < 0) {
    const after = last === next ? next + 1 : next;
    const from = last === next ? runEnd[next] : end;
    if (after < scan.runCount && closeWord(text, from, runStart[after], isOf) && isYearRun(scan, after)) {
      year = after;
      last = after;
    }
  }
  const firstRun = Math.min(day, year < 0 ? day : year);
  const lastRun = Math.max(day, year, last);
  const from = Math.min(start, runStart[firstRun]);
  if (joinsWord(text.charCodeAt(from - 1))) return undefined;
  return {
    start: from,
    end: Math.max(end, runEnd[lastRun]),
    firstRun: firstRun,
    lastRun: runEnd[lastRun] > end ? lastRun : before,
    year: year < 0 ? 0 : fullYear(Number(text.slice(runStart[year], runEnd[year])), runEnd[year] - runStart[year]),
    words: true,
    iso: false,
  };
}

/** Index of the first run that starts at `at` or later. */
export function firstRunFrom({ runStart, runCount }: Scan, at: number): number {
  return firstFrom(runStart, runCount, at);
}

/** The separator alone, behind a full stop also a space, before a year also an apostrophe. */
function joined(text: string, from: number, to: number, separator: number, apostrophe: boolean): boolean {
  if (text.charCodeAt(from) !== separator) return false;
  let at = from + 1;
  if (separator === 0x2e && text.charCodeAt(at) === 0x20) at++;
  if (apostrophe && (text.charCodeAt(at) === 0x27 || text.charCodeAt(at) === 0x2019)) at++;
  return at === to;
}

/** Space, `. , : - '`, signs and letters of ordinals behind the digits, and two words that `isOf` tells at most. */
function closeWord(text: string, from: number, to: number, isOf: (word: string) => boolean): boolean {
  if (to - from > FARTHEST || to < from) return false;
  let words = 0;
  for (let i = from; i < to; ) {
    if (!joinsWord(text.charCodeAt(i))) {
      if (!CLOSE.includes(text.charCodeAt(i++))) return false;
      continue;
    }
    let end = i + 1;
    while (end < to && joinsWord(text.charCodeAt(end))) end++;
    // 12th, 1er, 12:e
    const ordinal = end - i <= 2 && (i === from || (i === from + 1 && text.charCodeAt(from) !== 0x20));
    if (!ordinal && (++words > 2 || !isOf(text.slice(i, end)))) return false;
    i = end;
  }
  return true;
}
const FARTHEST = 12;
const CLOSE = [..." .,:-'"].map((char) => char.charCodeAt(0)).concat(0xba, 0xaa, 0xb0, 0x2019);

function isDayRun({ text, runStart, runEnd }: Scan, i: number): boolean {
  const size = runEnd[i] - runStart[i];
  if (size > 2) return false;
  const day = Number(text.slice(runStart[i], runEnd[i]));
  return day >= 1 && day <= 31 && !isClock(text, runEnd[i]) && text.charCodeAt(runStart[i] - 1) !== 0x3a;
}

/** A colon with a digit behind it: the run before is hours. */
function isClock(text: string, end: number): boolean {
  return text.charCodeAt(end) === 0x3a && isDigit(text.charCodeAt(end + 1));
}

function isYearRun({ text, runStart, runEnd }: Scan, i: number): boolean {
  const size = runEnd[i] - runStart[i];
  if (size === 4) return isYear(Number(text.slice(runStart[i], runEnd[i]))) && text.charCodeAt(runEnd[i]) !== 0x3a;
  const before = text.charCodeAt(runStart[i] - 1);
  // '26, or 12-May-26
  return size === 2 && (before === 0x27 || before === 0x2019 || before === 0x2d) && text.charCodeAt(runEnd[i]) !== 0x3a;
}

function isYear(year: number): boolean {
  return year >= 1880 && year <= 2099;
}

function fullYear(year: number, size: number): number {
  return size === 4 ? year : year < 30 ? 2000 + year : 1900 + year;
}

function isDayAndMonth(a: number, b: number): boolean {
  return a >= 1 && b >= 1 && ((a <= 31 && b <= 12) || (a <= 12 && b <= 31));
}
