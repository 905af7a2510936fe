/**
 * A process of its own for one PDF from standard input: it says the text, or why there is none, in one line of JSON. The thread that reads the
 * document is ended when it takes too long or too much memory, of which only a process can tell its own.
 */
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import type { PdfReply, PdfRequest } from './pdf-reader.ts';

const LOOK_EVERY = 50;

let ended = false;

function end(reply: PdfReply): void {
  if (ended) return;
  ended = true;
  process.stdout.write(JSON.stringify(reply), () => process.exit());
}

const [seconds, megabytes, pages, units] = process.argv.slice(2).map(Number);
const request: PdfRequest = { bytes: new Uint8Array(await buffer(process.stdin)), pages, units };
const reader = new Worker(new URL('./pdf-reader.js', import.meta.url), {
  workerData: request,
  // What is unpacked stands beside the heap.
  resourceLimits: { maxOldGenerationSizeMb: megabytes / 2 },
  stdout: true,
  stderr: true,
});
reader.once('message', end);
reader.once('error', (error) => {
  end({ reason: (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'damaged' });
});
setTimeout(() => end({ reason: 'time' }), seconds * 1000);
setInterval(() => {
  if (process.memoryUsage.rss() > megabytes * 2 ** 20) end({ reason: 'memory' });
}, LOOK_EVERY);
