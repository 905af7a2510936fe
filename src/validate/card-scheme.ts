import creditCardType from 'credit-card-type';

/** Issuer ranges beside those of the library: lengths that are still in drawers, and schemes it leaves out. */
const MORE: readonly { readonly from: number; readonly to: number; readonly lengths: readonly number[] }[] = [
  { from: 4, to: 4, lengths: [13] }, // Visa before 1995
  { from: 3095, to: 3095, lengths: [14, 16, 19] }, // Diners Club
  { from: 2131, to: 2131, lengths: [15] }, // JCB
  { from: 1800, to: 1800, lengths: [15] }, // JCB
  { from: 60, to: 60, lengths: [16] }, // RuPay
  { from: 81, to: 82, lengths: [16] }, // RuPay
  { from: 5019, to: 5019, lengths: [16] }, // Dankort
  { from: 1, to: 1, lengths: [15] }, // UATP
];

interface Range {
  readonly from: number;
  readonly to: number;
  /** Bit n: cards of n digits exist. */
  readonly lengths: number;
}

/** Ranges by the number of leading digits that they name. */
const RANGES = buildRanges();

function buildRanges(): readonly (readonly Range[])[] {
  const byDigits: Range[][] = Array.from({ length: 9 }, () => []);
  const add = (from: number, to: number, lengths: readonly number[]) =>
    byDigits[String(from).length].push({ from, to, lengths: lengths.reduce((bits, n) => bits | (1 << n), 0) });
  for (const name of Object.values(creditCardType.types)) {
    const scheme = creditCardType.getTypeInfo(name);
    for (const pattern of scheme.patterns) {
      const [from, to] = Array.isArray(pattern) ? pattern : [pattern, pattern];
      add(Number(from), Number(to), scheme.lengths);
    }
  }
  for (const { from, to, lengths } of MORE) add(from, to, lengths);
  return byDigits;
}

/** The issuer range exists and gives cards of this length (ISO/IEC 7812 ranges as credit-card-type lists them, and a few more). */
export function cardScheme(digits: string): boolean {
  const bit = 1 << digits.length;
  for (let n = 1; n < RANGES.length; n++) {
    const prefix = Number(digits.slice(0, n));
    for (const range of RANGES[n]) if (prefix >= range.from && prefix <= range.to && (range.lengths & bit) !== 0) return true;
  }
  return false;
}
