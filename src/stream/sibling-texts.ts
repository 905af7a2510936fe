/** Puts together what the scanner of JSON shows in pieces, and hands all else on. */
import type { JsonSpan, JsonVisitor } from '../formats/json-scanner.ts';
import type { Span } from '../formats/span.ts';
import type { SpanEdits } from './span-edits.ts';

export class SiblingTexts implements JsonVisitor {
  readonly #edits: SpanEdits;
  #pieces: { readonly span: Span; readonly before: string }[] = [];
  /** Changes there were before the first of them. */
  #count = 0;

  constructor(edits: SpanEdits) {
    this.#edits = edits;
  }

  span(span: JsonSpan): void {
    if (span.before === undefined) {
      this.#edits.span(span);
      return;
    }
    if (!this.#edits.examines(span)) return;
    if (this.#pieces.length === 0) this.#count = this.#edits.count;
    this.#pieces.push({ span: span.keep(), before: span.before });
  }

  part(span: JsonSpan, last: boolean): void {
    this.#edits.part(span, last);
  }

  endOfText(): void {
    const pieces = this.#pieces;
    this.#pieces = [];
    if (pieces.length > 0) this.#edits.joined(pieces, this.#count);
  }
}
