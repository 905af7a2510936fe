import { weightedSum } from './digits.ts';

/**
 * Russian account with the last three digits of its bank's BIK before it, 23 digits: weights 7-1-3, modulus 10. A correspondent account (301...) is
 * checked with 0 and the fifth and sixth digit of the BIK instead, which is not told here.
 */
export function ruAccount(digits: string): boolean {
  return /^\d{23}$/.test(digits) && weightedSum(digits, [7, 1, 3]) % 10 === 0;
}
