import type { IncomingMessage } from 'node:http';
import type { Context, Party, Redactor, Speaker } from '../types.ts';
import { badCallback } from './body-error.ts';
import { type ContextOf, functionOr, type GivenContext } from './options.ts';
import { scrubError } from './scrub-error.ts';

/** A function that the application gave as an option, and what it should give. */
export interface Callback<T> {
  /** The part and the option: 'redactBody: "context"'. */
  readonly option: string;
  /** 'a list of parties' */
  readonly wanted: string;
  /** What is wrong with what it gave, without a value; undefined when it can be used. */
  readonly wrong: (given: unknown) => string | undefined;
  /** Takes personal data out of what it throws. */
  readonly redactor: Redactor;
  readonly call: () => T;
}

/** What the function gives. One that throws, or gives what would be dropped in silence, is a fault of the application and says so. */
export function resultOf<T>({ option, wanted, wrong, redactor, call }: Callback<T>): T {
  let given: T;
  try {
    given = call();
  } catch (error) {
    throw badCallback(`${option} threw an error: the cause of this one.`, scrubError(error, redactor));
  }
  const problem = isThenable(given) ? 'a promise; whatever takes time belongs in a middleware before this one' : wrong(given);
  if (problem !== undefined) throw badCallback(`${option} should give ${wanted}, or undefined; it gave ${problem}.`);
  return given;
}

/** Nobody will wait for it: a rejection would end the process. */
function isThenable(given: unknown): boolean {
  if (typeof (given as PromiseLike<unknown> | null | undefined)?.then !== 'function') return false;
  Promise.resolve(given).catch(() => undefined);
  return true;
}

const CONTEXT_KEYS: readonly string[] = ['language', 'parties', 'previous', 'field', 'path', 'format'] satisfies readonly (keyof Context)[];
const NO_CONTEXT: Context = {};

/** What the option `context` says of a request. */
export function contextReader(part: string, option: ContextOf | undefined, redactor: Redactor): (req: IncomingMessage) => Context {
  const given = functionOr(part, 'context', option, undefined);
  if (given === undefined) return () => NO_CONTEXT;
  const callback = { option: `${part}: "context"`, wanted: `an object of ${CONTEXT_KEYS.join(', ')}`, wrong: wrongContext, redactor };
  return (req) => {
    const context = resultOf<GivenContext | null | undefined>({ ...callback, call: () => given(req) }) ?? NO_CONTEXT;
    return Object.fromEntries(Object.entries(context).filter(([, value]) => !isNothing(value))) as Context;
  };
}

function wrongContext(given: unknown): string | undefined {
  if (isNothing(given)) return undefined;
  if (typeof given !== 'object' || Array.isArray(given)) return kindOf(given);
  for (const [key, value] of Object.entries(given)) {
    // Not named: it may come from a request.
    if (!CONTEXT_KEYS.includes(key)) return 'an object with another key';
    const inside = key === 'parties' ? wrongParties(value) : wrongText(value);
    if (inside !== undefined) return `${inside} as "${key}"`;
  }
  return undefined;
}

const PARTY_TEXTS: readonly string[] = ['role', 'name', 'email', 'phone', 'company'] satisfies readonly (keyof Party)[];

export function wrongParties(given: unknown): string | undefined {
  if (isNothing(given)) return undefined;
  if (!Array.isArray(given)) return kindOf(given);
  for (const party of given as readonly unknown[]) {
    if (typeof party !== 'object' || party === null || Array.isArray(party)) return `a list with ${kindOf(party)} in it`;
    for (const [key, value] of Object.entries(party)) {
      const inside = key === 'ids' ? wrongIds(value) : PARTY_TEXTS.includes(key) ? wrongText(value) : undefined;
      if (inside !== undefined) return `a party with ${inside} as "${key}"`;
    }
  }
  return undefined;
}

const SPEAKERS: readonly unknown[] = ['customer', 'agent', 'system'] satisfies readonly Speaker[];

export function wrongSpeaker(given: unknown): string | undefined {
  if (isNothing(given) || SPEAKERS.includes(given)) return undefined;
  return typeof given === 'string' ? 'another text' : kindOf(given);
}

export function wrongKey(given: unknown): string | undefined {
  const isKey = typeof given === 'string' || typeof given === 'bigint' || (typeof given === 'number' && Number.isFinite(given));
  return isNothing(given) || isKey ? undefined : kindOf(given);
}

function wrongIds(given: unknown): string | undefined {
  if (isNothing(given)) return undefined;
  if (!Array.isArray(given)) return kindOf(given);
  return given.every((id) => typeof id === 'string') ? undefined : 'a list of other things than texts';
}

function wrongText(given: unknown): string | undefined {
  return isNothing(given) || typeof given === 'string' ? undefined : kindOf(given);
}

function isNothing(given: unknown): given is null | undefined {
  return given === undefined || given === null;
}

function kindOf(given: unknown): string {
  if (given === null) return 'null';
  if (Array.isArray(given)) return 'a list';
  const kinds: Readonly<Record<string, string>> = { string: 'a text', object: 'an object', undefined: 'undefined' };
  return kinds[typeof given] ?? `a ${typeof given}`;
}
