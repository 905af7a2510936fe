/** Cuts an input at record borders. */
import type { TextEncodingName } from '../../formats/text.ts';
import type { TableStart } from '../../formats/table-start.ts';
import type { TextBefore } from '../../stream/text-redaction.ts';

/** A stretch of an input. Whole records, unless a record is too long to be held: then the first piece of it opens a row that `last` ends. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Byte of the input. */
  readonly offset: number;
  readonly first: boolean;
  readonly last: boolean;
  /** Of a first piece. */
  readonly before?: TextBefore;
  readonly table?: TableStart;
  /** Of a last piece. */
  readonly after?: Uint8Array;
  /** Of a last piece: what the piece behind it has in front of it. */
  readonly next?: { readonly bytes: number; readonly encoding: TextEncodingName };
}

/** Small enough that a worker that dies costs little, large enough that handing it over costs nothing. */
export const BLOCK = 256 * 1024;
/** A record that is longer is not held whole. */
export const LONGEST = 8 * 1024 * 1024;

const NEWLINE = 0x0a;

/** Blocks of whole lines. `offset`: of the first byte in the input. */
export async function* lineBlocks(chunks: AsyncIterable<Uint8Array>, offset = 0): AsyncGenerator<Piece> {
  let held: Uint8Array[] = [];
  let length = 0;
  /** Bytes of what is held that are whole lines. */
  let lines = 0;
  let inside = false;
  const take = (bytes: number): Uint8Array => {
    const all = Buffer.concat(held);
    held = bytes < all.length ? [all.subarray(bytes)] : [];
    length = all.length - bytes;
    offset += bytes;
    return all.subarray(0, bytes);
  };
  const piece = (bytes: number, last: boolean): Piece => {
    const first = !inside;
    inside = !last;
    lines = 0;
    const from = offset;
    return { bytes: take(bytes), offset: from, first, last };
  };
  for await (const chunk of chunks) {
    const newline = inside ? chunk.indexOf(NEWLINE) : chunk.lastIndexOf(NEWLINE);
    if (newline >= 0) lines = length + newline + 1;
    held.push(chunk);
    length += chunk.length;
    if (inside) yield piece(lines > 0 ? lines : length, lines > 0);
    else if (length >= BLOCK && lines > 0) yield piece(lines, true);
    else if (length > LONGEST) yield piece(length, false);
  }
  if (length > 0 || inside) yield piece(length, true);
}

/** An input that cannot be cut, as one row of pieces. */
export async function* onePart(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  let offset = 0;
  for await (const bytes of chunks) {
    yield { bytes, offset, first: offset === 0, last: false };
    offset += bytes.length;
  }
  yield { bytes: new Uint8Array(0), offset, first: offset === 0, last: true };
}
