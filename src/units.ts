/** Kinds of UTF-16 units that every stage tells alike. */

/** ASCII digit. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** ASCII letter. */
export function isAsciiLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

/** Letter or digit of ASCII. */
export function isAlnum(unit: number): boolean {
  return isDigit(unit) || isAsciiLetter(unit);
}

/** A star, bullet or the like, as masked values are written. */
export function isMaskUnit(unit: number): boolean {
  return unit === 0x2a || unit === 0x25cf || unit === 0x2022 || unit === 0x23;
}

/**
 * The fraction of a whole number that a program took for a measurement: `4111111111111111.0`, and `123.0` where it is all of a text. Shorter ones in a
 * text are versions and amounts. Source of a regular expression.
 */
export const EMPTY_FRACTION = String.raw`(?<=(?<![\w.])\d{9,24})\.0(?![\w/:-]|\.\w)|(?<=^\d{3,8})\.0$`;
