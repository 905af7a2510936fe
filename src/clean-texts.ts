/** Longer texts are messages, which seldom come twice. */
const LONGEST = 64;
/** Of a field whose texts are all different, few are remembered in vain. */
const MOST_OF_FIELD = 512;
/** Enough for any record; made-up fields must not make it grow without end. */
const MOST = 20_000;

/**
 * Short texts in which nothing was found, by the field they stand in: the names, states and channels that every record repeats. Only for texts that
 * are examined with nothing known but their field.
 */
export class CleanTexts {
  readonly #fields = new Map<string | undefined, Set<string>>();
  #count = 0;

  has(field: string | undefined, text: string): boolean {
    return text.length <= LONGEST && this.#fields.get(field)?.has(text) === true;
  }

  /** Takes a text that it does not have. */
  add(field: string | undefined, text: string): void {
    if (text.length > LONGEST || this.#count >= MOST) return;
    const texts = this.#fields.get(field);
    if (texts !== undefined && texts.size >= MOST_OF_FIELD) return;
    if (texts === undefined) this.#fields.set(field, new Set([text]));
    else texts.add(text);
    this.#count++;
  }
}
