/** Remainder of a number of any length, given as digits. */
export function remainder(digits: string, modulus: number): number {
  let rest = 0;
  for (let i = 0; i < digits.length; i++) rest = (rest * 10 + digits.charCodeAt(i) - 0x30) % modulus;
  return rest;
}

/** Check digit of ISO/IEC 7064, MOD 11,10. */
export function mod11And10(digits: string): number {
  let product = 10;
  for (let i = 0; i < digits.length; i++) {
    const sum = (digits.charCodeAt(i) - 0x30 + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10;
}
