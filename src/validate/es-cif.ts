/** Spanish tax number of firms and bodies: letter, seven digits, and a check that is a digit or a letter. */
export function esCif(value: string): boolean {
  if (!/^[ABCDEFGHJNPQRSUVW]\d{7}[\dA-J]$/.test(value)) return false;
  let sum = 0;
  for (let i = 1; i <= 7; i++) {
    const digit = Number(value[i]) * (i % 2 === 1 ? 2 : 1);
    sum += Math.floor(digit / 10) + (digit % 10);
  }
  const check = (10 - (sum % 10)) % 10;
  return value[8] === String(check) || value[8] === 'JABCDEFGHI'[check];
}
