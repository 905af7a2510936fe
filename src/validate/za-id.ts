import { isDayOfTwo, pair } from './calendar.ts';
import { luhn } from './luhn.ts';

/** South African identity number: YYMMDD, serial, citizenship 0 to 2, one more digit, Luhn. */
export function zaId(digits: string): boolean {
  return /^\d{10}[0-2]\d\d$/.test(digits) && isDayOfTwo(pair(digits, 0), pair(digits, 2), pair(digits, 4)) && luhn(digits);
}
