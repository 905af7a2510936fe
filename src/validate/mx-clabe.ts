/** Mexican CLABE: 18 digits; each of the first 17 times 3-7-1 modulo 10, summed, and the last makes it a multiple of 10. */
export function mxClabe(digits: string): boolean {
  if (!/^\d{18}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (Number(digits[i]) * [3, 7, 1][i % 3]) % 10;
  return (10 - (sum % 10)) % 10 === Number(digits[17]);
}
