import { numberWord } from './number-words.ts';
import { foldWord, isLetter, wordEnd } from './words.ts';
import { isDigit } from '../units.ts';

/** Units of a pair of coordinates in words. */
const LONGEST = 200;
/** Longest word or number that is read. */
const MAX_WORD = 40;
/** Words of the number before the first word for degrees: "vierundf\u00fcnfzig Komma acht", "twenty three". */
const MAX_BEFORE = 4;

/** What the words of an angle that is said aloud tell of it. */
export interface WordedAngle {
  readonly start: number;
  readonly end: number;
  /** Words for degrees. */
  readonly degrees: number;
  readonly minutes: boolean;
  readonly compass: boolean;
}

/** Beginnings of words, without diacritics, in the languages that people call in. */
const DEGREE = /^(?:grad|deg|stopn|aste|kraad|laipsn)/;
const MINUTE = /^(?:min|sek|sec)/;
const COMPASS =
  /^(?:n(?:ord|orth|orr|oord)|s(?:ud|yd|od|outh)|o(?:st|ost)$|o(?:st|ost)(?:lich|lig|lengte|er)|zuid|east|vast|west|ziem|dienv|aust|riet|est$|ouest|v(?:est|ast))/;
const LATITUDE = /^(?:breit|bredd|breedte|lang|length|lengte|lati|longi|platum|garum|no$|nem$)/;
const JOINER = /^(?:und|and|och|en|og|un|et|y|e|komma|comma|point|punkt|komats|punkts)$/;

/** The angle whose word for degrees ends at `at`: numbers in figures or words, minutes, seconds and the points of the compass around it. */
export function wordedAngle(text: string, word: number, at: number): WordedAngle | null {
  const start = numberBefore(text, word);
  if (start < 0) return null;
  let end = at;
  let degrees = 1;
  let minutes = false;
  let compass = false;
  for (let next = at; next + MAX_WORD < start + LONGEST; ) {
    const from = skipped(text, next);
    if (from === next) break;
    next = isDigit(text.charCodeAt(from)) ? figuresEnd(text, from) : wordEnd(text, from, from + MAX_WORD);
    if (next === from) break;
    if (isDigit(text.charCodeAt(from))) continue;
    const folded = foldWord(text.slice(from, next));
    if (DEGREE.test(folded)) degrees++;
    else if (MINUTE.test(folded)) minutes = true;
    else if (COMPASS.test(folded)) compass = true;
    else if (JOINER.test(folded) || numberWord(text, from, next) !== undefined) continue;
    else if (!LATITUDE.test(folded)) break;
    end = next;
  }
  return { start, end, degrees, minutes, compass };
}

/** Start of the number that ends before `at`, or -1. */
function numberBefore(text: string, at: number): number {
  let start = -1;
  let to = at;
  for (let words = 0; words < MAX_BEFORE && text.charCodeAt(to - 1) === 0x20; words++) {
    let from = to - 1;
    while (
      from > 0 &&
      to - from <= MAX_WORD &&
      (isLetter(text.charCodeAt(from - 1)) || isDigit(text.charCodeAt(from - 1)) || isPoint(text, from - 1))
    )
      from--;
    if (from === to - 1) break;
    const isJoiner = JOINER.test(foldWord(text.slice(from, to - 1)));
    if (!isJoiner && !isDigit(text.charCodeAt(from)) && numberWord(text, from, to - 1)?.kind !== 'numeral') break;
    if (!isJoiner) start = from;
    to = from;
  }
  return start;
}

function isPoint(text: string, at: number): boolean {
  return '.,'.includes(text.charAt(at)) && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
}

/** Blanks and at most one comma. */
function skipped(text: string, at: number): number {
  let from = text.charCodeAt(at) === 0x2c ? at + 1 : at;
  while (text.charCodeAt(from) === 0x20 && from < at + 3) from++;
  return from;
}

function figuresEnd(text: string, at: number): number {
  let end = at;
  while (end - at <= MAX_WORD && (isDigit(text.charCodeAt(end)) || isPoint(text, end))) end++;
  return end;
}
