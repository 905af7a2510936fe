/** Forms and custom fields name a value beside it: `{ "name": "password", "value": "..." }`. */

/** Members that name what stands in the same object. */
const NAMES: ReadonlySet<string> = new Set(['name', 'label', 'key', 'field', 'fieldname', 'title', 'question']);
/** Members that hold it. */
const VALUES: ReadonlySet<string> = new Set(['value', 'values', 'answer']);
/** Longest name that is a label and no text. */
const MAX_NAME = 60;

/** Reads the members of records along and says under which name a value stands. Objects are told by anything that is equal for one of them. */
export class NamedValues {
  #holder: unknown;
  #name: string | undefined;

  /** A member that may name another is read. */
  static mayName(field: string | undefined): boolean {
    return field !== undefined && NAMES.has(field.toLowerCase());
  }

  static mayBeNamed(field: string | undefined): boolean {
    return field !== undefined && VALUES.has(field.toLowerCase());
  }

  /** `holder`: the object in which the text stands. */
  note(holder: unknown, text: string): void {
    // Of several names the first that could be a field's counts.
    if (this.#holder === holder && this.#name !== undefined) return;
    this.#holder = holder;
    this.#name = text.length <= MAX_NAME ? text : undefined;
  }

  /** The name of a value in `holder`, when one came before. */
  nameIn(holder: unknown): string | undefined {
    return this.#holder === holder ? this.#name : undefined;
  }
}
