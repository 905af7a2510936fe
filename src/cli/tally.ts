/** Counts what happened in one input. No values. */
import type { FormatName } from '../formats/index.ts';
import type { Problem } from '../formats/span.ts';
import type { Finding, LateFinding } from '../types.ts';
import type { Watch, Where } from '../stream/watch.ts';

export interface Failure {
  /** Of an archive, as it is named in the output. */
  readonly member?: string;
  /** Of the member. */
  readonly format?: FormatName;
  readonly record: number;
  /** Byte of the input at which the trouble showed. */
  readonly offset: number;
  readonly reason: Problem;
}

/** Records of which late findings are listed by number; more are only counted. */
const LISTED_LATE = 10_000;
/** Failures listed one by one; more are only counted. */
const LISTED = 1000;

/** Hears at once of what is not only counted. */
export interface TallyListener {
  /** Of each failure that is listed. */
  failing?(failure: Failure): void;
  late?(finding: LateFinding): void;
}

export class Tally implements Watch {
  records = 0;
  total = 0;
  /** Findings that the policy lets stand. */
  allowed = 0;
  degradedCount = 0;
  failedCount = 0;
  /** Findings in records that had been given out already. */
  lateCount = 0;
  readonly lateRecords = new Set<number | string>();
  /** Records redacted without their conversation. */
  apartCount = 0;
  readonly failures: Failure[] = [];
  readonly byCategory: Record<string, number> = {};
  readonly byRule: Record<string, number> = {};
  readonly byAction: Record<string, number> = {};
  /** What the reader should know beside, by its words. */
  readonly notes: Record<string, number> = {};
  readonly #hear: TallyListener;
  #member: { readonly member: string; readonly format: FormatName } | undefined;

  constructor(hear: TallyListener = {}) {
    this.#hear = hear;
  }

  record(): void {
    this.records++;
  }

  member(name: string, format: FormatName): void {
    this.#member = { member: name, format };
  }

  /** Name of the member at hand, where the input is an archive. */
  get memberName(): string | undefined {
    return this.#member?.member;
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
    const failure = { ...this.#member, record, offset, reason };
    this.failures.push(failure);
    this.#hear.failing?.(failure);
  }

  late(finding: LateFinding): void {
    const { place } = finding;
    this.lateCount++;
    this.#hear.late?.(finding);
    if (place !== undefined && this.lateRecords.size < LISTED_LATE) this.lateRecords.add(place.record);
  }

  apart(_record: number): void {
    this.apartCount++;
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
