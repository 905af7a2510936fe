/**
 * Where the pieces of a text touch that something else than blanks parts: a tag, the border of two elements. A reader of `4111<b>1111</b>` sees one
 * number and one of `<span>4111</span><span>12/27</span>` may see two, so such a text is read both ways.
 */
import type { View } from '../types.ts';

/** What stands at a seam when the pieces are read apart: it parts values, and a label still reaches over it, as in a table. */
const GAP = '\t';
/** Blanks, and signs that end what is before them or begin what is behind, part the pieces anyway. */
const PARTED = /[\s.,;:!?()"']/;

/** Pieces that end and begin with these units would be read as one word or number. */
export function touch(before: string | undefined, behind: string | undefined): boolean {
  return before !== undefined && behind !== undefined && before !== '' && behind !== '' && !PARTED.test(before) && !PARTED.test(behind);
}

/** The text with its pieces apart. `seams`: ascending offsets. */
export function withGaps(text: string, seams: readonly number[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const seam of seams) {
    parts.push(text.slice(at, seam), GAP);
    at = seam;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The view with what stands on the two sides of a tag apart; undefined where no tag stands within a word or number. */
export function partedAtTags(view: View): View | undefined {
  const { source, text, start, end, markup } = view;
  if (start === null || end === null || markup === null) return undefined;
  const seams: number[] = [];
  let unit = 0;
  for (let i = 0; i < markup.length; i += 2) {
    while (unit < text.length && start[unit] < markup[i]) unit++;
    if (seams.at(-1) !== unit && unit > 0 && end[unit - 1] <= markup[i] && touch(text[unit - 1], text[unit])) seams.push(unit);
  }
  if (seams.length === 0) return undefined;
  const starts = new Int32Array(text.length + seams.length);
  const ends = new Int32Array(starts.length);
  let at = 0;
  for (const [i, seam] of [...seams, text.length].entries()) {
    starts.set(start.subarray(at, seam), at + i);
    ends.set(end.subarray(at, seam), at + i);
    if (seam === text.length) break;
    starts[seam + i] = end[seam - 1];
    ends[seam + i] = start[seam];
    at = seam;
  }
  return { source, text: withGaps(text, seams), start: starts, end: ends, markup };
}
