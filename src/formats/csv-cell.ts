/** One cell of a table: where it ends, what it says, how it is written. */
import { encodeUtf8, latin1, sequenceLength, unitOffsets, utf8 } from './bytes.ts';

/** How the cells of a table are told apart. Bytes; `quote` is -1 where quotes are text like any other. */
export interface Dialect {
  readonly delimiter: number;
  readonly quote: number;
  readonly newline: number;
}

export const QUOTE = 0x22;
export const LF = 0x0a;
export const CR = 0x0d;

/** The cell that was read last. Offsets are those of the window. */
export interface Cell {
  /** Content, without quotes. */
  start: number;
  end: number;
  /** After the cell: at the delimiter, the line end or the end of the table. */
  next: number;
  quoted: boolean;
  /** It holds quotes that are written twice. */
  doubled: boolean;
}

export type CellState = 'whole' | 'unfinished' | 'broken';

export function emptyCell(): Cell {
  return { start: 0, end: 0, next: 0, quoted: false, doubled: false };
}

/** Reads the cell that begins at `from`; with `last`, the table may end at `to`. A quoted cell that is broken or unfinished for want of a quote ends at `to`. */
export function readCell(bytes: Uint8Array, from: number, to: number, last: boolean, dialect: Dialect, cell: Cell): CellState {
  cell.quoted = from < to && bytes[from] === dialect.quote;
  return readContent(bytes, cell.quoted ? from + 1 : from, to, last, dialect, cell);
}

/** Reads what is left of a cell from `from`, where `cell.quoted` says how it is written. */
export function readContent(bytes: Uint8Array, from: number, to: number, last: boolean, dialect: Dialect, cell: Cell): CellState {
  cell.start = from;
  cell.doubled = false;
  return cell.quoted ? readQuoted(bytes, from, to, last, dialect, cell) : readPlain(bytes, from, to, last, dialect, cell);
}

/** A quote inside is text: it has no meaning but at the start. */
function readPlain(bytes: Uint8Array, from: number, to: number, last: boolean, dialect: Dialect, cell: Cell): CellState {
  const { delimiter, newline } = dialect;
  let at = from;
  for (; at < to; at++) {
    const byte = bytes[at];
    if (byte === delimiter || byte === newline) break;
  }
  cell.next = at;
  cell.end = at;
  if (at === to) return last ? 'whole' : 'unfinished';
  // CRLF is one line end.
  if (newline === LF && bytes[at] === LF && at > from && bytes[at - 1] === CR) cell.next = cell.end = at - 1;
  return 'whole';
}

function readQuoted(bytes: Uint8Array, from: number, to: number, last: boolean, dialect: Dialect, cell: Cell): CellState {
  for (let at = bytes.indexOf(QUOTE, from); at >= 0 && at < to; at = bytes.indexOf(QUOTE, at + 2)) {
    if (at + 1 < to && bytes[at + 1] === QUOTE) {
      cell.doubled = true;
      continue;
    }
    cell.end = at;
    cell.next = at + 1;
    return afterQuote(bytes, at + 1, to, last, dialect);
  }
  cell.end = cell.next = to;
  return last ? 'broken' : 'unfinished';
}

function afterQuote(bytes: Uint8Array, at: number, to: number, last: boolean, { delimiter, newline }: Dialect): CellState {
  if (at >= to) return last ? 'whole' : 'unfinished';
  if (bytes[at] === delimiter || bytes[at] === newline) return 'whole';
  if (bytes[at] !== CR) return 'broken';
  if (at + 1 >= to) return last ? 'whole' : 'unfinished';
  return bytes[at + 1] === LF ? 'whole' : 'broken';
}

/** Length of the line end at `at`: 0 when there is none, -1 when that cannot be told yet. */
export function lineEnd(bytes: Uint8Array, at: number, to: number, last: boolean, { newline }: Dialect): number {
  if (at < to && bytes[at] === newline) return 1;
  if (at >= to || bytes[at] !== CR || newline !== LF) return 0;
  if (at + 1 >= to) return last ? 1 : -1;
  return bytes[at + 1] === LF ? 2 : 0;
}

/** What Windows-1252 has where ISO 8859-1 has control characters; units of the five bytes that it leaves open stay as they are. */
const WINDOWS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** The content of a cell in UTF-8, or in Windows-1252 when it is no UTF-8. */
export class CellText {
  readonly text: string;
  readonly #bytes: Uint8Array;
  readonly #cell: Readonly<Cell>;
  readonly #encoding: 'ascii' | 'utf-8' | 'windows-1252';

  constructor(bytes: Uint8Array, cell: Readonly<Cell>) {
    this.#bytes = bytes;
    this.#cell = cell;
    this.#encoding = encodingOf(bytes, cell.start, cell.end);
    const raw = this.#encoding === 'utf-8' ? utf8(bytes, cell.start, cell.end) : latin1(bytes, cell.start, cell.end);
    const text = this.#encoding === 'windows-1252' ? raw.replace(/[\x80-\x9f]/g, (unit) => WINDOWS[unit.charCodeAt(0) - 0x80]) : raw;
    this.text = cell.doubled ? text.replaceAll('""', '"') : text;
  }

  byteOffsets(units: readonly number[]): number[] {
    const { start, end, doubled } = this.#cell;
    if (this.#encoding !== 'utf-8' && !doubled) return units.map((unit) => start + unit);
    const length = (at: number) =>
      doubled && this.#bytes[at] === QUOTE ? 2 : this.#encoding === 'utf-8' ? sequenceLength(this.#bytes, at, end) : 1;
    return unitOffsets(this.#bytes, start, end, units, doubled ? QUOTE : -1, length);
  }

  /** One unit a byte. What Windows-1252 lacks can only come from a replacement, and is written in UTF-8. */
  write(text: string): string {
    if (/^[\0-\x7f]*$/.test(text)) return text;
    return text.replace(/[^\0-\x7f]+/g, (run) => {
      if (this.#encoding !== 'windows-1252') return utf8Units(run);
      return [...run].map((character) => windowsUnit(character) ?? utf8Units(character)).join('');
    });
  }
}

function encodingOf(bytes: Uint8Array, start: number, end: number): 'ascii' | 'utf-8' | 'windows-1252' {
  let at = start;
  while (at < end && bytes[at] < 0x80) at++;
  if (at === end) return 'ascii';
  while (at < end) {
    const length = sequenceLength(bytes, at, end);
    if (length === 0) return 'windows-1252';
    at += length;
  }
  return 'utf-8';
}

function windowsUnit(character: string): string | undefined {
  const place = WINDOWS.indexOf(character);
  if (place >= 0) return String.fromCharCode(0x80 + place);
  return character >= '\xa0' && character <= '\xff' ? character : undefined;
}

function utf8Units(text: string): string {
  const bytes = encodeUtf8(text);
  return latin1(bytes, 0, bytes.length);
}
