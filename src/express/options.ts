import type { IncomingMessage } from 'node:http';
import { didYouMean, SordinoError } from '../errors.ts';
import { createRedactor } from '../redactor.ts';
import type { Context, Party, Redactor, RedactorOptions } from '../types.ts';
import { isMediaType } from './content-type.ts';

/** Either a redactor that the caller made, or what to make one from. */
export type EngineOptions =
  | (RedactorOptions & { readonly redactor?: undefined })
  | ({ readonly redactor: Redactor } & { readonly [K in keyof RedactorOptions]?: undefined });

/** What a database does not know is null. */
type WithNulls<T> = { readonly [K in keyof T]: T[K] | null };

/** Someone whom the ticket names, as a database knows them. */
export type GivenParty = WithNulls<Party>;

/** What is known beside a text, as a database gives it. */
export type GivenContext = WithNulls<Omit<Context, 'parties'>> & { readonly parties?: readonly GivenParty[] | null };

/**
 * What is known about a request beside its text: the parties of the ticket, the language of the shop. Written as a method, so that functions of an
 * Express `Request` are taken.
 */
export type ContextOf = { of(req: IncomingMessage): GivenContext | null | undefined }['of'];

const ENGINE_KEYS: readonly (keyof RedactorOptions | 'redactor')[] = [
  'redactor',
  'rules',
  'policy',
  'regions',
  'categories',
  'minScore',
  'key',
];

/**
 * Refuses names that nothing understands: an option that is silently ignored is a protection that is silently missing. `inside`: names that belong to
 * an option which is known.
 */
export function checkNames(
  part: string,
  options: object,
  known: readonly string[],
  inside: Readonly<Record<string, readonly string[]>> = {},
): void {
  if (typeof options !== 'object' || options === null) throw invalid(part, 'options', 'an object');
  const all = [...known, ...ENGINE_KEYS];
  for (const name of Object.keys(options)) {
    if (all.includes(name)) continue;
    const owners = Object.keys(inside).filter((owner) => inside[owner].includes(name));
    const hint = owners.length > 0 ? ` It is an option of ${owners.map((owner) => `"${owner}"`).join(' and of ')}.` : didYouMean(name, all);
    throw new SordinoError('ERR_OPTION_UNKNOWN', `${part}: option "${name}" is not known.${hint}`);
  }
}

/** The engine options among the options of a part. */
export function engineOptions(options: object): EngineOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => value !== undefined && (ENGINE_KEYS as readonly string[]).includes(name)),
  ) as EngineOptions;
}

/** Makes the redactor of a part, or takes the one that was given. */
export function redactorFor(part: string, options: object): Redactor {
  const { redactor, ...engine } = engineOptions(options);
  if (redactor === undefined) return createRedactor(engine as RedactorOptions);
  const [other] = Object.keys(engine);
  if (other !== undefined)
    throw new SordinoError('ERR_OPTION_INVALID', `${part}: option "${other}" has no effect beside "redactor". Give one or the other.`);
  if (typeof redactor.redactValue !== 'function' || typeof redactor.redact !== 'function')
    throw invalid(part, 'redactor', 'what createRedactor() gives');
  return redactor;
}

export function oneOf<T extends string>(part: string, name: string, value: T | undefined, fallback: T, known: readonly T[]): T {
  if (value === undefined) return fallback;
  if (!known.includes(value))
    throw invalid(
      part,
      name,
      `one of ${known.map((word) => `"${word}"`).join(', ')}`,
      typeof value === 'string' ? didYouMean(value, known) : '',
    );
  return value;
}

export function wholeNumber(part: string, name: string, value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (!Number.isSafeInteger(value) || value < 1) throw invalid(part, name, 'a whole number of at least 1');
  return value;
}

const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** A number of bytes, or a text as Express knows it: '100kb'. */
export function byteCount(part: string, name: string, value: number | string | undefined, fallback: number): number {
  if (typeof value !== 'string') return wholeNumber(part, name, value, fallback);
  const parts = /^(\d+(?:\.\d+)?) ?(b|kb|mb|gb)$/i.exec(value);
  if (parts === null) throw invalid(part, name, 'a number of bytes or a text such as "100kb"');
  return wholeNumber(part, name, Math.floor(Number(parts[1]) * UNITS[parts[2].toLowerCase()]), fallback);
}

export function yesOrNo(part: string, name: string, value: boolean | undefined, fallback: boolean): boolean {
  if (value !== undefined && typeof value !== 'boolean') throw invalid(part, name, 'true or false');
  return value ?? fallback;
}

export function functionOr<T>(part: string, name: string, value: T | undefined, fallback: T): T {
  if (value !== undefined && typeof value !== 'function') throw invalid(part, name, 'a function');
  return value ?? fallback;
}

/** Media types in lower case; `*` stands for any subtype. */
export function mediaTypes(part: string, name: string, value: readonly string[] | undefined, example: string): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((type) => typeof type === 'string' && isMediaType(type.toLowerCase()))) {
    throw invalid(part, name, `a list of media types such as ["${example}"]`);
  }
  return value.map((type: string) => type.toLowerCase());
}

export function invalid(part: string, name: string, wanted: string, hint = ''): SordinoError {
  return new SordinoError('ERR_OPTION_INVALID', `${part}: "${name}" should be ${wanted}.${hint}`);
}
