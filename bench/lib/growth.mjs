/** How time grows with the text. Each contender works in its own process, so that one that never comes back can be ended. */
import { fork } from 'node:child_process';

const CHILD = new URL('growth-child.mjs', import.meta.url);

/** 64 KB to 4 MB, each twice the one before. */
export const SIZES = Array.from({ length: 7 }, (_, i) => 65_536 * 2 ** i);

/** A linear series seldom shows more than this between two sizes: memory, caches and the collector are not linear. */
const STEEP = 2.3;

/** One contender in its own process. */
export class GrowthRunner {
  #id;
  #child;
  #limitMs;

  constructor(id, limitMs) {
    this.#id = id;
    this.#limitMs = limitMs;
  }

  /** Milliseconds of processor time for `units` units of `source`, the mean of some runs; null when one run takes longer than the limit. */
  async time(source, units) {
    const child = (this.#child ??= await this.#start());
    return new Promise((done, failed) => {
      const settle = (finish, value) => {
        clearTimeout(timer);
        child.off('message', answered);
        child.off('exit', ended);
        finish(value);
      };
      const answered = (answer) =>
        answer.error === undefined ? settle(done, answer.ms) : settle(failed, new Error(`${this.#id} on ${source}: ${answer.error}`));
      const ended = (code, signal) => {
        this.#child = undefined;
        settle(failed, new Error(`${this.#id} on ${source} at ${units} units: the process ended (${signal ?? code})`));
      };
      const timer = setTimeout(() => {
        this.#child = undefined;
        settle(done, null);
        child.kill('SIGKILL');
      }, this.#limitMs);
      child.on('message', answered);
      child.on('exit', ended);
      child.send({ source, units });
    });
  }

  /** As `#series`; a doubling that looks too steep is measured again, and each size keeps its better time. */
  async grow(source, sizes) {
    const first = await this.#series(source, sizes);
    if (first.over !== null || first.failed !== null || (growthOf(first)?.worst ?? 0) <= STEEP) return first;
    const second = await this.#series(source, sizes);
    if (second.over !== null || second.failed !== null) return first;
    return { ...first, times: first.times.map((time, i) => (time.ms <= second.times[i].ms ? time : second.times[i])) };
  }

  /** Times over the doublings, up to the first that takes too long: `{ times: [{ units, ms }], over: units | null, failed }`. */
  async #series(source, sizes) {
    const times = [];
    for (const units of sizes) {
      let ms;
      try {
        ms = await this.time(source, units);
      } catch (error) {
        return { times, over: null, failed: error.message };
      }
      if (ms === null) return { times, over: units, failed: null };
      times.push({ units, ms });
    }
    return { times, over: null, failed: null };
  }

  stop() {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start() {
    return new Promise((ready, failed) => {
      const child = fork(CHILD, [this.#id], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      child.once('exit', () => failed(new Error(`${this.#id}: the process did not start`)));
      child.once('message', () => {
        child.removeAllListeners('exit');
        ready(child);
      });
    });
  }
}

/** Worst t(2n)/t(n), and the power of n that the whole series follows (1 is linear, 2 quadratic). */
export function growthOf({ times }) {
  if (times.length < 2) return null;
  let worst = 0;
  for (let i = 1; i < times.length; i++) worst = Math.max(worst, times[i].ms / times[i - 1].ms);
  const [first, last] = [times[0], times.at(-1)];
  return { worst, power: Math.log(last.ms / first.ms) / Math.log(last.units / first.units), rate: last.units / 1e3 / last.ms };
}
