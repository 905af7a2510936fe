/** A thread that reads one picture, or paints over parts of one, with libraries that nobody here can bound: whoever made the thread watches it. */
import { parentPort, workerData } from 'node:worker_threads';
import { NoText } from '../extract/no-text.ts';
import type { Refusal, Watched } from '../extract/read-watched.ts';
import { codecOf } from './codec.ts';
import { blank, type Colour, copy, fill, lumaOf } from './raster.ts';
import { type LanguageData, recognise } from './recognise.ts';
import { type Box, certainWords, type PlacedWord, textOf } from './words.ts';

/** Read it, or paint over boxes. */
export type PictureRequest = { readonly read: LanguageData } | { readonly cover: readonly Box[] };

/** Base64 of a picture. */
export interface PicturePainted {
  readonly picture: string;
}

export interface PictureRead extends PicturePainted {
  readonly text: string;
  readonly words: readonly PlacedWord[];
}

const UNREAD: Colour = [128, 128, 128];
const COVERED: Colour = [0, 0, 0];
/** Pixels around a word. */
const EDGE = 1;

async function read(bytes: Uint8Array, data: LanguageData): Promise<PictureRead> {
  const codec = codecOf(bytes);
  const raster = codec.decode(bytes);
  const luma = lumaOf(raster);
  const paragraphs = await recognise(luma, data);
  const certain = certainWords(paragraphs, luma);
  if (certain.length === 0) throw new NoText('illegible');
  // What is to be seen is put on an empty picture, and not what is to be hidden painted over: nobody knows all that there is to hide.
  const shown = blank(raster.width, raster.height, UNREAD);
  for (const { box } of certain) copy(raster, shown, grown(box));
  return { picture: base64(codec.encode(shown)), ...textOf(paragraphs) };
}

function cover(bytes: Uint8Array, boxes: readonly Box[]): PicturePainted {
  const codec = codecOf(bytes);
  const raster = codec.decode(bytes);
  for (const box of boxes) fill(raster, grown(box), COVERED);
  return { picture: base64(codec.encode(raster)) };
}

function grown({ left, top, right, bottom }: Box): Box {
  return { left: left - EDGE, top: top - EDGE, right: right + EDGE, bottom: bottom + EDGE };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

async function answer(): Promise<PictureRead | PicturePainted | Refusal> {
  const { request, bytes } = workerData as Watched<PictureRequest>;
  try {
    return 'read' in request ? await read(bytes, request.read) : cover(bytes, request.cover);
  } catch (error) {
    // What is wrong is said in words of a library.
    return { reason: error instanceof NoText ? error.reason : 'damaged' };
  }
}

parentPort?.postMessage(await answer());
