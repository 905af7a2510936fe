/** Reads the options of one command. */
import { parseArgs } from 'node:util';
import { didYouMean, SordinoError } from '../errors.ts';

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
}
export type Specs = Readonly<Record<string, OptionSpec>>;

export interface Arguments {
  readonly names: readonly string[];
  /** Value of a string option, once given. */
  text(name: string): string | undefined;
  flag(name: string): boolean;
}

/** A wrong use of the command line. */
export function usageError(message: string): SordinoError {
  return new SordinoError('ERR_USAGE', message);
}

/** parseArgs finds the tokens; what is wrong with them is said here, with the closest name that is known. */
export function readArguments(args: readonly string[], specs: Specs): Arguments {
  const { tokens } = parseArgs({ args: [...args], options: { ...specs }, strict: false, tokens: true, allowPositionals: true });
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const names: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') names.push(token.value);
    if (token.kind !== 'option') continue;
    if (!Object.hasOwn(specs, token.name))
      throw usageError(`Option "${token.rawName}" is not known.${didYouMean(token.name, Object.keys(specs))}`);
    if (specs[token.name].type === 'boolean') {
      if (token.value !== undefined) throw usageError(`Option "${token.rawName}" takes no value.`);
      flags.add(token.name);
      continue;
    }
    if (token.value === undefined || token.value === '' || (!token.inlineValue && /^-./.test(token.value)))
      throw usageError(`Option "${token.rawName}" needs a value.`);
    if (values.has(token.name)) throw usageError(`Option "${token.rawName}" is given twice.`);
    values.set(token.name, token.value);
  }
  return { names, text: (name) => values.get(name), flag: (name) => flags.has(name) };
}

/** 'a,b' */
export function list(value: string | undefined): string[] | undefined {
  return value
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** One of a few words. */
export function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((word) => word === value);
  if (found === undefined) throw usageError(`--${name} is one of ${known.join(', ')}.${didYouMean(value, known)}`);
  return found;
}
