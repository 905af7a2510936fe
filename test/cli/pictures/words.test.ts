import { expect } from 'chai';
import { blank, fill, lumaOf } from '../../../src/cli/pictures/raster.ts';
import { certainWords, type ReadWord, textOf } from '../../../src/cli/pictures/words.ts';

/** Ten pixels a letter and between words, twelve high. */
function line(words: readonly (readonly [text: string, confidence?: number])[]): ReadWord[] {
  let left = 20;
  return words.map(([text, confidence = 90]) => {
    const box = { left, top: 20, right: left + 10 * text.length, bottom: 32 };
    left = box.right + 10;
    return { text, confidence, box };
  });
}

const PAPER = blank(400, 60, [255, 255, 255]);

function shown(words: readonly ReadWord[], paper = PAPER): string {
  return certainWords([[words]], lumaOf(paper))
    .map(({ text }) => text)
    .join(' ');
}

describe('cli/pictures, words', () => {
  it('are those that were read for certain', () => {
    expect(shown(line([['alpha'], ['beta', 74], ['gamma', 75]]))).to.equal('alpha gamma');
  });

  it('have no digits beside a word that was not', () => {
    expect(shown(line([['070-174', 0], ['06'], ['11'], ['calls']]))).to.equal('11 calls');
    expect(shown(line([['calls'], ['06'], ['070-174', 0]]))).to.equal('calls');
  });

  it('have letters: a line of dots and strokes is none', () => {
    expect(shown(line([['|'], ['=:'], ['o']]))).to.equal('');
    expect(shown(line([['|'], ['one']]))).to.equal('| one');
  });

  it('fill their boxes', () => {
    const [word, wide, tall] = line([['word'], ['ab'], ['c']]);
    const words = [word, { ...wide, box: { ...wide.box, right: wide.box.left + 49 } }, { ...tall, box: { ...tall.box, top: 0 } }];
    expect(shown(words)).to.equal('word');
  });

  it('are whole: nothing stands close beside them', () => {
    const words = line([['alpha'], ['beta'], ['gamma']]);
    const [, { box }] = words;
    for (const left of [box.left - 3, box.right + 2]) {
      const marked = blank(400, 60, [255, 255, 255]);
      fill(marked, { ...box, left, right: left + 1 }, [190, 190, 190]);
      expect(shown(words, marked), `at ${left}`).to.equal('alpha gamma');
    }
  });

  it('make a text that says where each stands', () => {
    const { text, words } = textOf([[line([['one'], ['two']]), line([['three']])], [line([['four']])]]);
    expect(text).to.equal('one two\nthree\n\nfour');
    expect(words.map(({ start, end }) => text.slice(start, end))).to.deep.equal(['one', 'two', 'three', 'four']);
  });
});
