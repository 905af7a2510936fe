import type { Detector } from '../types.ts';

/**
 * A message that is nothing but a number of `min` to `max` digits (options): in a support chat that is the answer to a question, and what was asked
 * for was a code, the last four digits, a date. A field of a record is no message unless people write in it.
 */
export const wholeNumber: Detector = {
  name: 'whole-number',
  signals: [],
  options: ['min', 'max'],
  maxLength: 32,
  needs: ['runs'],
  prepare({ rule }) {
    const min = Number(rule.options?.min ?? 4);
    const max = Number(rule.options?.max ?? 12);
    const type = rule.type ?? rule.id;
    return ({ scan, around }, emit) => {
      const { text, runStart, runEnd, runCount, gap } = scan;
      if (runCount === 0 || runCount > 6 || text.length > 32 || !around.message) return;
      if (!/^[\s#]*\d[\d -]*[\s.!]*$/.test(text)) return;
      let digits = 0;
      for (let i = 0; i < runCount; i++) {
        digits += runEnd[i] - runStart[i];
        if (i + 1 < runCount && gap[i] !== 1 && gap[i] !== 2) return;
      }
      if (digits < min || digits > max) return;
      emit({ start: runStart[0], end: runEnd[runCount - 1], value: text.slice(runStart[0], runEnd[runCount - 1]), type, signals: [] });
    };
  },
};
