import type { Detector } from '../types.ts';
import { isCardinal, isSpokenDay, isYearPart } from './date-words.ts';
import { nextWord, wordAt, wordEnd, wordStart } from './spoken-date.ts';
import { wordHits } from './word-hits.ts';

/** Words between a label and the end of its month: "was valid until the end of May". */
const MAX_WORDS = 7;
/** Words of a year that is said: `zweitausend acht und zwanzig`. */
const MAX_YEAR = 4;
/** Units to either side of a label in which its card is spoken of. */
const NEAR_CARD = 80;

/**
 * Until when a card is valid, the month being a word: `expires May 2029`, `gueltig bis Juli achtundzwanzig`, `2029. gada maijam`. Many other things
 * expire in a month, so a card must be spoken of. Lists: `month`; `of` what stands between a year and its month; `card`. Signal: `card` a card is
 * near, or its number was read out right before.
 * > | card is valid until may twenty nine
 *             ^cue        ^month
 */
export const wordedExpiry: Detector = {
  name: 'worded-expiry',
  signals: ['card'],
  words: ['month', 'of', 'card'],
  ownLists: ['month', 'of'],
  maxLength: 64,
  needs: () => [{ lists: ['cue'] }],
  prepare({ rule, cues, concept, list }) {
    const isMonth = list('month');
    const isOf = list('of');
    const labels = wordHits(cues);
    const cards = wordHits([concept('card')]);
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      const own = labels.own(scan);
      let done = 0;
      for (let k = 0; k < own.count; k++) {
        const label = cueStart[own.cue[k]];
        const at = cueEnd[own.cue[k]];
        if (at < done) continue;
        const found = readMonth(text, at, isMonth, isOf);
        if (found === undefined) continue;
        done = found.end;
        const near = cards.within(scan, label - NEAR_CARD, found.end + NEAR_CARD) || isCardinal(wordAt(text, wordStart(text, label)));
        emit({ ...found, value: '', type, signals: near ? ['card'] : [] });
      }
    };
  },
};

type IsWord = (word: string) => boolean;

/** The month and year that are said a few words behind `from`. */
function readMonth(text: string, from: number, isMonth: IsWord, isOf: IsWord): { start: number; end: number } | undefined {
  let at = nextWord(text, from);
  for (let words = 0; at > 0 && words < MAX_WORDS; words++, at = nextWord(text, wordEnd(text, at))) {
    if (!isMonth(wordAt(text, at))) continue;
    const end = wordEnd(text, at);
    const year = yearAfter(text, end, isOf);
    if (year > 0) return { start: at, end: year };
    const start = yearBefore(text, at, from, isOf);
    return start < 0 ? undefined : { start, end };
  }
  return undefined;
}

/** End of the year that begins behind the month that ends at `end`, or 0. */
function yearAfter(text: string, end: number, isOf: IsWord): number {
  let at = nextWord(text, end);
  // `December of twenty-seven`
  if (at > 0 && isOf(wordAt(text, at))) at = nextWord(text, wordEnd(text, at));
  if (at < 0 && /^ ['\u2019]\d/.test(text.slice(end, end + 3))) at = end + 2;
  if (at < 0) return 0;
  if (isYear(wordAt(text, at))) return wordEnd(text, at);
  let last = 0;
  for (let words = 0; at > 0 && words < MAX_YEAR && isYearPart(wordAt(text, at)); words++, at = nextWord(text, last))
    last = wordEnd(text, at);
  return last;
}

/** Start of the year that stands before the month at `month`, `2029. gada`, `divdesmit piekta gada`, and behind `from`; or -1. */
function yearBefore(text: string, month: number, from: number, isOf: IsWord): number {
  const of = wordStart(text, month);
  if (of === month || !isOf(wordAt(text, of))) return -1;
  let start = -1;
  for (let words = 0, at = wordStart(text, of); words < MAX_YEAR && at >= from; words++) {
    const word = wordAt(text, at);
    if (!isYear(word) && !isYearPart(word) && !isSpokenDay(word)) break;
    start = at;
    const before = wordStart(text, at);
    if (before === at) break;
    at = before;
  }
  return start;
}

/** `2028`, `28`: cards live ten years at most, and the core has no clock. */
function isYear(word: string): boolean {
  return /^(?:20)?[2-4]\d$/.test(word);
}
