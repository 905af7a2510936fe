import type { Context, LateFinding, TextPlace } from '../types.ts';
import type { Marked } from './hits.ts';

/** A stretch that is hidden, and how many units stand there instead. */
interface Hidden {
  readonly start: number;
  readonly end: number;
  readonly length: number;
  /** The call that revealed it when the text had been given out; 0 for what was hidden from the start. */
  readonly late: number;
}

/** A message that has been given out, kept to look back into. */
export interface Kept {
  readonly index: number;
  readonly text: string;
  readonly context: Context;
  readonly place: TextPlace | undefined;
  /** In no order. */
  readonly hidden: Hidden[];
}

/** What a call marked in a message of an earlier one, as far as it is not hidden there yet; hides it. */
export function reveal(message: Kept, marked: readonly Marked[], call: number, late: LateFinding[]): void {
  const { hidden, index, place } = message;
  for (const finding of marked) {
    if (hidden.some(({ start, end }) => start <= finding.start && finding.end <= end)) continue;
    const over = hidden.filter(({ start, end }) => start < finding.end && finding.start < end);
    let { start } = finding;
    for (const range of [...over.sort((a, b) => a.start - b.start), { start: finding.end, end: finding.end }]) {
      const end = range.start;
      if (end > start) {
        late.push({ ...finding, start, end, message: index, ...placesOf(message, start, end, call), ...(place && { place }) });
        hidden.push(hiddenBy({ ...finding, start, end }, call));
      }
      start = Math.max(start, range.end);
    }
  }
}

/** `late`: as in Hidden. */
export function hiddenBy({ start, end, replacement }: Marked, late: number): Hidden {
  return { start, end, length: replacement?.length ?? end - start, late };
}

/** Where a stretch of a message stands in what was made of the text, at first and by the calls before this one. */
function placesOf({ context, hidden }: Kept, start: number, end: number, call: number): Pick<LateFinding, 'given' | 'corrected'> {
  if (context.format === 'html') return {};
  const within = (made: readonly Hidden[]) => ({ start: unitAfter(made, start), end: unitAfter(made, end) });
  return { given: within(hidden.filter(({ late }) => late === 0)), corrected: within(hidden.filter(({ late }) => late < call)) };
}

/** Where a unit stands once stretches before it are hidden. */
function unitAfter(hidden: readonly Hidden[], unit: number): number {
  return hidden.reduce((at, { start, end, length }) => (end <= unit ? at + length - (end - start) : at), unit);
}
