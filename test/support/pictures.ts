/** Pictures to read, and what a test sees of them. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jpeg from 'jpeg-js';
import type { OcrOptions } from '../../src/cli/pictures/read-picture.ts';
import { codecOf } from '../../src/cli/pictures/codec.ts';
import type { Raster } from '../../src/cli/pictures/raster.ts';
import { root } from './repository.ts';

/**
 * "Hello, my card 4111 1111 1111 1111 / was charged twice, asks Zyxa Qwertson / Answer to anna.lind@example.com please", and below it a scribble, squares
 * and a disc. 524 by 190 pixels, letters of a screen.
 */
export const SCREENSHOT: Uint8Array = readFileSync(join(root, 'test/data/screenshot.png'));
/** Below it there are no words. */
export const LAST_LINE = 105;

/** Undefined where the packages are not installed. */
export const OCR = ocrOptions();

function ocrOptions(): OcrOptions | undefined {
  try {
    import.meta.resolve('tesseract.js');
    const data = fileURLToPath(import.meta.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz'));
    return { data: dirname(data), languages: ['eng'] };
  } catch {
    return undefined;
  }
}

/** Skips a suite where pictures cannot be read. */
export function needsOcr(this: Mocha.Context): void {
  if (OCR !== undefined) return;
  console.warn('      skipped: tesseract.js and @tesseract.js-data/eng are not installed');
  this.skip();
}

export function pixelsOf(picture: Uint8Array): Raster {
  return codecOf(picture).decode(picture);
}

/** With white in place of the grey that covers what was not read, so that it can be read once more. */
export function onPaper(picture: Uint8Array): Uint8Array {
  const raster = pixelsOf(picture);
  for (const [i, value] of raster.data.entries()) if (value === 0x80) raster.data[i] = 0xff;
  return codecOf(picture).encode(raster);
}

/** As a camera writes it: `note` in its EXIF data, with how it was held. */
export function jpegOf({ width, height, data }: Raster, { orientation = 1, note = '' } = {}): Buffer {
  const written = jpeg.encode({ width, height, data }, 95).data;
  const tiff = Buffer.alloc(26 + note.length);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  tiff.write(note, 26, 'latin1');
  const head = Buffer.from('\xff\xe1\0\0Exif\0\0', 'latin1');
  head.writeUInt16BE(8 + tiff.length, 2);
  return Buffer.concat([written.subarray(0, 2), head, tiff, written.subarray(2)]);
}

/** Colours of a part of a picture, as 'rrggbb'. */
export function coloursIn({ width, data }: Raster, left: number, top: number, right: number, bottom: number): Set<string> {
  const colours = new Set<string>();
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++)
      colours.add(Buffer.from(data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)).toString('hex'));
  return colours;
}
