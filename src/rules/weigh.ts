import type { Candidate, Surroundings } from '../types.ts';
import type { CompiledDetector } from './compile.ts';

/** The most that a candidate of the detector can score where no cue word stands. */
export function bestWithoutCue(detector: CompiledDetector): number {
  let best = detector.score;
  for (const { weight } of detector.validate) best += Math.max(0, weight);
  for (const weight of detector.signals.values()) best += Math.max(0, weight);
  return best;
}

/** Score of a candidate: what it is, what holds of it, and what stands around it. */
export function weigh(
  candidate: Candidate,
  detector: CompiledDetector,
  around: Surroundings,
  parts: Record<string, number> | undefined,
): number {
  let score = detector.score;
  if (parts !== undefined) parts.shape = score;
  for (const { name, check, weight } of detector.validate)
    if (check(candidate.value)) {
      score += weight;
      if (parts !== undefined) parts[`validate:${name}`] = weight;
    }
  for (const signal of candidate.signals) {
    const weight = detector.signals.get(signal);
    if (weight === undefined) continue;
    score += weight;
    if (parts !== undefined) parts[`signal:${signal}`] = weight;
  }
  if (detector.cue !== 0) {
    let near = 0;
    for (const concept of detector.cues) near = Math.max(near, around.near(concept, candidate.start, candidate.end));
    score += near * detector.cue;
    if (parts !== undefined && near > 0) parts[near === 1 ? 'label' : 'near'] = near * detector.cue;
  }
  for (const concept of detector.nots)
    if (around.left(concept, candidate.start, 16)) {
      if (isSure(candidate, detector)) break;
      score -= detector.not;
      if (parts !== undefined) parts.not = -detector.not;
      break;
    }
  return round(score);
}

/** It is what it is, whatever word stands before it. */
function isSure({ value, signals }: Candidate, { sure, validate }: CompiledDetector): boolean {
  return (
    sure.length > 0 && sure.every((name) => signals.includes(name) || validate.some((known) => known.name === name && known.check(value)))
  );
}

export function round(score: number): number {
  return Math.round(Math.min(1, Math.max(0, score)) * 1000) / 1000;
}
