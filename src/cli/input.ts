/** Inputs: opened, looked at, and read in chunks. */
import { createReadStream, fstatSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { SordinoError } from '../errors.ts';
import type { FormatName } from '../formats/index.ts';
import { SNIFF_BYTES, sniff } from '../formats/sniff.ts';

export interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

export interface Input {
  /** As the caller named it; '-' for standard input. */
  readonly name: string;
  readonly format: FormatName;
  /** Bytes, when known beforehand. */
  readonly size: number | undefined;
  readonly identity: Identity | undefined;
  /** Nanoseconds since 1970, of a file that can be read again from any place. */
  readonly modified: bigint | undefined;
  /** From a byte on, where `modified` is known. */
  chunks(from?: number): AsyncIterable<Uint8Array>;
}

/** Four times as much is no faster and keeps twice the memory. */
const CHUNK = 64 * 1024;

/** Opens what the command names; standard input when it names nothing. All are looked at before any is read, so that a bad one stops the rest in time. */
export async function openInputs(names: readonly string[], format: FormatName): Promise<Input[]> {
  if (names.filter((name) => name === '-').length > 1) throw new SordinoError('ERR_USAGE', 'Standard input can be read only once.');
  const inputs: Input[] = [];
  for (const name of names.length === 0 ? ['-'] : names)
    inputs.push(name === '-' ? await standardInput(format) : await fileInput(name, format));
  return inputs;
}

async function fileInput(name: string, format: FormatName): Promise<Input> {
  try {
    const about = await stat(name, { bigint: true });
    if (about.isDirectory()) throw new SordinoError('ERR_INPUT_IS_FOLDER', `${shown(name)} is a folder; name the files in it.`);
    // A pipe can be read only once, so what was looked at has to be kept.
    if (!about.isFile()) return await streamInput(name, createReadStream(name, { highWaterMark: CHUNK }), format);
    const head = await readHead(name);
    return {
      name,
      format: formatOf(name, head, BigInt(head.length) === about.size, format),
      size: Number(about.size),
      identity: { dev: about.dev, ino: about.ino },
      modified: about.mtimeNs,
      chunks: (from = 0) => guarded(name, createReadStream(name, { highWaterMark: CHUNK, start: from })),
    };
  } catch (error) {
    throw readError(name, error);
  }
}

async function readHead(name: string): Promise<Uint8Array> {
  const handle = await open(name);
  try {
    const buffer = Buffer.alloc(SNIFF_BYTES);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length);
    }
  } finally {
    await handle.close();
  }
}

async function standardInput(format: FormatName): Promise<Input> {
  let identity: Identity | undefined;
  try {
    const about = fstatSync(0, { bigint: true });
    if (about.isDirectory()) throw new SordinoError('ERR_INPUT_IS_FOLDER', 'Standard input is a folder; name the files in it.');
    if (about.isFile()) identity = { dev: about.dev, ino: about.ino };
  } catch (error) {
    throw readError('-', error);
  }
  return { ...(await streamInput('-', process.stdin, format)), identity };
}

/** Reads as much as it takes to know what it is, and gives that out again before the rest. */
async function streamInput(name: string, source: AsyncIterable<Uint8Array>, format: FormatName): Promise<Input> {
  const iterator = guarded(name, source)[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  while (length < SNIFF_BYTES) {
    const next = await iterator.next();
    if (next.done === true) {
      whole = true;
      break;
    }
    seen.push(next.value);
    length += next.value.length;
  }
  async function* chunks(): AsyncIterable<Uint8Array> {
    for (let chunk = seen.shift(); chunk !== undefined; chunk = seen.shift()) yield chunk;
    if (!whole) yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return {
    name,
    format: formatOf(name, Buffer.concat(seen), whole, format),
    size: undefined,
    identity: undefined,
    modified: undefined,
    chunks,
  };
}

async function* guarded(name: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    throw readError(name, error);
  }
}

/** What cannot be read as text is refused, whatever format is asked for: it would pass as clean. */
function formatOf(name: string, head: Uint8Array, whole: boolean, asked: FormatName): FormatName {
  const sniffed = sniff(head, whole, name);
  if ('format' in sniffed) return asked === 'auto' ? sniffed.format : asked;
  const is = `${shown(name)} is ${sniffed.what}`;
  if (sniffed.unreadable === 'compressed')
    throw new SordinoError('ERR_INPUT_COMPRESSED', `${is}; unpack it first, for example: gzip -dc FILE | sordino redact`);
  if (sniffed.unreadable === 'utf-16')
    throw new SordinoError('ERR_INPUT_UTF16', `${is}; convert it first: iconv -f UTF-16 -t UTF-8 FILE | sordino redact`);
  throw new SordinoError('ERR_INPUT_BINARY', `${is}, which cannot be examined.`);
}

/** Throws when a file is not as it was when it was opened. */
export async function refuseChanged({ name, size, modified }: Input): Promise<void> {
  if (modified === undefined) return;
  const now = await stat(name, { bigint: true }).catch((error) => Promise.reject(readError(name, error)));
  if (Number(now.size) !== size || now.mtimeNs !== modified)
    throw new SordinoError('ERR_INPUT_CHANGED', `${name} changed while it was read.`);
}

/** How messages name an input. */
export function shown(name: string): string {
  return name === '-' ? 'Standard input' : name;
}

/** How results name an input. */
export function shownAs({ name }: Input): string {
  return name === '-' ? '(standard input)' : name;
}

function readError(name: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new SordinoError('ERR_INPUT_NOT_FOUND', `There is no file ${name}.`);
  if (code === 'EISDIR') return new SordinoError('ERR_INPUT_IS_FOLDER', `${shown(name)} is a folder; name the files in it.`);
  if (code === 'EACCES' || code === 'EPERM') return new SordinoError('ERR_INPUT_UNREADABLE', `${shown(name)} may not be read (${code}).`);
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code))
    return new SordinoError('ERR_INPUT_UNREADABLE', `${shown(name)} cannot be read (${code}).`);
  return error;
}
