import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import { preparePattern } from '../../src/rules/pattern-detector.ts';
import type { Candidate, DetectContext, DetectorRule, RuleSource } from '../../src/types.ts';

const PLACEHOLDERS: ReadonlySet<string> = new Set(['SECRET']);

function found(text: string, rule: Partial<DetectorRule> & { pattern: string }): string[] {
  const candidates: Candidate[] = [];
  preparePattern('toy/it', { id: 'it', score: 1, ...rule }, PLACEHOLDERS).run({ scan: { text } } as DetectContext, (candidate) =>
    candidates.push(candidate),
  );
  return candidates.map(({ start, end }) => text.slice(start, end));
}

describe('preparePattern', () => {
  it('finds a pattern wherever it stands', () =>
    expect(found('secret, secret', { pattern: 'secret' })).to.deep.equal(['secret', 'secret']));
  it('finds it at the very end and in a text of its length', () =>
    expect([...found('a b2', { pattern: '[a-z]\\d' }), ...found('b2', { pattern: '[a-z]\\d' })]).to.deep.equal(['b2', 'b2']));
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
  it('finds the Kelvin sign for k without case', () =>
    expect(found('\u212a1', { pattern: 'k\\d', ignoreCase: true })).to.deep.equal(['\u212a1']));
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
    preparePattern('toy/it', { id: 'it', score: 1, pattern: '[a-z]{2}-\\d{2}' }, PLACEHOLDERS).run(
      { scan: { text: 'ab-12' } } as DetectContext,
      ({ value }) => values.push(value),
    );
    expect(values).to.deep.equal(['AB12']);
  });
  it('refuses what the rule files refuse', () => {
    expect(() => preparePattern('toy/it', { id: 'it', score: 1, pattern: 'a*' }, PLACEHOLDERS))
      .to.throw()
      .with.property('code', 'ERR_RULE_PATTERN_UNBOUNDED');
  });
});

describe('a redactor with patterns', () => {
  const rules: RuleSource = {
    categories: [
      {
        category: 'toy',
        finds: 'toys',
        priority: 40,
        placeholder: 'TOY',
        context: { near: { en: ['gadget'] } },
        detectors: [
          { id: 'sure', pattern: 'secret', score: 0.6 },
          { id: 'unsure', pattern: '[a-z]{2}-[a-z]{2}(?: [a-z]{2}){0,2}', score: 0.2, cue: 0.4 },
        ],
      },
    ],
    policies: [{ policy: 'external', for: 'tests', otherwise: 'remove', minScore: 0.4, actions: {} }],
  };
  const redactor = createRedactor({ rules, policy: 'external' });

  const withPattern = (pattern: string) =>
    createRedactor({
      rules: { ...rules, categories: [{ ...rules.categories[0], detectors: [{ id: 'sure', pattern, score: 0.6 }] }] },
      policy: 'external',
    });

  for (const [what, pattern, text, expected] of [
    ['in the fraction of a time stamp', '\\d{2}\\.\\d{6}', 'at 2026-03-04T10:33:07.123456 x', 'at 2026-03-04T10:33:[TOY] x'],
    ['in a number longer than anybody types', '\\d{65,80}', `x ${'7'.repeat(70)} y`, 'x [TOY] y'],
    ['in one longer than is counted', '\\d{300}', `x ${'7'.repeat(300)} y`, 'x [TOY] y'],
    ['in an identifier', '[0-9a-f]{4}\\d{6}[0-9a-f]{8}', 'id c3d9123456f00ba4e1 z', 'id [TOY] z'],
    ['behind letters and a dash', '[A-Z]{2}-\\d{2}', 'x QX-12 y', 'x [TOY] y'],
    ['behind letters and a dash, in an identifier', '[a-z]-\\d[a-f]\\d[a-f]\\d[a-f]', 'x q-1a2b3c y', 'x [TOY] y'],
  ] as const)
    it(`wakes for a pattern ${what}`, () => expect(withPattern(pattern).redact(text).text).to.equal(expected));

  it('finds a pattern in a text without digits, and one that a word must speak for', () => {
    expect(redactor.redact('a secret, ab-cd').text).to.equal('a [TOY], ab-cd');
    expect(redactor.redact('gadget: ab-cd ef').text).to.equal('gadget: [TOY]');
  });

  it('gives the same however the text is cut', () => {
    const text = `${'filler '.repeat(120)}gadget: ab-cd ef secret. ${'more '.repeat(150)}xx-yy secret`;
    const whole = redactor.redact(text).text;
    for (let at = 0; at <= text.length; at += 7) {
      const stream = redactor.stream();
      expect(stream.write(text.slice(0, at)) + stream.write(text.slice(at)) + stream.end()).to.equal(whole);
    }
  });

  it('leaves its own result alone', () => {
    const { text } = redactor.redact('gadget: ab-cd ef, secret');
    expect(redactor.redact(text).text).to.equal(text);
  });
});
