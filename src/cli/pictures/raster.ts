/** Pictures as pixels. */
import type { Box } from './words.ts';

/** Red, green, blue and alpha of each pixel, row by row. Alpha is always 255: what a transparent pixel hides would come out. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** How bright each pixel is, row by row. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export type Colour = readonly [red: number, green: number, blue: number];

/** On white paper, which is what most programs show. */
export function flatten({ data }: Raster): void {
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3];
    if (alpha === 255) continue;
    for (let k = i; k < i + 3; k++) data[k] = Math.round((data[k] * alpha + 255 * (255 - alpha)) / 255);
    data[i + 3] = 255;
  }
}

/** As a viewer shows it that knows how the camera was held. */
export function upright({ width, height, data }: Raster, orientation: number): Raster {
  if (orientation === 1) return { width, height, data };
  const isTurned = orientation >= 5;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const shown = { width: isTurned ? height : width, height: isTurned ? width : height, data: new Uint8Array(data.length) };
  for (let y = 0, to = 0; y < shown.height; y++)
    for (let x = 0; x < shown.width; x++, to += 4) {
      const [across, down] = isTurned ? [y, x] : [x, y];
      const from = 4 * ((fromBottom ? height - 1 - down : down) * width + (fromRight ? width - 1 - across : across));
      for (let k = 0; k < 4; k++) shown.data[to + k] = data[from + k];
    }
  return shown;
}

export function lumaOf({ width, height, data }: Raster): Luma {
  const luma = new Uint8Array(width * height);
  for (let i = 0; i < luma.length; i++) luma[i] = (data[4 * i] * 299 + data[4 * i + 1] * 587 + data[4 * i + 2] * 114) / 1000;
  return { width, height, data: luma };
}

/** Twice as wide and high, with what lies between two pixels between them. */
export function doubled({ width, height, data }: Luma): Luma {
  const twice = { width: 2 * width, height: 2 * height, data: new Uint8Array(4 * data.length) };
  const near = (at: number, size: number) => Math.min(size - 1, Math.max(0, (at >> 1) + (at % 2 === 0 ? -1 : 1)));
  for (let y = 0, to = 0; y < twice.height; y++) {
    const [row, otherRow] = [(y >> 1) * width, near(y, height) * width];
    for (let x = 0; x < twice.width; x++, to++) {
      const [column, other] = [x >> 1, near(x, width)];
      const nearer = 3 * (3 * data[row + column] + data[row + other]);
      twice.data[to] = (nearer + 3 * data[otherRow + column] + data[otherRow + other] + 8) >> 4;
    }
  }
  return twice;
}

/** One colour all over. */
export function blank(width: number, height: number, colour: Colour): Raster {
  const raster = { width, height, data: new Uint8Array(4 * width * height) };
  fill(raster, { left: 0, top: 0, right: width, bottom: height }, colour);
  return raster;
}

export function fill({ width, height, data }: Raster, box: Box, [red, green, blue]: Colour): void {
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y++)
    for (let x = Math.max(0, box.left); x < Math.min(width, box.right); x++) data.set([red, green, blue, 255], 4 * (y * width + x));
}

/** Both are of the same size. */
export function copy(from: Raster, to: Raster, box: Box): void {
  const [left, right] = [Math.max(0, box.left), Math.min(from.width, box.right)];
  for (let y = Math.max(0, box.top); y < Math.min(from.height, box.bottom); y++)
    to.data.set(from.data.subarray(4 * (y * from.width + left), 4 * (y * from.width + right)), 4 * (y * from.width + left));
}

/** How far the darkest and the brightest pixel are apart. */
export function contrast({ width, height, data }: Luma, box: Box): number {
  let [darkest, brightest] = [255, 0];
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y++)
    for (let x = Math.max(0, box.left); x < Math.min(width, box.right); x++) {
      darkest = Math.min(darkest, data[y * width + x]);
      brightest = Math.max(brightest, data[y * width + x]);
    }
  return Math.max(0, brightest - darkest);
}
