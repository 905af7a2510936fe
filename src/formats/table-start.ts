/** What one has to know of a table to read its rows from the middle on. Plain data, so that it can be handed to another thread. */
import type { Dialect } from './csv-cell.ts';
import type { DocumentScanner } from './span.ts';

export interface Column {
  readonly field: string | undefined;
  readonly path: string;
}

export interface TableStart {
  readonly dialect: Dialect;
  /** Cells of most rows. */
  readonly width: number;
  /** As the header names them; empty where there is none. */
  readonly columns: readonly Column[];
}

export interface TableScanner extends DocumentScanner {
  /** Undefined until the header is read. */
  readonly start: TableStart | undefined;
}
