import { weightedSum } from './digits.ts';

/** US routing number (ABA): 9 digits of a Federal Reserve district, weights 3-7-1, modulus 10. */
export function usAba(digits: string): boolean {
  return (
    /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(digits) && !/^0+$/.test(digits) && weightedSum(digits, [3, 7, 1]) % 10 === 0
  );
}
