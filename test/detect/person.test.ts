import { expect } from 'chai';
import fc from 'fast-check';
import { personAfter } from '../../src/detect/person-after.ts';
import { personBefore } from '../../src/detect/person-before.ts';
import { personField } from '../../src/detect/person-field.ts';
import { personListed } from '../../src/detect/person-listed.ts';
import { personMail } from '../../src/detect/person-mail.ts';
import { personSign } from '../../src/detect/person-sign.ts';
import { personSpeaker } from '../../src/detect/person-speaker.ts';
import { createRedactor } from '../../src/redactor.ts';
import { cutAt } from '../support/arbitraries.ts';
import { detectorRunner } from '../support/run-detector.ts';

const words = { stop: ['support', 'not', 'and'], particles: ['von', 'van', 'der'], titles: ['dr'] };
const texts = (found: readonly { readonly text: string }[]): string[] => found.map(({ text }) => text);

describe('person-after', () => {
  const intro = detectorRunner(personAfter, {
    words: { ...words, lead: ['called'], things: ['file'] },
    options: { lower: 'any', surnames: ['berg'] },
  });
  it('reads particles, hyphens, apostrophes and initials', () => {
    for (const name of ['Karl-Erik von Exempel', "Jane O'Doe", 'Jan van der Toy', 'J. R. Toy', 'Anna B.'])
      expect(texts(intro(`called ${name}, hello`))).to.deep.equal([name]);
  });
  it('stops at stop words, and reads nothing that begins with one', () => {
    expect(texts(intro('called anna and tired'))).to.deep.equal(['anna']);
    expect(intro('called not today')).to.deep.equal([]);
  });
  it('leaves names of things', () => expect(intro('file called Toy')).to.deep.equal([]));
  it('skips titles', () => expect(texts(intro('called Dr. Toy'))).to.deep.equal(['Toy']));
  it('says what the lists know', () => {
    expect(intro('called Anna Toyberg')[0].signals).to.include.members(['first', 'then-last', 'ends']);
    expect(intro('called Zxqv')[0].signals).to.include('unknown');
  });
  it('reads `Doe, John` when it is asked to', () => {
    const label = detectorRunner(personAfter, { words: { ...words, lead: ['to'] }, options: { gap: 'label', comma: true, line: true } });
    expect(texts(label('To: Doe, John\n'))).to.deep.equal(['Doe, John']);
    expect(label('to Doe we said')).to.deep.equal([]);
  });
});

describe('person-before', () => {
  it('reads the longest name that ends there', () => {
    const here = detectorRunner(personBefore, { words: { ...words, tail: ['speaking'] } });
    expect(texts(here('well, Jane Toy speaking'))).to.deep.equal(['Jane Toy']);
    expect(here('we are speaking')).to.deep.equal([]);
  });
});

describe('person-mail', () => {
  const mail = detectorRunner(personMail, { words });
  it('takes the display name', () => {
    expect(texts(mail('From: "Doe, John" <j@example.com>'))).to.deep.equal(['Doe, John']);
    expect(texts(mail('From: anna toy <a@example.com>'))).to.deep.equal(['anna toy']);
    expect(texts(mail('=?UTF-8?B?SsSBbmlz?= <j@example.com>'))).to.deep.equal(['=?UTF-8?B?SsSBbmlz?=']);
  });
  it('leaves roles', () => expect(mail('Support <s@example.com>')).to.deep.equal([]));
});

describe('person-speaker', () => {
  const speaker = detectorRunner(personSpeaker, { words });
  it('takes who speaks at a time, in lower case too', () => {
    expect(texts(speaker('[10:33] anna: hello'))).to.deep.equal(['anna']);
    expect(texts(speaker('Anna Toy (10:33): hello'))).to.deep.equal(['Anna Toy']);
  });
  it('leaves keys, times and roles', () => {
    for (const text of ['key: value', '10:33:12', 'Support: hello', 'at Anna:12']) expect(speaker(text), text).to.deep.equal([]);
  });
});

describe('person-sign', () => {
  const sign = detectorRunner(personSign, { words });
  it('takes a last line, and what stands behind a stroke', () => {
    expect(texts(sign('It works.\nAnna Toy'))).to.deep.equal(['Anna Toy']);
    expect(texts(sign('It works. /Anna'))).to.deep.equal(['Anna']);
    expect(texts(sign('It works.\n//MR'))).to.deep.equal(['MR']);
  });
  it('leaves paths', () => expect(sign('see /Users/Anna/file')).to.deep.equal([]));
});

describe('person-field', () => {
  it('takes an answer that the lists know', () => {
    const field = detectorRunner(personField, { words: { ...words, fields: ['name'] } });
    expect(field('anna')).to.deep.equal([]); // the runner looks at a field that holds no messages
    const redactor = createRedactor({ policy: 'external', categories: ['person'] });
    expect(redactor.redact('emre yildirim').text).to.equal('[NAME]');
    expect(redactor.redact('Zxqv', { field: 'last_name' }).text).to.equal('[NAME]');
    expect(redactor.redact('Zxqv', { field: 'host_name' }).text).to.equal('Zxqv');
    expect(redactor.redact('Zxqv', { field: 'comment' }).text).to.equal('Zxqv');
  });
});

describe('person-listed', () => {
  const listed = detectorRunner(personListed, { words: { ...words, after: ['street'] } });
  it('takes names that the lists know, with what belongs to them', () => {
    expect(texts(listed('we met Anna Andersson and J. Andersson'))).to.deep.equal(['Anna Andersson', 'J. Andersson']);
  });
  it('leaves streets, identifiers and contractions', () => {
    for (const text of ['on Anna Street', 'com.example.Anna', '/Users/Anna', "Don't", 'Anna_1'])
      expect(listed(text), text).to.deep.equal([]);
  });
  it('reads a row of names from any place in it', () => {
    const row = Array.from({ length: 40 }, () => 'Anna').join(' ');
    const whole = listed(row).filter(({ start }) => start > 120);
    const part = listed(row.slice(50)).filter(({ start }) => start > 70);
    expect(part.map(({ start }) => start + 50)).to.deep.equal(whole.map(({ start }) => start));
  });
});

describe('names in a stream', function () {
  this.timeout(60_000);
  const redactor = createRedactor({ policy: 'external', categories: ['person'] });
  const piece = fc.constantFrom(
    'Anna',
    'anna',
    'Jan van der Toy',
    'my name is ',
    'Hej ',
    'Mvh\n',
    ', ',
    ' ',
    '\n',
    '. ',
    ': ',
    '/',
    'A. ',
    'Will',
    'Dr. ',
    'From: ',
    '<a@example.com>',
    '[10:33] ',
    'BERG',
    '-',
    "'s",
    'here',
    ' and ',
    '12 ',
  );
  it('are the same however the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 150, maxLength: 500 }),
        fc.array(fc.nat({ max: 3000 }), { maxLength: 6 }),
        (pieces, cuts) => {
          const text = pieces.join('');
          const stream = redactor.stream();
          let out = '';
          for (const part of cutAt(
            text,
            [...cuts].sort((a, b) => a - b).filter((cut) => cut < text.length),
          ))
            out += stream.write(part);
          expect(out + stream.end()).to.equal(redactor.redact(text).text);
        },
      ),
      { numRuns: 800 },
    );
  });
});
