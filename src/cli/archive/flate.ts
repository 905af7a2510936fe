/** Streams of bytes, packed and unpacked. */
import { pipeline, Readable, type Transform } from 'node:stream';
import { crc32, createDeflateRaw, createGunzip, createInflateRaw } from 'node:zlib';
import type { Inflation } from '../../formats/archive-limits.ts';
import { oneByteEach } from '../../formats/bytes.ts';
import type { Problem } from '../../formats/span.ts';
import { type GzipHeader, gzipHeader } from '../../formats/gzip-header.ts';

type Chunks = AsyncIterable<Uint8Array>;

/** Packed data that breaks off, is not what its checksum says, or is more than may be read. */
export class DamagedData extends Error {
  /** In bytes of the packed data. */
  readonly offset: number;
  readonly reason: Problem;

  constructor(offset: number, reason: Problem = 'damaged') {
    super(reason);
    this.offset = offset;
    this.reason = reason;
  }
}

const CHUNK = 64 * 1024;

/** Checksum and length of all that has passed. */
export class Sum {
  crc = 0;
  size = 0;

  add(bytes: Uint8Array): void {
    // Of no bytes, zlib gives the checksum of a new start.
    if (bytes.length > 0) this.crc = crc32(bytes, this.crc);
    this.size += bytes.length;
  }

  async *over(chunks: Chunks): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.add(chunk);
      yield chunk;
    }
  }
}

export function inflated(chunks: Chunks): AsyncGenerator<Uint8Array> {
  return through(chunks, createInflateRaw({ chunkSize: CHUNK }));
}

export function deflated(chunks: Chunks): AsyncGenerator<Uint8Array> {
  return through(chunks, createDeflateRaw({ chunkSize: CHUNK }));
}

async function* through(chunks: Chunks, transform: Transform & { readonly bytesWritten: number }): AsyncGenerator<Uint8Array> {
  // What fails is thrown where the transform is read.
  pipeline(Readable.from(chunks, { highWaterMark: 1 }), transform, () => undefined);
  try {
    yield* transform as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw /^Z_/.test(String((error as NodeJS.ErrnoException).code)) ? new DamagedData(transform.bytesWritten) : error;
  }
}

/** The content of a gzip stream, all members of it. What stands behind them, other than zeros, is damage. */
export async function* gunzipped(chunks: Chunks, inflation: Inflation): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  let fed = 0;
  let lastByte = -1;
  const take = async (): Promise<Uint8Array | undefined> => {
    const next = await source.next();
    if (next.done === true) return undefined;
    for (let at = next.value.length - 1; at >= 0 && lastByte < fed; at--) if (next.value[at] !== 0) lastByte = fed + at;
    fed += next.value.length;
    return next.value;
  };
  // By hand, because the transform may stop before the end of what it is fed, and the rest has to be looked at.
  async function* feed(): AsyncGenerator<Uint8Array> {
    for (let chunk = await take(); chunk !== undefined; chunk = await take()) yield chunk;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK });
  let size = 0;
  try {
    for await (const chunk of through(feed(), gunzip)) {
      size += chunk.length;
      inflation.check(size, fed);
      inflation.add(chunk.length);
      yield chunk;
    }
    while ((await take()) !== undefined) if (lastByte >= gunzip.bytesWritten) break;
    if (lastByte >= gunzip.bytesWritten) throw new DamagedData(gunzip.bytesWritten);
  } finally {
    await source.return?.();
  }
}

/** A gzip stream of one member. */
export async function* gzipped(chunks: Chunks, header: GzipHeader): AsyncGenerator<Uint8Array> {
  yield oneByteEach(gzipHeader(header));
  const sum = new Sum();
  yield* deflated(sum.over(chunks));
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, sum.crc, true);
  trailer.setUint32(4, sum.size % 2 ** 32, true);
  yield new Uint8Array(trailer.buffer);
}
