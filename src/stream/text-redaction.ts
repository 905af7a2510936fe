/** Joins plain text with a redactor. Findings may reach over line ends; bytes that are no UTF-8 come out as they were. */
import { encodeText, type TextEncodingName, type TextPiece, TextPieces } from '../formats/text.ts';
import type { Redactor } from '../types.ts';
import { EditStream, type Settled } from './edit-stream.ts';
import type { Redaction, Watch } from './watch.ts';

const NOTHING_BEFORE: TextBefore = { bytes: new Uint8Array(0), encoding: 'utf-8' };

/** What stands in front of a text that is a part of a longer one. */
export interface TextBefore {
  /** Whole lines, at least `info.holdBack` units of them. */
  readonly bytes: Uint8Array;
  /** Of the last line before `bytes` that was not all ASCII. */
  readonly encoding: TextEncodingName;
}

export class TextRedaction implements Redaction {
  readonly #redactor: Redactor;
  readonly #watch: Watch;
  readonly #pieces: TextPieces;
  #encoding: TextEncodingName;
  #edits: EditStream;
  /** Line that the next settled unit belongs to, and that unit's place in it. */
  #line = 1;
  #column = 0;

  constructor(redactor: Redactor, watch: Watch = {}, before: TextBefore = NOTHING_BEFORE) {
    this.#redactor = redactor;
    this.#watch = watch;
    this.#pieces = new TextPieces(before.encoding);
    this.#encoding = before.encoding;
    let last = '';
    for (const { text, encoding } of this.#pieces.write(before.bytes)) {
      last = encoding === this.#encoding ? last + text : text;
      this.#encoding = encoding;
    }
    this.#edits = new EditStream(redactor, {}, undefined, last);
  }

  write(chunk: Uint8Array): Generator<Uint8Array> {
    return this.#take(this.#pieces.write(chunk));
  }

  /** `after`: whole lines that stand behind a text which is a part of a longer one, at least `info.holdBack` units of them. */
  *end(after: Uint8Array = NOTHING_BEFORE.bytes): Generator<Uint8Array> {
    if (after.length === 0) yield* this.#take(this.#pieces.end());
    yield this.#settle(this.#edits.end(this.#sameEncoding(after)));
    if (this.#column > 0) this.#watch.record?.();
  }

  /** The next lines up to a change of the encoding, behind which nothing matters. */
  #sameEncoding(after: Uint8Array): string {
    if (after.length === 0) return '';
    let text = '';
    for (const piece of [...this.#pieces.write(after), ...this.#pieces.end()]) {
      if (piece.encoding !== this.#encoding) break;
      text += piece.text;
    }
    return text;
  }

  *#take(pieces: readonly TextPiece[]): Generator<Uint8Array> {
    for (const { text, encoding } of pieces) {
      if (encoding !== this.#encoding) {
        // The two cannot be told apart once they are one text.
        yield this.#settle(this.#edits.end());
        this.#edits = new EditStream(this.#redactor, {});
        this.#encoding = encoding;
      }
      yield this.#settle(this.#edits.write(text));
    }
  }

  #settle(settled: Settled): Uint8Array {
    if (settled.text === '') return new Uint8Array(0);
    this.#count(settled);
    return encodeText(settled.redacted, this.#encoding);
  }

  /** Goes through the lines of a stretch and tells what stands in them. */
  #count({ text, findings, degraded }: Settled): void {
    const where = () => ({ record: this.#line, path: '', in: 'value' as const });
    if (degraded) this.#watch.degraded?.(where());
    let next = 0;
    let at = 0;
    for (;;) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline + 1;
      for (; next < findings.length && findings[next].start < end; next++) {
        const finding = findings[next];
        const shift = this.#column - at;
        this.#watch.found?.({ ...finding, start: finding.start + shift, end: finding.end + shift }, where());
      }
      this.#column += end - at;
      at = end;
      if (newline < 0) return;
      this.#line++;
      this.#column = 0;
      this.#watch.record?.();
    }
  }
}
