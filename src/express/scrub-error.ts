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
 * `message`, `stack`, `cause`, `errors` and every own property are redacted; functions and foreign class instances are dropped.
 * With `message`, that text stands instead of what the error said, and `body` is removed.
 */
export function scrubError(error: unknown, redactor: Redactor, message?: string): unknown {
  return scrub(error, redactor, message, new Map(), 0);
}

const WORDS_ABOUT: readonly string[] = ['name', 'code', 'type', 'syscall', 'errno', 'status', 'statusCode'];

type Seen = Map<object, unknown>;

function scrub(error: unknown, redactor: Redactor, message: string | undefined, seen: Seen, depth: number): unknown {
  if (depth > MAX_CHAIN) return FAILURE_MARKER;
  if (!isError(error)) return redactDetail(error, redactor);
  if (seen.has(error)) return seen.get(error);
  seen.set(error, error);
  const clean = new Map<PropertyKey, unknown>();
  for (const key of new Set(['message', 'stack', ...ownKeys(error)])) clean.set(key, property(error, key, redactor, message, seen, depth));
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
  if ((key === 'status' || key === 'statusCode') && typeof value === 'number' && value >= 100 && value < 600) return value;
  if (typeof value === 'function' || typeof value === 'symbol') return REMOVED;
  if (isError(value)) return scrub(value, redactor, message, seen, depth + 1);
  if (Array.isArray(value)) return value.slice(0, MAX_DETAILS).map((member: unknown) => scrub(member, redactor, message, seen, depth + 1));
  // As names of fields these would make a person of every 'TypeError'.
  return redactDetail(value, redactor, typeof key !== 'string' || WORDS_ABOUT.includes(key) ? undefined : key);
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

function rewrite(error: Error, clean: ReadonlyMap<PropertyKey, unknown>): boolean {
  try {
    for (const [key, value] of clean) {
      if (value === REMOVED) {
        if (!Reflect.deleteProperty(error, key)) return false;
      } else {
        const enumerable = Object.getOwnPropertyDescriptor(error, key)?.enumerable ?? false;
        Object.defineProperty(error, key, { value, enumerable, writable: true, configurable: true });
      }
    }
    return true;
  } catch {
    // Frozen, sealed or a proxy.
    return false;
  }
}

function freshError(clean: ReadonlyMap<PropertyKey, unknown>): Error {
  const copy = new Error();
  for (const [key, value] of clean) {
    if (value !== REMOVED)
      Object.defineProperty(copy, key, { value, enumerable: key !== 'message' && key !== 'stack', writable: true, configurable: true });
  }
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
