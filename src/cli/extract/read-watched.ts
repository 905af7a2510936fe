/** Has a document read in a process of its own: what hangs there, or grows, is ended, and takes nothing along. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { encodeUtf8 } from '../../formats/bytes.ts';
import { NoText, type Reason } from './no-text.ts';

/** What the thread that reads gets as its data. */
export interface Watched<Request> {
  readonly request: Request;
  readonly bytes: Uint8Array;
}

/** What the thread answers when there is nothing to be had. */
export interface Refusal {
  readonly reason: Reason;
}

export interface WatchLimits {
  readonly seconds: number;
  readonly megabytes: number;
  /** Bytes of the answer. */
  readonly answer: number;
}

const SCRIPT = fileURLToPath(new URL('./watched-process.js', import.meta.url));
/** Seconds more, should the process not end by itself. */
const GRACE = 5;

/** What the module `reader` answers, which is run in a thread. Throws a `NoText` where that is a refusal, or nothing. */
export function readWatched<Reply extends object>(
  reader: URL,
  { request, bytes }: Watched<unknown>,
  { seconds, megabytes, answer }: WatchLimits,
): Reply {
  const { status, stdout, error } = spawnSync(process.execPath, [SCRIPT, reader.href, String(seconds), String(megabytes)], {
    input: Buffer.concat([encodeUtf8(`${JSON.stringify(request)}\n`), bytes]),
    timeout: (seconds + GRACE) * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: answer,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const isLate = (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT';
  if (error !== undefined || status !== 0) throw new NoText(isLate ? 'time' : 'damaged');
  const reply = JSON.parse(stdout.toString()) as Reply | Refusal;
  if ('reason' in reply) throw new NoText(reply.reason);
  return reply;
}

/** Of packages that users need not have. */
export function areInstalled(packages: readonly string[]): boolean {
  try {
    for (const name of packages) import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
