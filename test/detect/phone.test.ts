import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import type { CategoryRule, RuleSource } from '../../src/types.ts';

const toy: CategoryRule = {
  category: 'phone',
  finds: 'phones',
  priority: 1,
  placeholder: 'PHONE',
  detectors: [
    {
      id: 'phone',
      detect: 'phone',
      score: 0.001,
      words: {
        weak: { en: ['number'] },
        initials: { en: ['t'] },
        after: { en: ['office'] },
        extension: { en: ['ext', 'x'] },
        other: { en: ['order'] },
        units: { en: ['kr'] },
      },
    },
  ],
  context: { near: { en: ['phone'] } },
};
const signals = [
  'international',
  'plus',
  'link',
  'trunk',
  'valid',
  'general',
  'format',
  'groups',
  'thousands',
  'loose',
  'weak-label',
  'initial',
  'label-right',
  'extension',
  'vanity',
  'whole-message',
  'short-message',
  'loose-plan',
  'other-number',
  'other-near',
  'amount',
];
const weighed: CategoryRule = {
  ...toy,
  detectors: [{ ...toy.detectors[0], signals: Object.fromEntries(signals.map((name) => [name, 0.0001])) }],
};
const rules: RuleSource = {
  categories: [weighed],
  policies: [{ policy: 'storage', for: 'tests', otherwise: 'remove', minScore: 0, actions: {} }],
};
const redactor = createRedactor({ rules, regions: ['SE', 'LV', 'US', 'GB'], minScore: 0.0005 });

/** Each candidate and its signals: `070-174 06 05: valid trunk format`. */
const seen = (text: string, field?: string) =>
  redactor.explain(text, field === undefined ? {} : { field }).map(({ start, end, parts }) => {
    const names = Object.keys(parts).filter((part) => part.startsWith('signal:'));
    return `${text.slice(start, end)}: ${names.map((name) => name.slice(7)).join(' ')}`;
  });
const long = ' and so on'.repeat(12);

describe('the phone detector', () => {
  it('tells numbers in use from numbers of the right shape', () => {
    expect(seen('070-174 06 05')).to.deep.equal(['070-174 06 05: valid trunk format']);
    // Ofcom keeps 07700 900000 to 900999 for films: in no range.
    expect(seen('07700 900123')).to.deep.equal(['07700 900123: general trunk format']);
  });
  it('reads calling codes behind a plus sign, 00, 011 and in links', () => {
    expect(seen('+46 (0)70-174 06 05')).to.deep.equal(['+46 (0)70-174 06 05: international valid']);
    expect(seen('0046701740605')).to.deep.equal(['0046701740605: international valid']);
    expect(seen('011 46 70 174 06 05')).to.deep.equal(['011 46 70 174 06 05: international valid']);
    expect(seen('https://wa.me/46701740605')).to.deep.equal(['46701740605: international valid link']);
    expect(seen('+999 12345678')).to.deep.equal(['+999 12345678: plus groups']);
  });
  it('asks a number without prefix for groups, a label or a short message', () => {
    expect(seen(`x 2025550143${long}`)).to.deep.equal([]);
    expect(seen(`x 202-555-0143${long}`)).to.deep.equal(['202-555-0143: valid format']);
    expect(seen('phone 2025550143')).to.deep.equal(['2025550143: valid short-message']);
    expect(seen('sure 2025550143')).to.deep.equal(['2025550143: valid short-message']);
    expect(seen('202555014')).to.deep.equal(['202555014: loose whole-message']);
  });
  it('takes any number that a label or a field calls a phone', () => {
    expect(seen(`phone 61 2 9876 5432${long}`)).to.deep.equal(['61 2 9876 5432: valid format']);
    expect(seen(`phone 9876543${long}`)).to.deep.equal(['9876543: loose']);
    expect(seen('9876543', 'phone')).to.deep.equal(['9876543: loose']);
    expect(seen('98765', 'phone')).to.deep.equal([]);
  });
  it('says what stands around', () => {
    expect(seen(`T 070-174 06 05 ext. 12${long}`)).to.deep.equal(['070-174 06 05 ext. 12: valid trunk format extension initial']);
    expect(seen(`order 070-174 06 05 (office)${long}`)).to.deep.equal(['070-174 06 05: valid trunk format label-right other-near']);
    expect(seen('order 2025550143')).to.deep.equal(['2025550143: valid short-message other-number']);
    expect(seen(`21 234 567 kr${long}`)).to.deep.equal(['21 234 567: valid format thousands amount']);
    expect(seen('$21 234 567')).to.deep.equal([]);
  });
  it('takes the nearer of two words', () => {
    expect(seen('phone order 2025550143')).to.deep.equal(['2025550143: valid short-message other-number']);
    expect(seen('order phone 2025550143')).to.deep.equal(['2025550143: valid short-message']);
  });
  it('reads the letters of a keypad', () => {
    expect(seen('1-800-FLOWERS')).to.deep.equal(['1-800-FLOWERS: vanity']);
    expect(seen('(800) GOT-JUNK')).to.deep.equal(['(800) GOT-JUNK: vanity']);
    expect(seen('800-abc')).to.deep.equal([]);
  });
  it('gives no part of what is longer', () => {
    for (const text of [
      '4111 1111 1111 1111',
      'a0701740605b1',
      '1.0701740605',
      '0701740605@example.com',
      '12-0701740605',
      '**** 2025550143',
    ])
      expect(seen(`${text}${long}`), text).to.deep.equal([]);
  });
  it('is decided by what stands near', () => {
    const filler = `${'a word, '.repeat(30)}\n`;
    for (const text of ['070-174 06 05', 'phone 9876543', 'x +46 70 174 06 05 y'])
      expect(seen(filler + text + long), text).to.deep.equal(seen(filler.slice(-97) + text + long));
  });
  it('is linear: a flood gives what its parts give', () => {
    for (const unit of ['1 ', '0 ', '1.1.1.1.', '+1 (', '0701740605 ', '4111 1111 ', '(0) ', '+', '12345 '])
      expect(() => redactor.find(unit.repeat(5000)), unit).not.to.throw();
  });
});
