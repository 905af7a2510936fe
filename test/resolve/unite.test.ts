import { expect } from 'chai';
import { unite } from '../../src/resolve/unite.ts';

type Range = readonly [from: number, to: number, score?: number];

function united(whole: readonly Range[], apart: readonly Range[]): string[] {
  const found = (name: string, ranges: readonly Range[]) => ranges.map(([from, to, score = 0.5]) => ({ name, from, to, score }));
  return unite(found('whole', whole), found('apart', apart), (of, from, to) => ({ ...of, name: 'rest', from, to })).map(
    ({ name, from, to }) => `${name} ${from}-${to}`,
  );
}

describe('unite', () => {
  it('keeps what does not overlap, in order', () =>
    expect(
      united(
        [
          [2, 4],
          [8, 9],
        ],
        [
          [0, 2],
          [4, 6],
          [9, 10],
        ],
      ),
    ).to.deep.equal(['apart 0-2', 'whole 2-4', 'apart 4-6', 'whole 8-9', 'apart 9-10']));
  it('takes the surer one that holds the others', () =>
    expect(
      united(
        [[0, 9, 0.9]],
        [
          [1, 3],
          [4, 9, 0.8],
        ],
      ),
    ).to.deep.equal(['whole 0-9']));
  it('takes the pieces where they are as sure, and what is left between and beside them', () =>
    expect(
      united(
        [[0, 9]],
        [
          [1, 3],
          [4, 8],
        ],
      ),
    ).to.deep.equal(['rest 0-1', 'apart 1-3', 'rest 3-4', 'apart 4-8', 'rest 8-9']));
  it('takes a piece that goes beyond the surer one', () =>
    expect(united([[2, 6, 0.9]], [[4, 8]])).to.deep.equal(['rest 2-4', 'apart 4-8']));
  it('takes a piece that two of the others share once', () =>
    expect(
      united(
        [
          [0, 4],
          [6, 9],
        ],
        [[2, 7]],
      ),
    ).to.deep.equal(['rest 0-2', 'apart 2-7', 'rest 7-9']));
  it('covers every unit that either found', () => {
    // All ways in which two findings of each reading lie in eight units.
    const ranges: Range[][] = [[]];
    for (let a = 0; a < 7; a++)
      for (let b = a + 1; b < 8; b++)
        for (let c = b; c < 7; c++)
          for (let d = c + 1; d < 8; d++)
            ranges.push([
              [a, b],
              [c, d, 0.9],
            ]);
    const units = (all: readonly (readonly number[])[]) =>
      all.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));
    for (const whole of ranges)
      for (const apart of ranges) {
        const result = united(whole, apart).map((one) => one.replace(/\D+/, '').split('-').map(Number));
        const covered = units(result);
        expect(covered, `${whole} ${apart}`).to.deep.equal(
          [...new Set(units([...whole, ...apart] as [number, number][]))].sort((x, y) => x - y),
        );
      }
  });
});
