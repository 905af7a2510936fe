import { cardScheme } from '../validate/card-scheme.ts';
import { luhn } from '../validate/luhn.ts';

/** Sixteen digits, or the groups that stand on cards with the same gap between all. Other runs are as often keys of records. */
const CARD = /(?<!\d)(?:\d{16}|\d{4}([\s./:_+|\\-]{1,3})\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([\s./:_+|\\-]{1,3})\d{6}\2\d{4,5})(?!\d)/g;
const SHORTEST = 14;

/** A payment card number inside of a value: offsets, and its digits. */
export interface CardWithin {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** Card numbers in a value that was found as something else: right by check digit and issuer range, in one run or as cards have them. */
export function cardsWithin(value: string): CardWithin[] {
  if (value.length < SHORTEST) return NONE;
  const cards: CardWithin[] = [];
  for (const { 0: written, index } of value.matchAll(CARD)) {
    const digits = written.replace(/\D/g, '');
    if (luhn(digits) && cardScheme(digits)) cards.push({ start: index, end: index + written.length, digits });
  }
  return cards;
}
const NONE: CardWithin[] = [];
