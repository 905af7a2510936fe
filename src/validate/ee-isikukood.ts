import { isDay, pair } from './calendar.ts';
import { weightedSum } from './digits.ts';

/** Estonian and Lithuanian personal code: sex and century, YYMMDD, serial, check digit by modulus 11 in two stages. */
export function eeIsikukood(digits: string): boolean {
  if (!/^[1-8]\d{10}$/.test(digits)) return false;
  const century = 1800 + 100 * Math.floor((Number(digits[0]) - 1) / 2);
  if (!isDay(century + pair(digits, 1), pair(digits, 3), pair(digits, 5))) return false;
  const ten = digits.slice(0, 10);
  let check = weightedSum(ten, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  if (check === 10) check = (weightedSum(ten, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
  return check === Number(digits[10]);
}
