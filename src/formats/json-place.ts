/** Where a scanner stands in a JSON document: the open arrays and objects, and the names that lead there. */
import { distinctName, propertyPath } from './names.ts';

/** A longer name is no field name, and depth times name length has to stay small. (A slice would keep the whole of it alive.) */
const LONGEST_NAME = 256;
/** Levels that a path shows: a path a finding, each as long as the document is deep, would be quadratic. */
const DEEPEST_PATH = 100;

/** Where the document itself stands: in a string of another, for instance. */
export interface JsonRoot {
  readonly path: string;
  readonly field: string | undefined;
}

/** A stack in columns: 100 000 levels cost a few megabytes and no recursion. */
export class JsonPlace {
  depth = 0;
  readonly #isArray: boolean[] = [];
  readonly #index: number[] = [];
  readonly #name: string[] = [];
  readonly #field: (string | undefined)[];
  readonly #root: JsonRoot;
  /** Names that `distinct` gave, where it was asked at all. */
  readonly #given: (Map<string, number> | undefined)[] = [];

  constructor(root: JsonRoot = { path: '$', field: undefined }) {
    this.#root = root;
    this.#field = [root.field];
  }

  get inArray(): boolean {
    return this.depth > 0 && this.#isArray[this.depth];
  }

  /** Nearest property name above the present value. */
  get field(): string | undefined {
    return this.#field[this.depth];
  }

  /** Nearest property name above the innermost array or object itself. */
  get fieldAbove(): string | undefined {
    return this.#field[Math.max(0, this.depth - 1)];
  }

  /** A name that has not been given in this object before: the first is as wanted, the next are numbered. */
  distinct(wanted: string): string {
    return distinctName((this.#given[this.depth] ??= new Map()), wanted);
  }

  open(isArray: boolean): void {
    const above = this.#field[this.depth];
    this.depth++;
    this.#isArray[this.depth] = isArray;
    this.#index[this.depth] = 0;
    this.#name[this.depth] = '';
    this.#field[this.depth] = above;
    this.#given[this.depth] = undefined;
  }

  close(): void {
    this.#name[this.depth] = '';
    this.#field[this.depth] = undefined;
    this.depth--;
  }

  /** The next element of the array begins. */
  next(): void {
    this.#index[this.depth]++;
  }

  /** A property begins: `field` is its name as it stands there, `name` what paths may show of it. */
  property(field: string, name: string): void {
    this.#field[this.depth] = field.length > LONGEST_NAME ? undefined : field;
    this.#name[this.depth] = shorten(name);
  }

  /** '$.comments[2].body'; made only when someone asks. */
  path(depth = this.depth): string {
    let path = this.#root.path;
    const deepest = Math.min(depth, DEEPEST_PATH);
    for (let level = 1; level <= deepest; level++)
      path += this.#isArray[level] ? `[${this.#index[level]}]` : propertyPath(this.#name[level]);
    return deepest === depth ? path : `${path}\u2026`;
  }

  /** Path of a name in the innermost object. */
  keyPath(name: string | undefined): string {
    return this.path(this.depth - 1) + (name === undefined ? '' : propertyPath(shorten(name)));
  }

  reset(): void {
    this.depth = 0;
    this.#field[0] = this.#root.field;
  }
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? '\u2026' : name;
}
