import type { Detector } from '../types.ts';
import { AddressTokens, TOKEN } from './address-tokens.ts';
import { wordHits } from './word-hits.ts';

const LONGEST = 64;
const LABEL = 1;
const LIVES = 2;
const DWELL = 4;
/** Words between a verb of living and its "in": "wohnt ja seit 2019 in". */
const MAX_BETWEEN = 4;

/**
 * A place behind a label and a colon, `location: Riga`, or in the next column of its line, or behind words that say where somebody lives, `bor i Visby`, between which others may stand
 * when they are a verb (list `dwell`) and one of `into`, `bor numera i Visby`: one to four words with
 * capitals, but no whole country (list `wide`); and the whole value of a field so named.
 */
export const labelledPlace: Detector = {
  name: 'labelled-place',
  signals: ['field'],
  words: ['label', 'lives', 'dwell', 'into', 'field', 'notField', 'wide', 'street', 'stop', 'fillers'],
  ownLists: ['into', 'wide', 'street', 'stop', 'fillers'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['label', 'lives', 'dwell', 'field'] }],
  prepare({ rule, concept, list }) {
    const hits = wordHits(['label', 'lives', 'dwell'].map(concept));
    const inField = concept('field');
    const notField = concept('notField');
    const into = list('into');
    const wide = list('wide');
    const street = list('street');
    const stop = list('stop');
    const fillers = list('fillers');
    const tokens = new AddressTokens();
    const type = rule.type ?? rule.id;
    const word = (i: number): string => tokens.text.slice(tokens.start[i], tokens.end[i]);
    /** Index of the word behind the first of `into`, when nothing but small words and a year stands before it; or -1. */
    const behindInto = (): number => {
      for (let i = 0; i <= MAX_BETWEEN && !tokens.isCapital(i); i++) {
        if (tokens.isKind(i, TOKEN.word) ? into(word(i)) : !tokens.isKind(i, TOKEN.number))
          return tokens.isKind(i, TOKEN.word) ? i + 1 : -1;
      }
      return -1;
    };
    return ({ scan, around, context }, emit) => {
      const { text, cueCount, cueEnd, cueStart } = scan;
      if (context.field !== undefined && !around.message && around.field(inField) && !around.field(notField)) {
        const value = text.trim();
        if (value.length > 1 && value.length <= LONGEST && /^[\p{L}\p{M}][\p{L}\p{M} ,.'()-]*$/u.test(value)) {
          const start = text.indexOf(value);
          emit({ start, end: start + value.length, value, type, signals: ['field'] });
        }
        return;
      }
      for (let hit = 0; hit < cueCount; hit++) {
        const at = cueEnd[hit];
        const mark = text.charCodeAt(at);
        const bits = hits.bitsOf(scan, hit);
        const labelled = (bits & LABEL) !== 0 && (mark === 0x3a || mark === 0x3d || isColumn(text, cueStart[hit], at));
        if (!labelled && !((bits & (LIVES | DWELL)) !== 0 && mark === 0x20)) continue;
        const before = text.charCodeAt(cueStart[hit] - 1);
        if (before === 0x2d || before === 0x5f || before === 0x2e || before === 0x2f) continue;
        tokens.read(scan, at + 1, Math.min(text.length, at + 1 + LONGEST));
        let i = tokens.isMark(0, 0x22) || tokens.isMark(0, 0x2a) ? 1 : 0;
        if (!labelled && (bits & LIVES) === 0) i = behindInto();
        else if (!labelled) while (i < 3 && tokens.isKind(i, TOKEN.word) && fillers(word(i))) i++;
        if (i < 0) continue;
        const first = i;
        for (; i - first < 4 && tokens.isCapital(i) && !stop(word(i)); i++) if (tokens.isMark(i + 1, 0x2c) && tokens.isCapital(i + 2)) i++;
        if (i === first || (i === first + 1 && wide(word(first)))) continue;
        // The name of a street, not of a town
        if (!labelled && tokens.isKind(i, TOKEN.word) && street(word(i))) continue;
        // A path, a name of a program or the rest of a sentence goes on.
        const next = i < tokens.count ? text.charCodeAt(tokens.start[i]) : 0;
        if (
          labelled &&
          i < tokens.count &&
          (tokens.isKind(i, TOKEN.word) ||
            tokens.isKind(i, TOKEN.number) ||
            tokens.isKind(i, TOKEN.code) ||
            next === 0x3a ||
            next === 0x2f ||
            next === 0x5c ||
            next === 0x5f ||
            next === 0x28 ||
            next === 0x3d ||
            next === 0x3c)
        )
          continue;
        emit({
          start: tokens.start[first],
          end: tokens.end[i - 1],
          value: text.slice(tokens.start[first], tokens.end[i - 1]),
          type,
          signals: [],
        });
      }
    };
  },
};

/** The label text[start..end) begins its line, and a tab or several blanks stand behind it. */
function isColumn(text: string, start: number, end: number): boolean {
  return /^(?:\t|  )/.test(text.slice(end, end + 2)) && /(?:^|\n)[ \t]{0,8}$/.test(text.slice(Math.max(0, start - 9), start));
}
