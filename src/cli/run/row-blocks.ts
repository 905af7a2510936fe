/** Cuts a table where a row begins, found by the scanner that reads it: a line end may stand in a cell. */
import { HEAD_BYTES } from '../../formats/csv-dialect.ts';
import type { TableFormat } from '../../formats/format.ts';
import type { TableScanner, TableStart } from '../../formats/table-start.ts';
import { BLOCK, LONGEST, type Piece } from './blocks.ts';

export interface RowCut {
  readonly format: TableFormat;
  /** Reads how the table is written from its first bytes. */
  readonly start: (head: Uint8Array) => Promise<TableStart | undefined>;
  /** The first bytes of the table, for one that is gone on with. */
  readonly head?: Uint8Array;
}

/** `offset`: where the first chunk begins, at the start of a row. */
export async function* rowBlocks(chunks: AsyncIterable<Uint8Array>, cut: RowCut, offset = 0): AsyncGenerator<Piece> {
  let held: Uint8Array = new Uint8Array(0);
  let inside = false;
  let table = cut.head === undefined ? undefined : await cut.start(cut.head);
  const rows = new Rows(cut.format, table);
  /** The first block begins with what tells how the table is written. */
  let isStart = offset === 0;
  let canCut = isStart || table !== undefined;
  const piece = (bytes: number, last: boolean): Piece => {
    const made = { bytes: held.subarray(0, bytes), offset, first: !inside, last, table: isStart ? undefined : table };
    // A copy: what is left must not keep all that was read alive.
    held = held.slice(bytes);
    offset += bytes;
    if (last) isStart = false;
    inside = !last;
    rows.leave(bytes);
    return made;
  };
  for await (const chunk of chunks) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (isStart && table === undefined && canCut && held.length >= HEAD_BYTES) {
      table = await cut.start(held.slice(0, HEAD_BYTES));
      canCut = table !== undefined;
    }
    const row = canCut ? rows.find(held, inside ? 0 : BLOCK) : undefined;
    if (row !== undefined) yield piece(row, true);
    else if (!canCut) yield piece(held.length, false);
    else if (rows.done > 0 && (inside || held.length > LONGEST)) yield piece(rows.done, false);
  }
  if (held.length > 0 || inside) yield piece(held.length, true);
}

/** Finds where rows begin, as one thread would read them. */
class Rows {
  readonly #scanner: TableScanner;
  /** Offset up to which the window is read. */
  #at = 0;
  /** Reading fewer bytes again would come to nothing again. */
  #wanted = 0;
  /** No row that begins before is one to cut at: what was read up to here told that a row is broken, or where it ends. */
  #bound = 0;
  /** Offsets in the window. */
  #begun: number[] = [];
  #failedAt = -1;
  #left = 0;
  #over = false;

  constructor({ scanner }: TableFormat, start: TableStart | undefined) {
    this.#scanner = scanner({ record: (at) => this.#begun.push(at), span: () => undefined }, start);
  }

  /** What is read of the window, whether or not a row ends there. */
  get done(): number {
    return this.#at;
  }

  /** The window begins later by so many bytes. */
  leave(bytes: number): void {
    this.#at -= bytes;
    this.#wanted -= bytes;
    this.#bound -= bytes;
    this.#left += bytes;
    this.#begun = this.#begun.map((at) => at - bytes).filter((at) => at > 0);
  }

  /** The first row that begins at or behind `from`; undefined when it is not known yet. */
  find(window: Uint8Array, from: number): number | undefined {
    if (window.length >= this.#wanted) this.#read(window);
    return this.#begun.find((at) => at >= from && at >= this.#bound && at > 0);
  }

  #read(window: Uint8Array): void {
    const before = this.#at;
    while (!this.#over) {
      if (this.#scanner.problem === undefined) {
        this.#at = this.#scanner.scan(window, this.#at, window.length, false);
        if (this.#scanner.problem === undefined) break;
        // The same failure again is the end of what can be read.
        this.#over = this.#left + this.#at === this.#failedAt;
        this.#failedAt = this.#left + this.#at;
      }
      this.#bound = window.length;
      this.#at = this.#scanner.resume?.(window, this.#at, window.length, false) ?? window.length;
      if (this.#scanner.problem !== undefined) break;
    }
    if (this.#over) this.#at = window.length;
    this.#wanted = this.#at === before ? 2 * window.length - this.#at : 0;
  }
}
