import { samples } from './backtracking.ts';
import type { Paths } from './backtracking.ts';

/** Pairs of states looked at before the question is given up. */
const MAX_PAIRS = 1_000_000;

/** Whether there is a text that both patterns match whole. For advice only: sets of characters are compared at their borders. */
export function shareText(a: Paths, b: Paths): boolean {
  const letters = [...samples([...a.leaves, ...b.leaves])];
  const both = a.tests.map((one) => b.tests.map((other) => letters.some((letter) => one.test(letter) && other.test(letter))));
  const width = b.reads.length;
  const seen = new Set([0]);
  const open = [0];
  const go = (pair: number): void => {
    if (seen.has(pair)) return;
    seen.add(pair);
    open.push(pair);
  };
  for (let pair = open.pop(); pair !== undefined && seen.size < MAX_PAIRS; pair = open.pop()) {
    const s = Math.floor(pair / width);
    const t = pair % width;
    if (s === a.reads.length - 1 && t === width - 1) return true;
    if (a.reads[s] < 0) for (const to of a.next[s]) go(to * width + t);
    if (b.reads[t] < 0) for (const to of b.next[t]) go(s * width + to);
    if (a.reads[s] >= 0 && b.reads[t] >= 0 && both[a.reads[s]][b.reads[t]]) {
      for (const to of a.next[s]) for (const too of b.next[t]) go(to * width + too);
    }
  }
  return false;
}
