/** The text of a PDF, read in a process of its own: what hangs there, or grows, is ended, and takes nothing along. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NoText } from './no-text.ts';
import type { PdfReply } from './pdf-reader.ts';

const SCRIPT = fileURLToPath(new URL('./pdf-process.js', import.meta.url));
/** What one document may take. */
const SECONDS = 20;
const MEGABYTES = 1024;
/** Should the process not end by itself. */
const GRACE = 5;
/** In JSON a unit takes six bytes at most. */
const BYTES_A_UNIT = 6;

interface PdfLimits {
  readonly pages: number;
  /** UTF-16 code units of its text. */
  readonly units: number;
  readonly seconds?: number;
  readonly megabytes?: number;
}

export function pdfText(bytes: Uint8Array, { pages, units, seconds = SECONDS, megabytes = MEGABYTES }: PdfLimits): string {
  if (!isInstalled()) throw new NoText('missing');
  const { status, stdout, error } = spawnSync(process.execPath, [SCRIPT, ...[seconds, megabytes, pages, units].map(String)], {
    input: bytes,
    timeout: (seconds + GRACE) * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: units * BYTES_A_UNIT,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const isLate = (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT';
  if (error !== undefined || status !== 0) throw new NoText(isLate ? 'time' : 'damaged');
  const reply = JSON.parse(stdout.toString()) as PdfReply;
  if ('reason' in reply) throw new NoText(reply.reason);
  return reply.text;
}

function isInstalled(): boolean {
  try {
    import.meta.resolve('unpdf');
    return true;
  } catch {
    return false;
  }
}
