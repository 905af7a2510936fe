import type { DialogueWords } from '../types.ts';
import { CODES, foldedWords, isTail, MAX_ANSWER, MAX_QUESTION, type Range } from './answer.ts';
import { asksBy } from './dialogue-words.ts';
import { latinOf } from './latin-letters.ts';
import { COUNTED, NO_CODE } from './read-codes.ts';

/** Letters with which both ways of writing a value begin, and by how many units they differ at most. */
const SAME_BEGIN = 3;
const MAX_DIFFERENT = 4;

/** Other ways of writing a value that somebody is not sure of: `Tulip. or Tullip with two l`, `Tulip? Or was it Tulip7`. */
export function readVariants(text: string, value: Range, end: number): readonly Range[] {
  const first = text.slice(value.start, value.end).toLowerCase();
  const ranges: Range[] = [];
  if (!/^\p{L}{3}/u.test(first)) return ranges;
  for (const { 0: word, index } of text.slice(value.end, end).matchAll(WORD)) {
    const isAlike = word.toLowerCase().startsWith(first.slice(0, SAME_BEGIN)) && Math.abs(word.length - first.length) <= MAX_DIFFERENT;
    if (isAlike) ranges.push({ start: value.end + index, end: value.end + index + word.length });
  }
  return ranges;
}
const WORD = /(?<![\p{L}\p{N}])\p{L}[\p{L}\p{N}_!#$%&*+-]{3,40}(?<![!+-])/gu;

/** One token that the answer begins with, or one that its other words lead to. */
function readSecret(text: string, start: number, end: number, dialogue: DialogueWords): Range | undefined {
  return readFirst(text, start, end, dialogue) ?? readTold(text, start, end, dialogue);
}

/** The value of an answer, and another one that somebody is not sure of: `sommer77 or Sommer77`. */
export function readSecrets(text: string, start: number, end: number, dialogue: DialogueWords): readonly Range[] {
  const first = readSecret(text, start, end, dialogue);
  if (first === undefined) return readMade(text, start, end, dialogue);
  const guess = GUESS.exec(text.slice(first.end, end));
  return guess === null ? [first] : [first, { start: first.end + guess[0].length - guess[1].length, end: first.end + guess[0].length }];
}
const GUESS = /^,? (?:or|eller|of|vai|oder|and|och|en|un|und) ((?=\S*\d)(?=\S*\p{L})[\p{L}\p{N}!#$%&*_+-]{4,32})(?=[.!?]?(?:\s|$))/u;

/** Neither a plain word of refusal nor a question. */
function readFirst(text: string, start: number, end: number, dialogue: DialogueWords): Range | undefined {
  const { stops } = dialogue;
  const token = /^\S+/.exec(text.slice(start, end))?.[0] ?? '';
  const more = text.slice(start + token.length, end);
  const value = token.replace(/[,;!?)]+$|\.{2,}$|\u2026$|(?<=[\p{L}\p{N}_]{3})\.$/u, '');
  // "new: sommer77"
  if (/^\p{L}+:$/u.test(token) && more.trim() !== '')
    return readFirst(text, start + token.length + more.length - more.trimStart().length, end, dialogue);
  if (value.length < 3 || value.length > 64 || /^[\p{P}\p{S}]+$/u.test(value) || /^\[[A-Z_]+\]$/.test(value)) return undefined;
  const word = value.replace(/\.$/, '');
  // Three digits and fewer count something, "318 files", and more may be an amount.
  if (/^\d{1,3}$/.test(value) || (/^\d+$/.test(value) && AMOUNT.test(more))) return undefined;
  if (word.length < 3 || (/^\p{L}+$/u.test(word) && stops.has(latinOf(word, 0, word.length)))) return undefined;
  // "my last name"
  if (dialogue.questions.some((entry) => asksBy(foldedWords(word)[0] ?? '', entry)) && /^\p{L}+$/u.test(word)) return undefined;
  // "Tulip? Or was it Tulip7": who asks back gives no value, but one in doubt does.
  const isDoubted = token.endsWith('?') && DOUBT.test(more);
  if (token.endsWith('?') && !isDoubted) return undefined;
  if (KIND_NUMBER.test(value) && dialogue.kinds.has(foldedWords(value)[0])) return undefined;
  // A word that goes on in words is a sentence; with a digit or a sign in it, it is the value.
  if (!isDoubted && /^[\p{L}'-]+$/u.test(value) && more.trim() !== '' && !/^[,.!]/.test(more) && !isTail(more, dialogue)) return undefined;
  if (more.length > MAX_ANSWER) return undefined;
  return { start, end: start + value.length };
}

const DOUBT =
  /^ ?(?:or|eller|of|vai|oder|ou|o|lub|tai|v\u00f5i|arba|\u0438\u043b\u0438|maybe|perhaps|i think|kanske|tror jag|misschien|denk ik|varb\u016bt|laikam|vielleicht|glaub)(?![\p{L}\p{N}])/iu;

/** What makes a number an amount: `4500 kr`. */
const AMOUNT = /^ ?(?:[\u20ac$\u00a3%]|(?:kr|sek|eur|euro|gbp|usd|chf|gb|mb|kb|km|st|min)(?!\p{L}))/iu;

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
  if (questions.some((entry) => entry.not.has(label) || (entry.read !== 'token' && asksBy(label, entry)))) return undefined;
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
  const listed = readListed(text, start, end);
  if (listed.length > 0 || end - start > MAX_TOLD) return listed;
  const ranges: Range[] = [];
  for (const { 0: value, index } of text.slice(start, end).matchAll(TOKEN)) {
    if (!isMade(value) || kinds.has(foldedWords(value)[0])) continue;
    // "my order AB_1234"
    const label = foldedWords(text.slice(start, start + index)).at(-1) ?? '';
    if (questions.some((entry) => entry.not.has(label) || (CODES.has(entry.read) && asksBy(label, entry)))) continue;
    ranges.push({ start: start + index, end: start + index + value.length });
  }
  return ranges.slice(0, MAX_MADE);
}
const TOKEN = /(?<![\p{L}\p{N}@./\\_#%&=-])@?[\p{L}\p{N}](?:[\p{L}\p{N}_.!#$%&*+-]{2,38}[\p{L}\p{N}_])(?![\p{L}\p{N}@/\\]|-\p{L})/gu;

/** The values of a list, each on its line and joined by a sign or with a digit, as no word is: `- anna.b (Anna Berg)`. */
function readListed(text: string, start: number, end: number): readonly Range[] {
  const ranges: Range[] = [];
  let lines = 0;
  for (const { 0: line, 1: bullet, 2: values, index } of text.slice(start, end).matchAll(ITEM)) {
    lines++;
    const at = start + index + bullet.length;
    for (const { 0: value, index: offset } of values.matchAll(LISTED))
      if (!NO_CODE.test(value) && !FILE.test(value)) ranges.push({ start: at + offset, end: at + offset + value.length });
    if (line.length === end - start) return [];
  }
  return lines < 2 ? [] : ranges.slice(0, MAX_LISTED);
}
const MAX_LISTED = 24;
const ITEM =
  /^([ \t]*(?:(?:[-*\u2022\u2013]|\d{1,2}[.)])[ \t]+)?)([\p{L}\p{N}][\p{L}\p{N}_.-]{2,30}(?:, ?[\p{L}\p{N}][\p{L}\p{N}_.-]{2,30}){0,9})(?=[ \t]*(?:$|[(:=]))/gmu;
const LISTED = /(?=[^,]*\p{L})(?=[^,]*[._\d-])[\p{L}\p{N}][\p{L}\p{N}_.-]{1,29}[\p{L}\p{N}]/gu;

/** A handle, small letters with a dash below, letters with two digits or more, or capitals in two places inside: no version, measure or file. */
function isMade(value: string): boolean {
  if (value.startsWith('@')) return value.length > 4;
  // `NET-2086` is what a program calls an error.
  if (/^[\p{Lu}\d]+[-_.][\p{Lu}\d_.-]+$/u.test(value)) return false;
  // `DS920` is a model.
  if (/^\p{Lu}{1,4}\d{2,4}\p{Lu}?$/u.test(value)) return false;
  if (NO_CODE.test(value) || COUNTED.test(value) || FILE.test(value) || /^\d+\p{L}{1,4}$/u.test(value)) return false;
  if (/^\p{Ll}{2,}\.\p{Ll}+\d|^\p{Ll}{3,}\.\p{Ll}{1,15}$/u.test(value)) return true;
  if (/\p{Ll}.*_|_.*\p{Ll}/u.test(value)) return /[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(value);
  return (/\d.*\d/.test(value) && /\p{L}{2}/u.test(value)) || /\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}/u.test(value);
}
const FILE =
  /\.(?:pdf|jpe?g|png|gif|svg|docx?|xlsx?|pptx?|txt|csv|zip|gz|mp[34]|exe|msi|dmg|html?|css|js|php|py|sh|log|conf?|cfg|ini|json|xml|ya?ml|sql|bak|tmp|com|net|org|info|shop|app|dev|io|co|uk|ch|at|be|fr|dk|no|fi|ee|lt|pl|ru|se|nl|lv|de|eu|tv|me|online|site|cloud|test|example)$/i;
