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
