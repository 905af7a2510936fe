/** How a table is written, asked of whoever has a redactor. */
import { isTable, type TableFormat } from '../../formats/format.ts';
import { type FormatName, formatNamed } from '../../formats/index.ts';
import type { TableStart } from '../../formats/table-start.ts';
import { tableStartOf } from '../../stream/table-start-of.ts';
import type { Redactor } from '../../types.ts';

export interface TableQuestion {
  readonly format: FormatName;
  /** The first bytes, as many as a table is told by. */
  readonly head: Uint8Array;
}

/** The format, when it is one of tables. */
export function tableNamed(name: FormatName): TableFormat | undefined {
  const format = formatNamed(name);
  return format !== undefined && !('mbox' in format) && isTable(format) ? format : undefined;
}

export function answerTable(redactor: Redactor, { format, head }: TableQuestion): TableStart | undefined {
  const table = tableNamed(format);
  return table === undefined ? undefined : tableStartOf(redactor, table, head);
}
