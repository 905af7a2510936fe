/** Remainder by 97 of a number in which letters stand for 10 to 35 (ISO 7064, MOD 97-10). Upper-case letters and digits. */
export function mod97(value: string): number {
  let rest = 0;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    rest = unit <= 0x39 ? (rest * 10 + unit - 0x30) % 97 : (rest * 100 + unit - 55) % 97;
  }
  return rest;
}

/** Check digits of an IBAN (ISO 13616): moved behind the rest, with its country, the whole is 1 modulo 97. */
export function iban(value: string): boolean {
  return /^[A-Z]{2}\d\d[A-Z0-9]{8,30}$/.test(value) && mod97(value.slice(4) + value.slice(0, 4)) === 1;
}
