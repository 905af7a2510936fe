/** Short texts in which nothing was found. Records repeat them: names of properties, a status, a language, a channel. */

const LONGEST = 64;
const MOST = 20_000;
/** Of a field whose texts are all different, few are remembered in vain. */
const MOST_OF_FIELD = 512;

export class CleanTexts {
  /** By the field they stood in, on which it depends what is found in them. */
  readonly #texts = new Map<string | undefined, Set<string>>();
  #count = 0;

  has(text: string, field: string | undefined): boolean {
    return text.length <= LONGEST && this.#texts.get(field)?.has(text) === true;
  }

  /** Takes a text that it does not have. */
  add(text: string, field: string | undefined): void {
    if (text.length > LONGEST || this.#count >= MOST) return;
    const texts = this.#texts.get(field);
    if (texts !== undefined && texts.size >= MOST_OF_FIELD) return;
    if (texts === undefined) this.#texts.set(field, new Set([text]));
    else texts.add(text);
    this.#count++;
  }
}
