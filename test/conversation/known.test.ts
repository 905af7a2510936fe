import { expect } from 'chai';
import { createRedactor } from '../../src/index.ts';
import type { Party } from '../../src/types.ts';

const redactor = createRedactor({ policy: 'external' });
const told = (party: Omit<Party, 'role'>, text: string) =>
  redactor.conversation({ parties: [{ role: 'requester', ...party }] }).redact(text).text;

describe('a party that is known', () => {
  for (const [script, name] of [
    ['Hangul', '\uae40\ubbfc\uc218'],
    ['Han', '\u674e\u5c0f\u9f99'],
    ['Hebrew', '\u05d3\u05d5\u05d3 \u05db\u05d4\u05df'],
    ['Devanagari', '\u0905\u092e\u093f\u0924 \u0936\u0930\u094d\u092e\u093e'],
    ['Arabic', '\u0645\u062d\u0645\u062f \u0639\u0644\u064a'],
    ['Thai', '\u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e43\u0e08\u0e14\u0e35'],
  ])
    it(`is found in ${script}, however short the words and with the signs that belong to the last letter`, () =>
      expect(told({ name }, `call ${name} now`)).to.equal('call [NAME] now'));

  it('is found as mail addresses and files spell names, also where a part of it is a word', () => {
    const party = { name: 'Anna Berg', email: 'anna.berg@example.com' };
    expect(told(party, 'see anna.berg, anna_berg, berg-anna and Anna.Berg.csv')).to.equal('see [NAME], [NAME], [NAME] and [NAME].csv');
  });

  it('ends where another begins', () =>
    expect(told({ email: 'anna.quist@example.com' }, 'anna.quist, ANNA.QUIST@example.com')).to.equal('[NAME], [EMAIL]'));

  it('is found turned around by a comma', () => expect(told({ name: 'Anna Quist' }, 'Quist, Anna called')).to.equal('[NAME] called'));

  it('is found by an id that is given as a number or by itself', () => {
    expect(told({ ids: [4711234] as never }, 'see 4711234')).to.match(/^see \[/);
    expect(told({ ids: 'KX-4711234' as never }, 'see KX4711234')).to.match(/^see \[/);
  });
});

describe('a label in one message and its value in the next', () => {
  const said = (...texts: string[]) => {
    const conversation = createRedactor({ policy: 'storage' }).conversation();
    return texts.map((text) => conversation.redact(text, { from: 'customer' }).text).at(-1);
  };
  it('hide the value', () => {
    expect(said('the password is', 'zieds42')).to.equal('[SECRET]');
    expect(said('my cvv is', '123')).to.equal('[CARD_DETAIL]');
    expect(said('CVV:', '123 on the back')).to.equal('[CARD_DETAIL] on the back');
  });
  it('leave what follows a whole sentence, or comes later', () => {
    expect(said('I changed my password.', 'zieds42')).to.equal('zieds42');
    expect(said('the password is', 'one moment please', 'version 42')).to.equal('version 42');
  });
  it('leave what another says', () => {
    const conversation = redactor.conversation();
    conversation.redact('the cvv is', { from: 'customer' });
    expect(conversation.redact('123 customers wait', { from: 'system' }).text).to.equal('123 customers wait');
  });
});
