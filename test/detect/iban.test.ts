import { expect } from 'chai';
import { countrySpecs, isValidIBAN } from 'ibantools';
import validator from 'validator';
import { createRedactor } from '../../src/redactor.ts';
import { iban as checkDigits, mod97 } from '../../src/validate/iban.ts';

const redactor = createRedactor({ policy: 'external', categories: ['bank-account'] });

function spans(text: string): string[] {
  return redactor.find(text).map((finding) => text.slice(finding.start, finding.end));
}

/** A made-up IBAN of a country, from the shape that ibantools has for it. */
function make(country: string): string {
  const shape = (countrySpecs[country].bban_regexp as string).replace(/[\^$]/g, '');
  let bban = '';
  let seed = country.charCodeAt(0) * 31 + country.charCodeAt(1);
  for (const [, kind, count] of shape.matchAll(/\[([^\]]+)\](?:\{(\d+)\})?/g))
    for (let i = 0; i < Number(count ?? 1); i++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      bban += kind === '0-9' ? String(seed % 10) : kind === 'A-Z' ? String.fromCharCode(65 + (seed % 26)) : String(seed % 10);
    }
  const check = String(98 - mod97(`${bban}${country}00`)).padStart(2, '0');
  return country + check + bban;
}

const countries = Object.keys(countrySpecs).filter(
  (country) => (countrySpecs[country].chars ?? 0) > 0 && countrySpecs[country].bban_regexp,
);

describe('detect: IBAN', () => {
  it('knows every country that ibantools knows', () => {
    expect(countries.length).to.be.greaterThan(90);
    for (const country of countries) {
      const made = make(country);
      expect(checkDigits(made), country).to.equal(true);
      expect(spans(`x ${made}, y`), country).to.deep.equal([made]);
      const grouped = made.replace(/(.{4})(?=.)/g, '$1 ');
      expect(spans(`x ${grouped}, y`), country).to.deep.equal([grouped]);
      expect(spans(`x ${made.toLowerCase()}, y`), country).to.deep.equal([made.toLowerCase()]);
    }
  });

  it('agrees with ibantools and validator on what is right, country checks of their own aside', () => {
    let agreed = 0;
    for (const country of countries) {
      const made = make(country);
      const wrong = made.slice(0, -1) + ((made.charCodeAt(made.length - 1) + 1) % 10);
      expect(spans(`x ${wrong} y`), country).to.deep.equal([]);
      expect(isValidIBAN(wrong) || validator.isIBAN(wrong), country).to.equal(false);
      if (isValidIBAN(made) || validator.isIBAN(made)) agreed++;
    }
    // Both refuse made-up numbers in a few countries with check digits inside the account, and each leaves out countries.
    expect(agreed).to.be.greaterThan(countries.length * 0.75);
  });

  it('takes no more and no less than the number', () => {
    expect(spans('till SE45 5000 0000 0583 9825 7466 tack')).to.deep.equal(['SE45 5000 0000 0583 9825 7466']);
    expect(spans('(NL91ABNA0417164300)')).to.deep.equal(['NL91ABNA0417164300']);
    expect(spans('SE45 5000 0000 0583 9825 7466 2 st')).to.deep.equal(['SE45 5000 0000 0583 9825 7466']);
    expect(spans('FR7630006000011234567890189\ud83d\ude05')).to.deep.equal(['FR7630006000011234567890189']);
  });

  it('lets no letter or digit touch the number, unless a label speaks for it', () => {
    expect(spans('ES9121000418450200051332X')).to.deep.equal([]);
    expect(spans('xES9121000418450200051332')).to.deep.equal([]);
    expect(spans('IBAN: ES9121000418450200051332X')).to.deep.equal(['ES9121000418450200051332X']);
  });

  it('reads letters of other scripts that look like Latin ones', () => {
    expect(spans('\u0415S91 2100 0418 4502 0005 1332')).to.deep.equal(['\u0415S91 2100 0418 4502 0005 1332']);
    expect(spans('\u041d\u041593 0076 2011 6238 5295 7')).to.deep.equal([]);
  });

  it('takes a wrong number only behind a label', () => {
    for (const wrong of ['SE46 5000 0000 0583 9825 7466', 'SE45 5000 0000 0583 9825 746', 'SE45 5000 0000 0583 9825 7466 1']) {
      expect(spans(`IBAN ${wrong}`)[0], 'with label').to.contain('SE4');
    }
    expect(spans('x SE46 5000 0000 0583 9825 7466')).to.deep.equal([]);
    expect(spans('x SE45 5000 0000 0583 9825 746')).to.deep.equal([]);
  });

  it('is quick over what only begins like one', () => {
    for (const text of [
      'de89 '.repeat(20_000),
      'DE89'.repeat(25_000),
      'no 12 '.repeat(20_000),
      'SE45 5000 '.repeat(10_000),
      'SE45-'.repeat(20_000),
    ]) {
      const begin = performance.now();
      redactor.find(text);
      expect(performance.now() - begin).to.be.lessThan(2000);
    }
  });
});
