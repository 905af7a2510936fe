/** Words as they are read in a picture, and which of them may be shown. */
import { contrast, type Luma } from './raster.ts';

/** In pixels; right and bottom are the first that are outside. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface ReadWord {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
  readonly box: Box;
}

/** Words from left to right, lines from top to bottom. */
export type Paragraph = readonly (readonly ReadWord[])[];

/** Where a word stands, in the text (UTF-16 code units) and in the picture. */
export interface PlacedWord {
  readonly start: number;
  readonly end: number;
  readonly box: Box;
}

/** What is read wrongly is mostly read with less confidence than this. */
const CERTAIN = 75;
/** Noise of a camera and of compression stays below it, light grey letters on white do not. */
const QUIET = 40;
const WORD = /[\p{L}\p{N}]{3}/u;

export function textOf(paragraphs: readonly Paragraph[]): { readonly text: string; readonly words: readonly PlacedWord[] } {
  let text = '';
  const words: PlacedWord[] = [];
  for (const paragraph of paragraphs) {
    for (const line of paragraph) {
      for (const { text: word, box } of line) {
        words.push({ start: text.length, end: text.length + word.length, box });
        text += `${word} `;
      }
      text = `${text.trimEnd()}\n`;
    }
    text += '\n';
  }
  return { text: text.trimEnd(), words };
}

/**
 * Words that were read for certain and whole. Others stay hidden, and so do digits beside them: they may be the rest of a number of which nobody knows
 * the beginning.
 */
export function certainWords(paragraphs: readonly Paragraph[], luma: Luma): ReadWord[] {
  return paragraphs.flat().flatMap((line) => {
    const words = line.filter(({ text, confidence }) => confidence >= CERTAIN && WORD.test(text));
    // Dots and strokes by themselves are mostly no letters at all.
    if (words.length === 0) return [];
    const tallest = Math.max(...words.map(({ box }) => box.bottom - box.top));
    const isCertain = (word: ReadWord | undefined) => word === undefined || (word.confidence >= CERTAIN && isLikeLetters(word, tallest));
    return line.filter(
      (word, i) =>
        isCertain(word) && standsAlone(word.box, luma) && (!/\p{N}/u.test(word.text) || (isCertain(line[i - 1]) && isCertain(line[i + 1]))),
    );
  });
}

/** A box that is much too large for what was read in it holds something else. */
function isLikeLetters({ text, box }: ReadWord, tallest: number): boolean {
  return box.right - box.left <= 2 * tallest * text.length && box.bottom - box.top <= 1.5 * tallest;
}

/** Nothing stands close beside it, as the rest of a word would of which only a part was read. */
function standsAlone({ left, top, right, bottom }: Box, luma: Luma): boolean {
  const gap = Math.max(2, Math.ceil((bottom - top) / 4));
  // One pixel next to a letter is still some of it.
  const before = { left: left - 1 - gap, top, right: left - 1, bottom };
  const behind = { left: right + 1, top, right: right + 1 + gap, bottom };
  return contrast(luma, before) <= QUIET && contrast(luma, behind) <= QUIET;
}
