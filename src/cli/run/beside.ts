/** Files that a run keeps beside its output until it is complete. */
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/** Longest name that still leaves room for what is put around it; file systems take 255 bytes. */
const LONGEST_NAME = 200;

/** `part`: the output as far as it is written. `lock`: who writes it. `checkpoint`: where a run can go on. `break`: a lock is being taken over. */
export type Beside = 'part' | 'lock' | 'checkpoint' | 'break';

/** In the same folder, because a file can be renamed in one step only within a file system. */
export function beside(path: string, what: Beside): string {
  const name = basename(path);
  const short = Buffer.byteLength(name) <= LONGEST_NAME ? name : createHash('sha256').update(name).digest('hex');
  return join(dirname(path), `.sordino-${short}.${what}`);
}
