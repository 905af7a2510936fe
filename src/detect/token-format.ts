import type { Detector } from '../types.ts';
import { isDigit } from './numbers.ts';
import { isAlnum } from './words.ts';

/** Longest piece of a token; a longer one is found in pieces. */
const MAX_TOKEN = 480;
/** What a piece in the middle of a long token can see of it. */
const SEEN = 96;
const SHORTEST = 16;

interface Format {
  readonly prefix: string;
  readonly min: number;
  readonly max: number;
  /** Full stops stand in it. */
  readonly dots: boolean;
  /** Fewest full stops. */
  readonly parts: number;
}

/**
 * Tokens that are told by how they begin: `AKIA...`, `ghp_...`, a JWT's `eyJ`. Option `formats`: `{ prefix, min, max, parts }` with the units behind
 * the prefix, and for tokens in parts the number of full stops. Nearly every token has a digit, so it starts from digit runs.
 * What is longer than MAX_TOKEN (a JWT signed with RSA) is found in pieces that are cut at digits 0 and 5: a piece cannot see where its token
 * begins, and the cut must not depend on it.
 */
export const tokenFormat: Detector = {
  name: 'token-format',
  signals: ['piece'],
  options: ['formats'],
  maxLength: MAX_TOKEN + 32,
  needs: ['runs'],
  prepare({ rule }) {
    const formats = ((rule.options?.formats ?? []) as readonly Partial<Format>[]).map((format) => ({
      prefix: format.prefix ?? '',
      min: format.min ?? SHORTEST,
      max: format.max ?? MAX_TOKEN,
      parts: format.parts ?? 0,
      dots: format.dots === true || (format.parts ?? 0) > 0,
    }));
    const byFirst = new Map<number, Format[]>();
    for (const format of formats) {
      const first = format.prefix.charCodeAt(0);
      byFirst.set(first, [...(byFirst.get(first) ?? []), format]);
    }
    const shortest = Math.min(...formats.map((format) => format.prefix.length + format.min));
    const inPieces = formats.some((format) => format.max === MAX_TOKEN);
    const type = rule.type ?? rule.id;

    return ({ scan: { text, runCount, runStart, runEnd } }, emit) => {
      const report = (start: number, end: number, piece: boolean) => emit({ start, end, value: '', type, signals: piece ? ['piece'] : [] });
      /** The word around the last run, so that the next runs in it cost nothing. */
      let wordStart = -1;
      let wordEnd = -1;
      for (let i = 0; i < runCount; i++) {
        const at = runStart[i];
        if (at >= wordEnd || at - wordStart > SEEN) {
          if (at >= wordEnd) {
            wordEnd = forward(text, runEnd[i]);
            wordStart = -1;
          }
          let start = at;
          while (start > 0 && at - start <= SEEN && isTokenUnit(text.charCodeAt(start - 1))) start--;
          if (at - start > SEEN) {
            if (inPieces && isCut(text, at) && isOpaque(text, at)) {
              let next = i + 1;
              while (next < runCount && runStart[next] < wordEnd && !isCut(text, runStart[next])) next++;
              const end = next < runCount ? Math.min(runStart[next], wordEnd) : wordEnd;
              report(at, Math.min(end, at + MAX_TOKEN), true);
            }
            continue;
          }
          if (wordStart === start) continue;
          wordStart = start;
          if (wordEnd - start < shortest) continue;
          head(text, start, wordEnd, runStart, runCount, i);
        }
      }

      /** A token that begins with the word, or behind one of the first full stops in it. */
      function head(words: string, start: number, end: number, starts: Int32Array, count: number, run: number): void {
        for (let begin = start; begin < start + SEEN && begin < end; begin++) {
          if (begin > start && isAlnum(words.charCodeAt(begin - 1))) continue;
          for (const format of byFirst.get(words.charCodeAt(begin)) ?? []) {
            if (!words.startsWith(format.prefix, begin)) continue;
            let close = begin + format.prefix.length;
            let stops = 0;
            while (close < end && close - begin < MAX_TOKEN) {
              if (words.charCodeAt(close) === 0x2e) {
                if (!format.dots) break;
                stops++;
              }
              close++;
            }
            while (close > begin && words.charCodeAt(close - 1) === 0x2e) close--;
            const length = close - begin - format.prefix.length;
            if (length < format.min || length > format.max || stops < format.parts) continue;
            if (close - begin >= MAX_TOKEN && close < end) {
              // The rest follows in pieces: end where one begins.
              let k = run;
              while (k + 1 < count && starts[k + 1] <= close) k++;
              while (k > run && !isCut(words, starts[k])) k--;
              if (k > run) close = starts[k];
            }
            report(begin, close, false);
            return;
          }
        }
      }
    };
  },
};

/** A piece begins here: see tokenFormat. */
function isCut(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x30 || unit === 0x35;
}

function isTokenUnit(unit: number): boolean {
  return isAlnum(unit) || unit === 0x5f || unit === 0x2d || unit === 0x2e;
}

function forward(text: string, at: number): number {
  let end = at;
  while (end < text.length && isTokenUnit(text.charCodeAt(end))) end++;
  return end;
}

/** What stands before `at` is no name, path or hash: many letters of both cases and digits among them. */
function isOpaque(text: string, at: number): boolean {
  let upper = 0;
  let lower = 0;
  let digits = 0;
  for (let i = at - SEEN; i < at; i++) {
    const unit = text.charCodeAt(i);
    if (isDigit(unit)) digits++;
    else if (unit >= 0x41 && unit <= 0x5a) upper++;
    else if (unit >= 0x61) lower++;
  }
  return digits >= 6 && upper >= 16 && lower >= 16;
}
