import { expect } from 'chai';
import fc from 'fast-check';
import { decodeString, encodeString, HAS_ESCAPE, HAS_HIGH, stringOffsets } from '../../src/formats/json-string.ts';

const ALL = HAS_ESCAPE | HAS_HIGH;
const decode = (bytes: Uint8Array) => decodeString(bytes, 0, bytes.length, ALL);

/** Content of a string as it may stand in a file, with bytes that are no UTF-8. */
const element = fc.constantFrom(
  ...['a', 'z', '\\n', '\\/', '\\u00e5', '\\ud83d\\ude00', '\\ud83d', '\u00e5', '\u20ac', '\ud83d\ude00'].map((text) => Buffer.from(text)),
  ...[[0xe5], [0xff], [0xf0, 0x9f, 0x98], [0xc0, 0xaf], [0xed, 0xa0, 0x80]].map((bytes) => Buffer.from(bytes)),
);

describe('formats/json-string', () => {
  it('decodes what JSON.parse decodes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => decode(Buffer.from(JSON.stringify(text).slice(1, -1))) === text));
  });

  it('reads a byte that is no UTF-8 as ISO 8859-1', () => {
    expect(decode(Buffer.from('G\xf6ran \\u0041', 'latin1'))).to.equal('G\u00f6ran A');
  });

  it('finds the byte of each unit', () => {
    fc.assert(
      fc.property(
        fc.array(element, { maxLength: 6 }),
        fc.array(element, { maxLength: 6 }),
        fc.array(element, { maxLength: 6 }),
        (a, b, c) => {
          // An ASCII wall keeps a broken sequence from joining with what comes next.
          const wall = Buffer.from('|');
          const parts = [Buffer.concat([...a, wall]), Buffer.concat([...b, wall]), Buffer.concat(c)];
          const bytes = Buffer.concat(parts);
          const start = decode(parts[0]).length;
          const end = start + decode(parts[1]).length;
          expect(stringOffsets(bytes, 0, bytes.length, ALL, [start, end])).to.deep.equal([
            parts[0].length,
            parts[0].length + parts[1].length,
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('widens a finding that begins or ends inside a pair', () => {
    expect(stringOffsets(Buffer.from('a\ud83d\ude00b'), 0, 6, ALL, [2, 3])).to.deep.equal([1, 5]);
    expect(stringOffsets(Buffer.from('a\ud83d\ude00b'), 0, 6, ALL, [0, 2])).to.deep.equal([0, 5]);
  });

  it('encodes in ASCII, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = encodeString(text);
        expect(encoded).to.match(/^[\x20-\x7e]*$/);
        expect(JSON.parse(`"${encoded}"`)).to.equal(text);
      }),
    );
  });
});
