import type { Redactor } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';

/** Causes of causes beyond this are not looked at and not kept. */
const MAX_CHAIN = 8;
/** What hangs on an error is a record of what went wrong; deeper or larger it is the machinery itself. */
const MAX_DETAIL_DEPTH = 6;
const MAX_DETAILS = 2_000;

/**
 * Takes personal data out of an error, in place where the error lets us, so that whoever holds it later logs the redacted one.
 *
 * `message`, `stack`, `cause`, `errors`, every own property with its name, getters of its class and what its `toJSON` shows are redacted; own functions and
 * foreign class instances are dropped, codes stay.
 * With `message`, that text stands instead of what the error said, and `body` is removed.
 */
export function scrubError(error: unknown, redactor: Redactor, message?: string): unknown {
  return scrub(error, redactor, message, new Map(), 0);
}

/** What programs tell errors by. */
const CODES: readonly unknown[] = ['code', 'errno', 'number', 'errorNum', 'sqlState', 'sqlstate', 'status', 'statusCode'];
/** As names of fields these would make a person of every 'TypeError'. */
const WORDS_ABOUT: readonly unknown[] = [...CODES, 'name', 'type', 'syscall'];
/** Names that are the same on all errors. */
const NAMES: readonly unknown[] = [...WORDS_ABOUT, 'message', 'stack', 'cause', 'errors'];
/** A constant (`ER_DUP_ENTRY`, `P2002`, `ORA-12541`), an SQLSTATE (`42P01`) or a short number. Six digits in a row may be somebody's. */
const CODE = /^(?!.*\d{6})(?:[A-Z][A-Z0-9]{0,63}(?:[_-][A-Z0-9]{1,63}){0,15}|[0-9][0-9A-Z]{4}|-?\d{1,5})$/;

type Seen = Map<object, unknown>;
/** REMOVED, or what stands there. */
type Clean = ReadonlyMap<PropertyKey, { readonly value: unknown; readonly enumerable: boolean }>;

function scrub(error: unknown, redactor: Redactor, message: string | undefined, seen: Seen, depth: number): unknown {
  if (depth > MAX_CHAIN) return FAILURE_MARKER;
  if (!isError(error)) return redactDetail(error, redactor);
  if (seen.has(error)) return seen.get(error);
  seen.set(error, error);
  const { getters, shows } = inheritedBy(error);
  const clean = new Map(shows.map((key) => [key, { value: shown(error, key, redactor, message), enumerable: false }]));
  for (const key of new Set(['message', 'stack', ...getters, ...ownKeys(error)])) {
    if (shows.includes(key)) continue;
    const value = property(error, key, redactor, message, seen, depth);
    const name = nameOf(key, redactor, clean);
    if (name !== key) clean.set(key, { value: REMOVED, enumerable: false });
    if (name !== undefined) clean.set(name, { value, enumerable: isEnumerable(error, key) });
  }
  if (rewrite(error, clean)) return error;
  const copy = freshError(clean);
  seen.set(error, copy);
  return copy;
}

/** The redacted property; REMOVED when nothing may stand there. */
function property(error: Error, key: PropertyKey, redactor: Redactor, message: string | undefined, seen: Seen, depth: number): unknown {
  const value = read(error, key);
  if (key === 'message') return message ?? redactText(value, redactor);
  if (key === 'stack') return redactStack(value, read(error, 'message'), redactor, message);
  if (message !== undefined && key === 'body') return REMOVED;
  if (CODES.includes(key) && isCode(value)) return value;
  if (typeof value === 'function' || typeof value === 'symbol') return REMOVED;
  if (isError(value)) return scrub(value, redactor, message, seen, depth + 1);
  if (Array.isArray(value)) return value.slice(0, MAX_DETAILS).map((member: unknown) => scrub(member, redactor, message, seen, depth + 1));
  return redactDetail(value, redactor, typeof key !== 'string' || WORDS_ABOUT.includes(key) ? undefined : key);
}

function isCode(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && CODE.test(String(value));
}

/** A name may hold a value as well; undefined when it cannot be written otherwise. */
function nameOf(key: PropertyKey, redactor: Redactor, taken: Clean): PropertyKey | undefined {
  const written = typeof key === 'symbol' ? (key.description ?? '') : String(key);
  const redacted = NAMES.includes(written) ? written : redactText(written, redactor);
  if (redacted === written) return key;
  if (typeof key === 'symbol') return undefined;
  let name = redacted;
  for (let n = 2; taken.has(name); n++) name = `${redacted}#${n}`;
  return name;
}

/** What stands in the place of a function by which a class shows its errors. */
function shown(error: Error, key: PropertyKey, redactor: Redactor, message: string | undefined): unknown {
  if (key === 'toString') return Error.prototype.toString;
  if (key !== 'toJSON' || message !== undefined) return undefined;
  let json: unknown;
  try {
    json = redactDetail((error as { toJSON?(): unknown }).toJSON?.(), redactor);
  } catch {
    json = FAILURE_MARKER;
  }
  return () => json;
}

function redactText(text: unknown, redactor: Redactor): string {
  if (typeof text !== 'string') return '';
  try {
    return redactor.redact(text).text;
  } catch {
    return FAILURE_MARKER;
  }
}

/** A stack begins with name and message. The message is replaced as a whole first, or a quoted half of a value would stay. */
function redactStack(stack: unknown, said: unknown, redactor: Redactor, message: string | undefined): string {
  if (typeof stack !== 'string') return '';
  if (message !== undefined) return frames(stack, message);
  const shown = typeof said === 'string' && said !== '' ? stack.replace(said, () => redactText(said, redactor)) : stack;
  return redactText(shown, redactor);
}

/** Only lines that say where: what stands before them may be any text over any number of lines. */
function frames(stack: string, message: string): string {
  const lines = stack
    .split('\n')
    .filter((line) => /^ {4}at [\w$.<>[\] ]{0,200}\(?(?:node:|file:\/\/|\/|[A-Za-z]:\\)[^?#]{1,500}:\d+:\d+\)?$/.test(line));
  return [`Error: ${message}`, ...lines].join('\n');
}

function redactDetail(value: unknown, redactor: Redactor, field?: string): unknown {
  try {
    return redactor.redactValue(plain(value), field === undefined ? {} : { field }, { maxDepth: MAX_DETAIL_DEPTH + 2 }).value;
  } catch {
    return FAILURE_MARKER;
  }
}

/** A copy without class instances: sockets and requests that hang on errors lead to everything the process holds. */
function plain(value: unknown): unknown {
  let left = MAX_DETAILS;
  function copy(given: unknown, depth: number): unknown {
    if (typeof given !== 'object' || given === null) return given;
    if (depth > MAX_DETAIL_DEPTH || --left < 0) return FAILURE_MARKER;
    if (isError(given)) return { message: read(given, 'message'), code: read(given, 'code') };
    if (given instanceof Date || given instanceof URL) return given;
    if (Array.isArray(given)) return given.slice(0, MAX_DETAILS).map((member) => copy(member, depth + 1));
    const prototype: unknown = Object.getPrototypeOf(given);
    if (prototype !== Object.prototype && prototype !== null) return FAILURE_MARKER;
    return Object.fromEntries(Object.keys(given).map((key) => [key, copy(read(given, key), depth + 1)]));
  }
  return copy(value, 0);
}

function rewrite(error: Error, clean: Clean): boolean {
  try {
    for (const [key, { value, enumerable }] of clean) {
      if (value !== REMOVED) Object.defineProperty(error, key, { value, enumerable, writable: true, configurable: true });
      else if (!Reflect.deleteProperty(error, key)) return false;
    }
    return true;
  } catch {
    // Frozen, sealed or a proxy.
    return false;
  }
}

function freshError(clean: Clean): Error {
  const copy = new Error();
  rewrite(copy, clean);
  return copy;
}

const REMOVED = Symbol('removed');

function ownKeys(value: object): readonly PropertyKey[] {
  try {
    return Reflect.ownKeys(value);
  } catch {
    return [];
  }
}

const SHOWS: readonly PropertyKey[] = ['toJSON', 'toString', Symbol.toPrimitive, Symbol.for('nodejs.util.inspect.custom')];
/** Classes above a class, and theirs. */
const MAX_CLASSES = 20;

/** What the classes of an error, up to those of the language, show of it beside own properties. */
function inheritedBy(error: Error): { readonly getters: readonly PropertyKey[]; readonly shows: readonly PropertyKey[] } {
  const getters: PropertyKey[] = [];
  const shows: PropertyKey[] = [];
  try {
    let at: unknown = Object.getPrototypeOf(error);
    for (let n = 0; n < MAX_CLASSES && typeof at === 'object' && at !== null; n++) {
      if (at === Error.prototype || at === Object.prototype) break;
      for (const key of Reflect.ownKeys(at)) {
        if (SHOWS.includes(key)) shows.push(key);
        else if (Object.getOwnPropertyDescriptor(at, key)?.get !== undefined) getters.push(key);
      }
      at = Object.getPrototypeOf(at);
    }
  } catch {
    // A proxy that hides its class shows nothing of it either.
  }
  return { getters, shows };
}

function isEnumerable(error: Error, key: PropertyKey): boolean {
  try {
    return Object.getOwnPropertyDescriptor(error, key)?.enumerable ?? false;
  } catch {
    return false;
  }
}

function read(value: object, key: PropertyKey): unknown {
  try {
    return (value as Record<PropertyKey, unknown>)[key];
  } catch {
    return FAILURE_MARKER;
  }
}

/** Across realms: jest and vm make errors that are no instance of ours. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
