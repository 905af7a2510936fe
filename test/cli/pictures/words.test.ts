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
    expect(shown(line([['070-174', 0], ['06'], ['11'], ['calls'], ['12']]))).to.equal('calls 12');
    expect(shown(line([['calls'], ['06'], ['11'], ['070-174', 0]]))).to.equal('calls');
    expect(shown(line([['4111'], ['B111', 74], ['1111'], ['1111']]))).to.equal('');
    expect(shown(line([['Anna', 0], ['12'], ['34']]))).to.equal('');
  });

  it('have digits that are large enough to be told from each other', () => {
    const low = line([['order'], ['4711']]).map((word) => ({ ...word, box: { ...word.box, top: 24 } }));
    expect(shown(low)).to.equal('order');
  });

  it('have letters: a line of dots and strokes is none', () => {
    expect(shown(line([['|'], ['=:'], ['o']]))).to.equal('');
    expect(shown(line([['|'], ['one']]))).to.equal('| one');
  });

  it('fill their boxes', () => {
    const [word, wide, tall] = line([['word'], ['ab'], ['c']]);
    const words = [word, { ...wide, box: { ...wide.box, right: wide.box.left + 31 } }, { ...tall, box: { ...tall.box, top: 0 } }];
    expect(shown(words)).to.equal('word');
  });

  it('have a place of their own', () => {
    const [one, two, three] = line([['one'], ['two'], ['three']]);
    expect(shown([{ ...one, box: { ...one.box, right: two.box.left + 2 } }, two, three])).to.equal('three');
    expect(shown([{ ...one, confidence: 0, box: two.box }, two, three])).to.equal('three');
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

  it('are read as digits where nearly all of one is', () => {
    const { text } = textOf([[line([['B1lO'], ['41Z1'], ['SE45'], ['B2'], ['Ill'], ['l6@example.com']])]]);
    expect(text).to.equal('B1lO 4121 SE45 B2 Ill l6@example.com');
    expect(textOf([[line([['4S'], ['411|'], ['4oI11111']])]]).text).to.equal('4S 4111 40111111');
  });

  it('make a text that says where each stands', () => {
    const { text, words } = textOf([[line([['one'], ['two']]), line([['three']])], [line([['four']])]]);
    expect(text).to.equal('one two\nthree\n\nfour');
    expect(words.map(({ start, end }) => text.slice(start, end))).to.deep.equal(['one', 'two', 'three', 'four']);
    const numbers = textOf([[line([['card'], ['4111'], ['1111'], ['of'], ['12']]), line([['34']])]]).words;
    expect(numbers.map(({ group }) => group)).to.deep.equal([1, 2, 2, 3, 4, 5]);
    const [name, at, other] = line([['anna'], ['@example.com'], ['asked']]);
    const close = textOf([[[{ ...name, box: { ...name.box, right: name.box.right + 8 } }, at, other]]]).words;
    expect(close.map(({ group }) => group)).to.deep.equal([1, 1, 2]);
  });
});
