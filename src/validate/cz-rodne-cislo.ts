import { isDay, pair } from './calendar.ts';
import { remainder } from './remainder.ts';

/** Czech and Slovak birth number: YYMMDD (month + 50 for women, + 20 when the day's numbers ran out) and four digits; divisible by 11. Before 1954 three. */
export function czRodneCislo(digits: string): boolean {
  if (!/^\d{9,10}$/.test(digits)) return false;
  const two = pair(digits, 0);
  const month = (pair(digits, 2) % 50) % 20;
  if (pair(digits, 2) % 50 > 32) return false;
  if (digits.length === 9) return two < 54 && isDay(1900 + two, month, pair(digits, 4));
  if (!isDay(two >= 54 ? 1900 + two : 2000 + two, month, pair(digits, 4))) return false;
  const rest = remainder(digits.slice(0, 9), 11);
  return rest === Number(digits[9]) || (rest === 10 && digits[9] === '0');
}
