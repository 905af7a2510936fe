import type { Validator } from '../types.ts';
import { weightedSum } from './digits.ts';
import { luhn } from './luhn.ts';
import { lvReg } from './lv-reg.ts';

/** What each country checks in the part behind its two letters, as the VIES system of the European Union has it. */
const CHECKS: Readonly<Record<string, Validator>> = {
  BE: (rest) => /^[01]\d{9}$/.test(rest) && 97 - (Number(rest.slice(0, 8)) % 97) === Number(rest.slice(8)),
  DE: (rest) => /^[1-9]\d{8}$/.test(rest) && mod11And10(rest),
  DK: (rest) => /^\d{8}$/.test(rest) && weightedSum(rest, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  EE: (rest) => /^\d{9}$/.test(rest) && weightedSum(rest, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  FI: (rest) => /^\d{8}$/.test(rest) && weightedSum(rest, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0,
  FR: (rest) => /^\d{11}$/.test(rest) && Number(rest.slice(0, 2)) === (12 + 3 * (Number(rest.slice(2)) % 97)) % 97,
  IT: (rest) => /^\d{11}$/.test(rest) && luhn(rest),
  LV: lvReg,
  NL: (rest) =>
    /^\d{9}B\d{2}$/.test(rest) && (weightedSum(rest.slice(0, 9), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 || mod97(`NL${rest}`)),
  PL: (rest) => /^\d{10}$/.test(rest) && weightedSum(rest, [6, 5, 7, 2, 3, 4, 5, 6, 7, -1]) % 11 === 0,
  PT: (rest) =>
    /^\d{9}$/.test(rest) && ((11 - (weightedSum(rest.slice(0, 8), [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === Number(rest[8]),
  SE: (rest) => /^\d{10}01$/.test(rest) && luhn(rest.slice(0, 10)),
};

/** VAT number of a member state: two letters, then digits with the country's own check. */
export const euVat: Validator = (value) => CHECKS[value.slice(0, 2)]?.(value.slice(2)) ?? false;

/** ISO/IEC 7064, MOD 11,10. */
function mod11And10(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

/** ISO/IEC 7064, MOD 97-10, letters as two digits. */
function mod97(value: string): boolean {
  let rest = 0;
  for (const letter of value) for (const digit of String(Number.parseInt(letter, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
