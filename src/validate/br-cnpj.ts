/** Brazilian CNPJ, which may hold letters since July 2026: their code less 48 counts. */
export function brCnpj(value: string): boolean {
  if (!/^[A-Z\d]{12}\d\d$/.test(value) || /^(\d)\1+$/.test(value)) return false;
  for (const length of [12, 13]) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += (value.charCodeAt(i) - 48) * (((length - 1 - i) % 8) + 2);
    const rest = sum % 11;
    if ((rest < 2 ? 0 : 11 - rest) !== Number(value[length])) return false;
  }
  return true;
}
