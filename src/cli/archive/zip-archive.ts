/** A zip archive, all of which has been unpacked once before anything of it is given out: what is damaged is known by then. */
import type { Inflation } from '../../formats/archive-limits.ts';
import { concatBytes, latin1, utf8 } from '../../formats/bytes.ts';
import type { FormatName } from '../../formats/index.ts';
import { SNIFF_BYTES } from '../../formats/sniff.ts';
import type { Problem } from '../../formats/span.ts';
import {
  brokenArchive,
  LOCAL_HEADER_BYTES,
  localHeaderLength,
  METHOD,
  readZipDirectory,
  readZipEnd,
  TAIL_BYTES,
  type ZipMember,
} from '../../formats/zip-reader.ts';
import { SlackUsers, UserIds } from '../../stream/known-people.ts';
import { isDocument, type MemberKind, memberKind } from '../../stream/member-kind.ts';
import { DamagedData, inflated, Sum } from './flate.ts';
import { type ByteSource, chunksOf, gather } from './source.ts';

export interface ExaminedMember {
  readonly member: ZipMember;
  readonly dataStart: number;
  readonly kind: MemberKind;
  /** Why it cannot be unpacked. */
  readonly problem: Problem | undefined;
  /** Users whom it names by their ids. */
  readonly userIds: ReadonlySet<string>;
}

export interface ZipArchive {
  readonly source: ByteSource;
  /** In the order of the directory. */
  readonly members: readonly ExaminedMember[];
  readonly comment: Uint8Array;
  /** Of the export of a Slack workspace. */
  readonly users: SlackUsers | undefined;
  /** It is the file of a word processor or the like. */
  readonly isDocument: boolean;
}

/** `users.json` of workspaces of any size that there is. */
const MOST_USERS_BYTES = 64 * 1024 * 1024;
const SLACK_USERS = /^(?:[^/]+\/)?users\.json$/;
const NO_IDS: ReadonlySet<string> = new Set();

/** Opens an archive and unpacks all of it, to look at it. `asked`: the format that its texts are to be read as. */
export async function openZip(source: ByteSource, inflation: Inflation, asked: FormatName): Promise<ZipArchive> {
  const tail = await source.read(Math.max(0, source.size - TAIL_BYTES), source.size);
  const end = readZipEnd(tail, source.size);
  inflation.members(end.count, end.directoryEnd - end.directoryStart);
  const members = readZipDirectory(await source.read(end.directoryStart, end.directoryEnd), end);
  const starts = await dataStarts(source, members);
  for (const member of members) if (isReadable(member)) inflation.member(member.size, member.compressedSize);
  const names = members.map(({ name }) => name);
  const listing = members.find(({ name }) => SLACK_USERS.test(name));
  const isSlack = listing !== undefined && names.some((name) => /(?:^|\/)channels\.json$/.test(name));
  const users = isSlack ? await readUsers(source, listing, starts.get(listing) ?? 0) : undefined;
  const examined: ExaminedMember[] = [];
  for (const member of members) examined.push(await examine(source, member, starts.get(member) ?? 0, asked, users !== undefined));
  return { source, members: examined, comment: end.comment, users, isDocument: isDocument(names) };
}

/** Where the content of each begins. Members that share bytes are how small archives become endless. */
async function dataStarts(source: ByteSource, members: readonly ZipMember[]): Promise<Map<ZipMember, number>> {
  const starts = new Map<ZipMember, number>();
  let end = 0;
  for (const member of [...members].sort((a, b) => a.start - b.start)) {
    if (member.start < end) throw brokenArchive('has members that overlap');
    const dataStart = member.start + localHeaderLength(await source.read(member.start, member.start + LOCAL_HEADER_BYTES));
    end = dataStart + member.compressedSize;
    if (end > source.size) throw brokenArchive('has a member that does not end');
    starts.set(member, dataStart);
  }
  return starts;
}

function isReadable({ isDirectory, isEncrypted, method }: ZipMember): boolean {
  return !isDirectory && !isEncrypted && (method === METHOD.store || method === METHOD.deflate);
}

async function examine(
  source: ByteSource,
  member: ZipMember,
  dataStart: number,
  asked: FormatName,
  withIds: boolean,
): Promise<ExaminedMember> {
  const head: Uint8Array[] = [];
  let length = 0;
  const ids = new UserIds();
  let problem: Problem | undefined;
  if (!isReadable(member) && !member.isDirectory) problem = member.isEncrypted ? 'encrypted' : 'method';
  else if (!member.isDirectory)
    try {
      for await (const chunk of contentOf(source, member, dataStart)) {
        if (length < SNIFF_BYTES) head.push(chunk);
        length += chunk.length;
        if (withIds) ids.add(latin1(chunk, 0, chunk.length));
      }
    } catch (error) {
      if (!(error instanceof DamagedData)) throw error;
      problem = 'damaged';
    }
  const start = concatBytes(head).subarray(0, SNIFF_BYTES);
  const kind = memberKind(member.name, start, length <= start.length, asked);
  return { member, dataStart, kind, problem, userIds: withIds ? ids.found : NO_IDS };
}

/** The content of a member. Throws at its end, at the latest, when it is not what the directory says. */
export async function* contentOf(source: ByteSource, member: ZipMember, dataStart: number): AsyncGenerator<Uint8Array> {
  const { start, size, compressedSize, crc, method } = member;
  const packed = chunksOf(source, dataStart, dataStart + compressedSize);
  const sum = new Sum();
  for await (const chunk of sum.over(method === METHOD.store ? packed : inflated(packed))) {
    // The limits went by what the directory says.
    if (sum.size > size) throw new DamagedData(start);
    yield chunk;
  }
  if (sum.size !== size || sum.crc !== crc) throw new DamagedData(start);
}

async function readUsers(source: ByteSource, member: ZipMember, dataStart: number): Promise<SlackUsers | undefined> {
  if (!isReadable(member)) return undefined;
  try {
    const bytes = await gather(contentOf(source, member, dataStart), MOST_USERS_BYTES);
    return bytes === undefined ? undefined : new SlackUsers(JSON.parse(utf8(bytes, 0, bytes.length)));
  } catch (error) {
    // The member itself is examined like any other, and says what is wrong with it.
    if (error instanceof SyntaxError || error instanceof DamagedData) return undefined;
    throw error;
  }
}

/** '3 members: csv, 2 json' */
export function membersText({ members }: ZipArchive): string {
  const files = members.filter(({ member }) => !member.isDirectory);
  const counts = new Map<string, number>();
  for (const { kind, problem } of files) {
    const label = problem === undefined ? (kind.format ?? kind.packed ?? kind.type) : problem;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const list = [...counts].map(([label, count]) => (count === 1 ? label : `${count} ${label}`));
  return `${files.length} member${files.length === 1 ? '' : 's'}${list.length === 0 ? '' : `: ${list.join(', ')}`}`;
}
