import { AsyncResource } from 'node:async_hooks';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { BodyError } from './body-error.ts';
import { tooLarge, unreadable, wrongType } from './body-error.ts';

export interface BodyLimits {
  /** Bytes as they arrive. */
  readonly limit: number;
  /** Bytes after decompression. */
  readonly inflatedLimit: number;
  /** Inflated bytes for each byte received; small bodies may exceed it. */
  readonly maxRatio: number;
}

export type Done = (error: BodyError | null, bytes: Buffer) => void;

/** A short text may well compress a hundredfold without being a bomb. */
const RATIO_FLOOR = 64 * 1024;
const MANUAL = { requireManualDestroy: true };
const EMPTY = Buffer.alloc(0);

/** A map, since a client may well send `Content-Encoding: constructor`. */
const INFLATE: ReadonlyMap<string, typeof gunzip> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', inflate],
  ['br', brotliDecompress as typeof gunzip],
]);

/** Whether a request says that it brings a body. */
export function hasBody(req: IncomingMessage): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

/** Whether it says that it brings one of no bytes, which parsers read as what it is. */
export function saysEmpty(req: IncomingMessage): boolean {
  return req.headers['content-length'] === '0';
}

/** Bytes of the body; undefined where the headers do not tell, or it is compressed. */
export function sentLength({ headers }: IncomingMessage): number | undefined {
  return encodingOf(headers) === 'identity' && headers['content-length'] !== undefined ? Number(headers['content-length']) : undefined;
}

function encodingOf(headers: IncomingHttpHeaders): string {
  return (headers['content-encoding'] || 'identity').toLowerCase();
}

/** Somebody took data from the stream, or it is gone. */
export function wasRead(req: IncomingMessage): boolean {
  return req.readableDidRead || req.readableEnded || req.destroyed;
}

/** Reads a whole body within limits and inflates it. The answer comes once; a body over a limit is never kept in part. */
export function readBody(req: IncomingMessage, limits: BodyLimits, answer: Done): void {
  // Stream events run in the parser's async context; AsyncLocalStorage of middlewares before us would be lost behind us.
  // Not AsyncResource.bind(): it costs more than all the reading.
  const context = new AsyncResource('sordino.body', MANUAL);
  const done: Done = (error, bytes) => context.runInAsyncScope(answer, undefined, error, bytes);
  const encoding = encodingOf(req.headers);
  const inflater = INFLATE.get(encoding);
  const limit = inflater === undefined ? Math.min(limits.limit, limits.inflatedLimit) : limits.limit;
  if (encoding !== 'identity' && inflater === undefined) refuse(req, wrongType(), done);
  else if (Number(req.headers['content-length'] ?? 0) > limit) refuse(req, tooLarge(), done);
  else collect(req, limit, inflater === undefined ? done : (error, bytes) => inflateWithin(limits, inflater, error, bytes, done));
}

function inflateWithin(limits: BodyLimits, inflater: typeof gunzip, error: BodyError | null, bytes: Buffer, done: Done): void {
  if (error !== null) {
    done(error, bytes);
    return;
  }
  const maxOutputLength = Math.min(limits.inflatedLimit, Math.max(RATIO_FLOOR, bytes.length * limits.maxRatio));
  inflater(bytes, { maxOutputLength }, (failure, inflated) => {
    if (failure === null) done(null, inflated as Buffer);
    else done((failure as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : unreadable(), EMPTY);
  });
}

function refuse(req: IncomingMessage, error: BodyError, done: Done): void {
  // What still comes is read and dropped, so that the client gets to read the answer.
  req.resume();
  done(error, EMPTY);
}

function collect(req: IncomingMessage, limit: number, done: Done): void {
  const chunks: Buffer[] = [];
  let length = 0;

  function onData(chunk: Buffer | string): void {
    // Somebody called setEncoding(): the bytes are gone, and with them the certainty of what they were.
    if (typeof chunk === 'string') {
      finish(unreadable());
    } else if ((length += chunk.length) > limit) {
      finish(tooLarge());
    } else {
      chunks.push(chunk);
    }
  }
  function onEnd(): void {
    finish(null);
  }
  function onBroken(): void {
    finish(unreadable());
  }
  function finish(error: BodyError | null): void {
    req.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
    if (error === null) {
      done(null, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length));
    } else {
      chunks.length = 0;
      refuse(req, error, done);
    }
  }

  req.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
}
