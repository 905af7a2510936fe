/** What stands for records that end every worker. */
import { concatBytes, oneByteEach } from '../../formats/bytes.ts';
import { FAILURE_MARKER } from '../../types.ts';
import { type BrokenPiece, Tally } from '../tally.ts';
import type { Examined } from './examination.ts';
import type { Block } from './examiner.ts';

const NEWLINE = 0x0a;

/** The records of a block as blocks of their own; the block itself where they depend on each other, as lines of text do. */
export function* recordsOf(block: Block): Generator<Block> {
  if (block.format === 'text') {
    yield block;
    return;
  }
  for (const [start, end] of linesOf(block.bytes))
    yield { ...block, offset: block.offset + start, bytes: block.bytes.subarray(start, end) };
}

/** A marker for each line; line ends stay, so that the lines behind keep their numbers. */
export function failRecords({ format, offset, bytes }: Block): Examined {
  const tally = new Tally();
  const marker = oneByteEach(format === 'ndjson' ? JSON.stringify(FAILURE_MARKER) : FAILURE_MARKER);
  const out: Uint8Array[] = [];
  const broken: BrokenPiece[] = [];
  let numbers = 0;
  for (const [start, end] of linesOf(bytes)) {
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
