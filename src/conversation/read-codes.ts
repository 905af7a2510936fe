import { EXAMPLE, letterName } from '../letters.ts';
import type { DialogueWords } from '../types.ts';
import { MAX_ANSWER, type Range } from './answer.ts';
import { isListed } from './dialogue-words.ts';
import { latinOf } from './latin-letters.ts';
import { ARTICLES, readSpoken, type SpokenRange } from './read-spoken.ts';

/** Digits of a code with which a long answer begins: what else people say first has fewer. */
const MIN_LONG = 5;
/** Codes of one answer that are taken. */
export const MAX_CODES = 3;
/** Longest code with its blanks. */
const MAX_CODE = 48;
/** What stands in a code, and what makes it one: letters with digits, or digits enough. */
export const CODE = /(?<![\p{L}\p{N}@./\\*#_-])[A-Za-z0-9*#](?:[A-Za-z0-9._/#*+-]*[A-Za-z0-9#*])?(?![\p{L}\p{N}@])/gu;

/** What a dash is called where a code is read out. */
const DASHES =
  'dash|hyphen|minus|strich|bindestrich|gedankenstrich|streck|bindestreck|streep|streepje|koppelteken|sv\u012btri\u0146a|sv\u012btra|svitra|domuz\u012bme|domuzime|defise|tire|tiret|guion|\u0434\u0435\u0444\u0438\u0441|\u0442\u0438\u0440\u0435';

/** A code as it is written, or read out; of a long answer only what it begins with, or what is spelled in it. */
export function readCodesOrSpoken(text: string, start: number, end: number, dialogue: DialogueWords): readonly Range[] {
  const spelled = end - start > MAX_SAID ? [] : readSpelled(text, start, end, dialogue);
  if (end - start > MAX_ANSWER) return spelled.length > 0 ? spelled : readFirstCode(text, start);
  const codes = readCodes(text, start, end);
  if (spelled.length > 1 || (codes.length > 0 && spelled.length === 0)) return spelled.length > 1 ? spelled : codes;
  // Letters stop the reading of a number in words, and names of letters that of a code that is spelled.
  const said = [spelled[0], readSpoken(text, start, end, dialogue)].filter((range) => range !== undefined);
  return said.toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, 1);
}

/** A long answer in which a code is spelled. */
const MAX_SAID = 4 * MAX_ANSWER;

function readFirstCode(text: string, start: number): readonly Range[] {
  return readCodes(text, start, firstClauses(text, start))
    .filter(
      (code) => isLongCode(text.slice(code.start, code.end)) || (code.start === start && /^[\d#*]{4,8}$/.test(text.slice(start, code.end))),
    )
    .slice(0, 1);
}

/** A row of letters, figures and numerals. */
interface SpelledRow extends SpokenRange {
  /** Letters of it, and those that are said by their names. */
  letters: number;
  names: number;
}

/** Letters, figures and numerals of a code that is spelled, and of one that nothing but letters and figures stand in. */
const MIN_SPELLED = 4;
const MIN_SIGNS = 6;
/** What follows the first row of a code in the same answer may be shorter. */
const MIN_FURTHER = 3;

/** Codes that are spelled: `K as in Kalle, nine, nine, T as in Tore, B`, `P P eight eight`, `R 2 T, P 7 Q`, `te seven, dash, be four`. */
function readSpelled(text: string, start: number, end: number, { numbers }: DialogueWords): readonly Range[] {
  const said = text.slice(start, end);
  // The words that tell a letter are filled up, so that offsets stay.
  const plain = said.replace(EXAMPLE, (told, letter: string) => letter + '_'.repeat(told.length - 1));
  const rows: SpelledRow[] = [];
  let row: SpelledRow | undefined;
  for (const { 0: word, index } of plain.matchAll(SIGNS)) {
    const folded = latinOf(word, 0, word.length);
    const isLetter = /^\p{L}_*$/u.test(word);
    const isName = !isLetter && letterName(word, 0, word.length) !== undefined;
    const isNumber = /^\d{1,4}$/.test(word) || (isListed(folded, numbers) && !ARTICLES.has(folded));
    if (!isLetter && !isName && !isNumber) {
      if (!DASH.test(word)) row = undefined;
      continue;
    }
    if (row === undefined || !BETWEEN_SIGNS.test(plain.slice(row.end - start, index))) {
      row = { start: start + index, end: 0, count: 0, words: 0, letters: 0, names: 0 };
      rows.push(row);
    }
    row.end = start + index + word.length;
    row.count++;
    if (isNumber) row.words++;
    else if (isName) row.names++;
    else row.letters++;
  }
  const codes = rows.filter((one) => isSpelled(one, text.slice(one.start, one.end), plain !== said));
  return rows.filter((one) => codes.includes(one) || (codes.length > 0 && isFurther(one))).slice(0, MAX_CODES);
}

/** What may be signs of a code; not the end of `it's`. */
const SIGNS = /(?<!['\u2019])[\p{L}\p{N}_]+/gu;

/** Blanks and marks between two signs of a code, and a dash that is read out. */
const BETWEEN_SIGNS = new RegExp(`^[ ,.-]{1,3}(?:(?:${DASHES})[ ,.-]{1,3})?$`, 'iu');
const DASH = new RegExp(`^(?:${DASHES})$`, 'iu');

function isSpelled({ count, words, letters, names }: SpelledRow, value: string, hasExamples: boolean): boolean {
  // Names of letters are words of their own too: it takes more of them, and numbers among them.
  if (names > 0) return count >= MIN_SIGNS && words > 2 && letters + names > 2;
  if (letters === 0 || count < MIN_SPELLED) return false;
  return /\p{L}{2}/u.test(value) ? words > 1 || hasExamples : count >= MIN_SIGNS && letters > 1 && words > 1;
}

/** Letters and figures alone, as the row before has them. */
function isFurther({ count, words, letters, names }: SpelledRow): boolean {
  return count >= MIN_FURTHER && words > 0 && letters > 0 && names === 0;
}

/** A code that a long answer may hold: digits enough, or groups of capitals and digits, `TK7-QX2`. */
function isLongCode(value: string): boolean {
  return value.replace(/\D/g, '').length >= MIN_LONG || /^(?=.*[A-Z])(?=.*\d)[A-Z\d]{2,}(?:-[A-Z\d]{2,})+$/.test(value);
}

/** End of the last clause that ends within the length of an answer, and within its first sentence. */
function firstClauses(text: string, start: number): number {
  const head = text.slice(start, start + MAX_ANSWER);
  return start + (/^[^\n]*?[.!?](?=\s\p{Lu}|\n)/u.exec(head) ?? /^[^\n]*[,;](?=\s)/.exec(head) ?? [''])[0].length;
}

/** Codes of an answer that holds little else: `it is NF2207-114893`, `VT 2209 81 774`. */
export function readCodes(text: string, start: number, end: number): readonly Range[] {
  if (end - start > MAX_ANSWER) return [];
  const ranges: { start: number; end: number }[] = [];
  for (const { 0: token, index } of text.slice(start, end).matchAll(CODE)) {
    const at = start + index;
    const last = ranges[ranges.length - 1];
    // Groups of one code stand one blank apart.
    const joins = last !== undefined && text.slice(last.end, at) === ' ' && at + token.length - last.start <= MAX_CODE;
    // `7 0 4 M`: a letter joins what is written one by one.
    const isNext = joins && /^[A-Z]$/.test(token) && text.charAt(last.end - 2) === ' ';
    const isSaid = last !== undefined && SAID_DASH.test(text.slice(last.end, at)) && isGroup(token);
    if (isSaid || (joins && (isNext || isGroup(token)))) last.end = at + token.length;
    else if (isGroup(token)) ranges.push({ start: at, end: at + token.length });
  }
  return ranges
    .filter((range) => !isAmount(text, range) && !OTHER_NUMBER.test(text.slice(Math.max(0, range.start - MAX_LABEL), range.start)))
    .filter(
      (range) =>
        isCode(text.slice(range.start, range.end)) ||
        (range.start === start && FOUR.test(text.slice(range.start, range.end + 8))) ||
        (range.end - range.start === 4 && SAYS.test(text.slice(start, Math.min(end, range.end + 2)))),
    )
    .slice(0, MAX_CODES);
}

/** A dash between two groups, as it is read out: `K7QM2, dash, 88TXW`. */
const SAID_DASH = new RegExp(`^,? (?:${DASHES}),? $`, 'i');

/** Four digits that an answer begins with, and that count nothing. */
const FOUR = /^(?!(?:19|20)\d\d)\d{4}(?:$|[,.!](?:\s|$)|\s(?!(?:kr|sek|eur|euro?s?|usd|gbp|kwh|km|mb|gb|st|x|m|h|min)\b)\p{L})/iu;

/** `it says 8814`: a verb that gives the number stands directly before it, and nothing follows. */
const SAYS =
  /^(?:\p{L}{1,12} ){0,3}(?:says|said|shows|reads|is|was|st\u00e5r|stod|\u00e4r|var|visar|staat|stond|zegt|toont|steht|stand|ist|war|sagt|zeigt|ir|bija|rakst\u012bts|r\u0101da|saka)[ :]{1,2}(?!(?:19|20)\d\d)\d{4}[.!]?\s?$/iu;

/** `CHF 640`, `640 CHF` */
function isAmount(text: string, { start, end }: Range): boolean {
  const [first, second, ...more] = text.slice(start, end).split(' ');
  return more.length === 0 && (CURRENCIES.has(first) || (second !== undefined && CURRENCIES.has(second)));
}

/** Words before a number that make it one of the goods: every customer has the same. */
const OTHER_NUMBER =
  /(?<!\p{L})(?:article|artikel|artikels|artikeln|art|artikul[sa]?|artnr|artikelnr|artikelnummer|artikelnumret|item|items|sku|model|modell|modellen|modelis|mode\u013ca|model[e]?|type|typ|typen|tips|tipa|version|versie|versija|\u0430\u0440\u0442\u0438\u043a\u0443\u043b|\u043c\u043e\u0434\u0435\u043b\u044c)(?:[ .:-]{1,2}(?:nr|no|number|nummer|nummret|num|numurs|code|kods|kod))?[ .:#-]{1,3}$/iu;
const MAX_LABEL = 28;

/** What people write before a code. */
const LABELS = new Set('ID SN NR NO PIN PUK KOD KODS CODE IMEI MAC TAN OTP PW WW TEL SMS IP PC OK'.split(' '));

/** Currencies: the number beside one is an amount. */
const CURRENCIES = new Set(
  'EUR SEK NOK DKK ISK USD GBP CHF PLN CZK HUF RON BGN LVL LTL EEK RUB UAH TRY AUD CAD NZD JPY CNY INR BRL MXN ZAR GHS NGN KES AED SAR THB SGD HKD ILS KR'.split(
    ' ',
  ),
);

/** Digits, or capitals, or both: a part of a code. */
function isGroup(token: string): boolean {
  return /\d/.test(token) ? !NO_CODE.test(token) : /^[A-Z]{2,}$/.test(token) && !LABELS.has(token);
}

/** Amounts, times, versions, sizes, dates and years. */
export const NO_CODE =
  /^(?:\d{1,4}(?:[.,:]\d{1,3})+|v\d[\d.]*|\d{1,4}(?:x|st|nd|rd|th|am|pm|h|kr|gb|mb|kb|tb|ghz|mhz|min|sek|sec|eur|ms|km|cm|mm|kg)|(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1(?:\d\d){1,2}|0x[\da-f]+)$/i;

/** `3-Sitzer`, `14-inch` */
export const COUNTED = /^\d{1,2}-[A-Z]?[a-z\u00df-\u024f]{3,}$/;

/** `E12_TIMEOUT`: words joined by dashes below name what went wrong. */
const NAMES_ERROR = /_[A-Za-z]{4,}(?:_|$)|^[A-Za-z]{4,}_/;

function isCode(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  const letters = value.replace(/[^A-Za-z]/g, '').length;
  if (digits === 0 || NO_CODE.test(value) || COUNTED.test(value) || NAMES_ERROR.test(value)) return false;
  // `147#0`: codes of doors are shorter.
  // `4 4 0 9`: so is what is read out digit by digit.
  return letters > 0 ? digits + letters >= 5 : digits >= (/[#*]/.test(value) ? 3 : /^\d(?: \d){3,}$/.test(value) ? 4 : 5);
}
