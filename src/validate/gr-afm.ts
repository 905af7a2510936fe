import { weightedSum } from './digits.ts';

/** Greek tax number (AFM), nine digits: powers of two, modulus 11, modulus 10. */
export function grAfm(digits: string): boolean {
  return (
    /^\d{9}$/.test(digits) &&
    Number(digits) > 0 &&
    (weightedSum(digits.slice(0, 8), [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(digits[8])
  );
}
