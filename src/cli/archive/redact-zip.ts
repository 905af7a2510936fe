/** Redacts the members of a zip archive one after another, each by its own format, into another archive. Nothing is unpacked to disk. */
import { Readable } from 'node:stream';
import { SordinoError } from '../../errors.ts';
import { ArchiveError } from '../../formats/archive-error.ts';
import type { Inflation } from '../../formats/archive-limits.ts';
import { encodeUtf8, utf8 } from '../../formats/bytes.ts';
import { dosText } from '../../formats/dos-text.ts';
import type { FormatName } from '../../formats/index.ts';
import type { Problem } from '../../formats/span.ts';
import { METHOD } from '../../formats/zip-reader.ts';
import {
  directoryEntry,
  endOfZip,
  localHeader,
  type MemberHead,
  type MemberSizes,
  sizesBehind,
  type WrittenMember,
} from '../../formats/zip-writer.ts';
import {
  ATTACHMENT_NOTES,
  type AttachmentAction,
  type AttachmentPolicy,
  type Extract,
  MOST_DOCUMENT,
  notRead,
  type Picture,
  type ReadPicture,
  stubText,
  TOO_LARGE,
  withText,
} from '../../stream/attachments.ts';
import { knowing } from '../../stream/known-people.ts';
import { redactOrNothing } from '../../stream/mail-message.ts';
import { memberAction } from '../../stream/member-kind.ts';
import { MemberNames } from '../../stream/member-names.ts';
import { replacements } from '../../stream/replacements.ts';
import type { Redaction, Watch } from '../../stream/watch.ts';
import { FAILURE_MARKER, type Redactor } from '../../types.ts';
import { DamagedData, deflated, Sum } from './flate.ts';
import { openGzipMember } from './redact-gzip.ts';
import { redactChunks } from './redact-chunks.ts';
import { chunksOf, gather, memorySource } from './source.ts';
import { contentOf, type ExaminedMember, openZip, type ZipArchive } from './zip-archive.ts';

export interface ArchiveRedaction {
  readonly redactor: Redactor;
  readonly redactionOf: (format: FormatName, redactor: Redactor) => Redaction;
  readonly watch: Watch;
  readonly attachments: AttachmentPolicy;
  readonly extract: Extract;
  /** Without it, pictures are replaced by a stub. */
  readonly readPicture?: ReadPicture;
  readonly inflation: Inflation;
  /** The format that texts are to be read as, or 'auto'. */
  readonly asked: FormatName;
  /** Is told of the bytes of members as they are read. */
  readonly read: (bytes: number) => void;
}

type Chunks = AsyncGenerator<Uint8Array>;

/** An archive within an archive is held in memory. */
const MOST_HELD = 32 * 1024 * 1024;
/** From here on a replaced member might need sizes of eight bytes: no replacement makes sixteen of one. */
const LARGE = 2 ** 28;
const MOST_COMMENT = 0xffff;
const WORD_LIMIT = 2 ** 32 - 1;
const NOBODY: ReadonlySet<string> = new Set();

/** `prefix`: of the names that a watch is told, for an archive within another: 'inner.zip/'. `depth`: levels of archives that may still be opened. */
export async function* redactZip(
  archive: ZipArchive,
  options: ArchiveRedaction,
  depth = options.inflation.limits.depth,
  prefix = '',
): Chunks {
  try {
    yield* new ZipRedaction(archive, options, depth, prefix).run();
  } finally {
    await archive.source.release();
  }
}

class ZipRedaction {
  readonly #archive: ZipArchive;
  readonly #options: ArchiveRedaction;
  readonly #depth: number;
  readonly #prefix: string;
  readonly #names: MemberNames;
  readonly #written: WrittenMember[] = [];
  #offset = 0;

  constructor(archive: ZipArchive, options: ArchiveRedaction, depth: number, prefix: string) {
    this.#archive = archive;
    this.#options = options;
    this.#depth = depth;
    this.#prefix = prefix;
    this.#names = new MemberNames(this.#knowing(NOBODY), options.watch);
  }

  async *run(): Chunks {
    for (const [i, examined] of this.#archive.members.entries()) yield* this.#counted(this.#member(examined, i + 1));
    const start = this.#offset;
    for (const written of this.#written) yield* this.#counted([directoryEntry(written)]);
    this.#options.watch.member?.(this.#prefix.replace(/\/$/, ''), 'zip');
    const comment = this.#comment(this.#archive.comment, false, 1);
    yield endOfZip(this.#written.length, start, this.#offset - start, comment.changed ? comment.utf8 : this.#archive.comment);
  }

  async *#counted(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Chunks {
    for await (const chunk of chunks) {
      this.#offset += chunk.length;
      yield chunk;
    }
  }

  #knowing(ids: ReadonlySet<string>): Redactor {
    const { redactor } = this.#options;
    return this.#archive.users === undefined ? redactor : knowing(redactor, this.#archive.users.among(ids));
  }

  async *#member(examined: ExaminedMember, record: number): Chunks {
    const { member, kind } = examined;
    const { watch, attachments } = this.#options;
    const wanted = this.#actionFor(examined);
    const opened = wanted === 'open' ? await this.#open(examined) : undefined;
    const action = wanted === 'open' && opened === undefined ? (attachments['*'] ?? 'stub') : wanted;
    if (action === 'drop') {
      watch.noted?.(ATTACHMENT_NOTES.drop);
      return;
    }
    watch.member?.(this.#prefix.replace(/\/$/, ''), 'zip');
    const shown = this.#names.nameFor(member.name, member.isDirectory, record);
    const start = this.#offset;
    const head = this.#head(examined, shown, action === 'keep', record);
    const taken = action === 'extract' || action === 'ocr' ? await this.#taken(examined, action) : undefined;
    watch.member?.(this.#prefix + shown, kind.format ?? (taken === undefined ? 'zip' : 'text'));
    yield localHeader(head);
    if (action === 'stub') watch.noted?.(ATTACHMENT_NOTES.stub);
    if (head.sizes === undefined) {
      const content = opened?.(shown) ?? taken ?? (action === 'scan' ? this.#examined(examined) : this.#stub(examined));
      yield* this.#content(head, content, start);
      return;
    }
    if (action === 'keep') {
      watch.noted?.(ATTACHMENT_NOTES.keep);
      yield* chunksOf(this.#archive.source, examined.dataStart, examined.dataStart + member.compressedSize);
    }
    this.#written.push({ head, sizes: head.sizes, start });
  }

  /** What cannot be unpacked is not kept either: nobody could say what is in it. */
  #actionFor({ member, problem, kind }: ExaminedMember): AttachmentAction | 'open' {
    return member.isDirectory || problem !== undefined ? 'scan' : memberAction(kind, this.#options.attachments, this.#depth);
  }

  async *#content(head: MemberHead, content: AsyncIterable<Uint8Array>, start: number): Chunks {
    const plain = new Sum();
    let compressedSize = 0;
    for await (const chunk of deflated(plain.over(content))) {
      compressedSize += chunk.length;
      yield chunk;
    }
    const sizes: MemberSizes = { crc: plain.crc, compressedSize, size: plain.size };
    if (!head.isLarge && Math.max(compressedSize, plain.size) >= WORD_LIMIT)
      throw new SordinoError('ERR_ARCHIVE_LIMIT', 'A member of the archive has become too large for its place in it.');
    yield sizesBehind(head, sizes);
    this.#written.push({ head, sizes, start });
  }

  #head({ member }: ExaminedMember, shown: string, isKept: boolean, record: number): MemberHead {
    const { rawName, isUtf8, isDirectory, crc, compressedSize, size } = member;
    const comment = this.#comment(member.comment, isUtf8, record);
    const isSame = rawName !== undefined && shown === member.name && !comment.changed;
    return {
      name: isSame ? rawName : encodeUtf8(shown),
      isUtf8: isSame ? isUtf8 : true,
      // In the coding of the name.
      comment: isSame ? member.comment : comment.utf8,
      isDirectory,
      method: isDirectory ? METHOD.store : isKept ? member.method : METHOD.deflate,
      dosTime: member.dosTime,
      modified: member.modified,
      permissions: member.permissions,
      isLarge: !isDirectory && size >= LARGE,
      sizes: isDirectory ? { crc: 0, compressedSize: 0, size: 0 } : isKept ? { crc, compressedSize, size } : undefined,
    };
  }

  #comment(bytes: Uint8Array, isUtf8: boolean, record: number): { readonly utf8: Uint8Array; readonly changed: boolean } {
    if (bytes.length === 0) return { utf8: bytes, changed: false };
    const { watch } = this.#options;
    const where = { record, path: watch.paths === true ? '$.comment' : '', in: 'value' as const };
    const text = isUtf8 ? utf8(bytes, 0, bytes.length) : dosText(bytes);
    const redacted = redactOrNothing(this.#knowing(NOBODY), text, { field: 'comment' });
    if (redacted === undefined) watch.degraded?.(where);
    for (const finding of redacted?.findings ?? []) watch.found?.(finding, where);
    const written = encodeUtf8(redacted?.text ?? FAILURE_MARKER);
    return { utf8: written.length > MOST_COMMENT ? encodeUtf8(FAILURE_MARKER) : written, changed: redacted?.text !== text };
  }

  async *#stub({ kind, member }: ExaminedMember): Chunks {
    yield encodeUtf8(stubText(kind.type, member.size));
  }

  #text({ kind, member, userIds }: ExaminedMember, text: string): Chunks {
    const bytes = encodeUtf8(withText(stubText(kind.type, member.size), text));
    return redactChunks(Readable.from([bytes]), this.#options.redactionOf('text', this.#knowing(userIds)), this.#options.watch);
  }

  /** What was found in the text of a picture is covered in it, whole words. */
  async *#picture({ userIds }: ExaminedMember, { text, bytes, cover }: Picture): Chunks {
    const { watch } = this.#options;
    const where = { record: 1, path: '', in: 'value' as const };
    watch.record?.();
    const redacted = redactOrNothing(this.#knowing(userIds), text, {});
    for (const finding of redacted?.findings ?? []) watch.found?.(finding, where);
    const replaced = redacted && replacements(text, redacted);
    const found = replaced === undefined ? [{ start: 0, end: text.length }] : redacted?.findings.filter((_, i) => replaced[i] !== null);
    const covered = found?.length === 0 ? bytes : cover(found ?? []);
    if (redacted === undefined || covered === undefined) watch.degraded?.(where);
    yield covered ?? encodeUtf8(FAILURE_MARKER);
  }

  /** What stands in place of a document or a picture; undefined where that is the stub. */
  async #taken(examined: ExaminedMember, action: 'extract' | 'ocr'): Promise<Chunks | undefined> {
    const { watch, extract, readPicture } = this.#options;
    const bytes = await gather(this.#plain(examined), MOST_DOCUMENT);
    const read = (one: Uint8Array): Chunks | string | undefined => {
      if (action === 'ocr') {
        const picture = readPicture?.(one);
        return picture && ('reason' in picture ? picture.reason : this.#picture(examined, picture));
      }
      const document = extract(one);
      return 'reason' in document ? document.reason : this.#text(examined, document.text);
    };
    const taken = bytes === undefined ? TOO_LARGE : read(bytes);
    if (taken === undefined) watch.noted?.(ATTACHMENT_NOTES.stub);
    else watch.noted?.(typeof taken === 'string' ? notRead(action, taken) : ATTACHMENT_NOTES[action]);
    return typeof taken === 'string' ? undefined : taken;
  }

  #examined(examined: ExaminedMember): Chunks {
    const { kind, problem = kind.problem, userIds } = examined;
    const { redactionOf, watch } = this.#options;
    if (problem !== undefined || kind.format === undefined) return this.#failure(examined, problem ?? 'binary');
    return redactChunks(this.#plain(examined), redactionOf(kind.format, this.#knowing(userIds)), watch);
  }

  async *#failure({ member }: ExaminedMember, reason: Problem): Chunks {
    this.#options.watch.failed?.(1, member.start, reason);
    yield encodeUtf8(FAILURE_MARKER);
  }

  async *#plain({ member, dataStart }: ExaminedMember): Chunks {
    try {
      for await (const chunk of contentOf(this.#archive.source, member, dataStart)) {
        yield chunk;
        this.#options.read(chunk.length);
      }
    } catch (error) {
      // It was whole when it was looked at.
      if (error instanceof DamagedData) throw new SordinoError('ERR_INPUT_CHANGED', 'The archive changed while it was read.');
      throw error;
    }
  }

  /**
   * An archive within the archive, as what gives its content under a name; undefined when it is nothing to open. What breaks the rules in it is
   * replaced, and the rest of the outer one goes on.
   */
  async #open(examined: ExaminedMember): Promise<((shown: string) => Chunks) | undefined> {
    const { inflation, asked } = this.#options;
    try {
      if (examined.kind.packed === 'gzip')
        return await openGzipMember(this.#plain(examined), examined.member.name, {
          ...this.#options,
          redactor: this.#knowing(examined.userIds),
        });
      const bytes = await gather(this.#plain(examined), MOST_HELD);
      const inner = bytes === undefined ? undefined : await openZip(memorySource(bytes), inflation, asked);
      if (inner === undefined || inner.isDocument) return undefined;
      return (shown) => redactZip(inner, this.#options, this.#depth - 1, `${this.#prefix}${shown}/`);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      return () => this.#failure(examined, error.code === 'ERR_ARCHIVE_LIMIT' ? 'archive-limit' : 'damaged');
    }
  }
}
