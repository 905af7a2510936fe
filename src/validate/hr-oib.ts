import { mod11And10 } from './remainder.ts';

/** Croatian personal number: eleven digits, ISO 7064 MOD 11,10. */
export function hrOib(digits: string): boolean {
  return /^\d{11}$/.test(digits) && mod11And10(digits.slice(0, 10)) === Number(digits[10]);
}
