import type { AnswerReading, DialogueWords, Question } from '../types.ts';
import { CODES, foldedWords, MAX_ANSWER, MAX_QUESTION, type Range, type Reader } from './answer.ts';
import { asksBy } from './dialogue-words.ts';
import type { KnownHit } from './hits.ts';
import { isCapital, latinOf } from './latin-letters.ts';
import { readAddress, readNumber } from './read-addresses.ts';
import { NO_CODE, readCodesOrSpoken } from './read-codes.ts';
import { readHosts } from './read-hosts.ts';
import { readCompany, readName } from './read-names.ts';
import { readSpoken } from './read-spoken.ts';
import { readMade, readSecrets, readVariants } from './read-tokens.ts';

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
    !questions.some((entry) => words.some((word, i) => i > 0 && asksBy(word, entry)))
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
    words.some((word) => asking.has(word) || names.some((entry) => asksBy(word, entry))) ||
    questions.some((entry) => entry.read === 'code' && entry.with.size > 0 && asks(words, entry))
  );
}

const NUMBERED_WORD = /\p{L}+(?=[ :#]{1,2}\d)/gu;

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
    for (const range of withVariants(category, answer, end, READERS[read](answer, start, end, dialogue))) {
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

/** A secret that somebody is not sure of comes in several ways of writing. */
function withVariants(category: string, answer: string, end: number, ranges: readonly Range[]): readonly Range[] {
  return category === 'secret' ? ranges.flatMap((range) => [range, ...readVariants(answer, range, end)]) : ranges;
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
  if (word.length < MIN_SWAPPED || questions.some((entry) => asksBy(word, entry))) return word;
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

/** Readings of codes and accounts: words that name one come up in many sentences that ask for nothing. */
const TOLD_APART: ReadonlySet<string> = new Set(['host', 'code', 'made']);

function asks(asked: readonly string[], entry: Question): boolean {
  const { with: also, not } = entry;
  return (
    (also.size === 0 || asked.some((word) => also.has(word))) && asked.some((word, i) => asksBy(word, entry) && !not.has(asked[i - 1]))
  );
}

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
    const said = text.slice(start, Math.min(end, start + 24));
    const sound = SOUND.exec(said);
    if (sound !== null) {
      start += sound[0].length;
      continue;
    }
    const word = /^(\p{L}+(?:'\p{L}{1,2})?)[\s,:=]+(?=\S)/u.exec(said);
    if (word === null) break;
    const folded = latinOf(word[1], 0, word[1].length);
    if (!fillers.has(folded)) break;
    start += word[0].length;
  }
  return [start, end];
}

/** What people utter before they answer: "Oh.", "Hmm...", "\u00c4hm,". */
const SOUND = /^(?:[oaeu\u00e4\u00f6]h+m?|[ueh]h?m+|m+h+m*|n(?:a|u|ja)|tja|o[uij]|uff|ups|oops)(?:[.,!\u2026-]+\s*|\s+)(?=\S)/iu;
