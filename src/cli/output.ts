/** Outputs: standard output, or a file that has its name only once it is complete. */
import { type BigIntStats, fstatSync, unlinkSync } from 'node:fs';
import { constants, type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SordinoError } from '../errors.ts';
import type { Identity } from './input.ts';
import { beside } from './run/beside.ts';
import { removeCheckpoint } from './run/checkpoint.ts';
import { syncFolder } from './sync-folder.ts';
import { writeError } from './write-error.ts';
import { lockOutput } from './run/lock.ts';

export interface Output {
  /** Resolves when more may be written. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** What has been written outlives a crash of the machine. */
  sync(): Promise<void>;
  /** All is written: the file gets its name. */
  commit(): Promise<void>;
  /** Leaves nothing behind, but what another run is to go on with. */
  abort(): Promise<void>;
  /** Leaves nothing behind, whatever was said before. */
  discard(): Promise<void>;
}

/** What is to be done at a sudden end, by the file it is about; says whether the file stays. */
const endings = new Map<string, () => boolean>();

/** For a signal: there is no time left for promises. Says whether an unfinished file was kept, with which another run can go on. */
export function leaveOutputs(): boolean {
  return [...endings.values()].map(attempt).includes(true);
}

function attempt(end: () => boolean): boolean {
  try {
    return end();
  } catch {
    // Gone already, or out of reach: nothing that could still be done.
    return false;
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
    sync: () => Promise.resolve(),
    commit: () => Promise.resolve(),
    abort: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}

/** A file of our own in the folder of its target. */
export interface FileOutput extends Output {
  /** Where the target is, once links are followed. */
  readonly path: string;
  /** The file as far as it is written; undefined when the target is written straight to. */
  readonly part: string | undefined;
  /** Forgets what was written behind this byte. */
  truncate(bytes: number): Promise<void>;
  /** From now on an unfinished file stays when the run ends before its time, so that another can go on with it. */
  keepUnfinished(): void;
}

/** A file in the folder of its target, with mode 0600; renamed at the end. What is no regular file (/dev/null, a pipe) is written straight to. */
export async function fileOutput(
  target: string,
  inputs: readonly (Identity | undefined)[],
  options: { /** Go on with what an earlier run has left. */ readonly goOn?: boolean } = {},
): Promise<FileOutput> {
  try {
    const existing = await checkTarget(target, inputs);
    if (existing !== undefined && !existing.isFile()) return straightOutput(target, await open(target, 'w'));
    // Through a link the file behind it is replaced, not the link.
    const path = existing === undefined ? target : await realpath(target);
    const release = lockOutput(target, path);
    const part = beside(path, 'part');
    endings.set(part, () => {
      release();
      return false;
    });
    try {
      if (options.goOn !== true) await removeCheckpoint(path);
      return partOutput(target, path, await openPart(part, options.goOn === true), release);
    } catch (error) {
      endings.delete(part);
      release();
      throw error;
    }
  } catch (error) {
    throw writeError(target, error);
  }
}

async function openPart(part: string, goOn: boolean): Promise<FileHandle> {
  if (goOn) return open(part, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  // Left behind by a run that was killed: nobody writes to it, as the lock is ours.
  await unlink(part).catch(() => undefined);
  return open(part, 'wx', 0o600);
}

/** What stands at the target now. A folder and an input are refused. */
export async function checkTarget(target: string, inputs: readonly (Identity | undefined)[]): Promise<BigIntStats | undefined> {
  try {
    const existing = await stat(target, { bigint: true });
    if (existing.isDirectory()) throw new SordinoError('ERR_OUTPUT', `${target} is a folder.`);
    refuseInput(target, existing, inputs);
    return existing;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw writeError(target, error);
    // Better now than at the end of a long run.
    await stat(dirname(target)).catch((missing) => Promise.reject(writeError(target, missing)));
    return undefined;
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

function partOutput(target: string, path: string, handle: FileHandle, release: () => void): FileOutput {
  const part = beside(path, 'part');
  let keeps = false;
  let closed = false;
  let position = 0;
  const close = async () => {
    if (!closed) await handle.close();
    closed = true;
  };
  const end = () => {
    endings.delete(part);
    release();
  };
  endings.set(part, () => {
    try {
      if (!keeps) unlinkSync(part);
    } finally {
      release();
    }
    return keeps;
  });
  return {
    path,
    part,
    async write(bytes) {
      position += await writeAll(target, handle, bytes, position);
    },
    sync: () => handle.sync().catch((error) => Promise.reject(writeError(target, error))),
    async truncate(bytes) {
      await handle.truncate(bytes).catch((error) => Promise.reject(writeError(target, error)));
      position = bytes;
    },
    keepUnfinished() {
      keeps = true;
    },
    async discard() {
      keeps = false;
      await removeCheckpoint(path);
    },
    async commit() {
      try {
        await handle.sync();
        await close();
        await rename(part, path);
        end();
        await syncFolder(dirname(path));
      } catch (error) {
        throw writeError(target, error);
      }
    },
    async abort() {
      await close().catch(() => undefined);
      if (!keeps) await unlink(part).catch(() => undefined);
      end();
    },
  };
}

function straightOutput(target: string, handle: FileHandle): FileOutput {
  return {
    path: target,
    part: undefined,
    write: async (bytes) => {
      await writeAll(target, handle, bytes, null);
    },
    sync: () => Promise.resolve(),
    truncate: () => Promise.reject(new SordinoError('ERR_OUTPUT', `${target} is no regular file.`)),
    keepUnfinished: () => undefined,
    discard: () => Promise.resolve(),
    commit: () => handle.close(),
    abort: () => handle.close(),
  };
}

/** Gives the count of bytes written. A pipe has no places: null. */
async function writeAll(target: string, handle: FileHandle, bytes: Uint8Array | string, from: number | null): Promise<number> {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  try {
    for (let at = 0; at < buffer.length; )
      at += (await handle.write(buffer, at, buffer.length - at, from === null ? null : from + at)).bytesWritten;
  } catch (error) {
    throw writeError(target, error);
  }
  return buffer.length;
}
