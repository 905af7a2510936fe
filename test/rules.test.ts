import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readRuleFolder } from '../src/node/rule-folder.ts';
import { slowIn } from '../src/node/load-rules.ts';
import { casesOf } from '../src/node/test-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rules = fileURLToPath(new URL('../../rules', import.meta.url));
const folder = readRuleFolder(rules, false);

describe('the shipped rules', () => {
  it('have no errors', () => expect(folder.errors.map(({ message }) => message)).to.deep.equal([]));
  it('have no slow patterns', () => expect(slowIn(folder).map(({ message }) => message)).to.deep.equal([])).timeout(60_000);
  it('are found', () => expect(folder.categories.length).to.be.greaterThan(0));
  it('say for each line of a policy what it serves', () => {
    for (const { policy } of folder.policies)
      expect(policy.why, policy.policy).to.include.all.keys('otherwise', ...Object.keys(policy.actions));
  });
});

// Without the errors above there are cases; with them the message above says more than a failure here.
const cases = folder.errors.length === 0 ? casesOf(rules, { extends: false }) : [];
for (const category of new Set(cases.map((each) => each.category))) {
  describe(category, () => {
    for (const { category: of, file, line, list, why, run } of cases) {
      if (of === category) it(`${list} ${relative(root, file)}:${line} ${why}`, () => expect(run()).to.equal(''));
    }
  });
}
