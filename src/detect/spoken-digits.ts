import type { Detector } from '../types.ts';
import { isMaskUnit } from './numbers.ts';

const NAMES = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9'];
/** Steps of one number that are read at most. */
const MAX_STEPS = 24;

/**
 * Numbers written as words, digit by digit, also mixed with figures: "four five five six 7375". The lists d0 to d9 of the rule file hold the
 * words. Options: `min` digits; `words`, how many steps at least are words.
 */
export const spokenDigits: Detector = {
  name: 'spoken-digits',
  signals: [],
  words: NAMES,
  options: ['min', 'words'],
  maxLength: MAX_STEPS * 14,
  needs: () => [{ lists: NAMES }],
  prepare({ rule, concept }) {
    const min = Number(rule.options?.min ?? 12);
    const minWords = Number(rule.options?.words ?? 4);
    const type = rule.type ?? rule.id;
    const digitOf = new Map(NAMES.map((name, digit) => [concept(name), digit]));
    const spelled = [...digitOf.keys()].filter((id) => id >= 0);
    /** Digit that an entry of the vocabulary says, -1 for none: a text holds cues of many kinds, and each is asked. */
    let digitOfEntry = new Int8Array(0);
    return ({ scan }, emit) => {
      let spoken = 0;
      for (let i = 0; i < spelled.length; i++) spoken += scan.conceptHits[spelled[i]];
      if (spoken < minWords) return;
      const { text, cueStart, cueEnd, cueEntry, cueCount, runStart, runEnd, runCount } = scan;
      const { entryConcepts } = scan.vocabulary;
      if (digitOfEntry.length !== entryConcepts.length)
        digitOfEntry = Int8Array.from(entryConcepts, (ids) => {
          const id = ids.find((concept) => digitOf.has(concept));
          return id === undefined ? -1 : (digitOf.get(id) as number);
        });
      const digitAt = (i: number): number => digitOfEntry[cueEntry[i]];
      let run = 0;
      let last = -1;
      for (let i = 0; i < cueCount; i++) {
        if (cueStart[i] < last || digitAt(i) < 0) continue;
        // Figures right before the first word belong to the number.
        while (run < runCount && runEnd[run] <= cueStart[i] - 4) run++;
        let start = cueStart[i];
        let digits = '';
        let next = run;
        if (run < runCount && runEnd[run] <= start && isGroup(text, runStart[run], runEnd[run]) && isStep(text, runEnd[run], start)) {
          start = runStart[run];
          digits = text.slice(start, runEnd[run]);
          next = run + 1;
        }
        let at = cueStart[i];
        let words = 0;
        let cue = i;
        for (let step = 0; step < MAX_STEPS; step++) {
          while (cue < cueCount && (cueStart[cue] < at || digitAt(cue) < 0)) cue++;
          while (next < runCount && runStart[next] < at) next++;
          const word = cue < cueCount && isStep(text, at, cueStart[cue]);
          const figures = next < runCount && isGroup(text, runStart[next], runEnd[next]) && isStep(text, at, runStart[next]);
          if (word) {
            digits += digitAt(cue);
            words++;
            at = cueEnd[cue];
          } else if (figures) {
            digits += text.slice(runStart[next], runEnd[next]);
            at = runEnd[next];
          } else break;
        }
        last = at;
        if (words >= minWords && digits.length >= min) emit({ start, end: at, value: digits, type, signals: [] });
      }
    };
  },
};

/** Figures that are a group of a number: four at most, and not the rest of a masked one. */
function isGroup(text: string, start: number, end: number): boolean {
  return end - start <= 4 && !isMaskUnit(text.charCodeAt(start - 1)) && !isMaskUnit(text.charCodeAt(end));
}

/** Nothing, or one to three units of blank, comma, dash or full stop. */
function isStep(text: string, from: number, to: number): boolean {
  if (to < from || to - from > 3) return false;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 0x20 && unit !== 0x2c && unit !== 0x2d && unit !== 0x2e && unit !== 0x0a) return false;
  }
  return true;
}
