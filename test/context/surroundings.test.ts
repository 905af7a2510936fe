import { expect } from 'chai';
import { ScanSurroundings } from '../../src/context/surroundings.ts';
import { createScanner } from '../../src/scan/scan.ts';
import { buildVocabulary } from '../../src/scan/vocabulary.ts';

const words = buildVocabulary(new Map([['cue', ['label']]]), ['EMAIL']);
const scan = createScanner(words);
/** How near the cue is to the first run of digits. */
const near = (text: string) => {
  const at = text.search(/\d/);
  return new ScanSurroundings().look(scan(text)).near(0, at, at + (/\d+/.exec(text) as RegExpExecArray)[0].length);
};
const left = (text: string) => new ScanSurroundings().look(scan(text)).left(0, text.lastIndexOf('7'));

describe('surroundings', () => {
  it('a label directly left counts whole', () => {
    for (const text of ['label 7', 'label: 7', 'label = "7', 'LABEL is now 7', 'label\n7', 'label7', '{"label":7'])
      expect(near(text), text).to.equal(1);
  });
  it('a word nearby counts half, on either side', () => {
    for (const text of ['label of the thing I bought 7', '7 is my label', 'label one two three 7']) expect(near(text), text).to.equal(0.5);
  });
  it('a word far away, beyond a placeholder or two line breaks counts nothing', () => {
    for (const text of [`label ${'x'.repeat(50)} 7`, 'label [EMAIL] 7', 'label\n\n7', '7\n\nlabel']) expect(near(text), text).to.equal(0);
  });
  it('the field name counts as a label', () => expect(new ScanSurroundings().look(scan('7'), new Set([0])).near(0, 0, 1)).to.equal(1));
  it('says of this value alone what stands left of it', () => {
    expect(left('label 7')).to.equal(true);
    expect(left('label 12 7')).to.equal(false);
    expect(left('label\n7')).to.equal(false);
  });
});
