const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Spanish DNI (eight digits), NIE (X, Y or Z and seven) and the NIF of those without either (K, L or M and seven): a letter by modulus 23. */
export function esDni(value: string): boolean {
  const parts = /^([XYZKLM]?)(\d{7,8})([A-Z])$/.exec(value);
  if (parts === null || parts[2].length !== (parts[1] === '' ? 8 : 7)) return false;
  const lead = 'XYZ'.indexOf(parts[1] || '-');
  return LETTERS[Number((lead < 0 ? '' : lead) + parts[2]) % 23] === parts[3];
}
