import { firstFrom } from '../first-from.ts';
import type { Detector, Scan } from '../types.ts';
import { wordHits } from './word-hits.ts';
import { isAlnum } from '../units.ts';

const LONGEST = 28;
const UNDERSCORE = 0x5f;

/**
 * A name in a frame, as players write theirs: `xX_Frost_Xx`, `xX_frost_07`. The frames are the words of the list `frame`; one of them begins the name,
 * and one of them or a number of two to four digits ends it.
 */
export const framedName: Detector = {
  name: 'framed-name',
  signals: [],
  words: ['frame'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['frame'] }],
  prepare({ rule, concept }) {
    const frames = wordHits([concept('frame')]);
    const type = rule.type ?? rule.id;
    /** A frame ends the name. */
    const closes = (scan: Scan, inside: number, end: number): boolean => {
      const { text, cueStart, cueEnd, cueCount } = scan;
      for (let i = firstFrom(cueStart, cueCount, inside + 2); i < cueCount && cueStart[i] < end; i++)
        if (cueEnd[i] === end && text.charCodeAt(cueStart[i] - 1) === UNDERSCORE && frames.bitsOf(scan, i) !== 0) return true;
      return false;
    };
    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      const own = frames.own(scan);
      let done = 0;
      for (let k = 0; k < own.count; k++) {
        const start = cueStart[own.cue[k]];
        const inside = cueEnd[own.cue[k]];
        if (start < done || text.charCodeAt(inside) !== UNDERSCORE || isPart(text.charCodeAt(start - 1))) continue;
        let end = inside;
        while (end < start + LONGEST && isPart(text.charCodeAt(end))) end++;
        if (isPart(text.charCodeAt(end))) continue;
        if (!NUMBERED.test(text.slice(inside, end)) && !closes(scan, inside, end)) continue;
        emit({ start, end, value: '', type, signals: [] });
        done = end;
      }
    };
  },
};

/** `_frost_07` */
const NUMBERED = /^_[A-Za-z][A-Za-z_]{2,}\d{0,4}_?\d{2,4}$/;

function isPart(unit: number): boolean {
  return isAlnum(unit) || unit === UNDERSCORE;
}
