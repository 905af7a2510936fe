/** Writes the structure of a zip archive: headers, what stands behind a member whose size was not known before it, and the directory. */
import { METHOD } from './zip-reader.ts';

/** What is known of a member before its content is written. */
export interface MemberHead {
  readonly name: Uint8Array;
  /** Name and comment are UTF-8. */
  readonly isUtf8: boolean;
  readonly comment: Uint8Array;
  readonly isDirectory: boolean;
  readonly method: number;
  readonly dosTime: number;
  readonly modified: number | undefined;
  readonly permissions: number | undefined;
  /** Its size, or that of its compressed form, may not fit into four bytes. */
  readonly isLarge: boolean;
  /** Undefined when they are only known behind the content. */
  readonly sizes: MemberSizes | undefined;
}

export interface MemberSizes {
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
}

/** A member that has been written. */
export interface WrittenMember {
  readonly head: MemberHead;
  readonly sizes: MemberSizes;
  readonly start: number;
}

const FULL = 0xffffffff;
const SIZES_FOLLOW = 1 << 3;
const UTF8 = 1 << 11;
/** Versions of the format that a reader must know. */
const NEEDS = { plain: 20, large: 45 };
const UNIX = 3;
const FOLDER = { unix: 0o040000, dos: 0x10 };
const FILE = 0o100000;

/** Little-endian numbers and bytes behind each other. */
class Bytes {
  readonly #parts: number[] = [];

  short(...values: readonly number[]): this {
    for (const value of values) this.#parts.push(value & 0xff, (value >>> 8) & 0xff);
    return this;
  }

  int(...values: readonly number[]): this {
    for (const value of values) this.short(value & 0xffff, value >>> 16);
    return this;
  }

  long(...values: readonly number[]): this {
    for (const value of values) this.int((value % 0x1_0000_0000) >>> 0, Math.floor(value / 0x1_0000_0000));
    return this;
  }

  raw(bytes: Uint8Array): this {
    for (const byte of bytes) this.#parts.push(byte);
    return this;
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#parts);
  }
}

/** What stands before the content of a member. */
export function localHeader(head: MemberHead): Uint8Array {
  const { sizes, isLarge } = head;
  const extra = new Bytes();
  if (isLarge) extra.short(0x0001, 16).long(sizes?.size ?? 0, sizes?.compressedSize ?? 0);
  const fields = extra.raw(timestamp(head)).done();
  return common(new Bytes().int(0x04034b50), head)
    .int(sizes?.crc ?? 0, isLarge ? FULL : (sizes?.compressedSize ?? 0), isLarge ? FULL : (sizes?.size ?? 0))
    .short(head.name.length, fields.length)
    .raw(head.name)
    .raw(fields)
    .done();
}

/** What stands behind the content of a member whose header could not say its sizes. */
export function sizesBehind({ isLarge }: MemberHead, { crc, compressedSize, size }: MemberSizes): Uint8Array {
  const bytes = new Bytes().int(0x08074b50, crc);
  return (isLarge ? bytes.long(compressedSize, size) : bytes.int(compressedSize, size)).done();
}

/** The entry of a member in the directory. */
export function directoryEntry({ head, sizes, start }: WrittenMember): Uint8Array {
  const { compressedSize, size } = sizes;
  const isFar = start >= FULL;
  const longs = [...(head.isLarge ? [size, compressedSize] : []), ...(isFar ? [start] : [])];
  const extra = new Bytes();
  if (longs.length > 0) extra.short(0x0001, longs.length * 8).long(...longs);
  const fields = extra.raw(timestamp(head)).done();
  const { permissions, isDirectory } = head;
  const mode = permissions === undefined ? 0 : permissions | (isDirectory ? FOLDER.unix : FILE);
  const madeBy = ((permissions === undefined ? 0 : UNIX) << 8) | needs(head);
  return (
    common(new Bytes().int(0x02014b50).short(madeBy), head)
      .int(sizes.crc, head.isLarge ? FULL : compressedSize, head.isLarge ? FULL : size)
      // Number of the part, what the file is, and its attributes: of DOS in the lower half, of Unix in the upper.
      .short(head.name.length, fields.length, head.comment.length, 0, 0, isDirectory ? FOLDER.dos : 0, mode)
      .int(isFar ? FULL : start)
      .raw(head.name)
      .raw(fields)
      .raw(head.comment)
      .done()
  );
}

/** What stands behind the directory, which is of `size` bytes and begins at `start`. */
export function endOfZip(count: number, start: number, size: number, comment: Uint8Array): Uint8Array {
  const bytes = new Bytes();
  const isLarge = count >= 0xffff || start >= FULL || size >= FULL;
  if (isLarge)
    bytes
      .int(0x06064b50)
      .long(44)
      .short(NEEDS.large, NEEDS.large)
      .int(0, 0)
      .long(count, count, size, start)
      .int(0x07064b50, 0)
      .long(start + size)
      .int(1);
  const shown = Math.min(count, 0xffff);
  return bytes
    .int(0x06054b50)
    .short(0, 0, isLarge ? 0xffff : shown, isLarge ? 0xffff : shown)
    .int(isLarge ? FULL : size, isLarge ? FULL : start)
    .short(comment.length)
    .raw(comment)
    .done();
}

/** From the version that is needed to the time. */
function common(bytes: Bytes, head: MemberHead): Bytes {
  const flags = (head.sizes === undefined ? SIZES_FOLLOW : 0) | (head.isUtf8 ? UTF8 : 0);
  return bytes.short(needs(head), flags, head.method).int(head.dosTime);
}

function needs({ isLarge, method, isDirectory }: MemberHead): number {
  if (isLarge) return NEEDS.large;
  return method === METHOD.store && !isDirectory ? 10 : NEEDS.plain;
}

function timestamp({ modified }: MemberHead): Uint8Array {
  return modified === undefined ? new Uint8Array(0) : new Bytes().short(0x5455, 5).raw(Uint8Array.of(1)).int(modified).done();
}
