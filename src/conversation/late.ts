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

/** What a call marked in a message of an earlier one, ascending, as far as it is not hidden there yet; hides it. One pass, however much is hidden. */
export function reveal(message: Kept, marked: readonly Marked[], call: number, late: LateFinding[]): void {
  const { index, place, context, text } = message;
  const hidden = message.hidden.toSorted((a, b) => a.start - b.start);
  // Tags that a finding runs over stay, so that what is given out is not the text with findings cut out.
  const isCut = ({ start, end }: { start: number; end: number }) => context.format !== 'html' || !text.slice(start, end).includes('<');
  const isTold = hidden.every(isCut);
  // Of the text with what earlier calls revealed put in.
  let length = text.length;
  for (const one of hidden) if (one.late < call) length += one.length - (one.end - one.start);
  let next = 0;
  // By how much what is hidden before the place at hand moved it: from the start, and by earlier calls too.
  let given = 0;
  let corrected = 0;

  function pass({ start, end, length: instead, late: since }: Hidden): void {
    next++;
    const shift = instead - (end - start);
    if (since === 0) given += shift;
    if (since < call) corrected += shift;
  }

  function tell(finding: Marked): void {
    const { start, end } = finding;
    const places = {
      given: { start: start + given, end: end + given },
      corrected: { start: start + corrected, end: end + corrected, length },
    };
    late.push({ ...finding, message: index, ...(isTold && isCut(finding) && places), ...(place && { place }) });
    message.hidden.push(hiddenBy(finding, call));
  }

  for (const finding of marked) {
    while (next < hidden.length && hidden[next].end <= finding.start) pass(hidden[next]);
    let { start } = finding;
    while (start < finding.end) {
      const over = next < hidden.length && hidden[next].start < finding.end ? hidden[next] : undefined;
      const end = over?.start ?? finding.end;
      if (end > start) tell({ ...finding, start, end });
      start = over?.end ?? finding.end;
      // What goes on behind this finding may reach into the next.
      if (over !== undefined && over.end <= finding.end) pass(over);
    }
  }
}

/** `late`: as in Hidden. */
export function hiddenBy({ start, end, replacement }: Marked, late: number): Hidden {
  return { start, end, length: replacement?.length ?? end - start, late };
}
