import { isDay, pair } from './calendar.ts';
import { weightedSum } from './digits.ts';

/** Korean resident number: YYMMDD, sex and century, region and serial, check digit by modulus 11. Numbers given out since October 2020 have none. */
export function krRrn(digits: string): boolean {
  if (!/^\d{13}$/.test(digits)) return false;
  const century = '90'.includes(digits[6]) ? 1800 : '1256'.includes(digits[6]) ? 1900 : 2000;
  if (!isDay(century + pair(digits, 0), pair(digits, 2), pair(digits, 4))) return false;
  const sum = weightedSum(digits.slice(0, 12), [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
  // Foreigners' numbers add two
  return ('5678'.includes(digits[6]) ? (13 - (sum % 11)) % 10 : (11 - (sum % 11)) % 10) === Number(digits[12]);
}
