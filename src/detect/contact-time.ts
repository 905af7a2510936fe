import type { Candidate, Detector, DetectorSetup, RunDetector, Scan, Surroundings } from '../types.ts';
import { firstRunFrom, type ReadDate, readNumericDate, readShortDate, readWordDate } from './date-read.ts';
import { joinsWord } from './latin.ts';
import { isCardinal, isClockPart, isHalf, isHalfHour } from './date-words.ts';
import { nextWord, readSpokenDay, wordAt, wordEnd, wordStart } from './spoken-date.ts';
import { type ReadTime, readHours, readTime } from './time-read.ts';
import { wordHits } from './word-hits.ts';
import { isDigit } from '../units.ts';

/** Units between a date and its time. */
const BETWEEN = 24;
const MONTH = 1;
const PAST = 4;
const LONGEST = 80;
/** Minutes that appointments have; what happened by itself seldom falls on them. */
const ROUND_MINUTES = 5;
/** A word of writing ("wrote") this near behind a date makes it the head of a reply. */
const REPLY = 80;
/** Words between a day and its time, and words of a time that is said in words. */
const MAX_WORDS = 4;

/**
 * A day with a time, as heads of replies, chats and people write it. What tells a contact from the time stamps of a log is the context, so much is
 * reported as signals: `words` the month is a word; `minutes` no seconds are written; `fraction` of a second; `iso` written with a T between; `offset` of its
 * zone; `no-year`; `hour` a weekday or a word of the clock stands beside a day without a year; `recent` the day is told from today (lists `today`, `past`);
 * `spoken` all of it is said in words; `reply` before a word
 * of writing (list `wrote`); `chat` in the place where chats put it, before a name and a colon; `prose` a word
 * stands before it; `alone` the text is nothing else. Option `time: false`: days without a time, which need a label or `reply`.
 * > | [12/05/2026, 10:33] anna: hi
 *      ^date       ^time
 */
export const contactTime: Detector = {
  name: 'contact-time',
  signals: ['words', 'minutes', 'fraction', 'iso', 'offset', 'no-year', 'hour', 'recent', 'spoken', 'reply', 'chat', 'prose', 'alone'],
  words: ['month', 'of', 'weekday', 'at', 'clock', 'hour', 'today', 'past', 'until', 'open', 'unit', 'wrote', 'level'],
  ownLists: ['of', 'weekday', 'at', 'clock', 'until', 'open', 'unit', 'level'],
  options: ['time'],
  maxLength: LONGEST,
  // A day in digits is three runs, or one with its month in letters; two where a word, a colon or a second full stop tells the time.
  needs: ({ options }) =>
    options?.time === false
      ? // A day by itself needs a label, or a word of writing behind it.
        [{ anchors: ['runs'], lists: ['cue', 'wrote'] }]
      : [
          { anchors: ['dates'] },
          { lists: ['month', 'past'] },
          { anchors: ['runs'], lists: ['hour', 'today'] },
          { anchors: ['runs', 'colons'] },
          // `6.10. gegen 21.40`
          { anchors: ['decimals'] },
        ],
  prepare(setup) {
    const reader = new TimeReader(setup);
    const days = wordHits(['month', 'today', 'past'].map(setup.concept));
    const { cues } = setup;
    const withTime = reader.withTime;
    const run: RunDetector = ({ scan, around }, emit) => {
      const isLabelled = ({ start, end }: ReadDate): boolean =>
        reader.isOfHead(start) && cues.some((cue) => around.near(cue, start, end) === 1);
      const { text, runCount, runStart, runEnd, cueStart, cueEnd } = scan;
      reader.look(scan, around);
      const own = days.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        if ((own.bits[k] & MONTH) === 0) {
          const found = withTime && reader.recent(cueStart[c], cueEnd[c], (own.bits[k] & PAST) !== 0);
          if (found) emit(found);
          continue;
        }
        const date = readWordDate(scan, cueStart[c], cueEnd[c], reader.isOf);
        const found =
          date === undefined
            ? withTime && reader.spoken(cueStart[c], cueEnd[c])
            : (reader.offer(date) ?? (withTime && reader.saidTime(date)));
        if (found) emit(found);
      }
      for (let i = 0; i + 1 < runCount; i++) {
        if (runEnd[i] - runStart[i] > 4) continue;
        const between = text.charCodeAt(runEnd[i]);
        if ((between === 0x3a || between === 0x2e) && withTime) {
          const found = reader.onWeekday(i);
          if (found !== undefined) emit(found);
        }
        if (between !== 0x2d && between !== 0x2e && between !== 0x2f) continue;
        const whole = readNumericDate(scan, i);
        const date = whole ?? (withTime ? readShortDate(scan, i) : undefined);
        if (date === undefined) continue;
        if (withTime || isLabelled(date) || reader.isReply(date.end)) {
          const found = reader.offer(date);
          if (found !== undefined) emit(found);
          else if (whole === undefined) continue;
        }
        i = date.lastRun;
      }
    };
    return run;
  },
};

/** Reads days and times of the scan that it looks at. One object serves scan after scan. */
class TimeReader {
  readonly withTime: boolean;
  readonly isOf: (word: string) => boolean;
  readonly #type: string;
  readonly #isWeekday: (word: string) => boolean;
  readonly #isAt: (word: string) => boolean;
  readonly #isClock: (word: string) => boolean;
  readonly #isUntil: (word: string) => boolean;
  readonly #isWrote: (word: string) => boolean;
  readonly #isLevel: (word: string) => boolean;
  readonly #isUnit: (word: string) => boolean;
  readonly #isOpen: (word: string) => boolean;
  #scan!: Scan;
  #text = '';
  #around!: Surroundings;

  constructor({ rule, list }: DetectorSetup) {
    this.withTime = rule.options?.time !== false;
    this.isOf = list('of');
    this.#type = rule.type ?? rule.id;
    this.#isWeekday = list('weekday');
    this.#isAt = list('at');
    this.#isClock = list('clock');
    this.#isUntil = list('until');
    this.#isWrote = list('wrote');
    this.#isLevel = list('level');
    this.#isUnit = list('unit');
    this.#isOpen = list('open');
  }

  look(scan: Scan, around: Surroundings): void {
    this.#scan = scan;
    this.#text = scan.text;
    this.#around = around;
  }

  /** The candidate that a date makes with the time beside it. */
  offer(date: ReadDate): Candidate | undefined {
    const text = this.#text;
    if (this.withTime && !this.#hasNumberBeside(date)) return undefined;
    const dayStart = this.#weekdayStart(date.start);
    const short = date.year === 0 && !date.words;
    const time = this.#timeAfter(date, dayStart < date.start) ?? this.#timeBefore(date);
    if (this.withTime ? time === undefined : time !== undefined || date.year === 0) return undefined;
    // `Ort, Datum: Leipzig, 03.04.2025`: where and when something was signed
    if (!this.withTime && PLACED.test(text.slice(Math.max(0, dayStart - 24), dayStart))) return undefined;
    const start = Math.min(dayStart, time === undefined ? dayStart : time.start);
    let end = Math.max(date.end, time === undefined ? 0 : time.end);
    if (time !== undefined && time.end === end) end = this.#clockEnd(end);
    end += ABOUT.exec(text.slice(end, end + 8))?.[0].length ?? 0;
    if (end - start > LONGEST) return undefined;
    const signals: string[] = [];
    if (date.words) signals.push('words');
    if (date.year === 0) signals.push('no-year');
    if (short) {
      if (this.#isHour(text.slice(wordStart(text, start), start))) return undefined;
      const dotted = text.charCodeAt(date.end - 1) === 0x2e;
      if (dayStart < date.start || end > (time?.end ?? end) || (time !== undefined && this.#isTold(date, time))) signals.push('hour');
      // `6.10. 9:40`, but `6.10. 9.40` may be two numbers
      else if (dotted && time !== undefined && text.charCodeAt(time.start - 1) === 0x20 && MINUTES.test(text.slice(time.start, time.end)))
        signals.push('hour');
      else if (
        !dotted &&
        text.charCodeAt(date.start + 1) !== 0x2f &&
        text.charCodeAt(date.start + 2) !== 0x2f &&
        !NOTED.test(text.slice(start, end))
      )
        return undefined;
    }
    if (time !== undefined) {
      if (!time.seconds) signals.push('minutes');
      if (time.fraction) signals.push('fraction');
      if (text.charCodeAt(date.end) === 0x54) {
        signals.push('iso');
        if (OFFSET.test(text.slice(time.start, time.end))) signals.push('offset');
      }
    }
    if (this.isReply(end)) signals.push('reply');
    if (time !== undefined && this.#isChat(start, end, time.seconds && (date.iso || date.year === 0))) signals.push('chat');
    if (this.#isProse(start, end)) signals.push('prose');
    if (this.#isAlone(start, end)) signals.push('alone');
    return { start, end, value: '', type: this.#type, signals };
  }

  /**
   * `i morse 07.40`, `gestern um halb elf`: a time beside the word text[start..end) for a day near the one of writing. What is still to come today is told
   * by whole hours and spans of them, as is when shops are open; only a moment to the minute is taken as what happened to somebody.
   */
  recent(start: number, end: number, past: boolean): Candidate | undefined {
    const text = this.#text;
    const day: ReadDate = { start, end, firstRun: 0, lastRun: 0, year: 0, words: true, iso: false };
    const time = this.#timeAfter(day, true) ?? (past ? this.#timeBefore(day) : undefined);
    if (time === undefined) return past ? this.saidTime(day) : undefined;
    const next = nextWord(text, time.end);
    if (next > 0 && this.#isUnit(wordAt(text, next))) return undefined;
    if (!past && (!MOMENT.test(text.slice(time.start, time.end)) || this.#hasWord(end, time.start, this.#isOpen))) return undefined;
    const from = Math.min(start, time.start);
    const to = Math.max(end, this.#clockEnd(time.end));
    return to - from > LONGEST ? undefined : { start: from, end: to, value: '', type: this.#type, signals: ['recent', 'minutes'] };
  }

  /**
   * `zaterdag 23:41`, `on Monday at 10:08`, `Samstag gegen 22.17 Uhr`: a weekday before the time that begins with run i, when its minutes are none
   * that people agree upon.
   */
  onWeekday(i: number): Candidate | undefined {
    const time = readTime(this.#scan, i);
    if (time === undefined || Number(this.#text.slice(time.start, time.end).split(/[:.]/, 2)[1].slice(0, 2)) % ROUND_MINUTES === 0)
      return undefined;
    if (!time.sure && this.#clockEnd(time.end) === time.end && !this.#isClock(this.#wordBefore(time.start))) return undefined;
    const start = this.#weekdayStart(time.start);
    if (start === time.start) return undefined;
    return { start, end: this.#clockEnd(time.end), value: '', type: this.#type, signals: ['hour', 'minutes'] };
  }

  /** `third of April at half ten`, `vierzehnten Maerz um sechs Uhr dreissig`: a day and a time in words, the month being text[start..end). */
  spoken(start: number, end: number): Candidate | undefined {
    const day = readSpokenDay(this.#text, start, end, this.isOf);
    const time = day === undefined ? undefined : this.#saidTime(day.end);
    return day === undefined || time === undefined ? undefined : this.#said(day.start, time.end);
  }

  /** `am 7. Juni, so um halb drei`: a day in digits and a time in words; a number that nothing says to be of a clock may count what follows. */
  saidTime(date: ReadDate): Candidate | undefined {
    const time = this.#saidTime(this.#ordinalEnd(date.end));
    return time === undefined || !(time.sure || this.#ends(time.end)) ? undefined : this.#said(date.start, time.end);
  }

  #said(start: number, end: number): Candidate | undefined {
    const begin = this.#weekdayStart(start);
    return end - begin > LONGEST ? undefined : { start: begin, end, value: '', type: this.#type, signals: ['words', 'spoken'] };
  }

  /** The time in words behind a day that ends at `from`, with what leads to it: `at half ten in the evening`. `sure`: a word of the clock tells it. */
  #saidTime(from: number): { readonly end: number; readonly sure: boolean } | undefined {
    const text = this.#text;
    let end = 0;
    let numbers = 0;
    let led = false;
    let half = false;
    let sure = false;
    for (let words = 0, at = nextWord(text, from); at > 0 && words < 2 * MAX_WORDS; words++, at = nextWord(text, wordEnd(text, at))) {
      const word = wordAt(text, at);
      const small = this.#isAt(word);
      if ((led && isCardinal(word)) || (half && HOUR.test(word))) numbers++;
      else if (isHalfHour(word)) numbers++;
      else if (small || this.#isClock(word)) led = true;
      else if (!isClockPart(word) && !this.#isWeekday(word)) break;
      half = isHalf(word);
      sure ||= this.#isClock(word) || isClockPart(word) || (numbers > 0 && small && isDayPart(word));
      if (numbers > 0 && (!small || isDayPart(word))) end = wordEnd(text, at);
    }
    return numbers === 0 ? undefined : { end, sure };
  }

  /** A colon or the like stands between a label and the day that starts at `start`, or it begins the text: in a sentence "date" is any date. */
  isOfHead(start: number): boolean {
    let at = this.#weekdayStart(start);
    while (at > 0 && this.#text.charCodeAt(at - 1) === 0x20) at--;
    return !joinsWord(this.#text.charCodeAt(at - 1));
  }

  isReply(end: number): boolean {
    const text = this.#text;
    const limit = Math.min(text.length, end + REPLY);
    for (let i = end; i < limit; ) {
      if (joinsWord(text.charCodeAt(i))) {
        const after = wordEnd(text, i);
        // Behind the end of a sentence somebody wrote something else
        if (this.#isWrote(text.slice(i, after))) return !/[?!]|\. |\n[^\n]*\n/.test(text.slice(end + 2, i));
        i = after;
      } else i++;
    }
    return false;
  }

  /** Digits stand where a time would. */
  #hasNumberBeside({ start, end }: ReadDate): boolean {
    const { runCount, runStart, runEnd } = this.#scan;
    const next = firstRunFrom(this.#scan, end);
    if (next < runCount && runStart[next] - end <= BETWEEN + 2) return true;
    const last = firstRunFrom(this.#scan, start) - 1;
    return last >= 0 && start - runEnd[last] <= BETWEEN;
  }

  #isBetween(word: string): boolean {
    return this.#isAt(word) || this.#isClock(word) || this.#isWeekday(word);
  }

  #isHour(word: string): boolean {
    return this.#isClock(word.trimEnd().replace(/\.$/, ''));
  }

  /** A word of the clock stands beside the time, or one that leads to it between the day and it. */
  #isTold(date: ReadDate, time: ReadTime): boolean {
    const from = Math.min(date.end, time.end);
    return this.#clockEnd(time.end) > time.end || this.#hasWord(from, Math.max(date.start, time.start), (word) => this.#isBetween(word));
  }

  #isAlone(start: number, end: number): boolean {
    const text = this.#text;
    return this.#around.message && text.length < LONGEST + 8 && /^\s*$/.test(text.slice(0, start)) && /^[\s.!?]*$/.test(text.slice(end));
  }

  /** Every word in from..to stands between days and times, and nothing but space and punctuation is around them. */
  #joinsTime(from: number, to: number): boolean {
    const text = this.#text;
    let words = 0;
    for (let i = from; i < to; ) {
      if (joinsWord(text.charCodeAt(i))) {
        const end = wordEnd(text, i);
        if (end > to || ++words > MAX_WORDS || !this.#isBetween(text.slice(i, end))) return false;
        i = end;
      } else if (!PLAIN.includes(text.charCodeAt(i))) return false;
      else i++;
    }
    return true;
  }

  #hasWord(from: number, to: number, is: (word: string) => boolean): boolean {
    const text = this.#text;
    for (let i = from; i < to; ) {
      if (joinsWord(text.charCodeAt(i))) {
        const end = wordEnd(text, i);
        if (is(text.slice(i, end))) return true;
        i = end;
      } else i++;
    }
    return false;
  }

  /** Before a date: where its weekday starts, "tis den 12 maj". */
  #weekdayStart(start: number): number {
    const text = this.#text;
    let at = start;
    for (let tries = 0; tries < 3; tries++) {
      let end = at;
      while (end > 0 && end > at - 4 && isSoft(text.charCodeAt(end - 1))) end--;
      let from = end;
      while (from > 0 && end - from < 14 && joinsWord(text.charCodeAt(from - 1))) from--;
      if (from === end || end === at) break;
      const word = text.slice(from, end);
      if (this.#isWeekday(word)) return from;
      if (!this.#isAt(word)) break;
      at = from;
    }
    return start;
  }

  /** "... 10:33", "... kl. 10.33", "...T10:33", "... kl 12-16", "... 19 Uhr 30" */
  #timeAfter(date: ReadDate, weekday: boolean): ReadTime | undefined {
    const scan = this.#scan;
    const { runCount, runStart } = scan;
    const text = this.#text;
    const from = this.#ordinalEnd(date.end);
    const i = firstRunFrom(scan, from);
    if (i >= runCount || runStart[i] - from > BETWEEN || runStart[i] === from) return undefined;
    const first = readTime(scan, i) ?? readHours(scan, i);
    if (first === undefined) return undefined;
    const iso = text.charCodeAt(from) === 0x54 && runStart[i] === from + 1;
    if (iso) return readTime(scan, i);
    if (!this.#joinsTime(from, runStart[i])) return undefined;
    const whole = this.#range(first);
    const clocked =
      this.#clockEnd(first.end) > first.end ||
      this.#clockEnd(whole.end) > whole.end ||
      this.#hasWord(from, runStart[i], (word) => this.#isClock(word));
    if (clocked) return this.#withMinutes(whole);
    const told = (date.words && date.year > 0) || weekday || this.#hasWord(from, runStart[i], (word) => this.#isAt(word));
    // Hours that no word of the clock tells are a number of something, unless the sentence ends there.
    if (first.lastRun === i && !first.sure)
      return told && this.#isAt(this.#wordBefore(runStart[i])) && this.#ends(whole.end) ? whole : undefined;
    return first.sure || told ? whole : undefined;
  }

  /** "10:33, 12/05/2026", "kl. 10.33 den 12 maj" */
  #timeBefore(date: ReadDate): ReadTime | undefined {
    const scan = this.#scan;
    const { runEnd } = scan;
    const text = this.#text;
    let last = firstRunFrom(scan, date.start) - 1;
    if (last < 0 || date.start - runEnd[last] > BETWEEN || date.start - runEnd[last] < 1) return undefined;
    for (let tries = 0; tries < 3 && last >= 0; tries++, last--) {
      const time = readTime(scan, last);
      if (
        time === undefined ||
        time.end > date.start ||
        isDigit(text.charCodeAt(time.start - 1)) ||
        text.charCodeAt(time.start - 1) === 0x3a
      )
        continue;
      if (firstRunFrom(scan, time.end) !== firstRunFrom(scan, date.start)) continue;
      if (!this.#joinsTime(time.end, date.start)) return undefined;
      if (time.sure || this.#isClock(this.#wordBefore(time.start))) return time;
    }
    return undefined;
  }

  /** The time with the one that it lasts until: `12-16`, `8 und 10`. */
  #range(first: ReadTime): ReadTime {
    const scan = this.#scan;
    const text = this.#text;
    const next = first.lastRun + 1;
    if (next >= scan.runCount || scan.runStart[next] - first.end > 12) return first;
    const between = text.slice(this.#clockEnd(first.end), scan.runStart[next]);
    const words = between.match(/[^\s.-]+/g) ?? [];
    const dash = /^ ?[-\u2013\u2014] ?$/.test(between);
    if (!dash && !(words.length > 0 && words.length < 3 && words.every((word) => this.#isUntil(word) || this.#isClock(word)))) return first;
    const second = readTime(scan, next) ?? readHours(scan, next);
    return second === undefined ? first : { ...second, start: first.start, sure: first.sure || second.sure };
  }

  /** `19 Uhr 30`: minutes behind the word of the clock. */
  #withMinutes(time: ReadTime): ReadTime {
    const scan = this.#scan;
    const end = this.#clockEnd(time.end);
    const next = time.lastRun + 1;
    if (end === time.end || next >= scan.runCount || scan.runStart[next] !== end + 1 || scan.runEnd[next] - scan.runStart[next] !== 2)
      return time;
    const minutes = readHours(scan, next) ?? (scan.text.charCodeAt(scan.runStart[next]) <= 0x35 ? { end: scan.runEnd[next] } : undefined);
    return minutes === undefined ? time : { ...time, end: minutes.end, lastRun: next };
  }

  /** Behind a time: the end of "Uhr", "uur". */
  #clockEnd(end: number): number {
    const text = this.#text;
    const at = text.charCodeAt(end) === 0x20 ? end + 1 : end;
    const after = joinsWord(text.charCodeAt(at)) ? wordEnd(text, at) : at;
    return after > at && this.#isClock(text.slice(at, after)) ? after : end;
  }

  /** At the start of a line or in brackets, and then a name and a colon. */
  #isChat(start: number, end: number, machine: boolean): boolean {
    const text = this.#text;
    const before = text.charCodeAt(start - 1);
    const bracket = before === 0x5b || before === 0x28;
    if (start > 0 && before !== 0x0a && !bracket) return false;
    CHAT.lastIndex = end;
    const name = CHAT.exec(text)?.[1];
    if (name === undefined || this.#hasWord(end, end + 24, this.#isLevel)) return false;
    // A log names its parts in small letters, and stamps them to the second
    return !machine || !/^[\p{Ll}\d\s._/[-]+$/u.test(name);
  }

  /** A word before it on the line, as in a sentence: not `key=`, not `"key":`; or brackets in a sentence hold nothing else. */
  #isProse(start: number, end: number): boolean {
    const text = this.#text;
    let at = start - 1;
    if (text.charCodeAt(at) === 0x28) {
      at--;
      if (text.charCodeAt(end) === 0x29 && text.charCodeAt(at) === 0x20 && joinsWord(text.charCodeAt(at - 1))) return true;
    }
    if (text.charCodeAt(at) === 0x2c) at--;
    else if (text.charCodeAt(at) !== 0x20 && text.charCodeAt(at) !== 0x0d) return false;
    else {
      at--;
      if (text.charCodeAt(at) === 0x2c) at--;
    }
    const unit = text.charCodeAt(at);
    if (!joinsWord(unit) || isDigit(unit)) return false;
    let from = at;
    while (from > at - 24 && joinsWord(text.charCodeAt(from - 1))) from--;
    const word = text.slice(from, at + 1);
    return !this.#isLevel(word) && !/^[A-Z]{3,}$/.test(word);
  }

  /** `3rd`, `9:e`: where the day that ends at `end` does end. */
  #ordinalEnd(end: number): number {
    ORDINAL.lastIndex = end;
    return ORDINAL.test(this.#text) ? ORDINAL.lastIndex : end;
  }

  /** Nothing of the sentence follows. */
  #ends(end: number): boolean {
    return /^(?:[.,;!?)]|\s*$|\s*\n)/.test(this.#text.slice(end, end + 4));
  }

  #wordBefore(end: number): string {
    return wordAt(this.#text, wordStart(this.#text, end));
  }
}

/** `] anna:`, ` - Anna Berg:`, `, Anna:`, a line break for chats that put the text below. */
const CHAT = /\]?\)?(?: -)?,? ?(?=[\p{L}+~<[])([^\n:\]]{1,40}?)\]?:(?=\s|$)/uy;

/** Of the words that stand around times, the long ones say which part of the day it is: `afternoon`, `nachmittags`. */
function isDayPart(word: string): boolean {
  return word.length > 4;
}

/** A time of day to the minute, and no span of time. */
const MOMENT = /^\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?$/i;

/** The zone of a time as a clock on the spot writes it; machines that serve many places write Z. */
const OFFSET = /[+-]\d\d:?\d\d$/;

/** An hour in digits, as it stands behind "half". */
const HOUR = /^1?\d$/;

/** `vid 23.30-tiden` */
const ABOUT = /^-?tiden(?!\p{L})/iu;

/** Hours and minutes with a colon. */
const MINUTES = /^\d{1,2}:\d\d$/;

/** `06-10 08:45`: day, month, hours and minutes of two digits each. */
const NOTED = /^\d\d-\d\d \d\d:\d\d$/;

/** A town and a comma. */
const PLACED = /\p{Lu}\p{L}{2,20}, (?:den )?$/u;

/** Letters that make a number a day. */
const ORDINAL = /(?:st|nd|rd|th|:e|:a)(?![\p{L}\d])/uy;

/** Space and `, . ( ) - | @` and the like between date and time. */
const PLAIN = [...' \t,.()-|@/\u2022\u00b7\u00ba\u00aa\u202f'].map((char) => char.charCodeAt(0));

function isSoft(unit: number): boolean {
  return unit === 0x20 || unit === 0x2e || unit === 0x2c;
}
