import type { Detector } from '../types.ts';
import { forEachLabel, walkFrom } from './label-walk.ts';
import { isWordUnit } from './numbers.ts';
import { optionsOf } from './rule-options.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isLetter, wordEnd, wordSet } from './words.ts';
import { isDigit } from '../units.ts';

/** Between a label and its number. */
const LIMITS = { maxWords: 9, maxGap: 44 };
/** Units before a label that are read. */
const BEFORE = 24;
/** Units behind a number in which a verb may stand: "719 204 durchgegeben". */
const AFTER = 20;
const LONGEST = 32;

/**
 * A number that is told some words behind the word for it: "wollte eine TAN. hab ihm 719 204 gesagt", "the code for the gate is 3317#", "fick kod
 * per sms 338-910". At most one sentence ends between. Digits may stand in groups; a letter from A to F, `#` or `*` may begin and end the code of a
 * door. A second one may follow: "5820 oder 5802".
 * Options: `min`, `max` digits; `is`, verbs that lead to the number; `told`, verbs of telling, getting and changing; `source`, where such codes come
 * from and what they open; `other`, words directly before a number or a label that make it another one; `units`, words behind an amount; `or`, words
 * between two guesses; `like`: the id of another detector of the category, whose options count where this one has none.
 * Signals: `is`, `told`, `source`, `paired` groups of two digits, `grouped` two of three or four, `signed` with a letter or sign, `next` directly behind the label,
 * `single` digit by digit, `groups` three or more of them.
 */
export const toldNumber: Detector = {
  name: 'told-number',
  signals: ['is', 'told', 'source', 'paired', 'grouped', 'signed', 'next', 'single', 'groups'],
  options: ['like', 'min', 'max', 'is', 'told', 'source', 'other', 'units', 'or'],
  maxLength: LONGEST,
  needs: () => [{ anchors: ['runs'], lists: ['cue'] }],
  prepare({ rule, category, cues }) {
    const options = optionsOf(rule, category);
    const min = Number(options.min ?? 4);
    const max = Number(options.max ?? 8);
    const is = wordSet(options.is);
    const told = wordSet(options.told);
    const source = wordSet(options.source);
    const other = wordSet(options.other);
    const units = wordSet(options.units);
    const or = wordSet(options.or);
    const labels = wordHits(cues);
    const type = rule.type ?? rule.id;

    return ({ scan }, emit) => {
      const { text } = scan;
      forEachLabel(scan, labels, (label, from) => {
        const signals = new Set<string>();
        const lead = wordsIn(text, Math.max(0, label - BEFORE), label);
        if (lead.length > 0 && other.has(lead[lead.length - 1])) return -1;
        for (const word of lead.slice(-3)) if (told.has(word)) signals.add('told');
        const number = reach(text, from, signals);
        if (number === null) return -1;
        for (const word of wordsIn(text, number.end, number.end + AFTER).slice(0, 3)) {
          if (told.has(word)) signals.add('told');
          else if (is.has(word)) signals.add('is');
        }
        const found = [...signals, ...look(text, number)];
        emit({ ...number, value: digitsOf(text, number), type, signals: found });
        const second = secondGuess(text, number);
        if (second !== null) emit({ ...second, value: digitsOf(text, second), type, signals: found });
        return number.end;
      });
    };

    /** Walks from a label to the first number, and notes what it passes. */
    function reach(text: string, from: number, signals: Set<string>): Stretch | null {
      let last = '';
      let stops = 0;
      const at = walkFrom(
        text,
        from,
        LIMITS,
        (unit, here) => {
          if (isDigit(unit) || isCodeStart(text, here)) return false;
          if (unit === 0x2e || unit === 0x21 || unit === 0x0a || unit === 0x3f) return ++stops <= 1;
          return unit !== 0x5b && unit !== 0x40 && unit !== 0x2f && unit !== 0x3d;
        },
        (word, start, end) => {
          if (isCodeStart(text, start) || isDigit(text.charCodeAt(end))) return false;
          last = word;
          if (is.has(word)) signals.add('is');
          else if (told.has(word)) signals.add('told');
          else if (source.has(word)) signals.add('source');
          return true;
        },
      );
      if (at < 0 || other.has(last) || !(isDigit(text.charCodeAt(at)) || isCodeStart(text, at))) return null;
      if (last === '') signals.add('next');
      return read(text, at);
    }

    /** The number that begins at `at`, when it has the right size and is no amount, date or year. */
    function read(text: string, at: number): Stretch | null {
      const before = text.charCodeAt(at - 1);
      if (isWordUnit(before) || '$\u20ac\u00a3+/.,:'.includes(text.charAt(at - 1) || ' ')) return null;
      const start = at;
      const signed = !isDigit(text.charCodeAt(at));
      let end = signed ? at + 1 : at;
      let digits = 0;
      while (digits <= max) {
        const unit = text.charCodeAt(end);
        if (isDigit(unit)) {
          digits++;
          end++;
        } else if (joins(unit) && digits > 0 && isDigit(text.charCodeAt(end + 1))) end++;
        else break;
      }
      if (digits < min || digits > max) return null;
      const sign = SIGN.test(text.charAt(end)) || (LETTER.test(text.charAt(end)) && !isWordUnit(text.charCodeAt(end + 1)));
      if (sign) end++;
      const unit = text.charCodeAt(end);
      if (isWordUnit(unit) || '%\u20ac$\u00a3/@'.includes(text.charAt(end) || ' ')) return null;
      if (':.,-'.includes(text.charAt(end) || ' ') && isDigit(text.charCodeAt(end + 1))) return null;
      const value = text.slice(start, end);
      if (NO_NUMBER.test(value)) return null;
      const next = unit === 0x20 ? foldWord(text.slice(end + 1, wordEnd(text, end + 1, end + 20))) : '';
      return next !== '' && units.has(next) ? null : { start, end };
    }

    function secondGuess(text: string, first: Stretch): Stretch | null {
      const end = wordEnd(text, first.end + 1, first.end + 12);
      if (!or.has(foldWord(text.slice(first.end + 1, end))) || text.charCodeAt(end) !== 0x20) return null;
      const second = read(text, end + 1);
      return second !== null && second.end - second.start === first.end - first.start ? second : null;
    }
  },
};

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A blank or a dash between groups, or a key of a keypad: `17#2580`. */
function joins(unit: number): boolean {
  return unit === 0x20 || unit === 0x2d || unit === 0x23 || unit === 0x2a;
}

const SIGN = /^[#*]$/;
const LETTER = /^[A-F]$/;
/** Years, dates and round numbers of four digits. */
const NO_NUMBER = /^(?:(?:19|20)\d\d|\d00\d?|\d{4}-\d\d-\d\d|(?:[0-2]?\d|3[01])-(?:0?\d|1[0-2])-(?:\d\d|\d{4})|\d{1,3}(?: 000)+|\d000)$/;

/** `A2580`, `#4417`, `*12`: what begins the code of a door. */
function isCodeStart(text: string, at: number): boolean {
  const char = text.charAt(at);
  return (
    isDigit(text.charCodeAt(at + 1)) &&
    isDigit(text.charCodeAt(at + 2)) &&
    isDigit(text.charCodeAt(at + 3)) &&
    (SIGN.test(char) || (LETTER.test(char) && !isWordUnit(text.charCodeAt(at - 1))))
  );
}

function look(text: string, { start, end }: Stretch): string[] {
  const value = text.slice(start, end);
  const signals: string[] = [];
  if (/^\d\d(?: \d\d){2,3}$|^\d\d(?:-\d\d){2,3}$/.test(value)) signals.push('paired');
  if (/^(?:\d{3}[ -]\d{3}|\d{4}[ -]\d{4})$/.test(value)) signals.push('grouped');
  if (/[#*A-F]/.test(value)) signals.push('signed');
  if (/^\d(?: \d)+$/.test(value)) signals.push('single');
  else if (/^\d+(?:[ -]\d+){2,}$/.test(value)) signals.push('groups');
  return signals;
}

function digitsOf(text: string, { start, end }: Stretch): string {
  return text.slice(start, end).replace(/\D/g, '');
}

/** Folded words that lie within from..to. */
function wordsIn(text: string, from: number, to: number): string[] {
  const words: string[] = [];
  let at = from;
  while (at < to && at < text.length) {
    if (!isLetter(text.charCodeAt(at))) {
      // What another sentence says is said of something else.
      if (text.charCodeAt(at) === 0x0a) words.length = 0;
      at++;
      continue;
    }
    const end = wordEnd(text, at, to);
    if (at > from || !isWordUnit(text.charCodeAt(at - 1))) words.push(foldWord(text.slice(at, end)));
    at = end;
  }
  return words;
}
