import type { Vocabulary } from '../types.ts';
import { foldWord, letterOf } from '../letters.ts';

/** Letters that may follow a word written with a trailing `*`. */
export const MAX_ENDING = 4;
/** Fewest letters of a word with an open ending; a shorter one would stand for everything. */
export const STEM = 3;
const HASH_SEED = 0x1505;

/** A cue of one or more words, folded; `open` when the last word may take an ending. */
interface Phrase {
  readonly words: readonly string[];
  readonly open: boolean;
  readonly entry: number;
}

/** A word that cues begin with: by itself, with an ending, and as the first of several. */
interface FirstWord {
  readonly word: string;
  readonly hash: number;
  /** Entry of the word alone, -1 for none. */
  entry: number;
  /** Entry of the word with an open ending, -1 for none. */
  open: number;
  readonly phrases: Phrase[];
}
const NO_WORD: FirstWord = { word: '', hash: 0, entry: -1, open: -1, phrases: [] };

/** Takes the hits of a lookup. */
export interface CueHits {
  addCue(entry: number, start: number, end: number): void;
}

/** What the scan looks words up in. */
export interface WordTable extends Vocabulary {
  /** One bit per hash of a first word: most words of a text are told to be none of ours by this alone. */
  readonly whole: Uint32Array;
  /** The same for the stems of words with an open ending. */
  readonly stems: Uint32Array;
  /** The same for the first STEM letters of those. */
  readonly stemStarts: Uint32Array;
  /** Tells `hits` of the cues that begin with text[start..end), whose hash is given and which ends the word or is the stem of one that ends at `wordEnd`. */
  lookup(hash: number, text: string, start: number, end: number, wordEnd: number, hits: CueHits): void;
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
  // Lists that hold the same words are one concept: rules share them, and each hit is counted once for each concept.
  const byWords = new Map<string, number>();
  const idOf = new Map<string, number>();
  const concepts: string[] = [];
  for (const [name, list] of lists) {
    const key = [...new Set(list)].sort().join('\n');
    let id = byWords.get(key);
    if (id === undefined) {
      id = concepts.length;
      byWords.set(key, id);
      concepts.push(name);
    }
    idOf.set(name, id);
  }
  const byText = new Map<string, number>();
  const entryConcepts: number[][] = [];
  const byWord = new Map<string, FirstWord>();
  const whole = new Uint32Array(2048);
  const stems = new Uint32Array(2048);
  const stemStarts = new Uint32Array(2048);
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
        const first = byWord.get(words[0]) ?? { word: words[0], hash: hashOf(words[0]), entry: -1, open: -1, phrases: [] };
        byWord.set(words[0], first);
        if (words.length > 1) first.phrases.push({ words, open, entry });
        else if (open) first.open = entry;
        else first.entry = entry;
        bloomAdd(whole, first.hash);
        if (open && words.length === 1 && words[0].length >= STEM) {
          bloomAdd(stems, first.hash);
          bloomAdd(stemStarts, hashOf(words[0].slice(0, STEM)));
        }
      }
      if (!entryConcepts[entry].includes(concept)) entryConcepts[entry].push(concept);
    }
  });
  const { slots, table } = hashTable([...byWord.values()]);
  const mask = slots.length - 1;
  const names = new Set(placeholders);
  return {
    concepts,
    entryConcepts,
    whole,
    stems,
    stemStarts,
    placeholders: names,
    longestPlaceholder: Math.max(0, ...[...names].map((name) => name.length)),
    concept: (name) => idOf.get(name) ?? -1,
    letter: letterOf,
    lookup(hash, text, start, end, wordEnd, hits) {
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const first = table[slots[slot]];
        if (first.hash !== hash || !sameWord(text, start, end, first.word)) continue;
        if (first.open >= 0) hits.addCue(first.open, start, wordEnd);
        if (end !== wordEnd) return;
        if (first.entry >= 0) hits.addCue(first.entry, start, wordEnd);
        for (let i = 0; i < first.phrases.length; i++) {
          const last = matchRest(text, wordEnd, first.phrases[i]);
          if (last > 0) hits.addCue(first.phrases[i].entry, start, last);
        }
        return;
      }
    },
  };
}

/** First words in open addressing: `slots` holds indexes into `table`, 0 for none. */
function hashTable(words: readonly FirstWord[]): { slots: Int32Array; table: readonly FirstWord[] } {
  let size = 16;
  while (size < words.length * 4) size *= 2;
  const slots = new Int32Array(size);
  const table: FirstWord[] = [NO_WORD, ...words];
  for (let i = 1; i < table.length; i++) {
    let slot = table[i].hash & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = i;
  }
  return { slots, table };
}

/** End of the longest phrase of the table that begins with the word at `at`; 0 when none does. For lists that are asked for here and there. */
export function phraseEnd(table: WordTable, text: string, at: number): number {
  let hash = HASH_SEED;
  let size = 0;
  let letter = letterOf(text.charCodeAt(at));
  const hashes: number[] = [];
  while (letter !== 0 && size < MAX_WORD) {
    hashes.push(hash);
    hash = hashStep(hash, letter);
    letter = letterOf(text.charCodeAt(at + ++size));
  }
  if (size === 0) return 0;
  const hits = new LongestHit();
  const end = at + size;
  if (bloomHas(table.whole, hash)) table.lookup(hash, text, at, end, end, hits);
  for (let less = 1; less <= MAX_ENDING && size - less >= STEM; less++)
    if (bloomHas(table.stems, hashes[size - less])) table.lookup(hashes[size - less], text, at, end - less, end, hits);
  return hits.end;
}
/** Longer words are on no list. */
const MAX_WORD = 48;

class LongestHit implements CueHits {
  end = 0;
  addCue(_entry: number, _start: number, end: number): void {
    if (end > this.end) this.end = end;
  }
}

/** Runs of letters, folded: 't.o.m.' is three words, 'e-mail' two. */
export function splitWords(phrase: string): string[] {
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
