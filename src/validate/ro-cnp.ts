import { isDayOfTwo, pair } from './calendar.ts';
import { weightedSum } from './digits.ts';

/** Romanian personal code: sex and century, YYMMDD, county, serial, check digit by modulus 11. */
export function roCnp(digits: string): boolean {
  if (!/^[1-9]\d{12}$/.test(digits) || !isDayOfTwo(pair(digits, 1), pair(digits, 3), pair(digits, 5)) || pair(digits, 7) > 52) return false;
  return (weightedSum(digits.slice(0, 12), [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11) % 10 === Number(digits[12]) % 10;
}
