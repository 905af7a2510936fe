/** The texts of a record, gathered before any is redacted, and then what became of them. */
import type { Span } from '../formats/span.ts';
import type { ConversationText, Redacted } from '../types.ts';

/** Most texts of a record that are held at once to be redacted together. */
const MAX_TEXTS = 20_000;

export class Gathered {
  readonly #texts: ConversationText[] = [];
  /** Names recur in a record; each is examined once. */
  readonly #names = new Map<string, number>();
  #redacted: readonly Redacted[] = [];
  #next = 0;

  /** So many texts that they are not redacted together. */
  get tooMany(): boolean {
    return this.#texts.length > MAX_TEXTS;
  }

  add(text: string, span: Span, record: number): void {
    if (this.tooMany) return;
    if (span.kind !== 'key') this.#texts.push({ text, field: span.field, place: { record, path: span.path } });
    else if (!this.#names.has(text)) this.#names.set(text, this.#texts.push({ text, field: '' }) - 1);
  }

  /** Redacts all of them. Where that fails, none has been examined, and `take` gives nothing. */
  redact(together: (texts: readonly ConversationText[]) => readonly Redacted[]): void {
    try {
      this.#redacted = together(this.#texts);
    } catch {
      this.#redacted = [];
    }
  }

  /** What became of a text; they come in the order in which they were gathered. */
  take(text: string, span: Span): Redacted | undefined {
    if (span.kind === 'key') return this.#redacted[this.#names.get(text) ?? -1];
    while (this.#texts[this.#next]?.place === undefined) this.#next++;
    const { place } = this.#texts[this.#next];
    // Names in the path stand in it as they were replaced.
    if (place !== undefined) place.path = span.path;
    return this.#redacted[this.#next++];
  }
}
