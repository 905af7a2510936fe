/** Tables as text (RFC 4180 and its dialects): the cells of each row, however they are quoted and encoded. */
import { unfinished } from './bytes.ts';
import { type Cell, CellText, CR, type Dialect, emptyCell, LF, lineEnd, QUOTE, readCell, readContent } from './csv-cell.ts';
import { HEAD_BYTES, looksLikeTable, readHead, TAB } from './csv-dialect.ts';
import type { TableFormat } from './format.ts';
import { distinctName, propertyPath } from './names.ts';
import type { Problem, Span, SpanVisitor } from './span.ts';
import type { Column, TableScanner, TableStart } from './table-start.ts';

/** A cell of more bytes is shown in parts. */
const LONGEST_CELL = 1024 * 1024;
/** A quoted cell of several lines that has not ended by then is taken for one whose quote was never closed. */
const LONGEST_LINES = 4 * 1024 * 1024;
const LONGEST_PART = 256 * 1024;

/** Told of a table whose columns have no names. */
export const NO_HEADER = 'no header row recognised: columns have no names, only numbers such as [0]';

/** What begins a formula in a spreadsheet. */
const FORMULA = /^[=+\-@\t\r]/;

class CsvSpan implements Span {
  kind: Span['kind'] = 'string';
  bytes: Uint8Array = new Uint8Array(0);
  field: string | undefined;
  path = '$';
  name: string | undefined;
  readonly #cell: Cell;
  readonly #delimiter: string;
  readonly #quotes: boolean;
  readonly #given = new Map<string, number>();
  #content: CellText | undefined;

  constructor(cell: Cell, { delimiter, quote }: Dialect) {
    this.#cell = cell;
    this.#delimiter = String.fromCharCode(delimiter);
    this.#quotes = quote >= 0;
  }

  get start(): number {
    return this.#cell.start;
  }

  get end(): number {
    return this.#cell.end;
  }

  show(bytes: Uint8Array, kind: Span['kind'], field: string | undefined, path: string): this {
    this.bytes = bytes;
    this.kind = kind;
    this.field = field;
    this.path = path;
    this.name = undefined;
    this.#content = undefined;
    return this;
  }

  decode(): string {
    return this.#read().text;
  }

  byteOffsets(units: readonly number[]): number[] {
    return this.#read().byteOffsets(units);
  }

  distinct(name: string): string {
    return distinctName(this.#given, name);
  }

  encode(text: string): string {
    const written = this.#read().write(text);
    if (this.#cell.quoted) return written.replaceAll('"', '""');
    return this.#breaks(written) ? written.replace(/["\r\n]/g, ' ').replaceAll(this.#delimiter, ' ') : written;
  }

  rewrite(redacted: string): string | undefined {
    const text = this.decode();
    // A spreadsheet would run it; it shows what stands behind an apostrophe.
    const isFormula = FORMULA.test(redacted) && redacted[0] !== text[0];
    const needsQuotes = !this.#cell.quoted && this.#quotes && this.#breaks(redacted);
    if (!isFormula && !needsQuotes) return undefined;
    const safe = isFormula ? `'${redacted}` : redacted;
    return needsQuotes ? `"${this.#read().write(safe).replaceAll('"', '""')}"` : this.encode(safe);
  }

  /** Written without quotes, it would be more than one cell, or another. */
  #breaks(text: string): boolean {
    return text.includes(this.#delimiter) || /^"|[\r\n]/.test(text);
  }

  #read(): CellText {
    return (this.#content ??= new CellText(this.bytes, this.#cell));
  }
}

type State = 'head' | 'row' | 'cell' | 'after' | 'inside';

export class CsvScanner implements TableScanner {
  problem: Problem | undefined;
  problemAt = 0;
  readonly #visitor: SpanVisitor;
  readonly #given: number | undefined;
  readonly #cell = emptyCell();
  #span: CsvSpan | undefined;
  #dialect: Dialect = { delimiter: 0, quote: -1, newline: 0 };
  #width = 0;
  /** Rows up to the end of the header; 0 behind it. */
  #headRows = 0;
  #columns: Column[] = [];
  /** How often a name has been given to a column. */
  readonly #names = new Map<string, number>();
  #state: State = 'head';
  #column = 0;
  /** INSIDE a cell that is shown in parts: how many bytes of it came in earlier windows. */
  #shown = 0;

  /** `delimiter`: a byte; it is found out when it is not given. `start`: of a table whose header and first rows are read elsewhere. */
  constructor(visitor: SpanVisitor, delimiter?: number, start?: TableStart) {
    this.#visitor = visitor;
    this.#given = delimiter;
    if (start !== undefined) this.#goOn(start);
  }

  get start(): TableStart | undefined {
    if (this.#state === 'head' || this.#headRows > 0) return undefined;
    return { dialect: this.#dialect, width: this.#width, columns: this.#columns };
  }

  scan(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    let at = from;
    if (this.#state === 'head') {
      if (to - from < HEAD_BYTES && !last) return from;
      at = this.#begin(bytes.subarray(from, Math.min(to, from + HEAD_BYTES)), last && to - from <= HEAD_BYTES) + from;
    }
    while (this.problem === undefined) {
      const next = this.#step(bytes, at, to, last);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** A row that cannot be told from the next goes up to a line behind which a row of the usual width stands. */
  resume(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    const { newline } = this.#dialect;
    for (let end = bytes.indexOf(newline, from); end >= 0 && end < to; end = bytes.indexOf(newline, end + 1)) {
      const at = end > from && bytes[end - 1] === CR && newline !== CR ? end - 1 : end;
      const width = last && end + 1 === to ? this.#width : this.#widthAt(bytes, end + 1, to, last);
      if (width === undefined && !last) return at;
      if (width !== undefined && width !== this.#width) continue;
      this.problem = undefined;
      this.#state = 'after';
      return at;
    }
    // Its line feed may come with the next bytes.
    return !last && newline === LF && to > from && bytes[to - 1] === CR ? to - 1 : to;
  }

  /** As many cells as the others have, so that the row stays one. */
  encodeFailure(text: string): string {
    return text + String.fromCharCode(this.#dialect.delimiter).repeat(Math.max(0, this.#width - 1));
  }

  #begin(head: Uint8Array, whole: boolean): number {
    const { dialect, columns, header, start } = readHead(head, whole, this.#given);
    this.#goOn({ dialect, width: columns, columns: [] });
    this.#headRows = header + 1;
    if (header < 0 && start < head.length) this.#visitor.noted?.(NO_HEADER);
    return start;
  }

  #goOn({ dialect, width, columns }: TableStart): void {
    this.#dialect = dialect;
    this.#width = width;
    this.#columns = [...columns];
    this.#span = new CsvSpan(this.#cell, dialect);
    this.#state = 'row';
  }

  /** Reads a cell or a line end; -1 when it is not at hand whole. */
  #step(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    switch (this.#state) {
      case 'row': {
        if (at >= to) return -1;
        const end = lineEnd(bytes, at, to, last, this.#dialect);
        if (end !== 0) return end < 0 ? -1 : at + end;
        this.#visitor.record?.(at);
        this.#state = 'cell';
        this.#column = 0;
        return at;
      }
      case 'cell':
        return this.#readCell(bytes, at, to, last);
      case 'inside':
        return this.#readPart(bytes, at, to, last);
      default:
        return this.#readAfter(bytes, at, to, last);
    }
  }

  #readAfter(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    if (at >= to) return -1;
    if (bytes[at] === this.#dialect.delimiter) {
      this.#column++;
      this.#state = 'cell';
      return at + 1;
    }
    const end = lineEnd(bytes, at, to, last, this.#dialect);
    if (end < 0) return -1;
    if (this.#headRows > 0) this.#headRows--;
    this.#state = 'row';
    return at + end;
  }

  #readCell(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    const state = readCell(bytes, at, to, last, this.#dialect, this.#cell);
    if (state === 'broken') return this.#fail(at);
    if (state === 'unfinished') {
      const { quoted, start } = this.#cell;
      if (to - at <= LONGEST_CELL) return -1;
      if (quoted && this.#lineIn(bytes, start, to)) return to - at > LONGEST_LINES ? this.#fail(at) : -1;
      this.#shown = start - at;
      this.#state = 'inside';
      return start;
    }
    this.#state = 'after';
    if (this.#cell.start < this.#cell.end) this.#show(bytes);
    else if (this.#headRows === 1) this.#columns[this.#column] = { field: undefined, path: `$[${this.#column}]` };
    return this.#cell.next;
  }

  #show(bytes: Uint8Array): void {
    const span = this.#span as CsvSpan;
    if (this.#headRows !== 1) {
      const { field, path } = this.#columnAt(this.#column);
      this.#visitor.span(span.show(bytes, 'string', field, path));
      return;
    }
    this.#visitor.span(span.show(bytes, 'key', undefined, `$[${this.#column}]`));
    const name = span.decode().trim();
    this.#columns[this.#column] = { field: name, path: this.#pathOf(span.name ?? name) };
  }

  /** `--fields Comment` is asked for all columns of that name, `Comment[1]` for the second. */
  #pathOf(name: string): string {
    const before = this.#names.get(name) ?? 0;
    this.#names.set(name, before + 1);
    return `$${propertyPath(name)}${before === 0 ? '' : `[${before}]`}`;
  }

  #columnAt(column: number): Column {
    return (this.#columns[column] ??= { field: undefined, path: `$[${column}]` });
  }

  /** Shows what is at hand of a long cell: up to its end, up to a line end, or up to a part's length. */
  #readPart(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    const cell = this.#cell;
    const { quoted } = cell;
    const state = readContent(bytes, at, to, last, this.#dialect, cell);
    if (state === 'broken') return this.#fail(at);
    if (state === 'unfinished') {
      let end = Math.min(to, at + LONGEST_PART);
      if (quoted) {
        const line = bytes.subarray(at, end).indexOf(this.#dialect.newline);
        if (line === 0) return to - at > LONGEST_LINES ? this.#fail(at) : -1;
        if (line > 0) end = at + line;
        // Quotes come in pairs, which stay together.
        end -= quotesBefore(bytes, at, end) & 1;
      }
      end -= unfinished(bytes, at, end);
      if (end <= at) return -1;
      cell.end = cell.next = end;
    }
    const { field, path } = this.#columnAt(this.#column);
    this.#visitor.part?.((this.#span as CsvSpan).show(bytes, 'string', field, path), state === 'whole');
    if (state === 'whole') this.#state = 'after';
    this.#shown += cell.next - at;
    return cell.next;
  }

  #lineIn(bytes: Uint8Array, from: number, to: number): boolean {
    const line = bytes.indexOf(this.#dialect.newline, from);
    return line >= 0 && line < to;
  }

  /** The problem is where the cell began: what comes after an open quote is not what is wrong. */
  #fail(at: number): number {
    this.problem = this.#cell.next === this.#cell.end ? 'incomplete' : 'syntax';
    this.problemAt = this.#state === 'inside' ? at - this.#shown : at;
    return -1;
  }

  /** Cells of the row at `from`: 0 when it is broken, undefined when it is not at hand whole. */
  #widthAt(bytes: Uint8Array, from: number, to: number, last: boolean): number | undefined {
    const cell = emptyCell();
    let width = 0;
    for (let at = from; ; at = cell.next + 1) {
      const state = readCell(bytes, at, to, last, this.#dialect, cell);
      if (state === 'unfinished') return to - at > LONGEST_CELL ? 0 : undefined;
      if (state === 'broken') return 0;
      width++;
      if (cell.next >= to || bytes[cell.next] !== this.#dialect.delimiter) return width;
    }
  }
}

/** How many quotes stand right before `end`. */
function quotesBefore(bytes: Uint8Array, from: number, end: number): number {
  let at = end;
  while (at > from && bytes[at - 1] === QUOTE) at--;
  return end - at;
}

const ABOUT_TABLES = { record: 'row', hasFields: true, table: true } as const;

/** Cells between commas, semicolons, tabs or bars, whichever they are. */
export const csv: TableFormat = {
  ...ABOUT_TABLES,
  name: 'csv',
  extensions: ['csv'],
  looksLike: (head, whole) => looksLikeTable(head, whole, false),
  scanner: (visitor, start) => new CsvScanner(visitor, undefined, start),
};

/** Cells between tabs. */
export const tsv: TableFormat = {
  ...ABOUT_TABLES,
  name: 'tsv',
  extensions: ['tsv', 'tab'],
  looksLike: (head, whole) => looksLikeTable(head, whole, true),
  scanner: (visitor, start) => new CsvScanner(visitor, TAB, start),
};
