/** Joins formats that are text with marks in it (captions, chat logs, HTML, Markdown) with a redactor. */
import { concatBytes } from '../formats/bytes.ts';
import type { DocumentScanner, SpanVisitor } from '../formats/span.ts';
import type { TextSpan } from '../formats/text-span.ts';
import { type Context, FAILURE_MARKER, type Party, type Redacted, type Redactor } from '../types.ts';
import { JoinedText } from './joined-text.ts';
import { Patches } from './patches.ts';
import { replacements } from './replacements.ts';
import { isRole, redactSpeaker, SPEAKER_FIELD } from './speaker.ts';
import type { Redaction, Watch, Where } from './watch.ts';

export interface JoinedRedactionOptions {
  readonly watch?: Watch;
  /** Only spans at paths it accepts are examined. */
  readonly selects?: (path: string) => boolean;
}

/** Bytes that are read at once. Scanners that learn from the head of a file are given that much of it. */
const STEP = 64 * 1024;

/** Redactors read no more parties than that. */
const MOST_SPEAKERS = 50;

/** Bytes in, redacted bytes out, in memory that does not grow with the input. */
export class JoinedRedaction implements Redaction {
  readonly #redactor: Redactor;
  readonly #watch: Watch;
  readonly #selects: ((path: string) => boolean) | undefined;
  readonly #scanner: DocumentScanner;
  readonly #text: JoinedText;
  #rest: Uint8Array[] = [];
  #restLength = 0;
  /** How far into the present window everything has been passed on. */
  #given = 0;
  #record = 0;
  /** Those who have spoken so far: others speak of them. Another list each time, as redactors remember what they made of one. */
  #speakers: readonly Party[] = [];
  /** A text of its own that comes in parts has begun. */
  #inParts = false;

  constructor(scannerOf: (visitor: SpanVisitor<TextSpan>) => DocumentScanner, redactor: Redactor, options: JoinedRedactionOptions = {}) {
    this.#redactor = redactor;
    this.#watch = options.watch ?? {};
    this.#selects = options.selects;
    const speakers = () => this.#speakers;
    const context: Context = {
      get parties() {
        return speakers();
      },
    };
    this.#text = new JoinedText(redactor, context, this.#watch);
    this.#scanner = scannerOf({
      record: () => {
        this.#record++;
        this.#watch.record?.();
      },
      span: (span) => this.#span(span),
      part: (span, last) => this.#part(span, last),
    });
  }

  *write(chunk: Uint8Array): Generator<Uint8Array> {
    this.#rest.push(chunk);
    this.#restLength += chunk.length;
    if (this.#restLength >= STEP) yield* this.#window(false);
  }

  *end(): Generator<Uint8Array> {
    yield* this.#window(true);
    this.#text.end();
    yield* this.#text.take();
  }

  *#window(last: boolean): Generator<Uint8Array> {
    // A copy: pieces of it are kept, and whoever gave the chunks may use them again.
    const window = concatBytes(this.#rest);
    this.#given = 0;
    const at = this.#scanner.scan(window, 0, window.length, last);
    this.#copyTo(window, at);
    this.#rest = at === window.length ? [] : [window.subarray(at)];
    this.#restLength = window.length - at;
    yield* this.#text.take();
  }

  #copyTo(window: Uint8Array, end: number): void {
    this.#text.copy(window.subarray(this.#given, end));
    this.#given = end;
  }

  #span(span: TextSpan): void {
    if (this.#selects !== undefined && !this.#selects(span.path)) return;
    this.#copyTo(span.bytes, span.start);
    if (span.before === undefined) this.#text.copy(this.#own(span));
    else this.#text.add(span.keep(), span.before, this.#where(span));
    this.#given = span.end;
  }

  /** Too long to be read by the way: the running text ends, and goes on after it. */
  #part(span: TextSpan, last: boolean): void {
    if (this.#selects !== undefined && !this.#selects(span.path)) return;
    this.#copyTo(span.bytes, span.start);
    if (!this.#inParts) this.#text.end();
    this.#inParts = !last;
    this.#text.add(span.keep(), '', this.#where(span));
    this.#given = span.end;
    if (last) this.#text.end();
  }

  /** The bytes of a text of its own, redacted. */
  #own(span: TextSpan): Uint8Array {
    const text = span.decode();
    if (text === '') return span.bytes.subarray(span.start, span.end);
    const redacted = this.#redact(text, span);
    const patches = new Patches();
    if (redacted === undefined || redacted.degraded) this.#watch.degraded?.(this.#where(span));
    for (const finding of redacted?.findings ?? []) this.#watch.found?.(finding, this.#where(span));
    const replaced = redacted === undefined || redacted.degraded ? undefined : replacements(text, redacted);
    if (redacted === undefined || replaced === undefined) patches.add(span.start, span.end, span.encode(redacted?.text ?? FAILURE_MARKER));
    else {
      const offsets = span.byteOffsets(redacted.findings.flatMap(({ start, end }) => [start, end]));
      for (const [i, replacement] of replaced.entries())
        if (replacement !== null) patches.add(offsets[2 * i], offsets[2 * i + 1], replacement === '' ? '' : span.encode(replacement));
    }
    return patches.render(span.bytes, span.start, span.end);
  }

  #redact(text: string, span: TextSpan): Redacted | undefined {
    const context: Context = { field: span.field, path: span.path, format: span.format };
    try {
      if (span.field !== SPEAKER_FIELD) return this.#redactor.redact(text, context);
      this.#meet(text);
      return redactSpeaker(this.#redactor, text, context);
    } catch {
      return undefined;
    }
  }

  #meet(name: string): void {
    if (this.#speakers.length >= MOST_SPEAKERS || isRole(name) || this.#speakers.some((party) => party.name === name)) return;
    this.#speakers = [...this.#speakers, { role: 'participant', name }];
  }

  #where(span: TextSpan): Where {
    return { record: this.#record, path: this.#watch.paths === true ? span.path : '', in: 'value' };
  }
}
