import { GAP, type Scan, type Vocabulary } from '../types.ts';
import { CAPITALS, LETTERS, letterOf } from './letters.ts';
import { bloomHas, HASH_SEED, hashStep, MAX_ENDING, type WordTable } from './vocabulary.ts';

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

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  reset(text: string, vocabulary: Vocabulary): void {
    this.text = text;
    this.vocabulary = vocabulary;
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
    }
    this.runStart[i] = start;
    this.runEnd[i] = end;
    this.gap[i] = gap;
    this.runCount = i + 1;
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

/** A scanner keeps its columns from call to call: what it gave is overwritten by its next call. */
export function createScanner(words: WordTable): (text: string) => Scan {
  const columns = new Columns(words);
  let wordStart = 0;
  const hit = (entry: number, end: number) => columns.addCue(entry, wordStart, end);

  return function scan(text) {
    columns.reset(text, words);
    const { whole, stems } = words;
    const length = text.length;
    let i = 0;
    while (i < length) {
      const unit = text.charCodeAt(i);
      const kind = unit < 128 ? KIND[unit] : letterOf(unit) === 0 ? OTHER : LETTER;
      if (kind === OTHER) {
        i++;
      } else if (kind === LETTER) {
        wordStart = i;
        let hash = HASH_SEED;
        // Hashes of the word without its last 1 to 4 letters, for words that take endings.
        let h1 = 0;
        let h2 = 0;
        let h3 = 0;
        let h4 = 0;
        let letter = unit < 0x2000 ? LETTERS[unit] : unit;
        do {
          h4 = h3;
          h3 = h2;
          h2 = h1;
          h1 = hash;
          hash = hashStep(hash, letter);
          i++;
          if (i === length) break;
          const next = text.charCodeAt(i);
          letter = next < 0x2000 ? LETTERS[next] : letterOf(next);
        } while (letter !== 0);
        if (bloomHas(whole, hash)) words.lookup(hash, text, wordStart, i, i, hit);
        const size = i - wordStart;
        if (unit < 0x2000 && CAPITALS[unit] === 1) columns.addWord(wordStart, i, hash);
        if (size > 2) {
          if (bloomHas(stems, h1)) words.lookup(h1, text, wordStart, i - 1, i, hit);
          if (size > 3 && bloomHas(stems, h2)) words.lookup(h2, text, wordStart, i - 2, i, hit);
          if (size > 4 && bloomHas(stems, h3)) words.lookup(h3, text, wordStart, i - 3, i, hit);
          if (size > MAX_ENDING + 1 && bloomHas(stems, h4)) words.lookup(h4, text, wordStart, i - 4, i, hit);
        }
      } else if (kind === DIGIT) {
        i = scanRun(text, i, columns);
      } else if (kind === AT) {
        columns.addAt(i++);
      } else if (kind === COLON) {
        columns.addColon(i++);
      } else {
        i = skipPlaceholder(text, i, words);
      }
    }
    return columns;
  };
}

/** Reads a run of digits and the gap after it; gives the offset after the run. */
function scanRun(text: string, start: number, columns: Columns): number {
  let end = start + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  if (end - start <= MAX_RUN) columns.addRun(start, end, gapAfter(text, end));
  return end;
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
