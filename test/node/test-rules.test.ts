import { expect } from 'chai';
import { testRules } from '../../src/node/test-rules.ts';
import type { Redactor, RedactorOptions } from '../../src/types.ts';
import { CASES, toyFolder } from './helpers.ts';

/** Finds `AB-` and four digits; notes what it was asked for. */
function toyRedactor(): { createRedactor: (options: RedactorOptions) => Redactor; asked: RedactorOptions[] } {
  const asked: RedactorOptions[] = [];
  const find: Redactor['find'] = (text) =>
    [...text.matchAll(/AB-\d{4}(?!\d)/g)].map(({ index }) => ({
      category: 'toy',
      type: 'number',
      start: index,
      end: index + 7,
      score: 0.6,
      rule: 'toy/number',
    }));
  return {
    asked,
    createRedactor: (options) => {
      asked.push(options);
      return {
        find,
        redact: (text) => ({ text: text.replace(/AB-\d{4}(?!\d)/g, '[TOY]'), findings: find(text), degraded: false }),
      } as Partial<Redactor> as Redactor;
    },
  };
}

async function run(cases: string): Promise<string[]> {
  const results = await testRules(toyFolder({ 'categories/toy/cases.yaml': cases }), {
    extends: false,
    createRedactor: toyRedactor().createRedactor,
  });
  return results.map(({ list, index, line, ok, message }) => `${list}[${index}] :${line} ${ok ? 'ok' : message}`);
}

describe('testRules', () => {
  it('runs every case', async () => expect(await run(CASES)).to.deep.equal(['redacts[0] :2 ok', 'leaves[0] :4 ok']));
  it('runs them with the redactor of the package when it is given none', async () => {
    expect((await testRules(toyFolder())).map(({ ok, message }) => ok || message)).to.deep.equal([true, true]);
  });
  it('sees a span that is not found', async () =>
    expect((await run(CASES.replace('AB-1234"]', 'AB-1234", "x"]').replace('my AB-1234"', 'my AB-1234 x"')))[0]).to.equal(
      'redacts[0] :2 expected 2 (3..10, 11..12), found 1 (3..10 by toy/number, score 0.6)',
    ));
  it('sees a span that is found at another place', async () =>
    expect((await run(CASES.replace('["AB-1234"]', '["AB-12"]')))[0]).to.equal(
      'redacts[0] :2 expected 1 (3..8), found 1 (3..10 by toy/number, score 0.6)',
    ));
  it('sees a finding too many', async () =>
    expect((await run(CASES.replace('"my AB-1234"', '"my AB-1234 AB-9999"')))[0]).to.contain('found 2'));
  it('sees what is not left alone', async () =>
    expect((await run(CASES.replace('12345', '4321')))[1]).to.equal(
      'leaves[0] :4 expected none, found 1 (3..10 by toy/number, score 0.6)',
    ));
  it('sees another result', async () =>
    expect((await run(CASES.replace('[TOY]', '[TAY]')))[0]).to.equal(
      'redacts[0] :2 finds the right spans, but `gives` differs from offset 5 on',
    ));
  it('prints no text of a case', async () => {
    for (const line of await run(CASES.replace('12345', '4321').replace('["AB-1234"]', '["AB-12"]'))) expect(line).not.to.match(/AB-|my /);
  });
  it('asks for the external policy, the usual countries or those of the case, and a key', async () => {
    const { createRedactor, asked } = toyRedactor();
    await testRules(toyFolder({ 'categories/toy/cases.yaml': CASES.replace('why: one', 'regions: [JP], why: one') }), {
      extends: false,
      createRedactor,
    });
    expect(asked.map(({ policy, regions, key }) => [policy, regions?.join(), key?.length])).to.deep.equal([
      ['external', 'SE,NL,LV,DE,US,GB,FR', 32],
      ['external', 'JP', 32],
    ]);
  });
  it('runs nothing when the folder has errors', async () => {
    const error: unknown = await testRules(toyFolder({ 'categories/toy/cases.yaml': undefined })).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'ERR_RULE_NO_CASES');
  });
});
