/** A line on the terminal that says how far a run is. */
import { bytesText, secondsText } from './units.ts';

const WIDTH = 24;
const INTERVAL = 200;

export class Progress {
  readonly #size: number | undefined;
  readonly #started = performance.now();
  #shown = 0;
  #done = 0;
  /** Bytes that an earlier run did. */
  #before = 0;

  /** `size`: bytes of all inputs, when known. */
  constructor(size: number | undefined) {
    this.#size = size;
  }

  /** Bytes that are done without work: they say nothing about the rate. */
  skip(bytes: number): void {
    this.#before += bytes;
    this.#done += bytes;
  }

  add(bytes: number): void {
    this.#done += bytes;
    const now = performance.now();
    if (now - this.#shown < INTERVAL) return;
    this.#shown = now;
    process.stderr.write(`\r\x1b[K${progressLine(this.#done, this.#size, (now - this.#started) / 1000, this.#before)}`);
  }

  clear(): void {
    if (this.#shown !== 0) process.stderr.write('\r\x1b[K');
  }
}

/** '[####      ]  42 %  1.2 GB of 2.9 GB  48.3 MB/s  35 s left' */
export function progressLine(done: number, size: number | undefined, seconds: number, before = 0): string {
  const rate = seconds > 0 ? (done - before) / seconds : 0;
  const speed = `${bytesText(rate)}/s`;
  if (size === undefined || size === 0) return `${bytesText(done)}  ${speed}`;
  const share = Math.min(1, done / size);
  const bar = '#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH);
  const left = rate > 0 ? `  ${secondsText((size - done) / rate)} left` : '';
  return `[${bar}] ${`${Math.floor(share * 100)}`.padStart(3)} %  ${bytesText(done)} of ${bytesText(size)}  ${speed}${left}`;
}
