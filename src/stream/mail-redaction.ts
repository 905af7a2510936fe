/**
 * Redacts e-mails, one or an mbox of many: headers, texts and what is in them, with the bytes of all else as they were. A message is examined as one:
 * what is found in one of its texts is hidden in all.
 */
import { encodeUtf8 } from '../formats/bytes.ts';
import { parametersOf } from '../formats/header-params.ts';
import { HeaderText } from '../formats/header-text.ts';
import { BodyText, type MailText, type TextEdit } from '../formats/mail-text.ts';
import { type Entity, MimeScanner, type MimeVisitor } from '../formats/mime-scanner.ts';
import type { ByteEdit } from '../formats/transfer-encoding.ts';
import type { Problem } from '../formats/span.ts';
import { viewOf } from '../text/view.ts';
import { type Context, FAILURE_MARKER, type Finding, type Party, type Redacted, type Redactor, type View } from '../types.ts';
import { actionFor, type AttachmentAction, type AttachmentPolicy, BodySize, formOf, nameOf } from './attachments.ts';
import { Held } from './held.ts';
import { isSignature, pathOf, readHead } from './mail-head.ts';
import { namesPeople, partiesIn } from './mail-parties.ts';
import { FoundValues } from './mail-values.ts';
import { Patches } from './patches.ts';
import { replacements } from './replacements.ts';
import type { Redaction, Watch, Where } from './watch.ts';

export interface MailOptions {
  /** What becomes of attachments that are no text. Default: all are replaced by a stub. */
  readonly attachments?: AttachmentPolicy;
  /** Signatures of a message that changes no longer hold; `drop` takes them out. Default 'keep'. */
  readonly signatures?: 'keep' | 'drop';
}

export interface MailRedactionOptions extends MailOptions {
  readonly mbox: boolean;
  readonly watch?: Watch;
  /** Only texts at paths it accepts are examined. */
  readonly selects?: (path: string) => boolean;
  /** A message is examined as one as far as this many bytes of it go; a longer text is not read. Default 8 MiB. */
  readonly maxHeld?: number;
}

/** Bytes that are scanned at once. */
const STEP = 128 * 1024;
/** Headers in which people write, under names that do not say so. */
const WRITTEN = new Map([
  ['thread-topic', 'Subject'],
  ['comments', 'Comment'],
  ['keywords', 'Subject'],
  ['content-description', 'Description'],
]);
/** Header names recur in every message; so many that hold nothing are remembered. */
const REMEMBERED_NAMES = 10_000;

/** What the summary says of attachments. */
const NOTES: Readonly<Record<string, string>> = {
  stub: 'attachments replaced by a line with their type and size',
  drop: 'attachments dropped',
  keep: 'attachments kept unexamined',
};

/** A stretch of the message with the texts in it. */
interface Segment {
  readonly bytes: Uint8Array;
  edits: readonly ByteEdit[];
  texts: readonly MailText[];
  readonly entity: Entity | undefined;
}

/** A text and what becomes of it. */
interface Examined {
  readonly text: MailText;
  readonly segment: Segment;
  edits: TextEdit[];
}

/** 'fail': the marker takes its place. 'skip': it has taken it. */
type Action = AttachmentAction | 'fail' | 'skip';

/** What is being done with the body at hand. */
interface Body {
  readonly entity: Entity;
  action: Action;
  readonly size: BodySize;
  readonly held: Held;
  /** Offset in the input. */
  readonly offset: number;
}

export class MailRedaction implements Redaction {
  readonly #redactor: Redactor;
  readonly #watch: Watch;
  readonly #options: MailRedactionOptions;
  readonly #maxHeld: number;
  readonly #scanner: MimeScanner;
  readonly #rest = new Held();
  #wanted = STEP;
  /** Offset of the present window in the input. */
  #offset = 0;
  #records = 0;
  /** What is not examined yet, in order, and how much that is. */
  #segments: Segment[] = [];
  #heldBytes = 0;
  #out: Uint8Array[] = [];
  #body: Body | undefined;
  /** Of the present message. */
  #values = new FoundValues();
  #parties: Party[] = [];
  #signed = false;
  #changed = false;
  readonly #boundaries = new Map<Entity, string>();
  /** The part at hand: its headers, and what is done with it. */
  #leaf: { readonly segment: Segment; readonly action: Action } | undefined;
  readonly #harmlessNames = new Set<string>();

  constructor(redactor: Redactor, options: MailRedactionOptions) {
    this.#redactor = redactor;
    this.#options = options;
    this.#watch = options.watch ?? {};
    this.#maxHeld = options.maxHeld ?? 8 * 1024 * 1024;
    const visitor: MimeVisitor = {
      message: () => this.#message(),
      envelope: (bytes, start, end) => this.#envelope(bytes.slice(start, end)),
      head: (entity, bytes, start, end) => this.#head(entity, bytes.slice(start, end)),
      body: (entity, bytes, start, end, last) => this.#bodyPiece(entity, bytes, start, end, last),
      delimiter: (entity, bytes, start, end) => this.#delimiter(entity, bytes.slice(start, end)),
      end: () => this.#end(),
    };
    this.#scanner = new MimeScanner(visitor, { mbox: options.mbox });
  }

  *write(chunk: Uint8Array): Generator<Uint8Array> {
    this.#rest.add(chunk);
    if (this.#rest.length >= this.#wanted) yield* this.#window(false);
  }

  *end(): Generator<Uint8Array> {
    yield* this.#window(true);
  }

  *#window(last: boolean): Generator<Uint8Array> {
    const window = this.#rest.take();
    for (let at = 0, to = Math.min(window.length, STEP); ; to = Math.min(window.length, to + STEP)) {
      const complete = last && to === window.length;
      at = this.#scanner.scan(window, at, to, complete);
      yield* this.#out;
      this.#out = [];
      if (to < window.length) continue;
      // A copy, because the window can be many times larger than what is left of it.
      this.#rest.add(window.slice(at));
      this.#offset += at;
      // Reading a few bytes more again and again would be reading them all each time.
      this.#wanted = this.#rest.length + STEP;
      return;
    }
  }

  #message(): void {
    this.#records++;
    this.#values = new FoundValues();
    this.#parties = [];
    this.#signed = false;
    this.#changed = false;
    this.#boundaries.clear();
  }

  #end(): void {
    this.#settle();
    this.#leaf = undefined;
    if (this.#signed && this.#options.signatures === 'drop') this.#watch.noted?.('messages whose signatures were taken out');
    else if (this.#signed && this.#changed) this.#watch.noted?.('messages whose signatures no longer hold');
    this.#watch.record?.();
  }

  #push(segment: Segment): void {
    this.#segments.push(segment);
    this.#heldBytes += segment.bytes.length;
  }

  #envelope(bytes: Uint8Array): void {
    const end = bytes.length - (bytes.at(-1) === 0x0a ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0);
    this.#push({ bytes, edits: [], texts: [new HeaderText(bytes, 5, end, 'From', '$.envelope', FAILURE_MARKER)], entity: undefined });
  }

  #head(entity: Entity, bytes: Uint8Array): void {
    const { type, parent } = entity;
    if (entity.fields.some(({ name }) => isSignature(name)) || /^multipart\/signed$|pkcs7/.test(type)) this.#signed = true;
    if (entity.kind === 'multipart') this.#rename(entity);
    const segment: Segment = { bytes, edits: [], texts: [], entity };
    if (entity.kind === 'leaf') {
      const action = this.#actionFor(entity, bytes);
      this.#leaf = { segment, action };
      if (action === 'drop' && parent?.kind === 'multipart') {
        // The delimiter before it goes too; the one behind it stands for what comes next.
        const before = this.#segments.at(-1);
        if (before !== undefined) before.edits = [{ start: 0, end: before.bytes.length, text: '' }];
        segment.edits = [{ start: 0, end: bytes.length, text: '' }];
        this.#push(segment);
        return;
      }
      this.#fill(segment, action !== 'scan' && action !== 'keep');
    } else this.#fill(segment, false);
    for (const text of segment.texts)
      if (this.#redactor.info.categories.length > 0 && text.field !== undefined && namesPeople(text.field))
        this.#parties = [...this.#parties, ...partiesIn(text.field, text.text)];
    this.#push(segment);
  }

  #fill(segment: Segment, plain: boolean): void {
    const { entity, bytes } = segment;
    if (entity === undefined) return;
    const head = readHead(entity, bytes, {
      nameOf: (name) => this.#nameShown(name),
      boundary: this.#boundaries.get(entity),
      plain,
      unsigned: this.#options.signatures === 'drop',
    });
    segment.texts = head.texts;
    segment.edits = head.edits;
  }

  #actionFor(entity: Entity, bytes: Uint8Array): Action {
    if (entity.problem !== undefined) return 'fail';
    if (/\/(?:pgp|(?:x-)?pkcs7)-signature$/.test(entity.type) && this.#options.signatures === 'drop') return 'drop';
    const disposition = entity.fields.find(({ name }) => name.toLowerCase() === 'content-disposition');
    const parameters = disposition === undefined ? [] : parametersOf(bytes, disposition.valueStart, disposition.valueEnd);
    return actionFor(entity.type, nameOf([...parameters, ...entity.parameters], bytes), this.#options.attachments ?? {});
  }

  /** A boundary that holds something is another one, in all lines that bear it. */
  #rename(entity: Entity): void {
    const boundary = entity.boundary as string;
    if (this.#redact(boundary, { field: '' })?.text !== boundary) this.#boundaries.set(entity, `=_${this.#boundaries.size + 1}_=`);
  }

  #delimiter(entity: Entity, bytes: Uint8Array): void {
    const start = bytes.indexOf(0x2d) + 2;
    const renamed = this.#boundaries.get(entity);
    const edits = renamed === undefined ? [] : [{ start, end: start + (entity.boundary as string).length, text: renamed }];
    this.#push({ bytes, edits, texts: [], entity: undefined });
  }

  #bodyPiece(entity: Entity, bytes: Uint8Array, start: number, end: number, last: boolean): void {
    this.#body ??= {
      entity,
      action: entity.kind === 'leaf' ? (this.#leaf?.action ?? 'fail') : 'scan',
      size: new BodySize(entity.encoding),
      held: new Held(),
      offset: this.#offset + start,
    };
    const body = this.#body;
    if (body.action === 'keep') {
      this.#push({ bytes: bytes.slice(start, end), edits: [], texts: [], entity });
      // Nobody can wait for the end of what may be of any size.
      if (this.#heldBytes > this.#maxHeld) this.#settle();
    } else if (body.action === 'scan') {
      body.held.add(bytes.slice(start, end));
      if (body.held.length > this.#maxHeld) {
        body.held.take();
        this.#fail(body, 'token-length');
        body.action = 'skip';
      }
    } else body.size.add(bytes, start, end);
    if (last) {
      this.#body = undefined;
      this.#finish(body);
    }
  }

  #finish(body: Body): void {
    const { entity } = body;
    if (body.action === 'scan') this.#read(body);
    else if (body.action === 'fail') this.#fail(body, entity.problem ?? 'syntax');
    else if (body.action === 'stub') this.#write(this.#stub(entity, body.size.bytes), body);
    const note = NOTES[body.action];
    if (note !== undefined) this.#watch.noted?.(note);
    if (this.#heldBytes > this.#maxHeld) this.#settle();
  }

  /** The text around parts has no coding of its own; where the headers claim one, it is not clear who would read what. */
  #read(body: Body): void {
    const { entity } = body;
    const bytes = body.held.take();
    const isLeaf = entity.kind === 'leaf';
    if (bytes.length === 0) return;
    if (isLeaf ? entity.encoding === undefined : entity.encoding === 'base64' && !isBlank(bytes)) return this.#fail(body, 'encoding');
    const form = isLeaf ? formOf(entity, this.#leaf?.segment.bytes ?? bytes) : { encoding: 'identity' as const, charset: undefined };
    const text = BodyText.read(bytes, form, `${pathOf(entity)}.${isLeaf ? 'body' : 'around'}`);
    if (typeof text === 'string') return this.#fail(body, text);
    this.#push({ bytes, edits: [], texts: [text], entity });
  }

  /** The marker takes the place of the body, and the headers say that it is plain text. */
  #fail({ entity, offset }: Body, reason: Problem): void {
    if (entity.kind === 'leaf' && this.#leaf !== undefined) this.#fill(this.#leaf.segment, true);
    this.#write(FAILURE_MARKER, { entity });
    this.#watch.failed?.(this.#records, offset, reason);
  }

  /** A line of ours in place of a body. */
  #write(line: string, { entity }: { readonly entity: Entity }): void {
    const head = this.#leaf?.segment.bytes ?? new Uint8Array(0);
    const newline = head.includes(0x0d) ? '\r\n' : '\n';
    // Without a block of headers nothing parts the line from the delimiter; without a delimiter nothing ends it.
    const text = (head.length === 0 && entity.kind === 'leaf' ? newline : '') + line + (entity.parent?.kind === 'multipart' || entity.kind === 'multipart' ? '' : newline);
    this.#changed = true;
    this.#push({ bytes: encodeUtf8(text), edits: [], texts: [], entity });
  }

  /** Types are words of a registry, unless someone makes one up. */
  #stub({ type }: Entity, bytes: number): string {
    const harmless = !/\d{5}/.test(type) && this.#redact(type, { field: '' })?.text === type;
    return `[ATTACHMENT ${harmless ? type : 'application/octet-stream'}, ${bytes} bytes]`;
  }

  #nameShown(name: string): string {
    if (this.#harmlessNames.has(name)) return name;
    if (this.#redact(name, { field: '' })?.text !== name) return 'X-Redacted';
    if (this.#harmlessNames.size < REMEMBERED_NAMES) this.#harmlessNames.add(name);
    return name;
  }

  #redact(text: string, context: Context): Redacted | undefined {
    try {
      const redacted = this.#redactor.redact(text, context);
      return redacted.degraded ? undefined : redacted;
    } catch {
      return undefined;
    }
  }

  // -------------------------------------------------------------- what has been read, examined together

  /** Examines all that is held, and gives it out. */
  #settle(): void {
    const segments = this.#segments;
    this.#segments = [];
    this.#heldBytes = 0;
    const examined = segments.flatMap((segment) => segment.texts.map((text) => ({ text, segment, edits: [] as TextEdit[] })));
    const chosen = examined.filter(({ text }) => text.text !== '' && (this.#options.selects?.(text.path) ?? true));
    for (const one of chosen) this.#examine(one);
    if (this.#values.size > 0) for (const one of chosen) this.#hideKnown(one);
    const edits = new Map<Segment, ByteEdit[]>();
    for (const { text, segment, edits: changes } of chosen)
      if (changes.length > 0) edits.set(segment, [...(edits.get(segment) ?? []), ...text.edit(changes)]);
    for (const segment of segments) this.#render(segment, edits.get(segment) ?? []);
  }

  #render(segment: Segment, found: readonly ByteEdit[]): void {
    const all = [...segment.edits, ...found];
    const { bytes } = segment;
    if (all.length === 0) {
      this.#out.push(bytes);
      return;
    }
    this.#changed = true;
    const patches = new Patches();
    for (const { start, end, text } of all.sort((a, b) => a.start - b.start || a.end - b.end)) patches.add(start, end, text);
    this.#out.push(patches.render(bytes, 0, bytes.length));
  }

  #examine(one: Examined): void {
    const { text, segment } = one;
    const field = text.field === undefined ? undefined : (WRITTEN.get(text.field.toLowerCase()) ?? text.field);
    const redacted = this.#redact(text.text, { field, format: text.format, path: text.path, parties: this.#parties });
    const where = this.#where(text);
    const { unreadable = [] } = text;
    if (redacted === undefined) {
      this.#watch.degraded?.(where);
      one.edits = [{ start: 0, end: text.text.length, text: FAILURE_MARKER }];
      return;
    }
    for (const _ of unreadable) this.#watch.degraded?.(where);
    one.edits = [...unreadable];
    if (redacted.findings.length === 0) return;
    for (const finding of redacted.findings) this.#watch.found?.(finding, where);
    const replaced = replacements(text.text, redacted);
    if (replaced === undefined) {
      one.edits = [{ start: 0, end: text.text.length, text: redacted.text }];
      return;
    }
    let view: View | undefined;
    const edits: TextEdit[] = [];
    for (const [i, finding] of redacted.findings.entries()) {
      const instead = replaced[i];
      if (instead === null) continue;
      edits.push({ start: finding.start, end: finding.end, text: instead });
      view ??= viewOf(text.text, text.format);
      this.#values.add(view, finding, instead, alternativesAround(segment.entity));
    }
    one.edits = united([...unreadable, ...edits]);
  }

  /** What was found elsewhere in the message. */
  #hideKnown(one: Examined): void {
    const { text, segment } = one;
    if (text.field !== undefined && /^(?:content-type|content-transfer-encoding|mime-version)$/i.test(text.field)) return;
    const more: { edit: TextEdit; finding: Finding }[] = [];
    let next = 0;
    for (const { start, end, replacement, finding } of this.#values.in(text.text, text.format, alternativesAround(segment.entity))) {
      while (next < one.edits.length && one.edits[next].end <= start) next++;
      const covered = next < one.edits.length && one.edits[next].start <= start && end <= one.edits[next].end;
      if (!covered) more.push({ edit: { start, end, text: replacement }, finding });
    }
    if (more.length === 0) return;
    const where = this.#where(text);
    for (const { edit, finding } of more) this.#watch.found?.({ ...finding, start: edit.start, end: edit.end }, where);
    const markup = text.format === 'html' ? viewOf(text.text, 'html').markup : null;
    one.edits = united([...one.edits, ...more.flatMap(({ edit }) => besideMarkup(edit, markup))]);
  }

  #where(text: MailText): Where {
    return { record: this.#records, path: this.#watch.paths === true ? text.path : '', in: 'value' };
  }
}

/** The outermost alternatives that a part belongs to: they say the same. */
function alternativesAround(entity: Entity | undefined): Entity | undefined {
  let found: Entity | undefined;
  for (let at = entity; at !== undefined && at.kind !== 'message'; at = at.parent) if (at.type === 'multipart/alternative') found = at;
  return found;
}

/** Ascending; of changes that overlap, one of all they cover, with the text of the longest. */
function united(edits: readonly TextEdit[]): TextEdit[] {
  const made: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const before = made.at(-1);
    if (before === undefined || before.end <= edit.start) made.push(edit);
    else {
      const { text } = edit.end - edit.start > before.end - before.start ? edit : before;
      made[made.length - 1] = { start: before.start, end: Math.max(before.end, edit.end), text };
    }
  }
  return made;
}

/** Tags inside a value stay: what is in front of them takes the replacement, the rest of the value goes. */
function besideMarkup(edit: TextEdit, markup: Int32Array | null): TextEdit[] {
  const made: TextEdit[] = [];
  let at = edit.start;
  for (let i = firstBehind(markup, edit.start); markup !== null && i < markup.length && markup[i] < edit.end; i += 2) {
    // A value inside a tag is changed there.
    if (markup[i] < edit.start || markup[i + 1] > edit.end) continue;
    if (markup[i] > at) made.push({ start: at, end: markup[i], text: made.length === 0 ? edit.text : '' });
    at = markup[i + 1];
  }
  if (at < edit.end) made.push({ start: at, end: edit.end, text: made.length === 0 ? edit.text : '' });
  return made;
}

/** Index of the first pair that ends behind an offset. */
function firstBehind(pairs: Int32Array | null, offset: number): number {
  let low = 0;
  let high = pairs === null ? 0 : pairs.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs as Int32Array)[2 * middle + 1] <= offset) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);
}
