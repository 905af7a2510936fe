import { expect } from 'chai';
import { PNG } from 'pngjs';
import { codecOf } from '../../../src/cli/pictures/codec.ts';
import { blank, type Colour, doubled, fill, type Raster, upright } from '../../../src/cli/pictures/raster.ts';
import { coloursIn, jpegOf, pixelsOf, SCREENSHOT } from '../../support/pictures.ts';

/** One dark corner, at the top on the left, of a picture that is wider than high. */
function corner(): Raster {
  const raster = blank(32, 16, [255, 255, 255]);
  fill(raster, { left: 0, top: 0, right: 8, bottom: 8 }, [0, 0, 0]);
  return raster;
}

/** Where the corner is: 'left top 32x16'. */
function cornerOf({ width, height, data }: Raster): string {
  const isDark = (x: number, y: number) => data[4 * (y * width + x)] < 64;
  const places = [
    ['left top', isDark(2, 2)],
    ['right top', isDark(width - 3, 2)],
    ['left bottom', isDark(2, height - 3)],
    ['right bottom', isDark(width - 3, height - 3)],
  ];
  return `${places.flatMap(([place, dark]) => (dark ? [place] : [])).join()} ${width}x${height}`;
}

describe('cli/pictures, PNG and JPEG', () => {
  it('are known by their first bytes, and nothing else is', () => {
    expect(() => codecOf(Buffer.from('GIF89a'))).to.throw(/^picture$/);
    expect(() => codecOf(new Uint8Array(0))).to.throw(/^picture$/);
  });

  it('come back as pixels and nothing else', () => {
    const photo = jpegOf(corner(), { note: 'SERIAL-4471' });
    expect(photo.includes('SERIAL-4471')).to.equal(true);
    const again = Buffer.from(codecOf(photo).encode(pixelsOf(photo)));
    expect(again.includes('SERIAL-4471')).to.equal(false);
    expect(cornerOf(pixelsOf(again))).to.equal('left top 32x16');
    const shot = pixelsOf(SCREENSHOT);
    expect(Buffer.from(pixelsOf(codecOf(SCREENSHOT).encode(shot)).data).equals(shot.data)).to.equal(true);
  });

  it('are turned as EXIF says', () => {
    const places = ['left top', 'right top', 'right bottom', 'left bottom', 'left top', 'right top', 'right bottom', 'left bottom'];
    for (const [i, place] of places.entries()) {
      const size = i < 4 ? '32x16' : '16x32';
      expect(cornerOf(pixelsOf(jpegOf(corner(), { orientation: i + 1 }))), `orientation ${i + 1}`).to.equal(`${place} ${size}`);
      expect(cornerOf(upright(corner(), i + 1))).to.equal(`${place} ${size}`);
    }
  });

  it('show nothing behind transparent pixels', () => {
    const png = new PNG({ width: 2, height: 1 });
    png.data.set([200, 10, 10, 0, 0, 0, 0, 128]);
    expect([...coloursIn(pixelsOf(PNG.sync.write(png)), 0, 0, 2, 1)]).to.deep.equal(['ffffff', '7f7f7f']);
  });

  it('of too many pixels are not decoded', () => {
    const png = Buffer.from(SCREENSHOT);
    png.writeUInt32BE(25_000, 16);
    png.writeUInt32BE(25_000, 20);
    expect(() => pixelsOf(png)).to.throw(/^large$/);
    const photo = jpegOf(corner());
    const frame = photo.indexOf(Buffer.from([0xff, 0xc0]));
    photo.writeUInt16BE(65_000, frame + 5);
    photo.writeUInt16BE(65_000, frame + 7);
    expect(() => pixelsOf(photo)).to.throw(/^large$/);
  });

  it('that break off are not read', () => {
    const photo = jpegOf(corner());
    for (const broken of [SCREENSHOT.subarray(0, 20), SCREENSHOT.subarray(0, 3000), photo.subarray(0, 3), photo.subarray(0, 300)])
      expect(() => pixelsOf(broken), `${broken.length} bytes`).to.throw();
  });
});

describe('cli/pictures, a picture made larger', () => {
  it('has between two pixels what lies between them', () => {
    const { width, height, data } = doubled({ width: 2, height: 1, data: Uint8Array.of(0, 160) });
    expect([width, height]).to.deep.equal([4, 2]);
    expect([...data]).to.deep.equal([0, 40, 120, 160, 0, 40, 120, 160]);
  });

  it('stays one colour where it was', () => {
    const white: Colour = [255, 255, 255];
    expect([...coloursIn(blank(3, 3, white), 0, 0, 3, 3)]).to.deep.equal(['ffffff']);
    expect(new Set(doubled({ width: 3, height: 3, data: new Uint8Array(9).fill(255) }).data)).to.deep.equal(new Set([255]));
  });
});
