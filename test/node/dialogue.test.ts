import { expect } from 'chai';
import { lintRules } from '../../src/node/lint.ts';
import { knownNames } from '../../src/rules/known-names.ts';
import { loadRulesSync } from '../../src/node/load-rules.ts';
import { readRuleFolder } from '../../src/node/rule-folder.ts';
import { testRules } from '../../src/node/test-rules.ts';
import { createRedactor } from '../../src/redactor.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { checkRuleSource } from '../../src/rules/check.ts';
import { folder, problemsOf, refuses } from './helpers.ts';

const DESK = `dialogue: desk
of: what our own desk asks
questions:
  - category: username
    read: token
    words: { fr: [identifiant], fi: [tunnus] }
    not: { fr: [faux] }
words:
  stops:
    fr: [non, pourquoi]
  numbers:
    fr: ['*ante', dix*]
redacts:
  - { category: username, previous: Votre identifiant ?, text: brinsko, spans: [brinsko], why: one word }
leaves:
  - { category: username, previous: Votre identifiant ?, text: pourquoi, why: a word of doubt }
`;

const problems = (text: string, name = 'dialogue/desk.yaml') => problemsOf(name, text);
const askedIn = (dialogue: string) => {
  const redactor = createRedactor({ policy: 'external', rules: loadRulesSync(folder({ 'dialogue/desk.yaml': dialogue })) });
  return (previous: string, text: string) => redactor.find(text, { previous }).map(({ category }) => category);
};

describe('dialogue files of a rules folder', () => {
  it('are added to the shipped ones', () => {
    const asked = askedIn(DESK);
    expect(asked('Votre identifiant ?', 'brinsko')).to.deep.equal(['username']);
    expect(asked('Votre identifiant ?', 'pourquoi')).to.deep.equal([]);
    expect(asked('Un faux identifiant ?', 'brinsko')).to.deep.equal([]);
    expect(asked('Your password?', 'brinsko')).to.deep.equal(['secret']);
  });

  it('take the place of a shipped one of the same name', () => {
    const rules = loadRulesSync(folder({ 'dialogue/questions.yaml': DESK.replace('dialogue: desk', 'dialogue: questions') }));
    const redactor = createRedactor({ policy: 'external', rules });
    expect(rules.dialogue).to.have.lengthOf(builtinRules.dialogue?.length ?? 0);
    expect(redactor.find('brinsko', { previous: 'Your password?' })).to.deep.equal([]);
  });

  it('leave the shipped ones standing where a folder without any is read alone', () => {
    const { dialogue } = loadRulesSync(
      folder({ 'policies/storage.yaml': 'policy: storage\nfor: us\notherwise: remove\nminScore: 0.4\nactions: {}\n' }),
      {
        extends: false,
      },
    );
    expect(dialogue).to.equal(builtinRules.dialogue);
  });

  it('change the hash of the rules', () => {
    const hashOf = (rules: typeof builtinRules) => createRedactor({ rules }).info.rulesHash;
    expect(hashOf(loadRulesSync(folder({ 'dialogue/desk.yaml': DESK })))).to.not.equal(hashOf(builtinRules));
  });

  it('are linted and tested with the rest of the folder', async () => {
    const dir = folder({ 'dialogue/desk.yaml': DESK });
    expect(await lintRules(dir)).to.deep.equal([]);
    expect((await testRules(dir)).map(({ category, list, line, ok }) => [category, list, line, ok])).to.deep.equal([
      ['username', 'redacts', 14, true],
      ['username', 'leaves', 16, true],
    ]);
    const [wrong] = await testRules(folder({ 'dialogue/desk.yaml': DESK.replace('[identifiant]', '[identite]') }));
    expect(wrong).to.include({ ok: false, message: 'expected 1 (0..7), found 0' });
    const remarks = await lintRules(folder({ 'dialogue/desk.yaml': DESK.replace('stops:', 'stop:') }));
    expect(remarks.map(({ level, code, line, column }) => ({ level, code, line, column }))).to.deep.equal([
      { level: 'error', code: 'ERR_RULE_UNKNOWN_KEY', line: 9, column: 3 },
    ]);
  });

  refuses('dialogue/desk.yaml', DESK, [
    ['an unknown key', 'questions:', 'question:', 'ERR_RULE_UNKNOWN_KEY 3 "question" is not a key here. Did you mean "questions"?'],
    [
      'an unknown key of a question',
      'read: token',
      'reads: token',
      'ERR_RULE_UNKNOWN_KEY 5 "reads" is not a key here. Did you mean "read"?',
    ],
    ['an unknown list', 'stops:', 'stop:', 'ERR_RULE_UNKNOWN_KEY 9 "stop" is not a list of the dialogue layer. Did you mean "stops"?'],
    [
      'an unknown category',
      'category: username\n',
      'category: usernane\n',
      'ERR_RULE_INVALID 4 category: "usernane" is not a category. Did you mean "username"?',
    ],
    [
      'an unknown category of a case',
      '{ category: username, previous: Votre identifiant ?, text: brinsko',
      '{ category: usernam, text: brinsko',
      'ERR_RULE_INVALID 14 category: "usernam" is not a category. Did you mean "username"?',
    ],
    [
      'an unknown way to read',
      'read: token',
      'read: tokens',
      'ERR_RULE_INVALID 5 read: "tokens" is no way to read an answer. Did you mean "token"?',
    ],
    ['a tag that is no language', 'fi: [tunnus]', 'fin-: [tunnus]', 'ERR_RULE_INVALID 6 "fin-" is not a language tag'],
    ['a word twice', '[non, pourquoi]', '[non, pourquoi, non]', 'ERR_RULE_DUPLICATE 10 word: "non" stands in this list twice'],
    [
      'a word that is compared as another',
      '[non, pourquoi]',
      '[non, n\u00f3n]',
      'ERR_RULE_DUPLICATE 10 word: "n\u00f3n" is compared as "non" is',
    ],
    ['an empty list', '[non, pourquoi]', '[]', 'ERR_RULE_INVALID 10 fr: is empty'],
    ['lists of no language', '{ fr: [faux] }', '{}', 'ERR_RULE_INVALID 7 not: has no words'],
    ['an empty word', '[non, pourquoi]', '[non, ""]', 'ERR_RULE_INVALID 10 word: is empty'],
    ['two words', '[non, pourquoi]', '[non, pas du tout]', 'ERR_RULE_INVALID 10 word: "pas du tout" must be one word'],
    [
      'a star where none is read',
      '[non, pourquoi]',
      "['non*']",
      'ERR_RULE_INVALID 10 word: "non*": "*" is read in the words of questions, numbers and groups only',
    ],
    ['a star inside a number', 'dix*', 'd*ix', 'ERR_RULE_INVALID 12 word: "d*ix": "*" may stand before or behind'],
    [
      'a span that is not in the answer',
      'spans: [brinsko]',
      'spans: [brinska]',
      'ERR_RULE_INVALID 14 spans: this part does not stand in the text',
    ],
    ['another name than its file', 'dialogue: desk', 'dialogue: disk', 'ERR_RULE_INVALID 1 dialogue: "disk" lies in desk.yaml'],
  ]);

  it('refuse questions without their proof, and a file that says nothing', () => {
    const [noCases, noLeaves] = problems(DESK.slice(0, DESK.indexOf('redacts:')));
    expect(noCases).to.match(/^ERR_RULE_NO_CASES /);
    expect(noLeaves).to.match(/^ERR_RULE_NO_LEAVES /);
    expect(problems('dialogue: desk\nof: nothing\n')[0]).to.include('has neither questions nor words');
    expect(problems(DESK, 'dialogue/desk.yml')[0]).to.include('a dialogue is read from <name>.yaml; rename it');
  });

  it('are checked where rules are handed over as data', () => {
    const rules = { ...builtinRules, dialogue: [{ dialogue: 'desk', of: 'x', words: { stops: { fr: [''] } } }] };
    const errors = checkRuleSource(rules, knownNames);
    expect(errors.map(({ code, file }) => [code, file])).to.deep.equal([['ERR_RULE_INVALID', 'rules.dialogue[0].words.stops.fr[0]']]);
  });
});

describe('the shipped questions', () => {
  it('are shown by a case each', () => {
    const { dialogue } = readRuleFolder('rules', false);
    const asked = new Set(dialogue.flatMap(({ rule }) => rule.questions ?? []).map(({ category }) => category));
    expect([...asked]).to.have.members([...new Set(dialogue.flatMap(({ cases }) => cases.redacts).map(({ category }) => category))]);
  });
});
