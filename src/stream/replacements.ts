/** Which part of a redacted text stands for which part of the text as it was. */
import type { Redacted } from '../types.ts';

/** What stands between two findings (or before the first, behind the last), which is the same in both texts. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  /** First and last place in the redacted text at which it can stand; where they are the same, there is no doubt. */
  readonly first: number;
  readonly last: number;
}

/**
 * The gaps of a text; undefined when the two texts do not fit together. Looking for each gap at its first possible place succeeds whenever
 * there is a solution, and so does looking from the end: a gap is in doubt only where a replacement beside it holds the same characters.
 */
export function gapsOf(text: string, { text: now, findings }: Redacted): Gap[] | undefined {
  const count = findings.length;
  const starts = [0, ...findings.map((finding) => finding.end)];
  const ends = [...findings.map((finding) => finding.start), text.length];
  if (count === 0) return now === text ? [{ start: 0, end: text.length, first: 0, last: 0 }] : undefined;
  const gap = (k: number) => text.slice(starts[k], ends[k]);
  const tail = now.length - gap(count).length;
  if (!now.startsWith(gap(0)) || !now.endsWith(gap(count)) || starts.some((start, k) => start > ends[k])) return undefined;
  const first = [0];
  for (let k = 1, at = ends[0]; k < count; k++) {
    first[k] = now.indexOf(gap(k), at);
    if (first[k] < 0) return undefined;
    at = first[k] + ends[k] - starts[k];
    if (at > tail) return undefined;
  }
  if (ends[0] > tail) return undefined;
  first[count] = tail;
  const last = [...first];
  for (let k = count - 1, at = tail; k > 0; k--) {
    last[k] = now.lastIndexOf(gap(k), at - (ends[k] - starts[k]));
    at = last[k];
  }
  return first.map((place, k) => ({ start: starts[k], end: ends[k], first: place, last: last[k] }));
}

/**
 * One entry a finding: what stands in its place, or null when it was left as it is. Where there is doubt, one replacement may be given
 * characters of the next; together they always spell the redacted text.
 */
export function replacements(text: string, redacted: Redacted): (string | null)[] | undefined {
  // Most texts with findings have one, and of that there is no doubt.
  if (redacted.findings.length === 1) return replacementOfOne(text, redacted);
  const gaps = gapsOf(text, redacted);
  return gaps === undefined ? undefined : redacted.findings.map((_, i) => between(text, redacted, gaps[i], gaps[i + 1]));
}

function replacementOfOne(text: string, { text: now, findings: [{ start, end }] }: Redacted): (string | null)[] | undefined {
  const tail = now.length - (text.length - end);
  if (start > tail || end > text.length) return undefined;
  if (!now.startsWith(text.slice(0, start)) || !now.endsWith(text.slice(end))) return undefined;
  const replacement = now.slice(start, tail);
  return [replacement === text.slice(start, end) ? null : replacement];
}

/** What stands between two gaps that follow each other. */
export function between(text: string, { text: now }: Redacted, before: Gap, behind: Gap): string | null {
  const replacement = now.slice(before.first + before.end - before.start, behind.first);
  return replacement === text.slice(before.end, behind.start) ? null : replacement;
}
