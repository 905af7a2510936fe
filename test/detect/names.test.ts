import { expect } from 'chai';
import { FLAG } from '../../src/detect/names/flags.ts';
import { flagsOfWord } from '../../src/detect/names/inflection.ts';
import { isFirstName, isLastName, nameFlags, NAME_HASH_SEED, nameHashStep } from '../../src/detect/names/name-list.ts';
import { nameGroups } from '../../src/detect/names/names.generated.ts';
import { foldWord, letterOf } from '../../src/letters.ts';
import { HASH_SEED, hashStep } from '../../src/scan/vocabulary.ts';

const flags = (word: string): number => flagsOfWord(word, 0, word.length, letterOf);
const words = nameGroups().flatMap(([, list]) => list.split(' '));

describe('the lists of names', () => {
  it('are well formed: known bits, folded words, sorted, each once', () => {
    const known = FLAG.first | FLAG.last | FLAG.common | FLAG.word | FLAG.baltic;
    for (const [bits, list] of nameGroups()) {
      expect(bits & ~known, `bits ${bits}`).to.equal(0);
      expect(bits & (FLAG.first | FLAG.last | FLAG.word), `bits ${bits}`).to.not.equal(0);
      const each = list.split(' ');
      expect([...each].sort(), `bits ${bits}`).to.deep.equal(each);
    }
    expect(new Set(words).size).to.equal(words.length);
    expect(words.filter((word) => word === '' || foldWord(word) !== word)).to.deep.equal([]);
  });

  it('are large enough to be the lists', () => expect(words.length).to.be.greaterThan(50_000));

  it('hold hardly two words with one hash', () => {
    const hashes = new Set(words.map((word) => [...word].reduce((hash, c) => nameHashStep(hash, c.charCodeAt(0)), NAME_HASH_SEED)));
    expect(words.length - hashes.size).to.be.lessThan(5);
  });

  it('hash as the scan does', () => {
    expect(NAME_HASH_SEED).to.equal(HASH_SEED);
    expect(nameHashStep(12345, 0x61)).to.equal(hashStep(12345, 0x61));
  });

  it('know first names and surnames from words', () => {
    for (const name of ['anna', 'janis', 'goran', 'wouter', 'jurgen']) expect(isFirstName(name), name).to.equal(true);
    for (const name of ['will', 'mark', 'rose', 'may', 'bjorn', 'laima', 'zxqv', '']) expect(isFirstName(name), name).to.equal(false);
    for (const name of ['berzins', 'andersson', 'wisniewska']) expect(isLastName(name), name).to.equal(true);
    expect(nameFlags(1)).to.equal(0);
  });

  it('know the forms of a name', () => {
    // Nominative, genitive, dative, accusative, vocative of Latvian; genitive of Swedish; Russian
    for (const form of [
      'J\u0101\u0146a',
      'J\u0101nim',
      'J\u0101ni',
      'L\u012bgai',
      'L\u012bgu',
      'Kaspar',
      'Magnus',
      'Johans',
      '\u0418\u0432\u0430\u043d\u0443',
      '\u041c\u0430\u0440\u0438\u0435\u0439',
    ])
      expect(flags(form) & FLAG.first, form).to.equal(FLAG.first);
    for (const form of ['B\u0113rzi\u0146a', 'B\u0113rzi\u0146am', 'Anderssons']) expect(flags(form) & FLAG.last, form).to.equal(FLAG.last);
    expect(flags('J\u0101nim') & FLAG.inflected).to.equal(FLAG.inflected);
    expect(flags('Anna') & FLAG.inflected).to.equal(0);
  });
});
