/** Forms and custom fields name a value beside it: `{ "name": "password", "value": "..." }`. */

/** Members that name what stands in the same object. */
const NAMES: ReadonlySet<string> = new Set(['name', 'label', 'key', 'field', 'fieldname', 'title', 'question']);
/** Members that hold it. */
const VALUES: ReadonlySet<string> = new Set(['value', 'values', 'answer']);
/** Objects whose name is that of a thing. */
const THINGS: ReadonlySet<string> = new Set(
  [
    'action app application article attachment attribute badge brand category channel column event feature field file filter flag folder form format',
    'group integration item label language license licence list locale macro menu metric module option package permission plan platform plugin',
    'priority product project property queue question role rule schedule section segment service setting skill sla source stage state status step',
    'store subscription tag tax team template theme timezone topic trigger type variant version view webhook workflow',
  ].flatMap((line) => line.split(' ')),
);
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

  /** The `name` of an object that stands under `holder`, as in `attachments: [{ name }]`, is that of a thing. */
  static isOfThing(field: string | undefined, holder: string): boolean {
    if (field?.toLowerCase() !== 'name') return false;
    // The addresses of a mail's headers have names too.
    if (/^headers?$/i.test(holder)) return true;
    const last = /[A-Za-z][a-z]*$/.exec(holder)?.[0].toLowerCase() ?? '';
    return (
      THINGS.has(last) || THINGS.has(last.replace(/s$/, '')) || THINGS.has(last.replace(/ies$/, 'y')) || THINGS.has(last.replace(/es$/, ''))
    );
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
