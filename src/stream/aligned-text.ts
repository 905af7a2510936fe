/** Where a text stands in another that says the same with other capitals, spaces and signs. */

/** Letters and digits of a text, and where each stands. */
interface Bare {
  readonly text: string;
  readonly start: readonly number[];
  readonly end: readonly number[];
}

function bareOf(source: string): Bare {
  let text = '';
  const start: number[] = [];
  const end: number[] = [];
  let at = 0;
  for (const character of source) {
    const next = at + character.length;
    if (/[\p{L}\p{N}]/u.test(character))
      for (const unit of character.toLowerCase().split('')) {
        text += unit;
        start.push(at);
        end.push(next);
      }
    at = next;
  }
  return { text, start, end };
}

/** From a range of the text to that of the other, if it has a part of it; `begins`: also the beginning. */
export type AlignedPlace = (start: number, end: number) => { start: number; end: number; begins: boolean } | undefined;

/** A text in which others are looked up. */
export class AlignedText {
  readonly #bare: Bare;

  constructor(text: string) {
    this.#bare = bareOf(text);
  }

  /** Whether the letters and digits of a range stand in a text too. Short ones say nothing. */
  repeats(start: number, end: number, other: string): boolean {
    const { text } = this.#bare;
    const value = text.slice(this.#first(start), this.#first(end));
    return value.length >= 3 && bareOf(other).text.includes(value);
  }

  /** The places at which the whole of `other` stands. */
  places(other: string): AlignedPlace[] {
    const bare = bareOf(other);
    if (bare.text === '') return [];
    const found: AlignedPlace[] = [];
    for (let at = this.#bare.text.indexOf(bare.text); at >= 0; at = this.#bare.text.indexOf(bare.text, at + 1))
      found.push((start, end) => {
        const first = Math.max(0, this.#first(start) - at);
        const last = Math.min(bare.text.length, this.#first(end) - at);
        return first < last ? { start: bare.start[first], end: bare.end[last - 1], begins: this.#first(start) >= at } : undefined;
      });
    return found;
  }

  /** Where the words stand one after another from `from` on, with nothing but signs between them; undefined when they do not. */
  words(words: readonly string[], from: number, to: number): { start: number; end: number }[] | undefined {
    const { text, start, end } = this.#bare;
    let at = this.#first(from);
    const last = this.#first(to);
    const ranges: { start: number; end: number }[] = [];
    for (const word of words) {
      const { text: letters } = bareOf(word);
      if (!text.startsWith(letters, at) || at + letters.length > last) return undefined;
      const begin = letters === '' ? (ranges.at(-1)?.end ?? from) : start[at];
      at += letters.length;
      ranges.push({ start: begin, end: letters === '' ? begin : end[at - 1] });
    }
    return at === last ? ranges : undefined;
  }

  /** The first letter at or behind an offset. */
  #first(offset: number): number {
    const { start } = this.#bare;
    let low = 0;
    let high = start.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (start[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
