/** Joins the JSON scanner with a redactor: NDJSON line by line, or one document. Only the bytes of findings change. */
import { concatBytes, latin1 } from '../formats/bytes.ts';
import { type JsonProblem, JsonScanner, type JsonSpan } from '../formats/json-scanner.ts';
import { type Context, FAILURE_MARKER, type Finding, type Redacted, type Redactor } from '../types.ts';
import { LongString } from './long-string.ts';
import { Patches } from './patches.ts';
import { replacements } from './replacements.ts';
import type { Redaction, Watch, Where } from './watch.ts';

export interface JsonRedactionOptions {
  /** A record a line, or the whole input as one record. */
  readonly lines: boolean;
  readonly watch?: Watch;
  /** Only spans at paths it accepts are examined. */
  readonly selects?: (path: string) => boolean;
  /** Records up to this many bytes are checked whole before anything of them is given out; longer ones as they come. Default 8 MiB. */
  readonly maxRecord?: number;
  /** In longer records, strings of more bytes than this are redacted in windows. Default 1 MiB. */
  readonly maxString?: number;
  readonly maxDepth?: number;
  /** Place in the input of the first byte it gets, when the lines before are examined elsewhere. */
  readonly offset?: number;
}

const NEWLINE = 0x0a;
const MARKER = JSON.stringify(FAILURE_MARKER);
/** Names recur in every record; so many that hold nothing are remembered. */
const REMEMBERED_NAMES = 10_000;

/** Bytes of a long record that are worked on at once. */
const STEP = 256 * 1024;

type Mode = 'record' | 'long' | 'skip';

class SpanContext implements Context {
  #span: JsonSpan | undefined;
  field: string | undefined;

  of(span: JsonSpan): this {
    this.#span = span;
    // A property's name is no answer that somebody gave, and the field around it does not say what it is.
    this.field = span.kind === 'key' ? '' : span.field;
    return this;
  }

  get path(): string {
    return this.#span?.path ?? '$';
  }
}

export class JsonRedaction implements Redaction {
  readonly #redactor: Redactor;
  readonly #watch: Watch;
  readonly #lines: boolean;
  readonly #maxRecord: number;
  readonly #selects: ((path: string) => boolean) | undefined;
  readonly #record: JsonScanner;
  /** Reads what is too long to buffer. */
  readonly #stream: JsonScanner;
  readonly #patches = new Patches();
  readonly #context = new SpanContext();
  /** By the field they stood in, on which it depends what is found in them. */
  readonly #harmlessNames = new Map<string | undefined, Set<string>>();
  #rememberedNames = 0;
  #long: LongString | undefined;
  #mode: Mode = 'record';
  /** Nothing of the long record has been read yet. */
  #fresh = false;
  /** Parts of a window that are not done, without a newline. */
  #rest: Uint8Array[] = [];
  #restLength = 0;
  #number = 0;
  /** Offset of the present window in the input. */
  #offset = 0;
  /** What the present record told; passed on only when the record turns out to be whole. */
  #told: (() => void)[] = [];

  constructor(redactor: Redactor, options: JsonRedactionOptions) {
    this.#redactor = redactor;
    this.#lines = options.lines;
    this.#watch = options.watch ?? {};
    this.#selects = options.selects;
    this.#offset = options.offset ?? 0;
    this.#maxRecord = options.maxRecord ?? 8 * 1024 * 1024;
    const visitor = { span: (span: JsonSpan) => this.#span(span), part: (span: JsonSpan, last: boolean) => this.#part(span, last) };
    this.#record = new JsonScanner(visitor, { maxDepth: options.maxDepth });
    this.#stream = new JsonScanner(visitor, { maxDepth: options.maxDepth, maxToken: options.maxString ?? 1024 * 1024 });
  }

  *write(chunk: Uint8Array): Generator<Uint8Array> {
    const ends = this.#lines && chunk.includes(NEWLINE);
    if (!ends && this.#mode === 'record' && this.#restLength + chunk.length <= this.#maxRecord) {
      this.#hold(chunk);
      return;
    }
    yield* this.#window(this.#unite(chunk), false);
  }

  *end(): Generator<Uint8Array> {
    yield* this.#window(this.#unite(new Uint8Array(0)), true);
  }

  #hold(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#rest.push(bytes);
    this.#restLength += bytes.length;
  }

  #unite(chunk: Uint8Array): Uint8Array {
    if (this.#restLength === 0) return chunk;
    const window = this.#rest.length === 1 && chunk.length === 0 ? this.#rest[0] : concatBytes([...this.#rest, chunk]);
    this.#rest = [];
    this.#restLength = 0;
    return window;
  }

  *#window(window: Uint8Array, last: boolean): Generator<Uint8Array> {
    let at = 0;
    let given = 0;
    while (at < window.length) {
      const newline = this.#lines ? window.indexOf(NEWLINE, at) : -1;
      const complete = newline >= 0 || last;
      const end = newline < 0 ? window.length : newline;
      const next = newline < 0 ? end : newline + 1;
      if (this.#mode === 'record') {
        if (end - at <= this.#maxRecord && !complete) break;
        if (end - at <= this.#maxRecord) {
          this.#wholeRecord(window, at, end);
          at = next;
          continue;
        }
        this.#beginLong();
      }
      // A step at a time, because all that is made of a step is in memory at once; further when a step does not reach the end of a token.
      for (let step = Math.min(end, at + STEP); ; step = Math.min(end, step + STEP)) {
        at = this.#longRecord(window, at, step, complete && step === end);
        yield this.#patches.render(window, given, at);
        given = at;
        if (step === end) break;
      }
      if (!complete) break;
      this.#mode = 'record';
      at = next;
    }
    // All of it may have been read, and still be unfinished.
    if (last && this.#mode === 'long') at = this.#longRecord(window, at, at, true);
    yield this.#patches.render(window, given, at);
    // A copy, because the window can be many times larger than what is left of it.
    this.#hold(window.slice(at));
    this.#offset += at;
  }

  #wholeRecord(window: Uint8Array, from: number, end: number): void {
    this.#number++;
    const start = this.#afterMark(window, from, end);
    if (isBlank(window, start, end)) return;
    const before = this.#patches.count;
    this.#record.reset();
    this.#record.scan(window, start, end, true);
    const problem = this.#record.problem;
    if (problem === undefined) this.#passOn();
    else {
      this.#told = [];
      this.#patches.truncate(before);
      // CRLF stays CRLF.
      this.#patches.add(start, window[end - 1] === 0x0d ? end - 1 : end, MARKER);
      this.#failed(this.#record.problemAt, problem);
    }
    this.#watch.record?.();
  }

  #beginLong(): void {
    this.#mode = 'long';
    this.#number++;
    this.#stream.reset();
    this.#watch.record?.();
    this.#fresh = true;
  }

  /** Gives the offset up to which the window is done. */
  #longRecord(window: Uint8Array, from: number, end: number, complete: boolean): number {
    if (this.#mode === 'skip') {
      this.#patches.add(from, end, '');
      return end;
    }
    const start = this.#fresh ? this.#afterMark(window, from, end) : from;
    this.#fresh = false;
    const at = this.#stream.scan(window, start, end, complete);
    this.#passOn();
    const problem = this.#stream.problem;
    if (problem === undefined) return at;
    // What was given out is redacted; what comes cannot be read, and goes.
    this.#long = undefined;
    this.#patches.add(at, end, MARKER);
    this.#failed(this.#stream.problemAt, problem);
    this.#mode = 'skip';
    return end;
  }

  #failed(at: number, problem: JsonProblem): void {
    this.#watch.failed?.(this.#number, this.#offset + at, problem);
  }

  /** A byte order mark at the start of the input is no part of its first record. */
  #afterMark(window: Uint8Array, from: number, end: number): number {
    return this.#offset + from === 0 && end - from >= 3 && window[0] === 0xef && window[1] === 0xbb && window[2] === 0xbf ? from + 3 : from;
  }

  #passOn(): void {
    if (this.#told.length === 0) return;
    for (const tell of this.#told) tell();
    this.#told = [];
  }

  #span(span: JsonSpan): void {
    const text = span.decode();
    if (text === '') return;
    if (span.kind === 'key' && this.#harmlessNames.get(span.field)?.has(text) === true) return;
    // Names are always examined: a path says nothing about what stands in one.
    if (this.#selects !== undefined && span.kind !== 'key' && !this.#selects(span.path)) return;
    const redacted = this.#redact(text, span);
    if (redacted !== undefined && !redacted.degraded && redacted.findings.length === 0) {
      if (span.kind === 'key') this.#remember(span.field, text);
      return;
    }
    let replaced = redacted === undefined || redacted.degraded ? undefined : replacements(text, redacted);
    let now = redacted?.text ?? FAILURE_MARKER;
    if (span.kind === 'key') {
      // Two names that become equal would be one to most readers, and a member lost.
      const name = now === text ? text : span.distinct(now);
      span.name = name;
      if (name !== now) {
        now = name;
        replaced = undefined;
      }
    }
    if (redacted === undefined || redacted.degraded) this.#tell(span, (where) => this.#watch.degraded?.(where));
    for (const finding of redacted?.findings ?? []) this.#found(finding, span);
    if (replaced === undefined) this.#patches.add(span.start, span.end, span.encode(now));
    else if (span.kind === 'number') {
      if (now !== text) this.#patches.add(span.start, span.end, span.encode(now));
    } else this.#patchFindings(span, redacted?.findings ?? [], replaced);
  }

  #remember(field: string | undefined, name: string): void {
    if (this.#rememberedNames >= REMEMBERED_NAMES || name.length > 64) return;
    const names = this.#harmlessNames.get(field);
    if (names === undefined) this.#harmlessNames.set(field, new Set([name]));
    else names.add(name);
    this.#rememberedNames++;
  }

  #redact(text: string, span: JsonSpan): Redacted | undefined {
    try {
      return this.#redactor.redact(text, this.#context.of(span));
    } catch {
      return undefined;
    }
  }

  #patchFindings(span: JsonSpan, findings: readonly Finding[], replaced: readonly (string | null)[]): void {
    const offsets = span.byteOffsets(findings.flatMap((finding) => [finding.start, finding.end]));
    for (let i = 0; i < replaced.length; i++) {
      const text = replaced[i];
      if (text !== null) this.#patches.add(offsets[2 * i], offsets[2 * i + 1], span.encode(text));
    }
  }

  #part(span: JsonSpan, last: boolean): void {
    if (this.#selects !== undefined && !this.#selects(span.path)) return;
    const { field, path } = this.#context.of(span);
    this.#long ??= new LongString(
      this.#redactor,
      { field, path },
      {
        found: (finding) => this.#found(finding, span),
        degraded: () => this.#tell(span, (where) => this.#watch.degraded?.(where)),
      },
    );
    const bytes = this.#long.write(span, last);
    if (last) this.#long = undefined;
    this.#patches.add(span.start, span.end, latin1(bytes, 0, bytes.length));
  }

  #found(finding: Finding, span: JsonSpan): void {
    if (this.#watch.found !== undefined) this.#tell(span, (where) => this.#watch.found?.(finding, where));
  }

  #tell(span: JsonSpan, tell: (where: Where) => void): void {
    const where: Where = {
      record: this.#number,
      path: this.#watch.paths === true ? span.path : '',
      in: span.kind === 'key' ? 'key' : 'value',
    };
    this.#told.push(() => tell(where));
  }
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09 && byte !== 0x0a) return false;
  }
  return true;
}
