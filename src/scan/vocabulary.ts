import type { Vocabulary } from '../types.ts';
import { foldWord, letterOf } from './letters.ts';

/** Letters that may follow a word written with a trailing `*`. */
export const MAX_ENDING = 4;
const HASH_SEED = 0x1505;

/** A cue of one or more words, folded; `open` when the last word may take an ending. */
interface Phrase {
  readonly words: readonly string[];
  readonly open: boolean;
  readonly entry: number;
}

/** What the scan looks words up in. */
export interface WordTable extends Vocabulary {
  /** One bit per hash of a first word: most words of a text are told to be none of ours by this alone. */
  readonly whole: Uint32Array;
  /** The same for the stems of words with an open ending. */
  readonly stems: Uint32Array;
  /** Ends of the phrases that begin with the word text[start..end), whose hash is given: `hit(entry, phraseEnd)`. `stem`: it may go on. */
  lookup(hash: number, text: string, start: number, end: number, wordEnd: number, hit: (entry: number, end: number) => void): void;
  /** Upper-case names that stand in brackets as placeholders. */
  readonly placeholders: ReadonlySet<string>;
  readonly longestPlaceholder: number;
}

export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash, 33) ^ unit;
}
export { HASH_SEED };

export function bloomHas(bits: Uint32Array, hash: number): boolean {
  const h = (hash ^ (hash >>> 15)) & 0xffff;
  return (bits[h >>> 5] & (1 << (h & 31))) !== 0;
}

function bloomAdd(bits: Uint32Array, hash: number): void {
  const h = (hash ^ (hash >>> 15)) & 0xffff;
  bits[h >>> 5] |= 1 << (h & 31);
}

function hashOf(word: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
  return hash;
}

/** Builds the table from concept name to words. Words without a letter are left out. */
export function buildVocabulary(lists: ReadonlyMap<string, Iterable<string>>, placeholders: Iterable<string>): WordTable {
  const concepts = [...lists.keys()];
  const byText = new Map<string, number>();
  const entryConcepts: number[][] = [];
  const byHash = new Map<number, Phrase[]>();
  const whole = new Uint32Array(2048);
  const stems = new Uint32Array(2048);
  concepts.forEach((name, concept) => {
    for (const written of lists.get(name) as Iterable<string>) {
      const open = written.endsWith('*');
      const words = splitWords(written);
      if (words.length === 0) continue;
      const key = `${words.join(' ')}${open ? '*' : ''}`;
      let entry = byText.get(key);
      if (entry === undefined) {
        entry = entryConcepts.length;
        byText.set(key, entry);
        entryConcepts.push([]);
        const hash = hashOf(words[0]);
        const phrases = byHash.get(hash);
        const phrase = { words, open, entry };
        if (phrases === undefined) byHash.set(hash, [phrase]);
        else phrases.push(phrase);
        bloomAdd(open && words.length === 1 ? stems : whole, hash);
        if (open && words.length === 1) bloomAdd(whole, hash);
      }
      if (!entryConcepts[entry].includes(concept)) entryConcepts[entry].push(concept);
    }
  });
  const names = new Set(placeholders);
  return {
    concepts,
    entryConcepts,
    whole,
    stems,
    placeholders: names,
    longestPlaceholder: Math.max(0, ...[...names].map((name) => name.length)),
    concept: (name) => concepts.indexOf(name),
    letter: letterOf,
    lookup(hash, text, start, end, wordEnd, hit) {
      const phrases = byHash.get(hash);
      if (phrases === undefined) return;
      for (const phrase of phrases) {
        if (!sameWord(text, start, end, phrase.words[0])) continue;
        if (phrase.words.length === 1) {
          if (end === wordEnd || phrase.open) hit(phrase.entry, wordEnd);
        } else if (end === wordEnd) {
          const last = matchRest(text, wordEnd, phrase);
          if (last > 0) hit(phrase.entry, last);
        }
      }
    },
  };
}

/** Runs of letters, folded: 't.o.m.' is three words, 'e-mail' two. */
function splitWords(phrase: string): string[] {
  return phrase
    .split(/[^\p{L}\p{M}]+/u)
    .map(foldWord)
    .filter((word) => word !== '');
}

function sameWord(text: string, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (letterOf(text.charCodeAt(start + i)) !== word.charCodeAt(i)) return false;
  return true;
}

/** End of the phrase whose first word ends at `at`, or 0. Between words stand one to three units of space or punctuation. */
function matchRest(text: string, at: number, phrase: Phrase): number {
  for (let w = 1; w < phrase.words.length; w++) {
    let gap = 0;
    while (gap < 3 && isPhraseGap(text.charCodeAt(at + gap))) gap++;
    if (gap === 0) return 0;
    at += gap;
    const word = phrase.words[w];
    if (!sameWord(text, at, at + word.length, word)) return 0;
    at += word.length;
    if (letterOf(text.charCodeAt(at)) === 0) continue;
    if (w < phrase.words.length - 1 || !phrase.open) return 0;
    let ending = 0;
    while (letterOf(text.charCodeAt(at)) !== 0) if ((at++, ++ending > MAX_ENDING)) return 0;
  }
  return at;
}

/** Space, `-`, `.`, `/`, `_`, `'`, `:`. */
function isPhraseGap(unit: number): boolean {
  return unit === 0x20 || unit === 0x2d || unit === 0x2e || unit === 0x2f || unit === 0x5f || unit === 0x27 || unit === 0x3a;
}
