import { expect } from 'chai';
import { capKeep, capProblems, leastScore } from '../../src/act/caps.ts';
import type { ActionRule, AllowRule, Policy } from '../../src/types.ts';

function policy(actions: Record<string, ActionRule>, otherwise: ActionRule = 'remove', allow: AllowRule[] = []): Policy {
  return { policy: 'toy', for: 'tests', otherwise, minScore: 0.4, actions, allow };
}
function within(...args: Parameters<typeof policy>): void {
  expect(capProblems(policy(...args))).to.deep.equal([]);
}
function above(...args: Parameters<typeof policy>): void {
  expect(capProblems(policy(...args))).to.have.lengthOf(1);
}

describe('capProblems', () => {
  it('lets a card be removed, tokenised or kept up to 6 and 4', () => {
    for (const action of [
      'remove',
      'token',
      { keep: { first: 6, last: 4 } },
      { keep: { last: 4 } },
      { keep: { first: 0 } },
    ] as ActionRule[])
      within({ card: action });
  });
  it('lets no more of a card stay', () => {
    const more = [
      'allow',
      'mask',
      { generalise: 'day' },
      { keep: { first: 7 } },
      { keep: { last: 5 } },
      { keep: { first: -1 } },
      { keep: { last: 1.5 } },
      { keep: { first: Number.NaN } },
      { keep: { first: '6' } },
    ];
    for (const action of more) above({ card: action as ActionRule });
  });
  it('goes by the category when a type is named', () => {
    above({ 'card/pan': { keep: { first: 8 } } });
    above({ 'secret/password': 'token' });
    within({ 'card/pan': 'token', 'secret/password': 'remove' });
  });
  it('lets nothing of card details and secrets stay', () => {
    for (const action of ['allow', 'mask', 'token', { keep: { last: 1 } }, { generalise: 'month' }] as ActionRule[]) {
      above({ 'card-detail': action });
      above({ secret: action });
    }
  });
  it('counts what `otherwise` does to those that are not named', () => {
    expect(capProblems(policy({}, 'allow'))).to.have.lengthOf(3);
    expect(capProblems(policy({}, 'token'))).to.have.lengthOf(2);
    within({ card: 'remove', 'card-detail': 'remove', secret: 'remove' }, 'allow');
  });
  it('lets no single value of them through', () => {
    for (const category of ['card', 'card-detail', 'secret', 'secret/password'])
      above({}, 'remove', [{ category, matches: 'abc123', why: 'no' }]);
  });
  it('lets no list entry match everything', () => {
    for (const matches of ['*', '', ' ', '**', '*@*', '*.*', '*a*']) above({}, 'remove', [{ category: 'email', matches, why: 'no' }]);
    within({}, 'remove', [{ category: 'email', matches: '*@example.com', why: 'ours' }]);
  });
});

describe('capKeep', () => {
  it('cuts down what a policy asks for', () => {
    expect(capKeep('card', { first: 8, last: 8 }, 16)).to.deep.equal({ first: 6, last: 4, hide: 4 });
    expect(capKeep('card', { first: 6, last: 4 }, 11), 'a part of a card').to.deep.equal({ first: 0, last: 0, hide: 0 });
    expect(capKeep('secret', { last: 4 }, 6)).to.deep.equal({ first: 0, last: 0, hide: 0 });
  });
});

describe('leastScore', () => {
  it('lets no policy raise the bar for cards and for what is never kept', () => {
    expect(['card', 'card-detail', 'secret'].map((category) => leastScore(category, 1))).to.deep.equal([0.5, 0.5, 0.5]);
    expect(leastScore('email', 1)).to.equal(1);
    expect(leastScore('card', 0.3)).to.equal(0.3);
  });
});
