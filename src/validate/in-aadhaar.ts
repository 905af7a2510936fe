const MULTIPLY = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTE = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258'];

/** Indian Aadhaar: twelve digits that do not begin with 0 or 1; Verhoeff's check. No palindrome is given out. */
export function inAadhaar(digits: string): boolean {
  if (!/^[2-9]\d{11}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let check = 0;
  for (let i = 0; i < 12; i++) check = Number(MULTIPLY[check][Number(PERMUTE[i % 8][Number(digits[11 - i])])]);
  return check === 0;
}
