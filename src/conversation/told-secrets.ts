import type { DialogueWords } from '../types.ts';
import { CODES, foldedWords, MAX_QUESTION } from './answer.ts';
import { asksBy } from './dialogue-words.ts';
import type { KnownHit } from './hits.ts';
import { NO_CODE } from './read-codes.ts';

/** Longer messages tell of other things. */
const MAX_TOLD = 160;
const SCORE = 0.6;

/** A message speaks of a password, a PIN or what a compound calls a code, though it asks for none: "not without the parents' PIN". */
export function speaksOfSecret(message: string, { questions }: DialogueWords): boolean {
  const asked = questions.filter(({ category, read, with: also }) => category === 'secret' && also.size === 0 && read !== 'name');
  const words = foldedWords(message.slice(-MAX_QUESTION));
  return words.some((word) => asked.some((entry) => (entry.read === 'token' ? asksBy(word, entry) : isCompound(word, entry))));
}

function isCompound(word: string, entry: DialogueWords['questions'][number]): boolean {
  return !entry.words.has(word) && word.length > MIN_COMPOUND && asksBy(word, entry);
}
/** Letters of `koder`, the longest word that is none. */
const MIN_COMPOUND = 6;

/** What the other side then tells of it: "it was 1947, will change it", "everybody in class knows it, otter123". */
export function toldSecrets(text: string, { kinds, questions }: DialogueWords): KnownHit[] {
  if (text.length > MAX_TOLD) return [];
  const told = NUMBER.exec(text) ?? MADE.exec(text);
  if (told === null || (NO_CODE.test(told[1]) && !/^\d{4}$/.test(told[1])) || kinds.has(foldedWords(told[1])[0])) return [];
  // "the error was 1603", "my order is 44718"
  const clause = foldedWords(text.slice(0, told.index)).slice(-MAX_CLAUSE);
  const isOther = ({ category, read, words, not }: DialogueWords['questions'][number]) =>
    clause.some((word) => not.has(word) || (category !== 'secret' && CODES.has(read) && words.has(word)));
  if (questions.some(isOther)) return [];
  const start = told.index + told[0].length - told[1].length;
  return [{ start, end: start + told[1].length, category: 'secret', type: 'answer', score: SCORE }];
}
const MAX_CLAUSE = 4;

/** Behind a verb of being, setting or choosing; no year to come, no amount. */
const NUMBER =
  /(?<![\p{L}\p{N}])(?:is|was|it's|set|used|chose|\u00e4r|var|satte|valde|tog|koos|nam|zette|ist|war|nahm|w\u00e4hlte|bija|ir|uzliku|ieliku|izv\u0113l\u0113jos) (?!20[2-9]\d)(\d{4,6})(?=[.,!;](?:\s|$)|\s*$| (?!(?:kr|sek|eur|euro|gbp|usd|gb|mb|kb|st|min|km)\b)\p{L})/iu;
/** A word and two digits or more, or words and a number, that end their sentence behind a comma or a colon. */
const MADE = /[,:] ((?=\S*\p{L}{4})(?=\S*(?:\d\d|-\p{L}+-\d))[\p{L}\d!#$%&*+_-]{6,32})(?=[.!?]?(?:\s|$))/u;
