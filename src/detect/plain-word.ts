import type { Detector } from '../types.ts';
import { forEachLabel, isBlankBetween, walkFrom } from './label-walk.ts';
import { isWordUnit } from './numbers.ts';
import { optionsOf, wordEndings } from './rule-options.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isLetter, wordEnd, wordSet } from './words.ts';

const LONGEST = 28;
/** From a value to what is said of it. */
const MAX_STATE = 40;
/** From a label to its value, which is the last of the words. */
const LIMITS = { maxWords: 5, maxGap: 40 };

/**
 * A plain word that is a value only by its place in a sentence: "mein pw gurkensalat geht nicht", "password was dragonfly, everywhere", "als Passwort
 * hab ich sonnenblume genommen", "I used butterscotch as password". Any word can stand behind a label, so the word must end its clause or be followed
 * by one that speaks of values, and be none that tells of passwords and names themselves.
 * Options: `is`, verbs that lead to a value; `hedge`, words that may stand before it ("still", "probably"); `follow`, words that may stand behind it;
 * `as`, words that make a label a role ("als Passwort"); `use`, what people do with a value in that role; `nothing` and `also`, words that are no value;
 * `state`, words of which one must follow the verb behind a value ("account radiobert is blocked"), which is then written small; `endings`, ends of such words; `inflected`, last letters of cases in which no value stands; `genitive`, forms of a label behind which a word stands that
 * belongs to it ("paroles lauks"); `vague`, words before a label that mean none of its values ("a passphrase helps", "which password worked"); `like`: the id of another detector of the category, whose options count where this one has none.
 * Signals: `is` behind a verb, `bare` behind the label, `as` behind a role, `before` in front of one.
 */
export const plainWord: Detector = {
  name: 'plain-word',
  signals: ['is', 'bare', 'as', 'before'],
  options: ['like', 'min', 'is', 'hedge', 'follow', 'state', 'as', 'use', 'nothing', 'also', 'endings', 'inflected', 'genitive', 'vague'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['cue'] }],
  prepare({ rule, category, cues }) {
    const options = optionsOf(rule, category);
    const min = Number(options.min ?? 4);
    const is = wordSet(options.is);
    const hedge = wordSet(options.hedge);
    const follow = wordSet(options.follow);
    const state = wordSet(options.state);
    const as = wordSet(options.as);
    const use = wordSet(options.use);
    const nothing = new Set([...wordSet(options.nothing), ...wordSet(options.also), ...is, ...hedge]);
    const endsLike = wordEndings(options.endings);
    const genitive = wordSet(options.genitive);
    const vague = wordSet(options.vague);
    const inflected = String(options.inflected ?? '');
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
      if (inflected.includes(text.charAt(end - 1)) || (state.size > 0 && text.charAt(at) !== text.charAt(at).toLowerCase())) return -1;
      const word = foldWord(text.slice(at, end));
      if (nothing.has(word) || use.has(word) || follow.has(word) || endsLike(word)) return -1;
      return end;
    };
    /** The clause ends here, or goes on with one of `words`. */
    const goesOn = (text: string, end: number, words: readonly ReadonlySet<string>[]): boolean => {
      const unit = text.charCodeAt(end);
      if (state.size > 0) return saysState(text, end);
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
      const { text } = scan;
      forEachLabel(scan, labels, (label, from) => {
        const asStart = text.charCodeAt(label - 1) === 0x20 ? wordBefore(text, label - 1) : -1;
        const role = asStart >= 0 && as.has(foldWord(text.slice(asStart, label - 1)));
        const named = role ? valueBefore(text, asStart - 1) : -1;
        if (named >= 0) {
          emit({ start: named, end: asStart - 1, value: '', type, signals: ['before'] });
          return from;
        }
        let link = 'bare' as 'is' | 'bare' | 'as';
        const start = walkFrom(text, from, LIMITS, isBlankBetween(text), (word, at, end) => {
          if (is.has(word)) link = 'is';
          else if (role && use.has(word)) link = 'as';
          // "my password i think thunder", but "the password i chatten" is Swedish.
          else return hedge.has(word) && (end > at + 1 || hedge.has(foldWord(text.slice(end + 1, wordEnd(text, end + 1, end + LONGEST)))));
          return true;
        });
        if (start <= from) return -1;
        const end = valueEnd(text, start);
        const isVague = asStart >= 0 && vague.has(foldWord(text.slice(asStart, label - 1)));
        if (end < 0 || (link === 'bare' && (role || isVague || owns(text, label, from)))) return -1;
        if (!goesOn(text, end, link === 'as' ? [follow, use] : [follow])) return -1;
        emit({ start, end, value: '', type, signals: [link] });
        return end;
      });
    };

    /** Start of the value that ends at `end`, when a verb of use stands before it: "used butterscotch"; or -1. */
    function valueBefore(text: string, end: number): number {
      const start = text.charCodeAt(end) === 0x20 ? wordBefore(text, end) : -1;
      if (start <= 0 || text.charCodeAt(start - 1) !== 0x20 || valueEnd(text, start) !== end) return -1;
      const verb = wordBefore(text, start - 1);
      if (verb < 0) return -1;
      const word = foldWord(text.slice(verb, start - 1));
      return use.has(word) || is.has(word) ? start : -1;
    }

    /** " is still blocked": a verb of `follow` and a word of `state` at most one word later. */
    function saysState(text: string, end: number): boolean {
      const [verb, ...said] = text.slice(end, end + MAX_STATE).match(/(?<=^(?: \p{L}+){0,2}) \p{L}+/gu) ?? [];
      return verb !== undefined && follow.has(foldWord(verb.slice(1))) && said.some((word) => state.has(foldWord(word.slice(1))));
    }

    /** "paroles maina": in this form the label says whose the next word is. */
    function owns(text: string, label: number, end: number): boolean {
      return genitive.size > 0 && genitive.has(foldWord(text.slice(label, end)));
    }
  },
};
