import { expect } from 'chai';
import { builtinRules, createRedactor } from '../../src/index.ts';

/** Findings of addresses in what a customer says behind the messages before. */
function found(before: readonly string[], text: string): string[] {
  const conversation = createRedactor({ rules: builtinRules, policy: 'external' }).conversation();
  for (const message of before) conversation.find(message, { from: 'agent' });
  return conversation
    .find(text, { from: 'customer' })
    .filter(({ category }) => category === 'address')
    .map(({ start, end }) => text.slice(start, end));
}

describe('what is added to an address that was told', () => {
  const told = ['It goes to Hallonv\u00e4gen 5, 196 34 Kungsbro. Is that right?'];
  const cases: readonly (readonly [why: string, text: string, found: readonly string[]])[] = [
    ['is a Swedish postcode', 'Nej, 196 43. Tack!', ['196 43']],
    ['is a postcode as long as the one before', 'no wait, 19643', ['19643']],
    ['is a Dutch postcode with its house', 'now 3511 KV, 12', ['3511 KV, 12']],
    ['is a postcode and its town', 'in 26382 Jever', ['26382 Jever']],
    ['is a flat', 'lgh 1104 glömde jag', ['lgh 1104']],
    ['is the street with another number', 'sorry, hallonv\u00e4gen 15', ['hallonv\u00e4gen 15']],
    ['is the house with its letter', 'ja, maar 5c', ['5c']],
    ['is a house and its flat', 'nee, 44 bus 2', ['44 bus 2']],
    ['is an American town and its postcode', 'Reno, NV 89501', ['Reno, NV 89501']],
    ['is no day', 'bus 3. decembr\u012b', []],
    ['is no price', 'that is 196 50 kr then', []],
    ['is no number of the police', 'ring 114 14', []],
    ['is no year', 'since 2019', []],
    ['is nothing that is counted', 'we have 12000 customers', []],
  ];
  for (const [why, text, expected] of cases) it(why, () => expect(found(told, text)).to.deep.equal(expected));

  it('is nothing where none was told', () => expect(found(['Anything else?'], 'Nej, 196 43. Tack!')).to.deep.equal([]));
  it('is nothing many messages later', () =>
    expect(found([...told, 'Good.', 'Fine.', 'Wait.', 'Done.', 'Bye.'], 'Nej, 196 43. Tack!')).to.deep.equal([]));
});
