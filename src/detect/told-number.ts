import type { Detector } from '../types.ts';
import { forEachLabel, walkFrom } from './label-walk.ts';
import { isWordUnit } from './numbers.ts';
import { optionsOf } from './rule-options.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isLetter, wordEnd, wordSet } from './words.ts';
import { isDigit } from '../units.ts';

/** Between a label and its number. */
const LIMITS = { maxWords: 9, maxGap: 44 };
/** Units before a label that are read, and when the number follows it at once. */
const BEFORE = 24;
const BEFORE_NEXT = 48;
/** From a label to a number behind a verb, when what stands before the label is read. */
const MAX_CLOSE = 40;
/** Digits of the longest number that a colon some words behind the label gives: more are a phone number. */
const MAX_ASSIGNED = 6;
/** Units behind a number in which a verb may stand: "719 204 durchgegeben". */
const AFTER = 20;
const LONGEST = 32;

/**
 * A number that is told some words behind the word for it: "wollte eine TAN. hab ihm 719 204 gesagt", "the code for the gate is 3317#", "fick kod
 * per sms 338-910". At most one sentence ends between. Digits may stand in groups; a letter from A to F, `#` or `*` may begin and end the code of a
 * door, and the sender's letter that of a text message. A second one may follow: "5820 oder 5802".
 * Options: `min`, `max` digits; `is`, verbs that lead to the number, also in front of the label ("dann ist die PIN 4471"); `told`, verbs of telling,
 * getting, asking and changing; `tried`, verbs of typing and trying, beside which a year may be one; `fresh`, words directly before a label that say whose or which it is ("our code", "a
 * new code"); `source`, where such codes come from; `opens`, what they open, also before a label that the number follows at once; `shows`, verbs
 * before a label that speak of an error; `other`, words directly before a number or a label that make it another one; `units`, words behind an
 * amount; `or`, words between two guesses; `like`: the id of another detector of the category, whose options count where this one has none.
 * Signals: `is`, `told`, `fresh`, `source`, `paired` groups of two digits, `grouped` two of three or four, `signed` with a letter or sign, `next` directly behind the label,
 * `assigned` behind a colon, `single` digit by digit, `groups` three or more of them, `sent` the sender's letter before it.
 */
export const toldNumber: Detector = {
  name: 'told-number',
  signals: ['is', 'told', 'fresh', 'source', 'paired', 'grouped', 'signed', 'next', 'assigned', 'single', 'groups', 'sent'],
  options: ['like', 'min', 'max', 'is', 'told', 'tried', 'fresh', 'source', 'opens', 'shows', 'other', 'units', 'or'],
  maxLength: LONGEST,
  needs: () => [{ anchors: ['runs'], lists: ['cue'] }],
  prepare({ rule, category, cues }) {
    const options = optionsOf(rule, category);
    const min = Number(options.min ?? 4);
    const max = Number(options.max ?? 8);
    const is = wordSet(options.is);
    const tried = wordSet(options.tried);
    const told = new Set([...wordSet(options.told), ...tried]);
    const fresh = wordSet(options.fresh);
    const opens = wordSet(options.opens);
    const source = new Set([...wordSet(options.source), ...opens]);
    const shows = wordSet(options.shows);
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
        const adjective = lead[lead.length - 1] ?? '';
        if (other.has(adjective)) return -1;
        if (fresh.has(adjective)) signals.add('fresh');
        for (const word of lead.slice(-3)) if (told.has(word)) signals.add('told');
        const number = reach(
          text,
          from,
          signals,
          lead.slice(-3).some((word) => tried.has(word)),
        );
        if (number === null) return -1;
        if (text.lastIndexOf('?', number.start) < from && lead.slice(-3).some((word) => is.has(word))) signals.add('is');
        const isClose = signals.has('next') || (signals.has('is') && number.start - label <= MAX_CLOSE);
        if (isClose && opensBefore(text, label)) signals.add('source');
        for (const word of wordsIn(text, number.end, number.end + AFTER).slice(0, 3)) {
          if (told.has(word)) signals.add('told');
          else if (is.has(word)) signals.add('is');
        }
        const found = [...signals, ...look(text, number)];
        emit({ ...number, value: digitsOf(text, number), type, signals: found });
        const second = secondGuess(text, number);
        if (second !== null && second.start - from <= MAX_SECOND) emit({ ...second, value: digitsOf(text, second), type, signals: found });
        return number.end;
      });
    };

    /** "in the key box as agreed, code 4418": the label is said of what has a lock. */
    function opensBefore(text: string, label: number): boolean {
      const words = wordsIn(text, Math.max(0, label - BEFORE_NEXT), label);
      return words.some((word) => opens.has(word)) && !words.some((word) => other.has(word) || shows.has(word));
    }

    /** Walks from a label to the first number, and notes what it passes. */
    function reach(text: string, from: number, signals: Set<string>, isTried: boolean): Stretch | null {
      let last = '';
      let since = isTried ? 0 : MAX_SINCE;
      let stops = 0;
      const at = walkFrom(
        text,
        from,
        LIMITS,
        (unit, here) => {
          if (isCount(text, here)) return true;
          if (isDigit(unit) || isCodeStart(text, here)) return false;
          if (unit === 0x2e || unit === 0x21 || unit === 0x0a || unit === 0x3f) return ++stops <= 1;
          return unit !== 0x5b && unit !== 0x40 && unit !== 0x2f && unit !== 0x3d;
        },
        (word, start, end) => {
          if (isCodeStart(text, start) || isDigit(text.charCodeAt(end))) return false;
          since = tried.has(word) ? 0 : since + 1;
          last = word;
          if (is.has(word)) signals.add('is');
          else if (told.has(word)) signals.add('told');
          else if (source.has(word)) signals.add('source');
          return true;
        },
      );
      if (at < 0 || other.has(last) || !(isDigit(text.charCodeAt(at)) || isCodeStart(text, at))) return null;
      if (last === '') signals.add('next');
      const number = read(text, at, since < MAX_SINCE || last === '');
      if (number !== null && stops === 0 && ASSIGNED.test(text.slice(at - 2, at)) && number.end - at <= MAX_ASSIGNED)
        signals.add('assigned');
      return number;
    }

    /** The number that begins at `at`, when it has the right size and is no amount, date or year; `isTried`: a year may be one, as behind a verb of trying or directly behind the label. */
    function read(text: string, at: number, isTried: boolean): Stretch | null {
      const before = text.charCodeAt(at - 1);
      if (isWordUnit(before) || '$\u20ac\u00a3+/.,:'.includes(text.charAt(at - 1) || ' ')) return null;
      // `E-303`
      if (before === 0x2d && isWordUnit(text.charCodeAt(at - 2))) return null;
      const start = at;
      const signed = !isDigit(text.charCodeAt(at));
      let end = hasSender(text, at) ? at + 2 : signed ? at + 1 : at;
      let digits = 0;
      while (digits <= max) {
        const unit = text.charCodeAt(end);
        if (isDigit(unit)) {
          digits++;
          end++;
        } else if ((joins(unit) || isInner(unit)) && digits > 0 && isDigit(text.charCodeAt(end + 1))) end++;
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
      if (YEAR.test(value) && !isTried && !tried.has(next)) return null;
      return next !== '' && units.has(next) ? null : { start, end };
    }

    /** The number in "or 5802", "entered and 5802" behind the first. */
    function secondGuess(text: string, first: Stretch): Stretch | null {
      let from = first.end + 1;
      let end = wordEnd(text, from, from + MAX_WORD);
      if (told.has(foldWord(text.slice(from, end)))) {
        from = end + 1;
        end = wordEnd(text, from, from + MAX_WORD);
      }
      if (!or.has(foldWord(text.slice(from, end))) || text.charCodeAt(end) !== 0x20) return null;
      const second = read(text, end + 1, true);
      return second !== null && second.end - second.start === first.end - first.start ? second : null;
    }
  },
};

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const MAX_WORD = 16;
/** Words that may stand between a verb of trying and what was tried: "tried it with 1941". */
const MAX_SINCE = 3;
/** From a label to a second guess. */
const MAX_SECOND = 48;
/** A colon gives the number. */
const ASSIGNED = /^(?:: |= )$/;

/** "2 attempts left": one or two digits before a word count something. */
function isCount(text: string, at: number): boolean {
  if (!isDigit(text.charCodeAt(at))) return false;
  const start = isDigit(text.charCodeAt(at - 1)) ? at - 1 : at;
  const end = isDigit(text.charCodeAt(at + 1)) ? at + 2 : at + 1;
  return text.charCodeAt(start - 1) === 0x20 && text.charCodeAt(end) === 0x20 && isLetter(text.charCodeAt(end + 1));
}

/** A capital between the digits of a door's code: `27B58`. */
function isInner(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

/** A blank or a dash between groups, or a key of a keypad: `17#2580`. */
function joins(unit: number): boolean {
  return unit === 0x20 || unit === 0x2d || unit === 0x23 || unit === 0x2a;
}

const SIGN = /^[#*]$/;
const LETTER = /^[A-F]$/;
const YEAR = /^(?:19|20)\d\d$/;
/** Dates and round numbers of four digits; `0000` is the code of many a thing that is new. */
const NO_NUMBER = /^(?:[1-9]00\d?|\d{4}-\d\d-\d\d|(?:[0-2]?\d|3[01])-(?:0?\d|1[0-2])-(?:\d\d|\d{4})|\d{1,3}(?: 000)+)$/;

/** `A2580`, `#4417`, `*12`: what begins the code of a door. */
function isCodeStart(text: string, at: number): boolean {
  const char = text.charAt(at);
  return (
    (isDigit(text.charCodeAt(at + 1)) &&
      isDigit(text.charCodeAt(at + 2)) &&
      isDigit(text.charCodeAt(at + 3)) &&
      (SIGN.test(char) || (LETTER.test(char) && !isWordUnit(text.charCodeAt(at - 1))))) ||
    hasSender(text, at)
  );
}

/** `G-449 201`: the letter of whoever sent the code stands before it. */
function hasSender(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === 0x2d && !isWordUnit(text.charCodeAt(at - 1)) && SENT.test(text.slice(at, at + 16));
}
const SENT = /^[A-Z]-\d(?:[ -]?\d){5,7}(?![\d\p{L}])/u;

function look(text: string, { start, end }: Stretch): string[] {
  const value = text.slice(start, end);
  const signals: string[] = [];
  if (/^\d\d(?: \d\d){2,3}$|^\d\d(?:-\d\d){2,3}$/.test(value)) signals.push('paired');
  if (/^(?:\d{3}[ -]\d{3}|\d{4}[ -]\d{4})$/.test(value)) signals.push('grouped');
  if (SENT.test(value)) signals.push('sent');
  else if (/[#*A-Z]/.test(value)) signals.push('signed');
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
