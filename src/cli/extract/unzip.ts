/** Unpacks some members of a small archive at once. */
import { crc32, inflateRawSync } from 'node:zlib';
import { ArchiveError } from '../../formats/archive-error.ts';
import { type ArchiveLimits, Inflation } from '../../formats/archive-limits.ts';
import {
  LOCAL_HEADER_BYTES,
  localHeaderLength,
  METHOD,
  readZipDirectory,
  readZipEnd,
  TAIL_BYTES,
  type ZipMember,
} from '../../formats/zip-reader.ts';
import { NoText } from './no-text.ts';

/** Contents by name. Throws where one of those that are wanted cannot be had. */
export function unzip(archive: Uint8Array, limits: ArchiveLimits, isWanted: (name: string) => boolean): Map<string, Uint8Array> {
  const inflation = new Inflation(limits);
  try {
    const end = readZipEnd(archive.subarray(Math.max(0, archive.length - TAIL_BYTES)), archive.length);
    inflation.members(end.count, end.directoryEnd - end.directoryStart);
    const members = readZipDirectory(archive.subarray(end.directoryStart, end.directoryEnd), end).filter(({ name }) => isWanted(name));
    return new Map(members.map((member) => [member.name, unpacked(archive, member, inflation)]));
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new NoText(error.code === 'ERR_ARCHIVE_LIMIT' ? 'large' : 'damaged');
  }
}

function unpacked(archive: Uint8Array, member: ZipMember, inflation: Inflation): Uint8Array {
  const { start, compressedSize, size, crc, method, isEncrypted } = member;
  if (isEncrypted) throw new NoText('encrypted');
  inflation.member(size, compressedSize);
  const dataStart = start + localHeaderLength(archive.subarray(start, start + LOCAL_HEADER_BYTES));
  const packed = archive.subarray(dataStart, dataStart + compressedSize);
  const bytes = method === METHOD.store ? packed : method === METHOD.deflate ? inflated(packed, size) : undefined;
  if (bytes === undefined || bytes.length !== size || crc32(bytes) !== crc) throw new NoText('damaged');
  return bytes;
}

/** Undefined when it is damaged, or unpacks to more than it says. */
function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    return undefined;
  }
}
