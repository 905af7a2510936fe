import { expect } from 'chai';
import { emailSpoken } from '../../src/detect/email-spoken.ts';
import { detectorRunner } from '../support/run-detector.ts';

const find = detectorRunner(emailSpoken, {
  words: { stop: ['use'], never: ['telecom'], providers: ['gmail'], cue: ['mail'] },
  options: { endings: ['com'], providers: ['gmailcom', 'yahooin'] },
});
const found = (text: string) => find(text).map((one) => [one.text, ...one.signals.filter((signal) => signal !== 'alone')]);

describe('email-spoken', () => {
  it('finds a provider glued to a name', () => expect(found('its annagmailcom')).to.deep.equal([['annagmailcom', 'glued']]));
  it('takes the number and the name before it', () =>
    expect(found('it is anna 01 gmailcom')).to.deep.equal([['anna 01 gmailcom', 'number']]));
  it('takes no phone number before it', () => expect(found('0701234567 gmailcom')).to.deep.equal([]));
  it('takes a word before it, but none of the list stop', () => {
    expect(found('anna yahooin')).to.deep.equal([['anna yahooin', 'word']]);
    expect(found('use gmailcom')).to.deep.equal([]);
  });
  it('finds a bare provider behind a name and a number', () => {
    expect(found('anna 35 gmail')).to.deep.equal([['anna 35 gmail', 'number', 'bare']]);
    expect(found('anna 35 gmail com')).to.deep.equal([['anna 35 gmail com', 'number']]);
    expect(found('35 gmail')).to.deep.equal([]);
  });
  it('says when it knows only the ending', () => {
    expect(found('annaexamplecom')).to.deep.equal([['annaexamplecom', 'unknown']]);
    expect(found('telecom')).to.deep.equal([]);
    expect(found('www.examplecom/x')).to.deep.equal([]);
  });
  it('takes a sign when only the dot is missing', () => expect(found('anna@gmailcom')).to.deep.equal([['anna@gmailcom', 'glued']]));
  it('decides by what is within reach alone', () => {
    const far = ' word'.repeat(40);
    expect(found(`annagmailcom${far}`)).to.deep.equal([]);
    expect(found(`annagmailcom${far} 1`)).to.deep.equal([]);
    expect(found(`mail annagmailcom${far}`)).to.deep.equal([['annagmailcom', 'glued']]);
  });
});
