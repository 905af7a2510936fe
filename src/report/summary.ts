import type { Finding } from '../types.ts';

/** Counts, no values. */
export interface Summary {
  readonly total: number;
  readonly byCategory: Readonly<Record<string, number>>;
  readonly byRule: Readonly<Record<string, number>>;
  readonly byAction: Readonly<Record<string, number>>;
}

export function summarise(findings: Iterable<Finding>): Summary {
  const byCategory: Record<string, number> = {};
  const byRule: Record<string, number> = {};
  const byAction: Record<string, number> = {};
  const count = (counts: Record<string, number>, key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  let total = 0;
  for (const finding of findings) {
    total++;
    count(byCategory, finding.category);
    count(byRule, finding.rule);
    count(byAction, finding.action ?? 'none');
  }
  return { total, byCategory, byRule, byAction };
}
