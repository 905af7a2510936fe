import { expect } from 'chai';
import fc from 'fast-check';
import { HeaderText } from '../../src/formats/header-text.ts';
import { parametersOf, parameterValue, ParameterText } from '../../src/formats/header-params.ts';
import type { MailText, TextEdit } from '../../src/formats/mail-text.ts';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const header = (raw: string) => new HeaderText(bytesOf(raw), 0, raw.length, 'Subject', '$.Subject', '[X]');

function changed(raw: string, text: MailText, edits: readonly TextEdit[]): string {
  return [...text.edit(edits)].reverse().reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), raw);
}

/** A part of a header, as mail programs write it and as they should not. */
const piece = fc.constantFrom(
  'word',
  ' two words',
  '\r\n folded',
  '\n\tfolded',
  ' <a@example.com>',
  ' =?utf-8?Q?=C3=85sa_B?=',
  ' =?utf-8?Q?=C3?= =?utf-8?Q?=85sa?=',
  ' =?UTF-8?b?w4U=?=\r\n =?utf-8?B?c2E=?=',
  ' =?iso-8859-1*sv?Q?=C5sa?=',
  '"=?utf-8?Q?quoted?="',
  ' =?shift_jis?B?jlKTYw==?=',
  ' =?iso-2022-jp?B?GyRCOzNFRBsoQjc=?=',
  ' =?utf-8?Q?with space inside?=',
  '\xe5\xe4',
  '\xc3\xa5',
  ' =?x',
  ' ?=',
);

describe('formats/header-text', () => {
  it('reads folds, encoded words and letters that are split between them', () => {
    expect(header(' =?utf-8?Q?=C3?=\r\n\t=?UTF-8?B?hXNh?= said\r\n hello').text).to.equal(' \u00c5sa said hello');
    expect(header('=?iso-8859-1?Q?a?= =?utf-8?Q?b?=  c').text).to.equal('ab  c');
    expect(header('a=?utf-8?Q?b?=c').text).to.equal('abc');
    expect(header('=?utf-8?Q?a?b=C3=A5?=').text).to.equal('a?b\u00e5');
  });

  it('decodes what nothing ends: a message may be cut off anywhere', () => {
    expect(header('x =?utf-8?B?c2VjcmV0').text).to.equal('x secret');
    expect(header('=?utf-8?Q?se=63ret =?utf-8?Q?b?=').text).to.equal('secretb');
  });

  it('says which words it cannot read', () => {
    for (const raw of ['a =?nonsense?Q?b?= c', 'a =?utf-8?B?c2Vj*?= c', 'a =?utf-7?Q?b?= c']) {
      const text = header(raw);
      expect(changed(raw, text, text.unreadable)).to.equal('a [X] c');
    }
  });

  it('changes any part of any header and nothing else', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(), fc.nat(), (pieces, a, b) => {
        const raw = pieces.join('');
        const text = header(raw);
        const characters = [...text.text].reduce<number[]>((ends, character) => [...ends, (ends.at(-1) ?? 0) + character.length], [0]);
        const [start, end] = [characters[a % characters.length], characters[b % characters.length]].sort((x, y) => x - y);
        fc.pre(start < end && text.unreadable.length === 0);
        const now = changed(raw, text, [{ start, end, text: '[S]' }]);
        // Where an encoded word goes, the blank that parted it from its neighbour may come to be seen.
        const bare = (read: string) => read.replace(/[ \t]/g, '');
        expect(bare(header(now).text)).to.equal(bare(`${text.text.slice(0, start)}[S]${text.text.slice(end)}`));
        // No line of a header begins without a blank.
        expect(now).not.to.match(/\n[^ \t]/);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the words that hold nothing', () => {
    const raw = '=?utf-8?B?YWJj?= =?utf-8?Q?d=5Fe_f?= =?utf-8?Q?g?= tail';
    const text = header(raw);
    expect(text.text).to.equal('abcd_e fg tail');
    expect(changed(raw, text, [{ start: 7, end: 8, text: '[S]' }])).to.equal(
      '=?utf-8?B?YWJj?= =?utf-8?Q?d=5Fe_=5BS=5D?= =?utf-8?Q?g?= tail',
    );
    expect(changed(raw, text, [{ start: 0, end: 4, text: '[S]' }])).to.equal('=?utf-8?B?W1Nd?= =?utf-8?Q?=5Fe_f?= =?utf-8?Q?g?= tail');
    expect(changed(raw, text, [{ start: 2, end: 9, text: '[S]' }])).to.equal('=?utf-8?B?YWJbU10=?= tail');
  });

  it('takes time in proportion to the length', () => {
    for (const unit of ['=?utf-8?Q?', '=?a?b?', '=?', '?=', ' ', '=?utf-8?Q?a?= ', '\r\n ']) {
      const started = performance.now();
      expect(header(unit.repeat(Math.ceil(400_000 / unit.length))).text.length).to.be.a('number');
      expect(performance.now() - started, JSON.stringify(unit)).to.be.lessThan(4000);
    }
  });
});

describe('formats/header-params', () => {
  const parameters = (raw: string) => parametersOf(bytesOf(raw), 0, raw.length);
  const value = (raw: string, name: string) => parameterValue(bytesOf(raw), parameters(raw), name);

  it('reads what is quoted, bare, in parts, and without semicolons', () => {
    expect(value('multipart/mixed; boundary="a;b=\\"c"', 'boundary')).to.equal('a;b="c');
    expect(value('multipart/mixed boundary=abc', 'boundary')).to.equal('abc');
    expect(value('multipart/mixed;\r\n boundary*0=ab;\r\n boundary*1=cd', 'boundary')).to.equal('abcd');
    expect(value("text/plain; charset*=us-ascii'en'utf%2D8; format=flowed", 'charset')).to.equal('utf-8');
    expect(value('text/plain; x="y; charset=no"; charset=yes', 'charset')).to.equal('yes');
  });

  it('takes time in proportion to the length', () => {
    for (const unit of [' ', ';', '; ', '"', 'a=', ';a*', '\\"']) {
      const started = performance.now();
      parameters(unit.repeat(200_000));
      expect(performance.now() - started, JSON.stringify(unit)).to.be.lessThan(4000);
    }
  });

  const part = fc.constantFrom('plain', 'with%20blank', '%C3%A5', 'a"b', 'x y', '');
  it('changes any part of a name, over all its parts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(part, fc.boolean()), { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (parts, a, b) => {
        const raw = parts
          .map(([text, extended], i) =>
            extended
              ? `;\r\n filename*${i}*=${i === 0 ? "utf-8''" : ''}${text.replace(/[" ]/g, '%22')}`
              : `; filename*${i}="${text.replace(/"/g, '\\"')}"`,
          )
          .join('');
        const read = (written: string) => new ParameterText(bytesOf(written), parameters(written), 'filename', '$', '[X]');
        const text = read(raw);
        const [start, end] = [a % (text.text.length + 1), b % (text.text.length + 1)].sort((x, y) => x - y);
        fc.pre(start < end);
        const now = changed(raw, text, [{ start, end, text: '[S"]' }]);
        expect(read(now).text).to.equal(`${text.text.slice(0, start)}[S"]${text.text.slice(end)}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('puts quotes around a bare word that takes a placeholder', () => {
    const raw = '; filename*0=secret; filename*1=7.txt';
    const text = new ParameterText(bytesOf(raw), parameters(raw), 'filename', '$', '[X]');
    expect(changed(raw, text, [{ start: 0, end: 7, text: '[S]' }])).to.equal('; filename*0="[S]"; filename*1=".txt"');
  });
});
