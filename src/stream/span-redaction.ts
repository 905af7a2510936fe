/** Joins any format with a redactor: the bytes of findings change, what the scanner shows as broken goes, all the rest is copied. */
import type { DocumentScanner, Problem, ScannerFactory } from '../formats/span.ts';
import { FAILURE_MARKER, type Redactor } from '../types.ts';
import { Held } from './held.ts';
import { SpanEdits, type SpanEditsOptions } from './span-edits.ts';
import { concatBytes } from '../formats/bytes.ts';
import type { Redaction, Watch } from './watch.ts';

export interface SpanRedactionOptions extends SpanEditsOptions {
  /** A record that turns out to be broken is replaced whole when no more bytes than this have been written of it; else what is left of it. Default 8 MiB. */
  readonly maxRecord?: number;
  /** Bytes that a scanner may leave unread while it waits for more. Default 16 MiB. */
  readonly maxHeld?: number;
  /** Place in the input of the first byte it gets, when the records before are examined elsewhere. */
  readonly offset?: number;
}

/** Bytes that are worked on at once, because all that is made of them is in memory at once. */
const STEP = 256 * 1024;

export class SpanRedaction implements Redaction {
  readonly #scanner: DocumentScanner;
  readonly #edits: SpanEdits;
  readonly #watch: Watch;
  readonly #maxRecord: number;
  readonly #maxHeld: number;
  readonly #rest = new Held();
  /** Reading fewer bytes again would come to nothing again. */
  #wanted = 1;
  /** Offset of the present window in the input. */
  #offset = 0;
  /** Up to which offset of the window everything is in what is given out or pending. */
  #given = 0;
  #records = 0;
  /** What is pending and what is at hand of the present record can still be taken back. */
  #revocable = false;
  /** The present record begins in the present stretch, at `#recordAt`, with so many changes before it. */
  #begun = false;
  #recordAt = 0;
  #changesBefore = 0;
  /** Redacted bytes of the present record, from earlier stretches. */
  #pending: Uint8Array[] = [];
  #pendingLength = 0;
  /** The same bytes as they were, where someone wants them. */
  #raw: Uint8Array[] = [];
  #problem: Problem = 'syntax';
  /** Offset in the input of the last failure: the same a second time is the end. */
  #failedAt = -1;
  #state: 'reading' | 'skipping' | 'over' = 'reading';

  constructor(redactor: Redactor, scanner: ScannerFactory, options: SpanRedactionOptions = {}) {
    const edits = new SpanEdits(redactor, options);
    this.#edits = edits;
    this.#watch = options.watch ?? {};
    this.#maxRecord = options.maxRecord ?? 8 * 1024 * 1024;
    this.#maxHeld = options.maxHeld ?? 16 * 1024 * 1024;
    this.#offset = options.offset ?? 0;
    this.#scanner = scanner({
      record: (start) => this.#record(start),
      span: (span) => edits.span(span),
      part: (span, last) => edits.part(span, last),
      noted: (note) => this.#watch.noted?.(note),
    });
  }

  *write(chunk: Uint8Array): Generator<Uint8Array> {
    if (this.#state === 'over') {
      this.#broken([chunk], 0);
      this.#offset += chunk.length;
      return;
    }
    this.#rest.add(chunk);
    if (this.#rest.length >= this.#wanted) yield* this.#window(this.#rest.take(), false);
  }

  *end(): Generator<Uint8Array> {
    if (this.#state !== 'over') yield* this.#window(this.#rest.take(), true);
    this.#edits.passOn();
    yield* this.#flush();
    if (this.#records === 0 && this.#offset > 0) this.#watch.record?.();
  }

  *#window(window: Uint8Array, last: boolean): Generator<Uint8Array> {
    this.#given = 0;
    let at = 0;
    for (let to = Math.min(window.length, STEP); ; ) {
      const state = this.#state;
      const before = at;
      const complete = last && to === window.length;
      at = state === 'reading' ? this.#read(window, at, to, complete) : this.#skip(window, at, to, complete);
      if (to === window.length && !last && window.length - at > this.#maxHeld) at = this.#fail(window, at, at, 'token-length', false);
      yield* this.#give(window, at);
      if (this.#state === 'over') {
        this.#broken([window.slice(at)], at);
        at = window.length;
        break;
      }
      if (this.#state !== state) continue;
      if (to === window.length) break;
      // Twice as far when a step does not reach the end of anything, so that what is read again stays in proportion.
      to = Math.min(window.length, at === before ? 2 * to - at : to + STEP);
    }
    this.#wanted = at === 0 ? 2 * window.length : 1;
    // A copy, because the window can be many times larger than what is left of it.
    if (this.#state !== 'over') this.#rest.add(window.slice(at));
    this.#offset += at;
  }

  /** Gives the offset up to which the window is done. */
  #read(window: Uint8Array, at: number, to: number, complete: boolean): number {
    const next = this.#scanner.scan(window, at, to, complete);
    const { problem, problemAt } = this.#scanner;
    return problem === undefined ? next : this.#fail(window, next, problemAt, problem, this.#scanner.resume !== undefined);
  }

  #skip(window: Uint8Array, at: number, to: number, complete: boolean): number {
    const next = this.#scanner.resume?.(window, at, to, complete) ?? to;
    const goes = this.#scanner.problem === undefined || !complete ? next : to;
    this.#edits.patches.add(at, goes, '');
    this.#broken([window.slice(at, goes)], at);
    if (this.#scanner.problem === undefined) this.#state = 'reading';
    return goes;
  }

  /** The marker takes the place of the present record as far as it can be taken back, and of all that follows up to where reading goes on. */
  #fail(window: Uint8Array, next: number, problemAt: number, problem: Problem, resumes: boolean): number {
    const start = !this.#revocable ? next : this.#begun ? this.#recordAt : this.#given;
    this.#problem = problem;
    const earlier = this.#revocable && !this.#begun ? this.#raw : [];
    this.#broken([...earlier, window.slice(start, next)], start - earlier.reduce((sum, { length }) => sum + length, 0));
    if (!this.#revocable) this.#edits.passOn();
    else if (!this.#begun) this.#drop();
    this.#edits.forget(this.#revocable ? (this.#begun ? this.#changesBefore : 0) : this.#edits.patches.count);
    this.#edits.patches.add(start, next, this.#scanner.encodeFailure?.(FAILURE_MARKER) ?? FAILURE_MARKER);
    this.#revocable = false;
    const offset = this.#offset + next;
    this.#state = resumes && offset !== this.#failedAt ? 'skipping' : 'over';
    this.#failedAt = offset;
    this.#watch.failed?.(Math.max(1, this.#records), this.#offset + problemAt, problem);
    return next;
  }

  /** `at`: where in the window the first of these bytes stands, or would stand. */
  #broken(parts: readonly Uint8Array[], at: number): void {
    if (this.#watch.broken === undefined || parts.every(({ length }) => length === 0)) return;
    this.#watch.broken({ record: Math.max(1, this.#records), offset: this.#offset + at, reason: this.#problem, bytes: concatBytes(parts) });
  }

  #record(start: number): void {
    this.#edits.passOn();
    this.#edits.record = ++this.#records;
    this.#watch.record?.();
    this.#revocable = true;
    this.#begun = true;
    this.#recordAt = start;
    this.#changesBefore = this.#edits.patches.count;
  }

  /** Renders the window up to `to`. What is of a record that may still be broken waits. */
  *#give(window: Uint8Array, to: number): Generator<Uint8Array> {
    const { patches } = this.#edits;
    if (this.#begun) {
      yield* this.#flush();
      yield patches.render(window, this.#given, this.#recordAt, this.#changesBefore);
      this.#given = this.#recordAt;
      this.#begun = false;
    }
    const from = this.#given;
    const piece = patches.render(window, from, to);
    this.#given = to;
    if (!this.#revocable) {
      this.#edits.passOn();
      yield* this.#flush();
      yield piece;
      return;
    }
    this.#pending.push(piece);
    if (this.#watch.broken !== undefined) this.#raw.push(window.slice(from, to));
    this.#pendingLength += piece.length;
    if (this.#pendingLength <= this.#maxRecord) return;
    this.#revocable = false;
    yield* this.#flush();
  }

  *#flush(): Generator<Uint8Array> {
    const pending = this.#pending;
    this.#drop();
    yield* pending;
  }

  #drop(): void {
    this.#pending = [];
    this.#pendingLength = 0;
    this.#raw = [];
  }
}
