/** Counts what happened in one input. No values. */
import type { Problem } from '../formats/span.ts';
import type { Finding } from '../types.ts';
import type { Watch, Where } from '../stream/watch.ts';

export interface Failure {
  readonly record: number;
  /** Byte of the input at which the trouble showed. */
  readonly offset: number;
  readonly reason: Problem;
}

/** Failures listed one by one; more are only counted. */
const LISTED = 1000;

export class Tally implements Watch {
  records = 0;
  total = 0;
  /** Findings that the policy lets stand. */
  allowed = 0;
  degradedCount = 0;
  failedCount = 0;
  readonly failures: Failure[] = [];
  readonly byCategory: Record<string, number> = {};
  readonly byRule: Record<string, number> = {};
  readonly byAction: Record<string, number> = {};
  /** What the reader should know beside, by its words. */
  readonly notes: Record<string, number> = {};
  readonly #failing: ((failure: Failure) => void) | undefined;

  /** `failing` hears of each failure that is listed, at once. */
  constructor(failing?: (failure: Failure) => void) {
    this.#failing = failing;
  }

  record(): void {
    this.records++;
  }

  found(finding: Finding, _where: Where): void {
    this.total++;
    if (finding.action === 'allow') this.allowed++;
    count(this.byCategory, finding.category);
    count(this.byRule, finding.rule);
    count(this.byAction, finding.action ?? 'none');
  }

  degraded(_where: Where): void {
    this.degradedCount++;
  }

  failed(record: number, offset: number, reason: Problem): void {
    this.failedCount++;
    if (this.failures.length >= LISTED) return;
    const failure = { record, offset, reason };
    this.failures.push(failure);
    this.#failing?.(failure);
  }

  noted(note: string): void {
    count(this.notes, note);
  }

  get clean(): boolean {
    return this.failedCount === 0 && this.degradedCount === 0;
  }
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
