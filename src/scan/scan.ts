import { CAPITALS, LETTERS, letterOf } from '../letters.ts';
import { ANCHOR, type Scan } from '../types.ts';
import { EMPTY_FRACTION, isAlnum, isAsciiLetter, isDigit, PERCENT_ESCAPE } from '../units.ts';
import { Columns } from './columns.ts';
import { identifierEnd } from './identifier.ts';
import { inRow, scanRun } from './runs.ts';
import { bloomHas, ENDING, HASH_SEED, hashStep, MAX_ENDING, STEM, TAIL_MASK, type WordTable } from './vocabulary.ts';

/** Kinds of ASCII units in the pass. */
const OTHER = 0;
const DIGIT = 1;
const LETTER = 2;
const AT = 3;
const COLON = 4;
const BRACKET = 5;
/** Rare marks that are an anchor with what stands beside them. */
const MARK = 6;
const KIND = new Uint8Array(128);
for (let c = 0x30; c <= 0x39; c++) KIND[c] = DIGIT;
for (let c = 0x41; c <= 0x5a; c++) KIND[c] = LETTER;
for (let c = 0x61; c <= 0x7a; c++) KIND[c] = LETTER;
KIND[0x40] = AT;
KIND[0x3a] = COLON;
KIND[0x5b] = BRACKET;
for (const mark of '/\\+-({=|>\t') KIND[mark.charCodeAt(0)] = MARK;

/** Fewest letters of a word that may be a token. */
const LONG_WORD = 16;

/** Anchors of the mark at `at`. */
function marksAt(text: string, at: number, unit: number): number {
  const next = text.charCodeAt(at + 1);
  if (unit === 0x2d) {
    if (next === 0x20) return at > 0 && text.charCodeAt(at - 1) === 0x20 ? ANCHOR.assigns : 0;
    return next === 0x2d && text.charCodeAt(at + 2) === 0x2d && text.charCodeAt(at + 4) === 0x2d ? ANCHOR.marks : 0;
  }
  if (unit === 0x3d || unit === 0x7c || unit === 0x3e || unit === 0x09) return ANCHOR.assigns;
  if (unit === 0x2f) {
    if (next === 0x2f) return text.charCodeAt(at + 2) === 0x2f ? ANCHOR.marks : 0;
    return isAsciiLetter(text.charCodeAt(at - 1)) && !isAlnum(text.charCodeAt(at - 2)) ? ANCHOR.strokes : 0;
  }
  if (unit === 0x5c) return ANCHOR.backslashes;
  if (unit === 0x2b) return isAlnum(text.charCodeAt(at - 1)) && isAlnum(next) ? ANCHOR.marks : 0;
  return opensWord(text, at);
}

/** Behind a lone letter stand a sign, another letter and the same sign. */
function isSpelled(text: string, at: number, sign: number): boolean {
  return (sign === 0x20 || sign === 0x2d || sign === 0x2e) && text.charCodeAt(at + 2) === sign && letterOf(text.charCodeAt(at + 1)) !== 0;
}

/** A bracket with one to three letters in it. */
function opensWord(text: string, at: number): number {
  let end = at + 1;
  while (end < at + 5 && isAsciiLetter(text.charCodeAt(end))) end++;
  const close = text.charCodeAt(end);
  return end > at + 1 && (close === 0x29 || close === 0x5d || close === 0x7d || close === 0x20) ? ANCHOR.brackets : 0;
}

/** A digit stands at most three units behind `at`. */
function digitWithin(text: string, at: number): boolean {
  const limit = Math.min(text.length, at + 3);
  for (let i = at; i < limit; i++) if (isDigit(text.charCodeAt(i))) return true;
  return false;
}

const WIDE_COLON = 0xff1a;

const NOTHING_ODD = new Uint8Array(0x10000);

/**
 * A scanner keeps its columns from call to call: what it gave is overwritten by its next call. `odd`: units that a view would fold (1), or escapes
 * (2). The scan stops at the first of them, so that a text which is its own view is read once and no other is read for nothing; with `anything` it
 * reads on.
 */
export function createScanner(words: WordTable, odd: Uint8Array = NOTHING_ODD): (text: string, anything?: boolean) => Scan {
  const columns = new Columns(words);

  /** Words with an open ending: what is left of a word without its last letters may be the stem of one. */
  function lookUpStems(text: string, start: number, end: number): void {
    const { stems } = words;
    let hash = HASH_SEED;
    for (let i = start + 1; i < end; i++) {
      hash = hashStep(hash, letterOf(text.charCodeAt(i - 1)));
      if (end - i <= MAX_ENDING && i - start >= STEM && bloomHas(stems, hash)) words.lookup(hash, text, start, i, end, columns);
    }
  }

  return function scan(text, anything = false) {
    columns.reset(text, words);
    const { whole, stemStarts, endings } = words;
    const length = text.length;
    let i = 0;
    while (i < length) {
      const unit = text.charCodeAt(i);
      let letter: number;
      if (unit < 128) {
        const kind = KIND[unit];
        if (kind === OTHER) {
          if (odd[unit] !== 0 && !anything && (odd[unit] === 1 || isEscape(text, i))) return columns.giveUp();
          i++;
          continue;
        }
        if (kind !== LETTER) {
          if (kind === DIGIT) i = scanRun(text, i, columns);
          else if (kind === AT) columns.addAt(i++);
          else if (kind === COLON) columns.addColon(i++);
          else if (kind === BRACKET) {
            columns.anchors |= opensWord(text, i);
            i = skipPlaceholder(text, i, words);
          } else {
            if (odd[unit] !== 0 && !anything && (odd[unit] === 1 || isEscape(text, i))) return columns.giveUp();
            columns.anchors |= marksAt(text, i, unit);
            i++;
          }
          continue;
        }
        letter = LETTERS[unit];
      } else {
        letter = letterOf(unit);
        if (letter === 0) {
          if (odd[unit] !== 0 && !anything) return columns.giveUp();
          if (unit === WIDE_COLON) columns.anchors |= ANCHOR.assigns;
          i++;
          continue;
        }
      }
      const wordStart = i;
      let hash = HASH_SEED;
      let size = 0;
      let head = 0;
      let tail = 0;
      let next = unit;
      do {
        hash = hashStep(hash, letter);
        if (++size === STEM) head = hash;
        tail = ((tail << 5) | (letter & 31)) & TAIL_MASK;
        i++;
        if (i === length) {
          next = 0;
          break;
        }
        next = text.charCodeAt(i);
        letter = next < 0x2000 ? LETTERS[next] : letterOf(next);
      } while (letter !== 0);
      const capital = unit < 0x2000 && CAPITALS[unit] === 1;
      if (capital && size > 1) {
        const second = text.charCodeAt(wordStart + 1);
        if (second < 0x2000 && CAPITALS[second] === 1) {
          columns.anchors |= ANCHOR.capitals;
          if (size < 4 && (next === 0x20 || next === 0x2d) && isDigit(text.charCodeAt(i + 1))) columns.anchors |= ANCHOR.countries;
        }
      }
      if (size === 1 && isSpelled(text, i, next)) columns.anchors |= ANCHOR.spelled;
      const ending = endings[tail];
      if (ending !== 0) {
        if ((ending & ENDING.anywhere) !== 0) columns.anchors |= ANCHOR.endings;
        if ((ending & ENDING.numbered) !== 0 && digitWithin(text, i)) columns.anchors |= ANCHOR.numbered;
      }
      if (size >= LONG_WORD) columns.anchors |= ANCHOR.tokens;
      if (next >= 0x30 && next <= 0x39) {
        columns.anchors |= ANCHOR.mixed;
        if ((columns.anchors & ANCHOR.rows) === 0 && inRow(text, i)) columns.anchors |= ANCHOR.rows;
        // IBANSE45: the label may be glued to it.
        if (size === 2 || size === 3 || size === 6) columns.anchors |= ANCHOR.countries;
        const end = identifierEnd(text, wordStart, i);
        if (end > 0) {
          columns.anchors |= ANCHOR.tokens | ANCHOR.rows;
          columns.cut();
          i = end;
          continue;
        }
      }
      if (capital) columns.addWord(wordStart, i, hash);
      if (bloomHas(whole, hash)) words.lookup(hash, text, wordStart, i, i, columns);
      if (size > STEM && bloomHas(stemStarts, head)) lookUpStems(text, wordStart, i);
    }
    columns.sumAnchors();
    return columns;
  };
}

/** `%40`, `%0A`, `\x40`, the escape of a UTF-16 unit, an encoded word of mail, a blank between the digits of a form's value: `pan=4111+1111`; an empty fraction. */
const ESCAPE = new RegExp(
  String.raw`${PERCENT_ESCAPE}|\\u[0-9a-fA-F]{4}|\\x(?:2[0-9a-fA-F]|3[aA]|40|5[fF])|=\?[\w-]{5,12}\?[bqBQ]\?|(?<==[\d+]{1,40})\+(?=\d)|${EMPTY_FRACTION}`,
  'y',
);
function isEscape(text: string, at: number): boolean {
  // Most full stops end a sentence.
  if (text.charCodeAt(at) === 0x2e && text.charCodeAt(at + 1) !== 0x30) return false;
  ESCAPE.lastIndex = at;
  return ESCAPE.test(text);
}

/** `[EMAIL]` and the like are not words: gives the offset after a placeholder, or after the bracket when it is none. */
function skipPlaceholder(text: string, at: number, words: WordTable): number {
  let end = at + 1;
  const limit = Math.min(text.length, end + words.longestPlaceholder + 1);
  while (end < limit && isPlaceholderUnit(text.charCodeAt(end))) end++;
  return text.charCodeAt(end) === 0x5d && words.placeholders.has(text.slice(at + 1, end)) ? end + 1 : at + 1;
}

function isPlaceholderUnit(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || unit === 0x5f;
}
