import { isDay, pair } from './calendar.ts';
import { weightedSum } from './digits.ts';

/**
 * Latvian personal code. Until 2017 DDMMYY, a century digit and a check digit; since then 32 to 39 and nine random digits, of which nothing can be
 * checked.
 */
export function lvPersonasKods(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  if (/^3[2-9]/.test(digits)) return true;
  const century = Number(digits[6]);
  if (century > 2 || !isDay(1800 + 100 * century + pair(digits, 4), pair(digits, 2), pair(digits, 0))) return false;
  return ((1 + weightedSum(digits.slice(0, 10), [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 === Number(digits[10]);
}
