import { expect } from 'chai';
import { lintRules } from '../../src/node/lint.ts';
import { knownNames } from '../../src/rules/known-names.ts';
import { loadRulesSync } from '../../src/node/load-rules.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { checkRuleSource } from '../../src/rules/check.ts';
import { folder, problemsOf, refuses } from './helpers.ts';

const LAYOUT = `layout: desk
of: our own desk
within: ['', sak]
key: [nr]
parties:
  - { at: kund, role: requester, name: [namn, fornamn + efternamn], ids: [nr] }
messages:
  - at: inlagg[]
    text: [text, html]
    html: [html]
    from: { path: [av], customer: [kund], requester: [kund.nr] }
  - { at: '', text: [rubrik], from: customer }
`;

const problems = (layout: string, name = 'layouts/desk.yaml') => problemsOf(name, layout);

describe('layouts of a rules folder', () => {
  it('are read, and stand beside the shipped ones', () => {
    const { layouts } = loadRulesSync(folder({ 'layouts/desk.yaml': LAYOUT }));
    expect(layouts?.map(({ layout }) => layout)).to.deep.equal([...(builtinRules.layouts ?? []).map(({ layout }) => layout), 'desk']);
  });

  it('take the place of a shipped one of the same name', () => {
    const { layouts } = loadRulesSync(folder({ 'layouts/zendesk.yaml': LAYOUT.replace('layout: desk', 'layout: zendesk') }));
    expect(layouts).to.have.lengthOf(builtinRules.layouts?.length ?? 0);
    expect(layouts?.find(({ layout }) => layout === 'zendesk')?.of).to.equal('our own desk');
  });

  it('are missed where their folder is called nearly so', async () => {
    const remarks = await lintRules(folder({ 'layouts/desk.yaml': LAYOUT, 'layout/other.yaml': LAYOUT }));
    expect(remarks.map(({ code, message }) => `${code} ${message}`).join()).to.match(/^ERR_RULE_INVALID .*nobody reads.*"layouts"/);
  });

  it('are linted with the rest of the folder', async () => {
    const remarks = await lintRules(folder({ 'layouts/desk.yaml': LAYOUT.replace('at: kund', 'att: kund') }));
    expect(remarks.map(({ level, code, line }) => ({ level, code, line }))).to.deep.include({
      level: 'error',
      code: 'ERR_RULE_UNKNOWN_KEY',
      line: 6,
    });
    expect(await lintRules(folder({ 'layouts/desk.yaml': LAYOUT }))).to.deep.equal([]);
  });

  refuses('layouts/desk.yaml', LAYOUT, [
    ['an unknown key', 'key: [nr]', 'keys: [nr]', 'ERR_RULE_UNKNOWN_KEY 4 "keys" is not a key here. Did you mean "key"?'],
    ['an unknown key of a party', 'ids: [nr]', 'id: [nr]', 'ERR_RULE_UNKNOWN_KEY 6 "id" is not a key here.'],
    ['an unknown key of a speaker', 'customer: [kund],', 'costumer: [kund],', 'ERR_RULE_UNKNOWN_KEY 11 "costumer"'],
    ['what is no path', 'at: inlagg[]', 'at: inlagg[*]', 'ERR_RULE_INVALID 8 "inlagg[*]" is no path'],
    ['half of a name that is no path', 'fornamn + efternamn', 'fornamn + ', 'ERR_RULE_INVALID 6 '],
    ['no path at all', 'key: [nr]', 'key: []', 'ERR_RULE_INVALID 4 key: is empty'],
    ['a path that is no list', 'key: [nr]', 'key: nr', 'ERR_RULE_INVALID 4 key: is a text, where a list is expected'],
    ['HTML that is no text of the message', 'html: [html]', 'html: [htm]', 'ERR_RULE_INVALID 10 html: "htm" is not one of `text`'],
    ['a speaker nobody knows', 'from: customer }', 'from: kund }', 'ERR_RULE_INVALID 12 from: must be one of customer, agent, system'],
    ['a speaker told by nothing', ', customer: [kund], requester: [kund.nr] }', ' }', 'ERR_RULE_INVALID 11 from: needs'],
    ['a party of nothing', ', name: [namn, fornamn + efternamn], ids: [nr]', '', 'ERR_RULE_INVALID 6 party: needs one of'],
    [
      'a word that YAML takes for something else',
      'customer: [kund]',
      'customer: [true]',
      'ERR_RULE_INVALID 11 customer: is a true or false value',
    ],
    ['another name than its file', 'layout: desk', 'layout: disk', 'ERR_RULE_INVALID 1 layout: "disk" lies in desk.yaml'],
  ]);

  it('refuse one that says nothing, and one that nobody would read', () => {
    expect(problems('layout: desk\nof: our desk\n')[0]).to.include('names neither parties nor messages');
    expect(problems(LAYOUT, 'layouts/desk.yml')[0]).to.include('a layout is read from <name>.yaml; rename it');
  });

  it('are checked where rules are handed over as data', () => {
    const rules = { ...builtinRules, layouts: [{ layout: 'desk', of: 'x', parties: [{ at: 'a..b', role: 'agent', name: ['n'] }] }] };
    const errors = checkRuleSource(rules, knownNames);
    expect(errors.map(({ code, file }) => [code, file])).to.deep.equal([['ERR_RULE_INVALID', 'rules.layouts[0].parties[0].at']]);
  });
});
