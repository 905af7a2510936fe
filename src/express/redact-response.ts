import type { OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http';
import { TextDecoder } from 'node:util';
import { DEFAULT_MAX_DEPTH } from '../redact-value.ts';
import type { Finding, Redactor, TextStream } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';
import { ANSWERS } from './body-error.ts';
import { contentType, isJson, isListed, isUtf8Charset, textFormat } from './content-type.ts';
import { FAILED_EVENT, redactEvents } from './event-stream.ts';
import type { Middleware, Request, Response } from './http.ts';
import type { EngineOptions } from './options.ts';
import { byteCount, checkNames, mediaTypes, redactorFor, wholeNumber } from './options.ts';
import { parseJson } from '../formats/parse-json.ts';
import { documentStream, isDocument, redactDocument } from './redact-document.ts';
import { redactionOf } from './request-redaction.ts';

/** Options of redactResponse, beside those of the engine. */
export type ResponseOptions = {
  /** Largest JSON body or e-mail, and largest single event, that is put together before it is examined. Default '1mb'. */
  readonly limit?: number | string;
  /** Levels of nesting. Default 200. */
  readonly maxDepth?: number;
  /** Media types of replies that are sent unexamined, such as ['image/*']. Replies of other types that are no text become a 500. */
  readonly dangerouslyPassContentTypes?: readonly string[];
};

export const RESPONSE_OPTION_NAMES: readonly (keyof ResponseOptions)[] = ['limit', 'maxDepth', 'dangerouslyPassContentTypes'];

export type RedactResponseOptions = EngineOptions & ResponseOptions;

type Settings = { readonly redactor: Redactor; readonly limit: number; readonly maxDepth: number; readonly pass: readonly string[] };

/**
 * Redacts replies: values given to `res.json` and `res.send`, and text written with `res.write` and `res.end`.
 * Mount after compression and before the routes.
 *
 * @example
 * app.use(redactResponse({ policy: 'external' }));
 */
export function redactResponse(options: Readonly<RedactResponseOptions> = {}): Middleware {
  const part = 'redactResponse';
  checkNames(part, options, RESPONSE_OPTION_NAMES);
  const settings: Settings = {
    redactor: redactorFor(part, options),
    limit: byteCount(part, 'limit', options.limit, 1024 ** 2),
    maxDepth: wholeNumber(part, 'maxDepth', options.maxDepth, DEFAULT_MAX_DEPTH),
    pass: mediaTypes(part, 'dangerouslyPassContentTypes', options.dangerouslyPassContentTypes, 'image/*'),
  };

  return function redactResponseMiddleware(req, res, next) {
    // A part of a file may begin in the middle of a value.
    delete req.headers.range;
    new Guard(req, res, settings).mount();
    next();
  };
}

/** Headers that are made from the bytes of a body, and tell of them. */
const DERIVED = ['etag', 'content-md5', 'digest', 'content-digest', 'repr-digest'];
const NOT_EXAMINED = ANSWERS.notExamined.message;
const TEXT_LIKE = [
  'application/javascript',
  'application/xml',
  'application/x-ndjson',
  'application/jsonl',
  'application/csv',
  'message/rfc822',
];

/** `open`: nothing written yet. `pass`: what comes is redacted already or has no need. `stream`: text. `whole`: JSON and e-mail. `refused`: dropped. */
type State = 'open' | 'pass' | 'stream' | 'whole' | 'refused';

class Guard {
  readonly req: Request;
  readonly res: Response;
  readonly settings: Settings;
  readonly write: Response['write'];
  readonly end: Response['end'];
  readonly writeHead: Response['writeHead'];
  state: State = 'open';
  stream: Pick<TextStream, 'write' | 'end' | 'degraded'> | null = null;
  decoder: TextDecoder | null = null;
  type = '';
  held = '';
  /** Something was given to write() and nothing has been passed on: to the handler, and to who answers its errors, the reply has begun. */
  holding = false;

  constructor(req: Request, res: Response, settings: Settings) {
    this.req = req;
    this.res = res;
    this.settings = settings;
    this.write = res.write.bind(res) as Response['write'];
    this.end = res.end.bind(res) as Response['end'];
    this.writeHead = res.writeHead.bind(res) as Response['writeHead'];
  }

  mount(): void {
    const { res } = this;
    const { json, jsonp, send } = res;
    const sent = Object.getOwnPropertyDescriptor(res, 'headersSent')?.get;
    const isSent = () =>
      (sent === undefined ? Reflect.get(Object.getPrototypeOf(res) as object, 'headersSent', res) : sent.call(res)) as boolean;
    Object.defineProperty(res, 'headersSent', { get: () => this.holding || isSent(), configurable: true });
    if (json !== undefined) res.json = (...args) => this.sendValue(json, args);
    if (jsonp !== undefined) res.jsonp = (...args) => this.sendValue(jsonp, args);
    if (send !== undefined) res.send = (...args) => this.send(send, args);
    res.writeHead = ((...args: Parameters<Guard['onWriteHead']>) => this.onWriteHead(...args)) as Response['writeHead'];
    res.write = ((chunk: unknown, encoding?: unknown, callback?: unknown) => this.onWrite(chunk, encoding, callback)) as Response['write'];
    res.end = ((chunk?: unknown, encoding?: unknown, callback?: unknown) => this.onEnd(chunk, encoding, callback)) as Response['end'];
  }

  // ---------------------------------------------------------------- replies that are given whole

  sendValue(original: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    if (this.holding) throw alreadySent();
    if (this.state !== 'open') return original.apply(this.res, args);
    let redacted: unknown[];
    try {
      // Express 4 also takes (status, value) and (value, status).
      const at = args.length === 2 && typeof args[0] === 'number' ? 1 : 0;
      redacted = args.map((arg, index) => (index === at ? this.redactValue(arg) : arg));
    } catch {
      return this.refuse();
    }
    return this.pass(() => original.apply(this.res, redacted));
  }

  send(original: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    if (this.holding) throw alreadySent();
    const [body] = args;
    const isText = typeof body === 'string';
    // Values go on to res.json, which is ours; numbers of Express 4 become a status text, which res.end gets.
    if (this.state !== 'open' || args.length !== 1 || !(isText || ArrayBuffer.isView(body))) return original.apply(this.res, args);
    let redacted: unknown;
    try {
      const { type, charset } = contentType(this.header('content-type') ?? (isText ? 'text/html' : 'application/octet-stream'));
      if (this.isEncoded()) return this.refuse();
      if (isListed(type, this.settings.pass)) redacted = body;
      else if (isText) redacted = this.redactWhole(body, type);
      else if (isTextual(type) && isUtf8Charset(charset))
        redacted = Buffer.from(this.redactWhole(strictDecoder(type).decode(body as Uint8Array), type));
      else return this.refuse();
    } catch {
      return this.refuse();
    }
    return this.pass(() => original.call(this.res, redacted));
  }

  /** Whatever the call writes has been examined. */
  pass(call: () => unknown): unknown {
    this.state = 'pass';
    try {
      return call();
    } catch (error) {
      // JSON.stringify refused it, say: what is sent instead has not been examined.
      if (!this.res.headersSent) this.state = 'open';
      throw error;
    }
  }

  redactValue(value: unknown): unknown {
    const result = this.settings.redactor.redactValue(value, {}, { maxDepth: this.settings.maxDepth });
    this.note(result.findings, result.degraded);
    return result.value;
  }

  redactWhole(text: string, type: string): string {
    refuseNul(text);
    if (isJson(type)) {
      const value = jsonOrNothing(text);
      // What calls itself JSON and is not is examined as the text it is.
      if (value !== undefined) return JSON.stringify(this.redactValue(value));
    }
    const format = textFormat(type);
    const { redactor } = this.settings;
    const redacted = isDocument(format)
      ? redactDocument(redactor, format, text)
      : redactor.redact(text, format === undefined ? {} : { format });
    this.note(redacted.findings, redacted.degraded);
    return redacted.text;
  }

  // ---------------------------------------------------------------- replies that are written

  onWriteHead(status: number, reason?: unknown, headers?: unknown): unknown {
    // flushHeaders() gives the status that is set, and nothing else.
    if (this.holding && (status !== this.res.statusCode || reason !== undefined)) throw alreadySent();
    this.holding = false;
    if (this.state !== 'open')
      return (this.writeHead as (...args: unknown[]) => unknown)(...[status, reason, headers].filter((arg) => arg !== undefined));
    this.res.statusCode = status;
    if (typeof reason === 'string') this.res.statusMessage = reason;
    setHeaders(this.res, (typeof reason === 'string' ? headers : (headers ?? reason)) as HeadersArgument);
    this.decide();
    if (this.isRefused()) return this.res;
    this.stripLength();
    return this.writeHead(this.res.statusCode);
  }

  onWrite(chunk: unknown, encoding: unknown, callback: unknown): boolean {
    this.holding = false;
    if (this.state === 'open') this.decide();
    if (this.state === 'pass') return (this.write as (...args: unknown[]) => boolean)(chunk, encoding, callback);
    const called = typeof encoding === 'function' ? encoding : callback;
    if (this.state !== 'refused') {
      this.stripLength();
      const text = this.examined(() => this.take(chunk, encoding));
      if (text !== '') return this.write(text, 'utf8', called as () => void);
      this.holding = !this.isRefused() && !this.res.headersSent;
    }
    if (typeof called === 'function') process.nextTick(called);
    return true;
  }

  onEnd(chunk: unknown, encoding: unknown, callback: unknown): unknown {
    this.holding = false;
    const called = [chunk, encoding, callback].find((arg) => typeof arg === 'function') as (() => void) | undefined;
    const last = typeof chunk === 'function' ? undefined : chunk;
    if (this.state === 'open' && (last === undefined || last === null || last === '')) this.state = 'pass';
    if (this.state === 'open') this.decide();
    if (this.state === 'pass')
      return (this.end as (...args: unknown[]) => unknown)(...[chunk, encoding, callback].filter((arg) => arg !== undefined));
    if (this.state === 'refused') return this.res;
    const text = this.examined(() => (last === undefined || last === null ? '' : this.take(last, encoding)) + this.takeRest());
    if (this.isRefused()) return this.res;
    this.state = 'pass';
    if (!this.res.headersSent) {
      this.stripLength();
      // Trailers need a reply in chunks.
      if (this.header('trailer') === undefined) this.res.setHeader('Content-Length', Buffer.byteLength(text));
    }
    return this.end(text, 'utf8', called);
  }

  /** Looks at the headers once, before the first byte: how is what comes to be examined? */
  decide(): void {
    const { req, res, settings } = this;
    const { type, charset } = contentType(this.header('content-type') ?? 'text/plain');
    if (req.method === 'HEAD' || res.statusCode === 204 || res.statusCode === 304 || isListed(type, settings.pass)) {
      this.state = 'pass';
    } else if (this.isEncoded() || !isTextual(type) || !isUtf8Charset(charset)) {
      this.refuse();
    } else {
      this.decoder = strictDecoder(type);
      const format = textFormat(type);
      this.type = type;
      this.state = isJson(type) || format === 'email' ? 'whole' : 'stream';
      // Told as they are found: a stream of events may never end.
      const found = (finding: Finding) => this.note([finding], false);
      if (type === 'text/event-stream') this.stream = redactEvents(settings.redactor, settings.limit, { found });
      else if (this.state === 'stream' && isDocument(format)) this.stream = documentStream(settings.redactor, format, { found });
      else if (this.state === 'stream') this.stream = settings.redactor.stream(format === undefined ? {} : { format }, { found });
    }
  }

  /** Text that can no longer change. */
  take(chunk: unknown, encoding: unknown): string {
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : (chunk as Uint8Array);
    const text = (this.decoder as TextDecoder).decode(bytes, { stream: true });
    refuseNul(text);
    if (this.stream !== null) return this.stream.write(text);
    this.held += text;
    if (this.held.length > this.settings.limit) throw new RangeError('A reply is longer than the limit.');
    return '';
  }

  takeRest(): string {
    const rest = (this.decoder as TextDecoder).decode();
    if (this.stream === null) return this.redactWhole(this.held + rest, this.type);
    const text = this.stream.write(rest) + this.stream.end();
    this.note([], this.stream.degraded);
    return text;
  }

  /** Runs a step; when it fails the reply ends there, with a 500 as long as nothing was sent. */
  examined(step: () => string): string {
    try {
      return step();
    } catch {
      this.note([], true);
      if (!this.res.headersSent) {
        this.refuse();
        return '';
      }
      const type = contentType(this.header('content-type')).type;
      const marker = type === 'text/event-stream' ? FAILED_EVENT : isJson(type) ? `"${FAILURE_MARKER}"` : FAILURE_MARKER;
      this.state = 'refused';
      this.end(marker);
      return '';
    }
  }

  refuse(): unknown {
    this.state = 'refused';
    const { res } = this;
    if (res.headersSent) {
      res.destroy();
      return res;
    }
    for (const name of [
      ...DERIVED,
      'content-length',
      'content-encoding',
      'content-disposition',
      'content-range',
      'last-modified',
      'trailer',
    ])
      res.removeHeader(name);
    res.statusCode = 500;
    res.statusMessage = '';
    res.setHeader('Content-Type', 'text/plain; charset=utf-8');
    res.setHeader('Content-Length', Buffer.byteLength(NOT_EXAMINED));
    // Past the middlewares behind us: one that compresses would say once more that these bytes are compressed.
    this.writeHead(500);
    return this.end(NOT_EXAMINED);
  }

  isRefused(): boolean {
    return this.state === 'refused';
  }

  stripLength(): void {
    if (this.res.headersSent || this.state === 'pass') return;
    for (const name of [...DERIVED, 'content-length', 'accept-ranges']) this.res.removeHeader(name);
  }

  note(findings: readonly Finding[], degraded: boolean): void {
    redactionOf(this.req, 'mask').addResponse(findings, degraded);
    // Made by the handler, before anything was replaced.
    if (findings.length > 0 && !this.res.headersSent) for (const name of DERIVED) this.res.removeHeader(name);
  }

  header(name: string): string | undefined {
    const value = this.res.getHeader(name);
    return value === undefined ? undefined : String(value);
  }

  /** Compressed before it came to us: this middleware was mounted before compression, not after. */
  isEncoded(): boolean {
    const encoding = this.header('content-encoding');
    return encoding !== undefined && encoding !== '' && encoding.toLowerCase() !== 'identity';
  }
}

function isTextual(type: string): boolean {
  return type.startsWith('text/') || isJson(type) || type.endsWith('+xml') || TEXT_LIKE.includes(type);
}

/** As Node says it. */
function alreadySent(): Error {
  return Object.assign(new Error('Cannot set headers after they are sent to the client'), { code: 'ERR_HTTP_HEADERS_SENT' });
}

/** UTF-16 that does not say so is valid UTF-8 with a NUL at every second place, where no rule sees a value. */
function refuseNul(text: string): void {
  if (text.includes('\0')) throw new RangeError('A reply holds what is no text.');
}

function strictDecoder(type: string): TextDecoder {
  const format = textFormat(type);
  // A spreadsheet tells by the mark that a table is in UTF-8.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: format === 'csv' || format === 'tsv' });
}

function jsonOrNothing(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

type HeadersArgument = OutgoingHttpHeaders | readonly OutgoingHttpHeader[] | undefined;

/** Node takes an object, a flat list or a list of pairs. */
function setHeaders(res: Response, headers: HeadersArgument): void {
  if (headers === undefined || headers === null) return;
  if (!Array.isArray(headers)) {
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value as string);
    return;
  }
  const pairs = Array.isArray(headers[0])
    ? headers
    : Array.from({ length: headers.length / 2 }, (_, i) => [headers[2 * i], headers[2 * i + 1]]);
  for (const [name, value] of pairs) res.appendHeader(name, value);
}
