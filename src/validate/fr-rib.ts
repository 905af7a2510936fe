/** French RIB: bank 5, branch 5, account 11, key 2. Letters of the account count 1-9, 1-9, 2-9; 89 bank + 15 branch + 3 account + key is 0 modulo 97. */
export function frRib(value: string): boolean {
  const parts = /^(\d{5})(\d{5})([A-Z0-9]{11})(\d{2})$/.exec(value);
  if (parts === null) return false;
  const account = parts[3].replace(/[A-Z]/g, (letter) => '12345678912345678923456789'[letter.charCodeAt(0) - 65]);
  return (89 * Number(parts[1]) + 15 * Number(parts[2]) + 3 * Number(account) + Number(parts[4])) % 97 === 0;
}
