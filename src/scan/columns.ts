import { ANCHOR, GAP, type Scan } from '../types.ts';
import { isDigit } from '../units.ts';
import type { WordTable } from './vocabulary.ts';

/** Longest text that may be one bare value. */
const SHORT = 48;
/** Longest text that may be an answer of a few words. */
const BRIEF = 80;
/** Longest last line of a signature, with its line break. */
const CLOSING = 64;
/** Joined digits that are counted. */
export const MOST_JOINED = 255;
/** Units between numbers that stand in a row. */
const NEAR = 3;

/** The columns of a scan, used again by every call. */
export class Columns implements Scan {
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
        // Behind a comma only what is no amount
        const least = gap[i] === GAP.dot ? 1 : gap[i] === GAP.comma ? 3 : MOST_JOINED;
        if (apart === 1 && runEnd[i + 1] - runStart[i + 1] > least && ++decimals > 1) this.anchors |= ANCHOR.decimals;
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

/** Letters beside a digit that are a piece of an identifier: hexadecimal ones, or one or two behind it. */
function isPiece(text: string, start: number, end: number): boolean {
  const behind = start > 0 && isDigit(text.charCodeAt(start - 1));
  if (!behind && !isDigit(text.charCodeAt(end))) return false;
  if (behind && end - start <= 2) return true;
  for (let i = start; i < end; i++) if ((text.charCodeAt(i) | 0x20) > 0x66) return false;
  return true;
}

function twice(old: Int32Array): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(old.length * 2);
  fresh.set(old);
  return fresh;
}
