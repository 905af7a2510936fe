import { pair } from './calendar.ts';

/** Belgian national number: YYMMDD, serial, and 97 less the remainder by 97; since 2000 with a 2 before it. Month and day may be unknown (00). */
export function beRrn(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  // BIS numbers have month + 20 or + 40
  if (pair(digits, 2) % 20 > 12 || pair(digits, 2) > 52 || pair(digits, 4) > 31) return false;
  const nine = Number(digits.slice(0, 9));
  const check = pair(digits, 9);
  return 97 - (nine % 97) === check || 97 - ((2e9 + nine) % 97) === check;
}
