import type { DetectorSetup, Scan, Vocabulary } from '../types.ts';
import { type OwnColumn, wordHits } from './word-hits.ts';

/** Bits of the words that make a street, in the order of STREET_LISTS. */
export const STREET = { after: 1, weak: 2, before: 4, beforeWeak: 8, box: 16, boxWeak: 32, unit: 64, route: 128, dwell: 256 } as const;
const STREET_LISTS = ['after', 'weak', 'before', 'beforeWeak', 'box', 'boxWeak', 'unit', 'route', 'dwell'] as const;
/** Bits of the words that end an address, in the order of PLACE_LISTS, which follow those of streets. */
export const PLACE = { country: 512, state: 1024, parish: 2048 } as const;
const PLACE_LISTS = ['country', 'state', 'parish'] as const;

/** Lists of which each address has a word, or a word with one of the suffixes. */
export const STREET_CUES: readonly string[] = [...STREET_LISTS, 'state'];

/** Lists that are looked up word by word: most of their words are too common for a scan to look for. */
export const ADDRESS_LISTS = [
  'suffixes',
  'weakSuffixes',
  'notStreets',
  'notNames',
  'measures',
  'states',
  'wordStates',
  'stop',
  'leads',
  'which',
  'particles',
  'directions',
  'numberSigns',
  'afterNumber',
  'cityLeads',
  'parts',
  'within',
  'notTowns',
  'regions',
  'spots',
  'houses',
  'rooms',
  'homes',
  'dwellers',
  'flats',
] as const;
/** Word lists that the detectors of addresses read from `words:`. */
export const ADDRESS_WORDS: readonly string[] = [...STREET_LISTS, ...PLACE_LISTS, ...ADDRESS_LISTS];

type ListName = (typeof ADDRESS_LISTS)[number];

/** What the rule file says of words in addresses. */
export interface AddressLexicon {
  /** Hits of words that make a street or end an address, with their bits of STREET and PLACE. */
  hits(scan: Scan): OwnColumn;
  /** End of the longest word of the lists `bits` that starts at `start`, or 0. */
  end(scan: Scan, start: number, bits: number): number;
  /** Whether the word is in a list. */
  in(list: ListName, word: string): boolean;
  /** The word is one that makes a street behind a name of its own: `Promenaden`, `Markt`. */
  isEnding(word: string): boolean;
  /** The word is a kind of house in which many live, or ends like one: `Studentenwohnheim`. */
  isHome(word: string): boolean;
  /** 2: the word text[start..end) ends like a street (`Storgatan`), 1: like something that may be one, 0: neither. */
  suffix(scan: Scan, start: number, end: number): 0 | 1 | 2;
}

/** Shortest word of the list `homes`. */
const MIN_HOME = 4;
/** Longest suffix that is looked for. */
const MAX_SUFFIX = 12;

/** Reads the words of a rule. */
export function addressLexicon({ rule, concept, list }: DetectorSetup): AddressLexicon {
  const hits = wordHits([...STREET_LISTS, ...PLACE_LISTS].map(concept));
  const own = new Map(ADDRESS_LISTS.map((name) => [name, list(name)]));
  const isIn = (name: ListName, word: string) => own.get(name)?.(word) ?? false;
  const suffixes = [rule.words?.suffixes, rule.words?.weakSuffixes].flatMap((lists) => Object.values(lists ?? {}).flat());
  let known: Vocabulary | undefined;
  let endings = new Uint8Array(0);

  /** Most words are told to be no street by their last two letters. */
  function mayEnd(vocabulary: Vocabulary, text: string, end: number): boolean {
    if (known !== vocabulary) {
      endings = new Uint8Array(1024);
      for (const suffix of suffixes) endings[endingOf(vocabulary, suffix, suffix.length)] = 1;
      known = vocabulary;
    }
    return endings[endingOf(vocabulary, text, end)] === 1;
  }

  return {
    hits: (scan) => hits.own(scan),
    end: (scan, start, bits) => hits.endFrom(scan, start, bits),
    in: isIn,
    isHome(word) {
      if (isIn('homes', word)) return true;
      for (let size = Math.min(MAX_SUFFIX, word.length - 1); size >= MIN_HOME; size--) if (isIn('homes', word.slice(-size))) return true;
      return false;
    },
    isEnding: (word) => isIn('suffixes', word) || isIn('weakSuffixes', word),
    suffix({ text, vocabulary }, start, end) {
      if (end - start < 5 || !mayEnd(vocabulary, text, end)) return 0;
      const word = text.slice(Math.max(start, end - 40), end);
      if (isIn('notStreets', word)) return 0;
      for (let size = Math.min(MAX_SUFFIX, word.length - 2); size >= 2; size--) {
        const tail = word.slice(-size);
        if (isIn('suffixes', tail)) return 2;
        if (isIn('weakSuffixes', tail)) return 1;
      }
      return 0;
    },
  };
}

/** A number below 1024 for the last two letters before `end`. */
function endingOf(vocabulary: Vocabulary, text: string, end: number): number {
  return ((vocabulary.letter(text.charCodeAt(end - 2)) & 31) << 5) | (vocabulary.letter(text.charCodeAt(end - 1)) & 31);
}
