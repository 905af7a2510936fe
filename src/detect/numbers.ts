import type { Scan } from '../types.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** Digits of the runs `first` to `last`, without what stands between them. */
export function digitsOf(scan: Scan, first: number, last: number): string {
  if (first === last) return scan.text.slice(scan.runStart[first], scan.runEnd[first]);
  let digits = '';
  for (let i = first; i <= last; i++) digits += scan.text.slice(scan.runStart[i], scan.runEnd[i]);
  return digits;
}

/** Letter or digit, ASCII or beyond Latin-1's signs: what makes a number part of a word. Symbols, punctuation and emoji do not. */
export function isWordUnit(unit: number): boolean {
  if (unit < 0xc0) return isDigit(unit) || isAsciiLetter(unit);
  return unit < 0x2000 || (unit >= 0x2c00 && unit < 0x2e00) || (unit >= 0x3040 && unit < 0xd800) || unit >= 0xf900;
}
