import { expect } from 'chai';
import { latvianCases } from '../../src/conversation/latvian-cases.ts';
import { latinOf } from '../../src/conversation/latin-letters.ts';

const fold = (word: string) => latinOf(word, 0, word.length);
const isForm = (name: string, form: string): boolean =>
  latvianCases(fold(name)).some(({ stem, endings }) => fold(form).startsWith(stem) && endings.has(fold(form).slice(stem.length)));

// Singular cases of the six declensions, with softened consonants, as grammars give them.
const FORMS: readonly (readonly [name: string, forms: string])[] = [
  ['Bērziņš', 'Bērziņa Bērziņam Bērziņu Bērziņ Bērziņā'],
  ['Andrejs', 'Andreja Andrejam Andreju Andrej Andrejā'],
  ['Jānis', 'Jāņa Jānim Jāni Jānī'],
  ['Briedis', 'Brieža Briedim Briedi Briedī'],
  ['Lācis', 'Lāča Lācim Lāci Lācī'],
  ['Krievs', 'Krieva Krievam Krievu Krievā'],
  ['Markus', 'Markus Markum Marku Markū'],
  ['Lapsa', 'Lapsas Lapsai Lapsam Lapsu Lapsā'],
  ['Ļubova', 'Ļubovas Ļubovai Ļubovu Ļubovā Ļubov'],
  ['Balode', 'Balodes Balodei Balodi Balodē Baložu'],
  ['Krasovskis', 'Krasovska Krasovskim Krasovski Krasovskī'],
  ['Bruno', 'Bruno'],
];

describe('Latvian cases', () => {
  for (const [name, forms] of FORMS)
    it(`of ${name}`, () => {
      expect(forms.split(' ').filter((form) => !isForm(name, form))).to.deep.equal([]);
    });

  it('are no other words', () => {
    const others = [
      ['Jānis', 'jansons'],
      ['Lapsa', 'lapene'],
      ['Anna', 'antena'],
      ['Bruno', 'brunss'],
    ];
    expect(others.filter(([name, word]) => isForm(name, word))).to.deep.equal([]);
  });
});
