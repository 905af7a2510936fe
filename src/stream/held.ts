/** Bytes that wait for more behind them. */
import { concatBytes } from '../formats/bytes.ts';

export class Held {
  #parts: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Keeps the array that it is given. */
  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  /** All that was held, as one; nothing is held then. */
  take(): Uint8Array {
    const [first = new Uint8Array(0)] = this.#parts;
    const all = this.#parts.length > 1 ? concatBytes(this.#parts) : first;
    this.#parts = [];
    this.#length = 0;
    return all;
  }
}
