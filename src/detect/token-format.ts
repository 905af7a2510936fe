import type { Detector, Need } from '../types.ts';
import { isAlnum, isDigit } from '../units.ts';

/** Longest piece of a token; a longer one is found in pieces. */
const MAX_TOKEN = 480;
/** What a piece in the middle of a long token can see of it. */
const SEEN = 96;
const SHORTEST = 16;
const SHORTEST_PART = 4;
/** Letters in one row that a token holds when letters and digits do not touch in it. */
const LETTERS = 16;

interface Format {
  readonly prefix: string;
  /** It holds at least so many digits, and may be nothing else; 0: letters touch digits in it, or it has many of them in a row. */
  readonly digits: number;
  readonly min: number;
  readonly max: number;
  /** Full stops stand in it. */
  readonly dots: boolean;
  /** Fewest full stops. */
  readonly parts: number;
}

/**
 * Tokens that are told by how they begin: `AKIA...`, `ghp_...`, a JWT's `eyJ`. Option `formats`: `{ prefix, min, max, parts, digits }` with the units behind
 * the prefix, for tokens in parts the number of full stops, and the fewest digits of one that may be digits alone.
 * What is longer than MAX_TOKEN (a JWT signed with RSA) is found in pieces that are cut at digits 0 and 5: a piece cannot see where its token
 * begins, and the cut must not depend on it. Signal: `piece`.
 */
export const tokenFormat: Detector = {
  name: 'token-format',
  signals: ['piece'],
  options: ['formats'],
  maxLength: MAX_TOKEN + 32,
  needs: ({ options }) => needsOf((options?.formats ?? []) as readonly Partial<Format>[]),
  prepare({ rule }) {
    const formats = ((rule.options?.formats ?? []) as readonly Partial<Format>[]).map((format) => ({
      prefix: format.prefix ?? '',
      min: format.min ?? SHORTEST,
      max: format.max ?? MAX_TOKEN,
      parts: format.parts ?? 0,
      digits: format.digits ?? 0,
      dots: format.dots === true || (format.parts ?? 0) > 0,
    }));
    const byFirst = new Map<number, Format[]>();
    const kinds = TOKEN_UNITS.slice();
    for (const format of formats) {
      const first = format.prefix.charCodeAt(0);
      byFirst.set(first, [...(byFirst.get(first) ?? []), format]);
      kinds[first] = FIRST;
    }
    const shortest = Math.min(...formats.map((format) => format.prefix.length + format.min));
    const inPieces = formats.some((format) => format.max === MAX_TOKEN);
    const type = rule.type ?? rule.id;

    return ({ scan: { text } }, emit) => {
      const { length } = text;
      if (length < shortest) return;
      /** Where the row of token units around `i` begins. */
      let word = -1;
      for (let i = 0; i < length; i++) {
        const unit = text.charCodeAt(i);
        const kind = unit < 128 ? kinds[unit] : 0;
        if (kind === 0) {
          word = -1;
          continue;
        }
        if (word < 0) word = i;
        if (kind === FIRST && (i === word || !isAlnum(text.charCodeAt(i - 1)))) {
          const end = tokenEnd(text, i, byFirst.get(unit) ?? []);
          if (end > 0) emit({ start: i, end, value: '', type, signals: NO_SIGNALS });
        }
        if (inPieces && i - word > SEEN && isCut(text, i) && isOpaque(text, i)) {
          const end = pieceEnd(text, i);
          emit({ start: i, end, value: '', type, signals: PIECE });
        }
      }
    };
  },
};

const NO_SIGNALS: readonly string[] = [];
const PIECE: readonly string[] = ['piece'];
const FIRST = 2;
const TOKEN_UNITS = Uint8Array.from({ length: 128 }, (_, unit) => (isTokenUnit(unit) ? 1 : 0));

/** End of the token of one of the formats that begins at `start`, or 0. */
function tokenEnd(text: string, start: number, formats: readonly Format[]): number {
  for (const { prefix, min, max, dots, parts, digits } of formats) {
    if (!text.startsWith(prefix, start)) continue;
    const body = start + prefix.length;
    const limit = start + MAX_TOKEN;
    let end = body;
    let stops = 0;
    for (; end < limit && isTokenUnit(text.charCodeAt(end)); end++) {
      if (text.charCodeAt(end) !== 0x2e) continue;
      // A first part too short for any token: what follows need not be read.
      if (!dots || (parts > 0 && stops === 0 && end - body < SHORTEST_PART)) break;
      stops++;
    }
    // The rest follows in pieces: end where one begins.
    if (end === limit && max === MAX_TOKEN && isOpaque(text, end) && isTokenUnit(text.charCodeAt(end))) return lastCut(text, end);
    while (end > start && text.charCodeAt(end - 1) === 0x2e) end--;
    if (end - body >= min && end - body <= max && stops >= parts && looksMade(text, start, end, digits)) return end;
  }
  return 0;
}

/** What the scan has to see for a token of these formats to be looked for. */
function needsOf(formats: readonly Partial<Format>[]): Need[] {
  const digits = formats.flatMap((format) => format.digits ?? []);
  const made: Need[] = [{ anchors: ['rows'] }, { anchors: ['tokens'] }];
  return digits.length < formats.length ? made : [{ digits: Math.min(...digits) }];
}

/** With `least` so many digits stand in it; else a letter touches a digit, or there are many letters in a row. */
function looksMade(text: string, start: number, end: number, least: number): boolean {
  let letters = 0;
  let digits = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (isDigit(unit)) {
      digits++;
      if (least === 0 && letters > 0 && end - start >= SHORTEST) return true;
      letters = 0;
    } else if (isAlnum(unit)) {
      if (least === 0 && i > start && isDigit(text.charCodeAt(i - 1)) && end - start >= SHORTEST) return true;
      if (++letters >= LETTERS && least === 0) return true;
    } else letters = 0;
  }
  return least > 0 && digits >= least;
}

/** Beginning of the last piece at or before `end`. */
function lastCut(text: string, end: number): number {
  let at = end;
  while (at > end - SEEN && !(isCut(text, at) && isOpaque(text, at))) at--;
  return at > end - SEEN ? at : end;
}

/** Beginning of the piece behind the one that begins at `start`, or the end of the token. */
function pieceEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < start + MAX_TOKEN && isTokenUnit(text.charCodeAt(end)) && !(isCut(text, end) && isOpaque(text, end))) end++;
  while (end > start + 1 && text.charCodeAt(end - 1) === 0x2e) end--;
  return end;
}

/** A piece begins here: see tokenFormat. */
function isCut(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit === 0x30 || unit === 0x35) && !isDigit(text.charCodeAt(at - 1));
}

function isTokenUnit(unit: number): boolean {
  return isAlnum(unit) || unit === 0x5f || unit === 0x2d || unit === 0x2e;
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
