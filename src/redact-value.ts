import { CleanTexts } from './clean-texts.ts';
import { checkOptions, SordinoError } from './errors.ts';
import { NamedValues } from './named-values.ts';
import type { Context, Finding, Redacted, RedactedValue, ValueFinding, ValueOptions } from './types.ts';
import { FAILURE_MARKER } from './types.ts';

/** Most nested level when the caller names none. JSON.stringify overflows the stack at some thousands; no message nests this deep. */
export const DEFAULT_MAX_DEPTH = 200;

/** Values walked at most: objects that share members can stand for more than any memory holds. */
const MAX_VALUES = 2 ** 24;

/** Where the text at hand stands. Read it while it is shown: a path is made when it is asked for. */
export interface WalkPlace {
  readonly in: 'value' | 'key';
  readonly path: string;
}

export type RedactText = (text: string, context: Context, place: WalkPlace) => Redacted;

type Segment = string | number;

/** One container on the way from the root to the value being read. */
interface Frame {
  readonly source: object;
  readonly kind: 'object' | 'array' | 'map' | 'set';
  readonly result: object;
  /** Property names, index names of a sparse array, or the entries of a map or set; null for a dense array. */
  readonly members: readonly unknown[] | null;
  readonly length: number;
  next: number;
  /** What texts directly inside are examined with, when the key does not say otherwise. */
  readonly context: Context;
  readonly parent: Frame | null;
  /** How the parent names this container: a key, an index, or, for the root, the path it was given. */
  readonly segment: Segment;
  /** Made when a key has to be rewritten. */
  names: Names | null;
}

/** Above this an array is read by the indexes it has, so that `[].length = 2 ** 32 - 1` costs nothing. */
const LONG_ARRAY = 1_000_000;

/**
 * Redacts every string, number and key of a JSON value, without recursion, and gives a fresh value.
 *
 * Each property is read once, `toJSON` is called once, and what cannot be examined (binary data, a getter that throws, a cycle)
 * is replaced by FAILURE_MARKER and reported as `degraded`.
 */
export function walkValue<T>(value: T, redactText: RedactText, context: Context = {}, options: ValueOptions = {}): RedactedValue<T> {
  return new Walk(redactText, context, options).run(value) as RedactedValue<T>;
}

class Walk implements WalkPlace {
  readonly redactText: RedactText;
  readonly root: Context;
  readonly base: string;
  readonly maxDepth: number;
  /** Records repeat their keys; looking once is enough. */
  readonly cleanKeys = new CleanTexts();
  readonly named = new NamedValues();
  readonly findings: ValueFinding[] = [];
  readonly ancestors = new Set<object>();
  degraded = false;
  depth = 0;
  values = 0;
  top: Frame | null = null;
  in: 'value' | 'key' = 'value';
  parent: Frame | null = null;
  segment: Segment = '';

  constructor(redactText: RedactText, context: Context, options: ValueOptions) {
    checkOptions(options, 'redactValue', ['maxDepth']);
    this.redactText = redactText;
    // The path of the whole would be wrong for its parts; findings carry their own.
    this.root = context.path === undefined ? context : { ...context, path: undefined };
    this.base = context.path ?? '$';
    this.maxDepth = options.maxDepth ?? DEFAULT_MAX_DEPTH;
    if (!Number.isSafeInteger(this.maxDepth) || this.maxDepth < 1) {
      throw new SordinoError('ERR_OPTION_INVALID', 'maxDepth: should be a whole number of at least 1.');
    }
  }

  run(value: unknown): RedactedValue<unknown> {
    const result = this.take(value, '', this.root, null, this.base);
    while (this.top !== null) {
      const frame: Frame = this.top;
      if (frame.next === frame.length) {
        this.ancestors.delete(frame.source);
        this.top = frame.parent;
        this.depth--;
      } else {
        this.step(frame, frame.next++);
      }
    }
    return { value: result === OMITTED ? undefined : result, findings: this.findings, degraded: this.degraded };
  }

  /** Reads one member of a container, examines it and puts it into the result. */
  step(frame: Frame, index: number): void {
    switch (frame.kind) {
      case 'array': {
        const at = frame.members === null ? index : Number(frame.members[index]);
        const member = this.read(frame.source, at);
        // A hole stays a hole.
        if (member === undefined && frame.members === null && !hasMember(frame.source, at)) return;
        const taken = this.take(member, at, frame.context, frame, at);
        (frame.result as unknown[])[at] = taken === OMITTED ? null : taken;
        return;
      }
      case 'object': {
        const key = (frame.members as readonly string[])[index];
        const name = this.key(frame, key);
        const member = this.read(frame.source, key);
        if (typeof member === 'string' && NamedValues.mayName(key)) this.named.note(frame, member);
        const taken = this.take(member, key, fieldContext(frame.context, this.fieldOf(frame, key)), frame, name);
        if (taken !== OMITTED) setOwn(frame.result, name, taken);
        return;
      }
      case 'map': {
        const [key, member] = (frame.members as readonly (readonly [unknown, unknown])[])[index];
        const name = this.mapKey(frame, key);
        const field = typeof key === 'string' ? fieldContext(frame.context, key) : frame.context;
        (frame.result as Map<unknown, unknown>).set(name, emptied(this.take(member, index, field, frame, String(name))));
        return;
      }
      default: {
        const member = (frame.members as readonly unknown[])[index];
        (frame.result as Set<unknown>).add(emptied(this.take(member, index, frame.context, frame, index)));
      }
    }
  }

  /** What a member is called: by its key, or by the name that its object gives it or is given. */
  fieldOf(frame: Frame, key: string): string {
    if (NamedValues.mayBeNamed(key)) return this.named.nameIn(frame) ?? frame.context.field ?? key;
    return NamedValues.isOfThing(key, holderOf(frame)) ? '' : key;
  }

  /** One read, since a getter or a proxy may answer otherwise the next time. */
  read(source: object, key: PropertyKey): unknown {
    try {
      return (source as Record<PropertyKey, unknown>)[key];
    } catch {
      return UNREADABLE;
    }
  }

  /** Gives the redacted primitive, or the still empty result of a container that is now on top of the stack. */
  take(value: unknown, key: string | number, context: Context, parent: Frame | null, segment: Segment): unknown {
    if (++this.values > MAX_VALUES) throw new SordinoError('ERR_INPUT_TOO_LARGE', `A value has more than ${MAX_VALUES} members.`);
    switch (typeof value) {
      case 'string':
        return this.text(value, context, parent, segment);
      case 'number':
      case 'bigint':
        return this.number(value, context, parent, segment);
      case 'object':
        return value === null ? null : this.object(value, key, context, parent, segment);
      case 'function':
      case 'symbol':
        return value === UNREADABLE ? this.fail() : OMITTED;
      default:
        return value;
    }
  }

  text(text: string, context: Context, parent: Frame | null, segment: Segment): string {
    if (text === '') return '';
    const redacted = this.examine(text, context, 'value', parent, segment);
    if (redacted === null) return this.fail();
    if (redacted.findings.length > 0) this.report(redacted.findings, 'value', parent, segment);
    return redacted.text;
  }

  /** A number is read as it would be printed; one that is found becomes the replacement, a string. */
  number(value: number | bigint, context: Context, parent: Frame | null, segment: Segment): unknown {
    if (typeof value === 'number' && !Number.isFinite(value)) return value;
    const literal = String(value);
    const redacted = this.examine(literal, context, 'value', parent, segment);
    if (redacted === null) return this.fail();
    if (redacted.findings.length > 0) this.report(redacted.findings, 'value', parent, segment);
    return redacted.text === literal ? value : redacted.text;
  }

  key(frame: Frame, key: string): string {
    if (key === '' || this.cleanKeys.has(undefined, key)) return key;
    // A name is no answer that somebody gave, and the field around it does not say what it is.
    const redacted = this.examine(key, fieldContext(frame.context, ''), 'key', frame.parent, frame.segment);
    if (redacted === null) return this.freeName(frame, this.fail());
    if (redacted.findings.length === 0 && redacted.text === key) {
      this.cleanKeys.add(undefined, key);
      return key;
    }
    const name = redacted.text === key ? key : this.freeName(frame, redacted.text);
    this.report(redacted.findings, 'key', frame, name);
    return name;
  }

  mapKey(frame: Frame, key: unknown): unknown {
    switch (typeof key) {
      case 'string':
        return this.key(frame, key);
      case 'number':
      case 'bigint': {
        const literal = String(key);
        const name = this.key(frame, literal);
        return name === literal ? key : name;
      }
      case 'boolean':
      case 'undefined':
        return key;
      default:
        return key === null ? null : this.freeName(frame, this.fail());
    }
  }

  freeName(frame: Frame, wanted: string): string {
    if (frame.names === null) {
      const keys =
        frame.kind === 'map'
          ? (frame.members as readonly (readonly unknown[])[]).map(([key]) => key)
          : (frame.members as readonly unknown[]);
      frame.names = new Names(keys.filter((key) => typeof key === 'string'));
    }
    return frame.names.free(wanted);
  }

  object(given: object, key: string | number, context: Context, parent: Frame | null, segment: Segment): unknown {
    try {
      if (isBinary(given)) return this.fail();
      const toJSON = (given as { toJSON?: unknown }).toJSON;
      if (typeof toJSON !== 'function') return this.enter(given, context, parent, segment);
      const value: unknown = toJSON.call(given, String(key));
      if (typeof value === 'object' && value !== null) return isBinary(value) ? this.fail() : this.enter(value, context, parent, segment);
      return this.take(value, key, context, parent, segment);
    } catch (error) {
      if (error instanceof SordinoError) throw error;
      // Proxies may throw from any trap, toJSON and getters as they like.
      return this.fail();
    }
  }

  enter(source: object, context: Context, parent: Frame | null, segment: Segment): unknown {
    if (this.ancestors.has(source)) return this.fail();
    const boxed = unboxed(source);
    if (boxed !== source) return this.take(boxed, '', context, parent, segment);
    if (this.depth >= this.maxDepth) throw new SordinoError('ERR_VALUE_DEPTH', `A value nests deeper than ${this.maxDepth} levels.`);
    const frame = open(source, context, parent, segment);
    this.ancestors.add(source);
    this.top = frame;
    this.depth++;
    return frame.result;
  }

  get path(): string {
    return pathTo(this.parent, this.segment);
  }

  examine(text: string, context: Context, where: 'value' | 'key', parent: Frame | null, segment: Segment): Redacted | null {
    this.in = where;
    this.parent = parent;
    this.segment = segment;
    try {
      const redacted = this.redactText(text, context, this);
      if (typeof redacted.text !== 'string') return null;
      if (redacted.degraded) this.degraded = true;
      return redacted;
    } catch {
      // Whatever went wrong, the text has not been examined.
      return null;
    }
  }

  fail(): string {
    this.degraded = true;
    return FAILURE_MARKER;
  }

  report(findings: readonly Finding[], where: 'value' | 'key', parent: Frame | null, segment: Segment): void {
    const path = pathTo(parent, segment);
    for (const finding of findings) this.findings.push({ ...finding, path, in: where });
  }
}

/** Stands for a property that could not be read. Never leaves this file. */
const UNREADABLE = Symbol('unreadable');
/** JSON leaves functions and symbols out of objects. */
const OMITTED = Symbol('omitted');

function emptied(taken: unknown): unknown {
  return taken === OMITTED ? null : taken;
}

function open(source: object, context: Context, parent: Frame | null, segment: Segment): Frame {
  if (Array.isArray(source)) {
    const length = source.length;
    const members = length > LONG_ARRAY ? Object.keys(source).filter(isIndex) : null;
    const result: unknown[] = [];
    result.length = length;
    return { source, kind: 'array', result, members, length: members?.length ?? length, next: 0, context, parent, segment, names: null };
  }
  if (source instanceof Map) {
    const members = [...Map.prototype.entries.call(source)];
    return { source, kind: 'map', result: new Map(), members, length: members.length, next: 0, context, parent, segment, names: null };
  }
  if (source instanceof Set) {
    const members = [...Set.prototype.values.call(source)];
    return { source, kind: 'set', result: new Set(), members, length: members.length, next: 0, context, parent, segment, names: null };
  }
  const members = Object.keys(source);
  const result = Object.getPrototypeOf(source) === null ? Object.create(null) : {};
  return { source, kind: 'object', result, members, length: members.length, next: 0, context, parent, segment, names: null };
}

/** Bytes have no one reading: as text, as an image, as an archive. They are not examined here and do not pass. */
function isBinary(value: object): boolean {
  return (
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer ||
    (typeof SharedArrayBuffer !== 'undefined' && value instanceof SharedArrayBuffer)
  );
}

const UNBOX = [String.prototype.valueOf, Number.prototype.valueOf, Boolean.prototype.valueOf, BigInt.prototype.valueOf] as const;

/** What JSON.stringify makes of `new String('a')`: without this its letters would be examined one by one. */
function unboxed(value: object): unknown {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === Array.prototype || prototype === null) return value;
  for (const unbox of UNBOX) {
    try {
      return Reflect.apply(unbox, value, []);
    } catch {
      // Not of this kind.
    }
  }
  return value;
}

function fieldContext(context: Context, field: string): Context {
  return { ...context, field };
}

/** The name of the member in which the object stands, by itself or in a list. */
function holderOf(frame: Frame): string {
  let at: Frame | null = frame;
  while (at !== null && typeof at.segment === 'number') at = at.parent;
  return at === null || at.parent === null ? '' : String(at.segment);
}

/** Defined, never assigned, where a prototype would listen: `__proto__` as a key is data. */
function setOwn(target: object, key: string, value: unknown): void {
  if (key in target) Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else (target as Record<string, unknown>)[key] = value;
}

/** Names inside one object: two redacted keys may become equal, and then the later one is numbered so that no member is lost. */
class Names {
  readonly taken: Set<string>;
  /** Where counting goes on, so that a million equal names take a million steps. */
  readonly last = new Map<string, number>();

  constructor(names: readonly string[]) {
    this.taken = new Set(names);
  }

  free(wanted: string): string {
    let name = wanted;
    let number = this.last.get(wanted) ?? 1;
    while (this.taken.has(name)) name = `${wanted}#${++number}`;
    this.last.set(wanted, number);
    this.taken.add(name);
    return name;
  }
}

function hasMember(source: object, at: number): boolean {
  try {
    return at in source;
  } catch {
    return true;
  }
}

/** Written out for findings only: most texts hold none. */
function pathTo(parent: Frame | null, segment: Segment): string {
  let path = parent === null ? String(segment) : written(segment);
  for (let at = parent; at !== null; at = at.parent) path = (at.parent === null ? String(at.segment) : written(at.segment)) + path;
  return path;
}

function written(name: Segment): string {
  if (typeof name === 'number') return `[${name}]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function isIndex(name: string): boolean {
  const index = Number(name);
  return Number.isInteger(index) && index >= 0 && String(index) === name;
}
