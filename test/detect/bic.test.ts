import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';

const external = createRedactor({ policy: 'external', categories: ['bank-account'] });
const storage = createRedactor({ policy: 'storage', categories: ['bank-account'] });

function bics(text: string, redactor = external): string[] {
  return redactor
    .find(text)
    .filter((finding) => finding.type === 'bic')
    .map((finding) => text.slice(finding.start, finding.end));
}

describe('detect: BIC', () => {
  it('takes one behind a label', () => {
    expect(bics('BIC HANDSESS')).to.deep.equal(['HANDSESS']);
    expect(bics('swift code: unlalv2x')).to.deep.equal(['unlalv2x']);
    expect(bics('SWIFT/BIC: COBADEFFXXX')).to.deep.equal(['COBADEFFXXX']);
  });

  it('takes one beside an IBAN of its country, or unlike any word', () => {
    expect(bics('SE45 5000 0000 0583 9825 7466, HANDSESS')).to.deep.equal(['HANDSESS']);
    expect(bics('NDEAFIHH FI21 1234 5600 0007 85')).to.deep.equal(['NDEAFIHH']);
    expect(bics('BE68 5390 0754 7034 BBRU BEBB')).to.deep.equal(['BBRU BEBB']);
    expect(bics('SE45 5000 0000 0583 9825 7466, CUSTOMER')).to.deep.equal([]);
    expect(bics(`SE45 5000 0000 0583 9825 7466${' .'.repeat(60)} HANDSESS`)).to.deep.equal([]);
  });

  it('takes a whole message only for strict policies, and only when it is no word', () => {
    expect(bics('BOMDMH22')).to.deep.equal(['BOMDMH22']);
    expect(bics('BOMDMH22', storage)).to.deep.equal([]);
    for (const word of ['DATABASE', 'TELEPHON', 'THANKYOU', 'CUSTOMER', 'HOSPITAL']) expect(bics(word), word).to.deep.equal([]);
  });

  it('leaves words of that shape alone', () => {
    for (const text of ['DATABASE error', 'swift delivery', 'BIC is required', 'taylor swift releases', 'a swift solution'])
      expect(bics(text), text).to.deep.equal([]);
  });

  it('needs a country that exists', () => {
    expect(bics('BIC HANDQQSS')).to.deep.equal([]);
  });
});
