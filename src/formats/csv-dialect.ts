/** How a table is written and whether its first row names the columns, from its first bytes. */
import { latin1 } from './bytes.ts';
import { CellText, CR, type Dialect, emptyCell, LF, lineEnd, QUOTE, readCell } from './csv-cell.ts';
import { headerRow } from './csv-header.ts';

const COMMA = 0x2c;
export const TAB = 0x09;
const DELIMITERS: readonly number[] = [COMMA, 0x3b, TAB, 0x7c];

/** How many bytes are looked at. */
export const HEAD_BYTES = 64 * 1024;
/** Rows that are enough to tell. */
const ROWS = 100;

export interface TableHead {
  readonly dialect: Dialect;
  /** Of most rows. */
  readonly columns: number;
  /** Index of the row that names the columns, -1 where none does; those before are titles. */
  readonly header: number;
  /** Where the first row begins: after a byte order mark, and after the line in which spreadsheets name the delimiter. */
  readonly start: number;
}

/** What a dialect makes of the first rows. */
interface Sample {
  readonly dialect: Dialect;
  readonly rows: readonly (readonly string[])[];
  /** Rows that cannot be read this way, and how many others stand in front of the first of them. */
  readonly broken: number;
  readonly readable: number;
  readonly quoted: number;
  /** Most rows have so many cells, and so large a share of all rows has. */
  readonly columns: number;
  readonly share: number;
}

/** `delimiter`: when it is known. */
export function readHead(head: Uint8Array, whole: boolean, delimiter?: number): TableHead {
  const { start, sample } = bestSample(head, whole, delimiter);
  return { dialect: sample.dialect, columns: sample.columns, header: headerOf(sample), start };
}

/**
 * Sure enough to take an input for a table without being told: the same number of columns all along, and something that prose has not. A table taken
 * for text is examined as well; text taken for a table would be cut at its commas.
 */
export function looksLikeTable(head: Uint8Array, whole: boolean, isTab: boolean): boolean {
  const { start, sample } = bestSample(head, whole);
  const { rows, columns, share, dialect, quoted, broken } = sample;
  if ((dialect.delimiter === TAB) !== isTab || columns < 2) return false;
  const header = headerOf(sample);
  const even = rows.length >= 2 && broken * 20 <= rows.length && share >= (isTab ? 0.9 : 0.95);
  if (!even && !isNearlyEven(sample, header)) return false;
  if (start > 3 || isTab || quoted >= rows.length * columns * 0.5) return true;
  const spaced = rows.reduce((sum, row) => sum + row.slice(1).filter((cell) => cell.startsWith(' ')).length, 0);
  if (spaced > rows.length * (columns - 1) * 0.1) return false;
  return header >= 0 || (columns >= 3 && rows.length >= 3);
}

/** Under a header, a few rows that are too short, too long or broken do not make text of a table, nor do titles above it. */
function isNearlyEven({ rows, columns, broken }: Sample, header: number): boolean {
  if (rows[header]?.length !== columns) return false;
  const table = rows.slice(header);
  const all = table.length + broken;
  const odd = table.filter(({ length }) => length !== columns).length + broken;
  return all >= (header > 0 ? 3 : 2) && (columns >= 3 || all >= 5) && odd <= Math.max(1, all * 0.2);
}

function headerOf({ rows, columns, readable }: Sample): number {
  return headerRow(rows, columns, readable);
}

function bestSample(head: Uint8Array, whole: boolean, delimiter?: number): { start: number; sample: Sample } {
  const newline = !head.includes(LF) && head.includes(CR) ? CR : LF;
  let start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  // > | sep=;
  const named = /^sep=(.)\r?(?=[\r\n])/s.exec(latin1(head, start, Math.min(head.length, start + 8)));
  let candidates = delimiter === undefined ? DELIMITERS : [delimiter];
  if (named !== null) {
    candidates = [named[1].charCodeAt(0)];
    start += named[0].length + 1;
  }
  const samples = candidates.map((byte) => take(head, start, whole, { delimiter: byte, quote: QUOTE, newline }));
  // The first of equals: a comma before a semicolon.
  let sample = samples.reduce((best, next) => (worth(next) > worth(best) ? next : best));
  if (sample.dialect.delimiter === TAB && sample.broken > 0) {
    // Tables between tabs are often written without a thought for quotes, which are text then.
    const plain = take(head, start, whole, { ...sample.dialect, quote: -1 });
    if (plain.share > sample.share && sample.broken * 2 > sample.quoted) sample = plain;
  }
  return { start, sample };
}

function worth({ columns, share }: Sample): number {
  return columns < 2 ? 0 : share * (1 + Math.min(columns, 50) / 100);
}

function take(head: Uint8Array, start: number, whole: boolean, dialect: Dialect): Sample {
  const rows: string[][] = [];
  let broken = 0;
  let readable: number | undefined;
  let quoted = 0;
  for (let at = start; at < head.length && rows.length < ROWS; ) {
    const read = readRow(head, at, whole, dialect);
    if (read.state === 'whole') {
      quoted += read.quoted;
      at = read.next;
      if (read.row.length > 1 || read.row[0] !== '') rows.push(read.row);
      continue;
    }
    const next =
      read.state === 'broken' ? lineBehind(head, read.next, dialect) : rowBehind(head, read.next, whole, dialect, rows[0]?.length);
    if (read.state === 'broken' || next < head.length) {
      readable ??= rows.length;
      broken++;
    }
    at = next;
  }
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns, times] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [1, 0]);
  const share = times / Math.max(1, rows.length + broken);
  return { dialect, rows, broken, readable: readable ?? rows.length, quoted, columns, share };
}

/** `next`: behind the row, or where the cell begins that is broken or unfinished. */
function readRow(head: Uint8Array, from: number, whole: boolean, dialect: Dialect) {
  const cell = emptyCell();
  const row: string[] = [];
  let quoted = 0;
  for (let at = from; ; at = cell.next + 1) {
    const state = readCell(head, at, head.length, whole, dialect, cell);
    if (state !== 'whole') return { state, row, quoted, next: at };
    if (cell.quoted) quoted++;
    row.push(new CellText(head, cell).text);
    if (cell.next < head.length && head[cell.next] === dialect.delimiter) continue;
    return { state, row, quoted, next: cell.next + Math.max(1, lineEnd(head, cell.next, head.length, whole, dialect)) };
  }
}

function lineBehind(head: Uint8Array, at: number, { newline }: Dialect): number {
  const end = head.indexOf(newline, at);
  return end < 0 ? head.length : end + 1;
}

/** The next line that is a row of `width` cells: a quote that was never closed would hide all of them. */
function rowBehind(head: Uint8Array, from: number, whole: boolean, dialect: Dialect, width = 0): number {
  let at = lineBehind(head, from, dialect);
  for (let lines = 0; width > 1 && lines < ROWS && at < head.length; lines++) {
    const { state, row } = readRow(head, at, whole, dialect);
    if (state === 'whole' && row.length === width) return at;
    at = lineBehind(head, at, dialect);
  }
  return head.length;
}
