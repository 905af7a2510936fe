/** Spans of the formats that are text with marks in it: captions, chat logs, HTML, Markdown. */
import { decodePlain, encodePlain, plainOffsets } from './plain-text.ts';
import type { DocumentScanner, Span, SpanKind, SpanVisitor } from './span.ts';

/** `before` a piece that a tag or a mark parts from the one before it: a reader sees nothing there. A noncharacter, which no text has a use for. */
export const SEAM = '\ufdd0';

/** A text of its own, or a piece of the running text of a document, such as what somebody says over several cues. */
export class TextSpan implements Span {
  kind: SpanKind = 'string';
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  field: string | undefined;
  format: 'html' | 'markdown' | undefined;
  /** What a reader sees between the running text before it and this piece of it; undefined for a text of its own, which interrupts nothing. */
  before: string | undefined;
  /** What is written into it is written with character references, as it must be between and inside of tags. */
  references = false;
  path = '$';

  show(bytes: Uint8Array, start: number, end: number): this {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    return this;
  }

  /** The same on bytes of its own, to be read later. */
  keep(): TextSpan {
    const kept = new TextSpan().show(this.bytes.subarray(this.start, this.end), 0, this.end - this.start);
    kept.format = this.format;
    kept.references = this.references;
    return kept;
  }

  decode(): string {
    return decodePlain(this.bytes, this.start, this.end);
  }

  byteOffsets(units: readonly number[]): number[] {
    return plainOffsets(this.bytes, this.start, this.end, units);
  }

  encode(text: string): string {
    return this.references ? encodeReferences(text) : encodePlain(text);
  }
}

/** Makes a scanner for one document that shows its text so. It reads everything: no document is broken for it. */
export type TextScannerFactory = (visitor: SpanVisitor<TextSpan>) => DocumentScanner;

/** A text as it can stand anywhere in markup. */
function encodeReferences(text: string): string {
  return text.replace(/[&<>"']|[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}
