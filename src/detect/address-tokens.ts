import type { Scan } from '../types.ts';
import { isDigit } from '../units.ts';

/** Kinds of tokens in a window around an address. */
export const TOKEN = { word: 1, number: 2, code: 3, mark: 4, line: 5 } as const;

const MAX_TOKENS = 96;

/**
 * The tokens of a window of text, as columns that the next window uses again: words (`d'Argent`, `Saint-Denis`), numbers as houses have them
 * (`12`, `12B`, `1-23`, `12/3`, `7th`), codes of letters and digits (`SW1A`), marks and line breaks. A line break swallows the blanks and
 * quote signs around it.
 */
export class AddressTokens {
  text = '';
  count = 0;
  #scan!: Scan;
  readonly start = new Int32Array(MAX_TOKENS);
  readonly end = new Int32Array(MAX_TOKENS);
  readonly kind = new Uint8Array(MAX_TOKENS);
  /** For numbers: how many digits stand at its front. */
  readonly digits = new Uint8Array(MAX_TOKENS);

  /** Reads the text from `from` to `to`; a word that the window cuts at its left edge is left out. */
  read(scan: Scan, from: number, to: number): this {
    const { text } = scan;
    this.text = text;
    this.#scan = scan;
    this.count = 0;
    let i = from;
    if (from > 0) while (i < to && this.#joins(text.charCodeAt(i - 1)) && this.#joins(text.charCodeAt(i))) i++;
    while (i < to && this.count < MAX_TOKENS) {
      const unit = text.charCodeAt(i);
      if (unit === 0x20 || unit === 0x09) i++;
      else if (unit === 0x0a || unit === 0x0d) i = this.#line(i, to);
      else if (isDigit(unit)) i = this.#number(i, to);
      else if (this.#letter(unit) !== 0) i = this.#word(i, to);
      else {
        this.#add(TOKEN.mark, i, i + 1, 0);
        i++;
      }
    }
    return this;
  }

  /** Index of the token that begins at or holds `at`, or -1. */
  at(at: number): number {
    for (let i = 0; i < this.count; i++) if (this.start[i] <= at && at < this.end[i]) return i;
    return -1;
  }

  isMark(i: number, unit: number): boolean {
    return i >= 0 && i < this.count && this.kind[i] === TOKEN.mark && this.text.charCodeAt(this.start[i]) === unit;
  }

  isKind(i: number, kind: number): boolean {
    return i >= 0 && i < this.count && this.kind[i] === kind;
  }

  /** A word that begins with a capital. */
  isCapital(i: number): boolean {
    if (!this.isKind(i, TOKEN.word)) return false;
    const { text } = this;
    const at = this.start[i];
    if (isUpper(text.charCodeAt(at))) return true;
    // `d'Argent`, `'s-Gravenhage` without its sign
    const second = text.charCodeAt(at + 1);
    return (second === 0x27 || second === 0x2019 || second === 0x2d) && isUpper(text.charCodeAt(at + 2));
  }

  /** A word of which each letter is a capital. */
  isAllCapitals(i: number): boolean {
    if (!this.isKind(i, TOKEN.word)) return false;
    for (let k = this.start[i]; k < this.end[i]; k++)
      if (this.#letter(this.text.charCodeAt(k)) !== 0 && !isUpper(this.text.charCodeAt(k))) return false;
    return true;
  }

  size(i: number): number {
    return this.end[i] - this.start[i];
  }

  /** Token i + 1 begins where token i ends. */
  touches(i: number): boolean {
    return i >= 0 && i + 1 < this.count && this.end[i] === this.start[i + 1];
  }

  /** A number such as a house has: up to five digits in front, no date and no decimal. */
  isHouse(i: number): boolean {
    if (!this.isKind(i, TOKEN.number) || this.digits[i] > 5 || this.size(i) > 11) return false;
    const before = this.text.charCodeAt(this.start[i] - 1);
    const after = this.text.charCodeAt(this.end[i]);
    if (before === 0x2e || before === 0x2d || before === 0x2f || before === 0x3a || before === 0x5f || before === 0x24 || before === 0x3d)
      return false;
    if (before === 0x2c && isDigit(this.text.charCodeAt(this.start[i] - 2))) return false;
    if (after === 0x25 || after === 0x3a || after === 0x5f || after === 0x40 || after === 0x2f || after === 0x20ac) return false;
    // `19-year`
    if (after === 0x2d && this.#letter(this.text.charCodeAt(this.end[i] + 1)) !== 0) return false;
    return !((after === 0x2e || after === 0x2c) && isDigit(this.text.charCodeAt(this.end[i] + 1)));
  }

  /** `7th`, `3rd`: a number that names a street. */
  isOrdinal(i: number): boolean {
    if (!this.isKind(i, TOKEN.number) || this.size(i) - this.digits[i] !== 2) return false;
    const tail = this.text.slice(this.end[i] - 2, this.end[i]).toLowerCase();
    return tail === 'th' || tail === 'st' || tail === 'nd' || tail === 'rd';
  }

  #add(kind: number, start: number, end: number, digits: number): void {
    const i = this.count++;
    this.kind[i] = kind;
    this.start[i] = start;
    this.end[i] = end;
    this.digits[i] = digits;
  }

  #line(at: number, to: number): number {
    let end = at;
    let breaks = 0;
    for (; end < to; end++) {
      const unit = this.text.charCodeAt(end);
      if (unit === 0x0a) breaks++;
      else if (unit !== 0x20 && unit !== 0x09 && unit !== 0x0d && unit !== 0x3e) break;
    }
    // An empty line ends an address: it is two breaks.
    this.#add(TOKEN.line, at, end, Math.min(breaks, 9));
    return end;
  }

  #word(at: number, to: number): number {
    let end = at + 1;
    let hasDigit = false;
    for (; end < to; end++) {
      const unit = this.text.charCodeAt(end);
      if (this.#letter(unit) !== 0 || (unit >= 0x300 && unit < 0x370)) continue;
      if (isDigit(unit)) {
        hasDigit = true;
        continue;
      }
      const joins = unit === 0x27 || unit === 0x2019 || unit === 0x2d || unit === 0x60;
      if (!joins || hasDigit || this.#letter(this.text.charCodeAt(end + 1)) === 0) break;
    }
    this.#add(hasDigit ? TOKEN.code : TOKEN.word, at, end, 0);
    return end;
  }

  #number(at: number, to: number): number {
    const { text } = this;
    let end = at;
    while (end < to && isDigit(text.charCodeAt(end))) end++;
    const digits = Math.min(end - at, 99);
    end = this.#letters(end, to);
    if (end > at + digits && isDigit(text.charCodeAt(end))) {
      // `0x7ffe`, `7b0c2d`: a code that begins with a digit
      while (end < to && this.#joins(text.charCodeAt(end))) end++;
      this.#add(TOKEN.code, at, end, 0);
      return end;
    }
    for (let joins = 0; joins < 3; joins++) {
      const unit = text.charCodeAt(end);
      if (unit !== 0x2d && unit !== 0x2f) break;
      const next = text.charCodeAt(end + 1);
      const floor = romanEnd(text, end + 1);
      if (floor > 0) {
        // `71/III`: the floor
        end = floor;
        break;
      }
      if (isDigit(next)) {
        end++;
        while (end < to && isDigit(text.charCodeAt(end))) end++;
        end = this.#letters(end, to);
      } else if (this.#letter(next) !== 0 && this.#letter(text.charCodeAt(end + 2)) === 0 && !isDigit(text.charCodeAt(end + 2))) end += 2;
      else break;
    }
    if (end > to) end = to;
    this.#add(TOKEN.number, at, end, digits);
    return end;
  }

  /** End of the letters that touch a number and belong to it. */
  #letters(at: number, to: number): number {
    let end = at;
    while (end < to && end - at < 8 && this.#letter(this.text.charCodeAt(end)) !== 0) end++;
    return end;
  }

  #letter(unit: number): number {
    return this.#scan.vocabulary.letter(unit);
  }

  #joins(unit: number): boolean {
    return isDigit(unit) || this.#letter(unit) !== 0;
  }
}

/** End of a number of I and V that begins at `at`, or 0. */
function romanEnd(text: string, at: number): number {
  let end = at;
  while (end - at < 4 && (text.charCodeAt(end) === 0x49 || text.charCodeAt(end) === 0x56)) end++;
  const after = text.charCodeAt(end);
  return end > at && !isDigit(after) && !((after | 0x20) >= 0x61 && (after | 0x20) <= 0x7a) && after !== 0x2d ? end : 0;
}

/** A capital of any alphabet that has them. */
export function isUpper(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  const letter = String.fromCharCode(unit);
  return letter !== letter.toLowerCase();
}
