/** What a candidate is not, by the shape of what stands there. */
import type { CompiledDetector } from '../rules/compile.ts';
import { type Candidate, REACH, type Scan } from '../types.ts';

/** Three stars in it, or two beside it: what is left of a value that is masked already. */
export function touchesMask(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  if (text.startsWith(STARS, start - STARS.length) || text.startsWith(STARS, end)) return true;
  // Two on both sides, or a second pair inside, are emphasis.
  const before = start > 1 && text.startsWith('**', start - 2);
  const after = text.startsWith('**', end);
  return (before !== after && !value.includes('**')) || value.includes('***');
}

/** More than any emphasis has. */
const STARS = '****';

/** A shape that the rule file says is never this category covers the candidate. */
export function isKept(detector: CompiledDetector, scan: Scan, candidate: Candidate): boolean {
  if (detector.keep.length === 0) return false;
  const from = Math.max(0, candidate.start - REACH / 2);
  const slice = scan.text.slice(from, candidate.end + REACH / 2);
  return detector.keep.some((shape) => {
    for (const match of slice.matchAll(shape)) {
      const at = from + match.index;
      if (at <= candidate.start && candidate.end <= at + match[0].length) return true;
    }
    return false;
  });
}
