import type { Scan } from '../types.ts';

/** Digits of the runs `first` to `last`, without what stands between them. */
export function digitsOf(scan: Scan, first: number, last: number): string {
  if (first === last) return scan.text.slice(scan.runStart[first], scan.runEnd[first]);
  let digits = '';
  for (let i = first; i <= last; i++) digits += scan.text.slice(scan.runStart[i], scan.runEnd[i]);
  return digits;
}

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** ASCII letter. */
export function isAsciiLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

/** Letter or digit, ASCII or beyond Latin-1's signs: what makes a number part of a word. Symbols, punctuation and emoji do not. */
export function isWordUnit(unit: number): boolean {
  if (unit < 0xc0) return isDigit(unit) || isAsciiLetter(unit);
  return unit < 0x2000 || (unit >= 0x2c00 && unit < 0x2e00) || (unit >= 0x3040 && unit < 0xd800) || unit >= 0xf900;
}

/** A star, bullet or the like, as masked values are written. */
export function isMaskUnit(unit: number): boolean {
  return unit === 0x2a || unit === 0x25cf || unit === 0x2022 || unit === 0x23;
}
