/** What a JPEG says of itself before its pixels. */
import { NoText } from '../extract/no-text.ts';

export interface JpegHead {
  readonly width: number;
  readonly height: number;
  /** How the camera was held, 1 to 8 as EXIF has it; 1 is upright. */
  readonly orientation: number;
}

const EXIF_APP = 0xe1;
const EXIF = 0x45786966;
const ORIENTATION = 0x0112;
/** Markers without a length: bytes that were stuffed in, restarts, the start of the file. */
const ALONE = /^(?:1|d[0-8])$/;

export function jpegHead(bytes: Uint8Array): JpegHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let orientation = 1;
  try {
    for (let at = 2; ; ) {
      if (view.getUint8(at) !== 0xff) throw new NoText('damaged');
      const marker = view.getUint8(at + 1);
      if (marker === 0xff || ALONE.test(marker.toString(16))) {
        at += marker === 0xff ? 1 : 2;
        continue;
      }
      const length = view.getUint16(at + 2);
      if (marker === EXIF_APP && view.getUint32(at + 4) === EXIF)
        orientation = orientationOf(new DataView(view.buffer, view.byteOffset + at + 10, length - 8));
      // Start of a frame, of any kind that there is; C4, C8 and CC are none.
      const isFrame = marker === 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 !== 0);
      if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), orientation };
      at += 2 + length;
    }
  } catch (error) {
    // Read beyond the end.
    throw error instanceof RangeError ? new NoText('damaged') : error;
  }
}

/** Of the first directory of a TIFF. */
function orientationOf(tiff: DataView): number {
  const isLittle = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, isLittle);
  const count = tiff.getUint16(directory, isLittle);
  for (let i = 0, entry = directory + 2; i < count; i++, entry += 12) {
    if (tiff.getUint16(entry, isLittle) !== ORIENTATION) continue;
    const value = tiff.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
