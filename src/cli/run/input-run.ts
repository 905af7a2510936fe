/** One input, from its first byte to the name of its output. */
import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { HEAD_BYTES } from '../../formats/csv-dialect.ts';
import type { MuteRange } from '../../stream/mute-ranges.ts';
import type { TextBefore } from '../../stream/text-redaction.ts';
import type { LateFinding } from '../../types.ts';
import { type Input, isPacked, refuseChanged } from '../input.ts';
import type { FileOutput, Output } from '../output.ts';
import type { BrokenPiece, Tally } from '../tally.ts';
import { lineBlocks, onePart, type Piece } from './blocks.ts';
import { Checkpoints, type Found, type Place } from './checkpoints.ts';
import type { Settings } from './checkpoint.ts';
import type { Examined } from './examination.ts';
import type { Examiner } from './examiner.ts';
import { readAt, sha256Of } from './fingerprint.ts';
import { type PositionCounts, Positions } from './positions.ts';
import { redactPieces } from './redact-pieces.ts';
import { rowBlocks } from './row-blocks.ts';
import { tableNamed } from './table-question.ts';
import { textBlocks } from './text-blocks.ts';

export interface InputRunOptions {
  readonly examiner: Examiner;
  readonly tally: Tally;
  /** Cut the input into blocks. */
  readonly cut: boolean;
  /** Bytes of input from one checkpoint to the next; undefined: none are written. The output is a file then. */
  readonly checkpointEvery: number | undefined;
  /** What decides the output beside the input. */
  readonly settings: Settings;
  /** Work out the SHA-256 of input and output. */
  readonly hashed: boolean;
  /** Asked before what was written gets its name; throws when it may not have one. `path`: where it stands, when it is a file. */
  readonly inspect: (path: string | undefined) => Promise<void>;
  /** Hears of what records revealed in earlier ones, after these are written. */
  readonly late: (findings: readonly LateFinding[]) => Promise<void>;
  /** Takes what is broken, with the numbers that records have in the input. */
  readonly broken: (pieces: readonly BrokenPiece[]) => Promise<void>;
  /** Hears of bytes of the input that are done, and whether an earlier run did them. */
  readonly read: (bytes: number, earlier: boolean) => void;
}

export interface InputRun {
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Bytes of the input that an earlier run did. */
  readonly earlier: number;
  /** SHA-256 in hex, when asked for. */
  readonly hashIn: string | undefined;
  readonly hashOut: string | undefined;
  readonly positions: PositionCounts;
  /** Of a transcript: what to mute in the recording. */
  readonly muted: readonly MuteRange[];
}

/** The records of these formats are examined apart from each other, or can be cut where nothing reaches over. */
export function canBeCut(input: Input): boolean {
  return !isPacked(input) && (input.format === 'ndjson' || input.format === 'text' || tableNamed(input.format) !== undefined);
}

/** Redacts an input into an output and gives that its name. What is thrown leaves the output to its opener. */
export async function runInput(input: Input, output: Output, options: InputRunOptions): Promise<InputRun> {
  const { examiner, tally, checkpointEvery, hashed } = options;
  const checkpoints =
    checkpointEvery === undefined ? undefined : new Checkpoints(input, output as FileOutput, options.settings, checkpointEvery);
  const found = await checkpoints?.find();
  const hashes = hashed ? await hashesOf(input, output, found) : undefined;
  const at = { bytesIn: found?.bytesIn ?? 0, bytesOut: found?.bytesOut ?? 0, numbers: found?.numbers ?? 0, next: found?.next };
  const positions = new Positions();
  if (found !== undefined) {
    tally.add(found.counts);
    positions.restore(found.positions);
  }
  options.read(at.bytesIn, true);
  const place = (): Place => ({ ...at, counts: tally.counts(), positions: positions.toJSON() });
  /** Record numbers before the part at hand. */
  let base = at.numbers;
  let muted: readonly MuteRange[] = [];

  async function take(piece: Piece, examined: Examined): Promise<void> {
    if (piece.first) base = at.numbers;
    // First: what is noted may end the input before any of it is written.
    tally.add(examined.counts, base);
    await output.write(examined.bytes);
    hashes?.in.update(piece.bytes);
    hashes?.out.update(examined.bytes);
    positions.add(piece.offset, examined.counts.total);
    at.numbers += examined.numbers;
    at.bytesIn += piece.bytes.length;
    at.bytesOut += examined.bytes.length;
    at.next = piece.next;
    muted = examined.muted;
    if (examined.late.length > 0) await options.late(examined.late);
    await options.broken(examined.broken.map((one) => ({ ...one, record: one.record + base })));
    options.read(piece.bytes.length, false);
    if (piece.last) await checkpoints?.offer(place);
  }

  if (found?.done !== true) {
    await redactPieces(input.format, await piecesOf(input, options, found), examiner, take);
    if (checkpoints !== undefined || hashed) await refuseChanged(input);
    await inspectOutput(output, options.inspect);
    await checkpoints?.done(place());
  }
  if (found?.named === true) await output.abort();
  else await output.commit();
  const { bytesIn, bytesOut } = at;
  return {
    bytesIn,
    bytesOut,
    earlier: found?.bytesIn ?? 0,
    hashIn: hashes?.in.digest('hex'),
    hashOut: hashes?.out.digest('hex'),
    positions: positions.toJSON(),
    muted,
  };
}

/** Looks through what was written before it has its name; what may not have one does not stay. */
export async function inspectOutput(output: Output | FileOutput, inspect: InputRunOptions['inspect']): Promise<void> {
  try {
    await inspect('path' in output ? (output.part ?? output.path) : undefined);
  } catch (error) {
    await output.discard();
    throw error;
  }
}

async function piecesOf(input: Input, { examiner, cut }: InputRunOptions, found: Found | undefined): Promise<AsyncIterable<Piece>> {
  const from = found?.bytesIn ?? 0;
  if (!cut) return onePart(input.chunks());
  const format = tableNamed(input.format);
  if (format !== undefined) {
    const start = (head: Uint8Array) => examiner.table({ format: format.name, head });
    return rowBlocks(input.chunks(from), { format, start, head: from === 0 ? undefined : await headOf(input) }, from);
  }
  if (input.format !== 'text') return lineBlocks(input.chunks(from), from);
  const seam = { seam: examiner.seam.bind(examiner), holdBack: examiner.info.holdBack };
  return textBlocks(input.chunks(from), seam, from, await beforeOf(input, found));
}

/** The first bytes of a table that is gone on with. */
function headOf(input: Input): Promise<Uint8Array> {
  return bytesOf(input, 0, HEAD_BYTES);
}

/** The lines in front of the place where text goes on. */
async function beforeOf(input: Input, found: Found | undefined): Promise<TextBefore | undefined> {
  if (found?.next === undefined) return undefined;
  const { bytes, encoding } = found.next;
  return { bytes: await bytesOf(input, found.bytesIn - bytes, found.bytesIn), encoding };
}

async function bytesOf(input: Input, from: number, to: number): Promise<Uint8Array> {
  const handle = await open(input.name);
  try {
    return await readAt(handle, from, to);
  } finally {
    await handle.close();
  }
}

/** With what an earlier run did taken in: a hash cannot be put down and taken up again. */
async function hashesOf(input: Input, output: Output, found: Found | undefined): Promise<{ in: Hash; out: Hash }> {
  if (found === undefined) return { in: createHash('sha256'), out: createHash('sha256') };
  const { path, part } = output as FileOutput;
  return {
    in: await sha256Of(input.name, found.bytesIn),
    out: await sha256Of(found.named ? path : (part ?? path), found.bytesOut),
  };
}
