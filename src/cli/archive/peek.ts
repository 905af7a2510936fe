/** Looks at the start of a stream that can be read only once. */
import { concatBytes } from '../../formats/bytes.ts';
import { SNIFF_BYTES } from '../../formats/sniff.ts';
import { DamagedData } from './flate.ts';

export interface Peeked {
  readonly head: Uint8Array;
  /** `head` is all of it. */
  readonly whole: boolean;
  /** All of it, from the start. */
  chunks(): AsyncGenerator<Uint8Array>;
  /** In place of reading it. */
  close(): Promise<void>;
}

export async function peek(source: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  let damage: DamagedData | undefined;
  try {
    while (length < SNIFF_BYTES && !ended) {
      const next = await iterator.next();
      if (next.done === true) ended = true;
      else {
        seen.push(next.value);
        length += next.value.length;
      }
    }
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
    // Told again where it stands, behind what could be read.
    damage = error;
  }
  const head = concatBytes(seen);
  return {
    head,
    whole: ended,
    async *chunks() {
      for (let chunk = seen.shift(); chunk !== undefined; chunk = seen.shift()) yield chunk;
      if (damage !== undefined) throw damage;
      if (!ended) yield* { [Symbol.asyncIterator]: () => iterator };
    },
    async close() {
      await iterator.return?.();
    },
  };
}
