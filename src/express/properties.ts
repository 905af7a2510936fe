/** Properties of errors, which may be frozen, proxies, or throw at every touch. */
import { FAILURE_MARKER } from '../types.ts';

/** Stands for a property that goes. */
export const REMOVED = Symbol('removed');

/** What is to stand under a name, or REMOVED. */
export interface Property {
  readonly value: unknown;
  readonly enumerable: boolean;
}

/** Puts a property in place of the one that is there. False when it does not let itself be replaced; its value may be another all the same. */
export function put(object: object, key: PropertyKey, { value, enumerable }: Property): boolean {
  try {
    if (value === REMOVED) {
      if (Reflect.deleteProperty(object, key)) return true;
      Reflect.defineProperty(object, key, { value: undefined });
      return false;
    }
    // Where only the value may be changed, that is enough.
    return (
      Reflect.defineProperty(object, key, { value, enumerable, writable: true, configurable: true }) ||
      Reflect.defineProperty(object, key, { value })
    );
  } catch {
    // A proxy.
    return false;
  }
}

export function read(value: object, key: PropertyKey): unknown {
  try {
    return (value as Record<PropertyKey, unknown>)[key];
  } catch {
    return FAILURE_MARKER;
  }
}

export function ownKeys(value: object): readonly PropertyKey[] {
  try {
    return Reflect.ownKeys(value);
  } catch {
    return [];
  }
}

/** The property itself; undefined when there is none, or nobody may see it. */
export function ownProperty(value: object, key: PropertyKey): PropertyDescriptor | undefined {
  try {
    return Object.getOwnPropertyDescriptor(value, key);
  } catch {
    return undefined;
  }
}

/** Functions by which a class shows its instances. */
export const SHOWS: readonly PropertyKey[] = ['toJSON', 'toString', Symbol.toPrimitive, Symbol.for('nodejs.util.inspect.custom')];
/** Classes above a class, and theirs. */
const MAX_CLASSES = 20;

/** What the classes of an error, up to those of the language, show of it beside own properties. */
export function inheritedBy(error: Error): { readonly getters: readonly PropertyKey[]; readonly shows: readonly PropertyKey[] } {
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

/** The class of an object, with which `instanceof` goes on working. */
export function prototypeOf(value: object): object | null {
  try {
    return Object.getPrototypeOf(value) as object | null;
  } catch {
    return Error.prototype;
  }
}

/** Its properties are all that it has: a literal, or of a class without methods. Anything else may be machinery, which nobody may change from outside. */
export function isRecord(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  let at = prototypeOf(value);
  for (let n = 0; n < MAX_CLASSES && at !== null && at !== Object.prototype; n++) {
    if (ownKeys(at).some((key) => key !== 'constructor')) return false;
    at = prototypeOf(at);
  }
  return at === null || at === Object.prototype;
}

/** Across realms: jest and vm make errors that are no instance of ours. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
