import { remainder } from './remainder.ts';

/** French tax number (SPI), thirteen digits that begin with 0 to 3: the last three are the rest of the first ten by 511. */
export function frSpi(digits: string): boolean {
  return /^[0-3]\d{12}$/.test(digits) && remainder(digits.slice(0, 10), 511) === Number(digits.slice(10));
}
