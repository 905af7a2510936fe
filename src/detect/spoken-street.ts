import type { Detector } from '../types.ts';
import { isUpper } from './address-tokens.ts';
import { isScale, isSpokenDay, isYearPart } from './date-words.ts';
import { readSaidPostcode } from './said-postcode.ts';
import { ownWords } from './own-words.ts';
import { nextWord, wordAt, wordEnd, wordStart } from './spoken-date.ts';
import { wordHits } from './word-hits.ts';
import { foldWord } from './words.ts';

const LONGEST = 90;
/** Words of a number, and of a street's name that stands behind its number. */
const MAX_NUMBER = 4;
const MAX_NAME = 3;
/** Numerals of a postcode that are said one by one. */
const MAX_CODE = 6;
/** Words of a house's number and its postcode together. */
const MIN_SAID = 4;
const MAX_SAID = 8;
/** Flats and floors behind one number. */
const MAX_FLATS = 3;
/** Words of a street that only its postcode tells. */
const MAX_PLACE = 5;
/** Words of a name behind "am" or "op de", and letters of each. */
const MAX_LED = 2;
const MIN_LED = 4;
/** A postcode in figures and its town, behind a number in words: `, 3540 Herk-de-Stad`. */
const FIGURES = /,? (?:\p{Lu}{1,2}-)?\d{3}(?: \d{2}|\d{1,2})(?: \p{Lu}{2})?,? \p{Lu}[\p{L}-]{2,30}/uy;
/** Words that also say "a" are no number by themselves. */
const ARTICLES = new Set(['en', 'ett', 'een', 'ein', 'viens', 'vienu', 'one', 'oh', 'zero']);

/**
 * Streets of which the number is said in words, as callers say them: `lastgatan nitton`, `forty two maple avenue`. Lists: `number` words from which it
 * starts; `ends` of words that are streets, `leads` before those, `street` words behind the name of one, `named` those that mean other things too and need capitals, `unit` words
 * beside another number of the address; `before` and `beside` what leads
 * to other names, of which the first is a part of them; `within` words between it and its town, but not `notTowns`; `as` between a letter and a word that begins with it;
 * `notStreets`, `notNames` for what follows a count, `stop` words that are in no name. Postcodes that are read out with their letters are found too.
 * Signals: `ending` the street's word says that it is one; `led` a word before it
 * does no more than lead to it; `many` two words of a number or more; `unit` a flat follows; `named` the name and its word have
 * capitals; `postcode` it is one, or one follows in figures.
 * > | dorfstrasse zwoelf
 *          ^ends  ^number
 */
export const spokenStreet: Detector = {
  name: 'spoken-street',
  types: ['postcode'],
  signals: ['ending', 'led', 'many', 'unit', 'named', 'postcode'],
  words: [
    'number',
    'ends',
    'leads',
    'street',
    'named',
    'unit',
    'within',
    'notTowns',
    'as',
    'before',
    'beside',
    'notStreets',
    'notNames',
    'stop',
  ],
  ownLists: ['ends', 'leads', 'street', 'named', 'unit', 'within', 'notTowns', 'as', 'before', 'beside', 'notStreets', 'notNames', 'stop'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['number'] }],
  prepare(setup) {
    const { rule, concept, list } = setup;
    const numbers = wordHits([concept('number')]);
    const ends = list('ends');
    const isStreet = list('street');
    const isNamed = list('named');
    const isUnit = list('unit');
    const isWithin = list('within');
    const isNoStreet = list('notStreets');
    const isNoName = list('notNames');
    const isAs = list('as');
    const isLead = list('leads');
    const isStop = list('stop');
    const isNoTown = list('notTowns');
    const before = ownWords(setup, 'before');
    const beside = ownWords(setup, 'beside');
    const type = rule.type ?? rule.id;

    const endsLikeStreet = (word: string): boolean => {
      if (word.length < 6 || isNoStreet(word)) return false;
      for (let size = 3; size <= 8 && size <= word.length - 2; size++) if (ends(word.slice(-size))) return true;
      return false;
    };
    /** Where the words of a number that begins at `at` end, and how many there are. */
    const readNumber = (text: string, at: number, most = MAX_NUMBER): { readonly end: number; readonly words: number } => {
      let end = at;
      let words = 0;
      for (let next = at; next >= 0 && words < most && isYearPart(wordAt(text, next)); next = nextWord(text, end)) {
        end = wordEnd(text, next);
        words += numeralsIn(end - next);
      }
      return { end, words };
    };
    /** Start of the word of a hundred before the number at `at`, `simt divdesmit`; or `at`. */
    const scaleBefore = (text: string, at: number): number => {
      const before = wordStart(text, at);
      return before < at && isScale(wordAt(text, before)) ? before : at;
    };
    /** Start of the street whose name ends right before `at`, or -1. */
    const streetBefore = (text: string, at: number): number => {
      let last = wordStart(text, at);
      if (last < at && isUnit(wordAt(text, last))) {
        const before = wordStart(text, last);
        if (before < last) last = before;
      }
      if (last === at) return -1;
      const word = wordAt(text, last);
      if (endsLikeStreet(word)) {
        const before = wordStart(text, last);
        return text.charCodeAt(last - 1) === 0x2d || (last - before > 4 && isLead(wordAt(text, before))) ? before : last;
      }
      const name = wordStart(text, last);
      const named = isCapital(text, name);
      // `Linzer Strasse`, `linzer strasse`; "in unserer Strasse zwei Linden" has no name.
      if (!(isStreet(word) ? named || !isCapital(text, last) : isNamed(word) && named && isCapital(text, last))) return -1;
      if (name === last || wordAt(text, name).length < 4 || isYearPart(wordAt(text, name)) || isStop(wordAt(text, name))) return -1;
      const lead = wordStart(text, name);
      return lead < name && name - lead > 4 && isCapital(text, lead) && isLead(wordAt(text, lead)) ? lead : name;
    };
    /** End of a street that begins at `at`, behind its number: `maple avenue`, `county road nine forty`; or -1. */
    const streetAfter = (text: string, at: number): number => {
      for (let next = nextWord(text, at), words = 0; next > 0 && words <= MAX_NAME; next = nextWord(text, nameEnd(text, next)), words++) {
        const word = wordAt(text, next);
        if (words > 0 && (isStreet(word) || (isNamed(word) && isCapital(text, next) && isCapital(text, wordStart(text, next))))) {
          const end = wordEnd(text, next);
          const more = nextWord(text, end);
          return more > 0 && isYearPart(wordAt(text, more)) ? readNumber(text, more).end : end;
        }
        if (isNoName(word) || isYearPart(word) || word.length < 3) return -1;
      }
      return -1;
    };

    /** Start of a name of one or two words right before `at` that words such as "am" or "op de" lead to, of which the German are a part of it; or -1. */
    const ledBefore = (text: string, at: number): number => {
      for (let words = 0, last = at; words < MAX_LED; words++) {
        const name = wordStart(text, last);
        const word = wordAt(text, name);
        if (name === last || word.length < MIN_LED || isStop(word) || isNoName(word) || isYearPart(word)) return -1;
        const lead = before.startOf(text, name - 1);
        if (lead >= 0) return lead;
        if (beside.startOf(text, name - 1) >= 0) return name;
        last = name;
      }
      return -1;
    };
    /** Start of a name right before `at`, of words with capitals and small ones between: `Am Alten Deich`, `Steenweg op Diest`; or -1. */
    const nameBefore = (text: string, at: number): number => {
      let start = -1;
      for (let words = 0, from = wordStart(text, at), last = at; words < MAX_PLACE && from < last; words++) {
        const word = wordAt(text, from);
        if (isCapital(text, from) ? isStop(word) && !isLead(word) : start < 0 || word.length > 3) break;
        if (isCapital(text, from)) start = from;
        last = from;
        from = wordStart(text, from);
      }
      return start;
    };
    /** End of the postcode in figures and the town behind `end`, or 0. */
    const readFigures = (text: string, end: number): number => {
      FIGURES.lastIndex = end;
      return FIGURES.test(text) ? FIGURES.lastIndex : 0;
    };

    /** End of the letter of a house, its postcode in words and the town behind the number that ends at `end`. */
    const readTown = (text: string, end: number, words: number): number => {
      let last = end;
      let said = words;
      const letter = nextWord(text, last);
      if (letter > 0 && wordEnd(text, letter) === letter + 1 && !isYearPart(wordAt(text, letter))) {
        const code = nextWord(text, letter + 1);
        if (code < 0 || !isYearPart(wordAt(text, code))) return end;
        last = letter + 1;
      }
      for (let read = nextWord(text, last); read > 0 && said < MAX_SAID && isYearPart(wordAt(text, read)); read = nextWord(text, last)) {
        last = wordEnd(text, read);
        said += numeralsIn(last - read);
      }
      if (said < MIN_SAID) return end;
      const town = nextWord(text, last);
      return town > 0 && wordAt(text, town).length > 2 && !isNoName(wordAt(text, town)) ? wordEnd(text, town) : last;
    };

    /** End of the flats and floors behind the number that ends at `end`, `flat eleven`, `third floor`; or 0. */
    const readFlat = (text: string, end: number): number => {
      let last = 0;
      for (let part = 0; part < MAX_FLATS; part++) {
        const next = readUnit(text, Math.max(end, last));
        if (next === 0) break;
        last = next;
      }
      return last;
    };
    const readUnit = (text: string, end: number): number => {
      const first = nextWord(text, end);
      const second = first < 0 ? -1 : nextWord(text, wordEnd(text, first));
      if (second < 0) return 0;
      if (isSpokenDay(wordAt(text, first)) && isUnit(wordAt(text, second))) return wordEnd(text, second);
      const number = isUnit(wordAt(text, first)) ? readNumber(text, second) : undefined;
      return number !== undefined && number.words > 0 ? number.end : 0;
    };
    /** End of the town behind `end`, with its postcode in words, where a comma or "in" leads to a name with a capital; or `end`. */
    const readPlace = (text: string, end: number, lower: boolean): number => {
      let at = nextWord(text, end);
      const led = at > 0 && isWithin(wordAt(text, at));
      if (led) at = nextWord(text, wordEnd(text, at));
      if (at < 0 || !(led || text.charCodeAt(end) === 0x2c)) return end;
      const code = readNumber(text, at, MAX_CODE);
      if (code.words > 1) at = nextWord(text, code.end);
      if (at < 0) return end;
      const word = wordAt(text, at);
      const named = isCapital(text, at) || (lower && led && !isStop(word) && !isNoTown(word));
      return !named || word.length < 3 || isNoName(word) || isYearPart(word) ? end : wordEnd(text, at);
    };

    return ({ scan }, emit) => {
      const { text, cueStart } = scan;
      const own = numbers.own(scan);
      let done = 0;
      for (let k = 0; k < own.count; k++) {
        const at = scaleBefore(text, cueStart[own.cue[k]]);
        if (at < done) continue;
        const code = readSaidPostcode(text, at, isAs);
        if (code !== undefined) {
          // The Dutch say the number of the house behind it.
          done = isYearPart(wordAt(text, code.start)) ? Math.max(code.end, readFlat(text, code.end)) : code.end;
          emit({ start: code.start, end: done, value: '', type: 'postcode', signals: ['postcode'] });
          continue;
        }
        const number = readNumber(text, at);
        if (number.words === 0) continue;
        const signals: string[] = number.words > 1 ? ['many'] : [];
        const figures = readFigures(text, number.end);
        const known = figures > 0 ? nameBefore(text, at) : streetBefore(text, at);
        const street = known < 0 && figures === 0 ? ledBefore(text, at) : known;
        let start = at;
        let end = number.end;
        if (figures > 0 && street >= 0) {
          start = street;
          end = figures;
          signals.push('postcode');
        } else if (street >= 0) {
          const next = nextWord(text, end);
          const counted = next > 0 && isNoName(wordAt(text, next));
          if (counted || (number.words === 1 && ARTICLES.has(foldWord(wordAt(text, at))))) continue;
          start = street;
          signals.push(known < 0 ? 'led' : 'ending');
          const town = readTown(text, end, number.words);
          if (town > end) end = town;
          else {
            const flat = readFlat(text, end);
            if (flat > end) signals.push('unit');
            end = readPlace(text, Math.max(houseLetter(text, end), flat), !isCapital(text, start));
          }
        } else {
          end = streetAfter(text, number.end);
          if (end < 0) continue;
          if (isCapital(text, wordStart(text, end))) signals.push('named');
          end = readPlace(text, Math.max(end, readFlat(text, end)), !isCapital(text, wordStart(text, end)));
        }
        if (end - start > LONGEST) continue;
        done = end;
        emit({ start, end, value: '', type, signals });
      }
    };
  },
};

/** Numerals in a word of so many units: `tvahundraelva` is more than one. */
function numeralsIn(length: number): number {
  return length > 10 ? 2 : 1;
}

/** A word with a capital begins at `at`. */
function isCapital(text: string, at: number): boolean {
  return isUpper(text.charCodeAt(at));
}

/** End of the word that begins at `at`, with its genitive: `Queen's`. */
function nameEnd(text: string, at: number): number {
  const end = wordEnd(text, at);
  return /^['\u2019]s /.test(text.slice(end, end + 3)) ? end + 2 : end;
}

/** End of the letter behind the number of a house that ends at `end`, where nothing else of the sentence follows; or `end`. */
function houseLetter(text: string, end: number): number {
  return /^ ?[a-h](?:[.,!?\n]|$)/i.test(text.slice(end, end + 3)) ? end + (text.charCodeAt(end) === 0x20 ? 2 : 1) : end;
}
