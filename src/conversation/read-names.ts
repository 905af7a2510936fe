import type { DialogueWords } from '../types.ts';
import { foldedWords, type Range } from './answer.ts';
import { isListed } from './dialogue-words.ts';
import { isCapital, latinOf } from './latin-letters.ts';

/** Clauses of a message that are looked at for a name: `no, my brother's, Anna Berg`. */
const MAX_CLAUSES = 3;

/** The name that answers, and another one that is put in its place: `Viby, or just outside, Runtorp`. */
export function readNames(text: string, from: number, end: number, words: DialogueWords): readonly Range[] {
  const name = readName(text, from, end, words);
  if (name === undefined) return [];
  const rest = text.slice(name.end, end);
  const other = rest.length > MAX_SECOND || !/^[.,]? ?\p{L}/u.test(rest) ? null : SECOND.exec(rest);
  if (other === null || foldedWords(other[1]).some((word) => words.stops.has(word) || words.kinds.has(word))) return [name];
  const at = name.end + other.index + other[0].length - other[2].length - other[1].length;
  return [name, { start: at, end: at + other[1].length }];
}
const MAX_SECOND = 60;
/** Behind "or", "no" or "actually", at the end. */
const SECOND =
  /(?<=[ .,](?:or|no|actually|rather|eller|nej|egentligen|of|nee|eigenlijk|liever|vai|n\u0113|pareiz\u0101k|patiesib\u0101|oder|nein|eigentlich|bzw)[ ,](?:[^.!?\n]{0,40}[, ])?)(\p{Lu}[\p{L}'-]{2,24}(?: \p{Lu}[\p{L}'-]{2,24})?)([.!]?)$/u;

export function readName(text: string, from: number, end: number, words: DialogueWords): Range | undefined {
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
  if (later) {
    const whole = words.length > 1 && capitals === words.length;
    // `bin 15, geboren 2010, lennart`
    const given = words.length < 3 && capitals === 0 && rest.replace(/[\s.!]+/g, '') === '' && dialogue.nameLists.isFirst(folded[0]);
    return whole || given ? { start, end: start + clause.length } : undefined;
  }
  const bare = rest.replace(/[\s.!,]+/g, '') === '';
  // A longer message begins with a name only when it is written as one.
  const isFirst = /^,\s/.test(rest) && words.length > 1 && words.length <= 3;
  if (!bare && !isFirst && (capitals === 0 || (capitals < words.length && words.length > 2))) return undefined;
  if (bare && capitals === 0 && words.length > 3) return undefined;
  return { start, end: start + clause.length };
}

/** Up to the end of a sentence that another follows. */
const CLAUSE = /^(?:[^.!?]|[.!](?!\s+\p{Lu}))+/u;
const ARTICLE = /^(?:De|Het|The|Die|Der|Das|La|Le|Les|El|Los|Il) (?=\p{Lu})/u;
const LONGEST_ARTICLE = 4;

/** A few words with a capital, up to the end of their sentence. */
export function readCompany(text: string, start: number, end: number, { stops }: DialogueWords): Range | undefined {
  const clause = CLAUSE.exec(text.slice(start, Math.min(end, start + 120)))?.[0] ?? '';
  end = start + clause.length;
  if (end === start || end - start > 60 || text[end] === '?') return undefined;
  const value = text.slice(start, end);
  // `De Snelle Wiel` begins with an article that is a word of refusal elsewhere
  const words = foldedWords(value.replace(ARTICLE, ''));
  if (words.length === 0 || words.length > 5 || words.some((word) => stops.has(word)) || !/\p{Lu}/u.test(value)) return undefined;
  // An article that was taken for a small word before the answer belongs to it
  for (let from = start - LONGEST_ARTICLE; from < start - 2; from++)
    if (from >= 0 && ARTICLE.exec(text.slice(from, end))?.[0].length === start - from) start = from;
  return { start, end: start + text.slice(start, end).replace(/[.!\s]+$/, '').length };
}
