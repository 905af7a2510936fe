import type { Detector } from '../types.ts';
import { MAX_IBAN, readIban } from './iban-read.ts';

/**
 * IBANs of every country that has them, however grouped. The check digits are for the rule file to ask. Signals: `whole` as long as its country's
 * are; `odd` with a letter where a digit belongs or the other way round; `partial` too short or too long.
 */
export const iban: Detector = {
  name: 'iban',
  signals: ['whole', 'odd', 'partial'],
  maxLength: MAX_IBAN,
  needs: ['runs'],
  prepare() {
    return ({ scan }, emit) => {
      for (let run = 0; run < scan.runCount; run++) {
        const found = readIban(scan, run);
        if (found === null) continue;
        const { start, end, value, shape } = found;
        if (end - start > MAX_IBAN) continue;
        emit({ start, end, value, type: 'iban', signals: [shape] });
        if (shape !== 'partial') while (run + 1 < scan.runCount && scan.runStart[run + 1] < end) run++;
      }
    };
  },
};
