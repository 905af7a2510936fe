import { isDayOfTwo, pair } from './calendar.ts';
import { luhn } from './luhn.ts';

/** Greek social security number (AMKA): DDMMYY, four digits, Luhn. */
export function grAmka(digits: string): boolean {
  return /^\d{11}$/.test(digits) && isDayOfTwo(pair(digits, 4), pair(digits, 2), pair(digits, 0)) && luhn(digits);
}
