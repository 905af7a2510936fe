/** Joins formats that are text with marks in it (captions, chat logs, HTML, Markdown) with a redactor. */
import type { DocumentScanner } from '../formats/span.ts';
import type { TextScannerFactory, TextSpan } from '../formats/text-span.ts';
import type { Context, DialogueWords, Party, Redactor } from '../types.ts';
import { Held } from './held.ts';
import { JoinedText } from './joined-text.ts';
import { SpanEdits, type SpanEditsOptions } from './span-edits.ts';
import { isRole, redactSpeaker, SPEAKER_FIELD } from './speaker.ts';
import type { Redaction, Watch } from './watch.ts';

/** Bytes that are read at once. Scanners that learn from the head of a file are given that much of it. */
const STEP = 64 * 1024;
/** Redactors read no more parties than that. */
const MOST_SPEAKERS = 50;

/** Bytes in, redacted bytes out, in memory that does not grow with the input. */
export class JoinedRedaction implements Redaction {
  readonly #watch: Watch;
  readonly #selects: ((path: string) => boolean) | undefined;
  readonly #scanner: DocumentScanner;
  /** What is said all over the document. */
  readonly #text: JoinedText;
  /** Texts of their own. */
  readonly #own: SpanEdits;
  readonly #rest = new Held();
  /** How far into the present window everything has been passed on. */
  #given = 0;
  #record = 0;
  /** Those who have spoken so far: others speak of them. Another list each time, as redactors remember what they made of one. */
  #speakers: readonly Party[] = [];

  constructor(redactor: Redactor, scanner: TextScannerFactory, options: SpanEditsOptions = {}) {
    this.#watch = options.watch ?? {};
    this.#selects = options.selects;
    const speakers = () => this.#speakers;
    const context: Context = {
      get parties() {
        return speakers();
      },
    };
    this.#text = new JoinedText(redactor, context, this.#watch);
    this.#own = new SpanEdits({ ...redactor, redact: (text, given = {}) => this.#redactOwn(redactor, text, given) }, options);
    this.#scanner = scanner({
      record: () => {
        this.#own.record = ++this.#record;
        this.#watch.record?.();
      },
      span: (span) => this.#span(span),
      part: (span, last) => {
        this.#copyTo(span.bytes, span.start);
        this.#own.part(span, last);
        this.#copyOwn(span);
      },
    });
  }

  *write(chunk: Uint8Array): Generator<Uint8Array> {
    // A copy: pieces of it are kept, and whoever gave it may use it again.
    this.#rest.add(chunk.slice());
    if (this.#rest.length >= STEP) yield* this.#window(false);
  }

  *end(): Generator<Uint8Array> {
    yield* this.#window(true);
    this.#text.end();
    yield this.#text.take();
  }

  *#window(last: boolean): Generator<Uint8Array> {
    const window = this.#rest.take();
    this.#given = 0;
    const at = this.#scanner.scan(window, 0, window.length, last);
    this.#copyTo(window, at);
    this.#rest.add(window.subarray(at));
    yield this.#text.take();
  }

  #copyTo(window: Uint8Array, end: number): void {
    this.#text.copy(window.subarray(this.#given, end));
    this.#given = end;
  }

  #span(span: TextSpan): void {
    this.#copyTo(span.bytes, span.start);
    if (span.before === undefined) {
      this.#own.span(span);
      this.#copyOwn(span);
      return;
    }
    if (this.#selects !== undefined && !this.#selects(span.path)) return;
    const path = this.#watch.paths === true ? span.path : '';
    this.#text.add(span.keep(), span.before, { record: Math.max(1, this.#record), path, in: 'value' });
    this.#given = span.end;
  }

  /** Passes on what has become of a text of its own. */
  #copyOwn({ bytes, start, end }: TextSpan): void {
    this.#own.passOn();
    this.#text.copy(this.#own.patches.render(bytes, start, end));
    this.#given = end;
  }

  #redactOwn(redactor: Redactor, text: string, context: Context) {
    if (context.field !== SPEAKER_FIELD) return redactor.redact(text, context);
    this.#meet(text, redactor.dialogue);
    return redactSpeaker(redactor, text, context);
  }

  #meet(name: string, dialogue: DialogueWords): void {
    if (this.#speakers.length >= MOST_SPEAKERS || isRole(name, dialogue) || this.#speakers.some((party) => party.name === name)) return;
    this.#speakers = [...this.#speakers, { role: 'participant', name }];
  }
}
