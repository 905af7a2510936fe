import { expect } from 'chai';
import { createScanner } from '../../src/scan/scan.ts';
import { buildVocabulary } from '../../src/scan/vocabulary.ts';
import { GAP } from '../../src/types.ts';

const words = buildVocabulary(
  new Map([
    ['card', ['kort*', 'card number', 'l\u00f6senord']],
    ['date', ['t.o.m.', 'e-mail']],
  ]),
  ['EMAIL', 'CARD_DETAIL'],
);
const scan = createScanner(words);
const runs = (text: string) => {
  const s = scan(text);
  return Array.from({ length: s.runCount }, (_, i) => [text.slice(s.runStart[i], s.runEnd[i]), s.gap[i]]);
};
const cues = (text: string) => {
  const s = scan(text);
  return Array.from({ length: s.cueCount }, (_, i) => text.slice(s.cueStart[i], s.cueEnd[i]));
};

describe('scan', () => {
  it('finds words that begin with a capital', () => {
    const s = scan('Anna said \u00c5sa, not o\u00d6, ERROR');
    expect(Array.from({ length: s.wordCount }, (_, i) => s.text.slice(s.wordStart[i], s.wordEnd[i]))).to.deep.equal([
      'Anna',
      '\u00c5sa',
      'ERROR',
    ]);
    const hash = s.wordHash[0];
    expect(scan('... Anna').wordHash[0]).to.equal(hash);
  });
  it('finds runs and what joins them', () =>
    expect(runs('12 34-5x6')).to.deep.equal([
      ['12', GAP.space],
      ['34', GAP.dash],
      ['5', 0],
      ['6', 0],
    ]));
  it('joins over a line break with a reply prefix, once', () => {
    expect(runs('1\n>> > 2')[0][1]).to.equal(GAP.wrap | GAP.space);
    expect(runs('1\r\n2')[0][1]).to.equal(GAP.wrap);
    expect(runs('1\n\n2')[0][1]).to.equal(0);
  });
  it('joins over a defanged dot', () => expect(runs('1[.]2')[0][1]).to.equal(GAP.dot));
  it('joins over emphasis, not over stars that mask', () => {
    expect(runs('**1** _2_')[0][1]).to.equal(GAP.markup | GAP.space);
    expect(runs('1***2')[0][1]).to.equal(0);
  });
  it('does not join over much space', () => expect(runs('1        2')[0][1]).to.equal(0));
  it('leaves out a flood of digits', () => expect(runs(`${'7'.repeat(65)} 1`)).to.deep.equal([['1', 0]]));
  it('finds words without case and diacritics, with endings where they are open', () =>
    expect(cues('KORT kortet kortnummer Losenord l\u00f6senordet')).to.deep.equal(['KORT', 'kortet', 'Losenord']));
  it('finds phrases over blanks, dashes and full stops', () =>
    expect(cues('card  number, T.o.m. e mail, card-numbers')).to.deep.equal(['card  number', 'T.o.m', 'e mail']));
  it('finds no word inside a placeholder or another word', () =>
    expect(cues('[EMAIL] discardnumber [CARD_DETAIL] [EMAILx]')).to.deep.equal([]));
  it('finds at-signs and colons', () => {
    const s = scan('a@b: c');
    expect([s.at[0], s.atCount, s.colon[0], s.colonCount]).to.deep.equal([1, 1, 3, 1]);
  });
});
