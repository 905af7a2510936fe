import type { Detector } from '../types.ts';
import { isUpper } from './address-tokens.ts';
import { isFirstName } from './names/name-list.ts';
import { isDigit } from '../units.ts';
import { ownWords } from './own-words.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isLetter, wordEnd } from './words.ts';

const LONGEST = 48;
/** Units behind a verb of living in which its town begins: "wohne bei meinem Bruder in". */
const FAR = 44;
/** Units left of "from" in which it must be said who is from there. */
const BEFORE = 40;
/** Units of a message in which the town that was asked for begins. */
const ANSWER = 24;
const LIVES = 1;
const VERB = 2;
const FROM = 4;
const KIN = 8;
/** Words of a name between a word for a person and where they are: "our son Milo Berg in". */
const MAX_NAMES = 2;

/**
 * Known towns, in any case, where somebody says that they live there, are from there or send greetings from there: a town by itself is where a shop
 * is or a bus goes. Lists: `town`; `townWord`, which need a capital; `lives` words right before a town, `verb` verbs with a few words and one of `in`
 * between, and where its way goes on behind one of `way`, "from Riga to Tartu"; `from` words that count behind one of `self` and not behind one of `thing`; `kin` people who are in a town, with a name between;
 * `asked` words of a question for a town; `wide` countries.
 * Signals: one of `lives`, `verb`, `from`, `kin`, `asked`, `alone` a message that is nothing else,
 * `signed` the end of a signature.
 * > | wohne jetzt bei meiner Tante in fulda
 *     ^verb                        ^in
 */
export const knownTown: Detector = {
  name: 'known-town',
  signals: ['lives', 'verb', 'from', 'kin', 'asked', 'alone', 'signed'],
  words: ['town', 'townWord', 'lives', 'verb', 'in', 'way', 'from', 'kin', 'self', 'thing', 'asked', 'wide'],
  ownLists: ['town', 'townWord', 'in', 'way', 'self', 'thing', 'wide'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['lives', 'verb', 'from', 'kin'] }, { field: ['asked'] }, { anchors: ['short'] }, { anchors: ['closes'] }],
  prepare(setup) {
    const { rule, concept, list } = setup;
    const cues = wordHits([concept('lives'), concept('verb'), concept('from'), concept('kin')]);
    const asked = concept('asked');
    const known = ownWords(setup, 'town');
    const knownWord = ownWords(setup, 'townWord');
    const isIn = list('in');
    const isWay = list('way');
    const isSelf = list('self');
    const isThing = list('thing');
    const isWide = list('wide');
    const type = rule.type ?? rule.id;

    /** End of the town that begins at `at`, or 0. */
    const townAt = (text: string, at: number): number => {
      const end = Math.max(known.endAt(text, at), isUpper(text.charCodeAt(at)) ? knownWord.endAt(text, at) : 0);
      if (end === 0) return 0;
      for (const more of MORE) {
        more.lastIndex = end;
        if (more.test(text)) return more.lastIndex;
      }
      return end;
    };
    /** Start of the town that is all of a message, with a word such as "in" before it and its country behind; or -1. */
    const onlyTown = (text: string): number => {
      let at = 0;
      while (at < text.length && !isLetter(text.charCodeAt(at))) at++;
      const first = wordEnd(text, at, at + LONGEST);
      if (text.charCodeAt(first) === 0x20 && isIn(text.slice(at, first))) at = first + 1;
      const end = known.endAt(text, at);
      const rest = end === 0 ? undefined : ONLY.exec(text.slice(end));
      return rest !== null && rest !== undefined && (rest[1] === undefined || isWide(rest[1])) ? at : -1;
    };
    /** Start of a town behind a verb: behind one of `in`, or by its case where nothing stands before it. */
    const townBehind = (text: string, from: number): number => {
      const limit = Math.min(text.length, from + FAR);
      let led = true;
      for (let at = from; at < limit; ) {
        if (!isLetter(text.charCodeAt(at))) {
          if (!isPlain(text, at)) return -1;
          at++;
          continue;
        }
        const end = wordEnd(text, at, at + LONGEST);
        if ((led || WITHIN.test(text.slice(at, end))) && townAt(text, at) > 0) return at;
        led = isIn(text.slice(at, end));
        at = end;
      }
      return -1;
    };
    /** Start of a town behind a person: "in" follows at once, or behind their name. */
    const townOf = (text: string, from: number): number => {
      let names = 0;
      // `Mr.`, "the landlord's in"
      const short =
        text.charCodeAt(from) === 0x2e ? 1 : text.charCodeAt(from) === 0x27 && (text.charCodeAt(from + 1) | 0x20) === 0x73 ? 2 : 0;
      for (let at = from + short; text.charCodeAt(at) === 0x20; ) {
        const end = wordEnd(text, at + 1, at + 1 + LONGEST);
        const word = text.slice(at + 1, end);
        if (text.charCodeAt(end) === 0x20 && isIn(word)) return townAt(text, end + 1) > 0 ? end + 1 : -1;
        if (WITHIN.test(word) && townAt(text, at + 1) > 0) return at + 1;
        if (++names > MAX_NAMES || !(isUpper(text.charCodeAt(at + 1)) || isFirstName(foldWord(word)))) return -1;
        at = end;
      }
      return -1;
    };
    /** Who says it is told before "from", and no thing comes from there. */
    const isTold = (text: string, at: number): boolean => {
      let self = false;
      let words = 0;
      for (let i = at - 1; i > at - BEFORE && i >= 0; ) {
        if (!isLetter(text.charCodeAt(i))) {
          if (!isPlain(text, i)) break;
          i--;
          continue;
        }
        let start = i;
        while (start > 0 && i - start < LONGEST && isLetter(text.charCodeAt(start - 1))) start--;
        const word = text.slice(start, i + 1);
        if (words++ < 2 && isThing(word)) return false;
        self ||= isSelf(word);
        i = start - 1;
      }
      return self;
    };

    return ({ scan, around }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      let done = 0;
      const tell = (start: number, signal: string): void => {
        const end = townAt(text, start);
        if (end === 0 || end - start > LONGEST || start < done) return;
        done = end;
        emit({ start, end, value: foldWord(text.slice(start, end)), type, signals: [signal] });
      };
      if (around.message && around.left(asked, 0))
        for (let at = 0; at < ANSWER && at < text.length; at++)
          if (isLetter(text.charCodeAt(at)) && !isLetter(text.charCodeAt(at - 1))) tell(at, 'asked');
      if (around.message && text.length <= LONGEST) {
        const only = onlyTown(text);
        if (only >= 0) tell(only, 'alone');
      }
      const town = signedTown(text);
      if (town >= 0 && known.endAt(text, town) === text.trimEnd().length) tell(town, 'signed');
      /** A town, and the other end of the way that it is one end of. */
      const tellWay = (start: number, signal: string): void => {
        tell(start, signal);
        const link = text.charCodeAt(done) === 0x20 && start < done ? wordEnd(text, done + 1, done + 1 + LONGEST) : -1;
        if (link > 0 && text.charCodeAt(link) === 0x20 && isWay(text.slice(done + 1, link))) tell(link + 1, signal);
      };
      const own = cues.own(scan);
      for (let k = 0; k < own.count; k++) {
        const end = cueEnd[own.cue[k]];
        const bits = own.bits[k];
        if ((bits & KIN) !== 0) {
          const town = townOf(text, end);
          if (town >= 0) tell(town, 'kin');
        }
        const next = text.charCodeAt(end) === 0x20 ? end + 1 : -1;
        if (next < 0) continue;
        if ((bits & LIVES) !== 0) tell(next, 'lives');
        if ((bits & VERB) !== 0) {
          const town = townBehind(text, next);
          if (town >= 0) tellWay(town, 'verb');
        }
        if ((bits & FROM) === 0) continue;
        const home = townAt(text, next);
        if (home > 0 && (isSentence(text, cueStart[own.cue[k]], home) || isTold(text, cueStart[own.cue[k]]))) tellWay(next, 'from');
      }
    };
  },
};

/** `-Mitte`, ` am Main`, ` (Saale)`: which part of the town, or which of those so named. */
const MORE = [
  /-\p{Lu}\p{L}{2,16}/uy,
  /(?: am| an der| im| in der| ob der)? \(?(?:Main|Breisgau|Saale|Oder|Rhein|Ruhr|Lech|Inn|Donau|Neckar|Tauber|Mosel|Westfalen|Tirol|Allg\u00e4u)\b\)?/iy,
];
/** Ends of Latvian towns in which somebody is: no word has to stand before them. */
const WITHIN = /^\p{Lu}.*(?:[\u0101\u0113\u012b]|os)$/u;

/** Units of the last line of a signature. */
const SIGNATURE = 64;
/** `Pia Holm, Holms Glas, Trier`: names with capitals, and one more behind a comma or a stroke. */
const SIGNED =
  /\n(?:\p{Lu}[\p{L}\d.&'\u2019-]*[ ,|]{1,3}|& ){1,6}\p{Lu}[\p{L}\d.&'\u2019-]*(?:, | ?[|\u00b7\u2022\u2013-] )(\p{Lu}[\p{L} -]*)\s*$/u;

/** Start of what may be the town at the end of a signature that ends the text, or -1. */
function signedTown(text: string): number {
  const tail = text.slice(-SIGNATURE);
  const signed = tail.includes('\n') ? SIGNED.exec(tail) : null;
  return signed === null ? -1 : text.length - tail.length + tail.lastIndexOf(signed[1]);
}

/** What may follow a town that is all of a message. */
const ONLY = /^(?:,? (\p{L}{2,16}))?[\s.!)]*$/u;

/** A sentence behind another and nothing else: `Milo Berg. From Leeds.` */
function isSentence(text: string, start: number, end: number): boolean {
  return /[.!?\n]\s?$/.test(text.slice(Math.max(0, start - 2), start)) && /^\s?(?:$|[.!\n])/.test(text.slice(end, end + 2));
}

/** Nothing that ends what is said stands there: the full stop of a date does not. */
function isPlain(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (isDigit(unit) || (unit === 0x2e && isDigit(text.charCodeAt(at - 1)))) return true;
  return unit === 0x20 || unit === 0x2c || unit === 0x27 || unit === 0x2019 || unit === 0x2d || unit === 0x28 || unit === 0x29;
}
