import { isDayOfTwo, pair } from './calendar.ts';

/** Danish CPR number: DDMMYY and four digits. Its modulus 11 does not hold for all numbers given out since 2007. */
export function dkCpr(digits: string): boolean {
  return /^\d{10}$/.test(digits) && isDayOfTwo(pair(digits, 4), pair(digits, 2), pair(digits, 0));
}
