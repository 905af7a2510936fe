/** Changes to a window of bytes, and the window with them made. */

export class Patches {
  readonly #start: number[] = [];
  readonly #end: number[] = [];
  readonly #text: string[] = [];

  get count(): number {
    return this.#start.length;
  }

  /** Puts other bytes, one a unit, in place of `bytes[start..end)`. Ascending, without overlap. */
  add(start: number, end: number, latin1: string): void {
    this.#start.push(start);
    this.#end.push(end);
    this.#text.push(latin1);
  }

  /** Start and end of each, one after the other. */
  get edges(): number[] {
    return this.#start.flatMap((start, i) => [start, this.#end[i]]);
  }

  /** What stands in place of one of them. */
  text(index: number): string {
    return this.#text[index];
  }

  /** Forgets all but the first `count`. */
  truncate(count: number): void {
    this.#start.length = count;
    this.#end.length = count;
    this.#text.length = count;
  }

  /** Puts those behind the first `count` in order, as some were only known once others had been added. */
  sort(count: number): void {
    const order = this.#start.map((start, i) => ({ start, end: this.#end[i], text: this.#text[i] })).slice(count);
    order.sort((a, b) => a.start - b.start);
    this.truncate(count);
    for (const { start, end, text } of order) this.add(start, end, text);
  }

  /** `bytes[from..to)` with the first `count` changes, which are forgotten. The window itself when there are none. */
  render(bytes: Uint8Array, from: number, to: number, count = this.count): Uint8Array {
    if (count === 0) return bytes.subarray(from, to);
    let size = to - from;
    for (let i = 0; i < count; i++) size += this.#text[i].length - (this.#end[i] - this.#start[i]);
    const out = new Uint8Array(size);
    let read = from;
    let write = 0;
    for (let i = 0; i < count; i++) {
      out.set(bytes.subarray(read, this.#start[i]), write);
      write += this.#start[i] - read;
      const text = this.#text[i];
      for (let unit = 0; unit < text.length; unit++) out[write++] = text.charCodeAt(unit);
      read = this.#end[i];
    }
    out.set(bytes.subarray(read, to), write);
    for (const column of [this.#start, this.#end, this.#text]) column.splice(0, count);
    return out;
  }
}
