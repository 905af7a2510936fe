import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REASON } from '../../../src/cli/extract/no-text.ts';
import { codecOf } from '../../../src/cli/pictures/codec.ts';
import { blank } from '../../../src/cli/pictures/raster.ts';
import { type OcrOptions, pictureReader } from '../../../src/cli/pictures/read-picture.ts';
import type { Picture } from '../../../src/stream/attachments.ts';
import { coloursIn, jpegOf, LAST_LINE, needsOcr, OCR, onPaper, pixelsOf, SCREENSHOT } from '../../support/pictures.ts';

const TEXT = 'Hello, my card 4111 1111 1111 1111\nwas charged twice, asks Zyxa Qwertson\nAnswer to anna.lind@example.com please';
const GREY = '808080';
const BLACK = '000000';

function read(bytes: Uint8Array, options = OCR as OcrOptions): Picture | string {
  const picture = pictureReader(options)(bytes);
  return 'reason' in picture ? picture.reason : picture;
}

describe('cli/pictures, read by tesseract.js', function () {
  this.timeout(120_000);
  before(needsOcr);

  it('keep the words that were read, and no other pixel', () => {
    const picture = read(SCREENSHOT) as Picture;
    expect(picture.text.replace(/\n\n[\s\S]*/, '')).to.equal(TEXT);
    const [was, is] = [pixelsOf(SCREENSHOT), pixelsOf(picture.bytes)];
    expect([is.width, is.height]).to.deep.equal([was.width, was.height]);
    expect([...coloursIn(is, 0, LAST_LINE, is.width, is.height)]).to.deep.equal([GREY]);
    expect(coloursIn(was, 0, LAST_LINE, is.width, is.height).size).to.be.greaterThan(5);
    let same = 0;
    for (let i = 0; i < is.data.length; i += 4) {
      if (is.data[i] === was.data[i]) same++;
      else expect(is.data[i], `pixel ${i / 4}`).to.equal(0x80);
    }
    expect(same).to.be.greaterThan(10_000);
  });

  it('cover what they are told to, whole words', () => {
    const picture = read(SCREENSHOT) as Picture;
    const start = picture.text.indexOf('4111 1111 1111 1111');
    const covered = picture.cover([{ start: start + 2, end: start + 8 }]) as Uint8Array;
    // The number and nothing else on its line.
    expect(coloursIn(pixelsOf(covered), 145, 12, 400, 40)).to.deep.equal(new Set([GREY, BLACK]));
    const again = read(onPaper(covered)) as Picture;
    expect(again.text)
      .to.match(/^Hello, my card\b/)
      .and.to.include('was charged twice, asks Zyxa Qwertson')
      .and.not.to.match(/\d{4}/);
  });

  it('are read as a camera held them, and lose what it wrote beside', () => {
    const { width, height, data } = pixelsOf(SCREENSHOT);
    const onItsSide = blank(height, width, [0, 0, 0]);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        onItsSide.data.set(data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4), 4 * ((width - 1 - x) * height + y));
    const picture = read(jpegOf(onItsSide, { orientation: 6, note: 'SERIAL-4471' })) as Picture;
    expect(picture.text).to.include('was charged twice');
    expect(Buffer.from(picture.bytes).includes('SERIAL-4471')).to.equal(false);
    expect(codecOf(picture.bytes)).to.equal(codecOf(Buffer.from([0xff, 0xd8, 0xff])));
  });

  it('are not given out when nothing was read', () => {
    expect(read(Buffer.from(codecOf(SCREENSHOT).encode(blank(200, 80, [255, 255, 255]))))).to.equal(REASON.illegible);
    expect(read(SCREENSHOT.subarray(0, 3000))).to.equal(REASON.damaged);
    expect(read(Buffer.from('GIF89a'))).to.equal(REASON.picture);
  });

  it('need data that lie in the folder, and look nowhere else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sordino-ocr-'));
    try {
      expect(read(SCREENSHOT, { data: folder, languages: ['eng'] })).to.equal(REASON.languages);
      expect(read(SCREENSHOT, { data: (OCR as OcrOptions).data, languages: ['eng', 'swe'] })).to.equal(REASON.languages);
      writeFileSync(join(folder, 'eng.traineddata'), 'no data');
      expect(read(SCREENSHOT, { data: folder, languages: ['eng'] })).to.equal(REASON.languages);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
