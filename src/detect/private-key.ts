import type { Detector } from '../types.ts';
import { isAlnum } from '../units.ts';

const BEGIN = '-----BEGIN ';
const END = '-----END ';
/** `-----BEGIN ENCRYPTED PRIVATE KEY-----` and the like are this long at most. */
const MAX_MARK = 64;
/** Lines of a key: 64 letters (RFC 7468), 70 as OpenSSH writes them. */
const FULL = [64, 70];
const MAX_LINE = 480;
const STEP = 32;

/**
 * Private keys in PEM: the line that opens one, the line that closes it, and each line between, as findings of their own: a key is longer than
 * anything else, and a stream has to hold back what one finding may span. A line in the middle is known by its length and that of its neighbour, so the
 * middle of a certificate looks the same and goes too. Signal: `marked` when the line stands beside an opening or closing line of a private key.
 */
export const privateKey: Detector = {
  name: 'private-key',
  signals: ['marked', 'line'],
  maxLength: MAX_LINE,
  needs: () => [{ anchors: ['marks'] }, { anchors: ['mixed'] }, { anchors: ['tokens'] }],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    return ({ scan: { text } }, emit) => {
      if (text.length < BEGIN.length) return;
      for (let at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
        const end = markEnd(text, at);
        if (end < 0) continue;
        emit({ start: at, end, value: '', type, signals: ['marked'] });
        const start = skipBreak(text, end);
        const close = lineEnd(text, start);
        if (close - start >= 8) emit({ start, end: close, value: '', type, signals: ['marked'] });
      }
      for (let at = text.indexOf(END); at >= 0; at = text.indexOf(END, at + 1)) {
        const end = markEnd(text, at);
        if (end < 0) continue;
        emit({ start: at, end, value: '', type, signals: ['marked'] });
        const close = skipBreakBack(text, at);
        const start = lineStart(text, close);
        if (close - start >= 8) emit({ start, end: close, value: '', type, signals: ['marked'] });
      }
      let done = 0;
      // A line of 64 letters cannot hide between places that are half as far apart.
      for (let i = STEP; i < text.length; i += STEP) {
        if (i < done || !isLineUnit(text.charCodeAt(i))) continue;
        const end = lineEnd(text, i);
        done = end;
        if (end - i > 70) continue;
        const start = lineStart(text, i);
        if (!FULL.includes(end - start)) continue;
        const next = skipBreak(text, end);
        const before = skipBreakBack(text, start);
        const beside =
          (next > end && lineEnd(text, next) - next === end - start) ||
          (before < start && before - lineStart(text, before) === end - start);
        if (beside && isBase64(text, start, end)) {
          emit({ start, end, value: '', type, signals: ['line'] });
          // The last line is shorter, and the closing line may be gone.
          if (next > end && !isPublicEnd(text, next)) {
            const last = lineEnd(text, next);
            if (
              last - next >= 4 &&
              last - next < end - start &&
              isPublicEnd(text, skipBreak(text, last)) === false &&
              text.startsWith(END, skipBreak(text, last))
            )
              emit({ start: next, end: last, value: '', type, signals: ['line'] });
          }
        }
      }
    };
  },
};

/** End of an opening or closing line of a private key, or -1 when it is one of something else. */
function markEnd(text: string, at: number): number {
  const close = text.indexOf('-----', at + 9);
  if (close < 0 || close > at + MAX_MARK) return -1;
  return /PRIVATE KEY(?: BLOCK)?$/.test(text.slice(at, close)) ? close + 5 : -1;
}

function isPublicEnd(text: string, at: number): boolean {
  return text.startsWith(END, at) && markEnd(text, at) < 0;
}

function isLineUnit(unit: number): boolean {
  return isAlnum(unit) || unit === 0x2b || unit === 0x2f || unit === 0x3d;
}

function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < at + MAX_LINE && isLineUnit(text.charCodeAt(end))) end++;
  return end;
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && start > at - 72 && isLineUnit(text.charCodeAt(start - 1))) start--;
  // `\n` as it stands in JSON: its letter is none of the line.
  if (text.charCodeAt(start - 1) === 0x5c && (text.charCodeAt(start) === 0x6e || text.charCodeAt(start) === 0x72)) start++;
  return start;
}

/** Offset after a line break and the indentation behind it; also `\n`, as it stands in JSON, and a blank. */
function skipBreak(text: string, at: number): number {
  let i = at;
  const limit = at + 20;
  while (i < limit) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5c && (text.charCodeAt(i + 1) === 0x6e || text.charCodeAt(i + 1) === 0x72)) i += 2;
    else if (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09 || unit === 0x3e) i++;
    else break;
  }
  return i;
}

function skipBreakBack(text: string, at: number): number {
  let i = at;
  const limit = Math.max(0, at - 20);
  while (i > limit) {
    const unit = text.charCodeAt(i - 1);
    if ((unit === 0x6e || unit === 0x72) && text.charCodeAt(i - 2) === 0x5c) i -= 2;
    else if (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09 || unit === 0x3e) i--;
    else break;
  }
  return i;
}

/** Letters of both cases and digits: no hash in hexadecimal, no rule of dashes. */
function isBase64(text: string, start: number, end: number): boolean {
  const line = text.slice(start, end);
  return /[A-Z]/.test(line) && /[a-z]/.test(line) && /[A-Za-z]\d|\d[A-Za-z]/.test(line) && /[G-Zg-z]/.test(line);
}
