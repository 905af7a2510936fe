/** One run at a time onto one output. */
import { closeSync, openSync, readFileSync, readlinkSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { SordinoError } from '../../errors.ts';
import { beside } from './beside.ts';

interface Holder {
  readonly pid: number;
  /** When the process began, because numbers of processes are used again. */
  readonly began: string;
  readonly host: string;
  readonly boot: string;
  /** Process ids mean something within it only. */
  readonly container: string;
}

/** Takes the lock of an output and gives what releases it. A lock whose process is gone is taken over. */
export function lockOutput(target: string, path: string): () => void {
  const lock = beside(path, 'lock');
  const mine = JSON.stringify(holderOf(process.pid));
  for (;;) {
    if (create(lock, mine)) return () => rmSync(lock, { force: true });
    const held = read(lock);
    // Released in between.
    if (held === undefined) continue;
    refuseLiving(target, lock, held);
    takeAway(target, path, held);
  }
}

/** Only one of several runs that found the same lock abandoned may remove it: the next could be removing the lock of the first. */
function takeAway(target: string, path: string, held: string): void {
  const guard = beside(path, 'break');
  if (!create(guard, '')) throw busy(target, `remove ${guard} if no run is starting`);
  try {
    const lock = beside(path, 'lock');
    if (read(lock) === held) unlinkSync(lock);
  } finally {
    unlinkSync(guard);
  }
}

function refuseLiving(target: string, lock: string, held: string): void {
  let holder: Partial<Holder>;
  try {
    holder = JSON.parse(held) as Partial<Holder>;
  } catch {
    // A process that died between making the file and writing to it, or a full disk.
    throw busy(target, `remove ${lock} if none is running`);
  }
  const now = holderOf(holder.pid ?? 0);
  if (holder.host !== now.host) throw busy(target, `on ${holder.host ?? 'another machine'}; remove ${lock} if it has ended`);
  // The machine has been started anew since.
  if (holder.boot !== now.boot) return;
  if (holder.container !== now.container) throw busy(target, `in another container; remove ${lock} if it has ended`);
  if (isAlive(holder.pid ?? 0) && holder.began === now.began) throw busy(target, `process ${holder.pid}`);
}

function busy(target: string, where: string): SordinoError {
  return new SordinoError('ERR_OUTPUT_BUSY', `${target} is being written by another run (${where}).`);
}

/** False when the file is there already. */
function create(path: string, content: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(file, content);
    return true;
  } catch (error) {
    // An empty lock on a full disk would stand in the way of the next run.
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function holderOf(pid: number): Holder {
  const began = about(() => beginOf(readFileSync(`/proc/${pid}/stat`, 'latin1')));
  const boot = about(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim());
  return { pid, began, host: hostname(), boot, container: about(() => readlinkSync('/proc/self/ns/pid')) };
}

/** The fields behind the name, which may hold anything. A process that has ended and that nobody has asked after is still listed. */
function beginOf(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
}

/** What only Linux tells; elsewhere the process id alone has to do. */
function about(read: () => string | undefined): string {
  try {
    return read() ?? '';
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
