/** What every format yields: where text stands in a document's bytes. Nothing here knows what becomes of the text. */

export type SpanKind = 'string' | 'number' | 'key';

/**
 * A piece of text in a document. The object is used again for the next one: read it while it is shown, do not keep it.
 * What is not a span is never touched, so ids, spacing, quoting and line ends survive by construction.
 */
export interface Span {
  readonly kind: SpanKind;
  /** The bytes it stands in. */
  readonly bytes: Uint8Array;
  /** First byte of the content, without quotes. */
  readonly start: number;
  /** After the last byte of the content. */
  readonly end: number;
  /** Nearest property name above it: the column of a table, the header of an e-mail. Set by the visitor where another member says the name. */
  field: string | undefined;
  /** How the content is read, where it is no plain text. */
  readonly format?: 'html' | 'markdown' | 'email';
  /** '$.comments[2].body' */
  readonly path: string;
  /** The content, decoded. */
  decode(): string;
  /** Byte offsets of ascending UTF-16 offsets into `decode()`. */
  byteOffsets(units: readonly number[]): number[];
  /** How a text is written as content of a span of this kind: one unit a byte, ASCII wherever the format allows. */
  encode(text: string): string;
  /** All bytes of the content anew, where a replacement cannot stand in it as it is (a cell that needs quotes now); undefined where it can. */
  rewrite?(redacted: string): string | undefined;
  /** Of a key: a name that its record has not been given yet. */
  distinct?(name: string): string;
  /** Of a key, set by the visitor: what paths show instead of the name itself. */
  name?: string | undefined;
}

/** What a scanner tells as it goes. Spans come in ascending order, do not overlap, and each is told once. */
export interface SpanVisitor<S extends Span = Span> {
  /** A record (row, message, cue, line) begins at `start`, in bytes of the window. */
  record?(start: number): void;
  /** A whole span. */
  span(span: S): void;
  /** A part of a span too long to wait for, cut between characters; `last` ends it. */
  part?(span: S, last: boolean): void;
  /** What the reader of the output should know of how the document was read. */
  noted?(note: string): void;
}

/** What can be wrong with a document. Other words may be used where none of these says it. */
export type Problem = 'syntax' | 'depth' | 'token-length' | 'incomplete' | (string & {});

/** One format: finds the spans in a document that comes in windows. Iterative; everything that is no span is copied through by whoever drives it. */
export interface DocumentScanner {
  /** Why the document, or the record at hand, cannot be read, once that is clear. */
  readonly problem: Problem | undefined;
  /** Offset of the problem in the window in which it was seen. */
  readonly problemAt: number;
  /**
   * Reads `bytes[from..to)` and gives the offset up to which it is done; the rest must come again at the start of the next window, with more
   * behind it. With `last`, nothing follows: what is incomplete is a problem, or ends there, as the format has it. It is called with `last` once,
   * even when nothing is left to read. After a problem nothing more is read.
   */
  scan(bytes: Uint8Array, from: number, to: number, last: boolean): number;
  /**
   * After a problem, until `problem` is undefined again: the offset up to which all bytes of `bytes[from..to)` go with the broken record, as a rule
   * its line end, from which `scan` then goes on; the rest comes again. Without this method, a problem is the end of the document.
   */
  resume?(bytes: Uint8Array, from: number, to: number, last: boolean): number;
  /** What stands in place of a broken record, one unit a byte: `text` as the format writes it. Default: `text`. */
  encodeFailure?(text: string): string;
}

/** Makes a scanner for one document. */
export type ScannerFactory = (visitor: SpanVisitor) => DocumentScanner;
