/** Shapes that personal data has wherever it stands: addresses with an @, card numbers, IBANs. */
import type { Folded } from './fold.ts';

export type Shape = 'e-mail address' | 'card number' | 'IBAN';

export interface Seen {
  readonly shape: Shape;
  readonly byte: number;
}

// `logo@2x.png` is a file. Bounded on both sides of the @, so that a long text without one costs nothing.
const ADDRESS = /[\p{L}\p{N}._%+'-]{1,64} ?@ ?(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?!(?:png|jpe?g|gif|svg|webp)(?![\p{L}]))\p{L}{2,24}/gu;
/** Digits that belong together for a reader: what stands between them is no more than three separators. */
const NUMBER = /\d(?:[ .,()/_:-]{0,3}\d){12,40}/g;
const IBAN = /(?<![\p{L}\d])[a-z]{2}[ .-]?\d{2}(?:[ .-]{0,2}[a-z0-9]){11,30}/gu;

export function* shapesIn({ text, at }: Folded): Generator<Seen> {
  for (const match of text.matchAll(ADDRESS)) yield { shape: 'e-mail address', byte: at[match.index] };
  for (const match of text.matchAll(NUMBER)) {
    const start = cardIn(match[0]);
    if (start !== undefined) yield { shape: 'card number', byte: at[match.index + start] };
  }
  for (const match of text.matchAll(IBAN)) if (ibanIn(match[0])) yield { shape: 'IBAN', byte: at[match.index] };
}

/** Where a card number begins in groups of digits: it is made of whole groups. */
function cardIn(groups: string): number | undefined {
  const parts = [...groups.matchAll(/\d+/g)];
  for (let first = 0; first < parts.length; first++) {
    let digits = '';
    for (let last = first; last < parts.length && digits.length < 19; last++) {
      digits += parts[last][0];
      if (isCardLength(digits) && passesLuhn(digits)) return parts[first].index;
    }
  }
  return undefined;
}

/** Lengths that go with the first digits, by ISO/IEC 7812 as the large schemes use it. */
function isCardLength(digits: string): boolean {
  const { length } = digits;
  if (/^4/.test(digits)) return length === 13 || length === 16 || length === 19;
  if (/^3[47]/.test(digits)) return length === 15;
  if (/^3(?:0[0-5]|[689])/.test(digits)) return length === 14;
  if (/^(?:5[1-5]|2[2-7]|35)/.test(digits)) return length === 16;
  return /^(?:6|5[06-9])/.test(digits) && length >= 13 && length <= 19;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

/** A beginning of it of a length that an account number has leaves 1 when divided by 97. */
function ibanIn(text: string): boolean {
  const compact = text.replace(/[^a-z0-9]/g, '');
  for (let length = compact.length; length >= 15; length--) {
    const candidate = compact.slice(0, length);
    let rest = 0;
    for (const unit of candidate.slice(4) + candidate.slice(0, 4)) {
      for (const digit of String(Number.parseInt(unit, 36))) rest = (rest * 10 + Number(digit)) % 97;
    }
    if (rest === 1 && (candidate.match(/\d/g) ?? []).length >= 12) return true;
  }
  return false;
}
