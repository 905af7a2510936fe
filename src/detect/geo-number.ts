import type { Detector } from '../types.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/**
 * One latitude or longitude: a decimal up to 180 that a label or a field has to vouch for. Signals: `exact` four decimals or more, `whole` the
 * text is nothing else.
 */
export const geoNumber: Detector = {
  name: 'geo-number',
  signals: ['exact', 'whole'],
  maxLength: 24,
  needs: () => [{ digits: 3, lists: ['cue'] }],
  prepare({ rule, cues }) {
    const type = rule.type ?? rule.id;
    // Its own words alone: a map or a position may stand beside any number.
    const own = cues[cues.length - 1];
    return ({ scan, around }, emit) => {
      if (scan.conceptHits[own] === 0 && !around.field(own)) return;
      const { text, runCount, runStart, runEnd } = scan;
      for (let i = 0; i + 1 < runCount; i++) {
        const mark = text.charCodeAt(runEnd[i]);
        if (runStart[i + 1] !== runEnd[i] + 1 || (mark !== 0x2e && mark !== 0x2c)) continue;
        const decimals = runEnd[i + 1] - runStart[i + 1];
        if (runEnd[i] - runStart[i] > 3 || decimals < 2 || decimals > 16) continue;
        let start = runStart[i];
        const end = runEnd[i + 1];
        if (text.charCodeAt(start - 1) === 0x2d) start--;
        const before = text.charCodeAt(start - 1);
        const after = text.charCodeAt(end);
        if (isDigit(before) || before === 0x2e || before === 0x2c || isAsciiLetter(before)) continue;
        if (
          (isAsciiLetter(after) && after !== 0x4e && after !== 0x45) ||
          after === 0x25 ||
          (after === 0x2e && isDigit(text.charCodeAt(end + 1)))
        )
          continue;
        if (Number(`${text.slice(runStart[i], runEnd[i])}.${text.slice(runStart[i + 1], end)}`) > 180) continue;
        if (around.near(own, start, end) !== 1) continue;
        if (decimals < 3 && !around.field(own)) continue;
        const signals = decimals >= 4 ? ['exact'] : [];
        if (start === 0 && end === text.length) signals.push('whole');
        emit({ start, end, value: text.slice(start, end), type, signals });
      }
    };
  },
};
