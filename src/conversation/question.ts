import { EXAMPLE, letterOf } from '../letters.ts';
import type { AnswerReading, DialogueWords, Question } from '../types.ts';
import { isListed } from './dialogue-words.ts';
import type { KnownHit } from './hits.ts';
import { isCapital, latinOf } from './latin-letters.ts';

/** Longest message that is taken for an answer and nothing else. */
const MAX_ANSWER = 80;
/** Units of the message before that are read for its question, from its end. */
const MAX_QUESTION = 400;
const SCORE = 0.7;

/** What a message asks for at its end: sentences with a question mark, and the last one when it asks without; '' when it asks nothing. */
export function questionOf(message: string, dialogue: DialogueWords): string {
  const tail = message.slice(-MAX_QUESTION);
  // Quoted lines were said before; a signature asks nothing.
  const lines = tail.split('\n').filter((line) => !line.startsWith('>'));
  const sentences = lines.join('\n').split(SENTENCE_END);
  const asked: string[] = [];
  const isHeard = !PUNCTUATION.test(message);
  const lastMark = sentences.findLastIndex((sentence) => QUESTION_MARK.test(sentence));
  for (const [i, sentence] of sentences.entries()) {
    if (!QUESTION_MARK.test(sentence) && !(i >= sentences.length - 4 && isRequest(sentence, isHeard, i > lastMark, dialogue))) continue;
    // "I sent you a code. What is it?", "Your number is missing. Could you send it?"
    if (i > 0 && asksWhat(sentence, dialogue)) asked.push(sentences[i - 1]);
    asked.push(sentence);
  }
  return asked.join('\n');
}

/** The full stop of a numbered question ends none; a smiley ends a sentence as a full stop does. */
const SENTENCE_END = /(?<=[?!:;\u061f\uff1f]|(?<!(?:^|\s)\d)\.|\p{Extended_Pictographic}\ufe0f?)\s+|\n+/u;

/** A message without any was heard by a machine, which writes no question marks either. */
const PUNCTUATION = /[.?!,;:\u061f\uff1f]/;
const MAX_HEARD = 140;
const QUESTION_MARK = /[?\u061f\uff1f]/;
/** Words of a question that names by a pronoun what it asks for. */
const MAX_PRONOUN = 6;

function asksWhat(sentence: string, { asking, askingWhat, questions }: DialogueWords): boolean {
  const words = foldedWords(sentence);
  return (
    words.length <= MAX_PRONOUN &&
    (askingWhat.has(words[0]) || words.some((word) => asking.has(word))) &&
    !questions.some((entry) => words.some((word, i) => i > 0 && entry.words.has(word)))
  );
}

/**
 * Asks in so many words, or tells of a code that was sent: "You get a code by text now." Before a question a sentence
 * asks by a name alone only for what is read as a number: "I can reset the password. Your date of birth?"
 */
function isRequest(sentence: string, isHeard: boolean, isLast: boolean, { asking, questions }: DialogueWords): boolean {
  // "Dogs may stay on pitch 30": what a number follows is told, not asked for.
  const words = foldedWords(sentence.replace(NUMBERED_WORD, ''));
  const names = questions.filter(
    ({ read }) =>
      (isLast || read === 'spoken') && (isHeard ? sentence.length <= MAX_HEARD : sentence.length <= 60 && !TOLD_APART.has(read)),
  );
  return (
    words.some((word) => asking.has(word) || names.some((entry) => entry.words.has(word))) ||
    questions.some((entry) => entry.read === 'code' && entry.with.size > 0 && asks(words, entry))
  );
}

const NUMBERED_WORD = /\p{L}+(?=[ :#]{1,2}\d)/gu;

function foldedWords(text: string): string[] {
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

/**
 * The part of a bare answer that a question asks for and that has no shape of its own: a name, a password, an address, a user name, a firm.
 * Offsets of `answer`. Nothing when the answer is no value ("why?", "ok wait").
 */
export function answerTo(question: string, answer: string, dialogue: DialogueWords): KnownHit[] {
  if (question === '') return [];
  const numbered = numberedAnswers(question, answer, dialogue);
  return numbered.length > 0 ? numbered : wholeAnswer(question, answer, dialogue);
}

/** Each line of an answer that is numbered as the questions were: `1 Sparv\n2 Uppsala`. */
function numberedAnswers(question: string, answer: string, dialogue: DialogueWords): KnownHit[] {
  const questions = new Map([...question.matchAll(NUMBERED)].map(({ 1: number, 2: asked }) => [number, asked]));
  if (questions.size === 0) return [];
  const hits: KnownHit[] = [];
  for (const { 0: line, 1: number, 2: said, index } of answer.slice(0, MAX_QUESTION).matchAll(NUMBERED)) {
    const at = index + line.length - said.length;
    for (const hit of wholeAnswer(questions.get(number) ?? '', said, dialogue))
      hits.push({ ...hit, start: at + hit.start, end: at + hit.end });
  }
  return hits;
}
const NUMBERED = /^[ (]{0,2}(\d)[.):-]?[ ]{1,2}(\S[^\n]{0,79})$/gm;

function wholeAnswer(question: string, answer: string, dialogue: DialogueWords): KnownHit[] {
  const asked = askedFor(question, dialogue);
  if (asked.length === 0) return [];
  const [start, end] = trimmed(answer, dialogue);
  if (start >= end) return [];
  // Two things can be asked at once: "your name and the number of the order?"
  const hits: KnownHit[] = [];
  for (const { category, read } of asked)
    for (const range of READERS[read](answer, start, end, dialogue)) {
      const value = answer.slice(range.start, range.end);
      const met = hits.findIndex((hit) => hit.start < range.end && range.start < hit.end);
      // Of two readings the one that holds the other says more.
      const holds = met >= 0 && range.start <= hits[met].start && hits[met].end < range.end;
      if (isEcho(value, question, read) || (met >= 0 && !holds)) continue;
      if (holds) hits.splice(met, 1);
      hits.push({ ...range, category, type: isWhole(read, value) ? 'token' : 'answer', score: SCORE });
    }
  return hits;
}

/** "In the app or on the site?" "App.": the answer takes up a word of the question and gives no value. */
function isEcho(value: string, question: string, read: AnswerReading): boolean {
  if (read !== 'token' || !/^\p{L}+$/u.test(value)) return false;
  return foldedWords(question).includes(latinOf(value, 0, value.length));
}

/** What a question asks for. */
function askedFor(question: string, dialogue: DialogueWords): readonly Question[] {
  const words = foldedWords(question).map((word) => unswapped(word, dialogue));
  return dialogue.questions.filter((entry) => asks(words, entry));
}

/** Shorter words are others by two letters that changed places. */
const MIN_SWAPPED = 7;

/** The word that was meant where two letters changed places: `usernmae`. */
function unswapped(word: string, { questions }: DialogueWords): string {
  if (word.length < MIN_SWAPPED || questions.some(({ words }) => words.has(word))) return word;
  for (let i = 1; i + 1 < word.length; i++) {
    const meant = word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
    if (questions.some(({ words }) => words.has(meant))) return meant;
  }
  return word;
}

/** The code that a message begins with when its speaker asked for one before: `DK4410972, thank you.` */
export function readBack(question: string, message: string, dialogue: DialogueWords): KnownHit[] {
  const from = question === '' ? 0 : trimmed(message, dialogue)[0];
  const code = question === '' ? null : READ_BACK.exec(message.slice(from, from + MAX_ANSWER));
  if (code === null || code[1].replace(/\D/g, '').length < MIN_READ_BACK || NO_CODE.test(code[1])) return [];
  const asked = askedFor(question, dialogue).find(({ read }) => CODES.has(read));
  if (asked === undefined) return [];
  return [
    {
      start: message.indexOf(code[1], from),
      end: message.indexOf(code[1], from) + code[1].length,
      category: asked.category,
      type: 'token',
      score: SCORE,
    },
  ];
}
const READ_BACK = /^\s*([A-Z0-9]+(?:[ -][A-Z0-9]+){0,5})(?:[,.!?;](?:\s|$)|\s*$)/;
const MIN_READ_BACK = 5;

/** Whether an answer is hidden whole, also where a name or a number in it is found. */
function isWhole(read: AnswerReading, value: string): boolean {
  if (CODES.has(read) || read === 'address') return true;
  const words = value.split(/\s+/);
  if (read !== 'name') return words.length === 1;
  // `Bep Kok-Zijlstra`, `declan o sullivan`: of a name that is written in one way no part stays.
  const capitals = words.filter((word) => isCapital(word.charCodeAt(0))).length;
  return words.length <= 3 && (capitals === 0 || capitals === words.length);
}

/** Readings of codes: words that name one come up in many sentences that ask for nothing. */
const TOLD_APART: ReadonlySet<string> = new Set(['host', 'code']);

/** Readings that need a value of digits, so that words which merely come up do no harm. */
const CODES: ReadonlySet<AnswerReading> = new Set(['host', 'code', 'spoken']);

function asks(asked: readonly string[], { words, with: also, not }: Question): boolean {
  return (also.size === 0 || asked.some((word) => also.has(word))) && asked.some((word, i) => words.has(word) && !not.has(asked[i - 1]));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

type Reader = (text: string, start: number, end: number, dialogue: DialogueWords) => readonly Range[];

const one =
  (read: (text: string, start: number, end: number, dialogue: DialogueWords) => Range | undefined): Reader =>
  (text, start, end, dialogue) => {
    const range = read(text, start, end, dialogue);
    return range === undefined ? [] : [range];
  };

const READERS: Readonly<Record<AnswerReading, Reader>> = {
  token: readSecrets,
  made: readMade,
  name: one(readName),
  address: one(readAddress),
  number: one(readNumber),
  firm: one(readCompany),
  host: readHosts,
  code: readCodesOrSpoken,
  spoken: one(readSpoken),
};

/** Without blanks, a speaker's label, and the small words before the value: `customer: it's ...`. */
function trimmed(text: string, { fillers }: DialogueWords): [start: number, end: number] {
  let start = 0;
  let end = Math.min(text.length, 4 * MAX_ANSWER);
  const label = /^\s*(?:customer|client|user|agent|visitor|kund|klant|klients|kunde)\s*:\s*/i.exec(text.slice(0, 30));
  if (label !== null) start = label[0].length;
  // A transcript says when.
  start += /^\s*[[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+/.exec(text.slice(start, start + 16))?.[0].length ?? 0;
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  for (let turn = 0; turn < 8; turn++) {
    const word = /^(\p{L}+(?:'\p{L}{1,2})?)[\s,:=]+(?=\S)/u.exec(text.slice(start, Math.min(end, start + 24)));
    if (word === null) break;
    const folded = latinOf(word[1], 0, word[1].length);
    if (!fillers.has(folded)) break;
    start += word[0].length;
  }
  return [start, end];
}

/** One token that the answer begins with, or one that its other words lead to. */
function readSecret(text: string, start: number, end: number, dialogue: DialogueWords): Range | undefined {
  return readFirst(text, start, end, dialogue) ?? readTold(text, start, end, dialogue);
}

/** The value of an answer, and another one that somebody is not sure of: `sommer77 or Sommer77`. */
function readSecrets(text: string, start: number, end: number, dialogue: DialogueWords): readonly Range[] {
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
function readMade(text: string, start: number, end: number, { kinds, questions }: DialogueWords): readonly Range[] {
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
  if (/^\p{Ll}{2,}\.\p{Ll}+\d/u.test(value)) return true;
  if (/\p{Ll}.*_|_.*\p{Ll}/u.test(value)) return /[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(value);
  return (/\d.*\d/.test(value) && /\p{L}{2}/u.test(value)) || /\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}/u.test(value);
}
const FILE = /\.(?:pdf|jpe?g|png|docx?|xlsx?|txt|csv|zip|mp[34]|exe|html?|com|net|org|se|nl|lv|de|eu)$/i;

/** Words behind a value that say nothing of it: `everywhere lol`. */
function isTail(more: string, { tails }: DialogueWords): boolean {
  const words = foldedWords(more);
  return words.length > 0 && words.length <= MAX_TAIL && words.every((word) => tails.has(word)) && !/[\d?]/.test(more);
}
const MAX_TAIL = 4;

/** Clauses of a message that are looked at for a name: `no, my brother's, Anna Berg`. */
const MAX_CLAUSES = 3;

function readName(text: string, from: number, end: number, words: DialogueWords): Range | undefined {
  const start = afterRoles(text, from, end, words);
  const initials = INITIALS.exec(text.slice(start, Math.min(end, start + MAX_INITIALS)));
  if (initials !== null) return afterInitials(text, start, start + initials[0].length, end, words);
  for (let clause = 0, at = start; clause < MAX_CLAUSES && at < end; clause++) {
    const range = readNameClause(text, at, end, words, clause > 0);
    if (range !== undefined) return range;
    const next = /^[^,.!;:\n?]{0,80}[,.!;:\n]\s*/.exec(text.slice(at, end));
    if (next === null) return undefined;
    at += next[0].length;
  }
  return undefined;
}

/** Behind words that stand before a name and are no part of it: `Mrs Anna Berg`, `Herr Sommer`. */
function afterRoles(text: string, start: number, end: number, { roles }: DialogueWords): number {
  for (let turn = 0; turn < 2; turn++) {
    const word = /^\p{L}+\.? (?=\p{Lu})/u.exec(text.slice(start, Math.min(end, start + 24)))?.[0] ?? '';
    if (word === '' || !roles.has(foldedWords(word)[0])) break;
    start += word.length;
  }
  return start;
}

/** `P.J.M.`, `J. P.`: two initials or more, or one before a name. */
const INITIALS = /^(?:\p{Lu}\.[ -]?){1,6}(?=\p{L}|$|[\s,;:!?(])/u;
const MAX_INITIALS = 24;

/** Initials that an answer begins with, and the name behind them. */
function afterInitials(text: string, start: number, at: number, end: number, words: DialogueWords): Range | undefined {
  const surname = /^[\p{L}'\u2019]/u.test(text.slice(at, end)) ? readNameClause(text, at, end, words, false) : undefined;
  if (surname !== undefined) return { start, end: surname.end };
  const initials = text.slice(start, at).trimEnd();
  return initials.length > 2 ? { start, end: start + initials.length } : undefined;
}

/** One to four words of letters, up to the first sign that ends them; `later`: behind other words, so that it must be written as a whole name. */
function readNameClause(text: string, start: number, end: number, dialogue: DialogueWords, later: boolean): Range | undefined {
  const { stops, particles, kinds, numbers } = dialogue;
  const clause = /^[^,.!?;:\n()<>@\d/]+/u.exec(text.slice(start, Math.min(end, start + 60)))?.[0].trimEnd() ?? '';
  if (clause === '') return undefined;
  const words = clause.split(/\s+/);
  if (words.length > 4 || words.some((word) => !/^['\u2019]?\p{L}[\p{L}\p{M}'\u2019-]*$/u.test(word))) return undefined;
  const rest = text.slice(start + clause.length, end);
  if (rest.startsWith('?') || rest.startsWith('@')) return undefined;
  const folded = words.map((word) => latinOf(word, 0, word.length));
  // `van 't Hof`: before a capital words of refusal and the like may be particles
  const surname = isCapital(words[words.length - 1].charCodeAt(0)) ? words.length - 1 : 0;
  // `Two.`, `Xiaomi 13T`
  if (folded.every((word) => kinds.has(word) || isListed(word, numbers))) return undefined;
  if (folded.some((word, i) => stops.has(word) && !(i < surname && particles.has(word))) || folded.every((word) => word.length < 2))
    return undefined;
  const capitals = words.filter((word) => isCapital(word.charCodeAt(0))).length;
  if (later) return words.length > 1 && capitals === words.length ? { start, end: start + clause.length } : undefined;
  const bare = rest.replace(/[\s.!,]+/g, '') === '';
  // A longer message begins with a name only when it is written as one.
  const isFirst = /^,\s/.test(rest) && words.length > 1 && words.length <= 3;
  if (!bare && !isFirst && (capitals === 0 || (capitals < words.length && words.length > 2))) return undefined;
  if (bare && capitals === 0 && words.length > 3) return undefined;
  return { start, end: start + clause.length };
}

/** Up to ten words with a number among them: a street or a town and its number, and nothing that addresses do not hold. */
function readAddress(text: string, from: number, end: number, dialogue: DialogueWords): Range | undefined {
  const { stops, numbers } = dialogue;
  if (text[end - 1] === '?' || end - from > 2 * MAX_ANSWER) return undefined;
  // What is said behind the address belongs to it no more.
  const clause = /^[\s\S]*?(?=[.;!?](?:\s|$)|,? (?:eller|or|oder|of|vai|but|men|aber|maar|bet) |$)/.exec(text.slice(from, end))?.[0] ?? '';
  const start = from + proseBefore(clause, dialogue);
  const said = text.slice(start, from + clause.length);
  const value = said.slice(0, proseBehind(said, dialogue)).trimEnd();
  if (value.length > MAX_ANSWER) return undefined;
  const words = foldedWords(value);
  if (words.length === 0 || words.length > 10 || words.slice(0, 2).some((word) => stops.has(word))) return undefined;
  const named = words.filter((word) => word.length >= 4 && !isListed(word, numbers));
  const spoken = words.length >= 2 && named.length > 0 && words.some((word) => word.length >= 3 && isListed(word, numbers));
  if (!(/\d/.test(value) || spoken) || !/\p{L}{4}/u.test(value) || /["'@?=<>]|\d{6}|\d\.\d/.test(value)) return undefined;
  if (isPlainSentence(value, words.length)) return undefined;
  return { start, end: start + value.length };
}

/** Units of the words that lead to an address, `It still says there Elm Road 9`; 0 where it begins at once. */
function proseBefore(clause: string, { particles, numbers }: DialogueWords): number {
  let plain = 0;
  for (const { 0: word, index } of clause.matchAll(/\p{Ll}{3,}/gu)) {
    const folded = latinOf(word, 0, word.length);
    if (isLetterAt(clause, index - 1) || particles.has(folded) || isListed(folded, numbers) || ++plain < MIN_PROSE) continue;
    const behind = index + word.length;
    const lead = NAME_AND_NUMBER.exec(clause.slice(behind, behind + MAX_ANSWER));
    if (lead !== null) return behind + lead[0].length;
  }
  return 0;
}

/** What stands between prose and a name with a number. */
const NAME_AND_NUMBER = /^[\s,:]+(?=(?:\p{Ll}{1,3} ){0,2}\p{Lu}[^\d,]{1,40}\s\d)/u;

function isLetterAt(text: string, at: number): boolean {
  return at >= 0 && letterOf(text.charCodeAt(at)) !== 0;
}

/** Length of an address up to a comma behind which two plain words go on with the sentence, or behind its number up to a word that no address holds. */
function proseBehind(said: string, { numbers, stops, particles }: DialogueWords): number {
  const number = said.search(/\d/);
  for (const { 0: word, index } of number < 0 ? [] : said.matchAll(/(?<!\p{L})\p{Ll}{3,}/gu)) {
    const folded = latinOf(word, 0, word.length);
    if (index > number && stops.has(folded) && !particles.has(folded) && !isListed(folded, numbers)) return index;
  }
  for (const { 0: comma, 1: first, 2: second, index } of said.matchAll(/, (\p{Ll}{2,20}) (\p{Ll}{2,20})(?![\p{L}'-])/gu))
    if (comma !== '' && ![first, second].some((word) => isListed(latinOf(word, 0, word.length), numbers))) return index;
  return said.length;
}

/** Words in a row that are prose rather than the name of a street. */
const MIN_PROSE = 2;
/** Words without a capital that an address has at most, where none has one. */
const MAX_LOWER = 6;

/** A number that is counted or comes by itself in words without capitals: `came after 3 days`, `she says 60322`, and long sentences. */
function isPlainSentence(value: string, words: number): boolean {
  if (/\s\p{Lu}/u.test(value)) return false;
  if (words > MAX_LOWER) return true;
  const numbers = [...value.matchAll(/(\p{L}*)[\s,]*(?<![\p{L}\d])(\d+)/gu)];
  return (
    numbers.length === 1 &&
    ((/^\p{Ll}{1,3}$/u.test(numbers[0][1]) && !NUMBER_SIGN.test(numbers[0][1])) || (words > 1 && numbers[0][2].length > 4))
  );
}
const NUMBER_SIGN = /^(?:nr|no|num|n|nummer|number|numurs)$/;

/** A number of an address that an answer begins with, alone or before a mark: of a house, a flat or a floor, `41b`, `nr 112-3`, or a postcode. */
function readNumber(text: string, from: number, end: number, { numbers }: DialogueWords): Range | undefined {
  if (text[end - 1] === '?' || end - from > MAX_ANSWER) return undefined;
  const sign = /^\p{L}{1,8}\.?\s(?=\d)/u.exec(text.slice(from, end))?.[0] ?? '';
  const start = NUMBER_SIGN.test(sign.replace(/[.\s]+$/, '').toLowerCase()) ? from + sign.length : from;
  const figures = SHORT_NUMBER.exec(text.slice(start, end));
  if (figures !== null) return { start, end: start + figures[0].length };
  let last = start;
  let said = 0;
  for (const { 0: word, index } of text.slice(start, end).matchAll(/\p{L}+/gu)) {
    if (start + index > last + 2 || !isListed(latinOf(word, 0, word.length), numbers)) break;
    last = start + index + word.length;
    said++;
  }
  // One word alone is a number where nothing else is said: "one moment"
  return said > 1 || (said === 1 && /^(?:[.,!]|\s*$)/.test(text.slice(last, end))) ? { start, end: last } : undefined;
}
const SHORT_NUMBER =
  /^\d{1,5}(?: ?[A-Za-z]{1,2}(?![\p{L}\d]))?(?:(?:[-/]| (?=\d\d(?!\d)))\d{1,4}[a-z]?)?(?=[.,!)]*(?:\s*$|\s\D))(?!\s?(?:%|:|\d))/u;

/** Digits of a code with which a long answer begins: what else people say first has fewer. */
const MIN_LONG = 5;
/** Codes of one answer that are taken. */
const MAX_CODES = 3;
/** Longest code with its blanks. */
const MAX_CODE = 48;
/** What stands in a code, and what makes it one: letters with digits, or digits enough. */
const CODE = /(?<![\p{L}\p{N}@./\\*#_-])[A-Za-z0-9*#](?:[A-Za-z0-9._/#*+-]*[A-Za-z0-9#*])?(?![\p{L}\p{N}@])/gu;

/** A code as it is written, or read out; of a long answer only what it begins with. */
function readCodesOrSpoken(text: string, start: number, end: number, dialogue: DialogueWords): readonly Range[] {
  if (end - start > MAX_ANSWER)
    return readCodes(text, start, firstClauses(text, start))
      .filter(
        (code) =>
          isLongCode(text.slice(code.start, code.end)) || (code.start === start && /^[\d#*]{4,8}$/.test(text.slice(start, code.end))),
      )
      .slice(0, 1);
  const codes = readCodes(text, start, end);
  const spelled = readSpelled(text, start, end, dialogue);
  if (codes.length > 0 && spelled === undefined) return codes;
  // Letters stop the reading of a number in words, and names of letters that of a code that is spelled.
  const said = [spelled, readSpoken(text, start, end, dialogue)].filter((range) => range !== undefined);
  return said.toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, 1);
}

/** Letters, figures and numerals of a code that is spelled. */
const MIN_SPELLED = 4;

/** Letters and numbers of a code that is spelled: `K as in Kalle, nine, nine, T as in Tore, B`, `P P eight eight`. */
function readSpelled(text: string, start: number, end: number, { numbers }: DialogueWords): Range | undefined {
  const said = text.slice(start, end);
  // The words that tell a letter are filled up, so that offsets stay.
  const plain = said.replace(EXAMPLE, (told, letter: string) => letter + '_'.repeat(told.length - 1));
  let best: SpokenRange | undefined;
  let current: SpokenRange | undefined;
  let letters = 0;
  for (const { 0: word, index } of plain.matchAll(/[\p{L}\p{N}_]+/gu)) {
    const folded = latinOf(word, 0, word.length);
    const isLetter = /^\p{L}_*$/u.test(word);
    const isNumber = /^\d{1,4}$/.test(word) || (isListed(folded, numbers) && !ARTICLES.has(folded));
    if (!isLetter && !isNumber) {
      current = undefined;
      continue;
    }
    if (current === undefined || !/^[ ,.-]{1,3}$/.test(plain.slice(current.end - start, index))) {
      current = { start: start + index, end: 0, count: 0, words: 0 };
      letters = 0;
    }
    current.end = start + index + word.length;
    current.count++;
    if (isLetter) letters++;
    if (isNumber) current.words++;
    const isMixed = letters > 0 && (current.words > 1 || plain !== said);
    if (current.count >= MIN_SPELLED && isMixed && current.count > (best?.count ?? 0)) best = current;
  }
  return best !== undefined && /\p{L}{2}/u.test(text.slice(best.start, best.end)) ? best : undefined;
}

/** A code that a long answer may hold: digits enough, or groups of capitals and digits, `TK7-QX2`. */
function isLongCode(value: string): boolean {
  return value.replace(/\D/g, '').length >= MIN_LONG || /^(?=.*[A-Z])(?=.*\d)[A-Z\d]{2,}(?:-[A-Z\d]{2,})+$/.test(value);
}

/** End of the last clause that ends within the length of an answer, and within its first sentence. */
function firstClauses(text: string, start: number): number {
  const head = text.slice(start, start + MAX_ANSWER);
  return start + (/^[^\n]*?[.!?](?=\s\p{Lu}|\n)/u.exec(head) ?? /^[^\n]*[,;](?=\s)/.exec(head) ?? [''])[0].length;
}

/** Codes of an answer that holds little else: `it is NF2207-114893`, `VT 2209 81 774`. */
function readCodes(text: string, start: number, end: number): readonly Range[] {
  if (end - start > MAX_ANSWER) return [];
  const ranges: { start: number; end: number }[] = [];
  for (const { 0: token, index } of text.slice(start, end).matchAll(CODE)) {
    const at = start + index;
    const last = ranges[ranges.length - 1];
    // Groups of one code stand one blank apart.
    const joins = last !== undefined && text.slice(last.end, at) === ' ' && at + token.length - last.start <= MAX_CODE;
    // `7 0 4 M`: a letter joins what is written one by one.
    const isNext = joins && /^[A-Z]$/.test(token) && text.charAt(last.end - 2) === ' ';
    const isSaid = last !== undefined && SAID_DASH.test(text.slice(last.end, at)) && isGroup(token);
    if (isSaid || (joins && (isNext || isGroup(token)))) last.end = at + token.length;
    else if (isGroup(token)) ranges.push({ start: at, end: at + token.length });
  }
  return ranges
    .filter((range) => !isAmount(text, range))
    .filter(
      (range) => isCode(text.slice(range.start, range.end)) || (range.start === start && FOUR.test(text.slice(range.start, range.end + 8))),
    )
    .slice(0, MAX_CODES);
}

/** A dash between two groups, as it is read out: `K7QM2, dash, 88TXW`. */
const SAID_DASH =
  /^,? (?:dash|hyphen|minus|strich|bindestrich|gedankenstrich|streck|bindestreck|streep|streepje|koppelteken|sv\u012btra|svitra|domuz\u012bme|domuzime|defise|tire|tiret|guion|\u0434\u0435\u0444\u0438\u0441|\u0442\u0438\u0440\u0435),? $/i;

/** Four digits that an answer begins with, and that count nothing. */
const FOUR = /^(?!(?:19|20)\d\d)\d{4}(?:$|[,.!](?:\s|$)|\s(?!(?:kr|sek|eur|euro?s?|usd|gbp|kwh|km|mb|gb|st|x|m|h|min)\b)\p{L})/iu;

/** `CHF 640`, `640 CHF` */
function isAmount(text: string, { start, end }: Range): boolean {
  const [first, second, ...more] = text.slice(start, end).split(' ');
  return more.length === 0 && (CURRENCIES.has(first) || (second !== undefined && CURRENCIES.has(second)));
}

/** What people write before a code. */
const LABELS = new Set('ID SN NR NO PIN PUK KOD KODS CODE IMEI MAC TAN OTP PW WW TEL SMS IP PC OK'.split(' '));

/** Currencies: the number beside one is an amount. */
const CURRENCIES = new Set(
  'EUR SEK NOK DKK ISK USD GBP CHF PLN CZK HUF RON BGN LVL LTL EEK RUB UAH TRY AUD CAD NZD JPY CNY INR BRL MXN ZAR GHS NGN KES AED SAR THB SGD HKD ILS KR'.split(
    ' ',
  ),
);

/** Digits, or capitals, or both: a part of a code. */
function isGroup(token: string): boolean {
  return /\d/.test(token) ? !NO_CODE.test(token) : /^[A-Z]{2,}$/.test(token) && !LABELS.has(token);
}

/** Amounts, times, versions, sizes, dates and years. */
const NO_CODE =
  /^(?:\d{1,4}(?:[.,:]\d{1,3})+|v\d[\d.]*|\d{1,4}(?:x|st|nd|rd|th|am|pm|h|kr|gb|mb|kb|tb|ghz|mhz|min|sek|sec|eur|ms|km|cm|mm|kg)|(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1(?:\d\d){1,2}|0x[\da-f]+)$/i;

/** `3-Sitzer`, `14-inch` */
const COUNTED = /^\d{1,2}-[A-Z]?[a-z\u00df-\u024f]{3,}$/;

function isCode(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  const letters = value.replace(/[^A-Za-z]/g, '').length;
  if (digits === 0 || NO_CODE.test(value) || COUNTED.test(value)) return false;
  // `147#0`: codes of doors are shorter.
  // `4 4 0 9`: so is what is read out digit by digit.
  return letters > 0 ? digits + letters >= 5 : digits >= (/[#*]/.test(value) ? 3 : /^\d(?: \d){3,}$/.test(value) ? 4 : 5);
}

/** Names of machines: codes, and words in capitals or with a hyphen; or all of a short answer, which is a name that somebody gave. */
function readHosts(text: string, start: number, end: number, words: DialogueWords): readonly Range[] {
  const { stops } = words;
  const said = text.slice(start, end);
  if (OWN_NAME.test(said) && !stops.has(foldedWords(said)[0])) return [{ start, end }];
  const codes = readCodes(text, start, end);
  const hosts: Range[] = [...codes];
  if (end - start <= MAX_ANSWER)
    for (const { 0: token, index } of text.slice(start, end).matchAll(CODE)) {
      const at = start + index;
      if (!(/^[A-Z]{4,}$/.test(token) || /^[\w]{2,}-[\w-]{2,}$/.test(token))) continue;
      if (!stops.has(latinOf(token, 0, token.length)) && !codes.some((code) => code.start <= at && at < code.end))
        hosts.push({ start: at, end: at + token.length });
    }
  if (hosts.length > 0) return hosts.slice(0, MAX_CODES);
  const name = readName(text, start, end, words);
  if (name === undefined || name.end - name.start < 4 || /[^\s.!"\u201d]/.test(text.slice(name.end, end))) return [];
  return namesKind(text.slice(name.start, name.end), words) ? [] : [name];
}

/** The answer says what kind of thing it is rather than its name: `a samsung tablet`, but `annas tablet` is one. */
function namesKind(name: string, { kinds }: DialogueWords): boolean {
  const words = foldedWords(name);
  return words.some((word) => kinds.has(word)) && (words.length === 1 || kinds.has(words[0]) || !words[0].endsWith('s'));
}

/** Letters of a word that says one number, at most. */
const LONG_NUMBER = 14;

/** What somebody calls a thing of theirs: in quotation marks, or by its owner: `sunitas phone`. */
const OWN_NAME =
  /^(?:["\u201c\u201e\u00ab][^"\u201c\u201d\u201e\u00ab\u00bb\n]{2,40}["\u201d\u201c\u00bb]|\p{L}{2,20}['\u2019]?s [\p{L} ]{2,24})[.!]?$/u;

/** Words of numbers in a row that are read as one. */
const MIN_SPOKEN = 3;

/** The longest number said in words, from its first to its last: `zero seven, triple four ...`, `ninth of March nineteen fifty two`. */
function readSpoken(text: string, start: number, end: number, { stops, numbers }: DialogueWords): Range | undefined {
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
      const isStop = stops.has(folded) && folded.length > 2 && !DATE_LINKS.has(folded);
      others += isStop ? MAX_BETWEEN : BEHIND_COMMA.test(text.slice(start, start + index).slice(-2)) ? 2 : 1;
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
const ARTICLES = new Set('a an one en ett een ein eine un una uno um oh'.split(' '));

interface SpokenRange extends Range {
  end: number;
  count: number;
  words: number;
}

/** Other words that may stand between those of one number: `ninth of March nineteen`. */
const MAX_BETWEEN = 2;

/** A few words with a capital. */
function readCompany(text: string, start: number, end: number, { stops }: DialogueWords): Range | undefined {
  if (end - start > 60 || text[end - 1] === '?') return undefined;
  const value = text.slice(start, end);
  const words = foldedWords(value);
  if (words.length === 0 || words.length > 5 || words.some((word) => stops.has(word)) || !/\p{Lu}/u.test(value)) return undefined;
  return { start, end: start + value.replace(/[.!\s]+$/, '').length };
}
