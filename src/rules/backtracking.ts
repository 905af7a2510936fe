import type { AST } from '@eslint-community/regexpp';
import { isLeaf, leafTest } from './pattern.ts';
import type { Leaf } from './pattern.ts';

/**
 * Steps from one start that a pattern may cost. At 5 ns a step that is 25 microseconds, for the worst text that somebody can write.
 * Patterns people write for numbers and codes stay below 600.
 */
export const MAX_STEPS = 5000;

/** How many texts the search for the worst one follows at the same time. */
const BEAM = 6;
const MAX_LETTERS = 12;

/**
 * Every way through a pattern with its repeats written out. Bounded repeats have no loops, so the states can be numbered in the order
 * in which a match passes them: edges lead to higher numbers only.
 */
export interface Paths {
  /** For each state: the leaf that it reads, or -1. */
  readonly reads: readonly number[];
  /** For each state: where it leads to (after reading, when it reads). */
  readonly next: readonly (readonly number[])[];
  readonly leaves: readonly Leaf[];
  readonly tests: readonly RegExp[];
}

/** Writes out the repeats of a pattern that `readPattern` has accepted. */
export function pathsOf(tree: AST.Pattern, flags: string): Paths {
  const reads: number[] = [];
  const next: number[][] = [];
  const leaves: Leaf[] = [];
  const index = new Map<string, number>();

  const state = (leaf = -1): number => {
    reads.push(leaf);
    next.push([]);
    return reads.length - 1;
  };
  const leafIndex = (leaf: Leaf): number => {
    const known = index.get(leaf.raw);
    if (known !== undefined) return known;
    index.set(leaf.raw, leaves.length);
    return leaves.push(leaf) - 1;
  };
  /** Appends a part after the open ends `from`; gives the new open ends. */
  const append = (node: AST.Element, from: readonly number[]): number[] => {
    if (isLeaf(node)) {
      const at = state(leafIndex(node));
      for (const open of from) next[open].push(at);
      return [at];
    }
    if (node.type === 'Quantifier') {
      let open = [...from];
      const ends: number[] = [];
      for (let i = 0; i < node.max; i++) {
        if (i >= node.min) ends.push(...open);
        open = append(node.element, open);
      }
      return join([...ends, ...open]);
    }
    return join((node as AST.Group).alternatives.flatMap((alternative) => chain(alternative, from)));
  };
  const chain = (alternative: AST.Alternative, from: readonly number[]): number[] =>
    alternative.elements.reduce<number[]>((open, element) => append(element, open), [...from]);
  /** Many open ends become one, so that the number of edges stays near the number of states. */
  const join = (open: number[]): number[] => {
    if (open.length < 2) return open;
    const at = state();
    for (const end of open) next[end].push(at);
    return [at];
  };

  const start = state();
  const ends = tree.alternatives.flatMap((alternative) => chain(alternative, [start]));
  const last = state();
  for (const end of ends) next[end].push(last);
  return { reads, next, leaves, tests: leaves.map((leaf) => leafTest(leaf, flags)) };
}

/**
 * Steps that a backtracking engine needs from one start, on the worst text that a guided search finds, when no way through succeeds.
 * A bounded pattern always ends, but `(?:a|a){1,30}` needs a thousand million steps to: the number of ways is what costs.
 */
export function worstSteps(tree: AST.Pattern, flags: string): number {
  const paths = pathsOf(tree, flags);
  const ahead = waysAhead(paths);
  // No text can cost more than all ways together; most patterns are done here.
  if (ahead[0] <= MAX_STEPS) return ahead[0];

  const letters = lettersOf(paths);
  interface Text {
    readonly counts: Float64Array;
    readonly steps: number;
    readonly promise: number;
  }
  let beam: Text[] = [{ counts: enter(paths), steps: 0, promise: 0 }];
  let worst = 0;
  while (beam.length > 0) {
    const longer: Text[] = [];
    for (const text of beam) {
      const tried = text.steps + readers(paths, text.counts);
      worst = Math.max(worst, tried);
      for (const letter of letters) {
        const counts = read(paths, text.counts, letter.reads);
        if (counts === null) continue;
        let promise = tried;
        for (let s = 0; s < counts.length; s++) if (paths.reads[s] >= 0 && counts[s] > 0) promise += counts[s] * ahead[s];
        longer.push({ counts, steps: tried, promise });
      }
    }
    if (worst > MAX_STEPS * 1e6) break;
    beam = longer.sort((a, b) => b.promise - a.promise).slice(0, BEAM);
  }
  return worst;
}

/** Why a pattern is too slow, or undefined when it is not. Never the text that makes it so. */
export function tooManySteps(tree: AST.Pattern, flags: string): string | undefined {
  const steps = worstSteps(tree, flags);
  if (steps <= MAX_STEPS) return undefined;
  const count = steps > 1e9 ? 'more than 1,000,000,000' : Math.round(steps).toLocaleString('en-US');
  return `a text can make it take ${count} steps from one start; at most ${MAX_STEPS} are allowed. ${SLOW_ADVICE}`;
}

export const SLOW_ADVICE = 'Let neighbouring parts begin with different characters, or fix the length of the inner repeat';

/** For each state: steps of all ways from it, as if every character were what each way wants. */
function waysAhead(paths: Paths): Float64Array {
  const ahead = new Float64Array(paths.reads.length);
  for (let s = ahead.length - 1; s >= 0; s--) {
    let sum = paths.reads[s] >= 0 ? 1 : 0;
    for (const to of paths.next[s]) sum += ahead[to];
    // Below the largest number, so that sums and products of it stay numbers.
    ahead[s] = Math.min(sum, 1e150);
  }
  return ahead;
}

function enter(paths: Paths): Float64Array {
  const counts = new Float64Array(paths.reads.length);
  counts[0] = 1;
  return settle(paths, counts);
}

/** Moves ways on until each stands before a character. */
function settle(paths: Paths, counts: Float64Array): Float64Array {
  for (let s = 0; s < counts.length; s++) {
    if (counts[s] === 0 || paths.reads[s] >= 0) continue;
    for (const to of paths.next[s]) counts[to] += counts[s];
    counts[s] = 0;
  }
  return counts;
}

function readers(paths: Paths, counts: Float64Array): number {
  let sum = 0;
  for (let s = 0; s < counts.length; s++) if (paths.reads[s] >= 0) sum += counts[s];
  return sum;
}

function read(paths: Paths, counts: Float64Array, accepts: readonly boolean[]): Float64Array | null {
  const after = new Float64Array(counts.length);
  let any = false;
  for (let s = 0; s < counts.length; s++) {
    if (counts[s] === 0 || paths.reads[s] < 0 || !accepts[paths.reads[s]]) continue;
    any = true;
    for (const to of paths.next[s]) after[to] += counts[s];
  }
  return any ? settle(paths, after) : null;
}

interface Letter {
  /** For each leaf: whether it accepts the letter. */
  readonly reads: readonly boolean[];
  readonly weight: number;
}

/** One letter for each set of leaves that accept it together, those that most leaves accept first. */
function lettersOf(paths: Paths): Letter[] {
  const found = new Map<string, Letter>();
  for (const text of samples(paths.leaves)) {
    const reads = paths.tests.map((test) => test.test(text));
    const weight = reads.filter(Boolean).length;
    if (weight > 0) found.set(reads.map(Number).join(''), { reads, weight });
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight).slice(0, MAX_LETTERS);
}

/** Characters that tell sets apart: two sets share one only if they share a border or, for the large ones, one of these. */
export function samples(leaves: readonly Leaf[]): Set<string> {
  const letters = new Set(['0', '9', 'a', 'f', 'z', 'A', 'F', 'Z', '_', ' ', '-', '.', '\u00e5', '\u0416', '\u4e00', '\u{1f600}']);
  const add = (code: number): void => {
    for (const at of [code - 1, code, code + 1])
      if (at >= 0 && at <= 0x10ffff && !(at >= 0xd800 && at <= 0xdfff)) letters.add(String.fromCodePoint(at));
  };
  for (const leaf of leaves) {
    if (leaf.type === 'Character') add(leaf.value);
    if (leaf.type !== 'CharacterClass') continue;
    for (const element of leaf.elements) {
      if (element.type === 'Character') add(element.value);
      if (element.type === 'CharacterClassRange') {
        add(element.min.value);
        add(element.max.value);
      }
    }
  }
  return letters;
}
