import { expect } from 'chai';
import fc from 'fast-check';
import { TextRedaction } from '../../src/stream/text-redaction.ts';
import type { Redactor } from '../../src/types.ts';
import { cut } from '../support/json-texts.ts';
import { secretRedactor } from '../support/secret-redactor.ts';

function run(bytes: Uint8Array, sizes: readonly number[] = [], redactor: Redactor = secretRedactor()) {
  const found: string[] = [];
  let records = 0;
  let degraded = 0;
  const redaction = new TextRedaction(redactor, {
    record: () => records++,
    degraded: () => degraded++,
    found: (finding, where) => found.push(`${where.record} ${finding.start}-${finding.end}`),
  });
  const out: Uint8Array[] = [];
  for (const chunk of cut(bytes, sizes)) for (const part of redaction.write(chunk)) out.push(Buffer.from(part));
  out.push(...redaction.end());
  return { bytes: Buffer.concat(out), found, records, degraded };
}

const piece = fc.constantFrom(
  ...['a', ' ', '\n', '\r\n', 'secret', 'secret12', '\u00e5', '\u20ac', '\ud83d\ude00', '99123', '\0', '\ufeff'].map((text) =>
    Buffer.from(text),
  ),
  Buffer.from('\xe5\n', 'latin1'),
  Buffer.from([0xff]),
);

describe('stream/text-redaction', () => {
  it('gives the same however it is cut', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (pieces, sizes) => {
        const bytes = Buffer.concat(pieces);
        expect(run(bytes, sizes)).to.deep.equal(run(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('changes findings and nothing else', () => {
    const { bytes, found, records } = run(Buffer.from('a\r\nG\xf6 secret1 \xff\n\nx secret\nsecret', 'latin1'));
    expect(bytes.toString('latin1')).to.equal('a\r\nG\xf6 [S] \xff\n\nx [S]\n[S]');
    expect(found).to.deep.equal(['2 3-10', '4 2-8', '5 0-6']);
    expect(records).to.equal(5);
  });

  it('redacts a line of any length in windows', () => {
    const word = 'secret12 \u00e5\ud83d\ude00 ';
    const text = word.repeat(40_000);
    for (const sizes of [[], [4096], [70_001]]) {
      const { bytes, found } = run(Buffer.from(text), sizes);
      expect(bytes.toString() === '[S] \u00e5\ud83d\ude00 '.repeat(40_000), `${sizes}`).to.equal(true);
      expect(found.length).to.equal(40_000);
      expect(found.at(-1)).to.equal(`1 ${39_999 * word.length}-${39_999 * word.length + 8}`);
    }
  });

  it('lets nothing of a stretch out that cannot be read', () => {
    const { bytes, degraded } = run(Buffer.from('one boom secret two\n'));
    expect(bytes.toString()).to.equal('[REDACTION_FAILED]');
    expect(degraded).to.equal(1);
  });
});
