import { luhn } from './luhn.ts';

/** Swedish bankgiro number: 7 or 8 digits with a Luhn check. */
export function bankgiro(digits: string): boolean {
  return /^\d{7,8}$/.test(digits) && luhn(digits);
}
