import { readFileSync } from 'node:fs';

/** A family of inputs made to be slow: one short unit, over and over. */
export interface HostileFamily {
  readonly name: string;
  readonly unit: string;
  /** What it asks of a careless engine. */
  readonly why: string;
}

// One list for the benchmark, which looks at time, and for the tests, which look at what comes out. Seen from build/test/support/.
const LIST = new URL('../../../bench/data/hostile.json', import.meta.url);

/** Every family, for tests of correctness: nothing throws, nothing grows out of bounds. Time is never a test; `npm run bench` measures it. */
export const HOSTILE: readonly HostileFamily[] = JSON.parse(readFileSync(LIST, 'utf8')) as HostileFamily[];

/** Exactly `units` UTF-16 units of a family; the last repeat may be cut. */
export function hostileText(family: HostileFamily, units: number): string {
  return family.unit.repeat(Math.ceil(units / family.unit.length)).slice(0, units);
}
