import { weightedSum } from './digits.ts';

/** Japanese individual number: twelve digits, the last by modulus 11. */
export function jpMynumber(digits: string): boolean {
  if (!/^\d{12}$/.test(digits)) return false;
  const rest = weightedSum(digits.slice(0, 11), [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest <= 1 ? 0 : 11 - rest) === Number(digits[11]);
}
