import type { DialogueWords } from '../types.ts';
import { MAX_ANSWER, type Range } from './answer.ts';
import { isListed } from './dialogue-words.ts';
import { latinOf } from './latin-letters.ts';

/** Letters of a word that says one number, at most. */
const LONG_NUMBER = 14;

/** Words of numbers in a row that are read as one. */
const MIN_SPOKEN = 3;

/** The longest number said in words, from its first to its last: `zero seven, triple four ...`, `ninth of March nineteen fifty two`. */
export function readSpoken(text: string, start: number, end: number, { stops, numbers, questions }: DialogueWords): Range | undefined {
  if (end - start > 4 * MAX_ANSWER) return undefined;
  let best: SpokenRange | undefined;
  let current: SpokenRange | undefined;
  let others = 0;
  let wasWord = false;
  for (const { 0: word, index } of text.slice(start, end).matchAll(SAID)) {
    const isFigures = /\d/.test(word);
    if (/^[.?!:;]/.test(word)) others += MAX_BETWEEN;
    // A number that is written out in groups, as no word for one is, is a value of its own.
    else if (isFigures && /\D/.test(word)) others += MAX_BETWEEN + 1;
    else if (isFigures || word.split('-').every((part) => isListed(latinOf(part, 0, part.length), numbers))) {
      if (current === undefined || others > MAX_BETWEEN) current = { start: start + index, end: 0, count: 0, words: 0 };
      current.end = start + index + word.length;
      // `nittonhundrafemtiosju` says more than one.
      current.count += word.length > LONG_NUMBER ? 2 : 1;
      // Articles are numbers where they stand directly behind one that is said.
      wasWord = !isFigures && ((wasWord && others === 0) || !ARTICLES.has(latinOf(word, 0, word.length)));
      if (wasWord) current.words++;
      if (current.count >= MIN_SPOKEN && current.words > 1 && current.count > (best?.count ?? 0)) best = current;
      others = 0;
    } else {
      const folded = latinOf(word, 0, word.length);
      // What is a label of its own begins another number: `clearing six one, account four three`.
      const isLabel = questions.some(({ read, words }) => read === 'spoken' && words.has(folded));
      const isStop = stops.has(folded) && folded.length > 2 && !DATE_LINKS.has(folded);
      others += isLabel ? MAX_BETWEEN + 1 : isStop ? MAX_BETWEEN : BEHIND_COMMA.test(text.slice(start, start + index).slice(-2)) ? 2 : 1;
    }
  }
  return best && { start: best.start, end: best.end };
}

/** Between the parts of a date: `fourth of the ninth`. */
const DATE_LINKS = new Set(['the', 'van', 'der', 'den', 'des']);
/** What a spoken number is read by: words, figures, and marks that end a sentence. */
const SAID = /[\p{L}'-]+|(?<!\p{L})\d+(?:[./-]\d+)*(?!\p{L})|[.?!:;]+/gu;
/** Another word than a number behind a comma begins something else. */
const BEHIND_COMMA = /,\s?$/;

/** Numbers that are articles too. */
export const ARTICLES = new Set('a an one en ett een ein eine un una uno um oh'.split(' '));

export interface SpokenRange extends Range {
  end: number;
  count: number;
  words: number;
}

/** Other words that may stand between those of one number: `ninth of March nineteen`. */
const MAX_BETWEEN = 2;
