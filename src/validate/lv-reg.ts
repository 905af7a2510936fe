import type { Validator } from '../types.ts';
import { weightedSum } from './digits.ts';

/** Latvian registration number of a company: 11 digits that begin with 4, 5 or 9; the weighted sum leaves 3 modulo 11. */
export const lvReg: Validator = (digits) =>
  /^[459]\d{10}$/.test(digits) && weightedSum(digits, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3;
