/** Where a run that was interrupted can go on. Holds counts and hashes, no values. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SordinoError } from '../../errors.ts';
import type { TextEncodingName } from '../../formats/text.ts';
import { canonicalJson } from '../../rules/hash.ts';
import { syncFolder } from '../sync-folder.ts';
import type { Counts } from '../tally.ts';
import { writeError } from '../write-error.ts';
import { beside } from './beside.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { PositionCounts } from './positions.ts';

/** All that decides what the output is; what of it differs is named when a checkpoint is refused. */
export interface Settings {
  readonly version: string;
  readonly rulesHash: string;
  readonly policyHash: string;
  readonly format: string;
  readonly [option: string]: unknown;
}

export interface Checkpoint {
  readonly checkpoint: 1;
  readonly settings: Settings;
  readonly input: Fingerprint;
  /** Bytes of the input that are done, and of the output that they gave. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** SHA-256 of the last bytes of that output. */
  readonly outTail: string;
  /** Record numbers gone through. */
  readonly numbers: number;
  /** Of text: how much of what is done is read again, and how it was written. */
  readonly next?: { readonly bytes: number; readonly encoding: TextEncodingName };
  readonly counts: Counts;
  readonly positions: PositionCounts;
  /** The output is complete. */
  readonly done: boolean;
}

/** Puts a new checkpoint in the place of the last one, in one step. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const target = beside(path, 'checkpoint');
  const fresh = `${target}.new`;
  try {
    const handle = await open(fresh, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(checkpoint));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, target);
    await syncFolder(dirname(target));
  } catch (error) {
    throw writeError(target, error);
  }
}

/** Undefined when there is none. */
export async function readCheckpoint(path: string): Promise<Checkpoint | undefined> {
  const target = beside(path, 'checkpoint');
  let text: string;
  try {
    text = await readFile(target, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(target, 'it cannot be read');
  }
  const found = parsed(text);
  if (found === undefined) throw unusable(target, 'it is damaged');
  return found;
}

function parsed(text: string): Checkpoint | undefined {
  try {
    const found = JSON.parse(text) as Partial<Checkpoint>;
    const whole =
      found.checkpoint === 1 &&
      [found.bytesIn, found.bytesOut, found.numbers].every((n) => Number.isSafeInteger(n) && (n as number) >= 0) &&
      typeof found.outTail === 'string' &&
      typeof found.settings === 'object' &&
      typeof found.input === 'object' &&
      typeof found.counts === 'object' &&
      typeof found.positions === 'object';
    return whole ? (found as Checkpoint) : undefined;
  } catch {
    return undefined;
  }
}

export async function removeCheckpoint(path: string): Promise<void> {
  const target = beside(path, 'checkpoint');
  await rm(`${target}.new`, { force: true });
  await rm(target, { force: true });
}

/** Throws when the checkpoint belongs to another input, or to one that was examined in another way. */
export function refuseOther(path: string, found: Checkpoint, settings: Settings, input: Fingerprint): void {
  const other = differing(found.settings, settings) ?? (canonicalJson(found.input) === canonicalJson(input) ? undefined : 'input');
  if (other !== undefined)
    throw new SordinoError(
      'ERR_CHECKPOINT_OTHER',
      `The unfinished output of ${path} was made with another ${other}. Give what it was made with, or leave out --resume to start anew.`,
    );
}

/** The first setting that is not the same. */
function differing(a: Settings, b: Settings): string | undefined {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].find(
    (key) => canonicalJson(a[key] ?? null) !== canonicalJson(b[key] ?? null),
  );
}

export function unusable(path: string, why: string): SordinoError {
  return new SordinoError('ERR_CHECKPOINT_UNUSABLE', `${path}: ${why}. Leave out --resume to start anew.`);
}
