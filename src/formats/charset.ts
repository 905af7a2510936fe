/** Bytes of a text in a named charset: decode them, find a unit's byte again, write a replacement. Knows every label that browsers know. */
import { concatBytes, encodeUtf8, latin1, oneByteEach, sequenceLength, utf8 } from './bytes.ts';

export interface Charset {
  /** Two bytes a unit at the least: a line end that a reader changes shifts all that follows. */
  readonly isWide?: boolean;
  /** Undefined when it is not certain what a reader would see. */
  decode(bytes: Uint8Array): string | undefined;
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
  if (NO_LABEL.has(name)) return hasJapaneseEscape(bytes) ? manyBytes('iso-2022-jp') : UTF8;
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
    isWide: true,
    decode: (bytes16) => (bytes16.length % 2 === 0 ? decoder.decode(bytes16) : undefined),
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

/** Lead bytes of two-byte characters, as a range, where they are not 0x81 to 0xfe. */
const LEADS: Readonly<Record<string, (byte: number) => boolean>> = {
  shift_jis: (byte) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc),
  'euc-jp': (byte) => byte === 0x8e || byte === 0x8f || (byte >= 0xa1 && byte <= 0xfe),
};

/** What decoders make of bytes that mean nothing: then it is not certain which bytes they took together. */
const IN_DOUBT = /[\u0080-\u009f\ue000-\uf8ff\ufffd]/;

/**
 * Charsets of East Asia. The decoders know the characters; where each begins is told by its lead byte, so that a broken text can be decoded character by
 * character, and a unit be found again, with no tables of our own.
 */
function manyBytes(encoding: string): Charset {
  const decoder = decoderOf(encoding) as Decoder;
  const stateful = encoding === 'iso-2022-jp';
  const isLead = LEADS[encoding] ?? ((byte: number) => byte >= 0x81 && byte <= 0xfe);

  /** Bytes of the character at `at`, the escapes before it included. */
  function lengthAt(bytes: Uint8Array, at: number): number {
    if (stateful) return japaneseLength(bytes, at);
    const left = bytes.length - at;
    if (!isLead(bytes[at]) || left < 2) return 1;
    if (encoding === 'gb18030' && left >= 4 && isDigit(bytes[at + 1]) && bytes[at + 2] >= 0x81 && isDigit(bytes[at + 3])) return 4;
    if (encoding === 'euc-jp' && bytes[at] === 0x8f && left >= 3) return 3;
    // What cannot be the second half is a character of its own; a line end must not vanish in a broken one.
    return bytes[at + 1] >= 0x40 ? 2 : 1;
  }

  function characterAt(bytes: Uint8Array, at: number, length: number): string {
    const own = bytes.subarray(at, at + length);
    const mode = stateful && bytes[at] !== ESC ? modeAt(bytes, at) : ASCII_MODE;
    try {
      return decoder.decode(mode === ASCII_MODE ? own : concatBytes([oneByteEach(mode), own]));
    } catch {
      return REPLACEMENT;
    }
  }

  return {
    decode(bytes) {
      try {
        const text = decoder.decode(bytes);
        if (!IN_DOUBT.test(text)) return text;
      } catch {
        // Node throws on some bytes even where it should not.
      }
      // One escape amiss, and what follows is ASCII to one reader and two-byte characters to another.
      if (stateful) return undefined;
      const parts: string[] = [];
      for (let at = 0; at < bytes.length; ) {
        const length = lengthAt(bytes, at);
        parts.push(characterAt(bytes, at, length));
        at += length;
      }
      return parts.join('');
    },
    offsets(bytes, units) {
      const offsets: number[] = [];
      let at = 0;
      let unit = 0;
      while (offsets.length < units.length && at < bytes.length) {
        const wanted = units[offsets.length];
        const isEnd = offsets.length % 2 === 1;
        if (unit >= wanted) {
          offsets.push(at);
          continue;
        }
        const length = lengthAt(bytes, at);
        const made = length === 1 && bytes[at] < 0x80 && !stateful ? 1 : characterAt(bytes, at, length).length;
        if (unit + made > wanted && !isEnd) {
          offsets.push(at);
          continue;
        }
        at += length;
        unit += made;
      }
      while (offsets.length < units.length) offsets.push(bytes.length);
      return offsets;
    },
    write(text, bytes, from, to) {
      const ascii = text.replace(/[^\0-\x7f]/g, '?');
      if (!stateful) return ascii;
      // What stands before and behind may be in two-byte mode, the replacement is not.
      const before = modeAt(bytes, from);
      // Two escapes in a row are an error to readers, and a text that is over needs none.
      const behind = to === bytes.length || bytes[to] === ESC ? ASCII_MODE : modeAt(bytes, to);
      return (before === ASCII_MODE ? '' : ASCII_MODE) + ascii + (behind === ASCII_MODE ? '' : behind);
    },
  };
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Escapes and one character behind them; the escapes alone at the end of the text. */
function japaneseLength(bytes: Uint8Array, at: number): number {
  let end = at;
  let wide = modeAt(bytes, at).startsWith('\x1b$');
  while (bytes[end] === ESC && end < bytes.length) {
    const length = escapeLength(bytes, end);
    wide = bytes[end + 1] === 0x24;
    end = Math.min(bytes.length, end + length);
  }
  if (end < bytes.length) end += wide && bytes[end] > 0x20 && end + 1 < bytes.length ? 2 : 1;
  return end - at;
}

function escapeLength(bytes: Uint8Array, at: number): number {
  return bytes[at + 1] === 0x24 && bytes[at + 2] === 0x28 ? 4 : 3;
}

const ASCII_MODE = '\x1b(B';

/** The escape of ISO-2022-JP that holds at `at`. */
function modeAt(bytes: Uint8Array, at: number): string {
  const last = at === 0 ? -1 : bytes.lastIndexOf(ESC, at - 1);
  if (last < 0) return ASCII_MODE;
  const length = escapeLength(bytes, last);
  return last + length > at ? ASCII_MODE : latin1(bytes, last, last + length);
}
