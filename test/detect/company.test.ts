import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';

const redactor = createRedactor({ policy: 'external', categories: ['company'] });
const found = (text: string, field?: string) =>
  redactor.find(text, field === undefined ? {} : { field }).map(({ start, end }) => text.slice(start, end));

describe('detect: companies', () => {
  it('takes the name that belongs to a legal form', () => {
    expect(found('Vi p\u00e5 Exempel Handel AB undrar')).to.deep.equal(['Exempel Handel AB']);
    expect(found('Hej Exempel AB')).to.deep.equal(['Exempel AB']);
    expect(found('Example & Sons Ltd')).to.deep.equal(['Example & Sons Ltd']);
    expect(found('SIA "Paraugs" un citi')).to.deep.equal(['SIA "Paraugs"']);
  });

  it('minds capitals', () => {
    expect(found('exempel ab')).to.deep.equal([]);
    expect(found('as Example')).to.deep.equal([]);
    expect(found('AS SOON AS')).to.deep.equal([]);
    expect(found('Handel AB-test')).to.deep.equal([]);
  });

  it('leaves the makers of what is supported', () => {
    expect(found('Microsoft Ireland Operations Ltd')).to.deep.equal([]);
    expect(found('Company: Microsoft')).to.deep.equal([]);
  });

  it('takes what a label announces, to the end of the line', () => {
    expect(found('Company: Example Bakery\nName: x')).to.deep.equal(['Example Bakery']);
    expect(found('company name is oasis')).to.deep.equal(['oasis']);
    expect(found('the company is slow')).to.deep.equal([]);
  });

  it('takes numbers of companies', () => {
    expect(found('orgnr 212000-0142')).to.deep.equal(['212000-0142']);
    expect(found('KvK 27312345')).to.deep.equal(['27312345']);
    expect(found('27312345')).to.deep.equal([]);
    expect(found('VAT DE136695976')).to.deep.equal(['DE136695976']);
  });

  it('believes a field', () => {
    expect(found('oasis', 'company')).to.deep.equal(['oasis']);
    expect(found('42', 'company_id')).to.deep.equal([]);
  });
});
