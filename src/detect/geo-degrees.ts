import type { Detector } from '../types.ts';
import { wordedAngle } from './geo-worded.ts';
import { wordHits } from './word-hits.ts';
import { isDigit } from '../units.ts';

const MAX_LENGTH = 200;
/** Letters of the compass: N S E W, and O, V, Z, L, D, A, R and the Swedish east of other languages; Greek and Russian ones. */
const COMPASS = '[NSEWOVZLDAR\\u00d6\\u0421\\u042e\\u0412\\u0417\\u0392\\u039d\\u0391\\u0394]';
const NUMBER = '\\d{1,3}(?:[.,]\\d{1,10})?';
const MINUTE = "['\\u2032\\u2019\\u00b4`]";
const SECOND = `(?:["\\u2033\\u201d\\u201c]|${MINUTE}{2})`;
/** A program that reads pictures writes `56 deg 56' 58.74" N`. */
const SIGN = '(?:[\\u00b0\\u00ba]|deg\\b)';
const HALF = `(?:${COMPASS}\\.? ?)?-?${NUMBER} ?${SIGN} ?(?:\\d{1,2}(?:[.,]\\d{1,8})? ?${MINUTE} ?(?:\\d{1,2}(?:[.,]\\d{1,6})? ?${SECOND})?)? ?(?:${COMPASS}(?!\\p{L}))?`;
const SIGNS = new RegExp(SIGN, 'g');
const WHOLE = new RegExp(`${HALF}(?:[ ,;/]{1,3}${HALF})?`, 'uy');

/**
 * Degrees, minutes and seconds: `56 deg 56'58.6"N 24 deg 06'18.7"E`, `N 59 deg  19.762' E 18 deg  4.114'`, `52,5200 deg  N, 13,4050 deg  O`. Signals: `pair` two of them,
 * `minutes` at least one has minutes, `compass` a letter of the compass stands with them. Said in words, behind one of the list `degree`, they are two,
 * or have minutes and a point of the compass: "46 Grad 57 Minuten Nord".
 */
export const geoDegrees: Detector = {
  name: 'geo-degrees',
  signals: ['pair', 'minutes', 'compass'],
  words: ['degree'],
  maxLength: MAX_LENGTH,
  needs: () => [{ anchors: ['degrees'] }, { lists: ['degree'] }],
  prepare({ rule, concept }) {
    const type = rule.type ?? rule.id;
    const degree = wordHits([concept('degree')]);
    return ({ scan }, emit) => {
      const { text, runCount, runStart, runEnd } = scan;
      let done = 0;
      const said = degree.own(scan);
      for (let k = 0; k < said.count; k++) {
        const word = scan.cueStart[said.cue[k]];
        const angle = word < done ? null : wordedAngle(text, word, scan.cueEnd[said.cue[k]]);
        if (angle === null || !angle.compass || !(angle.degrees > 1 || angle.minutes)) continue;
        done = angle.end;
        const signals = ['compass', ...(angle.degrees > 1 ? ['pair'] : []), ...(angle.minutes ? ['minutes'] : [])];
        emit({ start: angle.start, end: angle.end, value: text.slice(angle.start, angle.end), type, signals });
      }
      done = 0;
      for (let i = 0; i < runCount; i++) {
        if (!hasSign(text, runEnd[i]) || runStart[i] < done) continue;
        let start = runStart[i];
        // The whole part of a decimal is a run of its own.
        if (i > 0 && runEnd[i - 1] === start - 1 && /[.,]/.test(text.charAt(start - 1))) start = runStart[i - 1];
        if (text.charCodeAt(start - 1) === 0x2d) start--;
        const letter = text.charCodeAt(start - 1) === 0x20 ? start - 2 : start - 1;
        if (new RegExp(COMPASS, 'u').test(text.charAt(letter)) && scan.vocabulary.letter(text.charCodeAt(letter - 1)) === 0) start = letter;
        if (isDigit(text.charCodeAt(start - 1))) continue;
        WHOLE.lastIndex = start;
        const match = WHOLE.exec(text);
        if (match === null) continue;
        const written = match[0].trimEnd();
        const signs = (written.match(SIGNS) ?? []).length;
        const end = start + written.length;
        const signals: string[] = [];
        if (signs > 1) signals.push('pair');
        if (new RegExp(MINUTE).test(written)) signals.push('minutes');
        if (new RegExp(COMPASS, 'u').test(written)) signals.push('compass');
        done = end;
        emit({ start, end, value: written, type, signals });
      }
    };
  },
};

function hasSign(text: string, at: number): boolean {
  const from = text.charCodeAt(at) === 0x20 ? at + 1 : at;
  const unit = text.charCodeAt(from);
  return unit === 0xb0 || unit === 0xba || (unit === 0x64 && text.startsWith('deg', from));
}
