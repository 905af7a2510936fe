/** US individual taxpayer number: begins with 9, and its fourth and fifth digit lie in ranges that the IRS gives out. */
export function usItin(digits: string): boolean {
  return /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-2]|9[4-9])\d{4}$/.test(digits);
}
