import type { Finding } from '../types.ts';

/** Counts, no values. */
export interface Summary {
  readonly total: number;
  readonly byCategory: Readonly<Record<string, number>>;
  readonly byRule: Readonly<Record<string, number>>;
  readonly byAction: Readonly<Record<string, number>>;
}

/** Counts findings as they come, and keeps none. */
export class FindingCounts {
  #total = 0;
  readonly #byCategory: Record<string, number> = {};
  readonly #byRule: Record<string, number> = {};
  readonly #byAction: Record<string, number> = {};

  add({ category, rule, action = 'none' }: Finding): void {
    this.#total++;
    count(this.#byCategory, category);
    count(this.#byRule, rule);
    count(this.#byAction, action);
  }

  /** So far. */
  get summary(): Summary {
    return { total: this.#total, byCategory: { ...this.#byCategory }, byRule: { ...this.#byRule }, byAction: { ...this.#byAction } };
  }
}

export function summarise(findings: Iterable<Finding>): Summary {
  const counts = new FindingCounts();
  for (const finding of findings) counts.add(finding);
  return counts.summary;
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
