/** A stretch of text as it stands in a file: UTF-8, or ISO 8859-1 where it is none, as in `text.ts`. */
import { encodeUtf8, latin1, sequenceLength, unfinished, unitOffsets, utf8 } from './bytes.ts';

/** Decodes a stretch that begins and ends between characters. */
export function decodePlain(bytes: Uint8Array, start: number, end: number): string {
  const text = utf8(bytes, start, end);
  return text.includes('\ufffd') && !isUtf8(bytes, start, end) ? latin1(bytes, start, end) : text;
}

/** Byte offsets of ascending UTF-16 offsets into the decoded text. */
export function plainOffsets(bytes: Uint8Array, start: number, end: number, units: readonly number[]): number[] {
  if (!isUtf8(bytes, start, end)) return units.map((unit) => start + unit);
  return unitOffsets(bytes, start, end, units, NOTHING_SPECIAL, (at) => sequenceLength(bytes, at, end));
}

const NOTHING_SPECIAL = -1;

/** The bytes of a text in UTF-8, one a unit. */
export function encodePlain(text: string): string {
  const bytes = encodeUtf8(text);
  return latin1(bytes, 0, bytes.length);
}

function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const length = sequenceLength(bytes, at, end);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Bytes of a line that are worked on at once. */
export const LONGEST_LINE = 64 * 1024;

/** One line of a text file, or a part of one that is too long to wait for. Offsets in the window; `end` is before the line's end. */
export interface Line {
  readonly end: number;
  readonly next: number;
  /** The line goes on at `next`. */
  readonly cut: boolean;
}

/** The line that begins at `at`; undefined when the window does not hold it yet. Long lines are cut at the same places however the input is. */
export function lineAt(bytes: Uint8Array, at: number, to: number, last: boolean): Line | undefined {
  const newline = bytes.subarray(at, Math.min(to, at + LONGEST_LINE + 2)).indexOf(0x0a);
  if (newline >= 0) {
    const end = at + newline;
    return { end: newline > 0 && bytes[end - 1] === 0x0d ? end - 1 : end, next: end + 1, cut: false };
  }
  if (to - at >= LONGEST_LINE + 2) {
    const cut = at + LONGEST_LINE - unfinished(bytes, at, at + LONGEST_LINE);
    return { end: cut, next: cut, cut: true };
  }
  return last ? { end: to, next: to, cut: false } : undefined;
}

/** Length of a byte order mark at the start of a file. */
export function markLength(bytes: Uint8Array, from: number): number {
  return bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? 3 : 0;
}
