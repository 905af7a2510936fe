import { letterOf } from '../letters.ts';
import type { KnownHit } from './hits.ts';
import { isCapital, latinOf } from './latin-letters.ts';
import { ANSWER_STOPS, ASKED, ASKING, FILLERS, OTHER_ADDRESSES } from './question-words.ts';

/** Longest message that is taken for an answer and nothing else. */
const MAX_ANSWER = 80;
/** Units of the message before that are read for its question, from its end. */
const MAX_QUESTION = 400;
const SCORE = 0.7;

/** What a message asks for at its end: sentences with a question mark, and the last one when it asks without; '' when it asks nothing. */
export function questionOf(message: string): string {
  const tail = message.slice(-MAX_QUESTION);
  // Quoted lines were said before; a signature asks nothing.
  const lines = tail.split('\n').filter((line) => !line.startsWith('>'));
  const sentences = lines.join('\n').split(/(?<=[?!.:;\u061f\uff1f])\s+|\n+/);
  const asked = sentences.filter((sentence, i) => /[?\u061f\uff1f]/.test(sentence) || (isRequest(sentence) && i >= sentences.length - 4));
  return asked.join('\n');
}

function isRequest(sentence: string): boolean {
  return foldedWords(sentence).some((word) => ASKING.has(word) || ASKED.some(([, words]) => sentence.length <= 60 && words.has(word)));
}

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
export function answerTo(question: string, answer: string): KnownHit[] {
  if (question === '') return [];
  const words = foldedWords(question);
  const asked = ASKED.filter(([category, cues]) =>
    words.some((word, i) => cues.has(word) && !(category === 'address' && OTHER_ADDRESSES.has(words[i - 1]))),
  ).map(([category]) => category);
  if (asked.length === 0) return [];
  const [start, end] = trimmed(answer);
  if (start >= end) return [];
  for (const category of asked) {
    const hit = READERS[category]?.(answer, start, end);
    if (hit !== undefined) return [{ ...hit, category, type: 'answer', score: SCORE }];
  }
  return [];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const READERS: Readonly<Record<string, (text: string, start: number, end: number) => Range | undefined>> = {
  secret: readSecret,
  person: readName,
  address: readAddress,
  username: readSecret,
  company: readCompany,
};

/** Without blanks, a speaker's label, and the small words before the value: `customer: it's ...`. */
function trimmed(text: string): [start: number, end: number] {
  let start = 0;
  let end = Math.min(text.length, 4 * MAX_ANSWER);
  const label = /^\s*(?:customer|client|user|agent|visitor|kund|klant|klients|kunde)\s*:\s*/i.exec(text.slice(0, 30));
  if (label !== null) start = label[0].length;
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  for (let turn = 0; turn < 8; turn++) {
    const word = /^(\p{L}+(?:'\p{L}{1,2})?)[\s,:=]+(?=\S)/u.exec(text.slice(start, Math.min(end, start + 24)));
    if (word === null) break;
    const folded = latinOf(word[1], 0, word[1].length);
    if (!FILLERS.has(folded)) break;
    start += word[0].length;
  }
  return [start, end];
}

/** One token, neither a plain word of refusal nor a question. */
function readSecret(text: string, start: number, end: number): Range | undefined {
  const token = /^\S+/.exec(text.slice(start, end))?.[0] ?? '';
  const more = text.slice(start + token.length, end);
  const value = token.replace(/[,;!?)]+$|(?<=\w{3})\.$/, '');
  if (value.length < 3 || value.length > 64 || /^[\p{P}\p{S}]+$/u.test(value) || /^\[[A-Z_]+\]$/.test(value)) return undefined;
  const folded = latinOf(value, 0, value.length);
  if (token.endsWith('?') || (/^\p{L}+$/u.test(value) && ANSWER_STOPS.has(folded))) return undefined;
  // A word that goes on in words is a sentence; with a digit or a sign in it, it is the value.
  if (/^[\p{L}'-]+$/u.test(value) && more.trim() !== '' && !/^[,.!]/.test(more)) return undefined;
  if (more.length > MAX_ANSWER) return undefined;
  return { start, end: start + value.length };
}

/** Clauses of a message that are looked at for a name: `no, my brother's, Anna Berg`. */
const MAX_CLAUSES = 3;

function readName(text: string, start: number, end: number): Range | undefined {
  for (let clause = 0, at = start; clause < MAX_CLAUSES && at < end; clause++) {
    const range = readNameClause(text, at, end, clause > 0);
    if (range !== undefined) return range;
    const next = /^[^,.!;:\n?]{0,80}[,.!;:\n]\s*/.exec(text.slice(at, end));
    if (next === null) return undefined;
    at += next[0].length;
  }
  return undefined;
}

/** One to four words of letters, up to the first sign that ends them; `later`: behind other words, so that it must be written as a whole name. */
function readNameClause(text: string, start: number, end: number, later: boolean): Range | undefined {
  const clause = /^[^,.!?;:\n()<>@\d/]+/u.exec(text.slice(start, Math.min(end, start + 60)))?.[0].trimEnd() ?? '';
  if (clause === '') return undefined;
  const words = clause.split(/\s+/);
  if (words.length > 4 || words.some((word) => !/^\p{L}[\p{L}\p{M}'\u2019-]*$/u.test(word))) return undefined;
  const rest = text.slice(start + clause.length, end);
  if (rest.startsWith('?') || rest.startsWith('@')) return undefined;
  const folded = words.map((word) => latinOf(word, 0, word.length));
  if (folded.some((word) => ANSWER_STOPS.has(word)) || folded.every((word) => word.length < 2)) return undefined;
  const capitals = words.filter((word) => isCapital(word.charCodeAt(0))).length;
  if (later) return words.length > 1 && capitals === words.length ? { start, end: start + clause.length } : undefined;
  const bare = rest.replace(/[\s.!,]+/g, '') === '';
  // A longer message begins with a name only when it is written as one.
  if (!bare && (capitals === 0 || (capitals < words.length && words.length > 2))) return undefined;
  if (bare && capitals === 0 && words.length > 3) return undefined;
  return { start, end: start + clause.length };
}

/** Up to eight words with a number among them, or written in capitals. */
function readAddress(text: string, start: number, end: number): Range | undefined {
  if (end - start > MAX_ANSWER || text[end - 1] === '?') return undefined;
  const value = text.slice(start, end);
  const words = foldedWords(value);
  if (words.length === 0 || words.length > 10 || words.slice(0, 2).some((word) => ANSWER_STOPS.has(word))) return undefined;
  // A street or a town and a number, and nothing that addresses do not hold
  if (words.length < 1 || !/\d/.test(value) || !/\p{L}{4}/u.test(value) || /["'@?=<>]|\d{6}|\d\.\d/.test(value)) return undefined;
  return { start, end: start + value.replace(/[.!\s]+$/, '').length };
}

/** A few words with a capital. */
function readCompany(text: string, start: number, end: number): Range | undefined {
  if (end - start > 60 || text[end - 1] === '?') return undefined;
  const value = text.slice(start, end);
  const words = foldedWords(value);
  if (words.length === 0 || words.length > 5 || words.some((word) => ANSWER_STOPS.has(word)) || !/\p{Lu}/u.test(value)) return undefined;
  return { start, end: start + value.replace(/[.!\s]+$/, '').length };
}
