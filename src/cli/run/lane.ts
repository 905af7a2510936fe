/** One worker, and the next one when it has died. */
import { Worker } from 'node:worker_threads';
import type { RedactorInfo } from '../../types.ts';
import type { Reply, Request, WorkerPlan } from './protocol.ts';

/** The worker is gone, and with it what it was working on. */
export class WorkerDied extends Error {}

/**
 * A worker that needs more is ended by the engine, and the run goes on with another. What is young is kept small, because every worker has its own
 * and records leave little behind.
 */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

export class Lane {
  readonly #script: URL;
  readonly #plan: WorkerPlan;
  #worker: Worker | undefined;
  #closed = false;

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
    this.#worker.postMessage(request);
    return reply;
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
