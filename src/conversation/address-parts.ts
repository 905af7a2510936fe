import type { DialogueWords } from '../types.ts';
import type { KnownHit } from './hits.ts';
import { latinOf } from './latin-letters.ts';

/** Longer messages tell more than what was left out of an address or is put right in one. */
const MAX_LENGTH = 120;
/** A number that nothing but an earlier postcode tells is most of its message. */
const MAX_BARE = 40;
const SCORE = 0.55;

/** What a conversation told of somebody's address so far. */
export interface ToldAddress {
  /** Number of the last message that held one. */
  at: number;
  /** Digits of the postcodes that came up. */
  readonly sizes: Set<number>;
}

/** Messages after which a postcode or a flat by itself belongs to no address any more. */
const MAX_APART = 4;

/** Remembers an address that was found in message `index`. */
export function tellAddress(told: ToldAddress, value: string, index: number): void {
  told.at = index;
  const code = POSTCODE_IN.exec(value);
  if (code !== null) told.sizes.add(code[0].replace(/\D/g, '').length);
}
const POSTCODE_IN = /(?<![\d\p{L}])(?:\d{3} \d{2}|\d{4,5})(?![\d\p{L}])/u;

/**
 * Parts of an address that message `index` adds to one that was told shortly before, or puts right: a postcode whose shape says so, one with its town as the
 * whole message, one as long as those that came up, and the number of a flat.
 */
export function addressParts(text: string, index: number, told: ToldAddress, { units }: DialogueWords): KnownHit[] {
  if (index - told.at > MAX_APART || text.length > MAX_LENGTH || !/\d/.test(text)) return [];
  const hits: KnownHit[] = [];
  const add = (start: number, end: number) => hits.push({ start, end, category: 'address', type: 'part', score: SCORE });
  for (const { 0: code, index: start } of text.matchAll(SHAPED)) add(start, start + code.length);
  const town = CODE_AND_TOWN.exec(text);
  if (town !== null) add(town.index + town[0].length - town[1].length, town.index + town[0].length);
  const last = TOWN_AND_CODE.exec(text);
  if (last !== null) add(last.index + last[0].length - last[1].length, last.index + last[0].length);
  const bare = text.length > MAX_BARE ? null : BARE.exec(text);
  if (bare !== null && told.sizes.has(bare[0].length)) add(bare.index, bare.index + bare[0].length);
  const house = HOUSE.exec(text);
  if (house !== null) add(house[0].length - house[1].length, house[0].length);
  let done = 0;
  for (const { 1: flat, 2: unit, index: start } of text.matchAll(FLAT)) {
    if (start < done || !units.has(latinOf(unit, 0, unit.length))) continue;
    done = start + flat.length;
    add(start, done);
  }
  return hits;
}

/** Swedish postcodes in their two groups, which 113 13 and 114 14, of the authorities, are not, and Dutch ones with the number of the house that people say with them. */
const SHAPED =
  /(?<![\d\p{L}+.,/-])(?<!\d )(?:(?!11[34] 1[34])\d{3} \d{2}(?! ?\d|[.,]\d| ?(?:kr|sek|st|:-)(?!\p{L}))|[1-9]\d{3} ?[A-Z]{2}(?:,? (?:nr\.? |nummer |huisnummer )?\d{1,4}[a-z]?)?)(?![\p{L}\d])/gu;
/** `1630 Bulle`, `und in 26122 Oldenburg`: little stands before it and nothing behind. */
const CODE_AND_TOWN = /^(?:\p{L}{1,9},? ){0,3}(\d{4,5},? \p{Lu}[\p{L}'-]{2,24}(?:[ /-]\p{L}[\p{L}.'-]{0,20}){0,2})(?=[.!]?\s*$)/u;
/** `Tulsa 74103`, `Reno, NV 89501`: nothing else stands in the message. */
const TOWN_AND_CODE = /^\s*(\p{Lu}[\p{L}'-]{2,24}(?: \p{Lu}[\p{L}'-]{1,20}){0,2},? (?:[A-Z]{2},? )?\d{5}(?:-\d{4})?)(?=[.!]?\s*$)/u;
/** A number that is no year, alone in its message, with no word behind it that it counts. */
const BARE = /(?<![\d\p{L}.,:/+-]|\d )(?!(?:19|20)\d\d(?!\d))\d{4,5}(?=[.,!]?(?:\s*$|\s\p{Lu})|[,.!]\s)(?<!\d.{1,40}\d{4,5})/u;
/** The number of a house with its letter, with little before it: "ja, maar 22a". */
const HOUSE = /^\s*(?:\p{L}{1,7},? ){0,3}(\d{1,4}[a-gA-G])(?![\p{L}\d:]|[.,/-]\d)/u;
/** A word and the number behind it, with that of the house before it, `44 bus 2`, but not that of a day: "bus 1. decembri". */
const FLAT =
  /(?<![\p{L}\d])(?=((?:\d{1,4}[a-zA-Z]?,? )?(\p{L}{2,12})(?:\.| nr\.?)? (?:\d{1,4}[a-z]?|[A-Z])(?![\p{L}\d:]|[.,/-]\d|\. ?\p{Ll})))/gu;
