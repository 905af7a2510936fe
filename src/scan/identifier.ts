import { letterOf } from '../letters.ts';
import { isDigit } from '../units.ts';

/** Units of an identifier that are looked at in one go; what is longer is cut into pieces, which are identifiers too. */
const MAX_IDENTIFIER = 160;
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
export function identifierEnd(text: string, start: number, at: number): number {
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
/** A time stamp with fractions of a second, as machines write them. Midnight is what they make of a day: `1981-12-18T00:00:00.000Z`. */
const STAMP = /(?:19|20)\d\d-[01]\d-[0-3]\d[T ](?!00:00:00[.,]0+(?!\d))[0-2]\d:[0-5]\d:[0-6]\d[.,]\d{3,9}(?!\d)/y;
/** Units of a stamp up to its fraction. */
export const STAMP_SECONDS = 20;

/** End of such a stamp; 0 when there is none at `at`. */
export function stampEnd(text: string, at: number): number {
  STAMP.lastIndex = at;
  return STAMP.test(text) ? STAMP.lastIndex : 0;
}
