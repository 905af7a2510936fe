/** Bytes of a text in a named charset: decode them, find a unit's byte again, write a replacement. Knows every label that browsers know. */
import { encodeUtf8, latin1, sequenceLength, utf8 } from './bytes.ts';

export interface Charset {
  decode(bytes: Uint8Array): string;
  /** Byte offsets of ascending UTF-16 offsets into the decoded text: starts at even places, ends at odd ones. */
  offsets(bytes: Uint8Array, units: readonly number[]): number[];
  /** What stands for `text` in place of `bytes[from..to)`, one unit a byte. */
  write(text: string, bytes: Uint8Array, from: number, to: number): string;
}

type Decoder = InstanceType<typeof TextDecoder>;

const ESC = 0x1b;
const REPLACEMENT = '\ufffd';

/** Labels that only say that nobody knows. */
const NO_LABEL = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown-8bit',
  'x-unknown',
  'unknown',
  'x-user-defined',
  '8bit',
  '7bit',
  'default_charset',
  '_autodetect',
  '_autodetect_all',
]);
/** What most software writes when it means the one that fits: text that is UTF-8 is nothing else. */
const OFTEN_WRONG = new Set(['windows-1252', 'iso-8859-1', 'latin1']);
const TWO_WAYS = new Set(['utf-16', 'utf-16le', 'utf-16be', 'unicode', 'ucs-2', 'iso-10646-ucs-2']);

/** The charset in which `bytes` are written, by the label they carry; undefined when they cannot be read. */
export function charsetOf(label: string | undefined, bytes: Uint8Array): Charset | undefined {
  const name = (label ?? '').trim().toLowerCase();
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'be' : undefined;
  if (TWO_WAYS.has(name) || (mark !== undefined && NO_LABEL.has(name))) return utf16(name, mark, bytes);
  if (NO_LABEL.has(name)) return hasJapaneseEscape(bytes) ? manyBytes('iso-2022-jp') : isUtf8(bytes) ? UTF8 : oneByte('windows-1252');
  const decoder = decoderOf(name);
  if (decoder === undefined) return undefined;
  const { encoding } = decoder;
  if (encoding === 'utf-8') return UTF8;
  if (OFTEN_WRONG.has(encoding) && isUtf8(bytes)) return UTF8;
  return isOneByte(encoding) ? oneByte(encoding) : manyBytes(encoding);
}

function decoderOf(label: string): Decoder | undefined {
  try {
    // ignoreBOM: the mark has to keep its place among the units.
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    // Among the labels that no browser reads are those in which ASCII means something else: UTF-7, UTF-32, EBCDIC, HZ.
    return undefined;
  }
}

function isOneByte(encoding: string): boolean {
  return /^(?:iso-8859-|windows-|koi8-|macintosh|x-mac-|ibm866)/.test(encoding);
}

function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at, bytes.length);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** `ESC $ B` and the like: mail in Japanese that says nothing of its charset. */
function hasJapaneseEscape(bytes: Uint8Array): boolean {
  const at = bytes.indexOf(ESC);
  return at >= 0 && bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40);
}

/** A byte that is no UTF-8 is read as ISO 8859-1, as in all formats: rules can read letters. */
const UTF8: Charset = {
  decode(bytes) {
    const text = utf8(bytes, 0, bytes.length);
    if (!text.includes(REPLACEMENT)) return text;
    const parts: string[] = [];
    for (let at = 0; at < bytes.length; ) {
      const from = at;
      for (let length = sequenceLength(bytes, at, bytes.length); length > 0; length = sequenceLength(bytes, at, bytes.length)) {
        at += length;
        if (at >= bytes.length) break;
      }
      if (at > from) parts.push(utf8(bytes, from, at));
      const stray = at;
      while (at < bytes.length && sequenceLength(bytes, at, bytes.length) === 0) at++;
      if (at > stray) parts.push(latin1(bytes, stray, at));
    }
    return parts.join('');
  },
  offsets(bytes, units) {
    const offsets: number[] = [];
    let at = 0;
    let unit = 0;
    while (offsets.length < units.length) {
      const wanted = units[offsets.length];
      for (; unit < wanted && at < bytes.length && bytes[at] < 0x80; at++) unit++;
      if (unit >= wanted || at >= bytes.length) {
        offsets.push(at);
        continue;
      }
      const length = sequenceLength(bytes, at, bytes.length) || 1;
      // Between the halves of a pair: a finding that starts there starts with the character.
      if (length === 4 && unit + 1 === wanted && offsets.length % 2 === 0) {
        offsets.push(at);
        continue;
      }
      at += length;
      unit += length === 4 ? 2 : 1;
    }
    return offsets;
  },
  write(text) {
    const bytes = encodeUtf8(text);
    return latin1(bytes, 0, bytes.length);
  },
};

function oneByte(encoding: string): Charset {
  const byteOf = new Map<string, number>();
  const decoder = decoderOf(encoding) as Decoder;
  return {
    decode: (bytes) => decoder.decode(bytes),
    offsets: (_, units) => [...units],
    write(text) {
      if (byteOf.size === 0) for (let byte = 0; byte < 256; byte++) byteOf.set(decoder.decode(Uint8Array.of(byte)), byte);
      let written = '';
      // Only a mask that keeps a letter is not ASCII, and that letter was there before.
      for (const unit of text) written += String.fromCharCode(byteOf.get(unit) ?? 0x3f);
      return written;
    },
  };
}

/** The label leaves the order of the bytes open; a mark decides, else the side on which Latin text has its zeros. */
function utf16(name: string, mark: 'le' | 'be' | undefined, bytes: Uint8Array): Charset {
  const order = mark ?? (name.endsWith('be') ? 'be' : name.endsWith('le') ? 'le' : zerosFirst(bytes) ? 'be' : 'le');
  const decoder = decoderOf(`utf-16${order}`) as Decoder;
  return {
    decode: (bytes16) => decoder.decode(bytes16),
    offsets: (bytes16, units) => units.map((unit) => Math.min(2 * unit, bytes16.length)),
    write(text) {
      let written = '';
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        const [low, high] = [String.fromCharCode(unit & 0xff), String.fromCharCode(unit >> 8)];
        written += order === 'be' ? high + low : low + high;
      }
      return written;
    },
  };
}

function zerosFirst(bytes: Uint8Array): boolean {
  let balance = 0;
  for (let i = 0; i + 1 < Math.min(bytes.length, 512); i += 2) balance += (bytes[i] === 0 ? 1 : 0) - (bytes[i + 1] === 0 ? 1 : 0);
  return balance > 0;
}

/** Charsets of East Asia: a decoder that is fed byte by byte tells which bytes make which unit, with no tables of our own. */
function manyBytes(encoding: string): Charset {
  return {
    decode: (bytes) => (decoderOf(encoding) as Decoder).decode(bytes),
    offsets(bytes, units) {
      const decoder = decoderOf(encoding) as Decoder;
      const one = new Uint8Array(1);
      const offsets: number[] = [];
      let unit = 0;
      // First byte of the character that is being read.
      let start = 0;
      for (let at = 0; at < bytes.length && offsets.length < units.length; at++) {
        one[0] = bytes[at];
        const made = decoder.decode(one, { stream: true }).length;
        if (made === 0) continue;
        while (offsets.length < units.length) {
          const wanted = units[offsets.length];
          const isEnd = offsets.length % 2 === 1;
          if (isEnd ? wanted > unit + made : wanted >= unit + made) break;
          offsets.push(isEnd ? (wanted <= unit ? start : at + 1) : start);
        }
        unit += made;
        start = at + 1;
      }
      while (offsets.length < units.length) offsets.push(bytes.length);
      return offsets;
    },
    write(text, bytes, from, to) {
      const ascii = text.replace(/[^\0-\x7f]/g, '?');
      if (encoding !== 'iso-2022-jp') return ascii;
      // What stands before and behind may be in two-byte mode, the replacement is not.
      const before = modeAt(bytes, from);
      const behind = modeAt(bytes, to);
      return (before === ASCII_MODE ? '' : ASCII_MODE) + ascii + (behind === ASCII_MODE ? '' : behind);
    },
  };
}

const ASCII_MODE = '\x1b(B';

/** The escape of ISO-2022-JP that holds at `at`. */
function modeAt(bytes: Uint8Array, at: number): string {
  const last = at === 0 ? -1 : bytes.lastIndexOf(ESC, at - 1);
  if (last < 0) return ASCII_MODE;
  const length = bytes[last + 1] === 0x24 && bytes[last + 2] === 0x28 ? 4 : 3;
  return last + length > at ? ASCII_MODE : latin1(bytes, last, last + length);
}
