/**
 * Redacts e-mails, one or an mbox of many: headers, texts and what is in them, with the bytes of all else as they were. A message is examined as one:
 * what is found in one of its texts is hidden in all.
 */
import { encodeUtf8, latin1 } from '../formats/bytes.ts';
import { parametersOf } from '../formats/header-params.ts';
import { HeaderText } from '../formats/header-text.ts';
import { BodyText } from '../formats/mail-text.ts';
import { type Entity, MimeScanner, type MimeVisitor } from '../formats/mime-scanner.ts';
import type { Problem } from '../formats/span.ts';
import { decodeTransfer, encodeBase64 } from '../formats/transfer-encoding.ts';
import { FAILURE_MARKER, type Redacted, type Redactor } from '../types.ts';
import {
  actionFor,
  ATTACHMENT_NOTES,
  type AttachmentAction,
  type AttachmentPolicy,
  BodySize,
  type Extract,
  formOf,
  MOST_DOCUMENT,
  nameOf,
  notRead,
  type ReadPicture,
  stubText,
  TOO_LARGE,
  withText,
} from './attachments.ts';
import { Held } from './held.ts';
import { type Instead, isSignature, pathOf, readHead } from './mail-head.ts';
import { MessageTexts, redactOrNothing, type Segment } from './mail-message.ts';
import { MessageIds } from './message-ids.ts';
import { PictureText } from './picture-text.ts';
import type { Redaction, Watch } from './watch.ts';

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
  /** Without it, documents are replaced by a stub. */
  readonly extract?: Extract;
  /** Without it, pictures are. */
  readonly readPicture?: ReadPicture;
}

const NO_BYTES = new Uint8Array(0);
/** Bytes that are scanned at once. */
const STEP = 128 * 1024;
/** Of a document as it is written; in base64 a third is added. */
const MOST_ENCODED = 1.5 * MOST_DOCUMENT;
/** Header names recur in every message; so many that hold nothing are remembered. */
const REMEMBERED_NAMES = 10_000;

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
  #out: Uint8Array[] = [];
  readonly #ids = new MessageIds();
  #message: MessageTexts;
  /** Of the present message. */
  #signed = false;
  #body: Body | undefined;
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
      message: () => this.#begin(),
      envelope: (bytes, start, end) => this.#envelope(bytes.slice(start, end)),
      head: (entity, bytes, start, end) => this.#head(entity, bytes.slice(start, end)),
      body: (entity, bytes, start, end, last) => this.#bodyPiece(entity, bytes, start, end, last),
      delimiter: (entity, bytes, start, end) => this.#delimiter(entity, bytes.slice(start, end)),
      end: () => this.#end(),
    };
    this.#message = this.#newMessage();
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

  #newMessage(): MessageTexts {
    const { selects } = this.#options;
    return new MessageTexts(this.#redactor, { watch: this.#watch, record: this.#records, selects, ids: this.#ids });
  }

  #begin(): void {
    this.#records++;
    this.#message = this.#newMessage();
    this.#signed = false;
    this.#boundaries.clear();
  }

  #end(): void {
    this.#settle();
    this.#leaf = undefined;
    if (this.#signed && this.#options.signatures === 'drop') this.#watch.noted?.('messages whose signatures were taken out');
    else if (this.#signed && this.#message.changed) this.#watch.noted?.('messages whose signatures no longer hold');
    this.#watch.record?.();
  }

  #settle(): void {
    // Not spread: there can be more than fit on the stack.
    for (const bytes of this.#message.settle()) this.#out.push(bytes);
  }

  #envelope(bytes: Uint8Array): void {
    const end = bytes.length - (bytes.at(-1) === 0x0a ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0);
    this.#message.add({
      bytes,
      edits: [],
      texts: [new HeaderText(bytes, 5, end, 'From', '$.envelope', FAILURE_MARKER)],
      entity: undefined,
    });
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
        const before = this.#message.last;
        if (before !== undefined) before.edits = [{ start: 0, end: before.bytes.length, text: '' }];
        segment.edits = [{ start: 0, end: bytes.length, text: '' }];
        this.#message.add(segment);
        return;
      }
      this.#fill(segment, action === 'scan' || action === 'keep' ? undefined : 'line');
    } else this.#fill(segment, undefined);
    this.#message.add(segment);
  }

  #fill(segment: Segment, instead: Instead | undefined): void {
    const { entity, bytes } = segment;
    if (entity === undefined) return;
    const head = readHead(entity, bytes, {
      nameOf: (name) => this.#nameShown(name),
      boundary: this.#boundaries.get(entity),
      instead,
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
    const { attachments = {}, extract, readPicture, selects } = this.#options;
    const action = actionFor(entity.type, nameOf([...parameters, ...entity.parameters], bytes), attachments);
    // A text that is not to be examined would pass.
    const isExamined = selects?.(`${pathOf(entity)}.body`) ?? true;
    const isReadable = isExamined && (action === 'ocr' ? readPicture : extract) !== undefined;
    return (action === 'extract' || action === 'ocr') && !isReadable ? 'stub' : action;
  }

  /** A boundary that holds something is another one, in all lines that bear it. */
  #rename(entity: Entity): void {
    const boundary = entity.boundary as string;
    if (redactOrNothing(this.#redactor, boundary, { field: '' })?.text !== boundary)
      this.#boundaries.set(entity, `=_${this.#boundaries.size + 1}_=`);
  }

  #delimiter(entity: Entity, bytes: Uint8Array): void {
    const start = bytes.indexOf(0x2d) + 2;
    const renamed = this.#boundaries.get(entity);
    const edits = renamed === undefined ? [] : [{ start, end: start + (entity.boundary as string).length, text: renamed }];
    this.#message.add({ bytes, edits, texts: [], entity: undefined });
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
      this.#message.add({ bytes: bytes.slice(start, end), edits: [], texts: [], entity });
      // Nobody can wait for the end of what may be of any size.
      if (this.#message.heldBytes > this.#maxHeld) this.#settle();
    } else if (body.action === 'scan') {
      body.held.add(bytes.slice(start, end));
      if (body.held.length > this.#maxHeld) {
        this.#fail(body, 'token-length', body.held.take());
        body.action = 'skip';
      }
    } else if (body.action === 'fail' || body.action === 'skip') {
      const reason = body.action === 'skip' ? 'token-length' : (entity.problem ?? 'syntax');
      this.#broken(this.#offset + start, reason, bytes.slice(start, end));
    } else {
      body.size.add(bytes, start, end);
      // As far as it takes to know that it is too large.
      if (body.action !== 'stub' && body.action !== 'drop' && body.held.length <= MOST_ENCODED) body.held.add(bytes.slice(start, end));
    }
    if (last) {
      this.#body = undefined;
      this.#finish(body);
    }
  }

  #finish(body: Body): void {
    const { entity } = body;
    if (body.action === 'scan') this.#read(body);
    else if (body.action === 'fail') this.#fail(body, entity.problem ?? 'syntax');
    else if (body.action === 'ocr') this.#cover(body);
    else if (body.action === 'stub' || body.action === 'extract') this.#replace(body);
    else if (body.action === 'drop' || body.action === 'keep') this.#watch.noted?.(ATTACHMENT_NOTES[body.action]);
    if (this.#message.heldBytes > this.#maxHeld) this.#settle();
  }

  /** The text around parts has no coding of its own; where the headers claim one, it is not clear who would read what. */
  #read(body: Body): void {
    const { entity } = body;
    const bytes = body.held.take();
    const isLeaf = entity.kind === 'leaf';
    if (bytes.length === 0) return;
    if (isLeaf ? entity.encoding === undefined : entity.encoding === 'base64' && !isBlank(bytes)) {
      this.#fail(body, 'encoding', bytes);
      return;
    }
    const form = isLeaf ? formOf(entity, this.#leaf?.segment.bytes ?? bytes) : { encoding: 'identity' as const, charset: undefined };
    const text = BodyText.read(bytes, form, `${pathOf(entity)}.${isLeaf ? 'body' : 'around'}`, FAILURE_MARKER);
    if (typeof text === 'string') this.#fail(body, text, bytes);
    else this.#message.add({ bytes, edits: [], texts: [text], entity });
  }

  /** A stub takes the place of the body, with the text of the body behind it where that is wanted and to be had. */
  #replace(body: Body): void {
    const stub = this.#stub(body.entity, body.size.bytes);
    const extracted = body.action === 'extract' ? this.#taken(body, this.#options.extract as Extract) : undefined;
    if (extracted === undefined || 'reason' in extracted) {
      this.#write(stub, body);
      this.#watch.noted?.(extracted === undefined ? ATTACHMENT_NOTES.stub : notRead('extract', extracted.reason));
      return;
    }
    if (this.#leaf !== undefined) this.#fill(this.#leaf.segment, 'text');
    const bytes = this.#inPlace(this.#base64(encodeUtf8(withText(stub, extracted.text))), body.entity);
    const read = BodyText.read(bytes, { encoding: 'base64', charset: 'utf-8' }, `${pathOf(body.entity)}.body`, FAILURE_MARKER);
    if (typeof read === 'string') {
      this.#fail(body, read);
      return;
    }
    this.#message.changed = true;
    this.#message.add({ bytes, edits: [], texts: [read], entity: body.entity });
    this.#watch.noted?.(ATTACHMENT_NOTES.extract);
  }

  /** The picture stays a picture, of which what was read is left. The headers say base64 already, so they say what the new one is too. */
  #cover(body: Body): void {
    const { entity } = body;
    const picture: ReturnType<ReadPicture> =
      entity.encoding === 'base64' ? this.#taken(body, this.#options.readPicture as ReadPicture) : { reason: 'they are not in base64' };
    if ('reason' in picture) {
      this.#write(this.#stub(entity, body.size.bytes), body);
      this.#watch.noted?.(notRead('ocr', picture.reason));
      return;
    }
    if (this.#leaf !== undefined) this.#fill(this.#leaf.segment, 'picture');
    const path = `${pathOf(entity)}.body`;
    const record = this.#records;
    const write = (covered: Uint8Array | undefined) => {
      if (covered === undefined) this.#watch.degraded?.({ record, path: this.#watch.paths === true ? path : '', in: 'value' });
      return this.#inPlace(this.#base64(covered ?? encodeUtf8(FAILURE_MARKER)), entity);
    };
    const bytes = write(picture.bytes);
    this.#message.changed = true;
    this.#message.add({ bytes, edits: [], texts: [new PictureText(picture, path, bytes.length, write)], entity });
    this.#watch.noted?.(ATTACHMENT_NOTES.ocr);
  }

  /** What a reader takes out of the body. */
  #taken<Taken extends object>({ entity, held }: Body, take: (bytes: Uint8Array) => Taken): Taken | { readonly reason: string } {
    if (held.length > MOST_ENCODED) return { reason: TOO_LARGE };
    const bytes = held.take();
    const decoded = entity.encoding === undefined ? undefined : decodeTransfer(entity.encoding, bytes, 0, bytes.length);
    return decoded === undefined ? { reason: 'their transfer encoding cannot be read' } : take(decoded);
  }

  #base64(bytes: Uint8Array): string {
    return encodeBase64(latin1(bytes, 0, bytes.length)).replace(/.{76}(?=.)/g, `$&${this.#newline}`);
  }

  /** The marker takes the place of the body, and the headers say that it is plain text. */
  #fail({ entity, offset }: Body, reason: Problem, bytes: Uint8Array = NO_BYTES): void {
    if (entity.kind === 'leaf' && this.#leaf !== undefined) this.#fill(this.#leaf.segment, 'line');
    this.#write(FAILURE_MARKER, { entity });
    this.#watch.failed?.(this.#records, offset, reason);
    this.#broken(offset, reason, bytes);
  }

  #broken(offset: number, reason: Problem, bytes: Uint8Array): void {
    if (bytes.length > 0) this.#watch.broken?.({ record: this.#records, offset, reason, bytes });
  }

  /** What line ends of ours are, in the part at hand. */
  get #newline(): string {
    return this.#leaf?.segment.bytes.includes(0x0d) === true ? '\r\n' : '\n';
  }

  /** A line of ours in place of a body. */
  #write(line: string, { entity }: { readonly entity: Entity }): void {
    this.#message.changed = true;
    this.#message.add({ bytes: this.#inPlace(line, entity), edits: [], texts: [], entity });
  }

  #inPlace(lines: string, entity: Entity): Uint8Array {
    const newline = this.#newline;
    // Without a block of headers nothing parts the lines from the delimiter; without a delimiter nothing ends them, and in an mbox an empty line must.
    const opening = (this.#leaf?.segment.bytes.length ?? 0) === 0 && entity.kind === 'leaf' ? newline : '';
    const ending = entity.kind === 'multipart' || entity.parent?.kind === 'multipart' ? '' : newline.repeat(this.#options.mbox ? 2 : 1);
    return encodeUtf8(opening + lines + ending);
  }

  /** Types are words of a registry, unless someone makes one up. */
  #stub({ type }: Entity, bytes: number): string {
    const harmless =
      /^[\w.+-]+\/[\w.+-]+$/.test(type) && !/\d{5}/.test(type) && redactOrNothing(this.#redactor, type, { field: '' })?.text === type;
    return stubText(harmless ? type : 'application/octet-stream', bytes);
  }

  #nameShown(name: string): string {
    if (this.#harmlessNames.has(name)) return name;
    if (!isHarmlessName(name, redactOrNothing(this.#redactor, name, { field: '' }))) return 'X-Redacted';
    if (this.#harmlessNames.size < REMEMBERED_NAMES) this.#harmlessNames.add(name);
    return name;
  }
}

/** What programs call their headers looks like people and their things: `X-MS-Has-Attach`, `X-SES-Outgoing`. */
const BY_LOOKS = new Set(['person', 'company', 'device', 'username', 'order']);

function isHarmlessName(name: string, redacted: Redacted | undefined): boolean {
  if (redacted === undefined) return false;
  if (!/^[A-Za-z0-9-]+$/.test(name) || /\d{5}/.test(name)) return redacted.text === name;
  return redacted.findings.every(({ category, action }) => BY_LOOKS.has(category) || action === 'allow');
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);
}
