import type { Detector } from '../types.ts';
import { firstRunFrom, type ReadDate, readNumericDate, readWordDate } from './date-read.ts';
import { joinsWord } from './latin.ts';
import { isDigit } from './numbers.ts';
import { type ReadTime, readTime } from './time-read.ts';
import { wordHits } from './word-hits.ts';

/** Units between a date and its time. */
const BETWEEN = 24;
const LONGEST = 80;
/** A word of writing ("wrote") this near behind a date makes it the head of a reply. */
const REPLY = 80;

/**
 * A day with a time, as heads of replies, chats and people write it. What tells a contact from the time stamps of a log is the context, so much is
 * reported as signals: `words` the month is a word; `minutes` no seconds are written; `fraction` of a second; `iso` written with a T between; `zone`;
 * `no-year`; `reply` before a word of writing (list `wrote`); `chat` in the place where chats put it, before a name and a colon; `prose` a word
 * stands before it; `alone` the text is nothing else. Option `time: false`: days without a time, which need a label or `reply`.
 * > | [12/05/2026, 10:33] anna: hi
 *      ^date       ^time
 */
export const contactTime: Detector = {
  name: 'contact-time',
  signals: ['words', 'minutes', 'fraction', 'iso', 'no-year', 'reply', 'chat', 'prose', 'alone'],
  words: ['month', 'of', 'weekday', 'at', 'clock', 'wrote', 'level'],
  ownLists: ['of', 'weekday', 'at', 'clock', 'level'],
  options: ['time'],
  maxLength: LONGEST,
  // A day in digits is three runs, or one with its month in letters.
  needs: ({ options }) =>
    options?.time === false
      ? // A day by itself needs a label, or a word of writing behind it.
        [{ anchors: ['runs'], lists: ['cue', 'wrote'] }]
      : [{ anchors: ['dates'] }, { anchors: ['runs'], lists: ['month'] }],
  prepare({ rule, cues, concept, list }) {
    const type = rule.type ?? rule.id;
    const withTime = rule.options?.time !== false;
    const months = wordHits([concept('month')]);
    const isOf = list('of');
    const isWeekday = list('weekday');
    const isAt = list('at');
    const isClock = list('clock');
    const isWrote = list('wrote');
    const isLevel = list('level');
    const isBetween = (word: string) => isAt(word) || isClock(word) || isWeekday(word);
    return ({ scan, around }, emit) => {
      const { text, runCount, runStart, runEnd, cueStart, cueEnd } = scan;

      /** Every word in from..to stands between days and times, and nothing but space and punctuation is around them. */
      const joinsTime = (from: number, to: number): boolean => {
        let words = 0;
        for (let i = from; i < to; ) {
          if (joinsWord(text.charCodeAt(i))) {
            const end = wordEnd(text, i);
            if (end > to || ++words > 4 || !isBetween(text.slice(i, end))) return false;
            i = end;
          } else if (!PLAIN.includes(text.charCodeAt(i))) return false;
          else i++;
        }
        return true;
      };

      const hasWord = (from: number, to: number, is: (word: string) => boolean): boolean => {
        for (let i = from; i < to; ) {
          if (joinsWord(text.charCodeAt(i))) {
            const end = wordEnd(text, i);
            if (is(text.slice(i, end))) return true;
            i = end;
          } else i++;
        }
        return false;
      };

      /** Before a date: where its weekday starts, "tis den 12 maj". */
      const weekdayStart = (start: number): number => {
        let at = start;
        for (let tries = 0; tries < 3; tries++) {
          let end = at;
          while (end > 0 && end > at - 4 && isSoft(text.charCodeAt(end - 1))) end--;
          let from = end;
          while (from > 0 && end - from < 14 && joinsWord(text.charCodeAt(from - 1))) from--;
          if (from === end || end === at) break;
          const word = text.slice(from, end);
          if (isWeekday(word)) return from;
          if (!isAt(word)) break;
          at = from;
        }
        return start;
      };

      const offer = (date: ReadDate): void => {
        const time = timeAfter(date) ?? timeBefore(date);
        if (withTime ? time === undefined : time !== undefined || date.year === 0) return;
        const dayStart = weekdayStart(date.start);
        const start = Math.min(dayStart, time === undefined ? dayStart : time.start);
        let end = Math.max(date.end, time === undefined ? 0 : time.end);
        if (time !== undefined && time.end === end) end = clockEnd(end);
        if (end - start > LONGEST) return;
        const signals: string[] = [];
        if (date.words) signals.push('words');
        if (date.year === 0) signals.push('no-year');
        if (time !== undefined) {
          if (!time.seconds) signals.push('minutes');
          if (time.fraction) signals.push('fraction');
          if (text.charCodeAt(date.end) === 0x54) signals.push('iso');
        }
        if (isReply(end)) signals.push('reply');
        if (time !== undefined && isChat(start, end, time.seconds && (date.iso || date.year === 0))) signals.push('chat');
        if (isProse(start)) signals.push('prose');
        if (around.message && text.length < LONGEST + 8 && /^\s*$/.test(text.slice(0, start)) && /^[\s.!?]*$/.test(text.slice(end)))
          signals.push('alone');
        emit({ start, end, value: '', type, signals });
      };

      /** "... 10:33", "... kl. 10.33", "...T10:33" */
      const timeAfter = (date: ReadDate): ReadTime | undefined => {
        const from = date.end;
        const i = firstRunFrom(scan, from);
        if (i >= runCount || runStart[i] - from > BETWEEN || runStart[i] === from) return undefined;
        const time = readTime(scan, i);
        if (time === undefined) return undefined;
        if (text.charCodeAt(from) === 0x54 && runStart[i] === from + 1) return time;
        if (!joinsTime(from, runStart[i])) return undefined;
        return time.sure ||
          (date.words && date.year > 0) ||
          hasWord(from, runStart[i], (word) => isAt(word) || isClock(word)) ||
          clockEnd(time.end) > time.end
          ? time
          : undefined;
      };

      /** "10:33, 12/05/2026", "kl. 10.33 den 12 maj" */
      const timeBefore = (date: ReadDate): ReadTime | undefined => {
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
          if (!joinsTime(time.end, date.start)) return undefined;
          if (time.sure) return time;
        }
        return undefined;
      };

      /** Behind a time: the end of "Uhr", "uur". */
      const clockEnd = (end: number): number => {
        const at = text.charCodeAt(end) === 0x20 ? end + 1 : end;
        const after = joinsWord(text.charCodeAt(at)) ? wordEnd(text, at) : at;
        return after > at && isClock(text.slice(at, after)) ? after : end;
      };

      const isReply = (end: number): boolean => {
        const limit = Math.min(text.length, end + REPLY);
        for (let i = end; i < limit; ) {
          if (joinsWord(text.charCodeAt(i))) {
            const after = wordEnd(text, i);
            // Behind the end of a sentence somebody wrote something else
            if (isWrote(text.slice(i, after))) return !/[?!]|\. |\n[^\n]*\n/.test(text.slice(end + 2, i));
            i = after;
          } else i++;
        }
        return false;
      };

      /** At the start of a line or in brackets, and then a name and a colon. */
      const isChat = (start: number, end: number, machine: boolean): boolean => {
        const before = text.charCodeAt(start - 1);
        const bracket = before === 0x5b || before === 0x28;
        if (start > 0 && before !== 0x0a && !bracket) return false;
        CHAT.lastIndex = end;
        const name = CHAT.exec(text)?.[1];
        if (name === undefined || hasWord(end, end + 24, isLevel)) return false;
        // A log names its parts in small letters, and stamps them to the second
        return !machine || !/^[\p{Ll}\d\s._/[-]+$/u.test(name);
      };

      /** A word before it on the line, as in a sentence: not `key=`, not `"key":`. */
      const isProse = (start: number): boolean => {
        let at = start - 1;
        if (text.charCodeAt(at) === 0x28) at--;
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
        return !isLevel(word) && !/^[A-Z]{3,}$/.test(word);
      };

      const own = months.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        const date = readWordDate(scan, cueStart[c], cueEnd[c], isOf);
        if (date !== undefined) offer(date);
      }
      for (let i = 0; i + 2 < runCount; i++) {
        if (runEnd[i] - runStart[i] > 4) continue;
        const between = text.charCodeAt(runEnd[i]);
        if (between !== 0x2d && between !== 0x2e && between !== 0x2f) continue;
        const date = readNumericDate(scan, i);
        if (date === undefined) continue;
        if (withTime || cues.some((cue) => around.near(cue, date.start, date.end) === 1) || isReply(date.end)) offer(date);
        i = date.lastRun;
      }
    };
  },
};

/** `] anna:`, ` - Anna Berg:`, `, Anna:`, a line break for chats that put the text below. */
const CHAT = /\]?\)?(?: -)?,? ?(?=[\p{L}+~<[])([^\n:\]]{1,40}?)\]?:(?=\s|$)/uy;

/** Space and `, . ( ) - | @` and the like between date and time. */
const PLAIN = [...' \t,.()-|@/\u2022\u00b7\u00ba\u00aa\u202f'].map((char) => char.charCodeAt(0));

function isSoft(unit: number): boolean {
  return unit === 0x20 || unit === 0x2e || unit === 0x2c;
}

/** End of the word that begins at `i`; a word longer than any of ours ends where that shows. */
function wordEnd(text: string, i: number): number {
  let end = i + 1;
  while (end - i < LONGEST_WORD && joinsWord(text.charCodeAt(end))) end++;
  return end;
}
const LONGEST_WORD = 24;
