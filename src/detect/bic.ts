import { type Detector, REACH, type Scan } from '../types.ts';
import { isCountry } from './country-codes.ts';
import { ibansOf } from './iban-read.ts';
import { joinsWord } from './latin.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** A BIC stands at most this many units from its label, or from the IBAN that it belongs to. */
const NEAR = 40;
const NEAR_IBAN = 80;
/** BANK CC LL BBB with spaces between. */
const MAX_BIC = 14;

/**
 * Bank identifier codes (ISO 9362): four letters, a country, two characters, and three for a branch or not. Many words have that shape (TELEPHON,
 * DATABASE), so it must stand beside a label, beside an IBAN, or be the whole message and look like no word. Signals: `capitals` written so;
 * `unlike-word` with a digit or consonants that no word has; `iban` beside an IBAN; `same-country` as that IBAN; `alone` the whole message.
 */
export const bic: Detector = {
  name: 'bic',
  types: ['bic'],
  signals: ['capitals', 'unlike-word', 'iban', 'same-country', 'alone'],
  maxLength: MAX_BIC,
  needs: () => [{ anchors: ['short'] }, { lists: ['cue'] }, { anchors: ['countries'] }],
  prepare({ cues }) {
    return ({ scan, around }, emit) => {
      const { text, cueCount, cueEnd, cueEntry } = scan;
      const { entryConcepts } = scan.vocabulary;
      if (text.length <= MAX_BIC) {
        const whole = readBic(text, text.length - text.trimStart().length);
        const field = cues.some((cue) => around.field(cue));
        if (whole !== null && text.slice(whole.end).trim() === '' && (field || (whole.capitals && whole.unlikeWord)))
          emit(candidate(whole, field ? [] : ['alone']));
      }
      let last = -1;
      const labelled = cues.some((cue) => cue >= 0 && scan.conceptHits[cue] > 0);
      for (let i = 0; labelled && i < cueCount; i++) {
        if (!cues.some((cue) => entryConcepts[cueEntry[i]].includes(cue))) continue;
        const found = firstBic(text, cueEnd[i], cueEnd[i] + NEAR);
        if (found === null || found.start <= last) continue;
        // A word after the label ("swift delivery") has the shape too; said with a colon, it is the value.
        if (!found.unlikeWord && (found.spaced || !(found.capitals || saidSo(text, cueEnd[i], found.start)))) continue;
        last = found.start;
        emit(candidate(found, []));
      }
      besideIbans(scan, emit);
    };
  },
};

type Emit = Parameters<ReturnType<Detector['prepare']>>[1];

interface Bic {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly capitals: boolean;
  readonly unlikeWord: boolean;
  /** In parts, which any two words may look like. */
  readonly spaced: boolean;
}

function candidate(bic: Bic, signals: readonly string[]): Parameters<Emit>[0] {
  const more = [...signals];
  if (bic.capitals) more.push('capitals');
  if (bic.unlikeWord) more.push('unlike-word');
  return { start: bic.start, end: bic.end, value: bic.value, type: 'bic', signals: more };
}

/** BICs within reach of a whole IBAN. Both must lie within REACH of each other, so that a stream sees what the whole text shows. */
function besideIbans(scan: Scan, emit: Emit): void {
  const { text } = scan;
  for (const iban of ibansOf(scan).values()) {
    if (iban.shape !== 'whole') continue;
    const from = Math.max(iban.start - NEAR_IBAN, iban.end - REACH + 2);
    const to = Math.min(iban.end + NEAR_IBAN, iban.start + REACH - 2);
    for (let at = Math.max(0, from); at < to; ) {
      if (at >= iban.start && at < iban.end) at = iban.end;
      const found = firstBic(text, at, Math.min(to, at < iban.start ? iban.start : to));
      if (found === null) {
        if (at >= iban.start) break;
        at = iban.end;
        continue;
      }
      at = found.end;
      const same = found.value.startsWith(iban.value.slice(0, 2), 4);
      if (found.capitals && (same || found.unlikeWord) && found.end <= to)
        emit(candidate(found, same ? ['iban', 'same-country'] : ['iban']));
    }
  }
}

/** The first BIC that begins at a word's begin from `from` on and ends before `to`. */
function firstBic(text: string, from: number, to: number): Bic | null {
  const limit = Math.min(to, text.length) - 7;
  for (let at = from; at < limit; at++) {
    if (!isAsciiLetter(text.charCodeAt(at)) || joinsWord(text.charCodeAt(at - 1))) continue;
    const found = readBic(text, at);
    if (found !== null && found.end <= to) return found;
  }
  return null;
}

/**
 * The BIC that begins at `start`, or null. Its parts may stand apart when it is in capitals.
 * > | GEBA BEBB
 *     ^start
 */
function readBic(text: string, start: number): Bic | null {
  let value = '';
  let at = start;
  let small = false;
  let capital = false;
  let gaps = 0;
  while (value.length < 11) {
    const unit = text.charCodeAt(at);
    if (isAsciiLetter(unit)) {
      if (unit >= 0x61) small = true;
      else capital = true;
    } else if (!isDigit(unit) || value.length < 6) {
      const size = value.length;
      if (unit !== 0x20 || (size !== 4 && size !== 6) || small) break;
      if (++gaps > 2) return null;
      at++;
      continue;
    }
    value += text[at++];
  }
  if (small && capital && gaps > 0) return null;
  if (joinsWord(text.charCodeAt(at))) return null;
  if (value.length !== 8 && value.length !== 11) return null;
  value = value.toUpperCase();
  if (!isCountry(value.charCodeAt(4), value.charCodeAt(5))) return null;
  const unlikeWord = isUnlikeWord(value);
  return { start, end: at, value, capitals: !small, unlikeWord, spaced: gaps > 0 };
}

/** Letters as they meet in few words of the languages around us: found by comparing BICs with the words of prose in six languages. */
const NO_WORD = new RegExp(
  [
    '\\d', // a place or branch with a digit
    'XXX$', // the head office
    '[^AEIOUY]{4}',
    '^[^AEIOUY]{3}',
    '[^AEIOUY]{2}[^AEIOUYGHST]$',
    '[BCDFGKPQTVWXZ]{3}',
    '^(?:BS|SB|[BCDFGPT][BCDFGKPTMV])',
    '(.)\\1\\1',
    '[AEIOU]{4}',
    'J[^AEIOU]',
    '[QX][^AEIOU]',
    'V[^AEIOUYRL]',
    'II',
  ].join('|'),
);

/** No word has these letters, or the place repeats the country, as in `BNRWRWRW`. */
function isUnlikeWord(value: string): boolean {
  return NO_WORD.test(value) || value.slice(4, 6) === value.slice(6, 8);
}

/** A colon or equals sign, and nothing but space and quotation marks beside it. */
function saidSo(text: string, from: number, to: number): boolean {
  return /^["'\s)\]]{0,4}[:=]["'\s(\[]{0,4}$/.test(text.slice(from, to));
}
