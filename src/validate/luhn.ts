import luhnModule from 'luhn';

/** Luhn's check (ISO/IEC 7812-1, annex B) over digits alone. */
export function luhn(digits: string): boolean {
  return luhnModule.validate(digits);
}
