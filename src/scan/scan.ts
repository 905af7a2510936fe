import { ANCHOR, GAP, type Scan } from '../types.ts';
import { CAPITALS, LETTERS, letterOf } from '../letters.ts';
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

/** Longest text that may be one bare value. */
const SHORT = 48;
/** Longest text that may be an answer of a few words. */
const BRIEF = 80;
/** Longest last line of a signature, with its line break. */
const CLOSING = 64;
/** Fewest letters of a word that may be a token. */
const LONG_WORD = 16;

/** Longer runs of digits are no number that anybody typed; nothing in them is looked at. */
export const MAX_RUN = 64;
/** Joined digits that are counted. */
export const MOST_JOINED = 255;
/** Units looked over for what joins two runs: a line break with a reply prefix is the longest. */
const MAX_GAP = 14;
/** Units between numbers that stand in a row. */
const NEAR = 3;

/** The columns of a scan, used again by every call. */
class Columns implements Scan {
  text = '';
  anchors = 0;
  vocabulary: WordTable;
  runCount = 0;
  runStart = new Int32Array(512);
  runEnd = new Int32Array(512);
  gap = new Uint8Array(512);
  ahead = new Uint8Array(512);
  longest = 0;
  /** Digits in a row of what is left out: the fraction of a stamp, a number that nobody typed. A pattern may still be for it. */
  leftOut = 0;
  odd = false;
  serial = 0;
  atCount = 0;
  at = new Int32Array(64);
  colonCount = 0;
  colon = new Int32Array(256);
  cueCount = 0;
  cueStart = new Int32Array(512);
  cueEnd = new Int32Array(512);
  cueEntry = new Int32Array(512);
  wordCount = 0;
  wordStart = new Int32Array(512);
  wordEnd = new Int32Array(512);
  wordHash = new Int32Array(512);
  readonly conceptHits: Uint32Array;
  heardCount = 0;
  readonly heard: Int32Array;
  readonly firstHit: Int32Array;
  readonly #lastHit: Int32Array;
  #hitCount = 0;
  hitCue = new Int32Array(1024);
  nextHit = new Int32Array(1024);

  constructor(vocabulary: WordTable) {
    this.vocabulary = vocabulary;
    this.conceptHits = new Uint32Array(vocabulary.concepts.length);
    this.heard = new Int32Array(vocabulary.concepts.length);
    this.firstHit = new Int32Array(vocabulary.concepts.length);
    this.#lastHit = new Int32Array(vocabulary.concepts.length);
  }

  reset(text: string, vocabulary: WordTable): void {
    this.text = text;
    this.vocabulary = vocabulary;
    this.forgetHits();
    this.anchors = 0;
    this.longest = 0;
    this.leftOut = 0;
    this.odd = false;
    this.serial++;
    this.runCount = this.atCount = this.colonCount = this.cueCount = this.wordCount = 0;
  }

  forgetHits(): void {
    for (let i = 0; i < this.heardCount; i++) this.conceptHits[this.heard[i]] = 0;
    this.heardCount = this.#hitCount = 0;
  }

  addRun(start: number, end: number, gap: number): void {
    const i = this.runCount;
    if (i === this.runStart.length) {
      this.runStart = twice(this.runStart);
      this.runEnd = twice(this.runEnd);
      const gaps = new Uint8Array(i * 2);
      gaps.set(this.gap);
      this.gap = gaps;
      this.ahead = new Uint8Array(i * 2);
    }
    this.runStart[i] = start;
    this.runEnd[i] = end;
    this.gap[i] = gap;
    this.runCount = i + 1;
  }

  /** Sums the digits of joined runs, from the right, and looks for rows of numbers. */
  sumRuns(): void {
    const { runStart, runEnd, gap, ahead } = this;
    let sum = 0;
    let longest = 0;
    let near = 0;
    let decimals = 0;
    const last = this.runCount - 1;
    for (let i = last; i >= 0; i--) {
      const size = runEnd[i] - runStart[i];
      sum = (gap[i] === 0 ? 0 : sum) + size;
      if (sum > MOST_JOINED) sum = MOST_JOINED;
      ahead[i] = sum;
      if (sum > longest) longest = sum;
      if (i === last) continue;
      const apart = runStart[i + 1] - runEnd[i];
      if (apart > NEAR) near = 0;
      else {
        if (++near > 1) {
          if (near > 2) this.anchors |= ANCHOR.quads;
          if (mayBeDate(size, runEnd[i + 1] - runStart[i + 1], runEnd[i + 2] - runStart[i + 2], this.text.charCodeAt(runEnd[i])))
            this.anchors |= ANCHOR.dates;
        }
        if (apart === 1 && gap[i] === GAP.dot && runEnd[i + 1] - runStart[i + 1] > 1 && ++decimals > 1) this.anchors |= ANCHOR.decimals;
      }
    }
    this.longest = longest;
  }

  /** What the columns hold, and the length of the text, as anchors. */
  sumAnchors(): void {
    if (this.runCount > 0) this.sumRuns();
    this.longest = Math.min(MOST_JOINED, Math.max(this.longest, this.leftOut));
    if (this.atCount > 0) this.anchors |= ANCHOR.ats;
    if (this.colonCount > 0) this.anchors |= ANCHOR.colons;
    if (this.cueCount > 0) this.anchors |= ANCHOR.cues;
    if (this.wordCount > 0) this.anchors |= ANCHOR.words;
    if ((this.anchors & ANCHOR.signs) !== 0 && mayClose(this.text)) this.anchors |= ANCHOR.closes;
    if (this.text.length <= BRIEF) this.anchors |= this.text.length <= SHORT ? ANCHOR.brief | ANCHOR.short : ANCHOR.brief;
  }

  /** The scan ends here: the text is not its own view. */
  giveUp(): this {
    this.odd = true;
    this.runCount = this.atCount = this.colonCount = this.cueCount = 0;
    this.forgetHits();
    return this;
  }

  /** What follows is left out: the last run joins nothing. */
  cut(): void {
    if (this.runCount > 0) this.gap[this.runCount - 1] = 0;
  }

  addAt(at: number): void {
    if (this.atCount === this.at.length) this.at = twice(this.at);
    this.at[this.atCount++] = at;
  }

  addColon(at: number): void {
    const i = this.colonCount;
    if (i === this.colon.length) this.colon = twice(this.colon);
    this.colon[i] = at;
    this.colonCount = i + 1;
    if (i > 0 && this.colon[i - 1] === at - 3) this.anchors |= ANCHOR.seconds;
    if (this.text.charCodeAt(at + 1) === 0x2f && this.text.charCodeAt(at + 2) === 0x2f) this.anchors |= ANCHOR.links;
  }

  addCue(entry: number, start: number, end: number): void {
    if (isPiece(this.text, start, end)) return;
    const i = this.cueCount;
    if (i === this.cueStart.length) {
      this.cueStart = twice(this.cueStart);
      this.cueEnd = twice(this.cueEnd);
      this.cueEntry = twice(this.cueEntry);
    }
    this.cueStart[i] = start;
    this.cueEnd[i] = end;
    this.cueEntry[i] = entry;
    this.cueCount = i + 1;
    const { conceptFrom, conceptList } = this.vocabulary;
    for (let k = conceptFrom[entry]; k < conceptFrom[entry + 1]; k++) this.#addHit(conceptList[k], i);
  }

  #addHit(concept: number, cue: number): void {
    const k = this.#hitCount++;
    if (k === this.hitCue.length) {
      this.hitCue = twice(this.hitCue);
      this.nextHit = twice(this.nextHit);
    }
    this.hitCue[k] = cue;
    this.nextHit[k] = -1;
    if (this.conceptHits[concept]++ === 0) {
      this.heard[this.heardCount++] = concept;
      this.firstHit[concept] = k;
    } else this.nextHit[this.#lastHit[concept]] = k;
    this.#lastHit[concept] = k;
  }

  addWord(start: number, end: number, hash: number): void {
    const i = this.wordCount;
    if (i === this.wordStart.length) {
      this.wordStart = twice(this.wordStart);
      this.wordEnd = twice(this.wordEnd);
      this.wordHash = twice(this.wordHash);
    }
    this.wordStart[i] = start;
    this.wordEnd[i] = end;
    this.wordHash[i] = hash;
    this.wordCount = i + 1;
    if (maySign(this.text, start)) this.anchors |= ANCHOR.signs;
  }
}

/** Sizes of three runs as those of a date, and what stands behind the first. */
function mayBeDate(first: number, second: number, third: number, mark: number): boolean {
  if (second > 2 || (mark !== 0x2d && mark !== 0x2e && mark !== 0x2f)) return false;
  return first === 4 ? third <= 2 : first <= 2 && (third === 2 || third === 4);
}

/** A stroke, a dash or a line break stands before a word, or one blank before that. */
function maySign(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before !== 0x20)
    return before === 0x2f || before === 0x2d || before === 0x2013 || before === 0x7e || before === 0x0a || before === 0x2a;
  const unit = text.charCodeAt(at - 2);
  // `Thank you. RD`
  if (unit === 0x2e || unit === 0x21 || unit === 0x3f)
    return isAsciiCapital(text.charCodeAt(at + 1)) || isAsciiCapital(text.charCodeAt(at + 2));
  return unit === 0x2d || unit === 0x2013 || unit === 0x7e || unit === 0x2f || unit === 0x3e;
}

/** A line break, and behind it nothing but a short line with a mark that parts its words. */
function mayClose(text: string): boolean {
  let marked = false;
  let written = false;
  for (let i = text.length - 1; i >= 0 && i >= text.length - CLOSING; i--) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a && written) return marked;
    written ||= unit > 0x20;
    marked ||= unit === 0x2c || unit === 0x7c || unit === 0x2d || unit === 0x2013 || unit === 0xb7 || unit === 0x2022;
  }
  return false;
}

function isAsciiCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

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

/** Signs that passwords and codes hold: `! # $ % * + - ? ^ _ ~`. */
const GLUE = new Uint8Array(128);
for (const sign of '!#$%*+-?^_~') GLUE[sign.charCodeAt(0)] = 1;

/** What `anchorsOfRun` tells; once a text has all of it, as logs soon have, no more runs are looked at. */
const OF_RUNS = ANCHOR.mixed | ANCHOR.rows | ANCHOR.glued | ANCHOR.tags | ANCHOR.masked | ANCHOR.degrees | ANCHOR.postal;

/** Anchors of a run of digits with what stands on either side; `had` need not be told again. */
function anchorsOfRun(text: string, start: number, end: number, had: number): number {
  let anchors = 0;
  const next = end < text.length ? text.charCodeAt(end) : 0;
  const before = start > 0 ? text.charCodeAt(start - 1) : 0;
  if (isAsciiLetter(next) || (next >= 0x80 && letterOf(next) !== 0)) {
    anchors = ANCHOR.mixed;
    if ((had & ANCHOR.rows) === 0 && inRow(text, end)) anchors |= ANCHOR.rows;
  } else if (next < 128 && GLUE[next] === 1 && end + 1 < text.length) {
    const behind = text.charCodeAt(end + 1);
    if (isAsciiLetter(behind) || behind >= 0xc0 || (next === 0x2d && (behind === 0x0a || behind === 0x0d))) anchors = ANCHOR.glued;
  }
  const size = end - start;
  if (before < 128 && GLUE[before] === 1 && start > 1) {
    const unit = text.charCodeAt(start - 2);
    if (isAsciiLetter(unit) || unit >= 0xc0) anchors |= ANCHOR.glued;
    if (before === 0x23 && size === 4 && (isAlnum(unit) || unit === 0x5f || unit >= 0xc0)) anchors |= ANCHOR.tags;
  }
  if (size === 4 && start > 1 && (isMask(before) || ((before === 0x20 || before === 0x2d) && isMask(text.charCodeAt(start - 2)))))
    anchors |= ANCHOR.masked;
  if (next !== 0 && end + 1 < text.length) {
    const sign = next === 0x20 ? text.charCodeAt(end + 1) : next;
    if (sign === 0xb0 || sign === 0xba) anchors |= ANCHOR.degrees;
  } else if (next === 0xb0 || next === 0xba) anchors |= ANCHOR.degrees;
  if (size < 7 && (had & ANCHOR.postal) === 0 && mayBePostal(text, start, end, before, next)) anchors |= ANCHOR.postal;
  return anchors;
}

/** A star, a bullet or the like: what stands for a digit that is not shown. */
function isMask(unit: number): boolean {
  return unit === 0x2a || unit === 0x25cf || unit === 0x2022 || unit === 0x23;
}

/** A capital stands before the digits, or a capital or more digits behind them. */
function mayBePostal(text: string, start: number, end: number, before: number, next: number): boolean {
  if (isCapital(before)) return true;
  if ((before === 0x20 || before === 0x2d) && start > 1 && isCapital(text.charCodeAt(start - 2))) return true;
  if (end - start < 2) return false;
  if (next !== 0x20 && next !== 0x2d && next !== 0x2c) return isCapital(next);
  const at = next === 0x2c ? end + 2 : end + 1;
  if (at >= text.length) return false;
  const behind = text.charCodeAt(at);
  return isDigit(behind) || isCapital(behind);
}

function isCapital(unit: number): boolean {
  return unit < 0x2000 && CAPITALS[unit] === 1;
}

/** A digit stands at most three units behind `at`. */
function digitWithin(text: string, at: number): boolean {
  const limit = Math.min(text.length, at + 3);
  for (let i = at; i < limit; i++) if (isDigit(text.charCodeAt(i))) return true;
  return false;
}

/** Units to either side of a letter beside a digit that are looked over for a row. */
const ROW = 16;

/** At least ROW letters, digits, dots, dashes and underscores stand around `at` in a row. */
function inRow(text: string, at: number): boolean {
  let end = at;
  while (end < at + ROW && isRowUnit(text.charCodeAt(end))) end++;
  let start = at;
  while (end - start < ROW && isRowUnit(text.charCodeAt(start - 1))) start--;
  return end - start >= ROW;
}

function isRowUnit(unit: number): boolean {
  return isAlnum(unit) || unit === 0x2d || unit === 0x2e || unit === 0x5f;
}

function isAlnum(unit: number): boolean {
  return isDigit(unit) || isAsciiLetter(unit);
}

function twice(old: Int32Array): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(old.length * 2);
  fresh.set(old);
  return fresh;
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

/** `%40`, `\x40`, the escape of a UTF-16 unit, an encoded word of mail, or a blank between the digits of a form's value: `pan=4111+1111`. */
const ESCAPE = /%[2-7][0-9a-fA-F]|\\u[0-9a-fA-F]{4}|\\x(?:2[0-9a-fA-F]|3[aA]|40|5[fF])|=\?[\w-]{5,12}\?[bqBQ]\?|(?<==[\d+]{1,40})\+(?=\d)/y;
function isEscape(text: string, at: number): boolean {
  ESCAPE.lastIndex = at;
  return ESCAPE.test(text);
}

/** Letters beside a digit that are a piece of an identifier: hexadecimal ones, or one or two behind it. */
function isPiece(text: string, start: number, end: number): boolean {
  const behind = start > 0 && isDigit(text.charCodeAt(start - 1));
  if (!behind && !isDigit(text.charCodeAt(end))) return false;
  if (behind && end - start <= 2) return true;
  for (let i = start; i < end; i++) if ((text.charCodeAt(i) | 0x20) > 0x66) return false;
  return true;
}

/** Longest run of digits in an identifier: a longer one may be a number that letters stick to. */
const MAX_IDENTIFIER_RUN = 8;
/** Longer than any IBAN. */
const LONG_IDENTIFIER = 35;
/** Identity numbers can have letters of the first six only, around this many digits in a row: 131052A308E, AA123456A. */
const IDENTITY_RUN = 6;

/**
 * End of the piece of ASCII letters and digits that begins at `start`, when it is an identifier that no person has or types (a hash, a part of a
 * UUID, base64): letters and digits change places again and again; 0 when it is none. `at`: where letters first meet a digit.
 */
function identifierEnd(text: string, start: number, at: number): number {
  const iban = at - start === 2 && isDigit(text.charCodeAt(at + 1)) && !isDigit(text.charCodeAt(start));
  let hex = true;
  let changes = 0;
  let run = 0;
  let longest = 0;
  let digit = isDigit(text.charCodeAt(start));
  let end = start;
  for (; ; end++) {
    const unit = text.charCodeAt(end);
    if (isDigit(unit)) {
      if (!digit) changes++;
      digit = true;
      if (++run > MAX_IDENTIFIER_RUN) return 0;
      if (run > longest) longest = run;
      continue;
    }
    const lower = unit | 0x20;
    if (!(lower >= 0x61 && lower <= 0x7a)) {
      if (unit >= 128 && letterOf(unit) !== 0) return 0;
      break;
    }
    if (digit) changes++;
    digit = false;
    run = 0;
    if (lower > 0x66) hex = false;
    if (end - start > MAX_IDENTIFIER) break;
  }
  const size = end - start;
  if (hex && size >= 6 && (changes > 2 || (changes === 2 && longest < IDENTITY_RUN)) && (!iban || size >= LONG_IDENTIFIER || size < 15))
    return end;
  return size >= 20 && changes >= 4 && (!iban || size >= LONG_IDENTIFIER) ? end : 0;
}
/** Units of an identifier that are looked at in one go; what is longer is cut into pieces, which are identifiers too. */
const MAX_IDENTIFIER = 160;

/** End of a time stamp with fractions of a second, as machines write them; 0 when there is none at `at`. */
const STAMP = /(?:19|20)\d\d-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d:[0-6]\d[.,]\d{3,9}(?!\d)/y;
/** Units of a stamp up to its fraction. */
const STAMP_SECONDS = 20;
function stampEnd(text: string, at: number): number {
  STAMP.lastIndex = at;
  return STAMP.test(text) ? STAMP.lastIndex : 0;
}

/** Reads a run of digits and the gap after it; gives the offset after the run. */
function scanRun(text: string, start: number, columns: Columns): number {
  // Also of what is left out: stamps, identifiers, numbers that nobody typed.
  columns.anchors |= ANCHOR.runs;
  let end = start + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  const next = text.charCodeAt(end);
  if (next === 0x2d && end - start === 4 && text.charCodeAt(start + 13) === 0x3a) {
    const stamp = stampEnd(text, start);
    if (stamp > 0) {
      columns.leftOut = Math.max(columns.leftOut, stamp - start - STAMP_SECONDS);
      columns.cut();
      return stamp;
    }
  } else if ((next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a && !isAsciiLetter(text.charCodeAt(start - 1))) {
    // Behind letters the whole word has been judged, and its end by itself says nothing: RSSMRA 85T10A562S
    const identifier = identifierEnd(text, start, end);
    if (identifier > 0) {
      columns.anchors |= ANCHOR.mixed | ANCHOR.tokens | ANCHOR.rows;
      columns.cut();
      return identifier;
    }
  }
  if ((columns.anchors & OF_RUNS) !== OF_RUNS) columns.anchors |= anchorsOfRun(text, start, end, columns.anchors);
  if (end - start <= MAX_RUN) columns.addRun(start, end, gapAfter(text, end));
  else columns.leftOut = Math.max(columns.leftOut, end - start);
  return end;
}

function isAsciiLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** What stands between a run that ends at `at` and the next digit, as GAP bits; 0 when they do not belong together. */
function gapAfter(text: string, at: number): number {
  let bits = 0;
  const limit = at + MAX_GAP;
  let plain = 0;
  for (let i = at; i < limit; i++) {
    const unit = text.charCodeAt(i);
    if (isDigit(unit)) return bits;
    if (unit === 0x20 || unit === 0x09) bits |= GAP.space;
    else if (unit === 0x2d) bits |= GAP.dash;
    else if (unit === 0x2e) bits |= GAP.dot;
    else if (unit === 0x2f) bits |= GAP.slash;
    else if (unit === 0x28 || unit === 0x29) bits |= GAP.paren;
    else if (unit === 0x2c) bits |= GAP.comma;
    else if (unit === 0x5b || unit === 0x5d) {
      // `[.]`, as security people write an address that must not become a link
      if (text.charCodeAt(unit === 0x5b ? i + 1 : i - 1) !== 0x2e) return 0;
    } else if (unit === 0x2a || unit === 0x5f || unit === 0x60 || unit === 0x7e) {
      // Three stars are no emphasis: they stand for digits that somebody masked
      if (unit === 0x2a && text.charCodeAt(i + 1) === 0x2a && text.charCodeAt(i + 2) === 0x2a) return 0;
      bits |= GAP.markup;
    } else if (unit === 0x5c) {
      // `5555\-5555`, as Markdown escapes what could be its own marks
      const next = text.charCodeAt(i + 1);
      if (next !== 0x2d && next !== 0x2e && next !== 0x28 && next !== 0x29 && !betweenFours(text, at, i)) return 0;
      bits |= GAP.markup;
    } else if (unit === 0x0a || unit === 0x0d) {
      if ((bits & GAP.wrap) !== 0) {
        if (unit === 0x0d || text.charCodeAt(i - 1) !== 0x0d) return 0;
        continue;
      }
      bits |= GAP.wrap;
      plain = -8; // room for a reply prefix
    } else if ((unit === 0x3e || unit === 0x7c || unit === 0x3a) && (bits & GAP.wrap) !== 0) {
      // The prefix of a quoted reply
    } else if ((unit === 0x7c || unit === 0x3a) && betweenFours(text, at, i)) bits |= GAP.markup;
    else return 0;
    if (++plain > 6) return 0;
  }
  return 0;
}

/** Four digits, as the groups of a card, end at `end`, and four begin behind the sign at `at`, blanks aside: `4111:1111`, `| 4111 | 1111 |`. */
function betweenFours(text: string, end: number, at: number): boolean {
  const next = text.charCodeAt(at + 1) === 0x20 ? at + 2 : at + 1;
  return isFour(text, end - 4) && isFour(text, next);
}

function isFour(text: string, from: number): boolean {
  for (let i = from; i < from + 4; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return !isDigit(text.charCodeAt(from - 1)) && !isDigit(text.charCodeAt(from + 4));
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
