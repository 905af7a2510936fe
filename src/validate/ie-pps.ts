import { weightedSum } from './digits.ts';

/** Irish PPS number: seven digits and a letter by modulus 23; a second letter from A to I counts nine times its rank. */
export function iePps(value: string): boolean {
  const parts = /^(\d{7})([A-W])([A-ITWX]?)$/.exec(value);
  if (parts === null) return false;
  const second = parts[3] === '' || parts[3] > 'I' ? 0 : parts[3].charCodeAt(0) - 0x40;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[(weightedSum(parts[1], [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23] === parts[2];
}
