import { isDay, pair } from './calendar.ts';
import { weightedSum } from './digits.ts';

const CENTURIES = [1900, 2000, 2100, 2200, 1800];

/** Polish PESEL: YYMMDD with the century in the month (+20, 40, 60, 80), serial, check digit with weights 1 3 7 9. */
export function plPesel(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  const month = pair(digits, 2);
  if (!isDay(CENTURIES[Math.floor(month / 20)] + pair(digits, 0), month % 20, pair(digits, 4))) return false;
  return (10 - (weightedSum(digits.slice(0, 10), [1, 3, 7, 9]) % 10)) % 10 === Number(digits[10]);
}
