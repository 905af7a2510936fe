import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import { readRuleFolder } from '../../src/node/rule-folder.ts';
import { addTypes } from '../../src/rules/check.ts';
import { knownNames } from '../../src/rules/known-names.ts';

const { categories } = readRuleFolder(fileURLToPath(new URL('../../../rules', import.meta.url)), false);
const types = new Map<string, ReadonlySet<string> | undefined>();
for (const { rule } of categories) addTypes(types, rule, knownNames);

describe('types that a policy may speak of', () => {
  const redactor = createRedactor({ policy: 'external', minScore: 0 });
  const conversation = redactor.conversation();
  for (const { rule, cases } of categories)
    it(`are all that findings of the cases have: ${rule.category}`, () => {
      for (const { text, field } of [...cases.redacts, ...cases.leaves]) {
        const context = field === undefined ? {} : { field };
        for (const { category, type } of [...redactor.find(text, context), ...conversation.redact(text, context).findings])
          expect(types.get(category), `${category}/${type}`).to.include(type);
      }
    }).timeout(60_000);
});
