import { ANCHOR, type Detector, type Scan } from '../types.ts';
import { type ReadDate, readNumericDate, readPlainDate, readRomanDate, readWordDate } from './date-read.ts';
import { isCardinal, isSpokenDay, isYearPart } from './date-words.ts';
import { isFirstName } from './names/name-list.ts';
import { ownWords } from './own-words.ts';
import { nextWord, readSpokenDay, wordAt, wordEnd, wordStart } from './spoken-date.ts';
import { wordHits } from './word-hits.ts';
import { foldWord } from './words.ts';

/** A bare date is somebody's birthday rather than the day of a purchase when it lies before this year. */
const LONG_AGO = 2020;
/** `f. 12/5`, `*12.05.1961`: how people shorten "born", too short for a list of words. */
const BORN = /(?:^|[\s(,;])(?:[fFbBnN]\.|ur\.|\*|\bf) ?$/;

/**
 * A date beside a word of birth: only the word makes it one, so none is emitted without. Digits in any order, months as words (list `month`) or as numbers that are read out behind the label, eight or six
 * digits together. An `article` before it is a part of it. Signals: `kin` beside a word for a relative, or further on in an answer; `born` behind a short word
 * for it, or behind one of `self` or `dated`, "ich bin", "ik ben van", also with their age between; `row` in a row of a table, beside an e-mail address, or in a list right
 * behind a name; `long` its year has two digits and is that of no order; `alone` for a message that is nothing but a date of long ago, which is the answer to a question; `digits` for dates without
 * any separator; `year` when the year is written.
 * > | fodd den 12 maj 1990
 *         ^cue
 */
export const birthDate: Detector = {
  name: 'birth-date',
  signals: ['alone', 'kin', 'born', 'row', 'long', 'digits', 'year'],
  words: ['month', 'of', 'kin', 'article', 'self', 'dated'],
  ownLists: ['of', 'article', 'self'],
  maxLength: 96,
  needs: () => [{ anchors: ['runs', 'short'] }, { anchors: ['dates'] }, { anchors: ['runs'], lists: ['kin'] }, { lists: ['cue', 'dated'] }],
  prepare(setup) {
    const { rule, cues, concept, list } = setup;
    const type = rule.type ?? rule.id;
    const words = wordHits([concept('month')]);
    const kin = concept('kin');
    const isOf = list('of');
    const isArticle = list('article');
    const labels = wordHits(cues);
    const self = ownWords(setup, 'self');
    const dated = concept('dated');
    /** Start of the date with its article, `den 4 juli 1938`. */
    const withArticle = (text: string, start: number): number => {
      const article = text.charCodeAt(start - 1) === 0x20 ? wordStart(text, start) : start;
      return article < start - 1 && isArticle(wordAt(text, article)) ? article : start;
    };
    /** Whoever is spoken of was born on the date: `ich bin 29.11.84`, `I'm 16 (23.08.2009`. */
    const isOwn = (text: string, { start, year }: ReadDate): boolean => {
      const age = AGE.exec(text.slice(Math.max(0, start - MAX_AGE), start));
      if (age !== null) {
        const grown = year + Number(age[1]);
        return grown >= MIN_NOW && grown <= MAX_NOW && self.startOf(text, start - age[0].length) >= 0;
      }
      return year < LONG_AGO && text.charCodeAt(start - 1) === 0x20 && self.startOf(text, start - 1) >= 0;
    };
    return ({ scan, around }, emit) => {
      const { text, runCount, runStart, runEnd, cueStart, cueEnd } = scan;
      const short = around.message && text.length <= 24;
      const field = cues.some((cue) => around.field(cue));
      const asked = !field && cues.some((cue) => around.left(cue, 0));
      const told = field || asked || cues.some((cue) => cue >= 0 && scan.conceptHits[cue] > 0);
      const since = dated >= 0 && scan.conceptHits[dated] > 0;
      const hinted = short || told || since || (kin >= 0 && scan.conceptHits[kin] > 0);
      if (!hinted && (scan.anchors & ANCHOR.dates) === 0) return;
      const offer = (date: ReadDate, digits: boolean): void => {
        const alone =
          short &&
          date.year > 0 &&
          date.year < LONG_AGO &&
          /^\s*$/.test(text.slice(0, date.start)) &&
          /^[\s.!]*$/.test(text.slice(date.end));
        // A version of three numbers is a date by its shape
        if (alone && date.year < 1940 && isShort(text, date)) return;
        // A day without a year has many meanings: the label has to be its own.
        const least = date.year > 0 || digits ? 0 : 0.5;
        const labelled = OWN_LABEL.test(text.slice(Math.max(0, date.start - MAX_LABEL), date.start));
        const near = cues.some((cue) => {
          const strength = around.near(cue, date.start, date.end);
          // "Born: 2024-02-19", and on the next line "Starts: 2026-01-12"
          return strength > least && (strength === 1 || !labelled || around.left(cue, date.start, MAX_LABEL));
        });
        const born =
          (BORN.test(text.slice(Math.max(0, date.start - 4), date.start)) && !isListed(text, date)) ||
          (!near && date.year > 0 && (isOwn(text, date) || (since && around.left(dated, date.start, 1))));
        const old = !near && !born && date.year > 0 && date.year < LONG_AGO && !isShort(text, date);
        // What else is old in the answer to a question for a birthday is one that somebody corrects, or of somebody else.
        const ofKin = old && (asked || around.near(kin, date.start, date.end) > 0);
        const inRow =
          !near && !born && !ofKin && date.year > 0 && ((old && date.year < MAX_ROW && isInRow(text, date)) || isBehindName(text, date));
        const long = !near && !born && !ofKin && !inRow && isLongAgo(text, date);
        if (!alone && !near && !born && !ofKin && !inRow && !long) return;
        const signals: string[] = [];
        if (long) signals.push('long');
        if (inRow) signals.push('row');
        if (born) signals.push('born');
        if (ofKin) signals.push('kin');
        if (alone) signals.push('alone');
        if (digits) signals.push('digits');
        if (date.year > 0) signals.push('year');
        const end = near || born || field ? timeBehind(text, date.end) : date.end;
        emit({ start: withArticle(text, date.start), end, value: '', type, signals });
      };
      if (told) {
        const own = labels.own(scan);
        for (let k = 0; k < own.count; k++) {
          const date = readDayOfMonth(text, cueEnd[own.cue[k]], isOf) ?? readDayBefore(text, cueStart[own.cue[k]], isOf);
          if (date !== undefined) offer(date, false);
        }
      }
      const own = words.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        const date =
          readWordDate(scan, cueStart[c], cueEnd[c], isOf) ??
          (told || since ? readSpokenDate(text, cueStart[c], cueEnd[c], isOf) : undefined);
        if (date !== undefined) offer(told && date.year === 0 ? withShortYear(text, date) : date, false);
      }
      for (let i = 0; i < runCount; i++) {
        const size = runEnd[i] - runStart[i];
        const misspelt = told ? readMisspelt(scan, i) : undefined;
        if (misspelt !== undefined && cues.some((cue) => around.near(cue, misspelt.start, misspelt.end) === 1)) offer(misspelt, false);
        if (
          size > 8 ||
          size === 3 ||
          size === 5 ||
          size === 7 ||
          (!hinted && !mayBeBorn(text, runStart[i]) && !isCellStart(text, runStart[i]) && !isTriple(scan, i))
        )
          continue;
        const date =
          size === 8
            ? readPlainDate(scan, i)
            : size === 6
              ? readSix(scan, i)
              : (readNumericDate(scan, i) ?? readRomanDate(scan, i) ?? (short || told ? readSpacedDate(scan, i, told) : undefined));
        if (date !== undefined) offer(date, size > 4);
        else if (told && size === 4 && isBareYear(scan, i) && cues.some((cue) => around.near(cue, runStart[i], runEnd[i]) === 1))
          emit({ start: runStart[i], end: runEnd[i], value: '', type, signals: ['year'] });
      }
    };
  },
};

/** Three short groups of digits with one sign between, as a date is written, or with a stroke and then a blank or dash: `17/8 2014`. */
function isTriple({ text, runStart, runEnd, runCount }: Scan, i: number): boolean {
  if (i + 2 >= runCount || runEnd[i + 2] - runStart[i] > 10 || runStart[i + 1] !== runEnd[i] + 1 || runStart[i + 2] !== runEnd[i + 1] + 1)
    return false;
  const sign = text.charCodeAt(runEnd[i]);
  return sign === 0x2f || sign === text.charCodeAt(runEnd[i + 1]);
}

/** An age that stands between whoever is spoken of and the date, `16 (`, `15 Jahre, `. */
const AGE = / (\d{1,2})(?: ?(?:\p{L}{1,6}\.?){1,2}| \p{L}{2,6} \p{L}{2,4})?(?:,? \(?|,)$/u;
const MAX_AGE = 20;
/** Years in which somebody who was born on a day can have that age when they write. */
const MIN_NOW = 2010;
const MAX_NOW = 2040;

/** Right behind a name of two words and a comma or a bracket, and nothing but the list goes on behind it: `Milo Berg, 30.06.72, Storgatan 7`. */
function isBehindName(text: string, { start, end, year }: ReadDate): boolean {
  if (!/^(?:[,;)]|\s*(?:\n|$))/.test(text.slice(end, end + 4))) return false;
  const name = NAME.exec(text.slice(Math.max(0, start - MAX_NAME), start));
  if (name === null) return false;
  const { given, family } = name.groups as { given: string; family: string };
  return (isFirstName(foldWord(given)) && year < MAX_YOUNG) || (year < MAX_NAMED && CAPITAL.test(given) && CAPITAL.test(family));
}
const MAX_NAME = 48;
/** People who write are older, and so are few orders. */
const MAX_YOUNG = 2013;
const NAME = /(?<![\p{L}'-])(?<given>\p{L}[\p{L}'-]{1,20}) (?<family>\p{L}[\p{L}'-]{1,24})(?:[,;] ?| ?\()$/u;
const CAPITAL = /^\p{Lu}\p{Ll}/u;

/** `30/1/57`, `03-11-62`, `30.06.72`: no order is so old, and a version is written without naughts. */
function isLongAgo(text: string, date: ReadDate): boolean {
  if (date.year < MIN_LONG || date.year >= MAX_LONG || !isShort(text, date)) return false;
  const written = text.slice(date.start, date.end);
  return (
    (LONG.test(written) || NAUGHTS.test(written)) &&
    !/[\p{L}\d#$\u20ac]/u.test(text.charAt(date.start - 1)) &&
    !/^ ?[\p{L}%$\u20ac]{1,4}\/s/u.test(text.slice(date.end, date.end + 7))
  );
}
const MIN_LONG = 1935;
const MAX_LONG = 1990;
const LONG = /^\d\d?([/-])\d\d?\1\d\d$/;
const NAUGHTS = /^(?:0\d\.\d\d|\d\d\.0\d)\.\d\d$/;

/** `2. November 87`: of a day that is said to be a birthday, two digits more are the year. */
function withShortYear(text: string, date: ReadDate): ReadDate {
  const year = SHORT_YEAR.exec(text.slice(date.end, date.end + 8));
  if (year === null) return date;
  return { ...date, end: date.end + year[0].length, year: Number(year[1]) < 30 ? 2000 + Number(year[1]) : 1900 + Number(year[1]) };
}
const SHORT_YEAR = /^[.,]? '?(\d\d)(?![\d:\p{L}]|[.,]\d| ?[%\u20ac$])/u;

/** A cell of a table begins at `at`. */
function isCellStart(text: string, at: number): boolean {
  return at > 0 && ',;|\t"'.includes(text.charAt(at - 1));
}

/** The date is a cell of a row that also holds an e-mail address, or behind two cells that look like names one of long ago: people are listed. */
function isInRow(text: string, { start, end, year }: ReadDate): boolean {
  if (!isCellStart(text, start) || !/^(?:["]?[,;|\t]|"?\s*(?:\n|$))/.test(text.slice(end, end + 4))) return false;
  const before = text.slice(Math.max(0, start - ROW), start);
  const line = before.slice(before.lastIndexOf('\n') + 1) + (/^[^\n]*/.exec(text.slice(end, end + ROW))?.[0] ?? '');
  return line.includes('@') || (year < MAX_NAMED && NAMES.test(line));
}
/** Two cells of one name each, or one of a whole name. */
const NAMES = /(?:^|[;|\t,])\s?\p{Lu}\p{Ll}[\p{L}-]{0,20}(?:[;|\t]|, ?| )\p{Lu}\p{Ll}[\p{L}-]{0,20}\s?[;|\t,]/u;
/** What is listed beside names and older than this is no purchase. */
const MAX_NAMED = 1998;
/** Units to either side that are read of a row. */
const ROW = 80;
/** Accounts and orders of older years are rare: their dates stand in rows of people too. */
const MAX_ROW = 2008;

/** A label of its own on the line of a date. */
const OWN_LABEL = /\p{L}{3,}:[ \t]*$/u;
const MAX_LABEL = 32;

/** `2 augst 2023`: behind a label, any word between a day and a year is a month. */
function readMisspelt({ text, runStart, runEnd, runCount }: Scan, i: number): ReadDate | undefined {
  if (i + 1 >= runCount || runEnd[i] - runStart[i] > 2 || runEnd[i + 1] - runStart[i + 1] !== 4) return undefined;
  const day = Number(text.slice(runStart[i], runEnd[i]));
  const year = Number(text.slice(runStart[i + 1], runEnd[i + 1]));
  if (day < 1 || day > 31 || year < 1880 || year > 2099 || !MISSPELT.test(text.slice(runEnd[i], runStart[i + 1]))) return undefined;
  return { start: runStart[i], end: runEnd[i + 1], firstRun: i, lastRun: i + 1, year, words: true, iso: false };
}
const MISSPELT = /^(?:\.|st|nd|rd|th|:?e)? (?:of |de )?\p{L}{3,10}[.,]? $/u;

/** A short word for "born" may end there: most dates have none. */
function mayBeBorn(text: string, at: number): boolean {
  const unit = text.charCodeAt(text.charCodeAt(at - 1) === 0x20 ? at - 2 : at - 1);
  return unit === 0x2e || unit === 0x2a || unit === 0x66;
}

/** `* 3.5.10`: the star begins a line, as that of a list does, and the number has no whole year, as versions have none. */
function isListed(text: string, { start, end }: ReadDate): boolean {
  return text.startsWith('* ', start - 2) && (start === 2 || text.charAt(start - 3) === '\n') && !/\d{4}/.test(text.slice(start, end));
}

/** A year in which people who write were born, and no more than a year: nothing joins it to a day or another number. */
function isBareYear({ text, runStart, runEnd }: Scan, i: number): boolean {
  const year = Number(text.slice(runStart[i], runEnd[i]));
  return (
    year >= 1900 && year <= MAX_ROW && /[ :(]/.test(text.charAt(runStart[i] - 1)) && !GOES_ON.test(text.slice(runEnd[i], runEnd[i] + 3))
  );
}
const GOES_ON = /^(?:\w|[-/.:]\d| \d|\. \d)/;

/** A day, its month text[start..end) and a year, said in words. */
function readSpokenDate(text: string, start: number, end: number, isOf: (word: string) => boolean): ReadDate | undefined {
  const day = readSpokenDay(text, start, end, isOf);
  if (day === undefined) return undefined;
  const said = yearEnd(text, day.end);
  const last = said > day.end ? said : day.end + (YEAR.exec(text.slice(day.end, day.end + 8))?.[0].length ?? 0);
  const first = last > day.end ? day.start : yearStart(text, day.start, isOf);
  if (last === day.end && first === day.start) return undefined;
  return { start: first, end: last, firstRun: -1, lastRun: -1, year: SAID, words: true, iso: false };
}

/** End of the words of a year behind `from`, or `from`. */
function yearEnd(text: string, from: number): number {
  let end = from;
  for (
    let at = nextWord(text, end), words = 0;
    at > 0 && words < MAX_YEAR && isYearPart(wordAt(text, at));
    at = nextWord(text, end), words++
  )
    end = wordEnd(text, at);
  return end;
}

/** Start of a year that is said before its day, `sesdesmit devitaja gada otraja maija`; or `day`. */
function yearStart(text: string, day: number, isOf: (word: string) => boolean): number {
  let at = wordStart(text, day);
  if (at < day && isOf(wordAt(text, at))) at = wordStart(text, at);
  let start = day;
  for (let words = 0; words <= MAX_YEAR && at < start && (isYearPart(wordAt(text, at)) || isSpokenDay(wordAt(text, at))); words++) {
    start = at;
    at = wordStart(text, at);
  }
  return start;
}

/**
 * A day, the number of its month and a year said in words, right behind a label that ends at `from`: `born on the fourth of the ninth, fifty-one`, `geboren am
 * ersten ersten siebenundsiebzig`.
 */
function readDayOfMonth(text: string, from: number, isOf: (word: string) => boolean): ReadDate | undefined {
  const day = behindSmallWords(text, text.charCodeAt(from) === 0x3a ? from + 1 : from, isOf);
  if (day < 0 || !isDayWord(wordAt(text, day))) return undefined;
  const month = behindSmallWords(text, wordEnd(text, day), isOf);
  if (month < 0 || !isDayWord(wordAt(text, month))) return undefined;
  const said = wordEnd(text, month);
  const end = yearEnd(text, said);
  return end === said ? undefined : { start: day, end, firstRun: -1, lastRun: -1, year: SAID, words: true, iso: false };
}

/** The same right before a label that begins at `to`: `bin zwoelfter siebter neunundvierzig geboren`. */
function readDayBefore(text: string, to: number, isOf: (word: string) => boolean): ReadDate | undefined {
  let start = to;
  for (let at = wordStart(text, to), words = 0; at < start && words < MAX_YEAR + MAX_SMALL; at = wordStart(text, at), words++) {
    const word = wordAt(text, at);
    if (!isDayWord(word) && !isYearPart(word) && !isOf(word)) break;
    start = at;
  }
  const date = start < to ? readDayOfMonth(text, start - 1, isOf) : undefined;
  return date !== undefined && nextWord(text, date.end) === to ? date : undefined;
}

function isDayWord(word: string): boolean {
  return isSpokenDay(word) || isCardinal(word);
}

/** Start of the first word behind `from` that is none of those between the parts of a date; or -1. */
function behindSmallWords(text: string, from: number, isOf: (word: string) => boolean): number {
  let at = nextWord(text, from);
  for (let words = 0; at > 0 && words < MAX_SMALL && isOf(wordAt(text, at)); words++) at = nextWord(text, wordEnd(text, at));
  return at;
}
const MAX_SMALL = 3;

/** The year in figures behind a day in words: `piektaja maija 1966`. */
const YEAR = /^[ ,.]{1,2}(?:19|20)\d\d(?!\w)/;
/** Words of a year that is said: `nineteen hundred and sixty one`. */
const MAX_YEAR = 5;
/** Stands for a year in words, of which no more matters than that there is one. */
const SAID = 1950;

/** Its year has two digits, and nothing else says that it is a date: 7.4.33. */
function isShort(text: string, date: ReadDate): boolean {
  return !date.words && date.end - date.start <= 8 && /\D\d\d$/.test(text.slice(date.start, date.end));
}

/** `26 08 1978`, and where a birthday is spoken of `12 12 47`, `3/1 -96`: a day, a month and a year, one blank apart. */
function readSpacedDate({ text, runStart, runEnd, runCount }: Scan, i: number, told: boolean): ReadDate | undefined {
  if (i + 2 >= runCount || runEnd[i + 2] - runStart[i] > 10) return undefined;
  const found = SPACED.exec(text.slice(runStart[i], runEnd[i + 2] + 2));
  if (found === null || /[\w.,/:+-]/.test(text.charAt(runStart[i] - 1))) return undefined;
  const [day, month] = [Number(found[1]), Number(found[2])];
  if ((found[3].length === 2 && !told) || day < 1 || day > 31 || month < 1 || month > 12) return undefined;
  const year = found[3].length === 4 ? Number(found[3]) : 1900 + Number(found[3]);
  return { start: runStart[i], end: runEnd[i + 2], firstRun: i, lastRun: i + 2, year, words: false, iso: false };
}
const SPACED = /^(\d\d?)(?: |\/)(\d\d?) -?((?:19|20)\d\d|\d\d)(?![\w:/-]| \d|[.,]\d)/;

/** Six digits, YYMMDD or DDMMYY, that touch nothing. */
function readSix(scan: Scan, i: number): ReadDate | undefined {
  const { text, runStart, runEnd } = scan;
  const start = runStart[i];
  const end = runEnd[i];
  if (/[\w.\-/:#]/.test(text.charAt(start - 1)) || /^(?:\w|[-./:]\w)/.test(text.slice(end, end + 2))) return undefined;
  const [a, b, c] = [0, 2, 4].map((at) => Number(text.slice(start + at, start + at + 2)));
  const fits = b >= 1 && b <= 12 && ((c >= 1 && c <= 31) || (a >= 1 && a <= 31));
  return fits || (a >= 1 && a <= 12 && b >= 1 && b <= 31)
    ? { start, end, firstRun: i, lastRun: i, year: 0, words: false, iso: false }
    : undefined;
}

/** Programs write a time behind each day: `1981-12-18T00:00:00.000Z`, `18.12.1981 00:00`. Gives where it ends. */
function timeBehind(text: string, at: number): number {
  return at + (TIME.exec(text.slice(at, at + 36))?.[0].length ?? 0);
}
const TIME = /^(?:T| )[0-2]?\d:[0-5]\d(?::[0-6]\d(?:[.,]\d{1,9})?)?(?: ?Z|[+-]\d\d:?\d\d)?(?![\d:])/;
