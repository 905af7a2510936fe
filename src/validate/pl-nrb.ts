import { mod97 } from './iban.ts';

/** Polish account number (NRB): an IBAN without its `PL`. */
export function plNrb(digits: string): boolean {
  return /^\d{26}$/.test(digits) && mod97(`${digits.slice(2)}2521${digits.slice(0, 2)}`) === 1;
}
