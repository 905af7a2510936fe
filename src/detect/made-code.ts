import type { Detector } from '../types.ts';
import { isDigit } from '../units.ts';
import { isAlgorithm } from './label-value.ts';
import { isWordUnit } from './numbers.ts';
import { foldWord, isLetter, wordSet } from './words.ts';

const LONGEST = 40;
/** Units before a code, and words in them, that may say what it numbers: `Fehler im Modell`. */
const BEFORE = 28;
const WORDS = 2;
/** Digits of a code in three blocks or more, each of which is unlikely in a model's name. */
const MIN_IN_BLOCKS = 4;

/**
 * Codes that no word stands before and that only their writing tells from words, models and tickets, as firms number orders and contracts and makers
 * number machines. Option `form`: `blocks`, capitals and at least `min` digits in blocks (`AB-77/20318`, `BS3-00A7-41F2`), or, of three blocks or
 * more, MIN_IN_BLOCKS; `drawn`, at least `min` letters and digits that change places again and again (`W3K0912774QX`). Options `nothing`: letters that
 * begin what is numbered otherwise (`KB`); `other`: words before it that say so (`model`). No signals.
 */
export const madeCode: Detector = {
  name: 'made-code',
  signals: [],
  options: ['form', 'min', 'nothing', 'other'],
  maxLength: LONGEST,
  needs: ({ options }) => (options?.form === 'drawn' ? [{ anchors: ['mixed'] }] : [{ anchors: ['mixed'] }, { anchors: ['glued'] }]),
  prepare({ rule }) {
    const min = Number(rule.options?.min ?? 6);
    const nothing = wordSet(rule.options?.nothing);
    const other = wordSet(rule.options?.other);
    const isMade = rule.options?.form === 'drawn' ? (value: string) => isDrawn(value, min) : (value: string) => isInBlocks(value, min);
    const type = rule.type ?? rule.id;
    return ({ scan: { text, runStart, runEnd, runCount } }, emit) => {
      let done = 0;
      for (let i = 0; i < runCount; i++) {
        const at = runStart[i];
        if (at < done || !(isPart(text.charCodeAt(at - 1)) || isPart(text.charCodeAt(runEnd[i])))) continue;
        let start = at;
        while (at - start <= LONGEST && isPart(text.charCodeAt(start - 1))) start--;
        let end = runEnd[i];
        while (end - start <= LONGEST && isPart(text.charCodeAt(end))) end++;
        done = end;
        while (end > at && !isCodeUnit(text.charCodeAt(end - 1))) end--;
        if (end - start > LONGEST || !isFree(text, start, end)) continue;
        const value = text.slice(start, end);
        if (!isMade(value) || isAlgorithm(value) || nothing.has(foldWord(PREFIX.exec(value)?.[0] ?? ''))) continue;
        if (!saysOther(text, start, other)) emit({ start, end, value: '', type, signals: [] });
      }
    };
  },
};

/** A capital or a digit. */
function isCodeUnit(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x41 && unit <= 0x5a);
}

/** What stands in a code: also a dash or a stroke between blocks. */
function isPart(unit: number): boolean {
  return isCodeUnit(unit) || unit === 0x2d || unit === 0x2f;
}

const PREFIX = /^[A-Z]+/;

/** No piece of a word, a path, a file name, an address or a sum. */
function isFree(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  if (before !== '' && (isWordUnit(before.charCodeAt(0)) || '.@\\_+$%#*&'.includes(before))) return false;
  const after = text.charCodeAt(end);
  if (isWordUnit(after) || '@\\_*%('.includes(text.charAt(end) || ' ')) return false;
  return !(after === 0x2e || after === 0x3a || after === 0x2c) || !isWordUnit(text.charCodeAt(end + 1));
}

/** Blocks of a code: neither a year and what follows it, as cases are numbered, nor an identifier of Windows, a UUID or what is masked. */
const BLOCKS = /^(?!.*([A-Z])\1{2})(?!(?:19|20)\d\d[-/]|S-1-|[A-F\d]{8}-(?:[A-F\d]{4}-){3})[A-Z\d]{1,10}(?:[-/][A-Z\d]{1,10}){1,6}$/;
/** Where the scan has told a letter with a digit behind it, or before it. */
const MIXED = /[A-Z]-?\d|\d-?[A-Z]/;
/** A block that counts, and is no year; or two that machines drew. */
const COUNTS = /(?:^|[-/])(?!(?:19|20)\d\d(?:[-/]|$))\d{3,10}(?:[-/]|$)/;
const DRAWN = /(?:^|-)(?=\d*[A-Z])(?=[A-Z]*\d)([A-Z\d]{4,6})-(?=\d*[A-Z])(?=[A-Z]*\d)([A-Z\d]{4,6})(?:-|$)/;

function isInBlocks(value: string, min: number): boolean {
  if (!BLOCKS.test(value) || !MIXED.test(value)) return false;
  const digits = value.replace(/\D/g, '').length;
  const blocks = value.split(/[-/]/).length;
  if (digits < min && (blocks < 3 || digits < MIN_IN_BLOCKS || isDigit(value.charCodeAt(0)))) return false;
  const drawn = DRAWN.exec(value);
  return COUNTS.test(value) || (drawn !== null && drawn[1].length === drawn[2].length);
}

/** Letters beyond those of hexadecimal numbers, and letters before digits twice or more; no number of a value added tax, and no `QLED65K31NA`. */
const CHANGES =
  /^(?!(?:NL\d{9}B\d\d|V\d{3}R\d{3}C\d\w*)$)(?=[A-F\d]*[G-Z])(?=(?:[A-Z]*\d){5}|[A-Z]?\d(?:[A-Z]*\d){3})(?:[A-Z]{0,8}\d{1,10}[A-Z]{1,8}\d{1,10})(?:[A-Z]{1,8}\d{1,10}){0,4}[A-Z]{0,6}$/;

function isDrawn(value: string, min: number): boolean {
  return value.length >= min && CHANGES.test(value) && (value.match(/[A-Z]+(?=\d)/g) ?? []).length > 1;
}

/** One of the words directly before says that something else is numbered. */
function saysOther(text: string, start: number, other: ReadonlySet<string>): boolean {
  let at = start;
  const limit = Math.max(0, start - BEFORE);
  for (let words = 0; words < WORDS; words++) {
    while (at > limit && !isLetter(text.charCodeAt(at - 1)) && text.charCodeAt(at - 1) !== 0x0a) at--;
    const end = at;
    while (at > limit && isLetter(text.charCodeAt(at - 1))) at--;
    if (end === at) return false;
    if (other.has(foldWord(text.slice(at, end)))) return true;
  }
  return false;
}
