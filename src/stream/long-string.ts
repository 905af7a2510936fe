/** A JSON string too long to hold: redacted in windows, while the bytes of what is not settled are kept. */
import { concatBytes } from '../formats/bytes.ts';
import { encodeString, HAS_ESCAPE, HAS_HIGH, stringOffsets } from '../formats/json-string.ts';
import type { JsonSpan } from '../formats/json-scanner.ts';
import type { Context, Finding, Redactor } from '../types.ts';
import { EditStream, type Settled } from './edit-stream.ts';
import { Patches } from './patches.ts';

export interface LongStringWatch {
  found(finding: Finding): void;
  degraded(): void;
}

export class LongString {
  readonly #edits: EditStream;
  readonly #watch: LongStringWatch;
  #raw: Uint8Array = new Uint8Array(0);
  /** Units settled so far. */
  #settled = 0;

  constructor(redactor: Redactor, context: Context, watch: LongStringWatch) {
    this.#edits = new EditStream(redactor, context);
    this.#watch = watch;
  }

  /** Takes the next part, gives the bytes that can no longer change. */
  write(part: JsonSpan, last: boolean): Uint8Array {
    this.#raw = concatBytes([this.#raw, part.bytes.subarray(part.start, part.end)]);
    const first = this.#render(this.#edits.write(part.decode()));
    return last ? concatBytes([first, this.#render(this.#edits.end())]) : first;
  }

  #render(settled: Settled): Uint8Array {
    for (const finding of settled.findings)
      this.#watch.found({ ...finding, start: finding.start + this.#settled, end: finding.end + this.#settled });
    if (settled.degraded) this.#watch.degraded();
    this.#settled += settled.text.length;
    const units = settled.edits.flatMap((edit) => [edit.start, edit.end]);
    const offsets = stringOffsets(this.#raw, 0, this.#raw.length, HAS_HIGH | HAS_ESCAPE, [...units, settled.text.length]);
    const patches = new Patches();
    for (const [i, edit] of settled.edits.entries()) patches.add(offsets[2 * i], offsets[2 * i + 1], encodeString(edit.text));
    const end = offsets[offsets.length - 1];
    const out = patches.render(this.#raw, 0, end);
    this.#raw = this.#raw.subarray(end);
    return out;
  }
}
