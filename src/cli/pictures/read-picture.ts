/** Pictures as far as their words can be read, and without what is found in them. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MOST_DOCUMENT, type Picture, type ReadPicture } from '../../stream/attachments.ts';
import { NoText, REASON } from '../extract/no-text.ts';
import { areInstalled, readWatched } from '../extract/read-watched.ts';
import type { PicturePainted, PictureRead, PictureRequest } from './picture-reader.ts';
import type { LanguageData } from './recognise.ts';
import type { PlacedWord } from './words.ts';

/** As plain data, for workers and checkpoints. */
export interface OcrOptions {
  /** Folder with the language data of Tesseract. */
  readonly data: string;
  readonly languages: readonly string[];
}

const READER = new URL('./picture-reader.js', import.meta.url);
/** What one picture may take. */
const LIMITS = { seconds: 60, megabytes: 1536, answer: 256 * 1024 * 1024 };

export function pictureReader(options: OcrOptions): ReadPicture {
  return (bytes) => {
    try {
      if (bytes.length > MOST_DOCUMENT) throw new NoText('large');
      if (!areInstalled(['tesseract.js', 'pngjs', 'jpeg-js'])) throw new NoText('packages');
      const { text, words, picture } = ask<PictureRead>({ read: languageData(options) }, bytes);
      return pictureOf(text, words, Buffer.from(picture, 'base64'));
    } catch (error) {
      return { reason: REASON[error instanceof NoText ? error.reason : 'damaged'] };
    }
  };
}

function pictureOf(text: string, words: readonly PlacedWord[], bytes: Uint8Array): Picture {
  return {
    text,
    bytes,
    cover(ranges) {
      const found = words.filter((word) => ranges.some(({ start, end }) => start < word.end && end > word.start));
      // A digit that was read wrongly can be why the rest of a number was not found.
      const groups = new Set(found.map(({ group }) => group));
      const boxes = words.filter(({ group }) => groups.has(group)).map(({ box }) => box);
      try {
        return Buffer.from(ask<PicturePainted>({ cover: boxes }, bytes).picture, 'base64');
      } catch (error) {
        if (error instanceof NoText) return undefined;
        throw error;
      }
    },
  };
}

function ask<Reply extends PicturePainted>(request: PictureRequest, bytes: Uint8Array): Reply {
  return readWatched<Reply>(READER, { request, bytes }, LIMITS);
}

/** tesseract.js reads all files packed or none. One that is missing it would fetch from the network, were it not told where they lie. */
function languageData({ data, languages }: OcrOptions): LanguageData {
  const folder = resolve(data);
  const gzip = ['.gz', ''].find((end) => languages.every((language) => existsSync(join(folder, `${language}.traineddata${end}`))));
  if (gzip === undefined) throw new NoText('languages');
  return { folder, languages, gzip: gzip !== '' };
}
