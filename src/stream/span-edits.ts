/** What becomes of the spans of a document: each is examined, and the bytes of its findings are changed. */
import { CleanTexts } from '../clean-texts.ts';
import { encodeUtf8, latin1, unitsAt } from '../formats/bytes.ts';
import { JsonScanner } from '../formats/json-scanner.ts';
import type { Span, SpanKind } from '../formats/span.ts';
import { NamedValues } from '../named-values.ts';
import { touch } from '../text/seams.ts';
import { type Context, type ConversationText, FAILURE_MARKER, type Finding, type Redacted, type Redactor } from '../types.ts';
import { Gathered } from './gathered.ts';
import { LongSpan } from './long-span.ts';
import { changesIn } from './parted-text.ts';
import { Patches } from './patches.ts';
import { RecordValues } from './record-values.ts';
import { replacements } from './replacements.ts';
import { shareOut } from './share-out.ts';
import { SiblingTexts } from './sibling-texts.ts';
import type { Watch, Where } from './watch.ts';

export interface SpanEditsOptions {
  readonly watch?: Watch;
  /** Only spans at paths it accepts are examined. */
  readonly selects?: (path: string) => boolean;
  /** What was found in one text of a record is replaced in its others too, where records come whole. Default: true. */
  readonly carriesValues?: boolean;
}

/** Strings in strings in strings: what is deeper is read as text. */
const DEEPEST_DOCUMENT = 4;

class SpanContext implements Context {
  #span: Span | undefined;
  field: string | undefined;
  format: Context['format'];

  of(span: Span): this {
    this.#span = span;
    // A property's name is no answer that somebody gave, and the field around it does not say what it is.
    this.field = span.kind === 'key' ? '' : span.field;
    this.format = span.format;
    return this;
  }

  get path(): string {
    return this.#span?.path ?? '$';
  }
}

export class SpanEdits {
  /** Of the present window. */
  readonly patches = new Patches();
  /** 1-based number of the present record. */
  record = 1;
  readonly #redactor: Redactor;
  readonly #watch: Watch;
  readonly #selects: ((path: string) => boolean) | undefined;
  readonly #carries: boolean;
  readonly #context = new SpanContext();
  readonly #cleanNames = new CleanTexts();
  #long: LongSpan | undefined;
  /** Texts of a record are first collected, and then completed with what was found in others. */
  #pass: 'single' | 'collecting' | 'completing' = 'single';
  readonly #named = new NamedValues();
  readonly #values: RecordValues;
  /** Texts of a record that are redacted together, as a conversation: gathered first, then given back. */
  #gathered: Gathered | undefined;
  #gathering = false;
  /** How many documents in strings are open, and where changes go: into the window, or into the innermost of those. */
  #documents = 0;
  #target = this.patches;
  /** What the present record told; passed on only when the record turns out to be whole. */
  #told: { readonly finding: Finding | undefined; readonly where: Where }[] = [];

  constructor(redactor: Redactor, options: SpanEditsOptions = {}) {
    this.#redactor = redactor;
    this.#values = new RecordValues(redactor.dialogue.common);
    this.#watch = options.watch ?? {};
    this.#selects = options.selects;
    this.#carries = options.carriesValues ?? true;
  }

  /** How many changes there are where the spans at hand stand. */
  get count(): number {
    return this.#target.count;
  }

  /** Tells the watch what has been found since the last time. */
  passOn(): void {
    if (this.#told.length === 0) return;
    for (const { finding, where } of this.#told) {
      if (finding === undefined) this.#watch.degraded?.(where);
      else this.#watch.found?.(finding, where);
    }
    this.#told = [];
  }

  /** The record is broken: what was found in it since `passOn` is not told, and of its changes only the first `patches` stay. */
  forget(patches: number): void {
    this.#told = [];
    this.#long = undefined;
    this.patches.truncate(patches);
  }

  /** The spans up to `endRecord` are those of one record, which can be shown again. */
  beginRecord(): void {
    this.#pass = this.#carries ? 'collecting' : 'single';
  }

  /**
   * Called when the record has been shown. True when something that was found in one of its texts stands in another: all but the first `patches`
   * changes are forgotten then, and the record is to be shown once more.
   */
  again(patches: number): boolean {
    if (this.#pass !== 'collecting' || !this.#values.seesStray()) return false;
    this.#pass = 'completing';
    this.forget(patches);
    return true;
  }

  endRecord(): void {
    this.#pass = 'single';
    this.#values.clear();
    this.#gathered = undefined;
  }

  /** The spans shown during `show` are gathered: nothing becomes of them yet. False when they are too many to be redacted together. */
  gather(show: () => void): boolean {
    const gathered = new Gathered();
    this.#gathered = gathered;
    this.#gathering = true;
    show();
    this.#gathering = false;
    if (!gathered.tooMany) return true;
    this.#gathered = undefined;
    return false;
  }

  /** Redacts what was gathered; the same spans are to be shown once more, up to `endRecord`. */
  redactGathered(together: (texts: readonly ConversationText[]) => readonly Redacted[]): void {
    this.#gathered?.redact(together);
  }

  /** Names are always examined: a path says nothing about what stands in one. */
  examines(span: Span): boolean {
    return this.#selects === undefined || span.kind === 'key' || this.#selects(span.path);
  }

  span(span: Span): void {
    const text = decoded(span);
    if (text === '') return;
    if (text === undefined) {
      if (this.#gathering) return;
      this.#tell(span);
      this.#target.add(span.start, span.end, span.encode(FAILURE_MARKER));
      return;
    }
    this.#nameValue(span, text);
    if (span.kind === 'string' && this.#document(span, text)) return;
    const gathered = this.#gathered;
    if (gathered === undefined && span.kind === 'key' && this.#cleanNames.has(span.field, text)) return;
    if (!this.examines(span)) return;
    if (this.#gathers(text, span)) return;
    const redacted = gathered === undefined ? this.#completed(text, span.kind, this.#redact(text, span)) : gathered.take(text, span);
    if (redacted !== undefined && !redacted.degraded && redacted.findings.length === 0) {
      if (gathered === undefined && span.kind === 'key') this.#cleanNames.add(span.field, text);
      return;
    }
    let replaced = redacted === undefined || redacted.degraded ? undefined : replacements(text, redacted);
    let now = redacted?.text ?? FAILURE_MARKER;
    if (span.kind === 'key') {
      // Two names that become equal would be one to most readers, and a member lost.
      const name = now === text ? text : (span.distinct?.(now) ?? now);
      span.name = name;
      if (name !== now) {
        now = name;
        replaced = undefined;
      }
    }
    if (redacted === undefined || redacted.degraded) this.#tell(span);
    for (const finding of redacted?.findings ?? []) this.#tell(span, finding);
    if (now === text) return;
    const whole = span.rewrite?.(now);
    if (whole !== undefined) this.#target.add(span.start, span.end, whole);
    else if (replaced === undefined || span.kind === 'number') this.#target.add(span.start, span.end, span.encode(now));
    else this.#patchFindings(span, redacted?.findings ?? [], replaced);
  }

  /** A value that its object names is called so: `{ "name": "password", "value": "..." }`. */
  #nameValue(span: Span, text: string): void {
    const { kind, field } = span;
    const names = NamedValues.mayName(field);
    if (kind === 'key' || !(names || NamedValues.mayBeNamed(field))) return;
    const holder = this.#holderOf(span.path);
    if (!names) span.field = this.#named.nameIn(holder) ?? memberOf(holder) ?? field;
    else if (NamedValues.isOfThing(field, memberOf(holder) ?? '')) span.field = '';
    if (names && kind === 'string') this.#named.note(holder, text);
  }

  /** Path of the object in which a member stands, and its record. */
  #holderOf(path: string): string {
    return `${this.record} ${path.slice(0, Math.max(0, path.lastIndexOf('.')))}`;
  }

  /**
   * Examines the pieces of one text, each with what a reader sees before it. Changes of other spans between them may have been added since there
   * were `count` of them.
   */
  joined(pieces: readonly { readonly span: Span; readonly before: string }[], count: number): void {
    let text = '';
    // The elements of a list may as well be values of their own.
    const seams: number[] = [];
    const places = pieces.map(({ span, before }) => {
      const piece = span.decode();
      if (before === '' && touch(text.at(-1), piece[0])) seams.push(text.length);
      const from = text.length + before.length;
      text += before + piece;
      return { span, from, to: text.length };
    });
    const [{ span: first }] = pieces;
    if (this.#gathers(text, first)) return;
    const gathered = this.#gathered;
    const whole = gathered === undefined ? this.#completed(text, 'string', this.#redact(text, first)) : gathered.take(text, first);
    const changes = whole && changesIn(text, seams, whole, (parted) => this.#completed(parted, 'string', this.#redact(parted, first)));
    if (changes === undefined) this.#tell(first);
    for (const { finding, from: start, to: end } of changes ?? []) {
      const { span, from } = places.find(({ to }) => to > start) ?? places[0];
      this.#tell(span, { ...finding, start: start - from, end: end - from });
    }
    for (const { from: start, to: end, replacement } of changes ?? [{ from: 0, to: text.length, replacement: FAILURE_MARKER }]) {
      if (replacement === null) continue;
      for (const { piece, ...share } of shareOut(places, start, end, replacement)) {
        const [from, to] = piece.span.byteOffsets([share.start, share.end]);
        this.#target.add(from, to, piece.span.encode(share.text));
      }
    }
    this.#target.sort(count);
  }

  part(span: Span, last: boolean): void {
    if (!this.examines(span)) return;
    const { field, path, format } = this.#context.of(span);
    this.#long ??= new LongSpan(
      this.#redactor,
      { field, path, format },
      {
        found: (finding) => this.#tell(span, finding),
        degraded: () => this.#tell(span),
      },
    );
    let written: string;
    try {
      const bytes = this.#long.write(span, last);
      written = latin1(bytes, 0, bytes.length);
    } catch {
      // What was held back of the parts before goes with it.
      this.#long = undefined;
      this.#tell(span);
      written = span.encode(FAILURE_MARKER);
    }
    if (last) this.#long = undefined;
    this.#target.add(span.start, span.end, written);
  }

  /** True while the texts of a record are only gathered. */
  #gathers(text: string, span: Span): boolean {
    if (!this.#gathering) return false;
    this.#gathered?.add(text, span, this.record);
    return true;
  }

  #completed(text: string, kind: SpanKind, redacted: Redacted | undefined): Redacted | undefined {
    if (this.#pass === 'single' || redacted === undefined || redacted.degraded || kind === 'key') return redacted;
    if (this.#pass === 'completing') return kind === 'string' ? this.#values.complete(text, redacted) : redacted;
    this.#values.add(text, redacted, kind === 'string');
    return redacted;
  }

  /** A string whose whole content is a JSON object or array is examined by the fields of that; false when it is none. */
  #document(span: Span, text: string): boolean {
    if (this.#documents === DEEPEST_DOCUMENT || !looksLikeDocument(text)) return false;
    const bytes = encodeUtf8(text);
    const check = new JsonScanner({});
    check.scan(bytes, 0, bytes.length, true);
    if (check.problem !== undefined) return false;
    const outer = this.#target;
    const inner = new Patches();
    this.#target = inner;
    this.#documents++;
    new JsonScanner(new SiblingTexts(this), { root: { path: span.path, field: span.field } }).scan(bytes, 0, bytes.length, true);
    this.#documents--;
    this.#target = outer;
    const { edges } = inner;
    if (edges.length === 0) return true;
    const offsets = span.byteOffsets(unitsAt(bytes, edges));
    for (let i = 0; i < inner.count; i++) outer.add(offsets[2 * i], offsets[2 * i + 1], span.encode(inner.text(i)));
    return true;
  }

  #redact(text: string, span: Span): Redacted | undefined {
    try {
      return this.#redactor.redact(text, this.#context.of(span));
    } catch {
      return undefined;
    }
  }

  #patchFindings(span: Span, findings: readonly Finding[], replaced: readonly (string | null)[]): void {
    const offsets = span.byteOffsets(findings.flatMap((finding) => [finding.start, finding.end]));
    for (let i = 0; i < replaced.length; i++) {
      const text = replaced[i];
      if (text !== null) this.#target.add(offsets[2 * i], offsets[2 * i + 1], span.encode(text));
    }
  }

  /** Takes note of a finding, or that the text could not be examined. */
  #tell(span: Span, finding?: Finding): void {
    if ((finding === undefined ? this.#watch.degraded : this.#watch.found) === undefined) return;
    const path = this.#watch.paths === true ? span.path : '';
    this.#told.push({ finding, where: { record: this.record, path, in: span.kind === 'key' ? 'key' : 'value' } });
  }
}

/** Undefined when the span cannot be decoded. */
function decoded(span: Span): string | undefined {
  try {
    return span.decode();
  } catch {
    return undefined;
  }
}

/** It begins and ends as a JSON object or array does. */
function looksLikeDocument(text: string): boolean {
  let start = 0;
  while (isSpace(text.charCodeAt(start))) start++;
  const close = text[start] === '{' ? '}' : text[start] === '[' ? ']' : undefined;
  if (close === undefined) return false;
  let end = text.length - 1;
  while (isSpace(text.charCodeAt(end))) end--;
  return text[end] === close;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

/** The name of the member that a path leads to, by itself or in a list. */
function memberOf(path: string): string | undefined {
  return /([A-Za-z_][\w$]*)(?:\[\d+\])*$/.exec(path)?.[1];
}
