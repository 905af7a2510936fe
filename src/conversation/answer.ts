import { letterOf } from '../letters.ts';
import type { AnswerReading, DialogueWords } from '../types.ts';
import { latinOf } from './latin-letters.ts';

/** Longest message that is taken for an answer and nothing else. */
export const MAX_ANSWER = 80;

/** Units of the message before that are read for its question, from its end. */
export const MAX_QUESTION = 400;

/** Readings that need a value of digits, so that words which merely come up do no harm. */
export const CODES: ReadonlySet<AnswerReading> = new Set(['host', 'code', 'spoken']);

/** A part of a message. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Parts of text[start..end) that answer. */
export type Reader = (text: string, start: number, end: number, dialogue: DialogueWords) => readonly Range[];

export function foldedWords(text: string): string[] {
  const words: string[] = [];
  for (let i = 0; i < text.length; ) {
    if (letterOf(text.charCodeAt(i)) === 0) {
      i++;
      continue;
    }
    const start = i;
    while (i < text.length && letterOf(text.charCodeAt(i)) !== 0) i++;
    words.push(latinOf(text, start, i));
  }
  return words;
}

export function isLetterAt(text: string, at: number): boolean {
  return at >= 0 && letterOf(text.charCodeAt(at)) !== 0;
}

/** Words behind a value that say nothing of it, or how it is written: `everywhere lol`, `with a big P`. */
export function isTail(more: string, { tails }: DialogueWords): boolean {
  const words = foldedWords(more);
  return words.length > 0 && words.length <= MAX_TAIL && words.every((word) => word.length === 1 || tails.has(word)) && !/[\d?]/.test(more);
}
const MAX_TAIL = 5;
