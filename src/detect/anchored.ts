import { firstFrom } from '../first-from.ts';
import { REACH, type Scan } from '../types.ts';

/**
 * A cue word or a digit stands within reach, or the text is no longer than that. For detectors that search a text by themselves: they run only when
 * their `needs` are met somewhere in it, and what they find must not hang on things that are far away.
 */
export function isAnchored(scan: Scan, start: number, end: number): boolean {
  const from = start - REACH;
  const to = end + REACH;
  return (
    scan.text.length <= REACH ||
    holds(scan.cueStart, scan.cueEnd, scan.cueCount, from, to) ||
    holds(scan.runStart, scan.runEnd, scan.runCount, from, to)
  );
}

/** One of the spans, which ascend by start, lies in [from, to). */
function holds(starts: Int32Array, ends: Int32Array, count: number, from: number, to: number): boolean {
  const low = firstFrom(starts, count, from);
  return low < count && ends[low] <= to;
}
