import { weightedSum } from './digits.ts';

/** Norwegian account number: 11 digits, weights 5-4-3-2-7-6-5-4-3-2, modulus 11. */
export function noAccount(digits: string): boolean {
  return (
    /^\d{11}$/.test(digits) && (11 - (weightedSum(digits.slice(0, 10), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(digits[10])
  );
}
