/** What files are told apart by. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes at either end that are compared; reading forty gigabytes again would take as long as it is meant to save. */
const ENDS = 64 * 1024;

export interface Fingerprint {
  readonly size: number;
  /** Nanoseconds since 1970. */
  readonly modified: string;
  /** SHA-256 of the first and of the last bytes, in hex. */
  readonly head: string;
  readonly tail: string;
}

export async function fingerprintOf(path: string): Promise<Fingerprint> {
  const handle = await open(path);
  try {
    const { size, mtimeNs } = await handle.stat({ bigint: true });
    const bytes = Number(size);
    return {
      size: bytes,
      modified: String(mtimeNs),
      head: await hashOf(handle, 0, Math.min(ENDS, bytes)),
      tail: await tailHash(handle, bytes),
    };
  } finally {
    await handle.close();
  }
}

/** SHA-256 of the last bytes before `end`, in hex. */
export async function tailHash(handle: FileHandle, end: number): Promise<string> {
  return hashOf(handle, Math.max(0, end - ENDS), end);
}

async function hashOf(handle: FileHandle, from: number, to: number): Promise<string> {
  return createHash('sha256')
    .update(await readAt(handle, from, to))
    .digest('hex');
}

/** As many of the bytes as there are. */
export async function readAt(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, from + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

/** A SHA-256 that has taken in the first bytes of a file. */
export async function sha256Of(path: string, bytes = Number.POSITIVE_INFINITY): Promise<Hash> {
  const hash = createHash('sha256');
  if (bytes > 0) for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, end: bytes - 1 })) hash.update(chunk as Buffer);
  return hash;
}
