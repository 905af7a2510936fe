import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';

const redactor = createRedactor({ policy: 'external', categories: ['address'] });
const found = (text: string, field?: string) =>
  redactor.find(text, field === undefined ? {} : { field }).map(({ start, end }) => text.slice(start, end));

describe('detect: addresses', () => {
  it('takes street, postcode, town and country as one', () => {
    for (const text of [
      'Storgatan 12 B, 123 45 Exempelstad, Sverige',
      'Voorbeeldstraat 12-A\n1234 AB Exempelstad',
      '12 Example Street, Springfield, IL 62701, USA',
      'ul. Przyk\u0142adowa 12/3, 00-001 Warszawa',
    ])
      expect(found(text), text).to.deep.equal([text]);
  });

  it('stops where the sentence goes on', () => {
    expect(found('send it to 12 Example Street, London SW1A 1AA, please')).to.deep.equal(['12 Example Street, London SW1A 1AA']);
    expect(found('Jag bor p\u00e5 Storgatan 12 och undrar')).to.deep.equal(['Storgatan 12']);
    expect(found('Storgatan 12, Ring mig')).to.have.lengthOf(1);
  });

  it('ends at an empty line', () => {
    expect(found('Storgatan 12\n\n123 45 Exempelstad')).to.deep.equal(['Storgatan 12', '123 45 Exempelstad']);
  });

  it('needs a number, or a postcode', () => {
    expect(found('I like Example Street very much')).to.deep.equal([]);
    expect(found('It was in Example Street, London SW1A 1AA')).to.deep.equal(['Example Street, London SW1A 1AA']);
  });

  it('reads lower case with more care', () => {
    expect(found('63 madison street ca 25844')).to.deep.equal(['63 madison street ca 25844']);
    expect(found('we saw 2 people on the street')).to.deep.equal([]);
    expect(found('restart 3 times on the way')).to.deep.equal([]);
    expect(found('i have 12 hard drives')).to.deep.equal([]);
  });

  it('takes postcodes that are nothing else, and others behind a label', () => {
    expect(found('SW1A 1AA')).to.deep.equal(['SW1A 1AA']);
    expect(found('LV-1010')).to.deep.equal(['LV-1010']);
    expect(found('12345')).to.deep.equal([]);
    expect(found('zip 12345')).to.deep.equal(['12345']);
    expect(found('12345 Dateien')).to.deep.equal([]);
    expect(found('1234 MB')).to.deep.equal([]);
  });

  it('believes a field', () => {
    expect(found('Anywhere', 'shipping_address')).to.deep.equal(['Anywhere']);
    expect(found('Anywhere', 'street')).to.deep.equal(['Anywhere']);
    expect(found('10.0.0.1', 'ip_address')).to.deep.equal([]);
    expect(found('Anywhere', 'email_address')).to.deep.equal([]);
  });

  it('leaves placeholders alone', () => {
    expect(found('[ADDRESS], 12')).to.deep.equal([]);
    expect(found('Adress: [ADDRESS]')).to.deep.equal([]);
  });
});
