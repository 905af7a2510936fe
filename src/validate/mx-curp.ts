const RANK = '0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ';
const SHAPE = /^[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d$/;

/** Mexican CURP: eighteen characters, the last a digit by modulus 10. */
export function mxCurp(value: string): boolean {
  if (!SHAPE.test(value)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += RANK.indexOf(value[i]) * (18 - i);
  return (10 - (sum % 10)) % 10 === Number(value[17]);
}
