/** Findings by where they stand in the input, in a fixed number of stretches. */

const STRETCHES = 64;

/** Plain data, for checkpoints. */
export interface PositionCounts {
  /** Bytes of a stretch. */
  readonly width: number;
  readonly counts: readonly number[];
}

export class Positions {
  #width = 64 * 1024;
  #counts: number[] = [];

  /** Adds findings that stand somewhere behind a byte. */
  add(offset: number, findings: number): void {
    while (offset >= this.#width * STRETCHES) this.#halve();
    const i = Math.floor(offset / this.#width);
    while (this.#counts.length <= i) this.#counts.push(0);
    this.#counts[i] += findings;
  }

  /** Takes over what an earlier run counted. */
  restore({ width, counts }: PositionCounts): void {
    this.#width = width;
    this.#counts = [...counts];
  }

  toJSON(): PositionCounts {
    return { width: this.#width, counts: this.#counts };
  }

  /** Two stretches become one: an input of unknown length has room in the end. */
  #halve(): void {
    this.#width *= 2;
    this.#counts = Array.from(
      { length: Math.ceil(this.#counts.length / 2) },
      (_, i) => this.#counts[2 * i] + (this.#counts[2 * i + 1] ?? 0),
    );
  }
}
