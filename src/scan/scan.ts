import { GAP, type Scan, type Vocabulary } from '../types.ts';
import { CAPITALS, LETTERS, letterOf } from '../letters.ts';
import { bloomHas, HASH_SEED, hashStep, MAX_ENDING, STEM, type WordTable } from './vocabulary.ts';

/** Kinds of ASCII units in the pass. */
const OTHER = 0;
const DIGIT = 1;
const LETTER = 2;
const AT = 3;
const COLON = 4;
const BRACKET = 5;
const KIND = new Uint8Array(128);
for (let c = 0x30; c <= 0x39; c++) KIND[c] = DIGIT;
for (let c = 0x41; c <= 0x5a; c++) KIND[c] = LETTER;
for (let c = 0x61; c <= 0x7a; c++) KIND[c] = LETTER;
KIND[0x40] = AT;
KIND[0x3a] = COLON;
KIND[0x5b] = BRACKET;

/** Longer runs of digits are no number that anybody typed; nothing in them is looked at. */
export const MAX_RUN = 64;
/** Units looked over for what joins two runs: a line break with a reply prefix is the longest. */
const MAX_GAP = 14;

/** The columns of a scan, used again by every call. */
class Columns implements Scan {
  text = '';
  vocabulary: Vocabulary;
  runCount = 0;
  runStart = new Int32Array(512);
  runEnd = new Int32Array(512);
  gap = new Uint8Array(512);
  ahead = new Uint8Array(512);
  longest = 0;
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
  conceptHits: Uint32Array;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    this.conceptHits = new Uint32Array(vocabulary.concepts.length);
  }

  reset(text: string, vocabulary: Vocabulary): void {
    this.text = text;
    this.vocabulary = vocabulary;
    if (this.cueCount > 0) this.conceptHits.fill(0);
    this.longest = 0;
    this.odd = false;
    this.serial++;
    this.runCount = this.atCount = this.colonCount = this.cueCount = this.wordCount = 0;
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

  /** Sums the digits of joined runs, from the right. */
  sumRuns(): void {
    const { runStart, runEnd, gap, ahead } = this;
    let sum = 0;
    let longest = 0;
    for (let i = this.runCount - 1; i >= 0; i--) {
      sum = (gap[i] === 0 ? 0 : sum) + runEnd[i] - runStart[i];
      if (sum > 255) sum = 255;
      ahead[i] = sum;
      if (sum > longest) longest = sum;
    }
    this.longest = longest;
  }

  /** The scan ends here: the text is not its own view. */
  giveUp(): this {
    this.odd = true;
    this.runCount = this.atCount = this.colonCount = this.cueCount = 0;
    this.conceptHits.fill(0);
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
    if (this.colonCount === this.colon.length) this.colon = twice(this.colon);
    this.colon[this.colonCount++] = at;
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
    const concepts = this.vocabulary.entryConcepts[entry];
    for (let k = 0; k < concepts.length; k++) this.conceptHits[concepts[k]]++;
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
  }
}

function twice(old: Int32Array): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(old.length * 2);
  fresh.set(old);
  return fresh;
}

const NOTHING_ODD = new Uint8Array(0x10000);

/**
 * A scanner keeps its columns from call to call: what it gave is overwritten by its next call. `odd`: units that a view would fold (1), or escapes
 * (2). The scan stops at the first of them, so that a text which is its own view is read once and no other is read for nothing; with `anything` it
 * reads on.
 */
export function createScanner(words: WordTable, odd: Uint8Array = NOTHING_ODD): (text: string, anything?: boolean) => Scan {
  const columns = new Columns(words);

  // Hashes of the beginnings of the word that is being read: prefix[n] is that of its first n letters, n modulo its length.
  const prefix = new Int32Array(64);

  return function scan(text, anything = false) {
    columns.reset(text, words);
    const { whole, stems, stemStarts } = words;
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
          else i = skipPlaceholder(text, i, words);
          continue;
        }
        letter = LETTERS[unit];
      } else {
        letter = letterOf(unit);
        if (letter === 0) {
          if (odd[unit] !== 0 && !anything) return columns.giveUp();
          i++;
          continue;
        }
      }
      const wordStart = i;
      let hash = HASH_SEED;
      let size = 0;
      let next = unit;
      do {
        prefix[size++ & 63] = hash;
        hash = hashStep(hash, letter);
        i++;
        if (i === length) {
          next = 0;
          break;
        }
        next = text.charCodeAt(i);
        letter = next < 0x2000 ? LETTERS[next] : letterOf(next);
      } while (letter !== 0);
      if (next >= 0x30 && next <= 0x39) {
        const end = identifierEnd(text, wordStart, i);
        if (end > 0) {
          columns.cut();
          i = end;
          continue;
        }
      }
      if (unit < 0x2000 && CAPITALS[unit] === 1) columns.addWord(wordStart, i, hash);
      if (bloomHas(whole, hash)) words.lookup(hash, text, wordStart, i, i, columns);
      // A word with an open ending: what is left of this one without its last letters may be its stem.
      if (size > STEM && bloomHas(stemStarts, prefix[STEM]))
        for (let less = 1; less <= MAX_ENDING && size - less >= STEM; less++) {
          const stem = prefix[(size - less) & 63];
          if (bloomHas(stems, stem)) words.lookup(stem, text, wordStart, i - less, i, columns);
        }
    }
    if (columns.runCount > 0) columns.sumRuns();
    return columns;
  };
}

/** `%40` or the escape of a UTF-16 unit. */
const ESCAPE = /%[2-7][0-9a-fA-F]|\\u[0-9a-fA-F]{4}/y;
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
function stampEnd(text: string, at: number): number {
  STAMP.lastIndex = at;
  return STAMP.test(text) ? STAMP.lastIndex : 0;
}

/** Reads a run of digits and the gap after it; gives the offset after the run. */
function scanRun(text: string, start: number, columns: Columns): number {
  let end = start + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  const next = text.charCodeAt(end);
  if (next === 0x2d && end - start === 4 && text.charCodeAt(start + 13) === 0x3a) {
    const stamp = stampEnd(text, start);
    if (stamp > 0) {
      columns.cut();
      return stamp;
    }
  } else if ((next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a && !isAsciiLetter(text.charCodeAt(start - 1))) {
    // Behind letters the whole word has been judged, and its end by itself says nothing: RSSMRA 85T10A562S
    const identifier = identifierEnd(text, start, end);
    if (identifier > 0) {
      columns.cut();
      return identifier;
    }
  }
  if (end - start <= MAX_RUN) columns.addRun(start, end, gapAfter(text, end));
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
    } else if (unit === 0x0a || unit === 0x0d) {
      if ((bits & GAP.wrap) !== 0) {
        if (unit === 0x0d || text.charCodeAt(i - 1) !== 0x0d) return 0;
        continue;
      }
      bits |= GAP.wrap;
      plain = -8; // room for a reply prefix
    } else if (unit === 0x3e || unit === 0x7c) {
      if ((bits & GAP.wrap) === 0) return 0;
    } else return 0;
    if (++plain > 6) return 0;
  }
  return 0;
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
