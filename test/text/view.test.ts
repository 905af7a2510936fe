import { expect } from 'chai';
import { letterOf } from '../../src/letters.ts';
import { oddUnits } from '../../src/text/fold.ts';
import { sourceEnd, sourceStart, viewOf } from '../../src/text/view.ts';

/** The view's text and, for the part of it that equals `part`, the source it stands for. */
function check(source: string, text: string, part?: string, of?: string, format?: string): void {
  const view = viewOf(source, format);
  expect(view.text).to.equal(text);
  if (part === undefined) return;
  const at = view.text.indexOf(part);
  expect(source.slice(sourceStart(view, at), sourceEnd(view, at + part.length))).to.equal(of);
}

describe('view', () => {
  it('is the text itself when nothing has to be folded', () => {
    const view = viewOf('hej d\u00e4r, 12:30 \u2013'.replace('\u2013', '-'));
    expect(view.start).to.equal(null);
    expect(view.text).to.equal(view.source);
  });
  it('drops what cannot be seen and keeps it inside the span', () => check('a1\u200b2\u00ad3b', 'a123b', '123', '1\u200b2\u00ad3'));
  it('drops NUL, as it stands between all units of UTF-16 read as bytes', () =>
    check('4\x001\x001\x001 a', '4111 a', '4111', '4\x001\x001\x001'));
  it('folds digits of other scripts, also astral ones', () =>
    check('\u0664\u{1d7dc}\uff15\u2463', '4454', '4454', '\u0664\u{1d7dc}\uff15\u2463'));
  it('folds spaces and dashes', () => check('1\u00a02\u20133\u30004', '1 2-3 4', '2-3', '2\u20133'));
  it('gives a mark to the character before it', () => check('A\u030asa!', 'Asa!', 'Asa', 'A\u030asa'));
  it('gives a keycap to its digit', () => check('4\ufe0f\u20e35', '45', '4', '4\ufe0f\u20e3'));
  it('keeps other astral characters whole', () => check('\u{20000}a', '\u{20000}a', 'a', 'a'));
  it('makes a picture a gap', () => check('12\u{1f4b3}34', '12 34', '12 34', '12\u{1f4b3}34'));
  it('drops what colours a terminal', () => check('12\x1b[1;31m34\x1b[0m', '1234', '1234', '12\x1b[1;31m34'));
  it('reads an escape inside an escape', () => check('a%2540b %25zz', 'a@b %zz', '@', '%2540'));
  it('makes the plus signs between the digits of a form gaps', () => {
    check('pan=41+11+', 'pan=41 11+', '41 11', '41+11');
    check('41+11', '41+11');
    check('a=+46', 'a=+46');
  });
  it('takes no notice of the fraction of a whole number', () => {
    check('card 4111111111111111.0, x', 'card 4111111111111111, x', '1, x', '1.0, x');
    check('+46701234567.0', '+46701234567', '567', '567.0');
    check('123.0', '123', '3', '3.0');
    for (const text of ['10.0', 'v123.0', '123.0 kr', '4111111111111111.05', '123456789.0.1', '1.123456789.0', 'a123456789.0'])
      check(text, text);
  });
  it('makes a lone surrogate a gap', () => check('1\ud8002', '1 2'));
  it('reads percent-escapes of line breaks', () => check('a%0D%0ab%09 %0b', 'a\r\nb\t %0b', '\r\n', '%0D%0a'));
  it('reads percent-escapes of printable characters', () => check('a%40b %zz 5%', 'a@b %zz 5%', 'a@b', 'a%40b'));
  it('reads a u-escape behind any number of backslashes', () => check('a\\\\\\u0040b', 'a@b', '@', '\\\\\\u0040'));
  it('leaves a backslash alone in plain text', () => check('C:\\new\\temp', 'C:\\new\\temp'));
  it('reads the short escapes in JSON', () => check('{"a":"1\\n2\\"3"}', '{"a":"1\n2"3"}', '1\n2', '1\\n2', 'json'));
  it('reads quoted signs and references in Markdown', () =>
    check('a\\_b\\@c\\d &#64; <b>', 'a_b@c\\d @ <b>', '_b@', '\\_b\\@', 'markdown'));
  it('reads character references in HTML', () => check('a&#64;b&nbsp;&commat;&#xE5;', 'a@b @\u00e5', 'a@b', 'a&#64;b', 'html'));
  it('reads a percent-escape whose sign is a reference', () =>
    check('a&#37;40b &percnt;2540 &#37;4', 'a@b @ %4', '@b', '&#37;40b', 'html'));
  it('drops tags in HTML and says where they are', () => {
    const view = viewOf('<b>1</b><br>2', 'html');
    expect(view.text).to.equal('1 2');
    expect([...(view.markup ?? [])]).to.deep.equal([0, 3, 4, 8, 8, 12]);
  });
  it('reads quoted-printable, over several bytes and soft breaks', () =>
    check('=C3=85sa=40x 1=\r\n2', '\u00c5sa@x 12', '12', '1=\r\n2', 'quoted-printable'));
  it('folds nothing that counts as a letter: the scan asks of other units alone whether they are folded', () =>
    expect([...oddUnits().entries()].filter(([unit, kind]) => kind !== 0 && letterOf(unit) !== 0)).to.deep.equal([]));
  it('reads no escape that is cut short', () => check('%4 \\u00 &#; =4', '%4 \\u00 &#; =4', undefined, undefined, 'html'));
  it('is linear on a flood of brackets', () => expect(viewOf('<a'.repeat(50_000), 'html').text.length).to.equal(100_000));
});
