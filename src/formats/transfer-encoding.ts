/** Content-Transfer-Encoding: decode a body, and carry changes of the decoded bytes back so that what did not change keeps its bytes. */
import { latin1 } from './bytes.ts';

/** A change to bytes: `text`, one unit a byte, in place of `[start..end)`. */
export interface ByteEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type TransferEncoding = 'identity' | 'quoted-printable' | 'base64';

const NAMES: Readonly<Record<string, TransferEncoding>> = {
  '': 'identity',
  '7bit': 'identity',
  '8bit': 'identity',
  binary: 'identity',
  '7-bit': 'identity',
  '8-bit': 'identity',
  'quoted-printable': 'quoted-printable',
  base64: 'base64',
};

/** By its name; undefined for one that nobody here can read (uuencode and the like). */
export function transferEncodingOf(name: string): TransferEncoding | undefined {
  const word = /^(?:[^\s;(]+|$)/.exec(name.trim().toLowerCase())?.[0];
  return word !== undefined && Object.hasOwn(NAMES, word) ? NAMES[word] : undefined;
}

/** The bytes that `bytes[start..end)` stand for; undefined when readers would disagree on it. */
export function decodeTransfer(encoding: TransferEncoding, bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  if (encoding === 'identity') return bytes.subarray(start, end);
  return encoding === 'base64' ? decodeBase64(bytes, start, end) : decodeQuotedPrintable(bytes, start, end);
}

/** Changes to `bytes[start..end)` that make `edits` of the decoded bytes; ascending, as they are. */
export function editTransfer(
  encoding: TransferEncoding,
  bytes: Uint8Array,
  start: number,
  end: number,
  edits: readonly ByteEdit[],
): ByteEdit[] {
  if (edits.length === 0) return [];
  if (encoding === 'base64') return editBase64(bytes, start, end, edits);
  if (encoding === 'quoted-printable') return editQuotedPrintable(bytes, start, end, edits);
  return edits.map((edit) => ({ ...edit, start: start + edit.start, end: start + edit.end }));
}

// ---------------------------------------------------------------- base64

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 64;
const BLANK = 65;
const WRONG = 66;
const SEXTET = Uint8Array.from({ length: 256 }, (_, byte) => {
  const unit = String.fromCharCode(byte);
  const at = ALPHABET.indexOf(unit);
  return at >= 0 ? at : unit === '=' ? PAD : ' \t\r\n'.includes(unit) ? BLANK : WRONG;
});

/**
 * A foreign character, a blank within a line (words, then, and no base64), or more behind the padding: readers make different things of it, and it is
 * not decoded.
 */
export function decodeBase64(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const out = new Uint8Array(Math.ceil(((end - start) * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  let padded = false;
  let inLine = false;
  let blank = false;
  for (let at = start; at < end; at++) {
    const value = SEXTET[bytes[at]];
    if (value === BLANK) {
      const ends = bytes[at] === 0x0a || bytes[at] === 0x0d;
      blank = !ends && inLine;
      if (ends) inLine = false;
      continue;
    }
    if (value === WRONG || blank) return undefined;
    inLine = true;
    if (value === PAD) {
      padded = true;
      continue;
    }
    if (padded) return undefined;
    bits = (bits << 6) | value;
    if (++held === 4) {
      out[length++] = bits >> 16;
      out[length++] = bits >> 8;
      out[length++] = bits;
      bits = 0;
      held = 0;
    }
  }
  if (held > 1) out[length++] = bits >> (held === 2 ? 4 : 10);
  if (held === 3) out[length++] = bits >> 2;
  return out.subarray(0, length);
}

/** The bytes of a text of one unit a byte, in base64. */
export function encodeBase64(text: string): string {
  const parts: string[] = [];
  let line = '';
  for (let i = 0; i < text.length; i += 3) {
    const left = text.length - i;
    const bits = (text.charCodeAt(i) << 16) | ((left > 1 ? text.charCodeAt(i + 1) : 0) << 8) | (left > 2 ? text.charCodeAt(i + 2) : 0);
    line +=
      ALPHABET[bits >> 18] +
      ALPHABET[(bits >> 12) & 63] +
      (left > 1 ? ALPHABET[(bits >> 6) & 63] : '=') +
      (left > 2 ? ALPHABET[bits & 63] : '=');
    if (line.length >= 4096) {
      parts.push(line);
      line = '';
    }
  }
  return parts.join('') + line;
}

/**
 * A change of length shifts all that follows by a part of a group, so the body is written anew from the group of the first change on, in lines of
 * the length it has. Where lengths do not change, what follows comes out as it was.
 */
function editBase64(bytes: Uint8Array, start: number, end: number, edits: readonly ByteEdit[]): ByteEdit[] {
  const decoded = decodeBase64(bytes, start, end) as Uint8Array;
  const first = Math.floor(edits[0].start / 3);
  const { width, newline } = linesOf(bytes, start, end);
  let column = 0;
  let from = start;
  for (let seen = 0; from < end; from++) {
    const value = SEXTET[bytes[from]];
    if (value === BLANK) {
      if (bytes[from] === 0x0a) column = 0;
      continue;
    }
    if (seen === first * 4) break;
    seen++;
    column++;
  }
  let to = end;
  while (to > from && SEXTET[bytes[to - 1]] === BLANK) to--;
  const encoded = encodeBase64(applyByteEdits(decoded, first * 3, decoded.length, edits));
  return [{ start: from, end: to, text: wrap(encoded, column, width, newline) }];
}

/** Length of the lines and what ends them, as the first one has it. */
function linesOf(bytes: Uint8Array, start: number, end: number): { width: number; newline: string } {
  let at = start;
  while (at < end && SEXTET[bytes[at]] === BLANK) at++;
  const newline = bytes.indexOf(0x0a, at);
  if (newline < 0 || newline >= end) return { width: Number.POSITIVE_INFINITY, newline: '' };
  const crlf = bytes[newline - 1] === 0x0d;
  return { width: Math.max(4, (crlf ? newline - 1 : newline) - at), newline: crlf ? '\r\n' : '\n' };
}

function wrap(text: string, column: number, width: number, newline: string): string {
  if (width === Number.POSITIVE_INFINITY) return text;
  const lines: string[] = [];
  // The line in which the change begins may have been longer than the first.
  let at = Math.max(0, width - column);
  lines.push(text.slice(0, at));
  for (; at < text.length; at += width) lines.push(text.slice(at, at + width));
  return lines.join(newline);
}

/** `bytes[from..to)` with the changes made, one unit a byte. */
function applyByteEdits(bytes: Uint8Array, from: number, to: number, edits: readonly ByteEdit[]): string {
  const parts: string[] = [];
  let at = from;
  for (const edit of edits) {
    parts.push(latin1(bytes, at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(latin1(bytes, at, to));
  return parts.join('');
}

// ---------------------------------------------------------------- quoted-printable

const EQUALS = 0x3d;
const HEX = Int8Array.from({ length: 256 }, (_, byte) => {
  const digit = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? -1 : digit;
});
/** RFC 2045, the `=` of a soft line break included. */
const LONGEST_LINE = 76;

/** Length of the soft line break at `at`, where an `=` stands; 0 when it is none. The last `=` of all is one. */
function softBreak(bytes: Uint8Array, at: number, end: number): number {
  let next = at + 1;
  while (next < end && (bytes[next] === 0x20 || bytes[next] === 0x09)) next++;
  if (next === end) return next - at;
  if (bytes[next] === 0x0d && bytes[next + 1] === 0x0a && next + 1 < end) return next + 2 - at;
  return bytes[next] === 0x0a ? next + 1 - at : 0;
}

/** Bytes of the element at `at`: positive when it is one decoded byte, negative when it is a soft line break, which is none. */
function quotedLength(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== EQUALS) return 1;
  if (at + 2 < end && HEX[bytes[at + 1]] >= 0 && HEX[bytes[at + 2]] >= 0) return 3;
  return -softBreak(bytes, at, end) || 1;
}

function decodeQuotedPrintable(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const out = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end; ) {
    if (bytes[at] !== EQUALS) {
      out[length++] = bytes[at++];
      continue;
    }
    const step = quotedLength(bytes, at, end);
    if (step > 0) out[length++] = step === 3 ? (HEX[bytes[at + 1]] << 4) | HEX[bytes[at + 2]] : EQUALS;
    at += Math.abs(step);
  }
  return out.subarray(0, length);
}

/** Lines that would become too long get soft breaks before and behind the replacement. */
function editQuotedPrintable(bytes: Uint8Array, start: number, end: number, edits: readonly ByteEdit[]): ByteEdit[] {
  const newline = bytes.indexOf(0x0a, start);
  const soft = `=${newline > start && newline < end && bytes[newline - 1] !== 0x0d ? '\n' : '\r\n'}`;
  const made: ByteEdit[] = [];
  let at = start;
  let index = 0;
  // Units of the line so far, as it will be.
  let column = 0;
  for (const edit of edits) {
    const seek = (wanted: number): void => {
      while (at < end && index < wanted) {
        const step = quotedLength(bytes, at, end);
        if (step > 0) index++;
        column = bytes[at + Math.abs(step) - 1] === 0x0a ? 0 : column + Math.abs(step);
        at += Math.abs(step);
      }
    };
    seek(edit.start);
    // The soft breaks before the first byte of the finding stay.
    for (let step = -1; at < end && step < 0; ) {
      step = quotedLength(bytes, at, end);
      if (step < 0) {
        at -= step;
        column = 0;
      }
    }
    const from = at;
    const before = column;
    seek(edit.end);
    column = before;
    let text = quote(edit.text);
    if (bytes[at] === 0x0d || bytes[at] === 0x0a || at === end) text = text.replace(/[ \t]$/, (blank) => (blank === ' ' ? '=20' : '=09'));
    if (column > 0 && column + text.length >= LONGEST_LINE) {
      text = soft + text;
      column = 0;
    }
    column += text.length - (text.startsWith(soft) ? soft.length : 0);
    if (column + restOfLine(bytes, at, end) > LONGEST_LINE && maySplit(bytes, at)) {
      text += soft;
      column = 0;
    }
    made.push({ start: from, end: at, text });
  }
  return made;
}

function restOfLine(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  // Further than this does not change the answer.
  while (to < end && to - at <= LONGEST_LINE && bytes[to] !== 0x0a && bytes[to] !== 0x0d) to++;
  return to - at;
}

/** Some lines mean something to those who carry the mail: `From `, a lone dot, a boundary. */
function maySplit(bytes: Uint8Array, at: number): boolean {
  return bytes[at] !== 0x46 && bytes[at] !== 0x2e && bytes[at] !== 0x2d && bytes[at] !== EQUALS;
}

function quote(text: string): string {
  return text.replace(/[^ \t!-<>-~]/g, (unit) => `=${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
