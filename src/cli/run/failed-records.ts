/** What stands for records that end every worker. */
import { concatBytes, oneByteEach } from '../../formats/bytes.ts';
import type { TableFormat } from '../../formats/format.ts';
import type { TableStart } from '../../formats/table-start.ts';
import { FAILURE_MARKER } from '../../types.ts';
import { type BrokenPiece, Tally } from '../tally.ts';
import type { Examined } from './examination.ts';
import type { Block } from './examiner.ts';
import { tableNamed } from './table-question.ts';

const NEWLINE = 0x0a;

/** The records of a block as blocks of their own; the block itself where they depend on each other, as lines of text do, and rows on their header. */
export function* recordsOf(block: Block): Generator<Block> {
  if (block.format === 'text' || (tableNamed(block.format) !== undefined && block.table === undefined)) {
    yield block;
    return;
  }
  for (const [start, end] of read(block).records) yield { ...block, offset: block.offset + start, bytes: block.bytes.subarray(start, end) };
}

/** A marker for each record; line ends stay, so that the lines behind keep their numbers. */
export function failRecords(block: Block): Examined {
  const { offset, bytes } = block;
  const tally = new Tally();
  const { records, failure } = read(block);
  const marker = oneByteEach(failure);
  const out: Uint8Array[] = [];
  const broken: BrokenPiece[] = [];
  let numbers = 0;
  for (const [start, end] of records) {
    numbers++;
    broken.push({ record: numbers, offset: offset + start, reason: 'crash', bytes: bytes.slice(start, end) });
    tally.record();
    tally.failed(numbers, offset + start, 'crash');
    out.push(marker, bytes.subarray(contentEnd(bytes, start, end), end));
  }
  return { bytes: concatBytes(out), counts: tally.take(), numbers, late: [], muted: [], broken };
}

/** Parts that follow each other, as one. */
export function joined(parts: readonly Examined[]): Examined {
  const tally = new Tally();
  const broken: BrokenPiece[] = [];
  let numbers = 0;
  for (const part of parts) {
    tally.add(part.counts, numbers);
    for (const piece of part.broken) broken.push({ ...piece, record: piece.record + numbers });
    numbers += part.numbers;
  }
  return {
    bytes: concatBytes(parts.map(({ bytes }) => bytes)),
    counts: tally.take(),
    numbers,
    late: parts.flatMap(({ late }) => late),
    muted: [],
    broken,
  };
}

interface Records {
  readonly records: Iterable<readonly [start: number, end: number]>;
  /** What stands for one of them. */
  readonly failure: string;
}

function read({ format, bytes, table }: Block): Records {
  const known = tableNamed(format);
  if (known !== undefined) return rowsOf(known, bytes, table);
  return { records: linesOf(bytes), failure: format === 'ndjson' ? JSON.stringify(FAILURE_MARKER) : FAILURE_MARKER };
}

/** Reading on behind a row that is broken can end at the same row again; the rest is part of it then. */
function rowsOf({ scanner }: TableFormat, bytes: Uint8Array, table: TableStart | undefined): Records {
  const starts: number[] = [];
  const rows = scanner({ record: (at) => starts.push(at), span: () => undefined }, table);
  for (let at = 0, failed = -1; ; ) {
    at = rows.scan(bytes, at, bytes.length, true);
    if (rows.problem === undefined || at === failed) break;
    failed = at;
    at = rows.resume?.(bytes, at, bytes.length, true) ?? bytes.length;
    if (rows.problem !== undefined) break;
  }
  const edges = [0, ...starts.slice(1), bytes.length];
  return { records: edges.slice(1).map((end, i) => [edges[i], end]), failure: rows.encodeFailure?.(FAILURE_MARKER) ?? FAILURE_MARKER };
}

function* linesOf(bytes: Uint8Array): Generator<[start: number, end: number]> {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    yield [start, end];
    start = end;
  }
}

/** Before the line end. */
function contentEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  if (at > start && bytes[at - 1] === NEWLINE) at--;
  if (at > start && bytes[at - 1] === 0x0d) at--;
  return at;
}
