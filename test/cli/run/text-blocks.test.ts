import { expect } from 'chai';
import { BLOCK, type Piece } from '../../../src/cli/run/blocks.ts';
import { inlineExaminer } from '../../../src/cli/run/examiner.ts';
import { redactPieces } from '../../../src/cli/run/redact-pieces.ts';
import { textBlocks } from '../../../src/cli/run/text-blocks.ts';
import { Tally } from '../../../src/cli/tally.ts';
import { createRedactor } from '../../../src/redactor.ts';
import { TextRedaction } from '../../../src/stream/text-redaction.ts';

const redactor = createRedactor({ policy: 'external', regions: ['SE'] });
const examiner = inlineExaminer(redactor, { mail: {}, paths: false });

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65536) yield bytes.subarray(at, at + 65536);
}

interface Outcome {
  readonly out: Buffer;
  readonly counts: unknown;
}

/** As one stream. */
function whole(bytes: Uint8Array): Outcome {
  const tally = new Tally();
  const redaction = new TextRedaction(redactor, tally);
  const out = Buffer.concat([...redaction.write(bytes), ...redaction.end()]);
  return { out, counts: JSON.parse(JSON.stringify(tally)) };
}

async function inBlocks(bytes: Uint8Array): Promise<Outcome & { pieces: Piece[] }> {
  const tally = new Tally();
  const out: Uint8Array[] = [];
  const pieces: Piece[] = [];
  const cut = { seam: examiner.seam, holdBack: examiner.info.holdBack };
  let numbers = 0;
  let base = 0;
  await redactPieces('text', textBlocks(inChunks(bytes), cut), examiner, async (piece, examined) => {
    if (piece.first) base = numbers;
    tally.add(examined.counts, base);
    numbers += examined.numbers;
    out.push(examined.bytes);
    pieces.push(piece);
  });
  return { out: Buffer.concat(out), counts: JSON.parse(JSON.stringify(tally)), pieces };
}

/** So much text that a block ends inside of `around`. */
function acrossTheEnd(around: string): Buffer {
  const filler = Buffer.from('the quick brown fox jumps over the lazy dog, again and again\n'.repeat(BLOCK / 61));
  const middle = Buffer.from(around);
  return Buffer.concat([filler.subarray(0, BLOCK - Math.floor(middle.length / 2)), Buffer.from('\n'), middle, filler.subarray(0, 100_000)]);
}

describe('cli/run/text-blocks', function () {
  this.timeout(120_000);

  // Of each two lines one cannot be understood without the other, and every shift puts another place at the end of the block.
  for (const [what, lines] of [
    ['a number over two lines', 'kort 4111 1111\n1111 1111 tack\n'],
    ['a label on the line before', 'CVV:\n123\n'],
    ['a word on the line behind', `${'nothing to see in this line '.repeat(3)}\n2211445566\nkontonummer\n`],
    ['both', 'Password:\nhunter2x9\r\nkort 4111 1111\n1111 1111\n'],
  ] as const)
    it(`gives what one stream gives where a block ends: ${what}`, async () => {
      for (let shift = 0; shift < lines.length; shift += 3) {
        const bytes = acrossTheEnd('x'.repeat(shift) + lines.repeat(200));
        const { pieces, ...outcome } = await inBlocks(bytes);
        const expected = whole(bytes);
        expect(outcome.out.equals(expected.out)).to.equal(true);
        expect(outcome.counts).to.deep.equal(expected.counts);
        expect(pieces.length).to.be.above(1);
      }
    });

  it('keeps the bytes of lines that are no UTF-8, on both sides of a cut', async () => {
    const line = Buffer.from('G\xf6ran kort 4111 1111 1111 1111\n', 'latin1');
    const lines = Array.from({ length: 40_000 }, (_, i) =>
      i % 7 === 0 ? Buffer.from('\u00e5 070-1740610\n') : i % 3 === 0 ? line : Buffer.from('ascii only\n'),
    );
    const bytes = Buffer.concat(lines);
    const { pieces, ...outcome } = await inBlocks(bytes);
    const expected = whole(bytes);
    expect(outcome.out.equals(expected.out)).to.equal(true);
    expect(outcome.counts).to.deep.equal(expected.counts);
    expect(pieces.length).to.be.above(1);
  });

  it('goes through a text without line ends bit by bit', async () => {
    const bytes = Buffer.from('kort 4111 1111 1111 1111 och mer text '.repeat(300_000));
    const { pieces, out, counts } = await inBlocks(bytes);
    const expected = whole(bytes);
    expect(out.equals(expected.out)).to.equal(true);
    expect(counts).to.deep.equal(expected.counts);
    expect(pieces.some(({ last }) => !last)).to.equal(true);
  });
});
