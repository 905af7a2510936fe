import { pair } from './calendar.ts';
import { remainder } from './remainder.ts';

/** French social security number (NIR), thirteen digits and a key of two: 97 less the remainder by 97. Corsica's 2A and 2B count as 19 and 18. */
export function frNir(value: string): boolean {
  if (!/^[1-478]\d{4}(?:\d\d|2[AB])\d{8}$/.test(value)) return false;
  const month = pair(value, 3);
  if (month < 1 || (month > 12 && month < 20) || (month > 42 && month < 50)) return false;
  const digits = value.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97 - remainder(digits, 97) === pair(value, 13);
}
