import { expect } from 'chai';
import fc from 'fast-check';
import { encodeText, TextPieces, type TextPiece } from '../../src/formats/text.ts';
import { cut } from '../support/json-texts.ts';

/** Pieces of one encoding in a row are one: where they are cut depends on the reading. */
function runs(bytes: Uint8Array, sizes: readonly number[]): TextPiece[] {
  const reader = new TextPieces();
  const pieces: TextPiece[] = [];
  for (const chunk of cut(bytes, sizes)) pieces.push(...reader.write(chunk));
  pieces.push(...reader.end());
  const joined: { text: string; encoding: TextPiece['encoding'] }[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.encoding === piece.encoding) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}

const written = (pieces: readonly TextPiece[]) => Buffer.concat(pieces.map(({ text, encoding }) => encodeText(text, encoding)));
const line = fc.constantFrom(
  Buffer.from('plain\n'),
  Buffer.from('\r\n'),
  Buffer.from('\u00e5\u20ac\ud83d\ude00\n'),
  Buffer.from('G\xf6ran\n', 'latin1'),
  Buffer.from([0xf0, 0x9f, 0x0a]),
  Buffer.from('\ufeff\ufffd\n'),
  Buffer.from([0, 0x0a]),
  Buffer.from('x'.repeat(65_535)),
  Buffer.from('\u20ac'.repeat(50_000)),
);

describe('formats/text', () => {
  it('gives every byte back, and decides the same however it is cut', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom([1], [2, 3], [4096], [65_536, 1], [100_000]), (lines, sizes) => {
        const bytes = Buffer.concat(lines);
        // Single bytes of long lines take long and show nothing more.
        const pieces = runs(bytes, bytes.length > 1000 && sizes[0] < 100 ? [4097] : sizes);
        expect(written(pieces).equals(bytes)).to.equal(true);
        expect(pieces).to.deep.equal(runs(bytes, []));
      }),
      { numRuns: 150 },
    );
  });

  it('reads a line that is no UTF-8 as ISO 8859-1 and the others as UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('a\n\u00e5\n'), Buffer.from('G\xf6ran\nb\n', 'latin1'), Buffer.from('\u00f6\n')]);
    expect(runs(bytes, [])).to.deep.equal([
      { text: 'a\n\u00e5\n', encoding: 'utf-8' },
      { text: 'G\u00f6ran\nb\n', encoding: 'latin1' },
      { text: '\u00f6\n', encoding: 'utf-8' },
    ]);
  });

  it('holds back no more than an unfinished line of 64 KiB', () => {
    const reader = new TextPieces();
    const given = reader.write(Buffer.alloc(200_000, 'x')).reduce((sum, piece) => sum + piece.text.length, 0);
    expect(given).to.be.at.least(200_000 - 65_536);
  });
});
