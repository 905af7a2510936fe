/** The checkpoints of one output: where a run goes on, and what it leaves for the next one. */
import { open } from 'node:fs/promises';
import type { Input } from '../input.ts';
import type { FileOutput } from '../output.ts';
import { type Checkpoint, readCheckpoint, refuseOther, type Settings, unusable, writeCheckpoint } from './checkpoint.ts';
import { type Fingerprint, fingerprintOf, tailHash } from './fingerprint.ts';

/** How far a run is, at a record border. */
export type Place = Pick<Checkpoint, 'bytesIn' | 'bytesOut' | 'numbers' | 'next' | 'counts' | 'positions'>;

export interface Found extends Place {
  readonly done: boolean;
  /** The output has its name already. */
  readonly named: boolean;
}

export class Checkpoints {
  readonly #input: Input;
  readonly #output: FileOutput;
  readonly #settings: Settings;
  readonly #every: number;
  #fingerprint: Fingerprint | undefined;
  /** Bytes of input at the last one. */
  #last = 0;

  /** `every`: bytes of input from one checkpoint to the next. The output is open to go on with. */
  constructor(input: Input, output: FileOutput, settings: Settings, every: number) {
    this.#input = input;
    this.#output = output;
    this.#settings = settings;
    this.#every = every;
  }

  /** Where to go on; the output is cut back to what belongs to it. Undefined when there is nothing to go on with. */
  async find(): Promise<Found | undefined> {
    this.#fingerprint = await fingerprintOf(this.#input.name);
    const { path, part } = this.#output;
    // Whatever is wrong with a checkpoint, the work of hours is not removed because of it.
    const found = await readCheckpoint(path).catch((error) => {
      this.#output.keepUnfinished();
      throw error;
    });
    if (found === undefined) {
      await this.#output.truncate(0);
      return undefined;
    }
    if (found.done && (await endsAs(path, found, true))) {
      refuseOther(path, found, this.#settings, this.#fingerprint);
      return { ...found, named: true };
    }
    this.#output.keepUnfinished();
    refuseOther(path, found, this.#settings, this.#fingerprint);
    if (!(await endsAs(part ?? path, found, false))) throw unusable(part ?? path, 'it is not what the checkpoint says');
    await this.#output.truncate(found.bytesOut);
    this.#last = found.bytesIn;
    return { ...found, named: false };
  }

  /** Writes one when it is time. */
  async offer(place: () => Place): Promise<void> {
    const now = place();
    if (now.bytesIn - this.#last >= this.#every) await this.#write(now, false);
  }

  /** The output is complete and needs only its name. */
  async done(place: Place): Promise<void> {
    await this.#write(place, true);
  }

  async #write(place: Place, done: boolean): Promise<void> {
    const { path, part } = this.#output;
    await this.#output.sync();
    const outTail = await tailOf(part ?? path, place.bytesOut);
    const input = this.#fingerprint as Fingerprint;
    // First, as a signal may come between: a checkpoint without its output is worse than an output without one.
    this.#output.keepUnfinished();
    await writeCheckpoint(path, { checkpoint: 1, settings: this.#settings, input, ...place, outTail, done });
    this.#last = place.bytesIn;
  }
}

async function tailOf(path: string, end: number): Promise<string> {
  const handle = await open(path);
  try {
    return await tailHash(handle, end);
  } finally {
    await handle.close();
  }
}

/** The file holds what the checkpoint speaks of; `exactly`: and nothing more. */
async function endsAs(path: string, { bytesOut, outTail }: Checkpoint, exactly: boolean): Promise<boolean> {
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { size } = await handle.stat();
    return (exactly ? size === bytesOut : size >= bytesOut) && (await tailHash(handle, bytesOut)) === outTail;
  } finally {
    await handle.close();
  }
}
