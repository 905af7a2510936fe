import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { type OcrOptions, pictureReader } from '../../src/cli/pictures/read-picture.ts';
import { membersOf } from '../support/archives.ts';
import { CommandFolder, without } from '../support/cli.ts';
import { attached, mailWith } from '../support/mail.ts';
import { coloursIn, needsOcr, OCR, onPaper, pixelsOf, SCREENSHOT } from '../support/pictures.ts';
import { zipOf } from '../support/zip.ts';

const DONE = 'pictures of which the words are left that could be read and hold nothing';
const STUB = `[ATTACHMENT image/png, ${SCREENSHOT.length} bytes]`;

function pictureIn(mail: string): Buffer {
  return Buffer.from(/image\/png[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--b--/.exec(mail)?.[1] ?? '', 'base64');
}

describe('cli, with pictures', function () {
  this.timeout(120_000);
  let folder: CommandFolder;
  let options: string[];

  before(needsOcr);

  beforeEach(() => {
    folder = new CommandFolder();
    options = ['redact', '--policy', 'external', '--attachments', 'image/*=ocr', '--ocr-data', (OCR as OcrOptions).data];
  });

  afterEach(() => folder.remove());

  it('covers in them what is found, and what only the message tells', () => {
    const mail = mailWith(attached('image/png', 'a.png', SCREENSHOT));
    const { code, out, err } = folder.run([...options, folder.file('m.eml', mail)]);
    expect(code).to.equal(0);
    expect(err).to.include(`1  ${DONE}`);
    const picture = pictureIn(out);
    const again = pictureReader(OCR as OcrOptions)(onPaper(picture));
    const text = 'text' in again ? again.text : again.reason;
    expect(text)
      .to.match(/Hello, my card/)
      .and.to.match(/was charged twice, asks/)
      .and.to.match(/Answer to/);
    expect(text).not.to.match(/4111|1111|zyxa|qwertson|lind|example/i);
    // Both names, which no rule knows: they are in the headers.
    expect(coloursIn(pixelsOf(picture), 238, 45, 380, 70)).to.deep.equal(new Set(['808080', '000000']));
    const [before, behind] = mail.split(Buffer.from(SCREENSHOT).toString('base64').slice(0, 76));
    expect(out.split(/\r\niVBOR/)[0]).to.include(before.slice(before.indexOf('MIME-Version')).trimEnd());
    expect(out.endsWith(behind.slice(-7))).to.equal(true);
  });

  it('does so in archives, beside members that come out as they were', async () => {
    const zip = zipOf([
      { name: 'a.png', content: SCREENSHOT },
      { name: 'broken.jpg', content: Buffer.from('\xff\xd8\xff\xe0\0\x10', 'latin1') },
      { name: 'n.txt', content: 'nothing here\r\n' },
    ]);
    const { code, err } = folder.run([...options, folder.file('in.zip', zip), '-o', folder.at('out.zip')]);
    expect(code).to.equal(0);
    const members = await membersOf(readFileSync(folder.at('out.zip')));
    const colours = coloursIn(pixelsOf(Buffer.from(members['a.png'], 'latin1')), 145, 12, 400, 40);
    expect(colours).to.deep.equal(new Set(['808080', '000000']));
    expect(members['n.txt']).to.equal('nothing here\r\n');
    expect(members['broken.jpg']).to.equal('[ATTACHMENT image/jpeg, 6 bytes]');
    expect(err).to.include(`1  ${DONE}`).and.to.include('1  pictures replaced by a line with their type and size: they cannot be read');
    expect(err).to.match(/1 {2}card/);
  });

  it('does the same with workers', () => {
    const mail = folder.file('m.eml', mailWith(attached('image/png', 'a.png', SCREENSHOT)));
    expect(folder.run([...options, '--workers', '2', mail]).out).to.equal(folder.run([...options, mail]).out);
  });

  it('leaves a stub where packages or data are missing, and says so', () => {
    const mail = folder.file('m.eml', mailWith(attached('image/png', 'a.png', SCREENSHOT)));
    const missing = folder.run([...options, mail], { env: without('tesseract.js') });
    expect(missing.out).to.include(STUB);
    expect(missing.err).to.include('npm install tesseract.js pngjs jpeg-js');
    const otherLanguage = folder.run([...options, '--ocr-languages', 'eng+swe', mail]);
    expect(otherLanguage.out).to.include(STUB);
    expect(otherLanguage.err).to.include('the folder of --ocr-data does not hold the data of all --ocr-languages');
  });
});

describe('cli, asked for pictures', () => {
  it('reads none that nobody asked for, and refuses half a question', () => {
    const folder = new CommandFolder();
    try {
      const mail = folder.file('m.eml', mailWith(attached('image/png', 'a.png', SCREENSHOT)));
      expect(folder.run(['redact', mail]).out).to.include(STUB);
      for (const half of [
        ['--attachments', 'image/*=ocr'],
        ['--ocr-data', folder.path],
        ['--ocr-languages', 'swe'],
        ['--attachments', 'ocr', '--ocr-data', folder.path, '--ocr-languages', '../eng'],
      ])
        expect(folder.run(['redact', ...half, mail]).code, half.join(' ')).to.equal(2);
    } finally {
      folder.remove();
    }
  });
});
