/** How much an archive may make of itself. */
import { ArchiveError } from './archive-error.ts';

export interface ArchiveLimits {
  /** Bytes of one member once it is unpacked. */
  readonly member: number;
  /** Bytes of all of them. */
  readonly all: number;
  /** How many times longer a member may be than its compressed form, from the first 16 MiB on. */
  readonly ratio: number;
  readonly members: number;
  /** Archives within archives within the archive. */
  readonly depth: number;
  /** Of a PDF whose text is taken out. */
  readonly pages: number;
}

export const DEFAULT_LIMITS: ArchiveLimits = { member: 2 ** 34, all: 2 ** 36, ratio: 250, members: 250_000, depth: 2, pages: 1000 };

const MOST_DIRECTORY = 256 * 1024 * 1024;
/** Short runs of one letter are no attack. */
const RATIO_FLOOR = 16 * 1024 * 1024;

/** Counts what is unpacked, over all levels of an archive. */
export class Inflation {
  readonly limits: ArchiveLimits;
  #all = 0;

  constructor(limits: ArchiveLimits) {
    this.limits = limits;
  }

  /** The archive has `count` members, in a directory of so many bytes, which is read at once. */
  members(count: number, directory: number): void {
    if (directory > MOST_DIRECTORY) throw beyond('has a directory of more than 256 MiB', 'members', this.limits.members);
    if (count > this.limits.members) throw beyond(`has ${count} members`, 'members', this.limits.members);
  }

  /** A member of `size` bytes is going to be unpacked from `compressed`. */
  member(size: number, compressed: number): void {
    this.check(size, compressed);
    this.add(size);
  }

  /** `size` bytes of a member have come out of `compressed` so far. */
  check(size: number, compressed: number): void {
    const { member, ratio } = this.limits;
    if (size > member) throw beyond('has a member that unpacks to too many bytes', 'member', member);
    if (size > RATIO_FLOOR && size > compressed * ratio)
      throw beyond('has a member that unpacks to too many times its size', 'ratio', ratio);
  }

  add(bytes: number): void {
    this.#all += bytes;
    if (this.#all > this.limits.all) throw beyond('unpacks to too many bytes', 'all', this.limits.all);
  }
}

function beyond(what: string, limit: keyof ArchiveLimits, value: number): ArchiveError {
  return new ArchiveError('ERR_ARCHIVE_LIMIT', `${what}; --archive-limits ${limit}=${value}.`);
}
