import { luhn } from './luhn.ts';

/** Swedish plusgiro number: 2 to 8 digits with a Luhn check. */
export function plusgiro(digits: string): boolean {
  return /^\d{2,8}$/.test(digits) && luhn(digits);
}
