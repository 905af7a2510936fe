/** Longer texts are messages, which seldom come twice. */
const LONGEST = 32;
/** A field of fewer different values is one of choices: a state, a channel, a kind. */
const MOST_TEXTS = 256;
/** Enough for any record; made-up fields must not make it grow without end. */
const MOST_FIELDS = 1_000;

/**
 * Short texts in which nothing was found, by the field they stand in: the choices that every record of an export repeats. The first of each field
 * are remembered and no more, so that free texts cost one look. Only for texts that are examined with nothing known but their field.
 */
export class CleanTexts {
  readonly #fields = new Map<string, Set<string>>();

  has(field: string | undefined, text: string): boolean {
    return text.length <= LONGEST && this.#fields.get(field ?? '')?.has(text) === true;
  }

  add(field: string | undefined, text: string): void {
    if (text.length > LONGEST) return;
    const name = field ?? '';
    let texts = this.#fields.get(name);
    if (texts === undefined) {
      if (this.#fields.size === MOST_FIELDS) return;
      texts = new Set();
      this.#fields.set(name, texts);
    }
    if (texts.size < MOST_TEXTS) texts.add(text);
  }
}
