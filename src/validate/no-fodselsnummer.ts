import { isDayOfTwo, pair } from './calendar.ts';
import { weightedSum } from './digits.ts';

/** Norwegian birth number, D-number (day + 40), and numbers of health care and of tests (month + 40, + 65, + 80): two digits by modulus 11. */
export function noFodselsnummer(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  const day = pair(digits, 0) > 40 ? pair(digits, 0) - 40 : pair(digits, 0);
  const written = pair(digits, 2);
  const month = written > 80 ? written - 80 : written > 65 ? written - 65 : written > 40 ? written - 40 : written;
  if (!isDayOfTwo(pair(digits, 4), month, day)) return false;
  const first = (11 - (weightedSum(digits.slice(0, 9), [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
  const second = (11 - (weightedSum(digits.slice(0, 10), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return first === Number(digits[9]) && second === Number(digits[10]);
}
