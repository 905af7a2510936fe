import type { DialogueWords } from '../types.ts';
import { CODES, foldedWords, isTail, MAX_ANSWER, MAX_QUESTION, type Range } from './answer.ts';
import { latinOf } from './latin-letters.ts';
import { COUNTED, NO_CODE } from './read-codes.ts';

/** One token that the answer begins with, or one that its other words lead to. */
function readSecret(text: string, start: number, end: number, dialogue: DialogueWords): Range | undefined {
  return readFirst(text, start, end, dialogue) ?? readTold(text, start, end, dialogue);
}

/** The value of an answer, and another one that somebody is not sure of: `sommer77 or Sommer77`. */
export function readSecrets(text: string, start: number, end: number, dialogue: DialogueWords): readonly Range[] {
  const first = readSecret(text, start, end, dialogue);
  if (first === undefined) {
    const made = readMade(text, start, end, dialogue);
    return made.length > 0 ? made : readGuessed(text, start, end, dialogue);
  }
  const guess = GUESS.exec(text.slice(first.end, end));
  return guess === null ? [first] : [first, { start: first.end + guess[0].length - guess[1].length, end: first.end + guess[0].length }];
}
const GUESS = /^,? (?:or|eller|of|vai|oder|and|och|en|un|und) ((?=\S*\d)(?=\S*\p{L})[\p{L}\p{N}!#$%&*_+-]{4,32})(?=[.!?]?(?:\s|$))/u;

/** A word and a figure or two, and the word by itself that somebody first took it for: `Oh. Zimtstern? Or was it Zimtstern8.` */
function readGuessed(text: string, start: number, end: number, { kinds }: DialogueWords): readonly Range[] {
  if (end - start > MAX_TOLD) return [];
  const said = text.slice(start, end);
  const guess = WORD_AND_FIGURE.exec(said);
  if (guess === null || kinds.has(foldedWords(guess[1])[0])) return [];
  const ranges = [{ start: start + guess.index, end: start + guess.index + guess[0].length }];
  const bare = said.search(new RegExp(`(?<!\\p{L})${guess[1]}(?![\\p{L}\\d])`, 'u'));
  return bare < 0 ? ranges : [{ start: start + bare, end: start + bare + guess[1].length }, ...ranges];
}
const WORD_AND_FIGURE = /(?<![\p{L}\p{N}@./\\_-])(\p{Lu}\p{Ll}{4,15})\d{1,2}(?![\p{L}\p{N}@/\\_-])/u;

/** Neither a plain word of refusal nor a question. */
function readFirst(text: string, start: number, end: number, dialogue: DialogueWords): Range | undefined {
  const { stops } = dialogue;
  const token = /^\S+/.exec(text.slice(start, end))?.[0] ?? '';
  const more = text.slice(start + token.length, end);
  const value = token.replace(/[,;!?)]+$|(?<=[\p{L}\p{N}_]{3})\.$/u, '');
  // "new: sommer77"
  if (/^\p{L}+:$/u.test(token) && more.trim() !== '')
    return readFirst(text, start + token.length + more.length - more.trimStart().length, end, dialogue);
  if (value.length < 3 || value.length > 64 || /^[\p{P}\p{S}]+$/u.test(value) || /^\[[A-Z_]+\]$/.test(value)) return undefined;
  const word = value.replace(/\.$/, '');
  if (token.endsWith('?') || (/^\p{L}+$/u.test(word) && stops.has(latinOf(word, 0, word.length)))) return undefined;
  if (KIND_NUMBER.test(value) && dialogue.kinds.has(foldedWords(value)[0])) return undefined;
  // A word that goes on in words is a sentence; with a digit or a sign in it, it is the value.
  if (/^[\p{L}'-]+$/u.test(value) && more.trim() !== '' && !/^[,.!]/.test(more) && !isTail(more, dialogue)) return undefined;
  if (more.length > MAX_ANSWER) return undefined;
  return { start, end: start + value.length };
}

/** `Windows11` */
const KIND_NUMBER = /^\p{L}+\d{1,2}$/u;

/** The value that other words of the answer lead to, when it is written as no word is; all of its clause stands before it. */
function readTold(text: string, start: number, end: number, { kinds, questions }: DialogueWords): Range | undefined {
  const said = text.slice(start, Math.min(end, start + MAX_QUESTION));
  const told = BEHIND_COLON.exec(said) ?? BEHIND_WORDS.exec(said);
  // `Windows11` is none, and four digits behind a colon are one, whatever the year.
  if (told === null || (NO_CODE.test(told[1]) && !/^\d{4}$/.test(told[1])) || kinds.has(foldedWords(told[1])[0])) return undefined;
  // "the error: 4711", "my order: 4711"
  const label = foldedWords(said.slice(0, told.index)).at(-1) ?? '';
  if (questions.some(({ words, not, read }) => not.has(label) || (read !== 'token' && words.has(label)))) return undefined;
  const at = start + told.index + told[0].length - told[1].length;
  return { start: at, end: at + told[1].length };
}
/** `he wrote it on the back, bless him: 4471.` */
const BEHIND_COLON = /(?<!\d): ["'\u201c\u201e]?((?=[^\s.,:;?]*\d)[\p{L}\p{N}!#$%&*_+-]{4,32})(?=["'\u201d\u201c]?(?:[.!?]?\s*$|[.!?]\s))/u;
/** `with you anna_93, with them annaberg` */
const BEHIND_WORDS = /^(?:\p{L}+,? ){1,4}((?=\S*\p{L}{3})(?=\S*(?:_|\d\d))[\p{L}\p{N}_!#$%&*-]{5,32})(?=[.!]?\s*$|[,.!;]\s)/u;

/** Longest answer in which a value is told by the way it is written alone. */
const MAX_TOLD = 120;
/** Values of one answer that are taken. */
const MAX_MADE = 2;

/** What no word is written like, wherever it stands in an answer: `it used to be anna_93 if you still see that`, `@anna.b and @anna_pots`. */
export function readMade(text: string, start: number, end: number, { kinds, questions }: DialogueWords): readonly Range[] {
  if (end - start > MAX_TOLD) return [];
  const ranges: Range[] = [];
  for (const { 0: value, index } of text.slice(start, end).matchAll(TOKEN)) {
    if (!isMade(value) || kinds.has(foldedWords(value)[0])) continue;
    // "my order AB_1234"
    const label = foldedWords(text.slice(start, start + index)).at(-1) ?? '';
    if (questions.some(({ words, not, read }) => not.has(label) || (CODES.has(read) && words.has(label)))) continue;
    ranges.push({ start: start + index, end: start + index + value.length });
  }
  return ranges.slice(0, MAX_MADE);
}
const TOKEN = /(?<![\p{L}\p{N}@./\\_#%&=-])@?[\p{L}\p{N}](?:[\p{L}\p{N}_.!#$%&*+-]{2,38}[\p{L}\p{N}_])(?![\p{L}\p{N}@/\\]|-\p{L})/gu;

/** A handle, small letters with a dash below, letters with two digits or more, or capitals in two places inside: no version, measure or file. */
function isMade(value: string): boolean {
  if (value.startsWith('@')) return value.length > 4;
  // `NET-2086` is what a program calls an error.
  if (/^[\p{Lu}\d]+[-_.][\p{Lu}\d_.-]+$/u.test(value)) return false;
  if (NO_CODE.test(value) || COUNTED.test(value) || FILE.test(value) || /^\d+\p{L}{1,4}$/u.test(value)) return false;
  if (/^\p{Ll}{2,}\.\p{Ll}+\d/u.test(value) || /^(?:\p{Ll}{3,}\.\p{Ll}|\p{Ll}\.\p{Ll}{3,})$/u.test(value)) return true;
  if (/\p{Ll}.*_|_.*\p{Ll}/u.test(value)) return /[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(value);
  return (/\d.*\d/.test(value) && /\p{L}{2}/u.test(value)) || /\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}/u.test(value);
}
const FILE = /\.(?:pdf|jpe?g|png|docx?|xlsx?|txt|csv|zip|mp[34]|exe|html?|com|net|org|se|nl|lv|de|eu)$/i;
