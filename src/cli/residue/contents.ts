/** What a stream of bytes holds for its reader: text, parts of mail that are written otherwise, archives. What is neither is passed over. */
import { ArchiveError } from '../../formats/archive-error.ts';
import type { Inflation } from '../../formats/archive-limits.ts';
import { concatBytes, encodeUtf8 } from '../../formats/bytes.ts';
import { readGzipHeader } from '../../formats/gzip-header.ts';
import { type Packing, sniff } from '../../formats/sniff.ts';
import { DamagedData, gunzipped } from '../archive/flate.ts';
import { type ByteSource, chunksOf, memorySource } from '../archive/source.ts';
import { contentOf, openZip } from '../archive/zip-archive.ts';
import { MailParts, type PartSink } from './mail-parts.ts';
import type { Parties } from './parties.ts';
import type { Residue } from './residue.ts';
import { TextLook } from './text-look.ts';

/** What is looked for, and how far. */
export interface Search {
  readonly parties: Parties;
  readonly residue: Residue;
  readonly inflation: Inflation;
}

/** Bytes by which it is told what they are. */
const HEAD = 4096;
/** An archive within something else is held in memory. */
const MOST_HELD = 64 * 1024 * 1024;

export class Contents implements PartSink {
  readonly #place: string;
  readonly #search: Search;
  readonly #levels: number;
  #held: Uint8Array[] = [];
  #length = 0;
  #packing: Packing | undefined;
  /** Undefined while nothing is decided, and for what is passed over. */
  #text: { readonly look: TextLook; readonly parts: MailParts } | undefined;
  #isDecided = false;

  /** `place`: how it is called in messages. `levels` of archives may still be opened in it. */
  constructor(place: string, search: Search, levels: number) {
    this.#place = place;
    this.#search = search;
    this.#levels = levels;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#isDecided && this.#packing === undefined) return this.#pass(bytes);
    this.#length += bytes.length;
    if (this.#length <= MOST_HELD) this.#held.push(bytes);
    else this.#held = [];
    if (!this.#isDecided && this.#length >= HEAD) await this.#decide(false);
  }

  async end(): Promise<void> {
    if (!this.#isDecided) await this.#decide(true);
    await this.#text?.parts.end();
    this.#text?.look.end();
    if (this.#packing === undefined) return;
    if (this.#levels === 0 || this.#length > MOST_HELD) this.#search.residue.closed(this.#place);
    else await lookIntoArchive(this.#packing, memorySource(concatBytes(this.#held)), this.#place, this.#search, this.#levels - 1);
  }

  async #decide(whole: boolean): Promise<void> {
    this.#isDecided = true;
    const head = concatBytes(this.#held);
    const kind = sniff(head, whole);
    if ('packed' in kind) {
      this.#packing = kind.packed;
      return;
    }
    this.#held = [];
    // Of UTF-16, what is Latin is read without its zeros.
    if ('unreadable' in kind && kind.unreadable !== 'utf-16') return;
    const { parties, residue } = this.#search;
    this.#text = {
      look: new TextLook(this.#place, parties, residue),
      parts: new MailParts((what, byte) => {
        const place = `${this.#place}, ${what} at byte ${byte}`;
        return what === 'part' ? new Contents(place, this.#search, this.#levels) : textSink(new TextLook(place, parties, residue));
      }),
    };
    await this.#pass(head);
  }

  async #pass(bytes: Uint8Array): Promise<void> {
    this.#text?.look.write(bytes);
    await this.#text?.parts.write(bytes);
  }
}

function textSink(look: TextLook): PartSink {
  return {
    write: (bytes) => Promise.resolve(look.write(bytes)),
    end: () => Promise.resolve(look.end()),
  };
}

/** Looks through an archive, its members and what they are called. `levels`: of archives in it. */
export async function lookIntoArchive(packing: Packing, source: ByteSource, place: string, search: Search, levels: number): Promise<void> {
  try {
    await (packing === 'zip' ? lookIntoZip : lookIntoGzip)(source, place, search, levels);
  } catch (error) {
    if (!(error instanceof ArchiveError || error instanceof DamagedData)) throw error;
    search.residue.closed(place);
  } finally {
    await source.release();
  }
}

async function lookIntoZip(source: ByteSource, place: string, search: Search, levels: number): Promise<void> {
  const archive = await openZip(source, search.inflation, 'auto');
  // Kept as it is, like other documents that are no text.
  if (archive.isDocument) return;
  lookAtNames(archive.members.map(({ member }) => [encodeUtf8(member.name), member.comment]).concat([[archive.comment]]), place, search);
  for (const [i, { member, dataStart, problem }] of archive.members.entries()) {
    const where = `${place}, member ${i + 1}`;
    if (problem !== undefined) search.residue.closed(where);
    else if (!member.isDirectory) await lookInto(contentOf(source, member, dataStart), where, search, levels);
  }
}

async function lookIntoGzip(source: ByteSource, place: string, search: Search, levels: number): Promise<void> {
  const header = readGzipHeader(await source.read(0, Math.min(source.size, MOST_GZIP_HEADER)));
  lookAtNames([[header?.name, header?.comment].filter((text) => text !== undefined).map(encodeUtf8)], place, search);
  await lookInto(gunzipped(chunksOf(source, 0, source.size), search.inflation), `${place}, unpacked`, search, levels);
}

/** Name and comment of a gzip stream stand in it. */
const MOST_GZIP_HEADER = 64 * 1024;

/** Names and comments, a line a member. */
function lookAtNames(names: readonly (readonly Uint8Array[])[], place: string, search: Search): void {
  const look = new TextLook(`${place}, names`, search.parties, search.residue);
  for (const parts of names) {
    for (const part of parts) {
      look.write(part);
      look.write(encodeUtf8(' '));
    }
    look.write(encodeUtf8('\n'));
  }
  look.end();
}

async function lookInto(chunks: AsyncIterable<Uint8Array>, place: string, search: Search, levels: number): Promise<void> {
  const contents = new Contents(place, search, levels);
  for await (const chunk of chunks) await contents.write(chunk);
  await contents.end();
}
