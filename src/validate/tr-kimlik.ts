import { weightedSum } from './digits.ts';

/** Turkish identity number: eleven digits, the last two checks by modulus 10. */
export function trKimlik(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits)) return false;
  const tenth = ((weightedSum(digits.slice(0, 9), [7, -1]) % 10) + 10) % 10;
  return tenth === Number(digits[9]) && weightedSum(digits.slice(0, 10), [1]) % 10 === Number(digits[10]);
}
