import { expect } from 'chai';
import { actionName, actOn } from '../../src/act/act.ts';
import { capProblems } from '../../src/act/caps.ts';
import { generalise } from '../../src/act/generalise.ts';
import type { ActionRule, Policy } from '../../src/types.ts';

const act = (action: ActionRule, plain: string, category = 'card') => actOn(action, { value: plain, plain, placeholder: '[X]', category });
const policy = (actions: Record<string, ActionRule>, more: Partial<Policy> = {}): Policy => ({
  policy: 'p',
  for: 'test',
  otherwise: 'remove',
  minScore: 0.5,
  actions,
  ...more,
});

describe('actions', () => {
  it('keep the first 6 and last 4 of a card, separators gone', () =>
    expect(act({ keep: { first: 6, last: 4 } }, '4111111111111111')).to.equal('411111******1111'));
  it('keep only the last 4 of a short card, and nothing where that would hide too little', () => {
    expect(act({ keep: { first: 6, last: 4 } }, '4000000000006')).to.equal('*********0006');
    expect(act({ keep: { first: 6, last: 4 } }, '1234567')).to.equal('[X]');
  });
  it('never keep more than the cap, whatever is asked', () => {
    expect(act({ keep: { first: 12, last: 8 } }, '4111111111111111')).to.equal('411111******1111');
    expect(act({ keep: { first: 2, last: 2 } }, 'secret', 'secret')).to.equal('[X]');
  });
  it('star every letter and digit', () => expect(act('mask', 'a-1', 'email')).to.equal('*-*'));
  it('are named for findings', () => {
    expect(actionName({ keep: { first: 6, last: 4 } })).to.equal('keep-6-4');
    expect(actionName({ generalise: 'day' })).to.equal('generalise-day');
  });
  it('make addresses, dates and coordinates coarser, and then no coarser', () => {
    const cases = [
      ['network', '203.0.113.77', '203.0.113.0/24'],
      ['network', '2001:db8:85a3::8a2e:370:7334', '2001:db8:85a3::/48'],
      ['day', '2026-05-12 10:33', '2026-05-12'],
      ['month', '12.05.2026 10:33', '2026-05'],
      ['year', '1990-05-12', '1990'],
      ['decimal', '56.9496, 24.1052', '56.9, 24.1'],
    ] as const;
    for (const [to, value, coarse] of cases) {
      expect(generalise(to, value)).to.equal(coarse);
      if (to === 'network' || to === 'day' || to === 'decimal') expect(generalise(to, coarse)).to.equal(coarse);
    }
  });
  it('do not guess at a date with two readings', () => expect(generalise('day', '03/04/2026')).to.equal(null));
});

describe('caps', () => {
  it('refuse what leaves more of a card than 6 + 4', () => {
    expect(capProblems(policy({ card: { keep: { first: 8, last: 4 } } }))).to.have.length(1);
    expect(capProblems(policy({ card: 'allow' }))).to.have.length(1);
    expect(capProblems(policy({ 'card/pan': 'mask' }))).to.have.length(1);
    expect(capProblems(policy({ card: { keep: { first: 6, last: 4 } } }))).to.deep.equal([]);
  });
  it('refuse anything but removal of card details and secrets, also by default', () => {
    expect(capProblems(policy({ secret: 'allow' }))).to.have.length(1);
    expect(capProblems(policy({ card: 'remove' }, { otherwise: 'allow' }))).to.have.length(2);
  });
  it('refuse an allow list that lets everything through, or a card', () => {
    expect(capProblems(policy({}, { allow: [{ category: 'email', matches: '*', why: 'x' }] }))).to.have.length(1);
    expect(capProblems(policy({}, { allow: [{ category: 'card', matches: '4111*', why: 'x' }] }))).to.have.length(1);
  });
});
