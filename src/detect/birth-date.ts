import type { Detector, Scan } from '../types.ts';
import { type ReadDate, readNumericDate, readPlainDate, readWordDate } from './date-read.ts';
import { wordHits } from './word-hits.ts';

/** A bare date is somebody's birthday rather than the day of a purchase when it lies before this year. */
const LONG_AGO = 2020;

/**
 * A date beside a word of birth: only the word makes it one, so none is emitted without. Digits in any order, months as words (list `month`), eight or six
 * digits together. Signals: `alone` for a message that is nothing but a date of long ago, which is the answer to a question; `digits` for dates without
 * any separator; `year` when the year is written.
 * > | fodd den 12 maj 1990
 *         ^cue
 */
export const birthDate: Detector = {
  name: 'birth-date',
  signals: ['alone', 'digits', 'year'],
  words: ['month', 'of'],
  ownLists: ['of'],
  maxLength: 40,
  needs: () => [{ anchors: ['runs', 'short'] }, { anchors: ['runs'], lists: ['cue'] }],
  prepare({ rule, cues, concept, list }) {
    const type = rule.type ?? rule.id;
    const words = wordHits([concept('month')]);
    const isOf = list('of');
    return ({ scan, around }, emit) => {
      const { text, runCount, runStart, runEnd, cueStart, cueEnd } = scan;
      const short = around.message && text.length <= 24;
      const field = cues.some((cue) => around.field(cue));
      if (!short && !field && !cues.some((cue) => cue >= 0 && scan.conceptHits[cue] > 0)) return;
      const offer = (date: ReadDate, digits: boolean): void => {
        const alone =
          short &&
          date.year > 0 &&
          date.year < LONG_AGO &&
          /^\s*$/.test(text.slice(0, date.start)) &&
          /^[\s.!]*$/.test(text.slice(date.end));
        if (!alone && !cues.some((cue) => around.near(cue, date.start, date.end) > 0)) return;
        const signals: string[] = [];
        if (alone) signals.push('alone');
        if (digits) signals.push('digits');
        if (date.year > 0) signals.push('year');
        emit({ start: date.start, end: date.end, value: '', type, signals });
      };
      const own = words.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        const date = readWordDate(scan, cueStart[c], cueEnd[c], isOf);
        if (date !== undefined) offer(date, false);
      }
      for (let i = 0; i < runCount; i++) {
        const size = runEnd[i] - runStart[i];
        if (size > 8 || size === 3 || size === 5 || size === 7) continue;
        const date = size === 8 ? readPlainDate(scan, i) : size === 6 ? readSix(scan, i) : readNumericDate(scan, i);
        if (date !== undefined) offer(date, size > 4);
      }
    };
  },
};

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
