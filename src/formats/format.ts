/** What a format brings along, so that it is one file in this folder and one line in `index.ts`. */
import type { ScannerFactory, SpanVisitor } from './span.ts';
import type { TableScanner, TableStart } from './table-start.ts';
import type { TextScannerFactory } from './text-span.ts';

/** What all formats say of themselves. */
interface KnownFormat {
  /** As `--format` takes it. */
  readonly name: string;
  /** What one record is called: 'row', 'message', 'cue'. */
  readonly record: string;
  /** Its spans have paths that `--fields` can choose from. */
  readonly hasFields: boolean;
  /** Names of files that usually are of this format end so, without the dot. They count where `rulesOut` does not speak against it. */
  readonly extensions: readonly string[];
  /** The first bytes of an input (`whole`: all of it) can hardly be anything else. It is asked when they are neither JSON nor NDJSON. */
  looksLike(head: Uint8Array, whole: boolean): boolean;
  /** They cannot be this, whatever the name says. Default: never. */
  rulesOut?(head: Uint8Array, whole: boolean): boolean;
}

/** A format whose texts are changed one by one, where they stand. */
export interface Format extends KnownFormat {
  readonly scanner: ScannerFactory;
}

/** A format whose running text stands in many spans, which are read as one. */
export interface JoinedFormat extends Format {
  readonly joins: true;
  readonly scanner: TextScannerFactory;
}

export function isJoined(format: Format): format is JoinedFormat {
  return 'joins' in format;
}

/** A format of rows that can be read from the beginning of any of them, once it is known how the table is written. */
export interface TableFormat extends Format {
  readonly table: true;
  readonly scanner: (visitor: SpanVisitor, start?: TableStart) => TableScanner;
}

export function isTable(format: Format): format is TableFormat {
  return 'table' in format;
}

/** E-mail: what is found in one text of a message concerns the others, and parts that are no text are replaced. */
export interface MailFormat extends KnownFormat {
  /** Many messages in a file, each behind a `From ` line. */
  readonly mbox: boolean;
}
