import { isUtf8 } from 'node:buffer';
import { parse as parseQuery, stringify as stringifyQuery } from 'node:querystring';
import type { TextFormat } from '../types.ts';
import { BodyError, tooLarge, unreadable, wrongType } from './body-error.ts';
import type { ContentType } from './content-type.ts';
import { isJson, isListed, isUtf8Charset, textFormat } from './content-type.ts';
import { parseJson } from '../formats/parse-json.ts';

/** A body as a value that can be walked, and the way back. */
export interface Content {
  readonly value: unknown;
  readonly format?: TextFormat;
  /** Makes of the redacted value what a handler expects on `req.body`. */
  readonly restore: (redacted: unknown) => unknown;
}

export type Kind = 'json' | 'urlencoded' | 'text' | 'raw';

export interface ContentSettings {
  /** Further types that are read as text. */
  readonly text: readonly string[];
  /** Types that are examined as text and handed on as a Buffer. */
  readonly raw: readonly string[];
  readonly maxParameters: number;
  readonly parseUrlencoded: (text: string) => unknown;
}

/** How a body of this type is read; null when nothing here can. */
export function kindOf(type: string, settings: ContentSettings): Kind | null {
  if (isListed(type, settings.raw)) return 'raw';
  if (isListed(type, settings.text)) return 'text';
  if (isJson(type)) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'urlencoded';
  return type.startsWith('text/') || type === 'message/rfc822' ? 'text' : null;
}

/** The value that a handler will see, from the bytes of the request. */
export function contentOfBytes(bytes: Buffer, kind: Kind, type: ContentType, settings: ContentSettings): Content {
  const text = withoutNul(decode(bytes, type));
  const format = textFormat(type.type);
  switch (kind) {
    case 'json':
      return { value: text === '' ? {} : jsonOf(text), restore: same };
    case 'urlencoded':
      return { value: formOf(text, settings.maxParameters, settings.parseUrlencoded), restore: same };
    case 'text':
      return { value: text, format, restore: same };
    default:
      return { value: text, format, restore: (redacted) => Buffer.from(redacted as string) };
  }
}

/** What a parser before us made of the body. `length`: of the body as it was sent, in bytes, where that is known. */
export function contentOfParsed(body: unknown, type: ContentType, length: number | undefined, settings: ContentSettings): Content {
  if (body instanceof Uint8Array) {
    const inner = contentOfText(decode(Buffer.from(body), type), type, settings);
    return { ...inner, restore: (redacted) => Buffer.from(inner.restore(redacted) as string) };
  }
  if (typeof body !== 'string') return { value: body, restore: same };
  withoutNul(body);
  // A string of JSON lacks its quotation marks when it has been parsed, and is shorter than what was sent.
  const isText = isJson(type.type) && length !== Buffer.byteLength(body) && !isJsonText(body);
  return isText ? { value: body, restore: same } : contentOfText(body, type, settings);
}

/** Nobody but who reads it as JSON knows what it says. */
function isJsonText(text: string): boolean {
  try {
    return ['object', 'string'].includes(typeof parseJson(text));
  } catch {
    return false;
  }
}

/** A body that a parser left as text is still read as what it is, or percent signs and escapes would hide what stands there. */
function contentOfText(text: string, type: ContentType, settings: ContentSettings): Content {
  withoutNul(text);
  switch (kindOf(type.type, settings)) {
    case 'json':
      return text === '' ? { value: '', restore: same } : { value: jsonOf(text), restore: JSON.stringify };
    case 'urlencoded':
      return {
        value: formOf(text, settings.maxParameters, parseFlat),
        restore: (redacted) => stringifyQuery(redacted as Record<string, string>),
      };
    default:
      return { value: text, format: textFormat(type.type), restore: same };
  }
}

function decode(bytes: Buffer, { charset }: ContentType): string {
  if (!isUtf8Charset(charset)) throw wrongType();
  // Decoding would put U+FFFD where a byte was, and the handler would store what nobody wrote.
  if (!isUtf8(bytes)) throw unreadable();
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** UTF-16 that does not say so is valid UTF-8 with a NUL at every second place, where no rule sees a value. */
function withoutNul(text: string): string {
  if (text.includes('\0')) throw wrongType();
  return text;
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // The message of the SyntaxError quotes the body.
    throw unreadable();
  }
}

function formOf(text: string, maxParameters: number, parse: (text: string) => unknown): unknown {
  let count = 1;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) count++;
  if (count > maxParameters) throw tooLarge();
  try {
    return parse(text);
  } catch (error) {
    throw error instanceof BodyError ? error : unreadable();
  }
}

/** As `express.urlencoded({ extended: false })` reads a form. */
export function parseFlat(text: string): unknown {
  // maxKeys would drop what it does not count. Spreading gives a plain object, and makes `__proto__` a key like others.
  return { ...parseQuery(text, '&', '=', { maxKeys: 0 }) };
}

function same(value: unknown): unknown {
  return value;
}
