import { isDay, pair } from './calendar.ts';
import { weightedSum } from './digits.ts';

/** Chinese resident identity number (GB 11643): area, YYYYMMDD, serial and a character by modulus 11-2. */
export function cnRic(value: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(value)) return false;
  const year = Number(value.slice(6, 10));
  if (year < 1850 || year > 2100 || !isDay(year, pair(value, 10), pair(value, 12))) return false;
  return '10X98765432'[weightedSum(value.slice(0, 17), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === value[17];
}
