import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';

const redactor = createRedactor({ policy: 'external', categories: ['bank-account'] });

function spans(text: string, field?: string): string[] {
  return redactor.find(text, { field }).map((finding) => text.slice(finding.start, finding.end));
}

describe('detect: bank accounts', () => {
  it('joins groups of one number and leaves the next number alone', () => {
    expect(spans('account number 1111 1111 1111')).to.deep.equal(['1111 1111 1111']);
    expect(spans('account number 5917 250')).to.deep.equal(['5917']);
    expect(spans('account number 123 456 789 2024-05-12')).to.deep.equal(['123 456 789']);
    expect(spans('account number 12345678, 2024-05-12')).to.deep.equal(['12345678']);
    expect(spans('kontonummer 6000-123 456 789, 12:30')).to.deep.equal(['6000-123 456 789']);
  });

  it('takes no sums, counts, dates, versions, addresses', () => {
    for (const text of [
      'account number 5000 kr',
      'account number $5000',
      'account number \u20ac 5000',
      'account number 12.05.2024',
      'account number 192.0.2.146',
      'kontonummer 10.0.19045.3570',
      'account number 500 users',
    ])
      expect(spans(text), text).to.deep.equal([]);
  });

  it('takes nothing behind the name of another thing', () => {
    for (const text of ['account number or order 12345678', 'konto, telefon 0701740605', 'bankkonto och personnummer 121212-1212'])
      expect(spans(text), text).to.deep.equal([]);
  });

  it('takes a number before its label when it is long or close', () => {
    expect(spans('89087397129734 this is my account number')).to.deep.equal(['89087397129734']);
    expect(spans('3365 account number')).to.deep.equal(['3365']);
    expect(spans('transfer 5000 to my account number')).to.deep.equal([]);
  });

  it('reads the name of a field as the label', () => {
    expect(spans('12345678', 'account_number')).to.deep.equal(['12345678']);
    expect(spans('5050-1055', 'bankgiro')).to.deep.equal(['5050-1055']);
    expect(spans('60-16-13', 'sortCode')).to.deep.equal(['60-16-13']);
    expect(spans('12345678', 'order_id')).to.deep.equal([]);
  });

  it('needs a word of banking beside a mere account', () => {
    expect(spans('account 123456780')).to.deep.equal([]);
    expect(spans('transfer it to account 123456780')).to.deep.equal(['123456780']);
  });

  it('leaves masks as they are', () => {
    for (const text of ['account number ****1234', 'account number xxxx1234', 'kontonummer 1234****'])
      expect(spans(text), text).to.deep.equal([]);
    expect(spans('kontonummer **12345678**')).to.deep.equal(['12345678']);
  });

  it('takes a number in the groups of its country without a label when its check digits are right', () => {
    expect(spans('2100 0418 45 0200051332')).to.deep.equal(['2100 0418 45 0200051332']);
    expect(spans('2100 0418 46 0200051332')).to.deep.equal([]);
    expect(spans('20041 01005 0500013M026 06')).to.deep.equal(['20041 01005 0500013M026 06']);
    expect(spans('20041 01005 0500013M026 07')).to.deep.equal([]);
    expect(spans('61 1090 1014 0000 0712 1981 2874')).to.deep.equal(['61 1090 1014 0000 0712 1981 2874']);
    expect(spans('40817810538091310419 044525225')).to.deep.equal(['40817810538091310419', '044525225']);
  });

  it('is quick over floods of labels and numbers', () => {
    for (const text of [
      'account '.repeat(20_000),
      'account 1 '.repeat(20_000),
      '1234 '.repeat(40_000),
      '1 '.repeat(80_000),
      'bank account number 12 '.repeat(8_000),
      '2100-0418-45-'.repeat(10_000),
    ]) {
      const begin = performance.now();
      redactor.find(text);
      expect(performance.now() - begin).to.be.lessThan(2000);
    }
  });
});
