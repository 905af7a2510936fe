import type { Detector } from '../types.ts';
import { AddressTokens, TOKEN } from './address-tokens.ts';
import { wordHits } from './word-hits.ts';

const LONGEST = 80;

/**
 * What stands behind a label such as `Company:` up to the end of the line, or behind `the company is` as far as its capitals go; and the whole
 * value of a field so named. A capital makes a word of the list `articles` the beginning of a name: `namens De Voorbeeld`. Signals: `colon`, `capital` it begins with one, `exact` the label
 * speaks of a name, `field`.
 */
export const companyLine: Detector = {
  name: 'company-line',
  signals: ['colon', 'capital', 'exact', 'field'],
  words: ['label', 'loose', 'exact', 'field', 'notField', 'stop', 'ends', 'fillers', 'vendors', 'articles'],
  ownLists: ['stop', 'ends', 'fillers', 'vendors', 'articles'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['label', 'loose', 'exact', 'field'] }],
  prepare({ rule, concept, list }) {
    const hits = wordHits([concept('label'), concept('loose'), concept('exact')]);
    const inField = concept('field');
    const notField = concept('notField');
    const stop = list('stop');
    const ends = list('ends');
    const fillers = list('fillers');
    const vendors = list('vendors');
    const articles = list('articles');
    const tokens = new AddressTokens();
    const type = rule.type ?? rule.id;
    const word = (i: number): string => (tokens.isKind(i, TOKEN.word) ? tokens.text.slice(tokens.start[i], tokens.end[i]) : '');
    return ({ scan, around, context }, emit) => {
      const { text, cueCount, cueStart, cueEnd } = scan;
      if (context.field !== undefined && !around.message && around.field(inField) && !around.field(notField)) {
        const value = text.trim();
        if (value.length > 1 && value.length <= LONGEST && /\p{L}/u.test(value) && !/[@[\]]|:\/\//.test(value)) {
          const start = text.indexOf(value);
          emit({ start, end: start + value.length, value, type, signals: ['field'] });
        }
        return;
      }
      for (let hit = 0; hit < cueCount; hit++) {
        const bits = hits.bitsOf(scan, hit);
        if (bits === 0) continue;
        const at = cueEnd[hit];
        const before = text.charCodeAt(cueStart[hit] - 1);
        const after = text.charCodeAt(at);
        if (before === 0x2f || before === 0x2e || before === 0x5f || before === 0x2d || after === 0x5f || after === 0x2d || after === 0x2e)
          continue;
        tokens.read(scan, at, Math.min(text.length, at + LONGEST));
        let i = 0;
        let colon = false;
        let filler = false;
        for (; i < tokens.count && i < 5; i++) {
          const unit = tokens.kind[i] === TOKEN.mark ? text.charCodeAt(tokens.start[i]) : 0;
          if (unit === 0x3a || unit === 0x3d) colon = true;
          else if (unit === 0x22 || unit === 0x2a) continue;
          else if (!filler && !colon && fillers(word(i))) filler = true;
          else break;
        }
        const loose = (bits & 2) !== 0 && (bits & 1) === 0;
        const exact = (bits & 4) !== 0;
        if (i >= tokens.count || (!colon && !filler && !loose && !exact) || !(tokens.isKind(i, TOKEN.word) || tokens.isKind(i, TOKEN.code)))
          continue;
        const capital = tokens.isCapital(i);
        const isArticle = capital && articles(word(i)) && tokens.isCapital(i + 1);
        if ((stop(word(i)) && !isArticle) || vendors(word(i))) continue;
        // Without a colon only a name with capitals is told from the rest of the sentence, or what ends the text.
        let last = i;
        for (let k = i + 1; k < tokens.count; k++) {
          const unit = tokens.kind[k] === TOKEN.mark ? text.charCodeAt(tokens.start[k]) : 0;
          if (tokens.isKind(k, TOKEN.line)) break;
          if (unit !== 0 && unit !== 0x26 && unit !== 0x2e && unit !== 0x27 && unit !== 0x2d && unit !== 0x22) break;
          if (unit === 0x2e && (tokens.size(k - 1) > 4 || !tokens.isKind(k + 1, TOKEN.word))) break;
          if (tokens.isKind(k, TOKEN.word) && ends(word(k)) && !(colon && capital && tokens.isCapital(k + 1) && tokens.size(k) < 4)) break;
          if (!colon && capital && tokens.isKind(k, TOKEN.word) && !tokens.isCapital(k)) break;
          if (tokens.isKind(k, TOKEN.number) && tokens.digits[k] > 4) break;
          if (unit === 0) last = k;
        }
        if (!colon && !capital && (loose || last - i > 2 || last < tokens.count - 1)) continue;
        const signals: string[] = [];
        if (colon) signals.push('colon');
        if (capital) signals.push('capital');
        if (exact) signals.push('exact');
        emit({ start: tokens.start[i], end: tokens.end[last], value: text.slice(tokens.start[i], tokens.end[last]), type, signals });
      }
    };
  },
};
