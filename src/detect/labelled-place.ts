import type { Detector } from '../types.ts';
import { AddressTokens, TOKEN } from './address-tokens.ts';
import { wordHits } from './word-hits.ts';

const LONGEST = 64;

/**
 * A place behind a label and a colon, `location: Riga`, or behind words that say where somebody lives, `bor i Visby`: one to four words with
 * capitals, but no whole country (list `wide`) without a label; and the whole value of a field so named.
 */
export const labelledPlace: Detector = {
  name: 'labelled-place',
  signals: ['field'],
  words: ['label', 'lives', 'field', 'notField', 'wide', 'street', 'stop', 'fillers'],
  ownLists: ['wide', 'street', 'stop', 'fillers'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['label', 'lives', 'field'] }],
  prepare({ rule, concept, list }) {
    const hits = wordHits([concept('label'), concept('lives')]);
    const inField = concept('field');
    const notField = concept('notField');
    const wide = list('wide');
    const street = list('street');
    const stop = list('stop');
    const fillers = list('fillers');
    const tokens = new AddressTokens();
    const type = rule.type ?? rule.id;
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
        const labelled = (bits & 1) !== 0 && (mark === 0x3a || mark === 0x3d);
        if (!labelled && !((bits & 2) !== 0 && mark === 0x20)) continue;
        const before = text.charCodeAt(cueStart[hit] - 1);
        if (before === 0x2d || before === 0x5f || before === 0x2e || before === 0x2f) continue;
        tokens.read(scan, at + 1, Math.min(text.length, at + 1 + LONGEST));
        let i = tokens.isMark(0, 0x22) || tokens.isMark(0, 0x2a) ? 1 : 0;
        if (!labelled) while (i < 3 && tokens.isKind(i, TOKEN.word) && fillers(text.slice(tokens.start[i], tokens.end[i]))) i++;
        const first = i;
        for (; i - first < 4 && tokens.isCapital(i) && !stop(text.slice(tokens.start[i], tokens.end[i])); i++)
          if (tokens.isMark(i + 1, 0x2c) && tokens.isCapital(i + 2)) i++;
        if (i === first || (!labelled && i === first + 1 && wide(text.slice(tokens.start[first], tokens.end[first])))) continue;
        // The name of a street, not of a town
        if (!labelled && tokens.isKind(i, TOKEN.word) && street(text.slice(tokens.start[i], tokens.end[i]))) continue;
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
