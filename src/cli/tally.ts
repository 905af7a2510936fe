/** Counts what happened in one input. No values. */
import type { FormatName } from '../formats/index.ts';
import type { Problem } from '../formats/span.ts';
import type { Broken, Watch, Where } from '../stream/watch.ts';
import type { Finding, LateFinding } from '../types.ts';

export interface Failure {
  /** Of an archive, as it is named in the output. */
  readonly member?: string;
  /** Of the member. */
  readonly format?: FormatName;
  readonly record: number;
  /** Byte of the input at which the trouble showed. */
  readonly offset: number;
  /** 'crash': it took the thread that examined it down with it, twice. */
  readonly reason: Problem | 'crash';
}

/** Plain data, so that it can go from a worker to its owner and into a checkpoint. */
export interface Counts {
  readonly records: number;
  readonly total: number;
  /** Findings that the policy lets stand. */
  readonly allowed: number;
  readonly degradedCount: number;
  readonly failedCount: number;
  readonly failures: readonly Failure[];
  /** Records with texts that could not be examined, as far as they are listed; one entry a text. */
  readonly degradedRecords: readonly number[];
  readonly byCategory: Readonly<Record<string, number>>;
  readonly byRule: Readonly<Record<string, number>>;
  readonly byAction: Readonly<Record<string, number>>;
  /** Findings in records that had been given out already. */
  readonly lateCount: number;
  readonly lateRecords: readonly (number | string)[];
  /** Records redacted without their conversation. */
  readonly apartCount: number;
  /** What the reader should know beside, by its words. */
  readonly notes: Readonly<Record<string, number>>;
  /** Patterns of `--fields` that a text stood at. */
  readonly met: readonly string[];
  /** By the path they stand at, with `[]` for any index; empty unless paths are asked for. */
  readonly byField: Readonly<Record<string, number>>;
}

/** Records of which late findings are listed by number; more are only counted. */
const LISTED_LATE = 10_000;
/** Failures listed one by one; more are only counted. */
const LISTED = 1000;
/** Fields counted apart; a record can be all names. */
const FIELDS = 200;
/** Stands for all fields beyond. No path is spelt like it. */
export const OTHER_FIELDS = '(others)';

/** Hears at once of what is not only counted. */
export interface TallyListener {
  /** Of each failure that is listed. */
  failing?(failure: Failure): void;
  late?(finding: LateFinding): void;
  broken?(broken: BrokenPiece): void;
  /** May throw what ends the input. */
  noted?(note: string): void;
}

/** Where it stands in an archive too. */
export interface BrokenPiece extends Omit<Broken, 'reason'> {
  readonly member?: string;
  readonly reason: Failure['reason'];
}

export class Tally implements Watch, Omit<Counts, 'lateRecords' | 'met'> {
  records = 0;
  total = 0;
  allowed = 0;
  degradedCount = 0;
  failedCount = 0;
  failures: Failure[] = [];
  degradedRecords: number[] = [];
  lateCount = 0;
  readonly lateRecords = new Set<number | string>();
  apartCount = 0;
  readonly met = new Set<string>();
  // Without a prototype: a field may be called __proto__.
  byCategory: Record<string, number> = Object.create(null);
  byRule: Record<string, number> = Object.create(null);
  byAction: Record<string, number> = Object.create(null);
  byField: Record<string, number> = Object.create(null);
  notes: Record<string, number> = Object.create(null);
  readonly paths: boolean;
  readonly broken: Watch['broken'];
  readonly #hear: TallyListener;
  #member: { readonly member: string; readonly format: FormatName } | undefined;

  constructor(hear: TallyListener = {}, paths = false) {
    this.#hear = hear;
    this.paths = paths;
    const { broken } = hear;
    this.broken = broken && ((piece) => broken({ ...(this.#member !== undefined && { member: this.#member.member }), ...piece }));
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

  found(finding: Finding, { path }: Where): void {
    this.total++;
    if (finding.action === 'allow') this.allowed++;
    count(this.byCategory, finding.category);
    count(this.byRule, finding.rule);
    count(this.byAction, finding.action ?? 'none');
    if (path !== '') this.#inField(path.replace(/\[\d+\]/g, '[]'), 1);
  }

  degraded({ record }: Where): void {
    this.degradedCount++;
    if (this.degradedRecords.length < LISTED) this.degradedRecords.push(record);
  }

  failed(record: number, offset: number, reason: Failure['reason']): void {
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
    this.#note(note, 1);
  }

  /** Adds what was counted in a later part of the input; `before`: records in front of that part, when it numbers its own from 1. */
  add(counts: Counts, before = 0): void {
    this.records += counts.records;
    this.total += counts.total;
    this.allowed += counts.allowed;
    this.degradedCount += counts.degradedCount;
    for (const record of counts.degradedRecords) if (this.degradedRecords.length < LISTED) this.degradedRecords.push(record + before);
    for (const { record, offset, reason } of counts.failures) this.failed(record + before, offset, reason);
    this.lateCount += counts.lateCount;
    for (const record of counts.lateRecords) if (this.lateRecords.size < LISTED_LATE) this.lateRecords.add(record);
    this.apartCount += counts.apartCount;
    for (const pattern of counts.met) this.met.add(pattern);
    // What the part did not list.
    this.failedCount += counts.failedCount - counts.failures.length;
    for (const [category, n] of Object.entries(counts.byCategory)) count(this.byCategory, category, n);
    for (const [rule, n] of Object.entries(counts.byRule)) count(this.byRule, rule, n);
    for (const [action, n] of Object.entries(counts.byAction)) count(this.byAction, action, n);
    for (const [note, n] of Object.entries(counts.notes)) this.#note(note, n);
    for (const [field, n] of Object.entries(counts.byField)) this.#inField(field, n);
  }

  /** What has been counted since the last time. */
  take(): Counts {
    const counts = this.counts();
    // What was met stays: a pattern that was met need not be looked for again.
    Object.assign(this, new Tally().counts(), { lateRecords: new Set(), met: this.met });
    return counts;
  }

  counts(): Counts {
    const { records, total, allowed, degradedCount, failedCount, failures, degradedRecords, lateCount, apartCount } = this;
    const { byCategory, byRule, byAction, byField, notes } = this;
    const lists = {
      failures,
      degradedRecords,
      lateRecords: [...this.lateRecords],
      met: [...this.met],
      byCategory,
      byRule,
      byAction,
      byField,
      notes,
    };
    return { records, total, allowed, degradedCount, failedCount, lateCount, apartCount, ...lists };
  }

  get clean(): boolean {
    return this.failedCount === 0 && this.degradedCount === 0;
  }

  #note(note: string, n: number): void {
    count(this.notes, note, n);
    this.#hear.noted?.(note);
  }

  #inField(field: string, n: number): void {
    const known = field in this.byField || Object.keys(this.byField).length < FIELDS;
    count(this.byField, known ? field : OTHER_FIELDS, n);
  }
}

function count(counts: Record<string, number>, key: string, n = 1): void {
  counts[key] = (counts[key] ?? 0) + n;
}
