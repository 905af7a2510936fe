/**
 * Reads the structure of a zip archive: its directory, which stands at the end and decides, and the headers before the members. Whatever does not
 * fit together is an error, as readers that disagree about it would see different members.
 */
import { ArchiveError } from './archive-error.ts';
import { utf8 } from './bytes.ts';
import { dosText } from './dos-text.ts';

/** How an archive says where its directory is. */
export interface ZipEnd {
  readonly count: number;
  readonly directoryStart: number;
  readonly directoryEnd: number;
  readonly comment: Uint8Array;
}

/** What the directory says of one member. Offsets are bytes of the archive. */
export interface ZipMember {
  readonly name: string;
  /** The name as it is written; undefined where it stands in a field of its own. */
  readonly rawName: Uint8Array | undefined;
  /** Name and comment say that they are UTF-8. */
  readonly isUtf8: boolean;
  readonly comment: Uint8Array;
  readonly isDirectory: boolean;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Date and time as DOS writes them, local. */
  readonly dosTime: number;
  /** Seconds since 1970, where the archive has them. */
  readonly modified: number | undefined;
  /** Permissions as Unix has them, without those that give rights of another user. */
  readonly permissions: number | undefined;
  readonly start: number;
}

/** Ways to store a member that are read. */
export const METHOD = { store: 0, deflate: 8 } as const;

export const LOCAL_HEADER_BYTES = 30;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
/** Where the end of the directory can be: the longest comment, and what stands before it in large archives. */
export const TAIL_BYTES = END_BYTES + 0xffff + LOCATOR_BYTES + END64_BYTES;

const SIGNATURE = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator: 0x07064b50 };
const FIELD = { zip64: 0x0001, timestamp: 0x5455, unicodeName: 0x7075 };
const FLAG = { encrypted: 1 << 0, strong: 1 << 6, utf8: 1 << 11, hidden: 1 << 13 };
const MADE_ON_UNIX = 3;

/** An archive that cannot be read as one. */
export function brokenArchive(what: string): ArchiveError {
  return new ArchiveError('ERR_ARCHIVE_INVALID', `${what}.`);
}

/** Finds the end of the directory in `tail`, the last bytes of an archive of `size` bytes. */
export function readZipEnd(tail: Uint8Array, size: number): ZipEnd {
  const view = viewOf(tail);
  const base = size - tail.length;
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    // Only what ends where the file ends: behind it nothing could be told.
    if (view.getUint32(at, true) !== SIGNATURE.end || at + END_BYTES + view.getUint16(at + 20, true) !== tail.length) continue;
    const end = readEnd(view, at, base);
    if (view.getUint16(at + 4, true) + view.getUint16(at + 6, true) > 0 && !end.isLarge) throw brokenArchive('is one of several parts');
    if (end.directoryEnd !== end.at || end.directoryStart < 0) throw brokenArchive('has a directory that is not where it says');
    return { ...end, comment: tail.slice(at + END_BYTES) };
  }
  throw brokenArchive('has no directory at its end: it is cut off, or something stands behind it');
}

/** `at`: where the directory must end. */
function readEnd(view: DataView, at: number, base: number) {
  const locator = at - LOCATOR_BYTES;
  if (locator < END64_BYTES || view.getUint32(locator, true) !== SIGNATURE.locator) {
    const directoryStart = view.getUint32(at + 16, true);
    return {
      isLarge: false,
      count: view.getUint16(at + 10, true),
      directoryStart,
      directoryEnd: directoryStart + view.getUint32(at + 12, true),
      at: base + at,
    };
  }
  const end64 = locator - END64_BYTES;
  if (view.getUint32(end64, true) !== SIGNATURE.end64 || longAt(view, locator + 8) !== base + end64)
    throw brokenArchive('has a directory that is not where it says');
  const directoryStart = longAt(view, end64 + 48);
  return {
    isLarge: true,
    count: longAt(view, end64 + 32),
    directoryStart,
    directoryEnd: directoryStart + longAt(view, end64 + 40),
    at: base + end64,
  };
}

/** The members, in the order of the directory. */
export function readZipDirectory(bytes: Uint8Array, { count, directoryStart }: ZipEnd): ZipMember[] {
  const view = viewOf(bytes);
  const members: ZipMember[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== SIGNATURE.entry) throw brokenArchive('has a directory that cannot be read');
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const end = extraEnd + view.getUint16(at + 32, true);
    if (end > bytes.length) throw brokenArchive('has a directory that cannot be read');
    const member = readMember(bytes, view, at, nameEnd, extraEnd, end);
    if (member.start + LOCAL_HEADER_BYTES + member.compressedSize > directoryStart)
      throw brokenArchive('has a member that reaches into the directory');
    members.push(member);
    at = end;
  }
  if (members.length !== count) throw brokenArchive(`has ${members.length} members and says ${count}`);
  return members;
}

function readMember(bytes: Uint8Array, view: DataView, at: number, nameEnd: number, extraEnd: number, end: number): ZipMember {
  const flags = view.getUint16(at + 8, true);
  if ((flags & FLAG.hidden) !== 0) throw brokenArchive('has an encrypted directory');
  const rawName = bytes.slice(at + 46, nameEnd);
  const extra = readExtra(bytes, view, nameEnd, extraEnd, [at + 24, at + 20, at + 42]);
  const [size, compressedSize, start] = extra.longs;
  const name = extra.name ?? ((flags & FLAG.utf8) === 0 ? dosText(rawName) : utf8(rawName, 0, rawName.length));
  const isUnix = bytes[at + 5] === MADE_ON_UNIX;
  return {
    name,
    rawName: extra.name === undefined ? rawName : undefined,
    isUtf8: (flags & FLAG.utf8) !== 0,
    comment: bytes.slice(extraEnd, end),
    // DOS marks folders in its attributes, and some of its programs write their names without the slash.
    isDirectory: /[/\\]$/.test(name) || (size === 0 && (bytes[at + 38] & 0x10) !== 0),
    isEncrypted: (flags & (FLAG.encrypted | FLAG.strong)) !== 0,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    compressedSize,
    size,
    dosTime: view.getUint32(at + 12, true),
    modified: extra.modified,
    permissions: isUnix ? view.getUint16(at + 40, true) & 0o777 : undefined,
    start,
  };
}

/** `places`: of the numbers that stand in the extra field where they are too large: size, compressed size, start. */
function readExtra(bytes: Uint8Array, view: DataView, from: number, to: number, places: readonly number[]) {
  const longs = places.map((place) => view.getUint32(place, true));
  let name: string | undefined;
  let modified: number | undefined;
  for (let at = from; at + 4 <= to; ) {
    const id = view.getUint16(at, true);
    const start = at + 4;
    const end = start + view.getUint16(at + 2, true);
    if (end > to) break;
    if (id === FIELD.zip64) {
      let next = start;
      for (const [i, value] of longs.entries()) {
        if (value !== 0xffffffff || next + 8 > end) continue;
        longs[i] = longAt(view, next);
        next += 8;
      }
    }
    if (id === FIELD.timestamp && end - start >= 5 && (bytes[start] & 1) !== 0) modified = view.getInt32(start + 1, true);
    if (id === FIELD.unicodeName && end - start > 5 && bytes[start] === 1) name = utf8(bytes, start + 5, end);
    at = end;
  }
  return { longs, name, modified };
}

/** Bytes from the start of a member's own header to its content. */
export function localHeaderLength(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  if (bytes.length < LOCAL_HEADER_BYTES || view.getUint32(0, true) !== SIGNATURE.local)
    throw brokenArchive('has a member without a header');
  return LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

function longAt(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw brokenArchive('has sizes that no file can have');
  return value;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
