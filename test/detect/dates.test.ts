import { expect } from 'chai';
import { readNumericDate, readPlainDate, readWordDate } from '../../src/detect/date-read.ts';
import { readTime } from '../../src/detect/time-read.ts';
import { createRedactor } from '../../src/redactor.ts';
import { createScanner } from '../../src/scan/scan.ts';
import { buildVocabulary } from '../../src/scan/vocabulary.ts';

const scan = createScanner(buildVocabulary(new Map([['month', ['maius', 'mar']]]), []));

const numeric = (text: string) => {
  const date = readNumericDate(scan(text), 0);
  return date === undefined ? '' : `${text.slice(date.start, date.end)} ${date.year}`;
};

const inWords = (text: string) => {
  const columns = scan(text);
  for (let c = 0; c < columns.cueCount; c++) {
    const date = readWordDate(columns, columns.cueStart[c], columns.cueEnd[c], (word) => ['of', 'anno'].includes(word));
    if (date !== undefined) return `${text.slice(date.start, date.end)} ${date.year}`;
  }
  return '';
};

const time = (text: string) => {
  const read = readTime(scan(text), 0);
  return read === undefined ? '' : text.slice(read.start, read.end);
};

describe('detect: dates', () => {
  it('reads digits in any order', () => {
    expect(numeric('2026-05-12')).to.equal('2026-05-12 2026');
    expect(numeric('12.05.2026')).to.equal('12.05.2026 2026');
    expect(numeric('5/12/26')).to.equal('5/12/26 2026');
    expect(numeric('12. 5. 1990')).to.equal('12. 5. 1990 1990');
    expect(numeric("5-6-'17")).to.equal("5-6-'17 2017");
    expect(numeric('3/4/44')).to.equal('3/4/44 1944');
  });

  it('reads no version, address or number that only looks like a date', () => {
    for (const text of ['2026-13-32', '1.2.3', '192.0.2.14', '12.05.2026.1', '2026-05-12-01', '12-05.2026', '0/0/26', 'a2026-05-12'])
      expect(numeric(text), text).to.equal('');
  });

  it('reads eight digits together', () => {
    expect(readPlainDate(scan('19900512'), 0)?.year).to.equal(1990);
    expect(readPlainDate(scan('12051990'), 0)?.year).to.equal(1990);
    expect(readPlainDate(scan('12345678'), 0)).to.equal(undefined);
  });

  it('reads months in words on either side of the day', () => {
    expect(inWords('the 12 maius 2026 it was')).to.equal('12 maius 2026 2026');
    expect(inWords('12th of maius, 2026')).to.equal('12th of maius, 2026 2026');
    expect(inWords('maius 12, 2026')).to.equal('maius 12, 2026 2026');
    expect(inWords('2026. anno 12. maius')).to.equal('2026. anno 12. maius 2026');
    expect(inWords('12:e maius')).to.equal('12:e maius 0');
    expect(inWords('12-mar-26')).to.equal('12-mar-26 2026');
  });

  it('reads no month beside other numbers', () => {
    for (const text of ['45 maius', '12 is maius', 'maius 10:33', 'maius', '12/mar/2026:10:33', '12:33 maius'])
      expect(inWords(text), text).to.equal('');
  });
});

describe('detect: times', () => {
  it('reads what clocks show', () => {
    expect(time('10:33')).to.equal('10:33');
    expect(time('10:33:21.123Z')).to.equal('10:33:21.123Z');
    expect(time('10.33')).to.equal('10.33');
    expect(time('14h30')).to.equal('14h30');
    expect(time('3 p.m. or so')).to.equal('3 p.m.');
    expect(time('10:33 AM')).to.equal('10:33 AM');
    expect(time('10:33:21 +0200 (CEST)')).to.equal('10:33:21 +0200 (CEST)');
    expect(time('10:33 UTC+2')).to.equal('10:33 UTC+2');
  });

  it('reads no ratio, count or longer number', () => {
    for (const text of ['25:10', '10:61', '10:333', '3', '10:33:21:07', '10.33.21.4']) expect(time(text), text).to.equal('');
  });
});

describe('detect: dates of birth and times of contact', () => {
  const redactor = createRedactor({ policy: 'external', categories: ['birth-date', 'contact-time'] });
  const found = (text: string, field?: string) =>
    redactor.find(text, { field }).map((finding) => `${finding.category} ${text.slice(finding.start, finding.end)}`);

  it('takes the label for what the date is', () => {
    expect(found('born 12 May 1990, called 12 May 2026 at 10:33')).to.deep.equal([
      'birth-date 12 May 1990',
      'contact-time 12 May 2026 at 10:33',
    ]);
  });

  it('takes dates of long ago for answers, but not in fields', () => {
    expect(found('3.9.1991')).to.deep.equal(['birth-date 3.9.1991']);
    expect(found('3.9.1991', 'released')).to.deep.equal([]);
    expect(found('3.9.2027')).to.deep.equal([]);
  });

  it('tells people from parts of a program by their names', () => {
    expect(found('[2026-05-12 10:33:21] Anna Berg: hi')).to.have.length(1);
    expect(found('[2026-05-12 10:33:21] update.service: done')).to.deep.equal([]);
    expect(found('[2026-05-12 10:33:21] Warning: low')).to.deep.equal([]);
  });

  it('is allowed by storage and group', () => {
    for (const policy of ['storage', 'group']) {
      const text = 'Den 12 maj 2026 kl 10:33 skrev Anna';
      expect(createRedactor({ policy, categories: ['contact-time'] }).redact(text).text).to.equal(text);
    }
  });
});
