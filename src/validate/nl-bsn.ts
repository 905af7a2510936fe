import { weightedSum } from './digits.ts';

/** Dutch citizen service number (BSN), nine digits or eight: weights 9 to 2 and -1, modulus 11. */
export function nlBsn(digits: string): boolean {
  return (
    /^\d{8,9}$/.test(digits) && Number(digits) > 9999999 && weightedSum(digits.padStart(9, '0'), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0
  );
}
