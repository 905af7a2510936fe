import type { Validator } from '../types.ts';
import { luhn } from './luhn.ts';

/** Swedish organisation number (organisationsnummer): ten digits with a Luhn check; the third is 2 or more, which tells it from a person's. */
export const seOrgnr: Validator = (digits) => /^(?:16)?\d{2}[2-9]\d{7}$/.test(digits) && luhn(digits.slice(-10));
