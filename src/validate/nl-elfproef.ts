import { weightedSum } from './digits.ts';

/** Dutch account number before IBAN: 9 or 10 digits, weights 10 to 1, modulus 11 (elfproef). */
export function nlElfproef(digits: string): boolean {
  return (
    /^\d{9,10}$/.test(digits) && !/^0+$/.test(digits) && weightedSum(digits.padStart(10, '0'), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
}
