/** What a gzip stream says before its content (RFC 1952). */

export interface GzipHeader {
  /** Seconds since 1970; 0 when it does not say. */
  readonly modified: number;
  /** Number of the operating system. */
  readonly system: number;
  /** Name of the file and comment, ISO 8859-1. */
  readonly name: string | undefined;
  readonly comment: string | undefined;
}

const FLAG = { crc: 2, extra: 4, name: 8, comment: 16 };

/** Reads the header at the start of `bytes`; undefined when it is none or does not end in them. */
export function readGzipHeader(bytes: Uint8Array): GzipHeader | undefined {
  if (bytes.length < 10 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return undefined;
  const flags = bytes[3];
  const modified = (bytes[4] | (bytes[5] << 8) | (bytes[6] << 16) | (bytes[7] << 24)) >>> 0;
  let at = 10;
  if ((flags & FLAG.extra) !== 0) at += 2 + (bytes[10] | (bytes[11] << 8));
  const text = (): string | undefined => {
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    const chars = Array.from(bytes.subarray(at, end), (byte) => String.fromCharCode(byte)).join('');
    at = end + 1;
    return chars;
  };
  const name = (flags & FLAG.name) === 0 ? '' : text();
  const comment = (flags & FLAG.comment) === 0 ? '' : text();
  if (name === undefined || comment === undefined || at > bytes.length) return undefined;
  return { modified, system: bytes[9], name: name === '' ? undefined : name, comment: comment === '' ? undefined : comment };
}

/** The header as one unit a byte. Extra fields are not written: programs of any kind put into them what they like. */
export function gzipHeader({ modified, system, name, comment }: GzipHeader): string {
  const flags = (name === undefined ? 0 : FLAG.name) | (comment === undefined ? 0 : FLAG.comment);
  const time = [0, 8, 16, 24].map((shift) => (modified >>> shift) & 0xff);
  const texts = [name, comment].map((text) => (text === undefined ? '' : `${text}\0`)).join('');
  return String.fromCharCode(0x1f, 0x8b, 8, flags, ...time, 0, system) + texts;
}
