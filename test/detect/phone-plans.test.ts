import { expect } from 'chai';
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import {
  boundariesOf,
  callingCodeLength,
  isInUse,
  isMobile,
  nationalLengths,
  type Plan,
  planOf,
  plansOfCode,
} from '../../src/detect/phone-plans.ts';

/** Example numbers of the library's metadata and neighbours of them, the same in every run. */
function* numbersNear(national: string): Generator<string> {
  yield national;
  let state = 7;
  for (let n = 0; n < 40; n++) {
    const digits = [...national];
    for (let changes = 0; changes < 3; changes++) {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      digits[state % digits.length] = String((state >> 8) % 10);
    }
    yield digits.join('');
  }
}

const plans = getCountries().map((region): [Plan, string] => [
  planOf(region) as Plan,
  getExampleNumber(region, examples)?.nationalNumber ?? '',
]);

describe('phone plans', () => {
  it('say of a number that it is in use when the library says it is valid', () => {
    for (const [plan, example] of plans)
      for (const national of numbersNear(example)) {
        const parsed = parsePhoneNumberFromString(`+${plan.callingCode}${national}`, { extract: false });
        const valid = parsed?.isValid() === true && parsed.nationalNumber === national;
        expect(isInUse(plan, national), `${plan.region}, ${national.length} digits`).to.equal(valid);
      }
  });
  it('group numbers where the library groups them', () => {
    let compared = 0;
    for (const [plan, example] of plans)
      for (const national of numbersNear(example)) {
        const parsed = parsePhoneNumberFromString(`+${plan.callingCode}${national}`, { extract: false });
        const boundaries = boundariesOf(plan, national);
        if (parsed?.nationalNumber !== national || boundaries.length === 0) continue;
        // Without the calling code, the last digits are those of the national number.
        const formatted = parsed
          .formatInternational()
          .slice(plan.callingCode.length + 1)
          .trim();
        if (formatted.replace(/\D/g, '') !== national) continue;
        const known = [...formatted.matchAll(/\D+(?=\d)/g)].reduce(
          (bits, { index }) => bits | (1 << formatted.slice(index).replace(/\D/g, '').length),
          0,
        );
        compared++;
        expect(
          boundaries.map((each) => each.known & ~(1 << national.length)),
          `${plan.region}, ${national.length} digits`,
        ).to.include(known);
      }
    expect(compared).to.be.greaterThan(2000);
  });
  it('know the prefix that is dialled inside a country, and whether it can be left out', () => {
    const seen = ['SE', 'LV', 'US', 'RU', 'BR', 'HU', 'IT'].map((region) => [region, planOf(region)?.trunk, planOf(region)?.bare]);
    expect(seen).to.deep.equal([
      ['SE', '0', false],
      ['LV', '', true],
      ['US', '1', true],
      ['RU', '8', true],
      ['BR', '0', true],
      ['HU', '06', false],
      ['IT', '', true],
    ]);
  });
  it('are null for a country that has none', () => expect(planOf('XX')).to.equal(null));
  it('read calling codes, of which none begins another one', () => {
    expect(['46701740605', '37121234567', '12025550143', '881612345678'].map(callingCodeLength)).to.deep.equal([2, 3, 1, 3]);
    expect(['0701740605', '210', '2101234567'].map(callingCodeLength)).to.deep.equal([0, 0, 0]);
  });
  it('of a shared calling code begin with the main country', () => {
    expect(plansOfCode('1')[0].region).to.equal('US');
    expect(plansOfCode('7').map((plan) => plan.region)).to.deep.equal(['RU', 'KZ']);
    expect(plansOfCode('881').map((plan) => plan.region)).to.deep.equal(['']);
  });
  it('tell mobile numbers', () => {
    const sweden = planOf('SE') as Plan;
    expect([isMobile(sweden, '701740605'), isMobile(sweden, '846500400')]).to.deep.equal([true, false]);
  });
  it('tell by first digit and length what can be no number', () => {
    const { trunk, bare } = nationalLengths([planOf('NL') as Plan, planOf('LV') as Plan, planOf('RU') as Plan]);
    expect([(trunk[0] >> 10) & 1, (trunk[0] >> 14) & 1, (trunk[8] >> 11) & 1, trunk[7]]).to.deep.equal([1, 0, 1, 0]);
    expect([(bare >> 8) & 1, (bare >> 9) & 1]).to.deep.equal([1, 0]);
  });
});
