/** What a candidate is not, by the shape of what stands there. */
import type { CompiledDetector } from '../rules/compile.ts';
import { type Candidate, REACH, type Scan } from '../types.ts';
import { isMaskedBeside } from '../units.ts';

/** Three stars in it, or beside it those of a mask: what is left of a value that is masked already. */
export function touchesMask(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  if (value.includes('***')) return true;
  // A pair inside closes what a pair beside has opened: `**4111** 1111`
  return (
    isMaskedBeside(text, start, end) &&
    (!value.includes('**') || text.startsWith(STARS, start - STARS.length) || text.startsWith(STARS, end))
  );
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
