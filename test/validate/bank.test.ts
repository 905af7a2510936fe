import { expect } from 'chai';
import { validators } from '../../src/validate/index.ts';

/** Values from specifications and public documentation, each with the source of the example. */
const RIGHT: Readonly<Record<string, readonly (readonly [value: string, source: string])[]>> = {
  iban: [
    ['SE4550000000058398257466', 'IBAN registry, Sweden'],
    ['NL91ABNA0417164300', 'IBAN registry, Netherlands'],
    ['LV80BANK0000435195001', 'IBAN registry, Latvia'],
    ['MT84MALT011000012345MTLCAST001S', 'IBAN registry, Malta'],
    ['RU0304452522540817810538091310419', 'IBAN registry, Russia'],
  ],
  'pl-nrb': [['61109010140000071219812874', 'IBAN registry, Poland, without PL']],
  bankgiro: [
    ['9912346', 'Bankgirot: example number'],
    ['50501055', 'Bankgirot: example number'],
  ],
  plusgiro: [
    ['2865434', 'seven digits with a Luhn check'],
    ['41054685', 'eight digits with a Luhn check'],
  ],
  'se-account': [
    ['33001212121212', 'Nordea personal account: Luhn over ten digits'],
    ['6000123456789', 'Handelsbanken: modulus 11 over nine digits'],
    ['81059' + '1234567897', 'Swedbank: clearing number of five digits'],
  ],
  'nl-elfproef': [
    ['417164300', 'the account in the IBAN registry example'],
    ['0417164300', 'the same with its leading zero'],
  ],
  'us-aba': [
    ['110000000', 'Stripe test routing number'],
    ['111000025', 'Federal Reserve Bank, Dallas'],
    ['121000358', 'public routing number'],
  ],
  'fr-rib': [['20041010050500013M02606', 'RIB in the IBAN registry example of France']],
  'es-ccc': [['21000418450200051332', 'CCC in the IBAN registry example of Spain']],
  'no-account': [['86011117947', 'account in the IBAN registry example of Norway']],
  'ru-account': [['22540817810538091310419', 'account of the IBAN registry example of Russia behind the last digits of its BIK']],
  'mx-clabe': [['032180000118359719', 'CLABE, example of the Mexican bankers']],
  'ch-postfinance': [['011628', 'payment slip example 01-162-8']],
  'fi-account': [['123456785', 'account in the IBAN registry example of Finland']],
  'be-account': [['539007547034', 'account in the IBAN registry example of Belgium']],
};

describe('validate: bank accounts', () => {
  for (const [name, examples] of Object.entries(RIGHT)) {
    const check = validators.get(name) ?? (() => undefined);
    describe(name, () => {
      for (const [value, source] of examples) it(`holds for: ${source}`, () => expect(check(value)).to.equal(true));
      it('fails when any one digit is changed', () => {
        for (const [value] of examples)
          for (let i = 0; i < value.length; i++) {
            if (!/\d/.test(value[i])) continue;
            // One digit raised by one changes every one of these sums.
            const changed = value.slice(0, i) + ((Number(value[i]) + 1) % 10) + value.slice(i + 1);
            if (name === 'se-account' && i < 5) continue; // another clearing number may be another bank's
            expect(check(changed), `${name}, digit ${i}`).to.equal(false);
          }
      });
      it('fails for what is none at all, and does not throw', () => {
        for (const value of ['', '0', 'A', '12', 'x'.repeat(40), '9'.repeat(64)])
          expect(check(value), `${value.length} units`).to.equal(false);
      });
    });
  }

  it('tells right Swedish accounts from wrong ones behind all clearing numbers', () => {
    const check = validators.get('se-account') as (value: string) => boolean;
    // The same account number behind clearing numbers of every bank: about one in eleven is right by chance, not all and not none.
    let right = 0;
    let all = 0;
    for (let clearing = 1100; clearing < 9970; clearing += 7) {
      all++;
      if (check(`${clearing}1234567`)) right++;
    }
    expect(right / all).to.be.within(0.01, 0.15);
  });
});
