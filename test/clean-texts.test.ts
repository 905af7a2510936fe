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

  it('are the short ones, and few of each field', () => {
    const texts = new CleanTexts();
    const long = 'x'.repeat(33);
    texts.add('status', long);
    expect(texts.has('status', long)).to.equal(false);
    for (let i = 0; i < 1000; i++) texts.add('status', `s${i}`);
    expect(texts.has('status', 's0')).to.equal(true);
    expect(texts.has('status', 's999')).to.equal(false);
  });

  it('are of few fields', () => {
    const texts = new CleanTexts();
    for (let i = 0; i < 5000; i++) texts.add(`f${i}`, 'open');
    expect(texts.has('f0', 'open')).to.equal(true);
    expect(texts.has('f4999', 'open')).to.equal(false);
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
