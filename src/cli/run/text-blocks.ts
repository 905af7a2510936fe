/** Cuts text at line borders over which no finding reaches. */
import { lastEncoding, type TextEncodingName } from '../../formats/text.ts';
import type { TextBefore } from '../../stream/text-redaction.ts';
import type { SeamQuestion } from '../../stream/text-seam.ts';
import { BLOCK, LONGEST, type Piece } from './blocks.ts';

export interface TextCut {
  readonly seam: (question: SeamQuestion) => Promise<number | undefined>;
  /** Units to either side of a seam that matter to what is found beside it. */
  readonly holdBack: number;
}

const NEWLINE = 0x0a;
/** Of the end of a block, where a seam is looked for. */
const SOUGHT = 8 * 1024;
/** Lines around a seam that are longer are not waited for. */
const LONGEST_LINE = 64 * 1024;
/** Bytes that a UTF-16 unit takes at most. */
const BYTES_A_UNIT = 3;

interface Seam {
  readonly at: number;
  /** Where the lines begin that the part behind the seam has in front of it. */
  readonly before: number;
  /** Where the lines end that the part in front of the seam has behind it. */
  readonly after: number;
}

/** `offset` and `before`: where the first chunk begins, when it is not at the beginning. */
export async function* textBlocks(chunks: AsyncIterable<Uint8Array>, cut: TextCut, offset = 0, before?: TextBefore): AsyncGenerator<Piece> {
  const source = chunks[Symbol.asyncIterator]();
  const context = cut.holdBack * BYTES_A_UNIT;
  let held: Buffer = Buffer.alloc(0);
  let ended = false;
  let inside = false;
  let encoding: TextEncodingName = before === undefined ? 'utf-8' : encodingAt(before.bytes, before.bytes.length, before.encoding);
  let wanted = BLOCK;

  async function fill(bytes: number): Promise<void> {
    const parts: Uint8Array[] = [held];
    let length = held.length;
    while (length < bytes && !ended) {
      const next = await source.next();
      if (next.done === true) ended = true;
      else {
        parts.push(next.value);
        length += next.value.length;
      }
    }
    if (parts.length > 1) held = Buffer.concat(parts);
  }

  function piece(bytes: number, last: boolean, seam?: Seam): Piece {
    const made: Piece = {
      bytes: held.subarray(0, bytes),
      offset,
      first: !inside,
      last,
      before: inside ? undefined : before,
      after: seam === undefined ? undefined : copyOf(held, seam.at, seam.after),
      next: seam === undefined ? undefined : { bytes: seam.at - seam.before, encoding: encodingAt(held, seam.before, encoding) },
    };
    if (seam !== undefined && made.next !== undefined) before = { bytes: copyOf(held, seam.before, seam.at), encoding: made.next.encoding };
    encoding = encodingAt(held, bytes, encoding);
    // A copy: what is left must not keep all that was read alive.
    held = Buffer.from(held.subarray(bytes));
    offset += bytes;
    inside = !last;
    wanted = BLOCK;
    return made;
  }

  for (;;) {
    await fill(wanted + context + LONGEST_LINE);
    if (ended && held.length <= wanted) break;
    const seam = await seamNear(held, Math.min(wanted, held.length), ended, encoding, context, cut);
    if (seam !== undefined) yield piece(seam.at, true, seam);
    else if (inside || wanted >= LONGEST) yield piece(wanted, false);
    else wanted += BLOCK;
  }
  if (held.length > 0 || inside) yield piece(held.length, true);
}

/** What is sent to a worker takes all of its buffer along. */
function copyOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return new Uint8Array(bytes.subarray(from, to));
}

function encodingAt(bytes: Uint8Array, at: number, start: TextEncodingName): TextEncodingName {
  return lastEncoding(bytes, 0, at) ?? start;
}

/** Undefined when there is none in the last bytes before `end`. */
async function seamNear(
  held: Buffer,
  end: number,
  ended: boolean,
  encoding: TextEncodingName,
  context: number,
  { seam }: TextCut,
): Promise<Seam | undefined> {
  const borders: number[] = [];
  for (let newline = held.indexOf(NEWLINE, end - SOUGHT); newline >= 0 && newline < end; newline = held.indexOf(NEWLINE, newline + 1))
    borders.push(newline + 1);
  if (borders.length === 0 || borders[0] < context) return undefined;
  const from = lineStart(held, borders[0] - context);
  const to = lineEnd(held, borders[borders.length - 1] + context, ended);
  if (from === undefined || to === undefined) return undefined;
  const at = await seam({
    bytes: copyOf(held, from, to),
    encoding: encodingAt(held, from, encoding),
    borders: borders.map((border) => border - from),
  });
  if (at === undefined) return undefined;
  const before = lineStart(held, from + at - context) ?? from;
  return { at: from + at, before, after: lineEnd(held, from + at + context, ended) ?? to };
}

/** The last that is not behind `at`. */
function lineStart(held: Buffer, at: number): number | undefined {
  const newline = at < 1 ? -1 : held.lastIndexOf(NEWLINE, at - 1);
  return newline < 0 || at - newline > LONGEST_LINE ? undefined : newline + 1;
}

/** The first that is not in front of `at`. */
function lineEnd(held: Buffer, at: number, ended: boolean): number | undefined {
  const newline = held.indexOf(NEWLINE, Math.min(at, held.length) - 1);
  if (newline >= 0 && newline - at <= LONGEST_LINE) return newline + 1;
  return ended && newline < 0 ? held.length : undefined;
}
