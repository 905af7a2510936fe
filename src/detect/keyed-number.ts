import type { Detector } from '../types.ts';
import { forEachLabel } from './label-walk.ts';
import { isWordUnit } from './numbers.ts';
import { wordHits } from './word-hits.ts';
import { isDigit } from '../units.ts';

const MIN_DIGITS = 3;
const MAX_DIGITS = 8;

/**
 * A number and the key of a keypad behind it, said one by one: `7 7 1 2 hashtag`. The cue words are what such keys are called. No signals.
 */
export const keyedNumber: Detector = {
  name: 'keyed-number',
  signals: [],
  maxLength: 48,
  needs: () => [{ anchors: ['runs'], lists: ['cue'] }],
  prepare({ rule, cues }) {
    const keys = wordHits(cues);
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text } = scan;
      forEachLabel(scan, keys, (key, end) => {
        let start = key;
        let digits = 0;
        while (digits <= MAX_DIGITS) {
          const before = text.charCodeAt(start - 1) === 0x20 ? start - 2 : start - 1;
          if (!isDigit(text.charCodeAt(before))) break;
          start = before;
          digits++;
        }
        if (digits < MIN_DIGITS || digits > MAX_DIGITS || isWordUnit(text.charCodeAt(start - 1))) return -1;
        emit({ start, end, value: '', type, signals: [] });
        return end;
      });
    };
  },
};
