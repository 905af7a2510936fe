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

/** A part that is not settled, or what is not settled of several. */
interface Waiting {
  readonly bytes: Uint8Array;
  /** Two offsets a unit: as the start and as the end of a finding. */
  readonly offsets: readonly number[];
}

export class LongSpan {
  readonly #edits: EditStream;
  readonly #watch: LongSpanWatch;
  #waiting: Waiting[] = [];
  /** Units settled so far. */
  #settled = 0;

  constructor(redactor: Redactor, context: Context, watch: LongSpanWatch) {
    this.#edits = new EditStream(redactor, context);
    this.#watch = watch;
  }

  /** Takes the next part, gives the bytes that can no longer change. */
  write(part: Span, last: boolean): Uint8Array {
    const text = part.decode();
    const settled = [this.#edits.write(text)];
    if (last) settled.push(this.#edits.end());
    if (settled.every((stretch) => stretch.text === '')) {
      this.#waiting.push(waiting(part, text.length, 0));
      return new Uint8Array(0);
    }
    return this.#render(settled, part, text.length);
  }

  #render(stretches: readonly Settled[], part: Span, partUnits: number): Uint8Array {
    const before = united(this.#waiting);
    const beforeUnits = before.offsets.length / 2;
    const patches = new Patches();
    let unit = 0;
    for (const { text, edits, findings, degraded } of stretches) {
      for (const finding of findings)
        this.#watch.found({ ...finding, start: finding.start + this.#settled, end: finding.end + this.#settled });
      if (degraded) this.#watch.degraded();
      const places = this.#places(
        edits.flatMap((edit) => [edit.start + unit, edit.end + unit]),
        before,
        part,
      );
      for (const [i, edit] of edits.entries()) patches.add(places[2 * i], places[2 * i + 1], part.encode(edit.text));
      unit += text.length;
      this.#settled += text.length;
    }
    const [, end] = this.#places([unit, unit], before, part);
    const all = concatBytes([before.bytes, part.bytes.subarray(part.start, part.end)]);
    this.#waiting = [];
    if (unit < beforeUnits)
      this.#waiting.push({ bytes: before.bytes.slice(end), offsets: before.offsets.slice(2 * unit).map((offset) => offset - end) });
    if (unit < beforeUnits + partUnits) this.#waiting.push(waiting(part, partUnits, Math.max(0, unit - beforeUnits)));
    return patches.render(all, 0, end);
  }

  /** Where pairs of units lie in the bytes that wait and those of the part behind them. */
  #places(units: readonly number[], { bytes, offsets }: Waiting, part: Span): number[] {
    const first = offsets.length / 2;
    const inPart = units.findIndex((unit) => unit >= first);
    const split = inPart < 0 ? units.length : inPart;
    const places = units.slice(0, split).map((unit, i) => offsets[2 * unit + (i & 1)]);
    // Where a pair spans both, a stand-in keeps its end an end.
    const standIn = split & 1 ? [0] : [];
    const behind = part.byteOffsets([...standIn, ...units.slice(split).map((unit) => unit - first)]).slice(standIn.length);
    for (const offset of behind) places.push(bytes.length + offset - part.start);
    return places;
  }
}

/** The units of a part from one on. */
function waiting(part: Span, units: number, from: number): Waiting {
  const offsets = part.byteOffsets(Array.from({ length: 2 * (units - from) }, (_, i) => from + (i >> 1)));
  const start = from === 0 ? part.start : part.byteOffsets([from])[0];
  return { bytes: part.bytes.slice(start, part.end), offsets: offsets.map((offset) => offset - start) };
}

function united(parts: readonly Waiting[]): Waiting {
  if (parts.length === 1) return parts[0];
  const offsets: number[] = [];
  let length = 0;
  for (const part of parts) {
    for (const offset of part.offsets) offsets.push(length + offset);
    length += part.bytes.length;
  }
  return { bytes: concatBytes(parts.map(({ bytes }) => bytes)), offsets };
}
