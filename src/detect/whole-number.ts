import type { Detector, Scan } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { isDigit } from '../units.ts';

/** Longest message that is taken for an answer; within REACH, so that a stream sees all of it. */
const MAX_MESSAGE = 80;

/**
 * Numbers of `min` to `max` digits (options) in a message that holds nothing else but words of the list `fillers` ("sure, it is 4860 and 2564"):
 * in a support chat that answers a question, and what was asked for was a code, the last four digits, an account. Dates and versions are none. A field of a record is no
 * message unless people write in it.
 */
export const wholeNumber: Detector = {
  name: 'whole-number',
  signals: [],
  words: ['fillers'],
  ownLists: ['fillers'],
  options: ['min', 'max'],
  maxLength: 40,
  needs: (rule) => [{ anchors: ['brief'], digits: Number(rule.options?.min ?? 4) }],
  prepare({ rule, list }) {
    const min = Number(rule.options?.min ?? 4);
    const max = Number(rule.options?.max ?? 12);
    const fillers = list('fillers');
    const type = rule.type ?? rule.id;
    return ({ scan, around }, emit) => {
      const { text, runStart, runEnd, runCount, gap } = scan;
      if (text.length > MAX_MESSAGE || runCount > 12 || !around.message) return;
      if (!onlyFillers(scan, fillers)) return;
      for (let i = 0; i < runCount; i++) {
        let digits = runEnd[i] - runStart[i];
        let j = i;
        // One space or dash joins groups, as long as they are groups of one number.
        while (j + 1 < runCount && (gap[j] === 1 || gap[j] === 2) && digits + runEnd[j + 1] - runStart[j + 1] <= max) {
          j++;
          digits += runEnd[j] - runStart[j];
        }
        if (isAmount(scan, i, j) || isDotted(text, runStart[i], runEnd[j]) || DATE.test(text.slice(runStart[i], runEnd[j]))) i = j;
        else if (digits >= min && digits <= max && runEnd[j] - runStart[i] <= 40)
          emit({ start: runStart[i], end: runEnd[j], value: text.slice(runStart[i], runEnd[j]), type, signals: [] });
        i = j;
      }
    };
  },
};

/** 10 000 000: groups of three behind the first. Three full groups that are not round are a code: `418 220 937`. */
function isAmount({ text, runStart, runEnd, gap }: Scan, i: number, j: number): boolean {
  if (j - i === 2 && runEnd[i] - runStart[i] === 3 && runEnd[j] - runStart[i] === 11 && !text.startsWith('00', runEnd[j] - 2)) return false;
  for (let k = i + 1; k <= j; k++) if (runEnd[k] - runStart[k] !== 3 || gap[k - 1] !== 1) return false;
  return j - i >= 2;
}

/** `2026-05-12`: no code. */
const DATE =
  /^(?:(?:19|20)\d\d[- ](?:0[1-9]|1[0-2])[- ](?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])[- ](?:0[1-9]|1[0-2])[- ](?:19|20)\d\d)$/;

/** A part of `10.0.22631.3593`, as versions are written. */
function isDotted(text: string, start: number, end: number): boolean {
  return (
    (text.charCodeAt(start - 1) === 0x2e && isDigit(text.charCodeAt(start - 2))) ||
    (text.charCodeAt(end) === 0x2e && isDigit(text.charCodeAt(end + 1)))
  );
}

/** Between the numbers stand words of the list, blanks and the plainest punctuation. */
function onlyFillers({ text, runStart, runEnd, runCount }: Scan, fillers: (word: string) => boolean): boolean {
  let run = 0;
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (run < runCount && runStart[run] === i) {
      i = runEnd[run++];
    } else if (isWordUnit(unit)) {
      let end = i + 1;
      while (end < text.length && isWordUnit(text.charCodeAt(end)) && !isDigit(text.charCodeAt(end))) end++;
      if (!fillers(text.slice(i, end))) return false;
      i = end;
    } else if (isPlain(unit)) i++;
    else return false;
  }
  return true;
}

/** Blank, line break and `, . ! - ' #`. */
function isPlain(unit: number): boolean {
  return (
    unit === 0x20 || unit === 0x0a || unit === 0x2c || unit === 0x2e || unit === 0x21 || unit === 0x2d || unit === 0x27 || unit === 0x23
  );
}
