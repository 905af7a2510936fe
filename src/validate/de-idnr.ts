import { mod11And10 } from './remainder.ts';

/** German tax id: eleven digits, of which among the first ten exactly one comes twice or three times; ISO 7064 MOD 11,10. */
export function deIdnr(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits)) return false;
  const counts = new Uint8Array(10);
  for (let i = 0; i < 10; i++) counts[digits.charCodeAt(i) - 0x30]++;
  const repeated = counts.filter((count) => count > 1);
  return repeated.length === 1 && repeated[0] <= 3 && mod11And10(digits.slice(0, 10)) === Number(digits[10]);
}
