/** Bytes that are read where they are wanted: a file, or what has been gathered. */
import { type FileHandle, open } from 'node:fs/promises';
import { SordinoError } from '../../errors.ts';
import { concatBytes } from '../../formats/bytes.ts';

export interface ByteSource {
  readonly size: number;
  /** All bytes from `start` to `end`. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Closes what was opened; the next read opens it again. */
  release(): Promise<void>;
}

const STEP = 64 * 1024;

export function fileSource(path: string, size: number): ByteSource {
  let handle: FileHandle | undefined;
  return {
    size,
    async read(start, end) {
      handle ??= await open(path);
      const bytes = new Uint8Array(end - start);
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
        if (bytesRead === 0) throw new SordinoError('ERR_INPUT_CHANGED', `${path} changed while it was read.`);
        at += bytesRead;
      }
      return bytes;
    },
    async release() {
      const opened = handle;
      handle = undefined;
      await opened?.close();
    },
  };
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
    release: () => Promise.resolve(),
  };
}

/** The bytes from `start` to `end`, one chunk after another. */
export async function* chunksOf(source: ByteSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += STEP) yield await source.read(at, Math.min(end, at + STEP));
}

/** All chunks as one; undefined when they are more than `limit` bytes. */
export async function gather(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) return undefined;
    parts.push(chunk);
  }
  return concatBytes(parts);
}
