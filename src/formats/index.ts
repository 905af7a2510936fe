/** The formats beside plain text and JSON, by name. Where an input looks like several, the first counts, so tables, which have no mark of their own, come last. */
import { csv, tsv } from './csv.ts';
import type { Format } from './format.ts';

export const FORMATS: readonly Format[] = [csv, tsv];

/** 'text', 'ndjson', 'json', or the name of one of `FORMATS`. */
export type FormatName = string;

/** The names that `--format` takes beside `auto`. */
export const FORMAT_NAMES: readonly FormatName[] = ['text', 'ndjson', 'json', ...FORMATS.map(({ name }) => name)];

/** Undefined for plain text and JSON, which are read by their own means. */
export function formatNamed(name: FormatName): Format | undefined {
  return FORMATS.find((format) => format.name === name);
}

/** What one record of a format is called. */
export function recordOf(name: FormatName): string {
  return formatNamed(name)?.record ?? (name === 'text' ? 'line' : 'record');
}

/** The texts of a format have paths that one can choose from. */
export function hasFields(name: FormatName): boolean {
  return formatNamed(name)?.hasFields ?? name !== 'text';
}
