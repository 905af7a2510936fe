import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import type { ActionRule, Policy } from '../../src/types.ts';

/** A category of a firm's own that finds whole cards and more, above the shipped ones. */
const OWN = {
  category: 'token-of-ours',
  finds: 'tokens of our till',
  priority: 99,
  placeholder: 'TOKEN',
  detectors: [
    { id: 'till', pattern: 'till [^;]{1,60};', score: 0.9 },
    { id: 'bare', pattern: String.raw`\d{4} \d{4} \d{4} \d{4}`, score: 0.9 },
  ],
};

function redactOwn(text: string, own: ActionRule, card: ActionRule = { keep: { first: 6, last: 4 } }): string {
  const policy: Policy = { policy: 'toy', for: 'tests', otherwise: 'remove', minScore: 0.4, actions: { card, 'token-of-ours': own } };
  return createRedactor({ rules: { ...builtinRules, categories: [...builtinRules.categories, OWN] }, policy }).redact(text).text;
}

describe('the cap of cards, whatever they are taken for', () => {
  for (const policy of ['storage', 'group']) {
    const redactor = createRedactor({ policy });
    for (const [text, gives] of [
      ['order number 4111 1111 1111 1111', 'order number 411111******1111'],
      ['Bestellnummer 4111-1111-1111-1111', 'Bestellnummer 411111******1111'],
      ['transaction id 4111111111111111', 'transaction id 411111******1111'],
      ['transaktions-id 5555555555554444', 'transaktions-id 555555******4444'],
      ['serial number 4111-1111-1111-1111', 'serial number 411111******1111'],
      ['IMEI 4111 1111 1111 1111', 'IMEI 411111******1111'],
      ['pasūtījuma numurs 4111111111111111', 'pasūtījuma numurs 411111******1111'],
    ])
      it(`holds under ${policy}: ${text.replace(/\d[\d -]+$/, '...')}`, () => {
        expect(redactor.redact(text).text).to.equal(gives);
        expect(redactor.redact(gives).text).to.equal(gives);
      });
    for (const text of [
      'order number 4111 1111 1111 1112',
      'order number 4408839144111',
      'IMEI 356938035643809',
      'tracking 378282246310005',
    ])
      it(`lets other numbers be under ${policy}: ${text.replace(/\d[\d -]+$/, '...')}`, () =>
        expect(redactor.redact(text).text).to.equal(text));
    it(`holds in the fields of a record under ${policy}`, () =>
      expect(redactor.redactValue({ order_id: 4111111111111111, serialNumber: '4111 1111 1111 1111' }).value).to.deep.equal({
        order_id: '411111******1111',
        serialNumber: '411111******1111',
      }));
  }
  it('holds in a part of what stays, and says so', () => {
    const redactor = createRedactor({ policy: 'group' });
    const text = 'mail 4111111111111111@example.com';
    expect(redactor.redact(text).text).to.equal('mail 411111******1111@example.com');
    expect(redactor.find(text)).to.have.lengthOf(1);
    expect(redactor.find(text)[0]).to.include({ category: 'email', action: 'keep-6-4' });
  });
  it('holds for values that a policy lists', () => {
    const policy: Policy = {
      policy: 'toy',
      for: 'tests',
      otherwise: 'remove',
      minScore: 0.4,
      actions: { card: { keep: { last: 4 } } },
      allow: [{ category: 'email', matches: '*@example.com', why: 'our own' }],
    };
    expect(createRedactor({ policy }).redact('4111111111111111@example.com').text).to.equal('************1111@example.com');
  });
  for (const [title, own, gives] of [
    ['let stand', 'allow', '411111******1111'],
    ['kept longer than a card', { keep: { first: 12, last: 2 } }, '411111********11'],
    ['kept at one end', { keep: { first: 12 } }, '411111**********'],
    ['generalised', { generalise: 'day' }, '[TOKEN]'],
    ['masked', 'mask', '**** **** **** ****'],
    ['removed', 'remove', '[TOKEN]'],
  ] as const)
    it(`holds for a category of one's own that is ${title}`, () => expect(redactOwn('4111 1111 1111 1111', own)).to.equal(gives));
  for (const [title, own, gives] of [
    ['let stand', 'allow', 'till 411111******1111 and 555555******4444;'],
    ['kept in part', { keep: { first: 20, last: 2 } }, '[TOKEN]'],
    ['generalised', { generalise: 'day' }, '[TOKEN]'],
  ] as const)
    it(`holds for a longer value that is ${title}`, () =>
      expect(redactOwn('till 4111 1111 1111 1111 and 5555555555554444;', own)).to.equal(gives));
  it('removes the value where cards are removed', () => {
    expect(redactOwn('4111 1111 1111 1111', 'allow', 'remove')).to.equal('[TOKEN]');
    expect(redactOwn('4111 1111 1111 1111', { keep: { first: 12, last: 2 } }, 'remove')).to.equal('[TOKEN]');
  });
  it('lets a value be that fails the check', () => expect(redactOwn('4111 1111 1111 1112', 'allow')).to.equal('4111 1111 1111 1112'));
});
