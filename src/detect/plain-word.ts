import type { Detector } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { optionsOf, wordEndings } from './rule-options.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isLetter, wordEnd, wordSet } from './words.ts';

const LONGEST = 28;
/** Words between a label and its value, and units. */
const MAX_LEAD = 4;
const MAX_GAP = 40;

/**
 * A plain word that is a value only by its place in a sentence: "mein pw gurkensalat geht nicht", "password was dragonfly, everywhere", "als Passwort
 * hab ich sonnenblume genommen", "I used butterscotch as password". Any word can stand behind a label, so the word must end its clause or be followed
 * by one that speaks of values, and be none that tells of passwords and names themselves.
 * Options: `is`, verbs that lead to a value; `hedge`, words that may stand before it ("still", "probably"); `follow`, words that may stand behind it;
 * `as`, words that make a label a role ("als Passwort"); `use`, what people do with a value in that role; `nothing` and `also`, words that are no value;
 * `endings`, ends of such words; `like`: the id of another detector of the category, whose options count where this one has none.
 * Signals: `is` behind a verb, `bare` behind the label, `as` behind a role, `before` in front of one.
 */
export const plainWord: Detector = {
  name: 'plain-word',
  signals: ['is', 'bare', 'as', 'before'],
  options: ['like', 'min', 'is', 'hedge', 'follow', 'as', 'use', 'nothing', 'also', 'endings'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['cue'] }],
  prepare({ rule, category, cues }) {
    const options = optionsOf(rule, category);
    const min = Number(options.min ?? 4);
    const is = wordSet(options.is);
    const hedge = wordSet(options.hedge);
    const follow = wordSet(options.follow);
    const as = wordSet(options.as);
    const use = wordSet(options.use);
    const nothing = new Set([...wordSet(options.nothing), ...wordSet(options.also), ...is, ...hedge]);
    const endsLike = wordEndings(options.endings);
    const labels = wordHits(cues);
    const type = rule.type ?? rule.id;

    /** Offset after the word at `at`, when a value may be that word. */
    const valueEnd = (text: string, at: number): number => {
      let end = wordEnd(text, at, at + LONGEST);
      // `apple-pie`
      while (text.charCodeAt(end) === 0x2d && isLetter(text.charCodeAt(end + 1)) && end - at < LONGEST)
        end = wordEnd(text, end + 1, at + LONGEST);
      const size = end - at;
      if (size < min || size >= LONGEST || isWordUnit(text.charCodeAt(end))) return -1;
      const word = foldWord(text.slice(at, end));
      if (nothing.has(word) || use.has(word) || follow.has(word) || endsLike(word)) return -1;
      return end;
    };
    /** The clause ends here, or goes on with one of `words`. */
    const goesOn = (text: string, end: number, words: readonly ReadonlySet<string>[]): boolean => {
      const unit = text.charCodeAt(end);
      if (end >= text.length || unit === 0x0a || unit === 0x0d) return true;
      if (unit === 0x2c || unit === 0x2e || unit === 0x21 || unit === 0x3b) return !isWordUnit(text.charCodeAt(end + 1));
      if (unit === 0x29) return true;
      if (unit !== 0x20) return false;
      const next = wordEnd(text, end + 1, end + 1 + LONGEST);
      if (next === end + 1) return !isWordUnit(text.charCodeAt(next)) && text.charCodeAt(next) !== 0x2f;
      const word = foldWord(text.slice(end + 1, next));
      return words.some((list) => list.has(word));
    };
    /** Start of the word that ends at `end` behind one blank, or -1. */
    const wordBefore = (text: string, end: number): number => {
      let start = end;
      while (start > 0 && end - start < LONGEST && isLetter(text.charCodeAt(start - 1))) start--;
      return start === end || isWordUnit(text.charCodeAt(start - 1)) ? -1 : start;
    };

    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      const own = labels.own(scan);
      let done = -1;
      for (let k = 0; k < own.count; k++) {
        const label = cueStart[own.cue[k]];
        const from = cueEnd[own.cue[k]];
        if (label < done || isWordUnit(text.charCodeAt(from))) continue;
        const asStart = text.charCodeAt(label - 1) === 0x20 ? wordBefore(text, label - 1) : -1;
        const role = asStart >= 0 && as.has(foldWord(text.slice(asStart, label - 1)));
        if (role) {
          const start = text.charCodeAt(asStart - 1) === 0x20 ? wordBefore(text, asStart - 1) : -1;
          if (start > 0 && text.charCodeAt(start - 1) === 0x20 && valueEnd(text, start) === asStart - 1) {
            const verb = wordBefore(text, start - 1);
            if (verb >= 0 && (use.has(foldWord(text.slice(verb, start - 1))) || is.has(foldWord(text.slice(verb, start - 1))))) {
              emit({ start, end: asStart - 1, value: '', type, signals: ['before'] });
              continue;
            }
          }
        }
        let at = from;
        let link: 'is' | 'bare' | 'as' = 'bare';
        for (let words = 0; words <= MAX_LEAD && text.charCodeAt(at) === 0x20 && at - from < MAX_GAP; words++) {
          const end = wordEnd(text, at + 1, at + 1 + LONGEST);
          const word = foldWord(text.slice(at + 1, end));
          // "my password i think thunder", but "the password i chatten" is Swedish.
          if (end === at + 2 && hedge.has(word) && !hedge.has(foldWord(text.slice(end + 1, wordEnd(text, end + 1, end + LONGEST))))) break;
          if (is.has(word)) link = 'is';
          else if (role && use.has(word)) link = 'as';
          else if (!hedge.has(word)) {
            const close = valueEnd(text, at + 1);
            if (close < 0 || (role && link === 'bare') || !goesOn(text, close, link === 'as' ? [follow, use] : [follow])) break;
            emit({ start: at + 1, end: close, value: '', type, signals: [link] });
            done = close;
            break;
          }
          at = end;
        }
      }
    };
  },
};
