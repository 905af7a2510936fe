import type { Detector } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { foldWord, wordSet } from './words.ts';
import { isAsciiLetter, isDigit, isMaskUnit } from '../units.ts';

const MAX_MESSAGE = 64;

/**
 * Two to five capitals and a number of at least `min` digits, `GRD-7730091` or `TXN88410277315`, in a short message. Option `nothing`: prefixes that
 * number something else (`KB`). No signals.
 */
export const prefixedNumber: Detector = {
  name: 'prefixed-number',
  signals: [],
  options: ['min', 'nothing'],
  maxLength: 24,
  needs: (rule) => [{ anchors: ['brief'], digits: Number(rule.options?.min ?? 6) }],
  prepare({ rule }) {
    const min = Number(rule.options?.min ?? 6);
    const nothing = wordSet(rule.options?.nothing);
    const type = rule.type ?? rule.id;
    return ({ scan: { text, runStart, runEnd, runCount }, around }, emit) => {
      if (text.length > MAX_MESSAGE || !around.message) return;
      for (let i = 0; i < runCount; i++) {
        const size = runEnd[i] - runStart[i];
        if (size < min || size > 16) continue;
        let stop = runStart[i];
        if (text.charCodeAt(stop - 1) === 0x2d) stop--;
        let start = stop;
        while (start > 0 && stop - start < 6 && isAsciiLetter(text.charCodeAt(start - 1))) start--;
        const prefix = text.slice(start, stop);
        if (prefix.length < 2 || prefix.length > 5 || prefix !== prefix.toUpperCase() || nothing.has(foldWord(prefix))) continue;
        const after = text.charCodeAt(runEnd[i]);
        if (
          touches(text.charCodeAt(start - 1)) ||
          isWordUnit(after) ||
          isMaskUnit(after) ||
          (touches(after) && isDigit(text.charCodeAt(runEnd[i] + 1)))
        )
          continue;
        emit({ start, end: runEnd[i], value: '', type, signals: [] });
      }
    };
  },
};

/** A piece of a longer identifier, an address or a setting. */
function touches(unit: number): boolean {
  return isWordUnit(unit) || unit === 0x2d || unit === 0x2e || unit === 0x2f || unit === 0x5f || unit === 0x3d || unit === 0x3a;
}
