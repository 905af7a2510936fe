/** A span too long to hold: redacted in windows, while the bytes of what is not settled are kept. */
import { concatBytes } from '../formats/bytes.ts';
import type { Span } from '../formats/span.ts';
import type { Context, Finding, Redactor } from '../types.ts';
import { EditStream, type Settled } from './edit-stream.ts';
import { Patches } from './patches.ts';

export interface LongSpanWatch {
  found(finding: Finding): void;
  degraded(): void;
}

export class LongSpan {
  readonly #edits: EditStream;
  readonly #watch: LongSpanWatch;
  /** What is not settled yet of the parts before: its bytes, and two offsets into them a unit, as the start and as the end of a finding. */
  #raw: Uint8Array = new Uint8Array(0);
  #offsets: number[] = [0, 0];
  /** Units settled so far. */
  #settled = 0;

  constructor(redactor: Redactor, context: Context, watch: LongSpanWatch) {
    this.#edits = new EditStream(redactor, context);
    this.#watch = watch;
  }

  /** Takes the next part, gives the bytes that can no longer change. */
  write(part: Span, last: boolean): Uint8Array {
    const kept = this.#raw.length;
    const keptUnits = this.#offsets.length / 2 - 1;
    const text = part.decode();
    const place = (units: readonly number[]): number[] => {
      const before = units.findIndex((unit) => unit >= keptUnits);
      const split = before < 0 ? units.length : before;
      const places = units.slice(0, split).map((unit, i) => this.#offsets[2 * unit + (i & 1)]);
      // An odd number of units stand before: which is a start and which an end must stay as it is.
      const padding = split & 1;
      const own = part.byteOffsets([...(padding === 1 ? [0] : []), ...units.slice(split).map((unit) => unit - keptUnits)]).slice(padding);
      for (const offset of own) places.push(kept + offset - part.start);
      return places;
    };
    this.#raw = concatBytes([this.#raw, part.bytes.subarray(part.start, part.end)]);
    const settled = [this.#edits.write(text)];
    if (last) settled.push(this.#edits.end());
    const { bytes, unit, offset } = this.#render(settled, part, place);
    const rest = keptUnits + text.length - unit;
    this.#offsets = place(Array.from({ length: 2 * (rest + 1) }, (_, i) => unit + (i >> 1))).map((at) => at - offset);
    this.#raw = this.#raw.subarray(offset);
    return bytes;
  }

  /** Gives the bytes of what is settled, and how far that reaches in units and bytes. */
  #render(stretches: readonly Settled[], part: Span, place: (units: readonly number[]) => number[]) {
    const patches = new Patches();
    let unit = 0;
    for (const { text, edits, findings, degraded } of stretches) {
      for (const finding of findings)
        this.#watch.found({ ...finding, start: finding.start + this.#settled, end: finding.end + this.#settled });
      if (degraded) this.#watch.degraded();
      const offsets = place(edits.flatMap((edit) => [edit.start + unit, edit.end + unit]));
      for (const [i, edit] of edits.entries()) patches.add(offsets[2 * i], offsets[2 * i + 1], part.encode(edit.text));
      unit += text.length;
      this.#settled += text.length;
    }
    const [, offset] = place([unit, unit]);
    return { bytes: patches.render(this.#raw, 0, offset), unit, offset };
  }
}
