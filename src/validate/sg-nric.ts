import { weightedSum } from './digits.ts';

/** Singapore's NRIC and FIN: weights 2 7 6 5 4 3 2, an offset by series, and a table of letters for each kind. */
export function sgNric(value: string): boolean {
  if (!/^[STFGM]\d{7}[A-Z]$/.test(value)) return false;
  const series = value[0];
  const offset = series === 'T' || series === 'G' ? 4 : series === 'M' ? 3 : 0;
  const letters = series === 'S' || series === 'T' ? 'JZIHGFEDCBA' : series === 'M' ? 'XWUTRQPNJLK' : 'XWUTRQPNMLK';
  return letters[(weightedSum(value.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11] === value[8];
}
