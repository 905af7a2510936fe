/** The texts of one message, examined together: what is found in one of them is hidden in all. */
import type { ByteEdit } from '../formats/transfer-encoding.ts';
import type { MailText, TextEdit } from '../formats/mail-text.ts';
import type { Entity } from '../formats/mime-scanner.ts';
import { viewOf } from '../text/view.ts';
import { type Context, FAILURE_MARKER, type Finding, type Party, type Redacted, type Redactor, type View } from '../types.ts';
import { MOST_PARTIES, namesPeople, partiesIn } from './mail-parties.ts';
import { FoundValues } from './mail-values.ts';
import type { MessageIds } from './message-ids.ts';
import { Patches } from './patches.ts';
import { withoutPlaceholders } from './placeholders.ts';
import { replacements } from './replacements.ts';
import type { Watch, Where } from './watch.ts';

/** A stretch of the message with the texts in it. */
export interface Segment {
  readonly bytes: Uint8Array;
  /** Changes that do not depend on what is found. */
  edits: readonly ByteEdit[];
  texts: readonly MailText[];
  readonly entity: Entity | undefined;
}

export interface MessageOptions {
  readonly watch: Watch;
  /** 1-based. */
  readonly record: number;
  readonly selects: ((path: string) => boolean) | undefined;
  readonly ids: MessageIds;
}

/** A text and what becomes of it. */
interface Examined {
  readonly text: MailText;
  readonly segment: Segment;
  edits: readonly TextEdit[];
}

/** Headers in which people write, under names that do not say so. */
const WRITTEN = new Map([
  ['thread-topic', 'Subject'],
  ['comments', 'Comment'],
  ['keywords', 'Subject'],
  ['content-description', 'Description'],
]);
/** What they hold decides how all else is read. */
const STRUCTURE = new Set(['content-type', 'content-transfer-encoding', 'mime-version']);

const CID_LINK = /\bcid:([^\s"'<>()[\]]{1,200})/gi;

/** What a segment takes beside its bytes: a message may have millions of empty parts. */
const SEGMENT = 256;

export class MessageTexts {
  /** Some of its bytes are not what they were. */
  changed = false;
  readonly #redactor: Redactor;
  readonly #options: MessageOptions;
  readonly #values = new FoundValues();
  /** Those that hold nothing. */
  readonly #contentIds = new Set<string>();
  readonly #parties: Party[] = [];
  #segments: Segment[] = [];
  #heldBytes = 0;

  constructor(redactor: Redactor, options: MessageOptions) {
    this.#redactor = redactor;
    this.#options = options;
  }

  /** Bytes that wait to be examined, and what it takes to hold them. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** What was added last and has not been given out. */
  get last(): Segment | undefined {
    return this.#segments.at(-1);
  }

  add(segment: Segment): void {
    this.#segments.push(segment);
    this.#heldBytes += segment.bytes.length + SEGMENT;
    // With no category nobody is looked for.
    if (this.#redactor.info.categories.length === 0) return;
    for (const { field, text } of segment.texts)
      if (field !== undefined && namesPeople(field) && this.#parties.length < MOST_PARTIES)
        this.#parties.push(...partiesIn(field, withoutPlaceholders(text, this.#redactor.info)));
  }

  /** Examines all that was added, and gives it out. What it tells is remembered for what is added later. */
  settle(): Uint8Array[] {
    const segments = this.#segments;
    this.#segments = [];
    this.#heldBytes = 0;
    const { selects } = this.#options;
    const examined: Examined[] = segments
      .flatMap((segment) => segment.texts.map((text) => ({ text, segment, edits: [] })))
      .filter(({ text }) => text.text !== '' && (selects?.(text.path) ?? true));
    // What links refer to first: such a link stays where that does.
    const isContentId = ({ text }: Examined) => text.field?.toLowerCase() === 'content-id';
    for (const one of examined.filter(isContentId)) {
      this.#examine(one);
      if (one.edits.length === 0) this.#contentIds.add(one.text.text.trim().replace(/^<|>$/g, ''));
    }
    for (const one of examined) if (!isContentId(one)) this.#examine(one);
    if (this.#values.size > 0) for (const one of examined) this.#hideKnown(one);
    const edits = new Map(segments.map((segment) => [segment, [...segment.edits]]));
    for (const { text, segment, edits: made } of examined)
      if (made.length > 0) for (const edit of text.edit(made)) edits.get(segment)?.push(edit);
    return segments.map(({ bytes }, i) => this.#render(bytes, edits.get(segments[i]) ?? []));
  }

  #render(bytes: Uint8Array, edits: ByteEdit[]): Uint8Array {
    if (edits.length === 0) return bytes;
    this.changed = true;
    const patches = new Patches();
    for (const { start, end, text } of edits.sort((a, b) => a.start - b.start || a.end - b.end)) patches.add(start, end, text);
    return patches.render(bytes, 0, bytes.length);
  }

  #examine(one: Examined): void {
    const { text, segment } = one;
    const field = text.field === undefined ? undefined : (WRITTEN.get(text.field.toLowerCase()) ?? text.field);
    const redacted = redactOrNothing(this.#redactor, text.text, { field, format: text.format, path: text.path, parties: this.#parties });
    const where = this.#where(text);
    const { unreadable = [] } = text;
    if (redacted === undefined) {
      this.#options.watch.degraded?.(where);
      one.edits = [{ start: 0, end: text.text.length, text: FAILURE_MARKER }];
      return;
    }
    for (const _ of unreadable) this.#options.watch.degraded?.(where);
    one.edits = [...unreadable];
    if (redacted.findings.length === 0) return;
    const replaced = replacements(text.text, redacted);
    const linked = replaced === undefined ? [] : this.#linksToParts(text.text);
    const stays = ({ start, end }: Finding) =>
      linked.some((link) => link.start < end && start < link.end) ||
      !/[\p{L}\p{N}]/u.test(withoutPlaceholders(text.text.slice(start, end), this.#redactor.info));
    for (const finding of redacted.findings) if (!stays(finding)) this.#options.watch.found?.(finding, where);
    if (replaced === undefined) {
      one.edits = [{ start: 0, end: text.text.length, text: redacted.text }];
      return;
    }
    let view: View | undefined;
    const edits: TextEdit[] = [];
    for (const [i, finding] of redacted.findings.entries()) {
      const instead = replaced[i];
      if (instead === null || stays(finding)) continue;
      const { start, end } = finding;
      edits.push({ start, end, text: this.#options.ids.replacementFor(text.field, text.text, start, end, instead) });
      view ??= viewOf(text.text, text.format);
      this.#values.add(view, finding, withoutTags(instead, text.text, finding, view.markup), alternativesAround(segment.entity));
    }
    one.edits = united([...unreadable, ...edits]);
  }

  /** Where `cid:` and the Content-ID of a part stand. */
  #linksToParts(text: string): { start: number; end: number }[] {
    if (this.#contentIds.size === 0) return [];
    return [...text.matchAll(CID_LINK)]
      .filter(([, id]) => this.#contentIds.has(id))
      .map(({ 0: link, index }) => ({ start: index, end: index + link.length }));
  }

  /** What was found elsewhere in the message. */
  #hideKnown(one: Examined): void {
    const { text, segment } = one;
    if (text.field !== undefined && STRUCTURE.has(text.field.toLowerCase())) return;
    const more: { edit: TextEdit; finding: Finding }[] = [];
    let next = 0;
    for (const { start, end, replacement, finding } of this.#values.in(text.text, text.format, alternativesAround(segment.entity))) {
      while (next < one.edits.length && one.edits[next].end <= start) next++;
      const covered = next < one.edits.length && one.edits[next].start <= start && end <= one.edits[next].end;
      if (!covered) more.push({ edit: { start, end, text: replacement }, finding });
    }
    if (more.length === 0) return;
    const where = this.#where(text);
    for (const { edit, finding } of more) this.#options.watch.found?.({ ...finding, start: edit.start, end: edit.end }, where);
    const markup = text.format === 'html' ? viewOf(text.text, 'html').markup : null;
    one.edits = united([...one.edits, ...more.flatMap(({ edit }) => besideMarkup(edit, markup))]);
  }

  #where(text: MailText): Where {
    return { record: this.#options.record, path: this.#options.watch.paths === true ? text.path : '', in: 'value' };
  }
}

/** Undefined when the text could not be examined. */
export function redactOrNothing(redactor: Redactor, text: string, context: Context): Redacted | undefined {
  try {
    const redacted = redactor.redact(text, context);
    return redacted.degraded ? undefined : redacted;
  } catch {
    return undefined;
  }
}

/** The outermost alternatives that a part belongs to: they say the same. */
function alternativesAround(entity: Entity | undefined): Entity | undefined {
  let found: Entity | undefined;
  for (let at = entity?.parent; at !== undefined && at.kind !== 'message'; at = at.parent)
    if (at.type === 'multipart/alternative') found = at;
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

/** A replacement without the tags that the value ran over: other texts have none, or their own. */
function withoutTags(replacement: string, text: string, { start, end }: Finding, markup: Int32Array | null): string {
  let plain = replacement;
  for (let i = firstBehind(markup, start); markup !== null && i < markup.length && markup[i] < end; i += 2)
    plain = plain.replace(text.slice(markup[i], markup[i + 1]), '');
  return plain;
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
