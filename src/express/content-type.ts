import type { TextFormat } from '../types.ts';

/** What a Content-Type header says. */
export interface ContentType {
  /** In lower case, without parameters; '' when the header is missing or is no media type. */
  readonly type: string;
  /** In lower case; '' when not given. */
  readonly charset: string;
}

const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/(?:\*|[\w!#$&^.+-]{1,127})$/;
const NONE: ContentType = { type: '', charset: '' };
/** The same few headers come with every request. */
const known = new Map<string, ContentType>();
const MAX_KNOWN = 100;

export function isMediaType(text: string): boolean {
  return MEDIA_TYPE.test(text);
}

export function contentType(header: string | undefined): ContentType {
  if (header === undefined) return NONE;
  const seen = known.get(header);
  if (seen !== undefined) return seen;
  const [first, ...parameters] = header.toLowerCase().split(';');
  const type = first.trim();
  if (!isMediaType(type)) return NONE;
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^\s"]*)"?\s*$/.exec(parameter)?.[1])
    .find((value) => value !== undefined);
  const result = { type, charset: charset ?? '' };
  if (known.size < MAX_KNOWN && header.length < 100) known.set(header, result);
  return result;
}

/** UTF-8 and what is part of it. Everything else would have to be decoded by guesswork. */
export function isUtf8Charset(charset: string): boolean {
  return charset === '' || charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii' || charset === 'ascii';
}

export function isJson(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json');
}

/** The list may name 'image/*'. */
export function isListed(type: string, list: readonly string[]): boolean {
  if (list.length === 0 || type === '') return false;
  return list.includes(type) || list.includes(`${type.slice(0, type.indexOf('/'))}/*`) || list.includes('*/*');
}

/** How a text of this type is written. */
export function textFormat(type: string): TextFormat | undefined {
  // XML has the entities and tags of HTML; what it names beside them is no text that rules look for.
  return FORMATS[type] ?? (type.endsWith('+xml') ? 'html' : undefined);
}

const FORMATS: Readonly<Record<string, TextFormat | undefined>> = {
  'text/html': 'html',
  'text/xml': 'html',
  'application/xml': 'html',
  'text/csv': 'csv',
  'text/x-csv': 'csv',
  'application/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/x-ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'message/rfc822': 'email',
};
