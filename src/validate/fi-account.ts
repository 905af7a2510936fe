import { luhn } from './luhn.ts';

/** Finnish account before IBAN: bank 6, the rest 2 to 8, filled with zeros to 14 digits, after the seventh digit for banks 4 and 5; Luhn. */
export function fiAccount(digits: string): boolean {
  if (!/^\d{8,14}$/.test(digits)) return false;
  const at = digits[0] === '4' || digits[0] === '5' ? 7 : 6;
  return luhn(digits.slice(0, at) + digits.slice(at).padStart(14 - at, '0'));
}
