import { type Detector, GAP } from '../types.ts';
import { digitsOf, isWordUnit } from './numbers.ts';
import { isDigit } from '../units.ts';

/**
 * Numbers of companies that are digits alone: one to three runs with blanks, dashes or dots between. Options: `lengths` how many digits there
 * can be, `dashed` only one dash before the last four counts (`556677-8899`).
 */
export const companyNumber: Detector = {
  name: 'company-number',
  signals: ['dashed'],
  options: ['lengths', 'dashed'],
  maxLength: 24,
  needs: ({ options }) => {
    const digits = Array.isArray(options?.lengths) ? Math.min(...options.lengths.map(Number)) : 10;
    return [options?.dashed === true ? { digits } : { digits, lists: ['cue'] }];
  },
  prepare({ rule, cues }) {
    const lengths = new Set(Array.isArray(rule.options?.lengths) ? rule.options.lengths.map(Number) : [10]);
    const longest = Math.max(...lengths);
    const dashed = rule.options?.dashed === true;
    const type = rule.type ?? rule.id;
    // Words for a register: a company that is spoken of vouches for no number.
    const own = cues[cues.length - 1];
    return ({ scan, around }, emit) => {
      const { text, runCount, runStart, runEnd, gap } = scan;
      const labels = own >= 0 && (around.field(own) || scan.conceptHits[own] > 0);
      if (!labels && !dashed) return;
      for (let i = 0; i < runCount; i++) {
        const start = runStart[i];
        if (runEnd[i] - start > longest) continue;
        const before = text.charCodeAt(start - 1);
        if (isWordUnit(before) || before === 0x2d || before === 0x2e || before === 0x5f || before === 0x2b) continue;
        const isDashed = gap[i] === GAP.dash && runEnd[i] - start === 6 && i + 1 < runCount && runEnd[i + 1] - runStart[i + 1] === 4;
        let last = isDashed ? i + 1 : i;
        // Without the dash, or a label, a number of that length is anybody's.
        if (!(dashed && isDashed) && !(labels && around.near(own, start, runEnd[i]) === 1)) continue;
        let digits = runEnd[i] - start;
        if (isDashed) digits += 4;
        // One sign throughout: 7.0.1-5145 is a version.
        const joint = gap[last];
        while (
          !lengths.has(digits) &&
          last - i < 3 &&
          last + 1 < runCount &&
          gap[last] === joint &&
          (joint === GAP.space || joint === GAP.dot || joint === GAP.dash)
        ) {
          last++;
          digits += runEnd[last] - runStart[last];
        }
        const end = runEnd[last];
        const after = text.charCodeAt(end);
        if (!lengths.has(digits) || isWordUnit(after) || ((after === 0x2d || after === 0x2e) && isDigit(text.charCodeAt(end + 1))))
          continue;
        emit({ start, end, value: digitsOf(scan, i, last), type, signals: isDashed ? ['dashed'] : [] });
        i = last;
      }
    };
  },
};
