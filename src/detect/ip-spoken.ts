import type { Detector } from '../types.ts';
import { isYearPart } from './date-words.ts';
import { nextWord, wordEnd, wordStart } from './spoken-date.ts';
import { writtenNumber } from './spoken-digits.ts';
import { wordHits } from './word-hits.ts';

/** Numbers of an address, and the largest that each can be. */
const OCTETS = 4;
const MAX_OCTET = 255;
/** Addresses that begin with a number of one digit are rare, and versions are not. */
const MIN_FIRST = 10;
/** Words of one of them: `two hundred and fifty five`. */
const MAX_WORDS = 4;
const LONGEST = 160;

/**
 * IPv4 addresses that are read out, in words or in figures: four numbers with a word of the list `dot` between them. Signal: `low` the first is
 * below ten.
 * > | een negen twee punt een zes acht punt nul punt vijftig
 *                    ^dot
 */
export const ipSpoken: Detector = {
  name: 'ip-spoken',
  signals: ['low'],
  words: ['dot'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['dot'] }],
  prepare({ rule, concept }) {
    const dots = wordHits([concept('dot')]);
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      const own = dots.own(scan);
      for (let k = 0; k + OCTETS - 2 < own.count; k++) {
        const start = octetBefore(text, cueStart[own.cue[k]]);
        if (start < 0) continue;
        let end = cueEnd[own.cue[k]];
        const octets = [octetOf(text.slice(start, cueStart[own.cue[k]]))];
        // Each of the numbers between two dots must be all that stands there.
        for (let at = k + 1; octets.length < OCTETS - 1 && at < own.count; at++) {
          const octet = text.slice(end, cueStart[own.cue[at]]);
          if (!isOctet(octet)) break;
          octets.push(octetOf(octet));
          end = cueEnd[own.cue[at]];
        }
        const last = octets.length === OCTETS - 1 ? octetBehind(text, end) : -1;
        if (last < 0 || last - start > LONGEST) continue;
        octets.push(octetOf(text.slice(end, last)));
        emit({ start, end: last, value: octets.join('.'), type, signals: octets[0] < MIN_FIRST ? ['low'] : [] });
        k += OCTETS - 2;
      }
    };
  },
};

function isNumberWord(word: string): boolean {
  return isYearPart(word) || /^\d{1,3}$/.test(word);
}

/** The number that is said, or NaN. */
function octetOf(said: string): number {
  return Number(writtenNumber(said) || Number.NaN);
}

/** Words of a number and nothing else, small enough. */
function isOctet(said: string): boolean {
  const words = said.match(/[\p{L}\p{M}\d]+/gu) ?? [];
  return words.length > 0 && words.length <= MAX_WORDS && words.every(isNumberWord) && octetOf(said) <= MAX_OCTET;
}

/** Start of the number right before `end`, or -1: of the words that say one, as many as fit. */
function octetBefore(text: string, end: number): number {
  let start = -1;
  for (
    let words = 0, from = wordStart(text, end);
    words < MAX_WORDS && from < (start < 0 ? end : start);
    words++, from = wordStart(text, start)
  ) {
    if (!isOctet(text.slice(from, end))) break;
    start = from;
  }
  return start;
}

/** End of the number right behind `start`, or -1. */
function octetBehind(text: string, start: number): number {
  let end = -1;
  for (let words = 0, at = nextWord(text, start); words < MAX_WORDS && at > 0; words++, at = nextWord(text, end)) {
    if (!isOctet(text.slice(start, wordEnd(text, at)))) break;
    end = wordEnd(text, at);
  }
  return end;
}
