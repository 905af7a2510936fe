import { expect } from 'chai';
import { emailSpelled } from '../../src/detect/email-spelled.ts';
import { detectorRunner } from '../support/run-detector.ts';

const find = detectorRunner(emailSpelled, {
  words: { at: ['monkey'], 'at-bare': ['at'], dot: ['dot'], joiner: ['underscore'], providers: ['gmail'], stop: ['look'] },
  options: { signs: ['(a)'] },
});
const texts = (text: string) => find(text).map((one) => one.text);
const only = (text: string) => {
  const found = find(text);
  expect(found).to.have.length(1);
  return found[0];
};

describe('email-spelled', () => {
  it('reads words in brackets of any kind', () => {
    for (const text of ['anna [at] example [dot] com', 'anna(at)example(dot)com', 'anna{at}example.com', 'anna < at > example.com'])
      expect(only(text).text, text).to.equal(text);
  });
  it('wants brackets to match', () => expect(texts('anna [at) example.com')).to.deep.equal([]));
  it('gives the address as it would be written', () => {
    expect(only('anna dot berg monkey mail dot example dot com').value).to.equal('anna.berg@mail.example.com');
    expect(only('anna underscore berg at example.com').value).to.equal('anna_berg@example.com');
    expect(only('karen 01 at gmail').value).to.equal('karen01@gmail');
  });
  it('tells how the sign is written', () => {
    expect(only('anna [at] example.com').signals).to.include('bracket');
    expect(only('anna monkey example.com').signals).to.include('sure');
    expect(only('anna at example.com').signals).to.include('bare');
    expect(only('anna @ example.com').signals).to.include('spaced');
    expect(only('anna @example.com').signals).to.include('open');
    expect(only('anna@example(dot)com').signals).to.include('tight');
    expect(only('anna(a)example.com').signals).to.include('bracket');
  });
  it('leaves plain addresses to the detector of plain addresses', () => expect(texts('anna@example.com')).to.deep.equal([]));
  it('says when a word of the list stop stands on the left', () => expect(only('look at example dot com').signals).to.include('stop'));
  it('ends at a top-level domain', () => expect(texts('anna at example dot com conference')).to.deep.equal(['anna at example dot com']));
  it('takes no new sentence for an ending', () => expect(texts('anna@work. In case')).to.deep.equal([]));
  it('takes blanks around a dot', () => expect(texts('anna @ example . com')).to.deep.equal(['anna @ example . com']));
  it('takes a provider without an ending', () => expect(only('anna at gmail').signals).to.include.members(['provider', 'alone']));
});
