import { type Detector, REACH, type Scan } from '../types.ts';
import { joinsWord } from './latin.ts';
import { type WordHits, wordHits } from './word-hits.ts';
import { isAsciiLetter, isDigit, isEmphasised, isMaskUnit } from '../units.ts';

/** A code begins at most this many units after its label. */
const AFTER = 32;
const LONGEST = 32;
/** An answer begins at most this many units behind the beginning of its message. */
const ANSWER = 24;
/** Bit of the list `other`; every other bit is one of the rule's labels. */
const OTHER = 1;

/**
 * The code of letters and digits that follows a label, such as the number of a passport: `min` to `max` letters and digits (options), of them at least
 * `digits` digits, in groups joined by a dash, a full stop, a slash or one space. A word of the list `other` between them ends the search.
 * With the option `own` only the detector's own labels count, not those of its category.
 * Signals: `letters` when it has any, `capitals` when none of them is small, `another` behind the one that the label is for.
 * > | passport no. is XA 1234567
 *     ^label         ^code
 */
export const labelledCode: Detector = {
  name: 'labelled-code',
  signals: ['letters', 'capitals', 'another'],
  words: ['other'],
  options: ['min', 'max', 'digits', 'own'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['cue'] }],
  prepare({ rule, cues: all, concept }) {
    const cues = rule.options?.own === true ? all.slice(1) : all;
    const min = Number(rule.options?.min ?? 6);
    const max = Number(rule.options?.max ?? 12);
    const digits = Number(rule.options?.digits ?? 3);
    const type = rule.type ?? rule.id;
    const words = wordHits([concept('other'), ...cues]);
    return ({ scan, around }, emit) => {
      const { text, cueCount, cueEnd } = scan;
      const offer = (from: number, to: number): void => {
        const start = codeStart(text, from, to);
        if (start < 0) return;
        const end = codeEnd(text, start, max);
        if (end < 0 || end - start > LONGEST) return;
        if (DATE.test(text.slice(start, end))) return;
        const value = text.slice(start, end).replace(/[^A-Za-z\d]/g, '');
        const count = value.replace(/\D/g, '').length;
        if (
          value.length < min ||
          value.length > max ||
          count < digits ||
          (text.charCodeAt(end) === 0x40 && joinsWord(text.charCodeAt(end + 1)))
        )
          return;
        const signals: string[] = [];
        if (count < value.length) signals.push(...(/[a-z]/.test(value) ? ['letters'] : ['letters', 'capitals']));
        emit({ start, end, value: value.toUpperCase(), type, signals });
        // "passport GA302922, my wife's is PD1203344"
        const other = CAPITALS.test(value) ? ANOTHER.exec(text.slice(end, from + REACH - LONGEST)) : null;
        if (other === null || from < 0) return;
        const close = end + other[0].length;
        const begin = close - other[1].length;
        if (!joinsWord(text.charCodeAt(close))) emit({ start: begin, end: close, value: other[1], type, signals: [...signals, 'another'] });
      };
      if (cues.some((cue) => around.field(cue))) {
        offer(-1, text.length);
        return;
      }
      // The label is in the question before: the answer stands at the beginning.
      if (cues.some((cue) => cue >= 0 && around.left(cue, 0))) offer(-1, ANSWER);
      for (let c = 0; c < cueCount; c++) {
        if ((words.bitsOf(scan, c) & ~OTHER) === 0) continue;
        offer(cueEnd[c], stopAt(scan, c, words, cueEnd[c] + AFTER));
      }
    };
  },
};

/** A code of capitals and digits, and the next one that is written so. */
const CAPITALS = /^[A-Z]{1,3}\d{5,9}$/;
const ANOTHER = /^[^\n]{0,60}?[ (:]([A-Z]{1,3}\d{5,9})/;

const CAPITALS_BETWEEN = /^ [A-Z]{2,4} \d$/;

const DATE = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/;

/** Where the search for a label's code ends: at the next word of `other`, or at `limit`. */
function stopAt(scan: Scan, label: number, words: WordHits, limit: number): number {
  for (let c = label + 1; c < scan.cueCount && scan.cueStart[c] < limit; c++)
    if (scan.cueStart[c] >= scan.cueEnd[label] && (words.bitsOf(scan, c) & OTHER) !== 0) return scan.cueStart[c];
  return limit;
}

/** The first word with a digit in it that starts in from..to on the same line, or on the next when the label ends its own; -1 when there is none. */
function codeStart(text: string, from: number, to: number): number {
  let broken = false;
  let words = 0;
  for (let i = Math.max(0, from); i < to && i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a) {
      if (broken || words > 0) return -1;
      broken = true;
    }
    if (!joinsWord(unit)) {
      // `[PHONE]` ends what the label says
      if (unit === 0x5d || (isMaskUnit(unit) && unit !== 0x23 && unit !== 0x2a)) return -1;
      i++;
      continue;
    }
    let end = i;
    let hasDigit = false;
    let plain = true;
    for (; joinsWord(text.charCodeAt(end)); end++) {
      if (end - i > LONGEST) return -1;
      if (isDigit(text.charCodeAt(end))) hasDigit = true;
      else if (!isAsciiLetter(text.charCodeAt(end))) plain = false;
    }
    if (hasDigit) return plain && i > from ? i : -1;
    // "XA 1234567", "TP-2209-7741": capitals directly before the digits belong to the code
    if (
      i > from &&
      end - i <= 3 &&
      /^[A-Z]{1,3}$/.test(text.slice(i, end)) &&
      (text.charCodeAt(end) === 0x20 || text.charCodeAt(end) === 0x2d) &&
      isDigit(text.charCodeAt(end + 1))
    )
      return i;
    words++;
    i = end;
  }
  return -1;
}

/** End of the groups that belong to a code; -1 when letters of another alphabet or a mask touch it. */
function codeEnd(text: string, start: number, max: number): number {
  let size = 0;
  let i = start;
  for (;;) {
    const from = i;
    while (isAsciiLetter(text.charCodeAt(i)) || isDigit(text.charCodeAt(i))) if ((i++, ++size > max)) return -1;
    if (joinsWord(text.charCodeAt(i)) || (isMaskUnit(text.charCodeAt(i)) && !isEmphasised(text, start, i))) return -1;
    const between = text.charCodeAt(i);
    if (i === from || (between !== 0x20 && between !== 0x2d && between !== 0x2e && between !== 0x2f)) return i;
    // The next group: digits or capitals, and a digit among them, or in the one behind it ("YH2 LWM 4A0")
    let end = i + 1;
    let hasDigit = false;
    let plain = true;
    for (; joinsWord(text.charCodeAt(end)) && end - i < 9; end++) {
      const unit = text.charCodeAt(end);
      if (isDigit(unit)) hasDigit = true;
      else if (unit < 0x41 || unit > 0x5a) plain = false;
    }
    if (!hasDigit && plain) hasDigit = CAPITALS_BETWEEN.test(text.slice(i, end + 2));
    if (!hasDigit || !plain || end - i >= 9 || size + end - i - 1 > max) return i;
    i++;
  }
}
