import { weightedSum } from './digits.ts';

/** Portuguese tax number: nine digits, weights 9 to 2, modulus 11. */
export function ptNif(digits: string): boolean {
  if (!/^[1235689]\d{8}$/.test(digits)) return false;
  const rest = weightedSum(digits.slice(0, 8), [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest < 2 ? 0 : 11 - rest) === Number(digits[8]);
}
