import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import { ScanSurroundings } from '../../src/context/surroundings.ts';
import { readRuleFolder } from '../../src/node/rule-folder.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { compileRules } from '../../src/rules/compile.ts';
import { wakingOf } from '../../src/rules/waking.ts';
import { weigh } from '../../src/rules/weigh.ts';
import { createScanner } from '../../src/scan/scan.ts';
import { viewOf } from '../../src/text/view.ts';
import { supportText } from '../support/arbitraries.ts';
import { chatMessages, logMessages } from '../support/generate.ts';

const MIN_SCORE = 0.4;
const NONE: ReadonlySet<number> = new Set();
const rules = compileRules(builtinRules.categories, ['SE', 'NL', 'LV', 'DE', 'GB', 'US']);
const scan = createScanner(rules.words);
const waking = wakingOf(rules, () => MIN_SCORE);
const around = new ScanSurroundings();

/** Rules of detectors that sleep through a text though they would find something in it. */
function overslept(source: string): string[] {
  const scanned = scan(viewOf(source).text);
  around.look(scanned);
  const awake = new Set(waking.woken.slice(0, waking.look(scanned, NONE, NONE)));
  return rules.detectors
    .filter((detector, i) => {
      let found = false;
      if (!awake.has(i))
        detector.run({ scan: scanned, around, context: {} }, (candidate) => {
          if (weigh(candidate, detector, around, undefined) >= MIN_SCORE) found = true;
        });
      return found;
    })
    .map(({ rule }) => rule);
}

describe('rules/waking', () => {
  it('lets no detector sleep that finds something in a case of the shipped rules', () => {
    const folder = readRuleFolder(fileURLToPath(new URL('../../../rules', import.meta.url)), false);
    expect(folder.errors).to.deep.equal([]);
    const texts = folder.categories.flatMap(({ cases }) => [...cases.redacts, ...cases.leaves].map(({ text }) => text));
    expect(texts.length).to.be.greaterThan(1000);
    for (const text of texts) expect(overslept(text)).to.deep.equal([]);
    for (const text of texts) expect(overslept(text)).to.deep.equal([]);
  }).timeout(60_000);

  it('lets none sleep over random pieces of support texts', () => {
    fc.assert(
      fc.property(supportText, (text) => {
        expect(overslept(text)).to.deep.equal([]);
      }),
      { numRuns: 1000 },
    );
  }).timeout(120_000);

  it('lets none sleep over chats and logs', () => {
    for (const { text } of [...chatMessages({ units: 60_000, seed: 3 }), ...logMessages({ units: 60_000, seed: 3 })])
      expect(overslept(text)).to.deep.equal([]);
  }).timeout(60_000);

  it('wakes few for a message that holds nothing', () => {
    const woken = waking.look(scan('Great, that fixed it. Thank you so much for your quick reply and have a nice day.'), NONE, NONE);
    expect(woken).to.be.lessThan(rules.detectors.length / 10);
  });
});
