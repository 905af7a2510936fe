import { weightedSum } from './digits.ts';

const WEIGHTS = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];

/** Spanish CCC: bank 4, branch 4, two check digits, account 10. The first checks bank and branch, the second the account; modulus 11. */
export function esCcc(digits: string): boolean {
  return /^\d{20}$/.test(digits) && check(`00${digits.slice(0, 8)}`) === digits[8] && check(digits.slice(10)) === digits[9];
}

function check(ten: string): string {
  const rest = 11 - (weightedSum(ten, WEIGHTS) % 11);
  return String(rest === 11 ? 0 : rest === 10 ? 1 : rest);
}
