import { expect } from 'chai';
import { lintRules } from '../../src/node/lint.ts';
import { CASES, POLICY, RULE, toyFolder } from './helpers.ts';

/** `level code line` of each remark. */
async function remarks(changes: Record<string, string | undefined>): Promise<string[]> {
  return (await lintRules(toyFolder(changes), { extends: false })).map(({ level, code, line }) => `${level} ${code} ${line}`);
}
const withRule = (more: string, rule = RULE): Promise<string[]> => remarks({ 'categories/toy/rule.yaml': rule + more });

describe('lintRules', () => {
  it('has nothing to say of a good folder', async () => expect(await remarks({})).to.deep.equal([]));
  it('gives errors as problems, with their places', async () =>
    expect(await withRule('keeps: []\n')).to.deep.equal(['error ERR_RULE_UNKNOWN_KEY 9']));
  it('does not repeat the place in the message', async () => {
    const [problem] = await lintRules(toyFolder({ 'categories/toy/rule.yaml': `${RULE}keeps: []\n` }));
    expect(problem.message).to.match(/^"keeps" is not/);
  });
  it('sees a word that stands twice', async () =>
    expect(await withRule('context:\n  near: { en: [toy, Toy], "*": [toy] }\n')).to.deep.equal(['warning word-twice 10']));
  it('sees a word with digits', async () =>
    expect(await withRule('context:\n  near: { en: [md5] }\n')).to.deep.equal(['warning word-digits 10']));
  it('sees a word for and against', async () =>
    expect(await withRule('context:\n  near: { en: [toy] }\n  not: { en: [part, Toy] }\n')).to.deep.equal(['warning cue-contradicts 11']));
  it('sees a word for one category and against another', async () => {
    const other = `${RULE.replaceAll('toy', 'part').replace('TOY', 'PART').replace('AB-', 'CD-')}context:\n  not: { en: [gadget] }\n`;
    const said = await remarks({
      'categories/toy/rule.yaml': `${RULE}context:\n  near: { en: [gadget] }\n`,
      'categories/part/rule.yaml': other,
      'categories/part/cases.yaml': CASES,
    });
    expect(said).to.deep.equal(['note cue-opposed 10']);
  });
  it('sees shapes that overlap', async () => {
    expect(await withRule("keep:\n  - { pattern: 'AB-0\\d{3}', why: a }\n  - { pattern: 'AB-\\d{3}0', why: b }\n")).to.deep.equal([
      'warning keep-overlaps 11',
    ]);
    expect(await withRule("keep:\n  - { pattern: 'AB-0\\d{3}', why: a }\n  - { pattern: 'AB-1\\d{3}', why: b }\n")).to.deep.equal([]);
  });
  it('sees languages without a case', async () =>
    expect(await withRule('context:\n  near: { en: [toy], sv: [leksak] }\n')).to.deep.equal(['warning languages-untested 1']));
  it('sees a rule that can never find anything', async () =>
    expect(await withRule('', RULE.replace('0.6', '0.3'))).to.deep.equal(['warning never-found 8']));
  it('sees a placeholder that stands for two categories', async () => {
    const said = await remarks({
      'categories/toz/rule.yaml': RULE.replace('category: toy', 'category: toz'),
      'categories/toz/cases.yaml': CASES,
    });
    expect(said).to.deep.equal(['warning placeholder-shared 4']);
  });
  it('says when a category takes the place of a shipped one', async () => {
    const email = RULE.replaceAll('toy', 'email').replace('TOY', 'EMAIL');
    const folder = toyFolder({ 'categories/email/rule.yaml': email, 'categories/email/cases.yaml': CASES });
    const said = async (options: { extends?: false }) => (await lintRules(folder, options)).map(({ level, code }) => `${level} ${code}`);
    expect(await said({})).to.include('note replaces-shipped');
    expect(await said({ extends: false })).to.not.include('note replaces-shipped');
  });
  it('sees a policy line without a reason', async () =>
    expect(await remarks({ 'policies/external.yaml': POLICY.replace('{}', '{ toy: mask }') })).to.deep.equal(['warning no-why 5']));

  it('says how often a random number would be found', async () => {
    const digits = RULE.replace(/'AB.*'/, "'\\d{16}'");
    const message = async (rule: string): Promise<string | undefined> =>
      (await lintRules(toyFolder({ 'categories/toy/rule.yaml': rule }), { extends: false })).find(({ code }) => code === 'chance-findings')
        ?.message;
    expect(await message(digits)).to.contain('every random value');
    expect(await message(`${digits.replace('0.6', '0.1')}    validate: { luhn: 0.3 }\n`)).to.match(/ 1 in (9|10|11) random values/);
    expect(await message(`${digits.replace('0.6', '0.1')}    validate: { luhn: 0.2 }\n    cue: 0.4\n`)).to.equal(undefined);
  });
});
