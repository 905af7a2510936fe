/** What a door is told while a document is being redacted. No values. */
import type { Finding } from '../types.ts';

/** Where something stands. */
export interface Where {
  /** 1-based: line of NDJSON or text; 1 for a document. */
  readonly record: number;
  /** '' unless the watch asks for paths. Names that hold findings stand in it as they were replaced. */
  readonly path: string;
  readonly in: 'value' | 'key';
}

export type FailureReason = 'syntax' | 'depth' | 'token-length' | 'incomplete';

export interface Watch {
  /** Making paths costs something. */
  readonly paths?: boolean;
  record?(): void;
  found?(finding: Finding, where: Where): void;
  /** A text could not be examined and was replaced by the failure marker. */
  degraded?(where: Where): void;
  /** A record was replaced by the failure marker. `offset`: of the problem, in bytes of the input. */
  failed?(record: number, offset: number, reason: FailureReason): void;
}

/** Bytes in, redacted bytes out. Both calls give what can no longer change, bit by bit as it is taken, and must be taken to the end. */
export interface Redaction {
  write(chunk: Uint8Array): Iterable<Uint8Array>;
  /** `after`: lines behind a part of an input, which are examined elsewhere. Only text reads them: a value may reach over line ends. */
  end(after?: Uint8Array): Iterable<Uint8Array>;
}
