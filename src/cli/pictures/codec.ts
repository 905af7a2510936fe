/** PNG and JPEG as pixels and back. Nothing but pixels comes back: no EXIF, no comments, no profiles, no further pictures in the file. */
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { latin1 } from '../../formats/bytes.ts';
import { NoText } from '../extract/no-text.ts';
import { jpegHead } from './jpeg-head.ts';
import { flatten, type Raster, upright } from './raster.ts';

/** Pictures with more pixels are not decoded. */
const MOST_PIXELS = 25_000_000;
const QUALITY = 90;
/** The process it runs in has a limit of its own. */
const MEGABYTES = 1024;

export interface Codec {
  decode(bytes: Uint8Array): Raster;
  encode(raster: Raster): Uint8Array;
}

/** By its first bytes, whatever its type says. */
export function codecOf(bytes: Uint8Array): Codec {
  const head = latin1(bytes, 0, Math.min(8, bytes.length));
  if (head === '\x89PNG\r\n\x1a\n') return PNG_CODEC;
  if (head.startsWith('\xff\xd8\xff')) return JPEG_CODEC;
  throw new NoText('picture');
}

const PNG_CODEC: Codec = {
  decode(bytes) {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (file.length < 24 || latin1(bytes, 12, 16) !== 'IHDR') throw new NoText('damaged');
    refuseLarge(file.readUInt32BE(16), file.readUInt32BE(20));
    const { width, height, data } = PNG.sync.read(file);
    const raster = { width, height, data };
    flatten(raster);
    return raster;
  },
  encode: ({ width, height, data }) =>
    PNG.sync.write(Object.assign(new PNG({ width, height }), { data: Buffer.from(data.buffer) }), { colorType: 2 }),
};

const JPEG_CODEC: Codec = {
  decode(bytes) {
    const { width, height, orientation } = jpegHead(bytes);
    refuseLarge(width, height);
    const options = { useTArray: true, formatAsRGBA: true, tolerantDecoding: false, maxMemoryUsageInMB: MEGABYTES } as const;
    return upright(jpeg.decode(bytes, { ...options, maxResolutionInMP: MOST_PIXELS / 1e6 }), orientation);
  },
  encode: (raster) => jpeg.encode(raster, QUALITY).data,
};

function refuseLarge(width: number, height: number): void {
  if (width * height > MOST_PIXELS) throw new NoText('large');
}
