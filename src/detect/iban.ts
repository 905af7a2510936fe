import type { Detector } from '../types.ts';
import { ibansOf, MAX_IBAN } from './iban-read.ts';
import { isMaskedBeside, isMaskUnit } from '../units.ts';

/**
 * IBANs of every country that has them, however grouped. The check digits are for the rule file to ask. Signals: `whole` as long as its country's
 * are; `odd` with a letter where a digit belongs or the other way round. With `options.partial` those that are too short or too long, and only those:
 * a label must speak for them, and their check digits say nothing.
 */
export const iban: Detector = {
  name: 'iban',
  types: ['iban'],
  signals: ['whole', 'odd'],
  options: ['partial'],
  maxLength: MAX_IBAN,
  needs: () => [{ anchors: ['countries'] }],
  prepare({ rule }) {
    const partial = rule.options?.partial === true;
    return ({ scan }, emit) => {
      const { text } = scan;
      let last = -1;
      for (const { start, end, value, shape } of ibansOf(scan).values()) {
        // Begins inside the one before, or goes on in digits that somebody masked
        if (start < last || (isMaskUnit(text.charCodeAt(end)) && (shape === 'partial' || isMaskedBeside(text, start, end)))) continue;
        if (end - start <= MAX_IBAN && (shape === 'partial') === partial) emit({ start, end, value, type: 'iban', signals: [shape] });
        if (shape !== 'partial') last = end;
      }
    };
  },
};
