/** Workers that examine blocks side by side. */
import { SordinoError } from '../../errors.ts';
import type { TableStart } from '../../formats/table-start.ts';
import type { SeamQuestion } from '../../stream/text-seam.ts';
import type { RedactorInfo } from '../../types.ts';
import type { TableQuestion } from './table-question.ts';
import type { Examined, Part } from './examination.ts';
import type { Block, Examiner, Session } from './examiner.ts';
import { failRecords, joined, recordsOf } from './failed-records.ts';
import { Lane, WorkerDied } from './lane.ts';
import type { ExamineRequest, Reply, Request, WorkerPlan } from './protocol.ts';

const SCRIPT = new URL('./worker.js', import.meta.url);
/** Records of one block that may end a worker; after so many the rest of the block is given up, so that a run comes to its end. */
const DEATHS = 8;

/** `script`: what the workers run. */
export async function startPool(plan: WorkerPlan, size: number, script = SCRIPT): Promise<Examiner> {
  const lanes = Array.from({ length: size }, () => new Lane(script, plan));
  const starts = lanes.map((lane) => lane.start());
  // A worker that does not start is made when it is needed; that the first one does not is told below.
  const ready = starts.map((start) => start.catch(() => undefined));
  try {
    return new Pool(await starts[0], lanes, ready);
  } catch (error) {
    await Promise.all(lanes.map((lane) => lane.close()));
    throw error instanceof WorkerDied ? died('at its start') : error;
  }
}

class Pool implements Examiner {
  readonly info: RedactorInfo;
  readonly size: number;
  readonly #lanes: readonly Lane[];
  readonly #free: Lane[] = [];
  readonly #waiting: ((lane: Lane) => void)[] = [];

  /** `ready`: when each lane can be used. */
  constructor(info: RedactorInfo, lanes: readonly Lane[], ready: readonly Promise<unknown>[]) {
    this.info = info;
    this.size = lanes.length;
    this.#lanes = lanes;
    lanes.forEach((lane, i) => void ready[i].then(() => this.#give(lane)));
  }

  block(block: Block): Promise<Examined> {
    return this.#with((lane) => examineBlock(lane, block));
  }

  async seam(seam: SeamQuestion): Promise<number | undefined> {
    const reply = await this.#question({ seam });
    return reply !== undefined && 'seam' in reply ? reply.seam : undefined;
  }

  async table(table: TableQuestion): Promise<TableStart | undefined> {
    const reply = await this.#question({ table });
    return reply !== undefined && 'table' in reply ? reply.table : undefined;
  }

  /** Where to cut. A worker that dies of it says no place; whoever examines these bytes will meet what is wrong with them. */
  #question(request: Request): Promise<Reply | undefined> {
    return this.#with(async (lane) => {
      try {
        return await lane.ask(request);
      } catch (error) {
        if (error instanceof WorkerDied) return undefined;
        throw error;
      }
    });
  }

  /** Keeps a worker to itself until its end. What its parts have given is written already, so a part that ends the worker ends the run. */
  async open(part: Part): Promise<Session> {
    const lane = await this.#take();
    let first: Part | undefined = part;
    let closed = false;
    const close = () => {
      if (!closed) this.#give(lane);
      closed = true;
    };
    const go = async (request: ExamineRequest) => {
      try {
        return await examine(lane, request);
      } catch (error) {
        await lane.reset();
        close();
        throw error instanceof WorkerDied ? died('on an input that cannot be cut into blocks') : error;
      }
    };
    return {
      write: (bytes) => {
        const begins = first;
        first = undefined;
        return go({ part: begins, bytes, last: false });
      },
      end: async (after) => {
        const examined = await go({ part: first, bytes: new Uint8Array(0), last: true, after });
        close();
        return examined;
      },
      close: () => {
        close();
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  async #with<T>(use: (lane: Lane) => Promise<T>): Promise<T> {
    const lane = await this.#take();
    try {
      return await use(lane);
    } finally {
      this.#give(lane);
    }
  }

  #take(): Promise<Lane> {
    const lane = this.#free.pop();
    return lane === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(lane);
  }

  #give(lane: Lane): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(lane);
    else next(lane);
  }
}

/** A block that ends its worker is tried once more, then record by record. */
async function examineBlock(lane: Lane, block: Block): Promise<Examined> {
  for (let attempt = 1; attempt <= 2; attempt++) {
    const examined = await survive(lane, block);
    if (examined !== undefined) return examined;
  }
  return examineRecords(lane, block);
}

async function examineRecords(lane: Lane, block: Block): Promise<Examined> {
  const done: Examined[] = [];
  let deaths = 0;
  for (const record of recordsOf(block)) {
    const examined = deaths < DEATHS ? await survive(lane, record) : undefined;
    if (examined === undefined) deaths++;
    done.push(examined ?? failRecords(record));
  }
  return joined(done);
}

/** Undefined when the worker did not. */
async function survive(lane: Lane, { bytes, after, ...part }: Block): Promise<Examined | undefined> {
  try {
    return await examine(lane, { part, bytes, last: true, after });
  } catch (error) {
    if (error instanceof WorkerDied) return undefined;
    throw error;
  }
}

async function examine(lane: Lane, request: ExamineRequest): Promise<Examined> {
  const reply = await lane.ask(request);
  if (!('examined' in reply)) throw new WorkerDied();
  return reply.examined;
}

function died(when: string): SordinoError {
  return new SordinoError('ERR_WORKER', `A worker ended ${when}; with --workers 1 the error shows itself.`);
}
