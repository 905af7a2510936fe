import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';

const redactor = createRedactor({ policy: 'external', categories: ['location'] });
const found = (text: string, field?: string) =>
  redactor.find(text, field === undefined ? {} : { field }).map(({ start, end }) => text.slice(start, end));

describe('detect: places', () => {
  it('takes pairs of decimals in range', () => {
    expect(found('56.9496, 24.1052')).to.deep.equal(['56.9496, 24.1052']);
    expect(found('-33.8688;151.2093')).to.deep.equal(['-33.8688;151.2093']);
    expect(found('96.9496, 94.1052')).to.deep.equal([]);
    expect(found('56.9496, 224.1052')).to.deep.equal([]);
    expect(found('156.9496.24, 24.1052')).to.deep.equal([]);
  });

  it('needs a label for fewer decimals', () => {
    expect(found('56.94, 24.10')).to.deep.equal([]);
    expect(found('gps 56.94, 24.10')).to.deep.equal(['56.94, 24.10']);
    expect(found('0.00, 0.00')).to.deep.equal([]);
  });

  it('leaves what is measured', () => {
    expect(found('1.2345, 2.3456 EUR')).to.deep.equal([]);
    expect(found('version 56.9496, 24.1052')).to.deep.equal([]);
    expect(found('lat=0.352ms')).to.deep.equal([]);
    expect(found('21\u00b0 outside')).to.deep.equal([]);
  });

  it('takes one number behind its label or in its field', () => {
    expect(found('latitude: 56.9496')).to.deep.equal(['56.9496']);
    expect(found('56.94', 'geo.lat')).to.deep.equal(['56.94']);
    expect(found('56.9496')).to.deep.equal([]);
  });

  it('takes plus codes of the right alphabet', () => {
    expect(found('9F6CW442+RQ')).to.deep.equal(['9F6CW442+RQ']);
    expect(found('9F6AW442+RQ')).to.deep.equal([]);
    expect(found('2345+67')).to.deep.equal([]);
  });

  it('takes links to a place, not to a map', () => {
    expect(found('see https://www.google.com/maps/@56.9496,24.1052,15z.')).to.deep.equal([
      'https://www.google.com/maps/@56.9496,24.1052,15z',
    ]);
    expect(found('https://www.google.com/maps')).to.deep.equal([]);
    expect(found('https://example.com/maps/1')).to.deep.equal([]);
  });

  it('takes three words behind three slashes', () => {
    expect(found('///filled.count.soap')).to.deep.equal(['///filled.count.soap']);
    expect(found('file:///etc.conf.d')).to.deep.equal([]);
    expect(found('// filled.count.soap')).to.deep.equal([]);
  });
});
