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
  /** Nearest property name above it: the column of a table, the header of an e-mail. */
  readonly field: string | undefined;
  /** How the content is read, where it is no plain text. */
  readonly format?: 'html' | 'email';
  /** '$.comments[2].body' */
  readonly path: string;
  /** The content, decoded. */
  decode(): string;
  /** Byte offsets of ascending UTF-16 offsets into `decode()`. */
  byteOffsets(units: readonly number[]): number[];
  /** How a text is written as content of a span of this kind. ASCII only. */
  encode(text: string): string;
}

/** What a scanner tells as it goes. Spans come in ascending order and do not overlap. */
export interface SpanVisitor<S extends Span = Span> {
  /** A record (row, message, cue, line) begins at `start`, in bytes of the window. */
  record?(start: number): void;
  /** A whole span. */
  span(span: S): void;
  /** A part of a span too long to wait for, cut between characters; `last` ends it. */
  part?(span: S, last: boolean): void;
}

/** One format: finds the spans in a document that comes in windows. Iterative; everything that is no span is copied through by whoever drives it. */
export interface DocumentScanner {
  /** Why the document, or the record at hand, cannot be read, once that is clear. */
  readonly problem: string | undefined;
  /** Offset of the problem in the window in which it was seen. */
  readonly problemAt: number;
  /**
   * Reads `bytes[from..to)` and gives the offset up to which it is done; the rest must come again at the start of the next window, with more
   * behind it. With `last`, nothing follows: what is incomplete is a problem, or ends there, as the format has it.
   */
  scan(bytes: Uint8Array, from: number, to: number, last: boolean): number;
}
