/** Lines that belong together: format=flowed (RFC 3676) and the folded lines of calendars and cards (RFC 5545, RFC 6350). */

/** A text without what merely joins its lines. */
export class JoinedText {
  readonly text: string;
  /** What was taken out of the source: pairs of offsets into it, ascending. */
  readonly #removed: readonly number[];

  constructor(source: string, removed: readonly number[]) {
    this.#removed = removed;
    const parts: string[] = [];
    let at = 0;
    for (let i = 0; i < removed.length; i += 2) {
      parts.push(source.slice(at, removed[i]));
      at = removed[i + 1];
    }
    parts.push(source.slice(at));
    this.text = parts.join('');
  }

  /** Offsets in the source of ascending offsets into the text: starts at even places, ends at odd ones. */
  sourceOffsets(units: readonly number[]): number[] {
    let shift = 0;
    let next = 0;
    return units.map((unit, i) => {
      // A start lies behind what was taken out before it, an end in front of it.
      const isEnd = i % 2 === 1;
      while (next < this.#removed.length && (isEnd ? this.#removed[next] < unit + shift : this.#removed[next] <= unit + shift)) {
        shift += this.#removed[next + 1] - this.#removed[next];
        next += 2;
      }
      return unit + shift;
    });
  }
}

/** A line that ends in a space goes on in the next one of the same quote depth. With `delSp` that space is none of the text. */
export function joinFlowed(source: string, delSp: boolean): JoinedText {
  const removed: number[] = [];
  let depth = -1;
  for (let at = 0; at < source.length; ) {
    const newline = source.indexOf('\n', at);
    const quotes = quoteDepth(source, at);
    // > | ...goes on_
    // > |>> here
    //     ^ text  (of the next line)
    const text = source[at + quotes] === ' ' ? at + quotes + 1 : at + quotes;
    if (quotes === depth) {
      const last = removed.length - 1;
      removed[last] = text;
    } else if (depth >= 0) removed.splice(-2);
    if (newline < 0) return new JoinedText(source, removed);
    const end = source[newline - 1] === '\r' ? newline - 1 : newline;
    const flows = end > text && source[end - 1] === ' ' && source.slice(text, end) !== '-- ';
    depth = flows ? quotes : -1;
    // Where it ends is known when the next line is seen.
    if (flows) removed.push(delSp ? end - 1 : end, newline + 1);
    at = newline + 1;
  }
  if (depth >= 0) removed.splice(-2);
  return new JoinedText(source, removed);
}

function quoteDepth(source: string, at: number): number {
  let end = at;
  while (source.charCodeAt(end) === 0x3e) end++;
  return end - at;
}

/** A line that begins with a blank goes on where the one before it ended. */
export function joinFolded(source: string): JoinedText {
  const removed: number[] = [];
  for (let newline = source.indexOf('\n'); newline >= 0; newline = source.indexOf('\n', newline + 1)) {
    const blank = source[newline + 1];
    if (blank === ' ' || blank === '\t') removed.push(source[newline - 1] === '\r' ? newline - 1 : newline, newline + 2);
  }
  return new JoinedText(source, removed);
}
