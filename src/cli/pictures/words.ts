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
  /** The same for what may be one value: groups of digits in a row, and words with hardly a space between them. */
  readonly group: number;
}

/** What is read wrongly is mostly read with less confidence than this. */
const CERTAIN = 75;
/** Noise of a camera and of compression stays below it, light grey letters on white do not. */
const QUIET = 40;
/** Pixels: in smaller ones, 0, 6 and 8 are taken for each other with much confidence. */
const SMALLEST_DIGITS = 9;
const WORD = /[\p{L}\p{N}]{3}/u;
const DIGIT = /\p{N}/u;
/** Letters that digits are taken for. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', o: '0', I: '1', l: '1', '|': '1', Z: '2', S: '5', B: '8' };

export function textOf(paragraphs: readonly Paragraph[]): { readonly text: string; readonly words: readonly PlacedWord[] } {
  let text = '';
  const words: PlacedWord[] = [];
  let group = 0;
  for (const paragraph of paragraphs) {
    for (const line of paragraph) {
      const tallest = Math.max(...line.map(heightOf));
      for (const [i, { text: word, box }] of line.entries()) {
        const before = line[i - 1] as ReadWord | undefined;
        const isNumber = before !== undefined && DIGIT.test(word) && DIGIT.test(before.text);
        const isClose = before !== undefined && box.left - before.box.right < tallest / 4;
        if (!isNumber && !isClose) group++;
        words.push({ start: text.length, end: text.length + word.length, box, group });
        text += `${asDigits(word)} `;
      }
      text = `${text.trimEnd()}\n`;
    }
    text += '\n';
  }
  return { text: text.trimEnd(), words };
}

/** A word that is nearly all digits, with the others read as such: one unit for one. The text is looked through and shown to nobody. */
function asDigits(word: string): string {
  const digits = word.match(/\d/g)?.length ?? 0;
  const letters = word.match(/[\p{L}|]/gu)?.length ?? 0;
  return 2 * letters > digits ? word : word.replace(/[OoIl|ZSB]/g, (letter) => LOOK_ALIKES[letter]);
}

/**
 * Words that were read for certain and whole. Others stay hidden, and so do all groups of digits in a row beside them: they may be one number, of which
 * nobody knows a part.
 */
export function certainWords(paragraphs: readonly Paragraph[], luma: Luma): ReadWord[] {
  const all = paragraphs.flat(2);
  return paragraphs.flat().flatMap((line) => {
    const words = line.filter(({ text, confidence }) => confidence >= CERTAIN && WORD.test(text));
    // Dots and strokes by themselves are mostly no letters at all.
    if (words.length === 0) return [];
    const tallest = Math.max(...words.map(heightOf));
    const isCertain = (word: ReadWord) => word.confidence >= CERTAIN && isLikeLetters(word, tallest) && !isTiny(word);
    const isKnown = line.map((word, i) => {
      if (!DIGIT.test(word.text)) return isCertain(word);
      let [first, last] = [i, i];
      while (first >= 0 && DIGIT.test(line[first].text)) first--;
      while (last < line.length && DIGIT.test(line[last].text)) last++;
      return line.slice(Math.max(0, first), last + 1).every(isCertain);
    });
    return line.filter(
      (word, i) => isKnown[i] && standsAlone(word.box, luma) && !all.some((other) => other !== word && overlap(word.box, other.box)),
    );
  });
}

/** A box that is much too large for what was read in it holds something else. */
function isLikeLetters(word: ReadWord, tallest: number): boolean {
  return word.box.right - word.box.left <= 1.25 * tallest * word.text.length && heightOf(word) <= 1.5 * tallest;
}

function isTiny(word: ReadWord): boolean {
  return DIGIT.test(word.text) && heightOf(word) < SMALLEST_DIGITS;
}

function heightOf({ box }: ReadWord): number {
  return box.bottom - box.top;
}

/** By more than letters of two lines do that reach low and high. One of the two boxes is wrong. */
function overlap(one: Box, other: Box): boolean {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 1 && height > 3;
}

/** Nothing stands close beside it, as the rest of a word would of which only a part was read. */
function standsAlone({ left, top, right, bottom }: Box, luma: Luma): boolean {
  const gap = Math.max(2, Math.ceil((bottom - top) / 4));
  // One pixel next to a letter is still some of it.
  const before = { left: left - 1 - gap, top, right: left - 1, bottom };
  const behind = { left: right + 1, top, right: right + 1 + gap, bottom };
  return contrast(luma, before) <= QUIET && contrast(luma, behind) <= QUIET;
}
