import { CAPITALS, letterOf } from '../letters.ts';
import { ANCHOR, GAP } from '../types.ts';
import { isAlnum, isAsciiLetter, isDigit, isMaskUnit } from '../units.ts';
import type { Columns } from './columns.ts';
import { identifierEnd, STAMP_SECONDS, stampEnd } from './identifier.ts';

/** Longer runs of digits are no number that anybody typed; nothing in them is looked at. */
const MAX_RUN = 64;
/** Units looked over for what joins two runs: a line break with a reply prefix is the longest. */
const MAX_GAP = 14;

/** Reads a run of digits and the gap after it; gives the offset after the run. */
export function scanRun(text: string, start: number, columns: Columns): number {
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
  if (size === 4 && start > 1 && (isMaskUnit(before) || ((before === 0x20 || before === 0x2d) && isMaskUnit(text.charCodeAt(start - 2)))))
    anchors |= ANCHOR.masked;
  if (next !== 0 && end + 1 < text.length) {
    const sign = next === 0x20 ? text.charCodeAt(end + 1) : next;
    if (sign === 0xb0 || sign === 0xba) anchors |= ANCHOR.degrees;
  } else if (next === 0xb0 || next === 0xba) anchors |= ANCHOR.degrees;
  if (size < 7 && (had & ANCHOR.postal) === 0 && mayBePostal(text, start, end, before, next)) anchors |= ANCHOR.postal;
  return anchors;
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

/** Units to either side of a letter beside a digit that are looked over for a row. */
const ROW = 16;

/** At least ROW letters, digits, dots, dashes and underscores stand around `at` in a row. */
export function inRow(text: string, at: number): boolean {
  let end = at;
  while (end < at + ROW && isRowUnit(text.charCodeAt(end))) end++;
  let start = at;
  while (end - start < ROW && isRowUnit(text.charCodeAt(start - 1))) start--;
  return end - start >= ROW;
}

function isRowUnit(unit: number): boolean {
  return isAlnum(unit) || unit === 0x2d || unit === 0x2e || unit === 0x5f;
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
