import { type Detector, GAP } from '../types.ts';
import { standsAlone } from './bank-groups.ts';
import { isDigit } from '../units.ts';

/** Bank 5, branch 5, account 11 of digits and letters, key 2: with a gap of one between them, or none. */
const RIB = /(\d{5})[ -]?(\d{5})[ -]?([0-9A-Za-z]{11})[ -]?(\d{2})/y;

/**
 * French bank details (RIB). The key is for the rule file to ask.
 * > | RIB 20041 01005 0500013M026 06
 *         ^run  ^run
 */
export const bankRib: Detector = {
  name: 'bank-rib',
  types: ['rib'],
  signals: ['grouped'],
  maxLength: 26,
  needs: () => [{ digits: 10 }],
  prepare() {
    return ({ scan }, emit) => {
      const { text, runStart, runEnd, gap } = scan;
      for (let i = 0; i < scan.runCount; i++) {
        const size = runEnd[i] - runStart[i];
        // In groups the first is of 5 digits; in one piece at least bank and branch are digits.
        if (size === 5 ? gap[i] !== GAP.space && gap[i] !== GAP.dash : size < 10) continue;
        RIB.lastIndex = runStart[i];
        const found = RIB.exec(text);
        if (found === null) continue;
        const end = runStart[i] + found[0].length;
        if (!standsAlone(text, runStart[i], end) || isDigit(text.charCodeAt(end))) continue;
        emit({
          start: runStart[i],
          end,
          value: found.slice(1).join('').toUpperCase(),
          type: 'rib',
          signals: size === 5 ? ['grouped'] : [],
        });
      }
    };
  },
};
