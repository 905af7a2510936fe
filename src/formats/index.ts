/** The formats beside plain text and JSON, by name. Where an input looks like several, the first counts, so tables, which have no mark of their own, come last. */
import { srt, vtt } from './captions.ts';
import { chatLog } from './chat-log.ts';
import { csv, tsv } from './csv.ts';
import type { Format, MailFormat } from './format.ts';
import { html } from './html.ts';
import { eml, mbox } from './mail.ts';
import { markdown } from './markdown.ts';

export const FORMATS: readonly (Format | MailFormat)[] = [mbox, eml, vtt, srt, chatLog, html, markdown, csv, tsv];

/** 'text', 'ndjson', 'json', 'transcript' (a document in JSON too), or the name of one of `FORMATS`. */
export type FormatName = string;

/** The names that `--format` takes beside `auto`. */
export const FORMAT_NAMES: readonly FormatName[] = ['text', 'ndjson', 'json', 'transcript', ...FORMATS.map(({ name }) => name)];

/** Undefined for plain text and JSON, which are read by their own means. */
export function formatNamed(name: FormatName): Format | MailFormat | undefined {
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
