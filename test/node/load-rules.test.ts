import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isSordinoError, SordinoErrors } from '../../src/errors.ts';
import type { SordinoError } from '../../src/errors.ts';
import { loadRules, loadRulesSync } from '../../src/node/load-rules.ts';
import { slowness } from '../../src/node/slow-patterns.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { CASES, folder, POLICY, RULE, toyFolder } from './helpers.ts';

function errorsOf(dir: string): readonly SordinoError[] {
  try {
    loadRulesSync(dir, { extends: false });
  } catch (error) {
    if (!(error instanceof SordinoErrors)) throw error;
    return error.errors;
  }
  return [];
}

/** `CODE file:line` of each problem of a folder, files relative to it. */
function problems(dir: string): string[] {
  return errorsOf(dir).map(({ code, file, line }) => `${code} ${file?.slice(dir.length + 1)}${line === undefined ? '' : `:${line}`}`);
}

describe('loadRules', () => {
  it('reads a folder', async () => {
    const { categories, policies } = await loadRules(toyFolder(), { extends: false });
    expect(categories.map(({ category }) => category)).to.deep.equal(['toy']);
    expect(policies.map(({ policy }) => policy)).to.deep.equal(['external']);
  });

  it('says once where help stands on a folder that is missing', () => {
    expect(() => loadRulesSync('/no/such/folder')).to.throw(/^(?:(?!See docs)[\s\S])*See docs\/errors\.md#err_rules_missing$/);
  });

  it('adds to the shipped rules, and takes the place of one of the same name', () => {
    const { categories, policies } = loadRulesSync(toyFolder());
    expect(categories.map(({ category }) => category)).to.deep.equal([...builtinRules.categories.map(({ category }) => category), 'toy']);
    expect(policies.map(({ policy }) => policy)).to.deep.equal(builtinRules.policies.map(({ policy }) => policy));
    expect(policies.find(({ policy }) => policy === 'external')?.for).to.equal('tests');
  });

  it('reads a folder with categories alone', () => expect(problems(toyFolder({ 'policies/external.yaml': undefined }))).to.deep.equal([]));
  it('passes over readmes and hidden entries', () => {
    expect(
      problems(
        toyFolder({
          'categories/README.md': '#',
          'categories/.DS_Store': 'x',
          'policies/README.md': '#',
          'categories/toy/notes.txt': 'x',
          '.git/x': 'y',
        }),
      ),
    ).to.deep.equal([]);
  });

  const wrong: [string, Record<string, string | Uint8Array | undefined>, string][] = [
    ['a missing cases.yaml', { 'categories/toy/cases.yaml': undefined }, 'ERR_RULE_NO_CASES categories/toy/cases.yaml:1'],
    [
      'empty leaves',
      { 'categories/toy/cases.yaml': CASES.replace(/leaves:[\s\S]*/, 'leaves: []\n') },
      'ERR_RULE_NO_LEAVES categories/toy/cases.yaml:3',
    ],
    [
      'empty redacts',
      { 'categories/toy/cases.yaml': CASES.replace(/redacts:[\s\S]*leaves/, 'redacts:\nleaves') },
      'ERR_RULE_NO_CASES categories/toy/cases.yaml:1',
    ],
    ['a missing rule.yaml', { 'categories/toy/rule.yaml': undefined }, 'ERR_RULE_INVALID categories/toy/rule.yaml:1'],
    ['an empty file', { 'categories/toy/rule.yaml': '' }, 'ERR_RULE_SYNTAX categories/toy/rule.yaml:1'],
    [
      'a folder of another name',
      { 'categories/toy/rule.yaml': RULE.replace('category: toy', 'category: tow') },
      'ERR_RULE_INVALID categories/toy/rule.yaml:1',
    ],
    [
      'a policy of another name',
      { 'policies/external.yaml': POLICY.replace('external', 'internal') },
      'ERR_POLICY_INVALID policies/external.yaml:1',
    ],
    ['a rule outside a folder', { 'categories/other.yaml': RULE }, 'ERR_RULE_INVALID categories/other.yaml:1'],
    ['.yml', { 'policies/other.yml': POLICY }, 'ERR_POLICY_INVALID policies/other.yml:1'],
    [
      'a policy above the cap',
      { 'policies/external.yaml': POLICY.replace('{}', '\n  card: { keep: { first: 7 } }') },
      'ERR_POLICY_ABOVE_CAP policies/external.yaml:6',
    ],
    [
      'a file that is too large',
      { 'categories/toy/rule.yaml': `${RULE}# ${'x'.repeat(1 << 20)}` },
      'ERR_RULE_SYNTAX categories/toy/rule.yaml:1',
    ],
    [
      'a file that is not UTF-8',
      { 'categories/toy/rule.yaml': Uint8Array.of(0x61, 0x3a, 0x20, 0xe5, 0x0a) },
      'ERR_RULE_SYNTAX categories/toy/rule.yaml:1',
    ],
    ['UTF-16', { 'categories/toy/rule.yaml': Uint8Array.from(Buffer.from(RULE, 'utf16le')) }, 'ERR_RULE_SYNTAX categories/toy/rule.yaml:1'],
    [
      'a slow pattern',
      { 'categories/toy/rule.yaml': RULE.replace(/'AB.*'/, "'AB(?:a|a){1,30}b'") },
      'ERR_RULE_PATTERN_SLOW categories/toy/rule.yaml:7',
    ],
    [
      'an unbounded pattern',
      { 'categories/toy/rule.yaml': RULE.replace(/'AB.*'/, "'AB-\\d+'") },
      'ERR_RULE_PATTERN_UNBOUNDED categories/toy/rule.yaml:7',
    ],
  ];
  for (const [title, files, expected] of wrong) it(`refuses ${title}`, () => expect(problems(toyFolder(files))).to.deep.equal([expected]));

  it('names the column inside a pattern', () => {
    try {
      loadRulesSync(toyFolder({ 'categories/toy/rule.yaml': RULE.replace(/'AB.*'/, "'AB-\\d+'") }));
      expect.fail('it loaded');
    } catch (error) {
      // `    pattern: 'AB-` has 18 characters; \d+ has its plus at character 6 of the pattern.
      expect(isSordinoError(error) && error.column).to.equal("    pattern: '".length + 6);
    }
  });

  it('reports all that is wrong with all files at once, and loads none', () => {
    const dir = toyFolder({
      'categories/toy/rule.yaml': RULE.replace('priority: 40', 'priority: 400').replace('score', 'scroe'),
      'categories/second/rule.yaml': 'category: [',
      'policies/external.yaml': POLICY.replace('remove', 'removed'),
    });
    expect(problems(dir)).to.deep.equal([
      'ERR_RULE_SYNTAX categories/second/rule.yaml:1',
      'ERR_RULE_NO_CASES categories/second/cases.yaml:1',
      'ERR_RULE_INVALID categories/toy/rule.yaml:3',
      'ERR_RULE_UNKNOWN_KEY categories/toy/rule.yaml:8',
      'ERR_RULE_INVALID categories/toy/rule.yaml:6',
      'ERR_POLICY_INVALID policies/external.yaml:3',
    ]);
  });

  it('puts every problem into the message, with its place', () => {
    expect(() => loadRulesSync(toyFolder({ 'categories/toy/cases.yaml': undefined }))).to.throw(/cases\.yaml:1 .*err_rule_no_cases/s);
  });

  it('refuses a folder that is not there, is a file, or is empty', () => {
    expect(problems('/nowhere/at/all')[0]).to.match(/^ERR_RULES_MISSING/);
    expect(problems(join(toyFolder(), 'policies/external.yaml'))[0]).to.match(/^ERR_RULES_MISSING/);
    expect(problems(folder({ 'readme.md': '#' }))[0]).to.match(/^ERR_RULES_MISSING/);
    expect(problems(folder({ 'categories/readme.md': '#' }))[0]).to.match(/^ERR_RULES_MISSING/);
  });

  it('rejects with an error, not by throwing', async () => {
    const promise = loadRules('/nowhere/at/all');
    expect(await promise.catch((error: unknown) => isSordinoError(error) && error.code)).to.equal('ERR_RULES_MISSING');
  });

  it('refuses folders, pipes and looped links where files should be', () => {
    const dir = toyFolder({ 'categories/toy/cases.yaml': undefined });
    mkdirSync(join(dir, 'categories/toy/cases.yaml'));
    expect(problems(dir)).to.deep.equal(['ERR_RULE_SYNTAX categories/toy/cases.yaml:1']);

    const piped = toyFolder({ 'policies/external.yaml': undefined });
    mkdirSync(join(piped, 'policies'));
    execFileSync('mkfifo', [join(piped, 'policies/external.yaml')]);
    expect(problems(piped)).to.deep.equal(['ERR_RULE_SYNTAX policies/external.yaml:1']);

    const looped = toyFolder();
    symlinkSync('loop.yaml', join(looped, 'policies/loop.yaml'));
    symlinkSync('..', join(looped, 'categories/up'));
    expect(problems(looped)).to.deep.equal([
      'ERR_RULE_INVALID categories/up/rule.yaml:1',
      'ERR_RULE_NO_CASES categories/up/cases.yaml:1',
      'ERR_RULE_SYNTAX policies/loop.yaml:1',
    ]);
  });

  it('says why a file could not be read', () => {
    const why = (content: string | Uint8Array): string | undefined =>
      errorsOf(toyFolder({ 'categories/toy/rule.yaml': content }))[0]?.message;
    expect(why(`${RULE}# ${'x'.repeat(1 << 20)}`)).to.contain('bytes');
    expect(why(Uint8Array.of(0x61, 0x3a, 0x20, 0xe5, 0x0a))).to.contain('not UTF-8');
    expect(why(Uint8Array.from(Buffer.from(RULE, 'utf16le')))).to.contain('NUL');
    const dir = toyFolder({ 'policies/external.yaml': undefined });
    mkdirSync(join(dir, 'policies/folder.yaml'), { recursive: true });
    symlinkSync('loop.yaml', join(dir, 'policies/loop.yaml'));
    execFileSync('mkfifo', [join(dir, 'policies/pipe.yaml')]);
    expect(errorsOf(dir).map(({ message }) => /is a folder|ELOOP|not a plain file/.exec(message)?.[0])).to.deep.equal([
      'is a folder',
      'ELOOP',
      'not a plain file',
    ]);
  });

  it('follows links, as mounted configuration has them', () => {
    const dir = toyFolder();
    mkdirSync(join(dir, 'linked'));
    symlinkSync(join(dir, 'categories'), join(dir, 'linked/categories'));
    expect(problems(join(dir, 'linked'))).to.deep.equal([]);
  });

  it('reads CRLF and a byte order mark', () => {
    expect(problems(toyFolder({ 'categories/toy/rule.yaml': `\ufeff${RULE.replaceAll('\n', '\r\n')}` }))).to.deep.equal([]);
  });

  it('meets every truncated rule file with a place or a valid load', function () {
    this.timeout(60_000);
    const dir = toyFolder();
    const full = `${RULE}    validate: { luhn: 0.1 }\ncontext:\n  near: { en: [toy, "toy number"], sv: [leksak*] }\nkeep:\n  - { pattern: 'AB-0{4}', why: "samples" }\n`;
    const file = join(dir, 'categories/toy/rule.yaml');
    let loaded = 0;
    let refused = 0;
    const tryIt = (content: string): void => {
      writeFileSync(file, content);
      try {
        loadRulesSync(dir, { extends: false });
        loaded++;
      } catch (error) {
        if (!(error instanceof SordinoErrors)) throw error;
        for (const each of error.errors) expect(each.file !== undefined && each.line !== undefined && each.line >= 1).to.equal(true);
        refused++;
      }
    };
    for (let length = 0; length <= full.length; length++) tryIt(full.slice(0, length));
    // And with one character exchanged for one that YAML cares about.
    for (let at = 0; at < full.length; at++) tryIt(`${full.slice(0, at)}${'{}[]&*!|>\'"%@`:#-?,\t\n'[at % 21]}${full.slice(at + 1)}`);
    expect(loaded).to.be.greaterThan(20);
    expect(refused).to.be.greaterThan(200);
  });
});

describe('slowness', () => {
  it('sees what recheck sees', () => expect(slowness('(?:[a-z]{1,20}[0-9]{0,20}){1,10}X', false)).to.be.a('string'));
  it('sees what recheck does not', () => expect(slowness('(?:a|a){1,30}b', false)).to.contain('steps'));
  it('names no text', () => expect(slowness('(?:a|a){1,30}b', false)).not.to.contain('aaa'));
  it('lets an ordinary pattern pass', () => expect(slowness('NW-20\\d{2}-\\d{6}', true)).to.equal(null));
});
