import { luhn } from './luhn.ts';

/**
 * How banks check their accounts, by clearing number (Bankgirot, "Bankernas kontonummer"). Seven-digit accounts: `a` modulus 11 over the clearing
 * number without its first digit and the account, `b` over all of both. Others: `c` Luhn over ten digits, `d` modulus 11 over nine (Handelsbanken),
 * `e` Luhn over up to ten (Swedbank, Plusgirot).
 */
const BANKS: readonly (readonly [from: number, to: number, check: 'a' | 'b' | 'c' | 'd' | 'e'])[] = [
  [1100, 1199, 'a'],
  [1200, 1399, 'a'],
  [1400, 2099, 'a'],
  [2300, 2399, 'b'],
  [2400, 2499, 'a'],
  [3000, 3299, 'a'],
  [3300, 3300, 'c'],
  [3301, 3399, 'a'],
  [3400, 3409, 'a'],
  [3410, 3781, 'a'],
  [3782, 3782, 'c'],
  [3783, 3999, 'a'],
  [4000, 4999, 'b'],
  [5000, 5999, 'a'],
  [6000, 6999, 'd'],
  [7000, 7999, 'a'],
  [8000, 8999, 'e'],
  [9020, 9029, 'b'],
  [9040, 9049, 'b'],
  [9060, 9069, 'a'],
  [9070, 9079, 'b'],
  [9100, 9109, 'b'],
  [9120, 9124, 'a'],
  [9130, 9149, 'a'],
  [9150, 9169, 'b'],
  [9170, 9179, 'a'],
  [9180, 9189, 'c'],
  [9190, 9199, 'b'],
  [9230, 9239, 'a'],
  [9250, 9259, 'a'],
  [9260, 9269, 'b'],
  [9270, 9279, 'a'],
  [9280, 9289, 'a'],
  [9300, 9349, 'c'],
  [9390, 9399, 'b'],
  [9400, 9449, 'a'],
  [9460, 9469, 'a'],
  [9470, 9479, 'b'],
  [9500, 9549, 'e'],
  [9550, 9569, 'b'],
  [9570, 9579, 'c'],
  [9590, 9599, 'b'],
  [9610, 9619, 'b'],
  [9630, 9639, 'a'],
  [9640, 9649, 'b'],
  [9650, 9659, 'b'],
  [9660, 9669, 'b'],
  [9670, 9679, 'b'],
  [9680, 9689, 'a'],
  [9700, 9719, 'b'],
  [9780, 9789, 'b'],
  [9880, 9889, 'b'],
  [9890, 9899, 'c'],
  [9960, 9969, 'e'],
];

/**
 * Swedish account with its clearing number before it, digits alone. Some accounts have no check digit, and clearing numbers from 8000 may have a fifth
 * digit, so a false says little.
 */
export function seAccount(digits: string): boolean {
  if (!/^\d{9,15}$/.test(digits)) return false;
  const clearing = Number(digits.slice(0, 4));
  const bank = BANKS.find(([from, to]) => clearing >= from && clearing <= to);
  if (bank === undefined) return false;
  const account = digits.slice(4);
  switch (bank[2]) {
    case 'a':
      return account.length === 7 && modulus11(digits.slice(1));
    case 'b':
      return account.length === 7 && modulus11(digits);
    case 'c':
      return account.length === 10 && luhn(account);
    case 'd':
      return (account.length === 8 || account.length === 9) && modulus11(account);
    default:
      return (
        (account.length <= 10 && account.length >= 6 && luhn(account)) ||
        (luhn(digits.slice(0, 5)) && account.length >= 7 && luhn(digits.slice(5)))
      );
  }
}

/** Weights 1 to 10 from the right, and again 1. */
function modulus11(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += (digits.charCodeAt(digits.length - 1 - i) - 0x30) * ((i % 10) + 1);
  return sum % 11 === 0;
}
