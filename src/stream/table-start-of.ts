/** Reads how a table is written from its first bytes, with its columns named as paths show them. */
import type { TableFormat } from '../formats/format.ts';
import type { SpanVisitor } from '../formats/span.ts';
import type { TableScanner, TableStart } from '../formats/table-start.ts';
import type { Redactor } from '../types.ts';
import { exportRedactor } from './export-redactor.ts';
import { SpanRedaction } from './span-redaction.ts';

/**
 * `head`: as many bytes as a table is told by. Names of columns that hold something are replaced in paths, so they are redacted; cells are left out.
 * Undefined when the header does not end there.
 */
export function tableStartOf(redactor: Redactor, { scanner }: TableFormat, head: Uint8Array): TableStart | undefined {
  let reads: TableScanner | undefined;
  const factory = (visitor: SpanVisitor) => {
    reads = scanner(visitor);
    return reads;
  };
  const redaction = new SpanRedaction(exportRedactor(redactor), factory, { selects: () => false });
  Array.from(redaction.write(head));
  return reads?.start;
}
