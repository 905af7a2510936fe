/** The lines of a quarantine: each is encrypted by itself, and bound to its file and its place there, so that none can be left out, moved or added. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { BrokenPiece } from '../tally.ts';
import type { Seal } from './sealed-key.ts';

/** Stands in the first line, with the seal. */
export interface QuarantineHead {
  readonly quarantine: 1;
  readonly cipher: 'AES-256-GCM';
  readonly sealed: Seal;
}

/** Something broken, and the input it stood in. */
export interface Entry extends BrokenPiece {
  readonly file: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NEWLINE = 0x0a;

export class EntryCodec {
  readonly #key: Buffer;
  readonly #head: Buffer;

  /** `head`: the first line, without its end. */
  constructor(key: Buffer, head: string) {
    this.#key = key;
    this.#head = createHash('sha256').update(head).digest();
  }

  /** The line of entry `index`. `undefined` ends the file. */
  seal(entry: Entry | undefined, index: number): string {
    const { bytes = Buffer.alloc(0), ...about } = entry ?? { end: true };
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(this.#placeOf(index));
    const parts = [cipher.update(`${JSON.stringify(about)}\n`), cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
    return JSON.stringify({ nonce: nonce.toString('base64'), data: Buffer.concat(parts).toString('base64') });
  }

  /** 'end' of the last line; undefined when the line is not what was written there. */
  open(line: string, index: number): Entry | 'end' | undefined {
    try {
      const { nonce, data } = JSON.parse(line) as { nonce: string; data: string };
      const sealed = Buffer.from(data, 'base64');
      const decipher = createDecipheriv(CIPHER, this.#key, Buffer.from(nonce, 'base64'), { authTagLength: TAG_BYTES })
        .setAAD(this.#placeOf(index))
        .setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      const opened = Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
      const newline = opened.indexOf(NEWLINE);
      const about = JSON.parse(opened.toString('utf8', 0, newline)) as Omit<Entry, 'bytes'> | { readonly end: true };
      return 'end' in about ? 'end' : { ...about, bytes: opened.subarray(newline + 1) };
    } catch {
      return undefined;
    }
  }

  #placeOf(index: number): Buffer {
    const place = Buffer.alloc(8);
    place.writeBigUInt64BE(BigInt(index));
    return Buffer.concat([this.#head, place]);
  }
}
