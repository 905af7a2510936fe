import { expect } from 'chai';
import fc from 'fast-check';
import { compareOverlap, resolveOverlaps } from '../../src/resolve/overlap.ts';

const span = (start: number, end: number, priority = 1, score = 0.5, order = 0) => ({ start, end, priority, score, order });

describe('overlaps', () => {
  it('higher priority wins, then length, then score, then the first, then the order of rules', () => {
    expect(resolveOverlaps([span(0, 9, 1), span(5, 7, 2)])).to.deep.equal([span(5, 7, 2)]);
    expect(resolveOverlaps([span(0, 3), span(2, 9)])).to.deep.equal([span(2, 9)]);
    expect(resolveOverlaps([span(0, 3, 1, 0.5), span(2, 5, 1, 0.9)])).to.deep.equal([span(2, 5, 1, 0.9)]);
    expect(resolveOverlaps([span(2, 5), span(0, 3)])).to.deep.equal([span(0, 3)]);
    expect(resolveOverlaps([span(0, 3, 1, 0.5, 2), span(0, 3, 1, 0.5, 1)])).to.deep.equal([span(0, 3, 1, 0.5, 1)]);
  });
  it('tells the loser who won', () => {
    const lost: unknown[] = [];
    resolveOverlaps([span(0, 9, 1), span(5, 7, 2)], (loser, winner) => lost.push([loser.start, winner.start]));
    expect(lost).to.deep.equal([[0, 5]]);
  });
  it('never gives overlaps, whatever the order they come in, and the order changes nothing', () => {
    const spans = fc.array(
      fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 30 }), fc.nat(3), fc.nat(5)).map(([s, l, p, o]) => span(s, s + l, p, 0.5, o)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(spans, (all) => {
        const picked = resolveOverlaps(all);
        for (let i = 1; i < picked.length; i++) expect(picked[i].start).to.be.at.least(picked[i - 1].end);
        expect(resolveOverlaps([...all].reverse())).to.deep.equal(picked);
        for (const s of all)
          expect(picked.some((p) => p.start < s.end && s.start < p.end && compareOverlap(p, s) <= 0) || picked.includes(s)).to.equal(true);
      }),
    );
  });
  it('decides an endless chain as far as it has come', () => {
    const chain = Array.from({ length: 5000 }, (_, i) => span(i * 2, i * 2 + 3));
    const picked = resolveOverlaps(chain);
    for (let i = 1; i < picked.length; i++) expect(picked[i].start).to.be.at.least(picked[i - 1].end);
    expect(picked.length).to.be.greaterThan(2000);
  });
});
