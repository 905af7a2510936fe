/**
 * A process of its own for one document: what is asked comes from standard input as a line of JSON with the document behind it, and the answer goes out
 * as one line of JSON. The thread that reads the document is ended when it takes too long or too much memory, of which only a process can tell its own.
 */
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import type { Refusal, Watched } from './read-watched.ts';

const LOOK_EVERY = 50;

let ended = false;

function end(reply: unknown): void {
  if (ended) return;
  ended = true;
  process.stdout.write(JSON.stringify(reply), () => process.exit());
}

function refuse(reason: Refusal['reason']): void {
  end({ reason } satisfies Refusal);
}

const [reader, ...limits] = process.argv.slice(2);
const [seconds, megabytes] = limits.map(Number);
const input = await buffer(process.stdin);
const newline = input.indexOf(0x0a);
const watched: Watched<unknown> = {
  request: JSON.parse(input.toString('utf8', 0, newline)),
  bytes: new Uint8Array(input.subarray(newline + 1)),
};
const thread = new Worker(new URL(reader), {
  workerData: watched,
  // What is unpacked stands beside the heap.
  resourceLimits: { maxOldGenerationSizeMb: megabytes / 2 },
  stdout: true,
  stderr: true,
});
thread.once('message', end);
thread.once('error', (error) => refuse((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'damaged'));
setTimeout(() => refuse('time'), seconds * 1000);
setInterval(() => {
  if (process.memoryUsage.rss() > megabytes * 2 ** 20) refuse('memory');
}, LOOK_EVERY);
