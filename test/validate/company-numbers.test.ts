import { expect } from 'chai';
import { euVat } from '../../src/validate/eu-vat.ts';
import { lvReg } from '../../src/validate/lv-reg.ts';
import { seOrgnr } from '../../src/validate/se-orgnr.ts';

describe('validate: numbers of companies', () => {
  it('knows Swedish organisation numbers by Luhn and the third digit', () => {
    // 212000-0142 is printed in the description of the Swedish tax agency's SKV 709.
    expect(seOrgnr('2120000142')).to.equal(true);
    expect(seOrgnr('162120000142')).to.equal(true);
    expect(seOrgnr('2120000143')).to.equal(false);
    // a person's: the month stands in the third and fourth digit
    expect(seOrgnr('8112189876')).to.equal(false);
    expect(seOrgnr('212000014')).to.equal(false);
  });

  it('knows Latvian registration numbers', () => {
    // 40003521600 stands in the test of python-stdnum for lv.pvn.
    expect(lvReg('40003521600')).to.equal(true);
    expect(lvReg('40003521601')).to.equal(false);
    expect(lvReg('16117519997')).to.equal(false);
    expect(lvReg('4000352160')).to.equal(false);
  });

  it('knows VAT numbers by the check of their country', () => {
    // From the tests of python-stdnum for each country's VAT number.
    const right = [
      'BE0403019261',
      'DE136695976',
      'DK13585628',
      'EE100931558',
      'FI20774740',
      'FR40303265045',
      'LV40003521600',
      'NL004495445B01',
    ];
    for (const value of [...right, 'PL8567346215', 'PT501964843', 'SE123456789701', 'IT00743110157']) {
      expect(euVat(value), value).to.equal(true);
      const at = value.length - 3;
      const other = String((Number(value[at]) + 1) % 10);
      if (value[at] !== 'B') expect(euVat(value.slice(0, at) + other + value.slice(at + 1)), `${value} with another digit`).to.equal(false);
    }
    expect(euVat('XX123456789')).to.equal(false);
    expect(euVat('')).to.equal(false);
  });
});
