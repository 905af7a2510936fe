/** `--quarantine FILE`: what the failure marker stands for, encrypted for whoever may look at it. */
import type { KeyObject } from 'node:crypto';
import type { Output } from '../output.ts';
import type { BrokenPiece } from '../tally.ts';
import { EntryCodec, type QuarantineHead } from './entries.ts';
import { sealedKey } from './sealed-key.ts';

export class QuarantineFile {
  readonly #output: Output;
  readonly #codec: EntryCodec;
  /** Inputs may be examined side by side, and a file is written one line after another. */
  #written: Promise<void>;
  #count = 0;

  constructor(output: Output, recipient: KeyObject) {
    const { key, seal } = sealedKey(recipient);
    const head = JSON.stringify({ quarantine: 1, cipher: 'AES-256-GCM', sealed: seal } satisfies QuarantineHead);
    this.#output = output;
    this.#codec = new EntryCodec(key, head);
    this.#written = output.write(`${head}\n`);
  }

  /** `file`: the input it stood in. */
  add(file: string, piece: BrokenPiece): Promise<void> {
    return this.#write(this.#codec.seal({ file, ...piece }, this.#count++));
  }

  async commit(): Promise<void> {
    await this.#write(this.#codec.seal(undefined, this.#count));
    await this.#output.commit();
  }

  #write(line: string): Promise<void> {
    this.#written = this.#written.then(() => this.#output.write(`${line}\n`));
    return this.#written;
  }
}
