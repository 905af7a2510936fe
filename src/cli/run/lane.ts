/** One worker, and the next one when it has died. */
import { Worker } from 'node:worker_threads';
import type { RedactorInfo } from '../../types.ts';
import { garbageCollector } from './garbage-collector.ts';
import { BLOCK } from './blocks.ts';
import type { ExamineRequest, Reply, Request, WorkerPlan } from './protocol.ts';

/** The worker is gone, and with it what it was working on. */
export class WorkerDied extends Error {}

/**
 * A worker that needs more is ended by the engine, and the run goes on with another. What is young is kept small, because every worker has its own
 * and records leave little behind.
 */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/** Bytes sent, by all lanes, after which the garbage of this thread is collected: its own heap is small, and buffers would pile up behind it. */
const COLLECT_AFTER = 1 * 1024 * 1024;

/** Blocks end at record borders, a little behind their size. */
const ROOM = 1.25 * BLOCK;

export class Lane {
  static #sent = 0;
  static #collect: (() => void) | undefined;

  readonly #script: URL;
  readonly #plan: WorkerPlan;
  #worker: Worker | undefined;
  #closed = false;
  /** What bytes travel in to the worker and back, so that neither side has them as garbage. */
  #room = new ArrayBuffer(0);

  constructor(script: URL, plan: WorkerPlan) {
    this.#script = script;
    this.#plan = plan;
  }

  /** Makes the worker. Throws what is wrong with the plan. */
  async start(): Promise<RedactorInfo> {
    const worker = new Worker(this.#script, { workerData: this.#plan, resourceLimits: LIMITS });
    this.#worker = worker;
    // An error is followed by the end. What it says is not repeated: nobody knows what it holds.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    const reply = await replyOf(worker);
    if ('refused' in reply) throw Object.assign(new Error(reply.refused.message), { name: 'SordinoError', code: reply.refused.code });
    if (!('ready' in reply)) throw new WorkerDied();
    return reply.ready;
  }

  /** One request at a time. */
  async ask(request: Request): Promise<Reply> {
    if (this.#worker === undefined && !this.#closed) await this.start();
    // It can have ended between its first word and now.
    if (this.#worker === undefined) throw new WorkerDied();
    const reply = replyOf(this.#worker);
    if ('bytes' in request) this.#send(this.#worker, request);
    else this.#worker.postMessage(request);
    const answer = await reply;
    if ('examined' in answer) this.#room = answer.room ?? new ArrayBuffer(0);
    return answer;
  }

  #send(worker: Worker, request: ExamineRequest): void {
    const { bytes } = request;
    const room = this.#room.byteLength >= bytes.length ? this.#room : new ArrayBuffer(Math.max(bytes.length, ROOM));
    const sent = new Uint8Array(room, 0, bytes.length);
    sent.set(bytes);
    worker.postMessage({ ...request, bytes: sent }, [room]);
    Lane.#sent += bytes.length;
    if (Lane.#sent < COLLECT_AFTER) return;
    Lane.#sent = 0;
    Lane.#collect ??= garbageCollector();
    Lane.#collect();
  }

  /** Ends the worker; the next request makes another. */
  async reset(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  /** Ends the worker for good. What it was asked is not answered any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.reset();
  }
}

function replyOf(worker: Worker): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => () => {
      worker.off('message', replied);
      worker.off('exit', died);
      how();
    };
    const replied = (reply: Reply) => settle(() => resolve(reply))();
    const died = settle(() => reject(new WorkerDied()));
    worker.on('message', replied);
    worker.on('exit', died);
  });
}
