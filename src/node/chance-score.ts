import { pathsOf, samples } from '../rules/backtracking.ts';
import type { Paths } from '../rules/backtracking.ts';
import { readPattern } from '../rules/pattern.ts';
import type { DetectorRule } from '../types.ts';
import { validators } from '../validate/index.ts';

const TRIES = 5000;

/**
 * Share of random values of a digits-only pattern that reach a score without any cue word: `\d{16}` with Luhn gives 0.1. Undefined for patterns
 * with letters: texts do not hold random letters, so the figure would say nothing.
 */
export function chanceScore(detector: DetectorRule, minScore: number): number | undefined {
  const reading = readPattern(detector.pattern ?? '', { ignoreCase: detector.ignoreCase === true });
  if (reading.problem !== undefined) return undefined;
  const paths = pathsOf(reading.tree, reading.shape.flags);
  const letters = [...samples(paths.leaves), ...'0123456789'];
  const readable = paths.tests.map((test) => [...new Set(letters)].filter((letter) => test.test(letter)));
  if (readable.some((all) => all.length === 0 || all.some((letter) => /\p{L}/u.test(letter)))) return undefined;
  // The same figure each time: lint runs in the build.
  const random = sequence(12345);
  let reached = 0;
  for (let i = 0; i < TRIES; i++) {
    const value = walk(paths, readable, random).replace(/[^0-9]/g, '');
    let score = detector.score;
    for (const [name, weight] of Object.entries(detector.validate ?? {})) if (validators.get(name)?.(value) === true) score += weight;
    // Sums of decimals: 0.1 + 0.3 is not 0.4 to the last bit.
    if (score >= minScore - 1e-9) reached++;
  }
  return reached / TRIES;
}

function walk(paths: Paths, readable: readonly string[][], random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  let text = '';
  for (let s = 0; paths.next[s].length > 0; s = pick(paths.next[s])) if (paths.reads[s] >= 0) text += pick(readable[paths.reads[s]]);
  return text;
}

/** Park and Miller's generator. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
