import { weightedSum } from './digits.ts';

/** Thai identity number: thirteen digits, the last by modulus 11. */
export function thPin(digits: string): boolean {
  if (!/^[1-8]\d{12}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  return (11 - (weightedSum(digits.slice(0, 12), [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === Number(digits[12]);
}
