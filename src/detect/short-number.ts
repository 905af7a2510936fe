import { type Detector, GAP } from '../types.ts';
import { isAmount } from './label-value.ts';
import { isWordUnit } from './numbers.ts';
import { wordSet } from './words.ts';
import { isDigit, isEmphasised, isMaskUnit } from '../units.ts';

/**
 * A number of `min` to `max` digits in one run with a label of the category directly left of it: "my card no is 6784".
 * Only a label makes it anything, so none is emitted without one. A word of `unless` close on the left ("ending in") says that it may stay;
 * one of option `units` behind it makes it an amount.
 */
export const shortNumber: Detector = {
  name: 'short-number',
  signals: [],
  words: ['unless'],
  options: ['min', 'max', 'units'],
  maxLength: 24,
  needs: (rule) => [{ digits: Number(rule.options?.min ?? 4), lists: ['cue'] }],
  prepare({ rule, cues, concept }) {
    const min = Number(rule.options?.min ?? 4);
    const max = Number(rule.options?.max ?? 11);
    const unless = concept('unless');
    const units = wordSet(rule.options?.units);
    const type = rule.type ?? rule.id;
    return ({ scan, around }, emit) => {
      const { text, runStart, runEnd, gap, runCount, cueCount } = scan;
      // A field or the question before can be the label.
      if (cueCount === 0 && !cues.some((cue) => around.left(cue, 0))) return;
      for (let i = 0; i < runCount; i++) {
        const start = runStart[i];
        let end = runEnd[i];
        if (end - start < min || end - start > max || gap[i] > 1 || (i > 0 && gap[i - 1] > 1)) continue;
        if (
          isWordUnit(text.charCodeAt(start - 1)) ||
          isWordUnit(text.charCodeAt(end)) ||
          ((isMaskUnit(text.charCodeAt(start - 1)) || isMaskUnit(text.charCodeAt(end))) && !isEmphasised(text, start, end))
        )
          continue;
        // `ORA-01555`, `card_20931.tmp`: a piece of a name
        if ('-_'.includes(text.charAt(start - 1) || ' ') && isWordUnit(text.charCodeAt(start - 2))) continue;
        if (isAmount(text, end, units)) continue;
        if (isDigit(text.charCodeAt(end + 1)) && text.charCodeAt(end) !== 0x20) continue;
        if (gap[i] !== 0 && isMaskUnit(text.charCodeAt(runEnd[i + 1]))) continue; // 4111 11** ...
        if (!cues.some((cue) => around.near(cue, start, end) === 1)) continue;
        // A question for the last digits is answered with them.
        if (unless >= 0 && scan.conceptHits[unless] > 0 && around.left(unless, start)) continue;
        // The groups of one number belong together: `my visa 4000 0566`.
        let digits = end - start;
        for (; gap[i] === GAP.space && digits + runEnd[i + 1] - runStart[i + 1] <= max; i++) {
          digits += runEnd[i + 1] - runStart[i + 1];
          end = runEnd[i + 1];
        }
        emit({ start, end, value: text.slice(start, end).replaceAll(' ', ''), type, signals: [] });
      }
    };
  },
};
