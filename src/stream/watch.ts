/** What a door is told while a document is being redacted. No values. */
import type { FormatName } from '../formats/index.ts';
import type { Problem } from '../formats/span.ts';
import type { Finding, LateFinding } from '../types.ts';

/** Where something stands. */
export interface Where {
  /** 1-based: line of NDJSON or text; 1 for a document. */
  readonly record: number;
  /** '' unless the watch asks for paths. Names that hold findings stand in it as they were replaced. */
  readonly path: string;
  readonly in: 'value' | 'key';
}

/** Bytes of the input in place of which the failure marker stands. Those of a long record come in several pieces. */
export interface Broken {
  readonly record: number;
  /** Of the first of the bytes, in the input. */
  readonly offset: number;
  readonly reason: Problem;
  readonly bytes: Uint8Array;
}

export interface Watch {
  /** Making paths costs something. */
  readonly paths?: boolean;
  record?(): void;
  /** What comes next stands in the member of an archive that has this name in the output; its records are counted from 1. '': in no member. */
  member?(name: string, format: FormatName): void;
  found?(finding: Finding, where: Where): void;
  /** A text could not be examined and was replaced by the failure marker. */
  degraded?(where: Where): void;
  /** A record was replaced by the failure marker. `offset`: of the problem, in bytes of the input. */
  failed?(record: number, offset: number, reason: Problem): void;
  /** Gets what `failed` speaks of. Keeping it costs something, so it is there only where someone wants it. */
  broken?(broken: Broken): void;
  /** A record revealed something in an earlier one of its conversation, which has been given out. `given` are offsets of what was given out. */
  late?(finding: LateFinding): void;
  /** A record was redacted without its conversation: it is too long. */
  apart?(record: number): void;
  /** What the reader of the output should know beside findings and failures, in words that are the same each time: 'attachments replaced'. */
  noted?(note: string): void;
}

/** Bytes in, redacted bytes out. Both calls give what can no longer change, bit by bit as it is taken, and must be taken to the end. */
export interface Redaction {
  write(chunk: Uint8Array): Iterable<Uint8Array>;
  /** `after`: lines behind a part of an input, which are examined elsewhere. Only text reads them: a value may reach over line ends. */
  end(after?: Uint8Array): Iterable<Uint8Array>;
}
