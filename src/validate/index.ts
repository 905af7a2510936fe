import type { Validator } from '../types.ts';
import { cardScheme } from './card-scheme.ts';
import { luhn } from './luhn.ts';

/** Checks that rule files can ask for by name. A new one is one file and its line here. */
export const validators: ReadonlyMap<string, Validator> = new Map<string, Validator>([
  ['luhn', luhn],
  ['card-scheme', cardScheme],
]);
