/** Values that were found in one text, to be looked for in others. */

/** Where a value stands. */
export interface Stray<V> {
  readonly start: number;
  readonly end: number;
  readonly value: V;
}

/** How a value lies around its first word. */
interface Shape {
  readonly before: number;
  readonly length: number;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const FIRST_WORD = /[\p{L}\p{M}\p{N}]+/u;
const WORD_BEFORE = /[\p{L}\p{M}\p{N}_]$/u;
const WORD_BEHIND = /^[\p{L}\p{M}\p{N}_]/u;
/** A number that goes on beyond a point or a dash is another number. */
const NUMBER_BEFORE = /\d[.,:/-]$/;
const NUMBER_BEHIND = /^[.,:/-]\d/;

export class ValueIndex<V> {
  readonly #values = new Map<string, V>();
  /** Shapes of values by their first word, longest first: few, however many values begin alike, so that a long text takes no longer than its length. */
  readonly #shapes = new Map<string, Shape[]>();

  get size(): number {
    return this.#values.size;
  }

  get(text: string): V | undefined {
    return this.#values.get(text);
  }

  /** What holds no word is not looked for. */
  set(text: string, value: V): void {
    const word = FIRST_WORD.exec(text);
    if (word === null) return;
    this.#values.set(text, value);
    const shape = { before: word.index, length: text.length };
    const shapes = this.#shapes.get(word[0]);
    if (shapes === undefined) this.#shapes.set(word[0], [shape]);
    else if (!shapes.some(({ before, length }) => before === shape.before && length === shape.length)) {
      shapes.push(shape);
      shapes.sort((one, other) => other.length - one.length);
    }
  }

  clear(): void {
    this.#values.clear();
    this.#shapes.clear();
  }

  /** Where values stand alone in a text, ascending, without overlap; of several that begin with one word the longest that counts. */
  in(text: string, counts: (value: V, start: number, end: number) => boolean): Stray<V>[] {
    const found: Stray<V>[] = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      for (const { before, length } of this.#shapes.get(word) ?? []) {
        const start = index - before;
        const end = start + length;
        if (start < (found.at(-1)?.end ?? 0)) continue;
        const value = this.#values.get(text.slice(start, end));
        if (value === undefined || !standsAlone(text, start, end) || !counts(value, start, end)) continue;
        found.push({ start, end, value });
        break;
      }
    }
    return found;
  }
}

/** No word goes on before or behind a part of a text, and no number. */
function standsAlone(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 2), start);
  const behind = text.slice(end, end + 2);
  if (WORD_BEHIND.test(value) && (WORD_BEFORE.test(before) || (/^\d/.test(value) && NUMBER_BEFORE.test(before)))) return false;
  return !(WORD_BEFORE.test(value) && (WORD_BEHIND.test(behind) || (/\d$/.test(value) && NUMBER_BEHIND.test(behind))));
}
