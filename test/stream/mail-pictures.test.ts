import { expect } from 'chai';
import type { ReadPicture } from '../../src/stream/attachments.ts';
import { attached, mailWith, runMail } from '../support/mail.ts';
import { secretRedactor } from '../support/secret-redactor.ts';

const PICTURE = Buffer.from('a picture as it came');
const DONE = 'pictures of which the words are left that could be read and hold nothing';
const OCR = { attachments: { 'image/*': 'ocr' } } as const;

/** A picture that says what is covered in it. */
function reader(text: string, cover = true): ReadPicture {
  return () => ({
    text,
    bytes: Buffer.from('read'),
    cover: (ranges) => (cover ? Buffer.from(`covered ${ranges.map(({ start, end }) => `${start}-${end}`).join()}`) : undefined),
  });
}

function bodyOf(mail: string): string {
  return Buffer.from(/image\/png[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--b--/.exec(mail)?.[1] ?? '', 'base64').toString();
}

describe('stream, pictures in mail', () => {
  const mail = mailWith(attached('image/png', 'a.png', PICTURE));

  it('come out as they were read, with every other byte as it was', () => {
    const { text, notes, found } = runMail(mail, secretRedactor(), { ...OCR, readPicture: reader('nothing') });
    expect(text).to.equal(mail.replace(PICTURE.toString('base64'), Buffer.from('read').toString('base64')));
    expect({ notes, found }).to.deep.equal({ notes: [DONE], found: [] });
  });

  it('have covered what is found in them, and what the message tells', () => {
    const readPicture = reader('see secret12 and 9912345');
    const { text, found } = runMail(mail.replace('see what', 'number 9912345'), secretRedactor(), { ...OCR, readPicture });
    expect(bodyOf(text)).to.equal('covered 4-12,17-24');
    expect(found).to.include('1 $.parts[1].body 4-12');
  });

  it('tell the message what is found in them', () => {
    const redactor = secretRedactor();
    const { text } = runMail(mail.replace('see what', 'see x-secret12'), redactor, { ...OCR, readPicture: reader('secret12') });
    expect(text).to.include('see x-[S]');
  });

  it('are covered whole when their text cannot be examined', () => {
    const { text, degraded } = runMail(mail, secretRedactor(), { ...OCR, readPicture: reader('a boom') });
    expect(bodyOf(text)).to.equal('covered 0-6');
    expect(degraded).to.deep.equal(['1 $.parts[1].body']);
  });

  it('become the failure marker when nothing can be covered in them', () => {
    const { text, degraded } = runMail(mail, secretRedactor(), { ...OCR, readPicture: reader('secret12', false) });
    expect(bodyOf(text)).to.equal('[REDACTION_FAILED]');
    expect(degraded).to.deep.equal(['1 $.parts[1].body']);
  });

  it('become a stub where they cannot be read, are not to be, or are not in base64', () => {
    const stub = '[ATTACHMENT image/png, 20 bytes]';
    const refused = runMail(mail, secretRedactor(), { ...OCR, readPicture: () => ({ reason: 'they are shy' }) });
    expect(refused.text)
      .to.include(`\r\n\r\n${stub}\r\n`)
      .and.not.to.match(/name=|image\/png;/);
    expect(refused.notes).to.deep.equal(['pictures replaced by a line with their type and size: they are shy']);
    const plain = mail.replace('Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: 8bit');
    const notEncoded = runMail(plain, secretRedactor(), { ...OCR, readPicture: reader('x') });
    expect(notEncoded.notes).to.deep.equal(['pictures replaced by a line with their type and size: they are not in base64']);
    for (const options of [OCR, { ...OCR, readPicture: reader('x'), selects: (path: string) => path === '$.Subject' }])
      expect(runMail(mail, secretRedactor(), options).text).to.include(stub);
    expect(runMail(mail, secretRedactor(), { readPicture: reader('x') }).text).to.include(stub);
  });

  it('lose headers that speak of the picture as it was', () => {
    const described = mail.replace('Content-Disposition:', 'Content-MD5: Q2hlY2s=\r\nContent-ID: <a@example.com>\r\nContent-Disposition:');
    const { text } = runMail(described, secretRedactor(), { ...OCR, readPicture: reader('x') });
    expect(text).not.to.include('Content-MD5');
    expect(text).to.include('Content-ID: <a@example.com>').and.to.include('filename="a.png"');
  });

  it('come out the same however the input is cut', () => {
    const options = { ...OCR, readPicture: reader('see secret12') };
    const whole = runMail(mail, secretRedactor(), options).text;
    for (const size of [1, 7, 64]) expect(runMail(mail, secretRedactor(), options, [size]).text).to.equal(whole);
  });
});
