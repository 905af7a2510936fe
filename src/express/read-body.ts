import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
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
const EMPTY = Buffer.alloc(0);

const INFLATE: Readonly<Record<string, typeof gunzip | undefined>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  br: brotliDecompress,
};

/** Whether a request says that it brings a body. */
export function hasBody(req: IncomingMessage): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

/** Somebody took data from the stream, or it is gone. */
export function wasRead(req: IncomingMessage): boolean {
  return req.readableDidRead || req.readableEnded || req.destroyed;
}

/** Reads a whole body within limits and inflates it. The answer comes once; a body over a limit is never kept in part. */
export function readBody(req: IncomingMessage, limits: BodyLimits, answer: Done): void {
  // Stream events run in the parser's async context; AsyncLocalStorage of middlewares before us would be lost behind us.
  const done: Done = AsyncResource.bind(answer);
  const encoding = (req.headers['content-encoding'] ?? 'identity').toLowerCase();
  const inflater = INFLATE[encoding];
  if (encoding !== 'identity' && inflater === undefined) return refuse(req, wrongType(), done);
  const limit = inflater === undefined ? Math.min(limits.limit, limits.inflatedLimit) : limits.limit;
  if (Number(req.headers['content-length'] ?? 0) > limit) return refuse(req, tooLarge(), done);
  collect(req, limit, (error, bytes) => {
    if (error !== null || inflater === undefined) return done(error, bytes);
    const maxOutputLength = Math.min(limits.inflatedLimit, Math.max(RATIO_FLOOR, bytes.length * limits.maxRatio));
    inflater(bytes, { maxOutputLength }, (failure, inflated) => {
      if (failure === null) return done(null, inflated as Buffer);
      done((failure as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : unreadable(), EMPTY);
    });
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
    if (typeof chunk === 'string') return finish(unreadable());
    length += chunk.length;
    if (length > limit) return finish(tooLarge());
    chunks.push(chunk);
  }
  function onEnd(): void {
    finish(null);
  }
  function onBroken(): void {
    finish(unreadable());
  }
  function finish(error: BodyError | null): void {
    req.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
    if (error === null) return done(null, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length));
    chunks.length = 0;
    refuse(req, error, done);
  }

  req.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
}
