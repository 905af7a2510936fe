const TABLE = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/** Swiss post account: two digits, one to six, and a check digit by the recursive modulus 10 of the payment slips. */
export function chPostfinance(digits: string): boolean {
  if (!/^\d{4,9}$/.test(digits)) return false;
  let carry = 0;
  for (const digit of digits.slice(0, 2) + digits.slice(2, -1).padStart(6, '0')) carry = TABLE[(carry + Number(digit)) % 10];
  return (10 - carry) % 10 === Number(digits.at(-1));
}
