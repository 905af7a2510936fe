import { expect } from 'chai';
import { createTextStream } from '../src/text-stream.ts';
import type { Finding } from '../src/types.ts';

const SECRET = 'secret';

/** Finds `secret`; cannot read a text with `boom`. */
function secrets(text: string) {
  if (text.includes('boom')) throw new Error('boom');
  return [...text.matchAll(/secret/g)].map(({ index }) => ({
    category: 'toy',
    type: 'toy',
    rule: 'toy/toy',
    score: 1,
    start: index,
    end: index + SECRET.length,
    replacement: '[S]',
  }));
}

const REPLACER = { find: secrets, cut: (_: string, at: number) => at };

describe('a text stream', () => {
  it('keeps the first findings, counts all and tells of all', () => {
    const told: Finding[] = [];
    const stream = createTextStream(REPLACER, 20, { found: (finding) => told.push(finding) });
    let out = '';
    for (let i = 0; i < 300; i++) out += stream.write(`${SECRET} `.repeat(50));
    out += stream.end();
    expect(out).to.equal('[S] '.repeat(15_000));
    expect(stream.findings).to.have.lengthOf(10_000);
    expect(stream.count).to.equal(15_000);
    expect(told).to.have.lengthOf(15_000);
    expect(told.slice(0, 10_000)).to.deep.equal(stream.findings);
    expect(told.at(-1)).to.deep.include({ start: 14_999 * 7, end: 14_999 * 7 + 6 });
    expect(stream.degraded).to.equal(false);
  });

  it('says when a part could not be examined', () => {
    const stream = createTextStream(REPLACER, 20);
    expect(stream.write('x'.repeat(400))).to.not.equal('');
    expect(stream.write(`boom${' '.repeat(400)}`)).to.equal('[REDACTION_FAILED]');
    expect(stream.degraded).to.equal(true);
  });
});
