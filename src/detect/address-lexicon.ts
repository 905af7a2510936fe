import { foldWord, letterOf } from '../letters.ts';
import type { DetectorSetup, Scan } from '../types.ts';
import { optionWords } from './option-words.ts';
import { wordHits } from './word-hits.ts';

/** Bits of the words that make a street, in the order of STREET_LISTS. */
export const STREET = { after: 1, weak: 2, before: 4, beforeWeak: 8, box: 16, boxWeak: 32, unit: 64, route: 128 } as const;
const STREET_LISTS = ['after', 'weak', 'before', 'beforeWeak', 'box', 'boxWeak', 'unit', 'route'] as const;
/** Bits of the words that end an address. */
export const PLACE = { country: 1, state: 2 } as const;
const PLACE_LISTS = ['country', 'state'] as const;

/** Word lists that the detectors of addresses read from `words:`. */
export const ADDRESS_WORDS: readonly string[] = [...STREET_LISTS, ...PLACE_LISTS];
/** And the short words that no scan should look for, from `options:`. */
export const ADDRESS_OPTIONS = [
  'suffixes',
  'weakSuffixes',
  'notStreets',
  'notNames',
  'states',
  'wordStates',
  'stop',
  'leads',
  'particles',
  'directions',
  'numberSigns',
  'afterNumber',
  'cityLeads',
  'regions',
  'spots',
] as const;

type OptionName = (typeof ADDRESS_OPTIONS)[number];

/** What the rule file says of words in addresses. */
export interface AddressLexicon {
  /** Bits of STREET of the cue hit at index `hit`. */
  streetBitsOf(scan: Scan, hit: number): number;
  streetBits(scan: Scan, start: number, end: number): number;
  streetEnd(scan: Scan, start: number, bits: number): number;
  placeBitsOf(scan: Scan, hit: number): number;
  placeEnd(scan: Scan, start: number, bits: number): number;
  /** Whether the word is in a list of the options. */
  in(list: OptionName, word: string): boolean;
  /** 2: the word text[start..end) ends like a street (`Storgatan`), 1: like something that may be one, 0: neither. */
  suffix(text: string, start: number, end: number): 0 | 1 | 2;
}

/** Longest suffix that is looked for. */
const MAX_SUFFIX = 12;

/** Reads the words of a rule; `lists` names those of the rule's own file that are used. */
export function addressLexicon({ rule, concept }: DetectorSetup): AddressLexicon {
  const streets = wordHits(STREET_LISTS.map(concept));
  const places = wordHits(PLACE_LISTS.map(concept));
  const options = new Map<string, Set<string>>(ADDRESS_OPTIONS.map((name) => [name, optionWords(rule.options?.[name])]));
  const list = (name: OptionName) => options.get(name) as Set<string>;
  const strong = list('suffixes');
  const weak = list('weakSuffixes');
  // Most words are told to be no street by their last two letters.
  const endings = new Uint8Array(1024);
  for (const suffix of [...strong, ...weak])
    endings[ending(suffix.charCodeAt(suffix.length - 2), suffix.charCodeAt(suffix.length - 1))] = 1;
  return {
    streetBitsOf: streets.bitsOf,
    streetBits: streets.bitsAt,
    streetEnd: streets.endFrom,
    placeBitsOf: places.bitsOf,
    placeEnd: places.endFrom,
    in: (name, word) => list(name).has(foldWord(word)),
    suffix(text, start, end) {
      if (end - start < 5 || endings[ending(letterOf(text.charCodeAt(end - 2)), letterOf(text.charCodeAt(end - 1)))] === 0) return 0;
      const word = foldWord(text.slice(Math.max(start, end - 40), end));
      if (list('notStreets').has(word)) return 0;
      for (let size = Math.min(MAX_SUFFIX, word.length - 2); size >= 2; size--) {
        const tail = word.slice(-size);
        if (strong.has(tail)) return 2;
        if (weak.has(tail)) return 1;
      }
      return 0;
    },
  };
}

function ending(a: number, b: number): number {
  return ((a & 31) << 5) | (b & 31);
}
