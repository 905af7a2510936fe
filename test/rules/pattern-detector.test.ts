import { expect } from 'chai';
import { preparePattern } from '../../src/rules/pattern-detector.ts';
import type { Candidate, DetectContext, DetectorRule } from '../../src/types.ts';

const PLACEHOLDERS: ReadonlySet<string> = new Set(['SECRET']);

function found(text: string, rule: Partial<DetectorRule> & { pattern: string }): string[] {
  const candidates: Candidate[] = [];
  preparePattern('toy/it', { id: 'it', score: 1, ...rule }, PLACEHOLDERS).run({ scan: { text } } as DetectContext, (candidate) => candidates.push(candidate));
  return candidates.map(({ start, end }) => text.slice(start, end));
}

describe('preparePattern', () => {
  it('finds a pattern wherever it stands', () => expect(found('secret, secret', { pattern: 'secret' })).to.deep.equal(['secret', 'secret']));
  it('finds it at the very end and in a text of its length', () => expect([...found('a b2', { pattern: '[a-z]\\d' }), ...found('b2', { pattern: '[a-z]\\d' })]).to.deep.equal(['b2', 'b2']));
  it('keeps to words unless told otherwise', () => {
    expect(found('xsecret', { pattern: 'secret' })).to.deep.equal([]);
    expect(found('xsecret', { pattern: 'secret', edges: 'none' })).to.deep.equal(['secret']);
  });
  it('reports every start, so that a part of a text gives what the whole gives', () => {
    expect(found('aaaa', { pattern: 'aa', edges: 'none' })).to.deep.equal(['aa', 'aa', 'aa']);
  });
  it('begins at whole characters', () => {
    expect(found('\u{1f600}x', { pattern: '[^x]x', edges: 'none' })).to.deep.equal(['\u{1f600}x']);
  });
  it('finds what begins outside ASCII', () => expect(found('\u00e5 \u00e51', { pattern: '\u00e5\\d' })).to.deep.equal(['\u00e51']));
  it('finds the Kelvin sign for k without case', () => expect(found('\u212a1', { pattern: 'k\\d', ignoreCase: true })).to.deep.equal(['\u212a1']));
  it('leaves placeholders alone, and only those', () => {
    expect(found('[SECRET] [OTHER]', { pattern: '[A-Z]{5,6}' })).to.deep.equal(['OTHER']);
    expect(found('[SECRET]', { pattern: '\\[[A-Z]{6}\\]', edges: 'none' })).to.deep.equal([]);
  });
  it('leaves the ends of a kept number alone, and finds bold ones', () => {
    expect(found('411111******1111', { pattern: '\\d{4,6}' })).to.deep.equal([]);
    expect(found('**411111**', { pattern: '\\d{4,6}' })).to.deep.equal(['411111']);
  });
  it('hands validators letters and digits alone', () => {
    const values: string[] = [];
    preparePattern('toy/it', { id: 'it', score: 1, pattern: '[a-z]{2}-\\d{2}' }, PLACEHOLDERS).run({ scan: { text: 'ab-12' } } as DetectContext, ({ value }) => values.push(value));
    expect(values).to.deep.equal(['AB12']);
  });
  it('refuses what the rule files refuse', () => {
    expect(() => preparePattern('toy/it', { id: 'it', score: 1, pattern: 'a*' }, PLACEHOLDERS)).to.throw().with.property('code', 'ERR_RULE_PATTERN_UNBOUNDED');
  });
});
