import { expect } from 'chai';
import fc from 'fast-check';
import { BLOCK, LONGEST, lineBlocks, onePart, type Piece } from '../../../src/cli/run/blocks.ts';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function piecesOf(pieces: AsyncIterable<Piece>): Promise<Piece[]> {
  const all: Piece[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

/** All bytes, in their places, and rows that begin and end. */
function expectWhole(pieces: readonly Piece[], bytes: Uint8Array, offset = 0): void {
  expect(Buffer.concat(pieces.map((piece) => piece.bytes)).equals(bytes)).to.equal(true);
  let at = offset;
  let open = false;
  for (const piece of pieces) {
    expect(piece.offset).to.equal(at);
    expect(piece.first).to.equal(!open);
    open = !piece.last;
    at += piece.bytes.length;
  }
  expect(open).to.equal(false);
}

describe('cli/run/blocks', () => {
  it('cuts whole lines, however they come', async () => {
    const line = fc.nat(BLOCK).map((length) => `${'x'.repeat(length)}\n`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.boolean(),
        fc.integer({ min: 1000, max: BLOCK }),
        async (lines, ends, size) => {
          const text = lines.join('');
          const bytes = Buffer.from(ends ? text : text.slice(0, -1));
          const pieces = await piecesOf(lineBlocks(inChunks(bytes, size), 7));
          expectWhole(pieces, bytes, 7);
          for (const piece of pieces.slice(0, -1)) expect(piece.bytes.at(-1)).to.equal(0x0a);
          for (const piece of pieces) expect(piece.first && piece.last).to.equal(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('holds no line that is longer than it may be', async () => {
    const bytes = Buffer.from(`short\n${'x'.repeat(2 * LONGEST)}\nshort\n`);
    const pieces = await piecesOf(lineBlocks(inChunks(bytes, 65536)));
    expectWhole(pieces, bytes);
    expect(Math.max(...pieces.map((piece) => piece.bytes.length))).to.be.below(LONGEST + 2 * 65536);
    expect(pieces.filter(({ first, last }) => first && !last)).to.have.lengthOf(1);
  });

  it('makes one row of what cannot be cut', async () => {
    for (const text of ['', 'abc', 'x\n'.repeat(1000)]) {
      const pieces = await piecesOf(onePart(inChunks(Buffer.from(text), 100)));
      expectWhole(pieces, Buffer.from(text));
      expect(pieces.filter(({ first }) => first)).to.have.lengthOf(1);
    }
  });
});
