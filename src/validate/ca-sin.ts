import { luhn } from './luhn.ts';

/** Canadian social insurance number: nine digits, Luhn; none begins with 0 or 8. */
export function caSin(digits: string): boolean {
  return /^[1-79]\d{8}$/.test(digits) && luhn(digits);
}
