import { expect } from 'chai';
import { partedAtTags, touch, withGaps } from '../../src/text/seams.ts';
import { sourceEnd, sourceStart, viewOf } from '../../src/text/view.ts';

/** The source that each unit of the parted view stands for. */
function partsOf(source: string): string[] | undefined {
  const view = partedAtTags(viewOf(source, 'html'));
  return view && Array.from(view.text, (unit, i) => `${unit}=${source.slice(sourceStart(view, i), sourceEnd(view, i + 1))}`);
}

describe('seams', () => {
  it('lie where two pieces would be read as one', () => {
    for (const [before, behind] of ['12', 'ab', 'a+', '-1', '\u00e52', '/@'])
      expect(touch(before, behind), `${before}${behind}`).to.equal(true);
    for (const [before, behind] of ['1 ', ' 1', '1.', ',1', '(1', '1"'])
      expect(touch(before, behind), `${before}${behind}`).to.equal(false);
    expect(touch(undefined, '1')).to.equal(false);
    expect(touch('1', undefined)).to.equal(false);
  });
  it('become gaps', () => expect(withGaps('abcd', [1, 3])).to.equal('a\tbc\td'));
  it('stand for the tags between two units', () =>
    expect(partsOf('<p>1<b></b>&#50;</p>3<i>4</i>')).to.deep.equal(
      ['1=1', '\t=<b></b>', '2=&#50;', ' =</p>', '3=3', '\t=<i>', '4=4'].toSpliced(0, 0, ' =<p>'),
    ));
  it('are none where no tag stands within a word', () => {
    for (const source of ['<b>a</b> <i>b</i>', 'a b', 'a, <b>b</b>.', '<p>a</p><p>b</p>', '<b>a</b>'])
      expect(partsOf(source), source).to.equal(undefined);
  });
});
