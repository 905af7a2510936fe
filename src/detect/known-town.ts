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
const ANSWER = 48;
const LIVES = 1;
const VERB = 2;
const FROM = 4;
const KIN = 8;
const INTRO = 16;
/** Words between a person and where they are: "our son Milo Berg in", "this is Milo Berg of garage Berg & Sons in". */
const MAX_NAMES = 7;
/** Units of these words. */
const MAX_OF = 64;

/**
 * Known towns, in any case, where somebody says that they live there, are from there or send greetings from there: a town by itself is where a shop
 * is or a bus goes. Lists: `town`; `townWord`, which need a capital; `lives` words right before a town, `verb` verbs with a few words and one of `in`
 * between, and where its way goes on behind one of `way`, "from Riga to Tartu"; `from` words that count behind one of `self` and not behind one of `thing`; `kin` people who are in a town, with a name between, behind
 * which one of `of` leads to their firm; `intro` the same where somebody says who they are, so that a town behind a first name need not be known; `asked` words of a question for a town, unless it
 * has one of `offered`, where a thing can be had; `wide` countries; `so` what sums up, "Riga then".
 * Signals: one of `lives`, `verb`, `from`, `kin`, `asked`, `alone` a message that is nothing else,
 * `signed` the end of a signature.
 * > | wohne jetzt bei meiner Tante in fulda
 *     ^verb                        ^in
 */
export const knownTown: Detector = {
  name: 'known-town',
  signals: ['lives', 'verb', 'from', 'kin', 'asked', 'alone', 'signed'],
  words: [
    'town',
    'townWord',
    'lives',
    'verb',
    'in',
    'way',
    'from',
    'kin',
    'intro',
    'of',
    'self',
    'thing',
    'asked',
    'offered',
    'wide',
    'so',
  ],
  ownLists: ['town', 'townWord', 'in', 'way', 'of', 'self', 'thing', 'wide', 'so'],
  maxLength: LONGEST,
  needs: () => [
    { lists: ['lives', 'verb', 'from', 'kin', 'intro'] },
    { field: ['asked'] },
    { anchors: ['short'] },
    { anchors: ['closes'] },
  ],
  prepare(setup) {
    const { rule, concept, list } = setup;
    const cues = wordHits(['lives', 'verb', 'from', 'kin', 'intro'].map(concept));
    const asked = concept('asked');
    const offered = concept('offered');
    const known = ownWords(setup, 'town');
    const knownWord = ownWords(setup, 'townWord');
    const isIn = list('in');
    const isWay = list('way');
    const isOf = list('of');
    const isSelf = list('self');
    const isThing = list('thing');
    const isWide = list('wide');
    const isSo = list('so');
    const type = rule.type ?? rule.id;

    /** End of the town that begins at `at`, or 0. */
    const townAt = (text: string, at: number): number => {
      const end = Math.max(known.endAt(text, at), isUpper(text.charCodeAt(at)) ? knownWord.endAt(text, at) : 0);
      if (end === 0 || isWide(text.slice(at, end))) return 0;
      for (const more of MORE) {
        more.lastIndex = end;
        if (more.test(text)) return more.lastIndex;
      }
      return end;
    };
    /** Start of the town that is all of text[from..], with a word such as "in" before it and its country, or a word such as "then", behind; or -1. */
    const onlyTown = (text: string, from: number): number => {
      let at = from;
      while (at < text.length && !isLetter(text.charCodeAt(at))) at++;
      const first = wordEnd(text, at, at + LONGEST);
      const led = text.charCodeAt(first) === 0x20 && isIn(text.slice(at, first));
      if (led) at = first + 1;
      const end = known.endAt(text, at);
      const rest = end === 0 ? undefined : ONLY.exec(text.slice(end));
      // Behind another sentence a bare name may be of anything.
      if (from > 0 && !led && (rest?.[1] === undefined || isWide(rest[1]))) return -1;
      return rest !== null && rest !== undefined && (rest[1] === undefined || isWide(rest[1]) || isSo(rest[1])) ? at : -1;
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
    /** Start of a town behind a person: "in" follows at once, or behind their name and firm. Of one who says who they are (`told`) it may be unknown. */
    const townOf = (text: string, from: number, told: boolean): number => {
      // `Mr.`, "the landlord's in"
      const short =
        text.charCodeAt(from) === 0x2e ? 1 : text.charCodeAt(from) === 0x27 && (text.charCodeAt(from + 1) | 0x20) === 0x73 ? 2 : 0;
      let named = false;
      let linked = false;
      for (let at = from + short, words = 0; words <= MAX_NAMES && at < from + MAX_OF; words++) {
        if (text.charCodeAt(at) === 0x2c && named) at++;
        if (text.charCodeAt(at) !== 0x20) return -1;
        const start = at + 1;
        const end = nameEnd(text, start);
        const word = text.slice(start, end);
        if (text.charCodeAt(end) === 0x20 && isIn(word)) {
          if (townAt(text, end + 1) > 0) return end + 1;
          if (!isOf(word)) return told && named && isTown(text, end + 1) ? end + 1 : -1;
        }
        if (WITHIN.test(word) && townAt(text, start) > 0) return start;
        const first = isFirstName(foldWord(word));
        const name = isUpper(text.charCodeAt(start)) || first;
        if (!name && !(named && (isOf(word) || linked))) return -1;
        named ||= told ? first : name;
        linked = isOf(word);
        // An initial, or the sign between the names of a firm
        at = text.charCodeAt(end) === 0x2e && end === start + 1 ? end + 1 : text.startsWith(' & ', end) ? end + 2 : end;
      }
      return -1;
    };
    /** A word with a capital that is no country, and the end of what is said. */
    const isTown = (text: string, at: number): boolean => {
      const end = wordEnd(text, at, at + LONGEST);
      return (
        isUpper(text.charCodeAt(at)) && end - at > 2 && !isWide(text.slice(at, end)) && /^\s*(?:$|[.,!?\n])/.test(text.slice(end, end + 4))
      );
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
        self ||= isSelf(word) || (isUpper(text.charCodeAt(start)) && isFirstName(foldWord(word)));
        i = start - 1;
      }
      return self;
    };

    return ({ scan, around }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      let done = 0;
      const tell = (start: number, signal: string): void => {
        const end = townAt(text, start) || (signal === 'kin' ? wordEnd(text, start, start + LONGEST) : 0);
        if (end === 0 || end - start > LONGEST || start < done) return;
        done = end;
        emit({ start, end, value: foldWord(text.slice(start, end)), type, signals: [signal] });
      };
      if (around.message && around.left(asked, 0) && !around.left(offered, 0))
        for (let at = 0; at < ANSWER && at < text.length; at++)
          if (isLetter(text.charCodeAt(at)) && !isLetter(text.charCodeAt(at - 1))) tell(at, 'asked');
      if (around.message && text.length <= LONGEST) {
        const whole = onlyTown(text, 0);
        const only = whole >= 0 ? whole : onlyTown(text, lastSentence(text));
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
        if ((bits & (KIN | INTRO)) !== 0) {
          const town = townOf(text, end, (bits & INTRO) !== 0);
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

/** End of the word that begins at `at`, with what a hyphen joins to it. */
function nameEnd(text: string, at: number): number {
  const end = wordEnd(text, at, at + LONGEST);
  return text.charCodeAt(end) === 0x2d && isLetter(text.charCodeAt(end + 1)) ? wordEnd(text, end + 1, at + LONGEST) : end;
}

/** Start of the last of the sentences of a short message. */
function lastSentence(text: string): number {
  return Math.max(text.lastIndexOf('. ', text.length - 3), text.lastIndexOf('! ', text.length - 3)) + 1;
}

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
