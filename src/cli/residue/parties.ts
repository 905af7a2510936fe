/** Looks for people who are known by name, address or number, however they are written. */
import { type Folded, fold } from './fold.ts';

/** Shorter ones would be found in half of all words. */
const SHORTEST = 5;

export class Parties {
  /** Letters and digits of what is looked for, by their first ones. */
  readonly #byStart = new Map<string, string[]>();

  /** One name, address or number a line. */
  constructor(lines: string) {
    for (const line of lines.split(/\r?\n/)) {
      const value = compact(fold(Buffer.from(line))).text.replace(/^0+(?=\d+$)/, '');
      if (value.length < SHORTEST) continue;
      const start = value.slice(0, SHORTEST);
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), value]);
    }
  }

  get size(): number {
    return this.#byStart.size;
  }

  /** Bytes at which one begins. */
  *in(folded: Folded): Generator<number> {
    if (this.size === 0) return;
    const { text, from } = compact(folded);
    for (let i = 0; i + SHORTEST <= text.length; i++) {
      for (const value of this.#byStart.get(text.slice(i, i + SHORTEST)) ?? []) {
        if (text.startsWith(value, i) && standsAlone(folded.text, from[i], from[i + value.length - 1])) yield folded.at[from[i]];
      }
    }
  }
}

/** Letters and digits only, with the place each has in the folded text. */
function compact({ text }: Folded): { text: string; from: number[] } {
  const from: number[] = [];
  let kept = '';
  for (let i = 0; i < text.length; i++) {
    if (!/[\p{L}\p{Nd}]/u.test(text[i])) continue;
    from.push(i);
    kept += text[i];
  }
  return { text: kept, from };
}

/** Neither end is in the middle of a word or number. */
function standsAlone(text: string, first: number, last: number): boolean {
  const goesOn = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && (/^\p{L}{2}$/u.test(a + b) || /^\p{Nd}{2}$/u.test(a + b));
  // A trunk zero or a country code may stand in front of a number.
  return (/\p{Nd}/u.test(text[first]) || !goesOn(text[first - 1], text[first])) && !goesOn(text[last], text[last + 1]);
}
