import { weightedSum } from './digits.ts';

/** Irish PPS number: seven digits and a letter by modulus 23; a second letter counts nine times its rank, W nothing. */
export function iePps(value: string): boolean {
  const parts = /^(\d{7})([A-W])([A-IW]?)$/.exec(value);
  if (parts === null) return false;
  const second = parts[3] === '' || parts[3] === 'W' ? 0 : parts[3].charCodeAt(0) - 0x40;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[(weightedSum(parts[1], [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23] === parts[2];
}
