import { weightedSum } from './digits.ts';

/** Dutch education number, for pupils without a BSN: begins with 10, and the sum of the BSN leaves 5. */
export function nlOnderwijsnummer(digits: string): boolean {
  return /^10\d{7}$/.test(digits) && weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 5;
}
