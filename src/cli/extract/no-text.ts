/** Why a document gives no text. */
import { TOO_LARGE } from '../../stream/attachments.ts';

/** Why the text of a document is not to be had, in words for the summary. */
export const REASON = {
  type: 'no text can be taken out of files of their type',
  large: TOO_LARGE,
  damaged: 'they cannot be read',
  encrypted: 'they are encrypted',
  empty: 'they hold no text',
  pages: 'they have more pages than --archive-limits pages allows',
  time: 'reading them took too long',
  memory: 'reading them took too much memory',
  missing: 'PDF is read where the package unpdf is installed (npm install unpdf)',
  packages: 'pictures are read where packages for it are installed (npm install tesseract.js pngjs jpeg-js)',
  languages: 'the folder of --ocr-data does not hold the data of all --ocr-languages',
  picture: 'pictures are read when they are PNG or JPEG',
  illegible: 'no word in them could be read for certain',
} as const;

export type Reason = keyof typeof REASON;

/** A document whose text cannot be taken out. */
export class NoText extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}
