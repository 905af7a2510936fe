import { pair } from './calendar.ts';

const WEIGHTS = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];

/** German pension insurance number: area, birth date, letter, serial, check digit; the letter counts as two digits, products as their digit sums. */
export function deRvnr(value: string): boolean {
  if (!/^\d{8}[A-Z]\d{3}$/.test(value)) return false;
  const day = pair(value, 2);
  const month = pair(value, 4);
  if (month < 1 || month > 12 || day < 1 || (day > 31 && (day < 51 || day > 81))) return false;
  const digits = `${value.slice(0, 8)}${String(value.charCodeAt(8) - 0x40).padStart(2, '0')}${value.slice(9, 11)}`;
  let sum = 0;
  for (let i = 0; i < 12; i++) {
    const product = Number(digits[i]) * WEIGHTS[i];
    sum += Math.floor(product / 10) + (product % 10);
  }
  return sum % 10 === Number(value[11]);
}
