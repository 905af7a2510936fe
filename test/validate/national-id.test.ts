import { expect } from 'chai';
import { isDay, isDayOfTwo, pair } from '../../src/validate/calendar.ts';
import { mod11And10, remainder } from '../../src/validate/remainder.ts';
import { validators } from '../../src/validate/index.ts';

/** Values from specifications and public documentation, each with the source of the example. */
const RIGHT: Readonly<Record<string, readonly (readonly [value: string, source: string])[]>> = {
  'se-personnummer': [
    ['191212121212', 'Skatteverket, test number with the century'],
    ['1212121212', 'the same without it'],
    ['7010632391', 'Skatteverket, coordination number: day + 60'],
    ['000101T220', 'interim number, its letter counts as 1'],
    ['200002292399', '29 February of a leap year'],
  ],
  'nl-bsn': [
    ['111222333', 'Belastingdienst, test number'],
    ['123456782', 'public example'],
  ],
  'nl-onderwijsnummer': [['101222331', 'python-stdnum, documentation']],
  'lv-personas-kods': [
    ['16117519997', 'python-stdnum, documentation'],
    ['32867300679', 'PMLP, series of 2017: nothing to check'],
  ],
  'de-idnr': [
    ['36574261809', 'Bundeszentralamt fuer Steuern, test number'],
    ['86095742719', 'ELSTER, test number'],
  ],
  'de-rvnr': [
    ['15070649C103', 'Deutsche Rentenversicherung, example'],
    ['65180539W001', 'public example'],
  ],
  'at-svnr': [['1237010180', 'Sozialversicherung, example on the e-card']],
  'ch-ahv': [['7561234567897', 'Zentrale Ausgleichsstelle, specimen']],
  'fr-nir': [
    ['255081416802538', 'INSEE, example'],
    ['184122A45108933', 'Corse-du-Sud, 2A counts as 19'],
  ],
  'fr-spi': [['3023217600053', 'OECD, tax identification numbers, France']],
  'es-dni': [
    ['12345678Z', 'Direccion General de la Policia, specimen'],
    ['X1234567L', 'the same, NIE'],
  ],
  'es-cif': [
    ['A58818501', 'python-stdnum, documentation'],
    ['Q2876031B', 'a letter for the check'],
  ],
  'it-codice-fiscale': [
    ['RSSMRA85T10A562S', 'Agenzia delle Entrate, example'],
    ['MRTMTT25D09F205Z', 'public example'],
  ],
  'br-cpf': [['11144477735', 'public example']],
  'br-cnpj': [
    ['11222333000181', 'public example'],
    ['12ABC34501DE35', 'Receita Federal, example with letters'],
  ],
  'pl-pesel': [
    ['44051401359', 'public example'],
    ['02070803628', 'born 1902, python-stdnum'],
  ],
  'fi-hetu': [
    ['131052308T', 'Digi- ja vaestotietovirasto, example without its sign'],
    ['131052A308T', 'the same with a sign of the 21st century'],
    ['010594Y9032', 'sign of 2023'],
  ],
  'dk-cpr': [['0707614285', 'public example']],
  'no-fodselsnummer': [
    ['26111594448', 'python-stdnum'],
    ['10048745364', 'python-stdnum'],
  ],
  'ee-isikukood': [
    ['38001085718', 'public example'],
    ['33309240064', 'Lithuania, the same scheme'],
  ],
  'gr-amka': [['01013099997', 'python-stdnum']],
  'gr-afm': [['023456780', 'python-stdnum']],
  'ru-inn': [
    ['500100732259', 'FNS, example of a person'],
    ['7707083893', 'public number of a bank'],
  ],
  'ru-snils': [['11223344595', 'Pension fund, example']],
  'us-ssn': [
    ['536904399', 'SSA, random example'],
    ['078051120', 'the number of a wallet advertisement'],
    ['987654320', 'range kept for advertisements'],
  ],
  'us-itin': [['912903456', 'IRS, range']],
  'gb-nino': [
    ['QQ123456C', 'HMRC, specimen'],
    ['AA123456', 'suffix left out'],
  ],
  'ca-sin': [['130692544', 'python-stdnum']],
  'sg-nric': [
    ['S1234567D', 'public example'],
    ['F2346401L', 'presidio, test'],
  ],
  'jp-mynumber': [['123456789018', 'public example']],
  'mx-curp': [['BOXW310820HNERXN09', 'python-stdnum']],
  'mx-rfc': [['GODE561231GR8', 'SAT, example']],
  'cn-ric': [['11010519491231002X', 'GB 11643, example']],
  'be-rrn': [['85073003328', 'python-stdnum']],
  'pt-nif': [['501964843', 'python-stdnum']],
  'ie-pps': [
    ['6433435F', 'python-stdnum'],
    ['6433435OA', 'python-stdnum, second letter counts'],
    ['1234577WW', 'validator.js, second letter counts nothing'],
  ],
  'cz-rodne-cislo': [['7103192745', 'python-stdnum']],
  'hr-oib': [['33392005961', 'python-stdnum']],
  'ro-cnp': [['1630615123457', 'python-stdnum']],
  'kr-rrn': [['9710139019902', 'python-stdnum']],
  'th-pin': [['3100600445635', 'python-stdnum']],
  'tr-kimlik': [['10000000146', 'the first that was given out']],
  'za-id': [['7503305044089', 'python-stdnum']],
  'in-aadhaar': [['234123412346', 'UIDAI, example']],
};

/** Values that look right and are not. */
const WRONG: Readonly<Record<string, readonly (readonly [value: string, why: string])[]>> = {
  'se-personnummer': [
    ['191212121213', 'last digit'],
    ['190002291234', '29 February of no leap year'],
    ['5560125790', 'organisation number: month 01, day above 31 but below 61'],
    ['171212121212', 'century before the register'],
  ],
  'nl-bsn': [['000000000', 'all zeros pass the sum']],
  'lv-personas-kods': [['16137519997', 'month 13']],
  'de-idnr': [
    ['12345678901', 'no digit comes twice'],
    ['06574261809', 'begins with 0'],
  ],
  'br-cpf': [['11111111111', 'one digit repeated']],
  'fr-nir': [['255991416802538', 'no such month']],
  'us-ssn': [
    ['000123456', 'area'],
    ['666123456', 'area'],
    ['123003456', 'group'],
    ['123450000', 'serial'],
  ],
  'us-itin': [['912933456', 'range']],
  'gb-nino': [
    ['GB123456A', 'prefix'],
    ['DA123456A', 'letter'],
  ],
  'ca-sin': [['046454286', 'begins with 0']],
  'fi-hetu': [
    ['310252308Y', 'day'],
    ['131052308U', 'check'],
  ],
  'be-rrn': [['99999999999', 'one digit repeated']],
  'in-aadhaar': [['123456789012', 'begins with 1']],
  'za-id': [['1715500000123', 'month 15']],
};

describe('validate: national ids', () => {
  for (const [name, values] of Object.entries(RIGHT)) {
    const check = validators.get(name) as (value: string) => boolean;
    it(`${name} holds for its examples`, () => {
      for (const [value, source] of values) expect(check(value), source).to.equal(true);
    });
    it(`${name} holds for nothing else of that length, and never throws`, () => {
      for (const [value, why] of WRONG[name] ?? []) expect(check(value), why).to.equal(false);
      for (const value of ['', '0', 'A', '-', '99999999999999999999', '\u0000', 'x'.repeat(1000)]) expect(check(value)).to.equal(false);
      // Without its last character an example is none, but for schemes of two lengths.
      if (!['nl-bsn', 'gb-nino', 'ie-pps', 'cz-rodne-cislo'].includes(name)) expect(check(values[0][0].slice(0, -1))).to.equal(false);
    });
  }

  it('schemes with check digits notice a changed one', () => {
    const without = new Set(['dk-cpr', 'us-ssn', 'us-itin', 'gb-nino', 'mx-rfc']);
    for (const [name, values] of Object.entries(RIGHT)) {
      if (without.has(name)) continue;
      const check = validators.get(name) as (value: string) => boolean;
      const value = values[0][0];
      const last = value.charCodeAt(value.length - 1);
      const others = last <= 0x39 ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
      const passing = [...others].filter((char) => check(value.slice(0, -1) + char));
      expect(passing, name).to.deep.equal([value.at(-1)]);
    }
  });
});

describe('validate: days and remainders', () => {
  it('know the calendar', () => {
    expect([
      isDay(2000, 2, 29),
      isDay(1900, 2, 29),
      isDay(2026, 4, 31),
      isDay(2026, 12, 31),
      isDay(2026, 0, 1),
      isDay(2026, 13, 1),
    ]).to.deep.equal([true, false, false, true, false, false]);
    expect(isDayOfTwo(0, 2, 29)).to.equal(true);
    expect(pair('0715', 2)).to.equal(15);
  });

  it('divide numbers of any length', () => {
    expect(remainder('123456789012345678901234567890', 97)).to.equal(Number(123456789012345678901234567890n % 97n));
    expect(mod11And10('0794')).to.equal(5); // ISO/IEC 7064, example
  });
});
