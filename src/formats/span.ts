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
  /** Nearest property name above it. */
  readonly field: string | undefined;
  /** '$.comments[2].body' */
  readonly path: string;
  /** The content, decoded. */
  decode(): string;
  /** Byte offsets of ascending UTF-16 offsets into `decode()`. */
  byteOffsets(units: readonly number[]): number[];
  /** How a text is written as content of a span of this kind. ASCII only. */
  encode(text: string): string;
}
