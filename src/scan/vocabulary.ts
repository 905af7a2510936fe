import type { Vocabulary } from '../types.ts';
import { foldWord, letterOf } from '../letters.ts';

/** Letters that may follow a word written with a trailing `*`. */
export const MAX_ENDING = 4;
/** Fewest letters of a word with an open ending; a shorter one would stand for everything. */
export const STEM = 3;
const HASH_SEED = 0x1505;
/** What a text must hold beside a word with an ending. */
export const ENDING = { anywhere: 1, numbered: 2 } as const;
/** Five bits for each of the last three letters of a word. */
export const TAIL_MASK = 0x7fff;

/** A cue of one or more words, folded; `open` when the last word may take an ending. */
interface Phrase {
  readonly words: readonly string[];
  readonly open: boolean;
  readonly entry: number;
}

/** A word that cues begin with: by itself, with an ending, and as the first of several. */
interface FirstWord {
  readonly hash: number;
  readonly length: number;
  /** Entry of the word alone, -1 for none. */
  entry: number;
  /** Entry of the word with an open ending, -1 for none. */
  open: number;
  readonly phrases: Phrase[];
}

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
  /** By the last three letters of a word: bits of ENDING. */
  readonly endings: Uint8Array;
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
export function buildVocabulary(
  lists: ReadonlyMap<string, Iterable<string>>,
  placeholders: Iterable<string>,
  endings: Iterable<{ readonly anchor: 'endings' | 'numbered'; readonly words: readonly string[] }> = [],
): WordTable {
  // Lists that hold the same words are one concept: rules share them, and each hit is counted once for each concept.
  const bySum = new Map<number, number[]>();
  const idOf = new Map<string, number>();
  const concepts: string[] = [];
  const wordsOf: ReadonlySet<string>[] = [];
  for (const [name, list] of lists) {
    const words = new Set(list);
    const sum = sumOf(words);
    const alike = bySum.get(sum) ?? [];
    let id = alike.find((other) => holdsSame(wordsOf[other], words));
    if (id === undefined) {
      id = concepts.length;
      bySum.set(sum, [...alike, id]);
      concepts.push(name);
      wordsOf.push(words);
    }
    idOf.set(name, id);
  }
  const byText = new Map<string, number>();
  const entryConcepts: number[][] = [];
  const byWord = new Map<string, FirstWord>();
  const whole = new Uint32Array(2048);
  const stems = new Uint32Array(2048);
  const stemStarts = new Uint32Array(2048);
  wordsOf.forEach((list, concept) => {
    for (const written of list) {
      const open = written.endsWith('*');
      const words = splitWords(written);
      if (words.length === 0) continue;
      const key = words.length === 1 && !open ? words[0] : `${words.join(' ')}${open ? '*' : ''}`;
      let entry = byText.get(key);
      if (entry === undefined) {
        entry = entryConcepts.length;
        byText.set(key, entry);
        entryConcepts.push([]);
        const first = byWord.get(words[0]) ?? { hash: hashOf(words[0]), length: words[0].length, entry: -1, open: -1, phrases: [] };
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
  return wordTable({
    idOf,
    concepts,
    // A list that has grown has room for more, which few of these need.
    entryConcepts: entryConcepts.map((list) => list.slice()),
    whole,
    stems,
    stemStarts,
    endings: tailTable(endings),
    placeholders: new Set(placeholders),
    first: new FirstWords([...byWord.values()]),
  });
}

/** The same for the same words in any order. */
function sumOf(words: ReadonlySet<string>): number {
  let sum = words.size;
  for (const word of words) sum = (sum + hashOf(word)) | 0;
  return sum;
}

function holdsSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const word of a) if (!b.has(word)) return false;
  return true;
}

interface TableParts extends Pick<WordTable, 'concepts' | 'entryConcepts' | 'whole' | 'stems' | 'stemStarts' | 'endings' | 'placeholders'> {
  /** Concept by name. */
  readonly idOf: ReadonlyMap<string, number>;
  readonly first: FirstWords;
}

/** Apart from what built it, which the table would keep in memory otherwise: functions of one place share all that any of them uses. */
function wordTable({ idOf, concepts, entryConcepts, whole, stems, stemStarts, endings, placeholders, first }: TableParts): WordTable {
  const { from: conceptFrom, list: conceptList } = flatten(entryConcepts);
  return {
    concepts,
    entryConcepts,
    conceptFrom,
    conceptList,
    whole,
    stems,
    stemStarts,
    endings,
    placeholders,
    longestPlaceholder: Math.max(0, ...[...placeholders].map((name) => name.length)),
    concept: (name) => idOf.get(name) ?? -1,
    letter: letterOf,
    lookup: (hash, text, start, end, wordEnd, hits) => first.lookup(hash, text, start, end, wordEnd, hits),
  };
}

/** Lists of lists as columns: those of i are list[from[i]] to list[from[i + 1] - 1]. */
function flatten(lists: readonly (readonly number[])[]): { from: Int32Array; list: Uint16Array } {
  const from = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    from[i + 1] = from[i] + list.length;
  });
  return { from, list: Uint16Array.from(lists.flat()) };
}

/**
 * First words in open addressing, in columns: a lookup that finds nothing reads one number. A word is told by its hash and its length; that is wrong
 * once in hundreds of megabytes, for a word that means nothing, and reading the word again would cost more than all the rest.
 */
class FirstWords {
  readonly #mask: number;
  /** Hash by slot, 0 for none. */
  readonly #keys: Int32Array;
  /** By slot. */
  readonly #length: Uint8Array;
  readonly #entry: Int32Array;
  readonly #open: Int32Array;
  /** By slot: 1 when phrases begin with the word. */
  readonly #leads: Uint8Array;
  /** By slot and first letter of the second word: few of the phrases that begin with "my" go on with a word that does. */
  readonly #phrases: ReadonlyMap<number, readonly Phrase[]>;

  constructor(words: readonly FirstWord[]) {
    let size = 16;
    while (size < words.length * 2) size *= 2;
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    this.#length = new Uint8Array(size);
    this.#entry = new Int32Array(size);
    this.#open = new Int32Array(size);
    this.#leads = new Uint8Array(size);
    const phrases = new Map<number, Phrase[]>();
    for (const word of words) {
      let slot = spread(word.hash) & this.#mask;
      while (this.#keys[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#keys[slot] = word.hash;
      this.#length[slot] = Math.min(word.length, 255);
      this.#entry[slot] = word.entry;
      this.#open[slot] = word.open;
      if (word.phrases.length === 0) continue;
      this.#leads[slot] = 1;
      for (const phrase of word.phrases) {
        const key = phraseKey(slot, phrase.words[1].charCodeAt(0));
        const known = phrases.get(key);
        if (known === undefined) phrases.set(key, [phrase]);
        else known.push(phrase);
      }
    }
    this.#phrases = phrases;
  }

  lookup(hash: number, text: string, start: number, end: number, wordEnd: number, hits: CueHits): void {
    const keys = this.#keys;
    for (let slot = spread(hash) & this.#mask; keys[slot] !== 0; slot = (slot + 1) & this.#mask) {
      if (keys[slot] !== hash || this.#length[slot] !== end - start) continue;
      if (this.#open[slot] >= 0) hits.addCue(this.#open[slot], start, wordEnd);
      if (end !== wordEnd) return;
      if (this.#entry[slot] >= 0) hits.addCue(this.#entry[slot], start, wordEnd);
      if (this.#leads[slot] === 1) this.#lookUpPhrases(slot, text, start, wordEnd, hits);
      return;
    }
  }

  #lookUpPhrases(slot: number, text: string, start: number, wordEnd: number, hits: CueHits): void {
    let at = wordEnd;
    while (at < wordEnd + 3 && isPhraseGap(text.charCodeAt(at))) at++;
    const letter = letterOf(text.charCodeAt(at));
    if (at === wordEnd || letter === 0) return;
    const phrases = this.#phrases.get(phraseKey(slot, letter));
    if (phrases === undefined) return;
    for (const phrase of phrases) {
      const last = matchRest(text, wordEnd, phrase);
      if (last > 0) hits.addCue(phrase.entry, start, last);
    }
  }
}

/** Letters that differ in more than their last ten bits share phrases, which are compared letter by letter anyway. */
function phraseKey(slot: number, letter: number): number {
  return (slot << 10) | (letter & 0x3ff);
}

function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** By the last three letters of a word, five bits each; an ending of fewer letters stands for every letter before it. */
function tailTable(endings: Iterable<{ readonly anchor: 'endings' | 'numbered'; readonly words: readonly string[] }>): Uint8Array {
  const table = new Uint8Array(TAIL_MASK + 1);
  for (const { anchor, words } of endings)
    for (const word of words) {
      const ending = foldWord(word);
      let tail = 0;
      for (let i = 0; i < ending.length; i++) tail = ((tail << 5) | (ending.charCodeAt(i) & 31)) & TAIL_MASK;
      const known = Math.min(3, ending.length) * 5;
      for (let rest = 0; rest <= TAIL_MASK >>> known; rest++)
        table[(rest << known) | tail] |= anchor === 'endings' ? ENDING.anywhere : ENDING.numbered;
    }
  return table;
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
  const words: string[] = [];
  for (let from = 0; from < phrase.length; from++) {
    let to = from;
    while (to < phrase.length && isOfWord(phrase, to)) to++;
    const word = to > from ? foldWord(phrase.slice(from, to)) : '';
    if (word !== '') words.push(word);
    from = to;
  }
  return words;
}

/** A letter, or a mark or letter that is not compared. */
function isOfWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return letterOf(unit) !== 0 || (unit > 0x7f && /[\p{L}\p{M}\p{Cs}]/u.test(String.fromCodePoint(text.codePointAt(at) as number)));
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
