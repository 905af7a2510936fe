/** Outputs: standard output, or a file that has its name only once it is complete. */
import { type BigIntStats, fstatSync, unlinkSync } from 'node:fs';
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SordinoError } from '../errors.ts';
import type { Identity } from './input.ts';

export interface Output {
  /** Resolves when more may be written. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** All is written: the file gets its name. */
  commit(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

/** Who reads our output has gone away, as `head` does when it has seen enough. */
export class ReaderGone extends Error {}

const unfinished = new Set<string>();
let serial = 0;

/** For a signal: there is no time left for promises. */
export function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      unlinkSync(path);
    } catch {
      // Gone already, or out of reach: nothing that could still be done.
    }
  }
}

/** Standard output. What has been written there cannot be taken back. */
export function standardOutput(): Output {
  let failure: unknown;
  process.stdout.on('error', (error) => {
    failure ??= error;
  });
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(writeError('standard output', failure));
        if (bytes.length === 0) return resolve();
        return process.stdout.write(bytes, (error) => (error ? reject(writeError('standard output', error)) : resolve()));
      }),
    commit: () => Promise.resolve(),
    abort: () => Promise.resolve(),
  };
}

/** A file in the folder of its target, with mode 0600; renamed at the end. What is no regular file (/dev/null, a pipe) is written straight to. */
export async function fileOutput(target: string, inputs: readonly (Identity | undefined)[]): Promise<Output> {
  try {
    const existing = await checkTarget(target, inputs);
    if (existing !== undefined && !existing.isFile()) return straightOutput(target, await open(target, 'w'));
    // Through a link the file behind it is replaced, not the link.
    const path = existing === undefined ? target : await realpath(target);
    const temporary = join(dirname(path), `.sordino-${process.pid}-${++serial}.part`);
    const handle = await open(temporary, 'wx', 0o600);
    unfinished.add(temporary);
    return temporaryOutput(target, path, temporary, handle);
  } catch (error) {
    throw writeError(target, error);
  }
}

/** What stands at the target now. A folder and an input are refused. */
export async function checkTarget(target: string, inputs: readonly (Identity | undefined)[]): Promise<BigIntStats | undefined> {
  try {
    const existing = await stat(target, { bigint: true });
    if (existing.isDirectory()) throw new SordinoError('ERR_OUTPUT', `${target} is a folder.`);
    refuseInput(target, existing, inputs);
    return existing;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw writeError(target, error);
  }
}

/** `sordino redact FILE >> FILE` would read what it writes. */
export function checkStandardOutput(inputs: readonly (Identity | undefined)[]): void {
  const about = fstatSync(1, { bigint: true });
  if (about.isFile()) refuseInput('Standard output', about, inputs);
}

/** By device and inode, so that neither links nor other spellings of a path get through. */
function refuseInput(target: string, { dev, ino }: Identity, inputs: readonly (Identity | undefined)[]): void {
  if (inputs.some((input) => input?.dev === dev && input.ino === ino))
    throw new SordinoError('ERR_OUTPUT_IS_INPUT', `${target} is also an input; write to another file.`);
}

function temporaryOutput(target: string, path: string, temporary: string, handle: FileHandle): Output {
  let closed = false;
  const close = async () => {
    if (!closed) await handle.close();
    closed = true;
  };
  return {
    write: (bytes) => writeAll(target, handle, bytes),
    async commit() {
      try {
        await handle.sync();
        await close();
        await rename(temporary, path);
        unfinished.delete(temporary);
        await syncFolder(dirname(path));
      } catch (error) {
        throw writeError(target, error);
      }
    },
    async abort() {
      await close().catch(() => undefined);
      await unlink(temporary).catch(() => undefined);
      unfinished.delete(temporary);
    },
  };
}

function straightOutput(target: string, handle: FileHandle): Output {
  return {
    write: (bytes) => writeAll(target, handle, bytes),
    commit: () => handle.close(),
    abort: () => handle.close(),
  };
}

async function writeAll(target: string, handle: FileHandle, bytes: Uint8Array | string): Promise<void> {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  try {
    for (let at = 0; at < buffer.length; ) at += (await handle.write(buffer, at, buffer.length - at)).bytesWritten;
  } catch (error) {
    throw writeError(target, error);
  }
}

/** Without this a crash of the machine can undo the rename. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } catch (error) {
    // Some file systems cannot sync a folder; the file itself is safe.
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  } finally {
    await folder.close();
  }
}

function writeError(target: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return new ReaderGone();
  if (code === 'ENOSPC' || code === 'EDQUOT') return new SordinoError('ERR_OUTPUT', `No space left to write ${target}.`);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new SordinoError('ERR_OUTPUT', `${target}: its folder does not exist.`);
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) && !code.startsWith('ERR_'))
    return new SordinoError('ERR_OUTPUT', `${target} cannot be written (${code}).`);
  return error;
}
