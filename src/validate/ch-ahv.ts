import { weightedSum } from './digits.ts';

/** Swiss social insurance number: 756 and ten digits, checked as an EAN-13. */
export function chAhv(digits: string): boolean {
  return /^756\d{10}$/.test(digits) && (10 - (weightedSum(digits.slice(0, 12), [1, 3]) % 10)) % 10 === Number(digits[12]);
}
