/** Goes through text for what was missed. */
import { fold } from './fold.ts';
import { isIdOfMail } from './ids-of-mail.ts';
import type { Parties } from './parties.ts';
import type { Residue } from './residue.ts';
import { type Shape, shapesIn } from './shapes.ts';

/** Bytes looked at once, and those of them that are looked at again with the next, so that nothing hides where two meet. */
const WINDOW = 1024 * 1024;
const OVERLAP = 4096;
const NEWLINE = 0x0a;

export class TextLook {
  readonly #place: string;
  readonly #parties: Parties;
  readonly #residue: Residue;
  #held: Buffer = Buffer.alloc(0);
  #offset = 0;
  /** Newlines in front of what is held. */
  #lines = 0;
  /** Places before it have been told. */
  #told = 0;

  constructor(place: string, parties: Parties, residue: Residue) {
    this.#place = place;
    this.#parties = parties;
    this.#residue = residue;
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += WINDOW) {
      this.#held = Buffer.concat([this.#held, bytes.subarray(at, at + WINDOW)]);
      if (this.#held.length >= WINDOW) this.#look(false);
    }
  }

  end(): void {
    this.#look(true);
  }

  #look(last: boolean): void {
    const bytes = this.#held;
    const folded = fold(bytes);
    const places = [...shapesIn(folded)]
      .filter((seen) => !isIdOfMail(bytes, seen))
      .map(({ shape, byte }): [Shape | 'known party', number] => [shape, byte]);
    for (const byte of this.#parties.in(folded)) places.push(['known party', byte]);
    // What begins in the overlap is seen whole in the next window.
    const limit = last ? bytes.length : bytes.length - OVERLAP;
    for (const [what, byte] of places.sort((a, b) => a[1] - b[1]))
      if (this.#offset + byte >= this.#told && byte < limit)
        this.#residue.found(this.#place, what, this.#lines + 1 + newlines(bytes, 0, byte), this.#offset + byte);
    this.#told = this.#offset + limit;
    const kept = Math.max(0, limit - OVERLAP);
    this.#lines += newlines(bytes, 0, kept);
    this.#offset += kept;
    this.#held = Buffer.from(bytes.subarray(kept));
  }
}

function newlines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
