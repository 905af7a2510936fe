import type { ServerResponse } from 'node:http';
import { DEFAULT_MAX_DEPTH } from '../redact-value.ts';
import type { Context, Redactor } from '../types.ts';
import type { Content, ContentSettings } from './body-content.ts';
import { type BodyConversations, bodyConversations, type ConversationBodyOptions } from './body-conversations.ts';
import { contentOfBytes, contentOfParsed, kindOf, parseFlat } from './body-content.ts';
import { contextReader } from './callbacks.ts';
import { asBodyError, conversationBehindMask, wrongType } from './body-error.ts';
import type { ContentType } from './content-type.ts';
import { contentType, isListed } from './content-type.ts';
import type { Middleware, Next, Request } from './http.ts';
import type { ContextOf, EngineOptions } from './options.ts';
import { byteCount, checkNames, functionOr, mediaTypes, oneOf, redactorFor, wholeNumber, yesOrNo } from './options.ts';
import { keepRawBody } from './raw-body.ts';
import { documentReader, isDocument } from './redact-document.ts';
import type { BodyLimits } from './read-body.ts';
import { hasBody, readBody, saysEmpty, sentLength, wasRead } from './read-body.ts';
import type { Mode, RequestRedaction } from './request-redaction.ts';
import { MODES, redactionOf } from './request-redaction.ts';
import type { SettleSettings } from './settle.ts';
import { settle } from './settle.ts';

/** Options of redactBody, beside those of the engine. */
export type BodyOptions = {
  readonly mode?: Mode;
  /** Bytes as they arrive: a number, or a text such as '100kb'. Default '100kb'. */
  readonly limit?: number | string;
  /** Bytes after decompression. Default: the same as `limit`. */
  readonly inflatedLimit?: number | string;
  /** Inflated bytes for each byte received, once the body is larger than 64 KiB. Default 100. */
  readonly maxRatio?: number;
  /** Levels of nesting. Default 200. */
  readonly maxDepth?: number;
  /** Parameters of a urlencoded form. Default 1000. */
  readonly maxParameters?: number;
  /** Reads a urlencoded form. Default: flat, as `express.urlencoded({ extended: false })`; for nested ones give `(text) => qs.parse(text, { parameterLimit: Infinity })`. */
  readonly parseUrlencoded?: (text: string) => unknown;
  /** Media types read as text beside `text/*`. */
  readonly text?: readonly string[];
  /** Media types that hold UTF-8 text which the handler wants as a Buffer. */
  readonly raw?: readonly string[];
  /** Media types whose bodies are passed on unexamined. Everything else that cannot be read is answered with 415. */
  readonly dangerouslyPassContentTypes?: readonly string[];
  /** When a part cannot be examined: put the failure marker in its place (default), or answer 500. */
  readonly onDegraded?: 'mark' | 'refuse';
  /** Keep the bytes for checking signatures, under the symbol `rawBody`. Default true. */
  readonly keepRawBody?: boolean;
  /** What is known about a request beside its text. */
  readonly context?: ContextOf;
  /** Requests that belong together are redacted as one conversation. */
  readonly conversation?: ConversationBodyOptions;
};

export type RedactBodyOptions = EngineOptions & BodyOptions;

export const BODY_OPTION_NAMES: readonly (keyof BodyOptions)[] = [
  'mode',
  'limit',
  'inflatedLimit',
  'maxRatio',
  'maxDepth',
  'maxParameters',
  'parseUrlencoded',
  'text',
  'raw',
  'dangerouslyPassContentTypes',
  'onDegraded',
  'keepRawBody',
  'context',
  'conversation',
];

type Settings = BodyLimits &
  ContentSettings &
  SettleSettings & {
    readonly redactor: Redactor;
    readonly pass: readonly string[];
    readonly keepRawBody: boolean;
    readonly context: (req: Request) => Context;
    readonly conversations: BodyConversations | undefined;
  };

/**
 * Redacts the body before any handler sees it: reads it when no parser has, walks `req.body` when one has.
 *
 * @example
 * app.use(redactBody({ policy: 'storage' }));
 */
export function redactBody(options: Readonly<RedactBodyOptions> = {}): Middleware {
  const settings = understand(options);
  const protects = settings.mode === 'mask' || settings.mode === 'block';

  return function redactBodyMiddleware(req, res, next) {
    const request: Request = req;
    const type = contentType(request.headers['content-type']);
    const listed = isListed(type.type, settings.pass);
    redactionOf(request, settings.mode);
    try {
      const kind = listed ? null : kindOf(type.type, settings);
      if (wasRead(request) || !(hasBody(request) || (kind !== null && saysEmpty(request))))
        return handleParsed(request, res, type, listed, settings, next);
      if (kind !== null) return readAndHandle(request, res, type, kind, settings, next);
      if (protects && !listed) return refuseUnlessEmpty(request, settings, next);
      redactionOfBody(request, settings).passed = true;
    } catch (error) {
      return refuse(request, error, next);
    }
    next();
  };
}

function readAndHandle(
  request: Request,
  res: ServerResponse,
  type: ContentType,
  kind: NonNullable<ReturnType<typeof kindOf>>,
  settings: Settings,
  next: Next,
): void {
  readBody(request, settings, (error, bytes) => {
    if (error !== null) return refuse(request, error, next);
    try {
      if (settings.keepRawBody) keepRawBody(request, bytes);
      request._body = true;
      const content = contentOfBytes(bytes, kind, type, settings);
      // Modes that protect nothing hand on what was sent.
      request.body = settings.mode === 'mask' ? undefined : content.restore(content.value);
      apply(request, res, content, settings);
    } catch (failure) {
      return refuse(request, failure, next);
    }
    next();
  });
}

/** A body of a type that nothing reads. Only its end tells that one in chunks is none at all. */
function refuseUnlessEmpty(request: Request, settings: Settings, next: Next): void {
  if (request.headers['content-length'] !== undefined) {
    refuse(request, wrongType(), next);
    return;
  }
  readBody(request, settings, (error, bytes) => {
    if (error !== null || bytes.length > 0) return refuse(request, wrongType(), next);
    noBody(request);
    next();
  });
}

/** Where nothing came, parsers of Express 4 leave an empty object, and those of 5 nothing. */
function noBody(request: Request): void {
  if (typeof request.param === 'function') request.body = {};
}

/** There is nothing to read: either no body came, or somebody has read it and left on `req.body` what handlers will see. */
function handleParsed(request: Request, res: ServerResponse, type: ContentType, listed: boolean, settings: Settings, next: Next): void {
  const protects = settings.mode === 'mask' || settings.mode === 'block';
  const { body } = request;
  // express.text() and express.raw() take anything: that it is text does not say that anything here can read it.
  const isUnread = isUnparsed(body) && (kindOf(type.type, settings) === null || (listed && body instanceof Uint8Array));
  if (hasFiles(request) || (body === undefined && hasBody(request)) || isUnread) {
    if (protects && !listed) throw wrongType();
    redactionOfBody(request, settings).passed = true;
  }
  if (body === undefined) noBody(request);
  else if (!isUnread) apply(request, res, contentOfParsed(body, type, sentLength(request), settings), settings);
  next();
}

/** Not nothing, and as it came. */
function isUnparsed(body: unknown): boolean {
  return (typeof body === 'string' || body instanceof Uint8Array) && body.length > 0;
}

/** Requests whose body a middleware of ours has replaced. */
const masked = new WeakSet<Request>();

function apply(request: Request, res: ServerResponse, content: Content, settings: Settings): void {
  if (settings.conversations !== undefined && masked.has(request)) throw conversationBehindMask();
  const redaction = redactionOfBody(request, settings);
  const { format } = content;
  const settled = settle(
    content.value,
    () => ({ ...settings.context(request), ...(format !== undefined && { format }) }),
    { ...settings, redactor: readerOf(request, res, content, settings, redaction) },
    redaction,
  );
  if (settled === null) return;
  if (settings.mode === 'mask') masked.add(request);
  if (settings.mode === 'mask' || settings.mode === 'block') request.body = content.restore(settled.redacted);
  else if (settings.mode === 'shadow') redaction.body = content.restore(settled.redacted);
}

/** A part before us may have another mode. */
function redactionOfBody(request: Request, { mode }: Settings): RequestRedaction {
  const redaction = redactionOf(request, mode);
  redaction.mode = mode;
  return redaction;
}

function readerOf(
  request: Request,
  res: ServerResponse,
  { format }: Content,
  settings: Settings,
  redaction: RequestRedaction,
): Pick<Redactor, 'redactValue'> {
  // Made of many texts and no message of somebody: no conversation takes it in.
  if (isDocument(format)) {
    if (settings.conversations !== undefined) redaction.alone = true;
    return documentReader(settings.redactor, format);
  }
  return settings.conversations?.of(request, res, redaction) ?? settings.redactor;
}

function refuse(request: Request, error: unknown, next: Next): void {
  // An error handler that logs req.body must not find there what we have just refused.
  request.body = undefined;
  next(asBodyError(error));
}

/** Files that multer took are bytes or paths of bytes that nobody has looked into. */
function hasFiles(request: Request): boolean {
  const { file, files } = request;
  return file !== undefined || (typeof files === 'object' && files !== null && Object.keys(files).length > 0);
}

function understand(options: Readonly<RedactBodyOptions>): Settings {
  const part = 'redactBody';
  checkNames(part, options, BODY_OPTION_NAMES);
  const limit = byteCount(part, 'limit', options.limit, 100 * 1024);
  const redactor = redactorFor(part, options);
  return {
    redactor,
    conversations: bodyConversations(part, options.conversation, redactor, options.rules),
    mode: oneOf(part, 'mode', options.mode, 'mask', MODES),
    limit,
    inflatedLimit: byteCount(part, 'inflatedLimit', options.inflatedLimit, limit),
    maxRatio: wholeNumber(part, 'maxRatio', options.maxRatio, 100),
    maxDepth: wholeNumber(part, 'maxDepth', options.maxDepth, DEFAULT_MAX_DEPTH),
    maxParameters: wholeNumber(part, 'maxParameters', options.maxParameters, 1000),
    parseUrlencoded: functionOr(part, 'parseUrlencoded', options.parseUrlencoded, parseFlat),
    text: mediaTypes(part, 'text', options.text, 'application/x-ndjson'),
    raw: mediaTypes(part, 'raw', options.raw, 'application/octet-stream'),
    pass: mediaTypes(part, 'dangerouslyPassContentTypes', options.dangerouslyPassContentTypes, 'image/*'),
    onDegraded: oneOf(part, 'onDegraded', options.onDegraded, 'mark', ['mark', 'refuse']),
    keepRawBody: yesOrNo(part, 'keepRawBody', options.keepRawBody, true),
    context: contextReader(part, options.context, redactor),
  };
}
