import { expect } from 'chai';
import fc from 'fast-check';
import { replacements } from '../../src/stream/replacements.ts';
import type { Finding } from '../../src/types.ts';

const finding = (start: number, end: number): Finding => ({ category: 'x', type: 'x', start, end, score: 1, rule: 'x/x' });
// Few letters, so that replacements often hold what stands between findings.
const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 });

describe('stream/replacements', () => {
  it('says what stands for each finding', () => {
    expect(replacements('a12b34c', { text: 'a[]b[]c', findings: [finding(1, 3), finding(4, 6)], degraded: false })).to.deep.equal([
      '[]',
      '[]',
    ]);
    expect(replacements('a1c', { text: 'a1c', findings: [finding(1, 2)], degraded: false })).to.deep.equal([null]);
    expect(replacements('12', { text: '', findings: [finding(0, 1), finding(1, 2)], degraded: false })).to.deep.equal(['', '']);
  });

  it('spells the redacted text, whatever replacements hold', () => {
    fc.assert(
      fc.property(word, fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 4 }), (head, parts) => {
        let text = head;
        let now = head;
        const findings: Finding[] = [];
        for (const [value, replacement, gap] of parts) {
          findings.push(finding(text.length, text.length + value.length));
          text += value + gap;
          now += replacement + gap;
        }
        const found = replacements(text, { text: now, findings, degraded: false });
        let spelled = '';
        let at = 0;
        for (const [i, { start, end }] of findings.entries()) {
          spelled += text.slice(at, start) + (found?.[i] ?? text.slice(start, end));
          at = end;
        }
        expect(found).to.have.lengthOf(findings.length);
        expect(spelled + text.slice(at)).to.equal(now);
      }),
      { numRuns: 1000 },
    );
  });

  it('knows when the two texts do not fit together', () => {
    expect(replacements('a1b2c', { text: 'a[]x[]c', findings: [finding(1, 2), finding(3, 4)], degraded: false })).to.equal(undefined);
    expect(replacements('abc', { text: 'x', findings: [], degraded: false })).to.equal(undefined);
  });
});
