/** Belgian account before IBAN: 12 digits, the last two are the first ten modulo 97, 97 for 0. */
export function beAccount(digits: string): boolean {
  return /^\d{12}$/.test(digits) && (Number(digits.slice(0, 10)) % 97 || 97) === Number(digits.slice(10));
}
