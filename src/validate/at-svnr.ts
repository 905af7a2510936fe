import { pair } from './calendar.ts';
import { weightedSum } from './digits.ts';

/** Austrian social insurance number: serial of three, check digit, DDMMYY; months above 12 are given out when a day's numbers run out. */
export function atSvnr(digits: string): boolean {
  if (!/^[1-9]\d{9}$/.test(digits)) return false;
  const day = pair(digits, 4);
  const month = pair(digits, 6);
  if (day < 1 || day > 31 || month < 1 || month > 15) return false;
  return weightedSum(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(digits[3]);
}
