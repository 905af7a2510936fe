/** `--late FILE`: where the output still holds what only a later record revealed. */
import type { LateFinding } from '../types.ts';
import type { Output } from './output.ts';

export class LateList {
  readonly #output: Output;
  #lines = '';

  constructor(output: Output) {
    this.#output = output;
  }

  /** `file`: with several inputs. Offsets are units of the text as it was given out. */
  add({ place, given, category, type, rule, action }: LateFinding, file: string | undefined): void {
    this.#lines += `${JSON.stringify({ file, record: place?.record, path: place?.path, start: given?.start, end: given?.end, category, type, rule, action })}\n`;
  }

  async flush(): Promise<void> {
    const lines = this.#lines;
    this.#lines = '';
    await this.#output.write(lines);
  }

  async commit(): Promise<void> {
    await this.flush();
    await this.#output.commit();
  }
}
