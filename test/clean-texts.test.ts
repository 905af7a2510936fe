import { expect } from 'chai';
import { CleanTexts } from '../src/clean-texts.ts';
import { createRedactor } from '../src/index.ts';

describe('texts that are known to hold nothing', () => {
  it('are remembered for their field alone', () => {
    const texts = new CleanTexts();
    texts.add('status', 'open');
    texts.add(undefined, 'hello');
    expect(texts.has('status', 'open')).to.equal(true);
    expect(texts.has('state', 'open')).to.equal(false);
    expect(texts.has(undefined, 'open')).to.equal(false);
    expect(texts.has(undefined, 'hello')).to.equal(true);
  });

  it('are the short ones', () => {
    const texts = new CleanTexts();
    const long = 'x'.repeat(65);
    texts.add('status', long);
    expect(texts.has('status', long)).to.equal(false);
  });

  it('are some of each field, which leaves room for others', () => {
    const texts = new CleanTexts();
    for (let field = 0; field < 100; field++) for (let i = 0; i < 1000; i++) texts.add(`f${field}`, `${i}`);
    const remembered = (field: number) => Array.from({ length: 1000 }, (_, i) => texts.has(`f${field}`, `${i}`)).filter(Boolean).length;
    const all = Array.from({ length: 100 }, (_, field) => remembered(field));
    expect(all[0]).to.equal(512);
    expect(all[10]).to.equal(512);
    expect(all.reduce((sum, one) => sum + one)).to.equal(20_000);
  });

  it('are looked at again where more is known than their field', () => {
    const redactor = createRedactor();
    const value = 'Tove';
    for (let i = 0; i < 2; i++) {
      expect(redactor.redact('4711', { field: 'status' }).findings).to.have.length(0);
      expect(redactor.redact('4711', { field: 'pin' }).findings).to.have.length(1);
      expect(redactor.redact('kalle anka', { field: 'queue' }).findings).to.have.length(0);
      expect(redactor.redact('kalle anka', { field: 'queue', previous: 'What is your name?' }).findings).to.have.length(1);
    }
    expect(redactor.redact(value, { parties: [{ role: 'requester', name: value }] }).text).not.to.contain(value);
  });
});
