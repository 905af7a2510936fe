import { expect } from 'chai';
import { readShape } from '../../src/detect/id-shape.ts';
import { createRedactor } from '../../src/redactor.ts';
import type { RuleSource } from '../../src/types.ts';

/** A toy scheme: what the shape finds is a finding. */
function spans(shapes: readonly string[], text: string): string[] {
  const rules: RuleSource = {
    categories: [
      {
        category: 'toy',
        finds: 'toys',
        priority: 50,
        placeholder: 'TOY',
        detectors: [{ id: 'toy', detect: 'id-number', score: 0.5, options: { shapes } }],
      },
    ],
    policies: [{ policy: 'toy', for: 'tests', otherwise: 'remove', minScore: 0.4, actions: {} }],
  };
  return createRedactor({ rules, policy: 'toy' })
    .find(text)
    .map((finding) => text.slice(finding.start, finding.end));
}

describe('detect: shapes of identity numbers', () => {
  it('take digits, letters and separators as written', () => {
    expect(spans(['9{3}-9{2}'], 'a 123-45 b')).to.deep.equal(['123-45']);
    expect(spans(['9{3}-9{2}'], 'a 123 45 b 12345 c 123.45')).to.deep.equal([]);
    expect(spans(['9{3}-?9{2}'], '12345 and 123-45')).to.deep.equal(['12345', '123-45']);
    expect(spans(['9{3}+9'], '123+4')).to.deep.equal(['123+4']);
    expect(spans(['9{3}/9'], '123/4')).to.deep.equal(['123/4']);
    expect(spans(['A9{3}A'], 'x123y')).to.deep.equal(['x123y']);
    expect(spans(['AA 99'], 'AB 12')).to.deep.equal(['AB 12']);
    expect(spans(['AA-?99'], 'AB-12, AB12')).to.deep.equal(['AB-12', 'AB12']);
    expect(spans(['[XYZ]9{3}'], 'X123 Y123 A123')).to.deep.equal(['X123', 'Y123']);
    expect(spans(['99[-+A-C]9'], '12-3 12+3 12b3 12d3')).to.deep.equal(['12-3', '12+3', '12b3']);
    expect(spans(['75 9{3}'], '75 123, 76 123')).to.deep.equal(['75 123']);
  });

  it('take the same separator each time where it is open', () => {
    expect(spans(['99~99~99'], '12-34-56, 12 34 56, 12.34.56')).to.deep.equal(['12-34-56', '12 34 56', '12.34.56']);
    expect(spans(['99~99~99'], '12-34 56')).to.deep.equal([]);
  });

  it('go over a line break with a reply prefix, and over spaces round a dash', () => {
    expect(spans(['99 99'], '12\n> 34')).to.deep.equal(['12\n> 34']);
    expect(spans(['99-99'], '12-\r\n34')).to.deep.equal(['12-\r\n34']);
    expect(spans(['99-99'], '12 - 34')).to.deep.equal(['12 - 34']);
    expect(spans(['99 99'], '12\n\n34')).to.deep.equal([]);
  });

  it('touch no letter, digit or mask, and are no slice of a longer number', () => {
    for (const text of ['a1234', '1234b', '12345', '1.1234', '1234.5', '1234-5', '*1234', '1234**', '+1234', '\u00e51234', '12:1234'])
      expect(spans(['9{4}'], text), text).to.deep.equal([]);
    for (const text of ['(1234)', '1234.', 'id:1234,', '\u53f71234', '**1234**'])
      expect(spans(['9{4}'], text), text).to.deep.equal(['1234']);
  });

  it('say which runs of digits they begin with', () => {
    expect(readShape('9{6}~?9{4}').heads.map(({ size }) => size)).to.deep.equal([6, 10]);
    expect(readShape('AA9{6}').lead).to.equal(2);
    expect(() => readShape('9{6}?x')).to.throw(RangeError);
  });

  it('stay linear on floods', () => {
    for (const text of ['1'.repeat(100_000), '1 '.repeat(50_000), '12-'.repeat(30_000), 'A1'.repeat(50_000), '123456 '.repeat(15_000)]) {
      const start = process.cpuUsage();
      spans(['9{6}~?9{4}', '99~99~99~99', 'A{4}9{6}N{3}', 'AA~?99~?99~?99~?A'], text);
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1000).to.be.lessThan(1000);
    }
  });
});

describe('detect: national ids', () => {
  const redactor = createRedactor({ policy: 'external', categories: ['national-id'] });
  const found = (text: string, field?: string) =>
    redactor.find(text, { field }).map((finding) => `${finding.type} ${text.slice(finding.start, finding.end)}`);

  it('name the scheme', () => {
    expect(found('19121212-1212')).to.deep.equal(['se-personnummer 19121212-1212']);
    expect(found('RSSMRA85T10A562S')).to.deep.equal(['it-codice-fiscale RSSMRA85T10A562S']);
    expect(found('756.1234.5678.97')).to.deep.equal(['ch-ahv 756.1234.5678.97']);
  });

  it('need a label where one in ten numbers passes the check', () => {
    expect(found('we counted 111222333 of them')).to.deep.equal([]);
    expect(found('bsn: 111222333')).to.have.length(1);
    expect(found('we counted 023456780 of them')).to.deep.equal([]);
    expect(found('we counted 123456789018 of them')).to.deep.equal([]);
  });

  it('believe the name of a field', () => {
    expect(found('111222333', 'bsn')).to.have.length(1);
    expect(found('111222333', 'order_id')).to.deep.equal([]);
    expect(found('536904399', 'socialSecurityNumber')).to.have.length(1);
    expect(found('A1B2C3D4', 'passport_number')).to.have.length(1);
  });
});
