import { expect } from 'chai';
import { tokenFormat } from '../../src/detect/token-format.ts';
import { createRedactor } from '../../src/redactor.ts';
import { detectorRunner } from '../support/run-detector.ts';

/** Letters and digits without a pattern: a linear congruential generator. */
function letters(count: number, seed: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  let text = '';
  for (let i = 0, state = seed; i < count; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    text += alphabet[(state >>> 8) % alphabet.length];
  }
  return text;
}

describe('detect: tokens by format', () => {
  const formats = [
    { prefix: 'toy_', min: 8, max: 12 },
    { prefix: 'T.', min: 8, parts: 1 },
  ];
  const run = detectorRunner(tokenFormat, { options: { formats } });
  const texts = (text: string) => run(text).map((found) => found.text);

  it('finds what begins so and is as long', () => {
    expect(texts('key=toy_abc12345abcd;')).to.deep.equal(['toy_abc12345abcd']);
    expect(texts('toy_abc1234')).to.deep.equal([]);
    expect(texts('toy_abc12345abcd56789')).to.deep.equal([]);
    expect(texts('atoy_abc12345abcd')).to.deep.equal([]);
  });

  it('leaves what is too short, or digits alone, unless the rule says how many', () => {
    expect(texts('toy_abc12345')).to.deep.equal([]);
    expect(texts('toy_123456789012')).to.deep.equal([]);
    const numbers = detectorRunner(tokenFormat, { options: { formats: [{ prefix: 'toy-', min: 8, max: 12, digits: 8 }] } });
    expect(numbers('toy-12345678').length).to.equal(1);
    expect(numbers('toy-1234567a').length).to.equal(0);
  });

  it('counts the full stops of tokens in parts', () => {
    expect(texts('T.abcd1abcd1.efgh2efgh2.')).to.deep.equal(['T.abcd1abcd1.efgh2efgh2']);
    expect(texts('T.abcd1efgh2')).to.deep.equal([]);
  });

  it('finds a long token in pieces that touch', () => {
    const jwt = `eyJ${letters(300, 1)}.eyJ${letters(1500, 2)}.${letters(342, 3)}`;
    const redactor = createRedactor({ policy: 'external', categories: ['secret'] });
    const found = redactor.find(`token ${jwt} end`).filter(({ rule }) => rule === 'secret/token');
    expect(found[0].start).to.equal(6);
    expect(found.at(-1)?.end).to.equal(6 + jwt.length);
    for (let i = 1; i < found.length; i++) expect(found[i].start).to.equal(found[i - 1].end);
  });

  it('leaves long names and hashes', () => {
    const redactor = createRedactor({ policy: 'external', categories: ['secret'] });
    for (const text of [`sha512 ${'0123456789abcdef'.repeat(8)}`, `at ${'com.example.shop50.InvoiceService.'.repeat(8)}run`])
      expect(redactor.find(text), text.slice(0, 10)).to.deep.equal([]);
  });
});

describe('detect: private keys', () => {
  const redactor = createRedactor({ policy: 'external', categories: ['secret'] });
  const body = Array.from({ length: 12 }, (_, i) => letters(64, i + 10));
  const last = `${letters(22, 99)}==`;

  for (const [how, gap] of [
    ['on lines of their own', '\n'],
    ['with CRLF', '\r\n'],
    ['indented', '\n    '],
    ['as JSON writes them in a text', '\\n'],
    ['with blanks', ' '],
  ] as const) {
    it(`hides each line ${how}`, () => {
      const text = ['-----BEGIN RSA PRIVATE KEY-----', ...body, last, '-----END RSA PRIVATE KEY-----'].join(gap);
      const { text: out } = redactor.redact(text);
      for (const line of [...body, last]) expect(out.includes(line.slice(0, 12)), 'a line is left').to.equal(false);
    });
  }

  it('leaves the beginning and the end of what is public', () => {
    const text = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----';
    expect(redactor.redact(text).text).to.equal(text);
  });
});
