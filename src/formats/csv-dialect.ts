/** How a table is written and whether its first row names the columns, from its first bytes. */
import { latin1 } from './bytes.ts';
import { CellText, CR, type Dialect, emptyCell, LF, lineEnd, QUOTE, readCell } from './csv-cell.ts';

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
  /** The first row names the columns. */
  readonly header: boolean;
  /** Where the first row begins: after a byte order mark, and after the line in which spreadsheets name the delimiter. */
  readonly start: number;
}

/** What a dialect makes of the first rows. */
interface Sample {
  readonly dialect: Dialect;
  readonly rows: readonly (readonly string[])[];
  /** Rows that cannot be read this way. */
  readonly broken: number;
  readonly quoted: number;
  /** Most rows have so many cells, and so large a share of all rows has. */
  readonly columns: number;
  readonly share: number;
}

/** `delimiter`: when it is known. */
export function readHead(head: Uint8Array, whole: boolean, delimiter?: number): TableHead {
  const { start, sample } = bestSample(head, whole, delimiter);
  return { dialect: sample.dialect, columns: sample.columns, header: namesColumns(sample.rows), start };
}

/**
 * Sure enough to take an input for a table without being told: the same number of columns all along, and something that prose has not. A table taken
 * for text is examined as well; text taken for a table would be cut at its commas.
 */
export function looksLikeTable(head: Uint8Array, whole: boolean, isTab: boolean): boolean {
  const { start, sample } = bestSample(head, whole);
  const { rows, columns, share, dialect, quoted, broken } = sample;
  if ((dialect.delimiter === TAB) !== isTab || columns < 2 || rows.length < 2 || broken * 20 > rows.length) return false;
  if (share < (isTab ? 0.9 : 0.95)) return false;
  if (start > 3 || isTab || quoted >= rows.length * columns * 0.5) return true;
  const spaced = rows.reduce((sum, row) => sum + row.slice(1).filter((cell) => cell.startsWith(' ')).length, 0);
  if (spaced > rows.length * (columns - 1) * 0.1) return false;
  return namesColumns(rows) || (columns >= 3 && rows.length >= 3);
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
  let quoted = 0;
  const cell = emptyCell();
  for (let at = start; at < head.length && rows.length < ROWS; ) {
    const row: string[] = [];
    for (;;) {
      const state = readCell(head, at, head.length, whole, dialect, cell);
      if (state === 'unfinished') {
        at = head.length;
        row.length = 0;
        break;
      }
      if (state === 'broken') {
        broken++;
        const next = head.indexOf(dialect.newline, at);
        at = next < 0 ? head.length : next + 1;
        row.length = 0;
        break;
      }
      if (cell.quoted) quoted++;
      row.push(new CellText(head, cell).text);
      at = cell.next;
      if (at < head.length && head[at] === dialect.delimiter) {
        at++;
        continue;
      }
      at += Math.max(1, lineEnd(head, at, head.length, whole, dialect));
      break;
    }
    if (row.length > 1 || (row.length === 1 && row[0] !== '')) rows.push(row);
  }
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns, times] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [1, 0]);
  return { dialect, rows, broken, quoted, columns, share: times / Math.max(1, rows.length + broken) };
}

const NAME = /^[\p{L}_$#(][\p{L}\p{M}\p{N} _\-.,:;/\\()[\]#%&?'*$]{0,63}$/u;
/** Words that columns are named with; one of them is enough. */
const COLUMN_WORD =
  /(?:^|[^\p{L}])(?:id|ids|nr|no|name|namn|naam|vards|e-?mail|mail|epost|phone|tel|telefon|telefoon|talrunis|mobile|mobil|address|adress|adres|adrese|city|country|date|datum|datums|time|created|updated|type|status|subject|body|message|text|comment|comments|description|note|notes|title|from|to|cc|bcc|sender|author|user|username|customer|agent|account|company|ip|url|lang|language|tags|priority|score|amount|price|value|key|code|channel|ticket|order|order_?id|card|iban|zip|postcode)(?:$|[^\p{L}])/iu;

/** The first row looks like a header: each cell is a short name of its own, and the rows below, or a known word, say that it is no row of data. */
function namesColumns(rows: readonly (readonly string[])[]): boolean {
  const [first, ...others] = rows;
  if (first === undefined) return false;
  const names = first.map((name) => name.trim());
  if (names.some((name) => name !== '' && (!NAME.test(name) || /\d{5}/.test(name)))) return false;
  const given = names.filter((name) => name !== '');
  if (given.length === 0 || new Set(given).size < given.length) return false;
  const words = given.map((name) => name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' '));
  if (words.some((name) => COLUMN_WORD.test(name))) return true;
  return others.length > 0 && first.some((_, column) => others.every((row) => row[column] === undefined || !NAME.test(row[column].trim())));
}
