/** Message-IDs that look like addresses: told apart by a number, so that what answers what can still be seen. */

/** Headers that hold them. */
const FIELDS = new Set(['message-id', 'in-reply-to', 'references', 'resent-message-id', 'original-message-id', 'x-original-message-id']);
/** The oldest is forgotten, and would get a new number. */
const MOST = 100_000;

export class MessageIds {
  readonly #numbers = new Map<string, number>();
  #last = 0;

  /**
   * What stands for `text[start..end)`, for which the redactor has `replacement`. All of an id becomes `1@[EMAIL]`: an id to a reader of mail, and none
   * to a rule. The number says no more than which came first.
   */
  replacementFor(field: string | undefined, text: string, start: number, end: number, replacement: string): string {
    const isWhole = text[start - 1] === '<' && text[end] === '>';
    if (field === undefined || !isWhole || !FIELDS.has(field.toLowerCase()) || !/^\[[A-Z_]+\]$/.test(replacement)) return replacement;
    return `${this.#numberOf(text.slice(start, end))}@${replacement}`;
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    if (this.#numbers.size >= MOST)
      for (const oldest of this.#numbers.keys()) {
        this.#numbers.delete(oldest);
        break;
      }
    this.#numbers.set(id, ++this.#last);
    return this.#last;
  }
}
