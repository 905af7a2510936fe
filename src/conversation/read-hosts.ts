import type { DialogueWords } from '../types.ts';
import { foldedWords, MAX_ANSWER, type Range } from './answer.ts';
import { latinOf } from './latin-letters.ts';
import { CODE, MAX_CODES, readCodes } from './read-codes.ts';
import { readName } from './read-names.ts';

/** Names of machines: codes, and words in capitals or with a hyphen; or all of a short answer, which is a name that somebody gave. */
export function readHosts(text: string, start: number, end: number, words: DialogueWords): readonly Range[] {
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

/** What somebody calls a thing of theirs: in quotation marks, or by its owner: `sunitas phone`, `sunitas Tab A7`. */
const OWN_NAME =
  /^(?:["\u201c\u201e\u00ab][^"\u201c\u201d\u201e\u00ab\u00bb\n]{2,40}["\u201d\u201c\u00bb]|\p{L}{2,20}['\u2019]?s [\p{L}\d ]{2,24})[.!]?$/u;
