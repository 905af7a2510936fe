/** Joins the JSON scanner with a redactor: NDJSON line by line, or a document and those behind it. Only the bytes of findings change. */
import { latin1, utf8 } from '../formats/bytes.ts';
import { DocumentEnd, nextDocument } from '../formats/json-documents.ts';
import { type JsonProblem, JsonScanner } from '../formats/json-scanner.ts';
import { parseJson } from '../formats/parse-json.ts';
import { SNIFF_BYTES } from '../formats/sniff.ts';
import { looksLikeTranscript } from '../formats/transcript-layouts.ts';
import { FAILURE_MARKER, type Redactor } from '../types.ts';
import { exportRedactor } from './export-redactor.ts';
import { Held } from './held.ts';
import type { Patches } from './patches.ts';
import type { RecordConversations } from './record-conversations.ts';
import { SiblingTexts } from './sibling-texts.ts';
import { SpanEdits, type SpanEditsOptions } from './span-edits.ts';
import { TranscriptRedaction } from './transcript-redaction.ts';
import type { Redaction, Watch } from './watch.ts';

export interface JsonRedactionOptions extends SpanEditsOptions {
  /** A record a line, or a document, of which several may stand behind each other. */
  readonly lines: boolean;
  /** Records that belong together are redacted as one conversation. Longer ones than `maxRecord` are redacted each by itself. */
  readonly conversations?: RecordConversations;
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
/** Bytes of a long record that are worked on at once. */
const STEP = 256 * 1024;

type Mode = 'record' | 'long' | 'skip';

export class JsonRedaction implements Redaction {
  readonly #redactor: Redactor;
  readonly #options: JsonRedactionOptions;
  readonly #watch: Watch;
  readonly #lines: boolean;
  readonly #maxRecord: number;
  readonly #record: JsonScanner;
  /** Reads what is too long to buffer. */
  readonly #stream: JsonScanner;
  readonly #edits: SpanEdits;
  readonly #conversations: RecordConversations | undefined;
  readonly #texts: SiblingTexts;
  readonly #patches: Patches;
  #mode: Mode = 'record';
  /** Nothing of the long record has been read yet. */
  #fresh = false;
  /** What is not done of the windows so far, without a newline. */
  readonly #rest = new Held();
  #number = 0;
  /** Of a long document: finds its end, and has read the window up to here. */
  #end = new DocumentEnd();
  #endAt = 0;
  /** Offset of the present window in the input. */
  #offset = 0;

  constructor(redactor: Redactor, options: JsonRedactionOptions) {
    this.#redactor = redactor;
    this.#options = options;
    this.#edits = new SpanEdits(exportRedactor(redactor), options);
    this.#texts = new SiblingTexts(this.#edits);
    this.#patches = this.#edits.patches;
    this.#conversations = options.conversations;
    this.#lines = options.lines;
    this.#watch = options.watch ?? {};
    this.#offset = options.offset ?? 0;
    this.#maxRecord = options.maxRecord ?? 8 * 1024 * 1024;
    // Where nothing can be found nothing is shown: records are checked, and their bytes copied.
    const visitor = findsNothing(redactor) && options.conversations === undefined ? {} : this.#texts;
    this.#record = new JsonScanner(visitor, { maxDepth: options.maxDepth });
    this.#stream = new JsonScanner(visitor, { maxDepth: options.maxDepth, maxToken: options.maxString ?? 1024 * 1024 });
  }

  *write(chunk: Uint8Array): Generator<Uint8Array> {
    const ends = this.#lines && chunk.includes(NEWLINE);
    const waits = !ends && this.#mode === 'record' && this.#rest.length + chunk.length <= this.#maxRecord;
    this.#rest.add(chunk);
    if (!waits) yield* this.#window(this.#rest.take(), false);
  }

  *end(): Generator<Uint8Array> {
    yield* this.#window(this.#rest.take(), true);
  }

  *#window(window: Uint8Array, last: boolean): Generator<Uint8Array> {
    let at = 0;
    let given = 0;
    while (at < window.length) {
      if (!this.#lines && this.#mode === 'record' && this.#number > 0) {
        at = nextDocument(window, at, window.length);
        if (at === window.length) break;
      }
      const found = this.#lines ? window.indexOf(NEWLINE, at) : this.#documentEnd(window, at);
      const complete = found >= 0 || last;
      const end = found < 0 ? window.length : found;
      const next = found < 0 || !this.#lines ? end : found + 1;
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
    this.#rest.add(window.slice(at));
    this.#offset += at;
    this.#endAt -= at;
  }

  #documentEnd(window: Uint8Array, at: number): number {
    if (this.#mode === 'record') {
      this.#end = new DocumentEnd();
      this.#endAt = at;
    }
    const found = this.#end.find(window, this.#endAt, window.length);
    this.#endAt = found < 0 ? window.length : found;
    return found;
  }

  #wholeRecord(window: Uint8Array, from: number, end: number): void {
    this.#edits.record = ++this.#number;
    const start = this.#afterMark(window, from, end);
    if (isBlank(window, start, end)) return;
    if (
      this.#lines &&
      this.#conversations === undefined &&
      looksLikeTranscript(window.subarray(start, Math.min(end, start + SNIFF_BYTES)))
    ) {
      this.#transcript(window, start, end);
      this.#watch.record?.();
      return;
    }
    const before = this.#patches.count;
    if (this.#conversations === undefined) {
      this.#edits.beginRecord();
      this.#scanRecord(window, start, end);
      if (this.#record.problem === undefined && this.#edits.again(before)) this.#scanRecord(window, start, end);
    } else this.#talk(window, start, end, this.#conversations);
    this.#edits.endRecord();
    const problem = this.#record.problem;
    if (problem === undefined) this.#edits.passOn();
    else {
      this.#edits.forget(before);
      // CRLF stays CRLF.
      const stop = window[end - 1] === 0x0d ? end - 1 : end;
      this.#patches.add(start, stop, MARKER);
      this.#failed(this.#record.problemAt, problem);
      this.#broken(window, start, stop, problem);
    }
    this.#watch.record?.();
  }

  /** A line that is a document of its own kind: its words are the text once more. */
  #transcript(window: Uint8Array, from: number, end: number): void {
    const record = this.#number;
    const { found, degraded, failed, broken, paths } = this.#watch;
    const watch: Watch = {
      ...(paths !== undefined && { paths }),
      found: (finding, where) => found?.(finding, { ...where, record }),
      degraded: (where) => degraded?.({ ...where, record }),
      failed: (_, at, problem) => failed?.(record, this.#offset + from + at, problem),
      ...(broken !== undefined && { broken: (part) => broken({ ...part, record, offset: this.#offset + from + part.offset }) }),
    };
    const stop = window[end - 1] === 0x0d ? end - 1 : end;
    const redaction = new TranscriptRedaction(this.#redactor, { ...this.#options, watch });
    redaction.write(window.subarray(from, stop));
    for (const redacted of redaction.end()) this.#patches.add(from, stop, latin1(redacted, 0, redacted.length));
  }

  /** Reads all texts of a record and redacts them together. What is broken enters no conversation. */
  #talk(window: Uint8Array, from: number, end: number, conversations: RecordConversations): void {
    const fits = this.#edits.gather(() => this.#scanRecord(window, from, end));
    if (this.#record.problem !== undefined) return;
    if (!fits) this.#watch.apart?.(this.#number);
    this.#edits.redactGathered((texts) => {
      const record = parseJson(utf8(window, from, end));
      return conversations.redact(record, texts, {
        late: (finding) => this.#watch.late?.(finding),
        keyless: () => this.#watch.noted?.('records that name no conversation, each redacted by itself'),
      });
    });
    this.#scanRecord(window, from, end);
  }

  #scanRecord(window: Uint8Array, start: number, end: number): void {
    this.#record.reset();
    this.#record.scan(window, start, end, true);
    // In a broken record it is still open, and must not go on in the next.
    this.#texts.endOfText();
  }

  #beginLong(): void {
    if (this.#conversations !== undefined) this.#watch.apart?.(this.#number + 1);
    this.#mode = 'long';
    this.#edits.record = ++this.#number;
    this.#stream.reset();
    this.#watch.record?.();
    this.#fresh = true;
  }

  /** Gives the offset up to which the window is done. */
  #longRecord(window: Uint8Array, from: number, end: number, complete: boolean): number {
    if (this.#mode === 'skip') {
      this.#patches.add(from, end, '');
      this.#broken(window, from, end, this.#stream.problem ?? 'syntax');
      return end;
    }
    const start = this.#fresh ? this.#afterMark(window, from, end) : from;
    this.#fresh = false;
    const at = this.#stream.scan(window, start, end, complete);
    if (this.#stream.problem !== undefined) this.#texts.endOfText();
    this.#edits.passOn();
    const problem = this.#stream.problem;
    if (problem === undefined) return at;
    // What was given out is redacted; what comes cannot be read, and goes.
    this.#edits.forget(this.#patches.count);
    this.#patches.add(at, end, MARKER);
    this.#failed(this.#stream.problemAt, problem);
    this.#broken(window, at, end, problem);
    this.#mode = 'skip';
    return end;
  }

  #broken(window: Uint8Array, from: number, end: number, reason: JsonProblem): void {
    if (end > from) this.#watch.broken?.({ record: this.#number, offset: this.#offset + from, reason, bytes: window.slice(from, end) });
  }

  #failed(at: number, problem: JsonProblem): void {
    this.#watch.failed?.(this.#number, this.#offset + at, problem);
  }

  /** A byte order mark at the start of the input is no part of its first record. */
  #afterMark(window: Uint8Array, from: number, end: number): number {
    return this.#offset + from === 0 && end - from >= 3 && window[0] === 0xef && window[1] === 0xbb && window[2] === 0xbf ? from + 3 : from;
  }
}

/** No rules are switched on. */
function findsNothing({ info }: Redactor): boolean {
  return info.categories.length === 0;
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09 && byte !== 0x0a) return false;
  }
  return true;
}
