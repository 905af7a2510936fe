import type { DialogueWords } from '../types.ts';
import { foldedWords, isLetterAt, MAX_ANSWER, type Range } from './answer.ts';
import { isListed } from './dialogue-words.ts';
import { latinOf } from './latin-letters.ts';

/** Up to ten words with a number among them: a street or a town and its number, and nothing that addresses do not hold. */
export function readAddress(text: string, from: number, end: number, dialogue: DialogueWords): Range | undefined {
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

/** The number that an answer begins with, and the next with a sign of its own: `2590, and the number is 44 bus 2`. */
export function readNumbers(text: string, from: number, end: number, dialogue: DialogueWords): readonly Range[] {
  const first = readNumber(text, from, end, dialogue);
  const next = first === undefined ? null : NEXT_NUMBER.exec(text.slice(first.end, end));
  if (first === undefined || next === null) return first === undefined ? [] : [first];
  const at = first.end + next.index + next[0].length - next[1].length;
  return [first, { start: at, end: at + next[1].length }];
}
const NEXT_NUMBER =
  /(?<!\p{L})(?:nr|no|n|\p{L}{0,8}nummer|number|numurs)\.?:? (?:(?:is|are|\u00e4r|ist|ir|est|es) )?(\d{1,4}[a-z]?(?:[ -]?(?:\p{L}{2,6} )?\d{1,4})?)(?![\p{L}\d])/iu;

/** A number of an address that an answer begins with, alone or before a mark: of a house, a flat or a floor, `41b`, `nr 112-3`, or a postcode. */
export function readNumber(text: string, from: number, end: number, { numbers }: DialogueWords): Range | undefined {
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
