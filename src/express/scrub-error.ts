import type { Redactor } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';
import {
  inheritedBy,
  isError,
  isRecord,
  ownKeys,
  ownProperty,
  type Property,
  prototypeOf,
  put,
  read,
  REMOVED,
  SHOWS,
} from './properties.ts';

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
  return scrub(error, { redactor, message, seen: new Map() }, 0);
}

/** What programs tell errors by. */
const CODES: readonly unknown[] = ['code', 'errno', 'number', 'errorNum', 'sqlState', 'sqlstate', 'status', 'statusCode'];
/** As names of fields these would make a person of every 'TypeError'. */
const WORDS_ABOUT: readonly unknown[] = [...CODES, 'name', 'type', 'syscall'];
/** Names that are the same on all errors. */
const NAMES: readonly unknown[] = [...WORDS_ABOUT, 'message', 'stack', 'cause', 'errors'];
/** A constant (`ER_DUP_ENTRY`, `P2002`, `ORA-12541`), an SQLSTATE (`42P01`) or a short number. Six digits in a row may be somebody's. */
const CODE = /^(?!.*\d{6})(?:[A-Z][A-Z0-9]{0,63}(?:[_-][A-Z0-9]{1,63}){0,15}|[0-9][0-9A-Z]{4}|-?\d{1,5})$/;

interface Job {
  readonly redactor: Redactor;
  readonly message: string | undefined;
  /** What became of errors, as causes may go in circles. */
  readonly seen: Map<object, unknown>;
}

type Clean = ReadonlyMap<PropertyKey, Property>;
const NOTHING: Clean = new Map();

function scrub(error: unknown, job: Job, depth: number): unknown {
  const { redactor, message, seen } = job;
  if (depth > MAX_CHAIN) return FAILURE_MARKER;
  if (!isError(error)) return redactDetail(error, redactor);
  if (seen.has(error)) return seen.get(error);
  seen.set(error, error);
  const { getters, shows } = inheritedBy(error);
  const clean = new Map<PropertyKey, Property>();
  for (const key of shows) clean.set(key, { value: shown(error, key, redactor, message), enumerable: false });
  for (const key of new Set(['message', 'stack', ...getters, ...ownKeys(error)]))
    if (!shows.includes(key)) add(clean, error, key, property(error, key, job, depth), redactor);
  const fixed = [...clean].filter(([key, wanted]) => !put(error, key, wanted));
  // A constant text stands there or it does not.
  if (fixed.length === 0 || (message === undefined && emptied(error, fixed, job, depth))) return error;
  const copy = freshError(clean, prototypeOf(error));
  seen.set(error, copy);
  return copy;
}

/** Takes note of what is to stand where `key` stands, which may hold a value itself. */
function add(clean: Map<PropertyKey, Property>, object: object, key: PropertyKey, value: unknown, redactor: Redactor): void {
  const name = nameOf(key, redactor, clean);
  if (name !== key) clean.set(key, { value: REMOVED, enumerable: false });
  if (name !== undefined) clean.set(name, { value, enumerable: ownProperty(object, key)?.enumerable ?? false });
}

/**
 * Takes personal data out of what properties hold that nobody can replace, as those of Zod. True when none is left, so that the error can stay the one it is.
 * A frozen error keeps its message whatever is done, and what it holds may be in use elsewhere.
 */
function emptied(object: object, fixed: readonly (readonly [PropertyKey, Property])[], job: Job, depth: number): boolean {
  if (depth > MAX_CHAIN || !isExtensible(object)) return false;
  // All of them first: getters tell of what others hold.
  const left = fixed.filter(([key, { value }]) => !emptiedInside(ownProperty(object, key)?.value, value, job, depth + 1));
  return fixed.every(([key]) => nameOf(key, job.redactor, NOTHING) === key) && left.every(([key]) => isClean(object, key, job.redactor));
}

/** `wanted`: the same, redacted. */
function emptiedInside(value: unknown, wanted: unknown, job: Job, depth: number): boolean {
  if (Array.isArray(value) && Array.isArray(wanted)) {
    if (ownKeys(value).length !== value.length + 1) return false;
    try {
      value.splice(0, value.length, ...(wanted as unknown[]));
      return true;
    } catch {
      return false;
    }
  }
  if (!isRecord(value)) return false;
  const clean = new Map<PropertyKey, Property>();
  for (const key of ownKeys(value)) add(clean, value, key, property(value, key, job, depth), job.redactor);
  const fixed = [...clean].filter(([key, property]) => !put(value, key, property));
  return fixed.length === 0 || emptied(value, fixed, job, depth);
}

/** What a getter or a function shows that cannot be replaced. Other functions are asked by nobody who only prints the error. */
function isClean(object: object, key: PropertyKey, redactor: Redactor): boolean {
  const value = read(object, key);
  if (typeof value === 'function' && !SHOWS.includes(key)) return true;
  let shows: unknown;
  try {
    shows = typeof value === 'function' ? (value as () => unknown).call(object) : value;
  } catch {
    return false;
  }
  return (typeof shows !== 'object' || shows === null) && redactDetail(shows, redactor, fieldOf(key)) === shows;
}

/** The redacted property; REMOVED when nothing may stand there. */
function property(error: object, key: PropertyKey, job: Job, depth: number): unknown {
  const { redactor, message } = job;
  const value = read(error, key);
  if (key === 'message') return message ?? redactText(value, redactor);
  if (key === 'stack') return redactStack(value, read(error, 'message'), redactor, message);
  if (message !== undefined && key === 'body') return REMOVED;
  if (CODES.includes(key) && isCode(value)) return value;
  if (typeof value === 'function' || typeof value === 'symbol') return REMOVED;
  if (isError(value)) return scrub(value, job, depth + 1);
  // Names of what it is, as Zod keeps them; nothing else tells its errors.
  if (value instanceof Set) return new Set([...value].slice(0, MAX_DETAILS).map((member) => redactDetail(member, redactor)));
  if (Array.isArray(value)) return value.slice(0, MAX_DETAILS).map((member: unknown) => scrub(member, job, depth + 1));
  return redactDetail(value, redactor, fieldOf(key));
}

function fieldOf(key: PropertyKey): string | undefined {
  return typeof key !== 'string' || WORDS_ABOUT.includes(key) ? undefined : key;
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

/** Of the same class, as handlers tell errors by it. */
function freshError(clean: Clean, prototype: object | null): Error {
  const copy = Object.setPrototypeOf(new Error(), prototype) as Error;
  for (const [key, wanted] of clean) put(copy, key, wanted);
  return copy;
}

function isExtensible(object: object): boolean {
  try {
    return Object.isExtensible(object);
  } catch {
    return false;
  }
}
