/** How much an archive may make of itself. */
import { SordinoError } from '../errors.ts';

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
}

export const DEFAULT_LIMITS: ArchiveLimits = { member: 2 ** 34, all: 2 ** 36, ratio: 250, members: 250_000, depth: 2 };

/** Short runs of one letter are no attack. */
const RATIO_FLOOR = 16 * 1024 * 1024;

/** Counts what is unpacked, over all levels of an archive. */
export class Inflation {
  readonly limits: ArchiveLimits;
  #all = 0;

  constructor(limits: ArchiveLimits) {
    this.limits = limits;
  }

  members(count: number): void {
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
    if (size > member) throw beyond('has a member of more bytes than that', 'member', member);
    if (size > RATIO_FLOOR && size > compressed * ratio) throw beyond('unpacks to too many times its size', 'ratio', ratio);
  }

  add(bytes: number): void {
    this.#all += bytes;
    if (this.#all > this.limits.all) throw beyond('unpacks to more bytes than that', 'all', this.limits.all);
  }
}

function beyond(what: string, limit: keyof ArchiveLimits, value: number): SordinoError {
  return new SordinoError('ERR_ARCHIVE_LIMIT', `The archive ${what}; --archive-limits ${limit}=${value}.`);
}
