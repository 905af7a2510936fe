/** Inputs: opened, looked at, and read in chunks. */
import { createReadStream, fstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { SordinoError } from '../errors.ts';
import { ArchiveError } from '../formats/archive-error.ts';
import { type ArchiveLimits, Inflation } from '../formats/archive-limits.ts';
import type { GzipHeader } from '../formats/gzip-header.ts';
import type { FormatName } from '../formats/index.ts';
import { type Sniffed, sniff } from '../formats/sniff.ts';
import { brokenArchive } from '../formats/zip-reader.ts';
import { DamagedData, gunzipped } from './archive/flate.ts';
import { type Peeked, peek } from './archive/peek.ts';
import { headerOf, withoutGz } from './archive/redact-gzip.ts';
import { type ByteSource, fileSource, gather, memorySource } from './archive/source.ts';
import { membersText, openZip, type ZipArchive } from './archive/zip-archive.ts';
import { visible } from './visible.ts';

export interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

export interface Input {
  /** As the caller named it; '-' for standard input. */
  readonly name: string;
  /** Of what is in it, where it is packed with gzip; 'zip' for an archive. */
  readonly format: FormatName;
  /** Bytes that `chunks` gives, or all members of the archive, when known beforehand. */
  readonly size: number | undefined;
  readonly identity: Identity | undefined;
  /** The header of a gzip stream: the output is one too. */
  readonly gzip: GzipHeader | undefined;
  readonly archive: ZipArchive | undefined;
  readonly inflation: Inflation;
  /** The format that was asked for, or 'auto'. */
  readonly asked: FormatName;
  /** Nanoseconds since 1970, of a file that can be read again from any place, as nothing packed can. */
  readonly modified: bigint | undefined;
  /** What is to be examined, unpacked; from a byte on, where `modified` is known. */
  chunks(from?: number): AsyncIterable<Uint8Array>;
}

export interface InputOptions {
  readonly format: FormatName;
  readonly limits: ArchiveLimits;
}

/** Four times as much is no faster and keeps twice the memory. */
const CHUNK = 64 * 1024;
/** A zip archive has its directory at its end, so that one from a pipe is held. */
const MOST_HELD = 64 * 1024 * 1024;

/** Opens what the command names; standard input when it names nothing. All are looked at before any is read, so that a bad one stops the rest in time. */
export async function openInputs(names: readonly string[], options: InputOptions): Promise<Input[]> {
  if (names.filter((name) => name === '-').length > 1) throw new SordinoError('ERR_USAGE', 'Standard input can be read only once.');
  const inputs: Input[] = [];
  for (const name of names.length === 0 ? ['-'] : names)
    try {
      inputs.push(name === '-' ? await standardInput(options) : await fileInput(name, options));
    } catch (error) {
      throw readError(name, error);
    }
  return inputs;
}

async function fileInput(name: string, options: InputOptions): Promise<Input> {
  const about = await stat(name, { bigint: true });
  if (about.isDirectory()) throw new SordinoError('ERR_INPUT_IS_FOLDER', `${shown(name)} is a folder; name the files in it.`);
  // A pipe can be read only once, so what was looked at has to be kept.
  if (!about.isFile()) return streamInput(name, createReadStream(name, { highWaterMark: CHUNK }), options);
  const size = Number(about.size);
  const source: Source = {
    name,
    size,
    identity: { dev: about.dev, ino: about.ino },
    modified: about.mtimeNs,
    chunks: (from = 0) => guarded(name, createReadStream(name, { highWaterMark: CHUNK, start: from })),
  };
  const look = await peek(source.chunks());
  await look.close();
  return openSource(source, look, options, () => Promise.resolve(fileSource(name, size)));
}

async function standardInput(options: InputOptions): Promise<Input> {
  const about = fstatSync(0, { bigint: true });
  if (about.isDirectory()) throw new SordinoError('ERR_INPUT_IS_FOLDER', 'Standard input is a folder; name the files in it.');
  return streamInput('-', process.stdin, options, about.isFile() ? { dev: about.dev, ino: about.ino } : undefined);
}

/** Reads as much as it takes to know what it is, and gives that out again before the rest. */
async function streamInput(name: string, stream: AsyncIterable<Uint8Array>, options: InputOptions, identity?: Identity): Promise<Input> {
  const look = await peek(guarded(name, stream));
  return openSource({ name, size: undefined, identity, modified: undefined, chunks: look.chunks }, look, options, () => held(name, look));
}

/** Where an input comes from. */
interface Source {
  readonly name: string;
  readonly size: number | undefined;
  readonly identity: Identity | undefined;
  readonly modified: bigint | undefined;
  chunks(from?: number): AsyncIterable<Uint8Array>;
}

/** `seek`: gives all of it, to be read in any order. */
async function openSource(source: Source, look: Look, options: InputOptions, seek: () => Promise<ByteSource>): Promise<Input> {
  const inflation = new Inflation(options.limits);
  const sniffed = sniff(look.head, look.whole, source.name);
  const plain = { ...source, gzip: undefined, archive: undefined, inflation, asked: options.format };
  if (!('packed' in sniffed)) return { ...plain, format: formatOf(source.name, sniffed, options.format) };
  if (sniffed.packed === 'zip') return { ...plain, modified: undefined, ...(await zipInput(source.name, await seek(), plain)) };
  const gzip = headerOf(look.head);
  const isFile = source.size !== undefined;
  const unpacked = () => guarded(source.name, gunzipped(source.chunks(), new Inflation(options.limits)));
  const inner = await peek(unpacked());
  if (isFile) await inner.close();
  // A pipe cannot be read again.
  const chunks = isFile ? unpacked : inner.chunks;
  const what = sniff(inner.head, inner.whole, withoutGz(source.name));
  const packed = { ...plain, size: undefined, modified: undefined, gzip, chunks };
  if (!('packed' in what)) return { ...packed, format: formatOf(`${source.name}, unpacked,`, what, options.format) };
  if (what.packed === 'zip') return { ...packed, ...(await zipInput(source.name, await held(source.name, { ...inner, chunks }), packed)) };
  throw new SordinoError(
    'ERR_INPUT_COMPRESSED',
    `${shown(source.name)} is gzip in gzip; unpack it first, for example: gzip -dc FILE | sordino redact`,
  );
}

/** What was seen of a source, and all of it again. */
type Look = Pick<Peeked, 'head' | 'whole' | 'chunks'>;

async function held(name: string, { chunks }: Pick<Peeked, 'chunks'>): Promise<ByteSource> {
  const bytes = await gather(chunks(), MOST_HELD).catch((error: unknown) => {
    throw error instanceof DamagedData ? brokenArchive('breaks off, or is damaged') : error;
  });
  if (bytes === undefined)
    throw new SordinoError(
      'ERR_ARCHIVE_LIMIT',
      `${shown(name)} is a zip archive of more than 64 MiB that is not a file by itself; name the file.`,
    );
  return memorySource(bytes);
}

async function zipInput(name: string, source: ByteSource, { inflation, asked }: Pick<Input, 'inflation' | 'asked'>) {
  const archive = await openZip(source, inflation, asked);
  await source.release();
  if (archive.isDocument)
    throw new SordinoError('ERR_INPUT_BINARY', `${shown(name)} is a document of an office program or the like, which cannot be examined.`);
  const size = archive.members.reduce((sum, { member }) => sum + member.size, 0);
  return { format: 'zip', archive, size };
}

async function* guarded(name: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    throw readError(name, error);
  }
}

/** What cannot be read as text is refused, whatever format is asked for: it would pass as clean. */
function formatOf(name: string, sniffed: Exclude<Sniffed, { packed: unknown }>, asked: FormatName): FormatName {
  if ('format' in sniffed) return asked === 'auto' ? sniffed.format : asked;
  const is = `${shown(name)} is ${sniffed.what}`;
  if (sniffed.unreadable === 'compressed')
    throw new SordinoError('ERR_INPUT_COMPRESSED', `${is}; unpack it first, for example: xz -dc FILE | sordino redact`);
  if (sniffed.unreadable === 'utf-16')
    throw new SordinoError('ERR_INPUT_UTF16', `${is}; convert it first: iconv -f UTF-16 -t UTF-8 FILE | sordino redact`);
  throw new SordinoError('ERR_INPUT_BINARY', `${is}, which cannot be examined.`);
}

/** What an input was taken for: 'csv', 'gzip of csv', 'zip of 3 members: csv, json, text'. */
export function readAs({ format, gzip, archive }: Input): string {
  const what = archive === undefined ? format : `zip of ${membersText(archive)}`;
  return gzip === undefined ? what : `gzip of ${what}`;
}

/** Throws when a file is not as it was when it was opened. */
export async function refuseChanged({ name, size, modified }: Input): Promise<void> {
  if (modified === undefined) return;
  const now = await stat(name, { bigint: true }).catch((error) => Promise.reject(readError(name, error)));
  if (Number(now.size) !== size || now.mtimeNs !== modified)
    throw new SordinoError('ERR_INPUT_CHANGED', `${name} changed while it was read.`);
}

/** It comes in an archive, and so does what becomes of it. */
export function isPacked({ gzip, archive }: Input): boolean {
  return gzip !== undefined || archive !== undefined;
}

/** How messages name an input. */
export function shown(name: string): string {
  return name === '-' ? 'Standard input' : visible(name);
}

/** How results name an input. */
export function shownAs({ name }: Input): string {
  return name === '-' ? '(standard input)' : visible(name);
}

function readError(name: string, error: unknown): unknown {
  if (error instanceof ArchiveError) return new SordinoError(error.code, `${shown(name)} ${error.message}`);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new SordinoError('ERR_INPUT_NOT_FOUND', `There is no file ${visible(name)}.`);
  if (code === 'EISDIR') return new SordinoError('ERR_INPUT_IS_FOLDER', `${shown(name)} is a folder; name the files in it.`);
  if (code === 'EACCES' || code === 'EPERM') return new SordinoError('ERR_INPUT_UNREADABLE', `${shown(name)} may not be read (${code}).`);
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code))
    return new SordinoError('ERR_INPUT_UNREADABLE', `${shown(name)} cannot be read (${code}).`);
  return error;
}
