import { type AddressTokens, isUpper, TOKEN } from './address-tokens.ts';

type IsWord = (i: number) => boolean;

const COMMA = 0x2c;
const STOP = 0x2e;
/** `"`, and the quotation marks of print. */
const QUOTES = [0x22, 0x201c, 0x201d, 0x201e, 0xab, 0xbb];
/** Words of the name of a house between quotation marks. */
const MAX_NAME = 4;

/**
 * The address of a house in the country that has a name instead of a street, as Latvians write it: `"Kalnieki", Salas pagasts, Cesu novads`, in any order.
 * The parish's or county's word is the token at `k`. A name without quotation marks counts beside two of those words. First and last token, or undefined.
 */
export function readFarmstead(
  t: AddressTokens,
  k: number,
  isRegion: IsWord,
  isStop: IsWord,
): { readonly from: number; readonly to: number } | undefined {
  if (!t.isCapital(k - 1)) return undefined;
  let from = regionStart(t, k, isStop);
  let to = t.isMark(k + 1, STOP) && t.size(k) <= 3 ? k + 1 : k;
  let regions = 1;
  let house = -1;
  for (let last = phraseBefore(t, from); last >= 0 && house < 0; last = phraseBefore(t, from)) {
    const word = t.isMark(last, STOP) ? last - 1 : last;
    if (isRegion(word) && t.isCapital(word - 1)) {
      from = regionStart(t, word, isStop);
      regions++;
      continue;
    }
    house = quotedStart(t, last);
    if (house < 0) break;
    from = house;
  }
  for (let first = phraseAfter(t, to); first > 0; first = phraseAfter(t, to)) {
    const word = t.isCapital(first + 1) ? first + 2 : first + 1;
    if (t.isCapital(first) && isRegion(word)) {
      to = t.isMark(word + 1, STOP) && t.size(word) <= 3 ? word + 1 : word;
      regions++;
      continue;
    }
    const end = house < 0 ? quotedEnd(t, first) : -1;
    if (end < 0) break;
    house = first;
    to = end;
  }
  if (house < 0 && regions > 1) {
    const last = phraseBefore(t, from);
    house = last < 0 ? -1 : nameStart(t, last, isStop);
    if (house >= 0) from = house;
  }
  return house < 0 ? undefined : { from, to };
}

/** First token of the name before the region's word at `k`. */
function regionStart(t: AddressTokens, k: number, isStop: IsWord): number {
  return t.isCapital(k - 2) && !isStop(k - 2) ? k - 2 : k - 1;
}

/** Last token of the phrase before the comma in front of `from`, a line break may stand between; or -1. */
function phraseBefore(t: AddressTokens, from: number): number {
  const at = isBreak(t, from - 1) ? from - 2 : from - 1;
  return t.isMark(at, COMMA) ? at - 1 : -1;
}

function phraseAfter(t: AddressTokens, to: number): number {
  if (!t.isMark(to + 1, COMMA)) return -1;
  return isBreak(t, to + 2) ? to + 3 : to + 2;
}

function isBreak(t: AddressTokens, i: number): boolean {
  return t.isKind(i, TOKEN.line) && t.digits[i] === 1;
}

function isQuote(t: AddressTokens, i: number): boolean {
  return t.isKind(i, TOKEN.mark) && QUOTES.includes(t.text.charCodeAt(t.start[i]));
}

/** First token of the name in quotation marks that ends at `last`, or -1. */
function quotedStart(t: AddressTokens, last: number): number {
  if (!isQuote(t, last)) return -1;
  for (let i = last - 2; i >= 0 && last - i <= MAX_NAME + 1; i--) if (isQuote(t, i)) return i;
  return -1;
}

function quotedEnd(t: AddressTokens, first: number): number {
  if (!isQuote(t, first) || !isUpper(t.text.charCodeAt(t.start[first + 1]))) return -1;
  for (let i = first + 2; i < t.count && i - first <= MAX_NAME + 1; i++) if (isQuote(t, i)) return i;
  return -1;
}

/** First token of one or two words with capitals, a number perhaps behind them, that end at `last`; or -1. */
function nameStart(t: AddressTokens, last: number, isStop: IsWord): number {
  const name = t.isHouse(last) ? last - 1 : last;
  if (!t.isCapital(name) || isStop(name)) return -1;
  return t.isCapital(name - 1) && !isStop(name - 1) ? name - 1 : name;
}
