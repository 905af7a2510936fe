import { didYouMean, SordinoError } from '../errors.ts';
import type { ErrorCode, ErrorPlace } from '../errors.ts';

/** Keys and indexes from the top of a file to a value in it. */
export type KeyPath = readonly (string | number)[];

/** Where a value stands, or its key; `offset` goes further into a text. */
export type PlaceOf = (path: KeyPath, part?: 'value' | 'key', offset?: number) => ErrorPlace;

/** Reads values of which nothing is known; each reader gives the value when it has the right form and notes a problem when not. */
export class Checker {
  readonly errors: SordinoError[] = [];
  readonly #place: PlaceOf;
  readonly #code: ErrorCode;

  constructor(place: PlaceOf, code: ErrorCode) {
    this.#place = place;
    this.#code = code;
  }

  fail(path: KeyPath, message: string, code: ErrorCode = this.#code, part: 'value' | 'key' = 'value', offset = 0): void {
    this.errors.push(new SordinoError(code, message, this.#place(path, part, offset)));
  }

  /** A mapping; with `known`, of these keys only. */
  map(value: unknown, path: KeyPath, known?: readonly string[], called = 'a key here'): Readonly<Record<string, unknown>> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fail(path, `${nameOf(path)}: ${form(value)}, where a mapping (key: value) is expected`);
      return undefined;
    }
    if (known !== undefined) {
      for (const key of Object.keys(value)) {
        if (known.includes(key)) continue;
        const names = known.length === 0 ? ' There are none.' : didYouMean(key, known) || ` Known are ${known.join(', ')}.`;
        // `{ why: first, second }`: what follows the comma reads as a key without a value.
        const comma = (value as Record<string, unknown>)[key] === null ? ' A text with a comma needs quotes inside { }.' : '';
        this.fail([...path, key], `"${key}" is not ${called}.${comma}${names}`, 'ERR_RULE_UNKNOWN_KEY', 'key');
      }
    }
    return value as Record<string, unknown>;
  }

  list(value: unknown, path: KeyPath): readonly unknown[] | undefined {
    if (Array.isArray(value)) return value;
    this.fail(path, `${nameOf(path)}: ${form(value)}, where a list is expected`);
    return undefined;
  }

  /** A list that may be left out or left empty: that is an error of its own. */
  listOrNothing(value: unknown, path: KeyPath): readonly unknown[] | undefined {
    return value === undefined || value === null ? [] : this.list(value, path);
  }

  text(value: unknown, path: KeyPath): string | undefined {
    if (typeof value === 'string') return value;
    const advice = typeof value === 'number' || typeof value === 'boolean' ? '; put it in quotes' : '';
    this.fail(path, `${nameOf(path)}: ${form(value)}, where a text is expected${advice}`);
    return undefined;
  }

  line(value: unknown, path: KeyPath): void {
    const text = this.text(value, path);
    if (text?.trim() === '') this.fail(path, `${nameOf(path)}: is empty; one line says it`);
    else if (text !== undefined && /[\r\n]/.test(text.trimEnd())) this.fail(path, `${nameOf(path)}: has more than one line`);
  }

  id(value: unknown, path: KeyPath): string | undefined {
    const id = this.text(value, path);
    if (id === undefined || /^[a-z][a-z0-9-]{0,39}$/.test(id)) return id;
    this.fail(
      path,
      `${nameOf(path)}: "${id.slice(0, 40)}" must be lower-case letters, digits and "-", at most 40, and begin with a letter`,
    );
    return undefined;
  }

  number(value: unknown, path: KeyPath, least: number, most: number): void {
    if (typeof value !== 'number') this.fail(path, `${nameOf(path)}: ${form(value)}, where a number from ${least} to ${most} is expected`);
    // Written so that NaN is outside.
    else if (!(value >= least && value <= most)) this.fail(path, `${nameOf(path)}: ${value} is outside ${least} to ${most}`);
  }

  whole(value: unknown, path: KeyPath, least: number, most: number): void {
    if (typeof value === 'number' && !Number.isInteger(value)) this.fail(path, `${nameOf(path)}: must be a whole number`);
    else this.number(value, path, least, most);
  }
}

/** The last key on the way; for an entry of a list the name of the list. */
function nameOf(path: KeyPath): string {
  return String(path.findLast((key) => typeof key === 'string') ?? 'file');
}

function form(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'is empty';
  if (Array.isArray(value)) return 'is a list';
  return typeof value === 'object'
    ? 'is a mapping'
    : `is a ${typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'true or false value' : typeof value}`;
}
