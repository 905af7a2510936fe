/** Content of a JSON string: decode it, find a unit's byte again, encode a replacement. The content has been checked by the scanner. */
import { latin1, sequenceLength, unitOffsets, utf8 } from './bytes.ts';

/** What stands in a string, as the scanner saw it in passing. */
export const HAS_HIGH = 1;
export const HAS_ESCAPE = 2;

const REPLACEMENT = '\ufffd';
/** ASCII without quotes and backslashes, as most replacements are. */
const AS_IT_IS = /^[ !#-[\]-~]*$/;
const BACKSLASH = 0x5c;
const UNICODE = 0x75;
const SHORT: Readonly<Record<number, string>> = {
  0x22: '"',
  0x5c: '\\',
  0x2f: '/',
  0x62: '\b',
  0x66: '\f',
  0x6e: '\n',
  0x72: '\r',
  0x74: '\t',
};

/** Decodes escapes and UTF-8. A byte that is no UTF-8 is read as ISO 8859-1: that is what it nearly always is, and rules can read letters. */
export function decodeString(bytes: Uint8Array, start: number, end: number, flags: number): string {
  if (flags === 0) return latin1(bytes, start, end);
  const raw = (flags & HAS_HIGH) === 0 ? latin1(bytes, start, end) : utf8(bytes, start, end);
  // A genuine U+FFFD takes the slow way too, with the same result.
  if ((flags & HAS_HIGH) !== 0 && raw.includes(REPLACEMENT)) return decodeSlowly(bytes, start, end);
  return (flags & HAS_ESCAPE) === 0 ? raw : (JSON.parse(`"${raw}"`) as string);
}

function decodeSlowly(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; ) {
    const length = elementLength(bytes, at, end);
    text += decodeElement(bytes, at, length);
    at += length;
  }
  return text;
}

/** Bytes of the escape, UTF-8 sequence or stray byte at `at`. */
function elementLength(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === BACKSLASH) return bytes[at + 1] === UNICODE ? 6 : 2;
  return sequenceLength(bytes, at, end) || 1;
}

function decodeElement(bytes: Uint8Array, at: number, length: number): string {
  if (bytes[at] !== BACKSLASH) return length === 1 ? String.fromCharCode(bytes[at]) : utf8(bytes, at, at + length);
  return length === 2 ? SHORT[bytes[at + 1]] : String.fromCharCode(Number.parseInt(latin1(bytes, at + 2, at + 6), 16));
}

/** Byte offsets of ascending UTF-16 offsets into the decoded text. Walks only when a text has findings, which most have not. */
export function stringOffsets(bytes: Uint8Array, start: number, end: number, flags: number, units: readonly number[]): number[] {
  if (flags === 0) return units.map((unit) => start + unit);
  return unitOffsets(bytes, start, end, units, BACKSLASH, (at) => elementLength(bytes, at, end));
}

/** A text as the content of a JSON string, in ASCII whatever the document is written in. */
export function encodeString(text: string): string {
  if (AS_IT_IS.test(text)) return text;
  const escaped = JSON.stringify(text).slice(1, -1);
  return escaped.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
