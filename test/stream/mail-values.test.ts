import { expect } from 'chai';
import { FoundValues } from '../../src/stream/mail-values.ts';
import { viewOf } from '../../src/text/view.ts';

const finding = { category: 'x', type: 'x', score: 1, rule: 'x/x' };

function found(values: readonly string[], text: string, format?: 'html'): string[] {
  const all = new FoundValues();
  for (const value of values) all.add(viewOf(value), { ...finding, start: 0, end: value.length }, '[X]', undefined);
  return all.in(text, format, undefined).map(({ start, end }) => text.slice(start, end));
}

describe('stream/mail-values', () => {
  it('finds a value with other spaces, and in HTML with tags and entities between', () => {
    expect(found(['Anna  Quist'], 'x Anna\r\n Quist, Anna Quists')).to.deep.equal(['Anna\r\n Quist']);
    expect(found(['Anna Quist'], '<b>Anna</b>&nbsp;Qu<i>ist</i>', 'html')).to.deep.equal(['Anna</b>&nbsp;Qu<i>ist']);
    expect(found(['anna@example.com'], '<a href="mailto:anna@example.com">', 'html')).to.deep.equal(['anna@example.com']);
  });

  it('takes the signs around a value along where they stand there too', () => {
    expect(found(['+46 70 174 06 05'], 'call +46 70 174 06 05 or 46 70 174 06 05')).to.deep.equal(['+46 70 174 06 05', '46 70 174 06 05']);
  });

  it('takes no part of a longer number or word for the value', () => {
    expect(found(['192.0.2.1', '417000'], '192.0.2.17 192.0.2.1.9 417000.5 x417000 192.0.2.1, 417000.')).to.deep.equal([
      '192.0.2.1',
      '417000',
    ]);
  });

  it('prefers the longest, and does not look for short ones', () => {
    expect(found(['Anna Quist', 'Anna Quist Ek', '417'], 'Anna Quist Ek 417')).to.deep.equal(['Anna Quist Ek']);
  });

  it('takes time in proportion to the text, however many values begin alike', () => {
    const started = performance.now();
    const values = Array.from({ length: 5000 }, (_, i) => `4111 ${i} 1111`);
    expect(found(values, '4111 '.repeat(100_000))).to.deep.equal([]);
    expect(found(values, '4111 77 1111 '.repeat(20_000))).to.have.length(20_000);
    expect(performance.now() - started).to.be.lessThan(8000);
  });
});
