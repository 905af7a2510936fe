import type { Detector, Scan } from '../types.ts';
import { AddressTokens, TOKEN } from './address-tokens.ts';
import { writtenWords } from './written-words.ts';
import { wordHits } from './word-hits.ts';

const LEFT = 72;
const RIGHT = 72;
const SUFFIX = 1;
const UPPER = 2;
const ANY = 4;
const PREFIX = 8;
const TRADE = 16;
const KIND = 32;
const TRADER = 64;
const TAIL = 128;
const TAILS = 256;
const LISTS = ['suffix', 'upper', 'any', 'prefix', 'trade', 'kind', 'trader', 'tail', 'tails'];
const AMPERSAND = 0x26;
const STOP = 0x2e;
const COMMA = 0x2c;

/** What the law adds to a form, in brackets or letters: ` (haftungsbeschr\u00e4nkt)`, ` (publ)`, ` i. G.`. */
const QUALIFIER =
  /^ (?:\((?:haftungsbeschr(?:\u00e4|ae)nkt|publ|in (?:Gr\u00fcndung|Liquidation|liquidatie|oprichting|liquidation|administration)|under bildning|i likvidation|i\. ?[GL]\.|i\.[ol]\.)\)|(?:i\. ?[GL]\.|i\.[ol]\.)(?!\p{L})|haftungsbeschr(?:\u00e4|ae)nkt(?!\p{L}))/u;
const MAX_QUALIFIER = 28;

/**
 * Names of companies beside the words for their legal form: behind the name (`Exempel Handel AB`) or before it (`SIA "Paraugs"`). Lists:
 * `suffix` begins with a capital, `upper` has capitals only, `any` may be lower case, `prefix` stands before, `kind` too (`Stichting Voorbeeld`), and
 * `trader` in small letters as well (`kapsalon Voorbeeld`); `trade` a line of business that ends a name, `tail` others that do behind an ampersand (`Exempel & Son`), `tails` behind
 * a word for "and" too (`Exempel och partners`). The option `capitals` holds forms that are words in lower case (`AS`), `prefixes` those of them that stand before a name.
 * Signals: `quoted`, `lower`, `prefix`, `trade`.
 */
export const companyName: Detector = {
  name: 'company-name',
  signals: ['quoted', 'lower', 'prefix', 'trade'],
  words: [...LISTS, 'stop', 'vendors', 'particles', 'leads'],
  ownLists: ['stop', 'vendors', 'particles', 'leads'],
  options: ['capitals', 'prefixes'],
  maxLength: LEFT + RIGHT + 24 + MAX_QUALIFIER,
  needs: () => [{ anchors: ['capitals'] }, { lists: LISTS }],
  prepare({ rule, concept, list }) {
    const hits = wordHits(LISTS.map(concept));
    const capitals = writtenWords(rule.options?.capitals);
    const prefixes = new Set(writtenWords(rule.options?.prefixes));
    const stop = list('stop');
    const vendors = list('vendors');
    const particles = list('particles');
    const leads = list('leads');
    const tokens = new AddressTokens();
    const type = rule.type ?? 'name';
    const word = (i: number): string => (tokens.isKind(i, TOKEN.word) ? tokens.text.slice(tokens.start[i], tokens.end[i]) : '');
    const isName = (i: number): boolean => (tokens.isCapital(i) || tokens.isKind(i, TOKEN.code)) && (!stop(word(i)) || leads(word(i)));

    /** Index of the first token of the name that ends before token `k`, or -1. */
    function nameBefore(k: number, trade: boolean, tail: boolean): number {
      let i = k - 1;
      if (!trade && tokens.isMark(i, COMMA)) i--;
      // `Osmond Freight & Logistics`, `Osmond & Sons`
      if (trade && joins(i) && tokens.isCapital(i - 1) && (tail || tokens.isCapital(i - 2))) i--;
      else if (tail) return -1;
      const quoted = openingQuote(tokens, i);
      if (quoted >= 0) return quoted;
      let first = -1;
      for (let count = 0; count < 8; i--, count++) {
        if (isName(i)) first = i;
        else if (first >= 0 && (tokens.isMark(i, AMPERSAND) || tokens.isMark(i, 0x2b))) continue;
        else if (first >= 0 && particles(word(i)) && isName(i - 1)) continue;
        else if (tokens.isMark(i, STOP) && tokens.touches(i - 1) && tokens.isCapital(i - 1) && tokens.size(i - 1) <= 4) continue;
        else if (tokens.isMark(i, COMMA) && first >= 0 && commaList(i)) continue;
        else if (
          tokens.isKind(i, TOKEN.number) &&
          tokens.digits[i] < 5 &&
          tokens.touches(i) === false &&
          (isName(i - 1) || first >= 0) &&
          count > 0
        ) {
          if (isName(i - 1)) continue;
          break;
        } else break;
      }
      return first;
    }

    /** `Bite un Zale` */
    function joins(i: number): boolean {
      return particles(word(i)) || tokens.isMark(i, AMPERSAND);
    }

    /** `Hawkins, Richardson and Sons Ltd` */
    function commaList(i: number): boolean {
      return isName(i - 1) && tokens.isCapital(i + 1) && (particles(word(i + 2)) || tokens.isMark(i + 2, AMPERSAND));
    }

    /** `SIA Koku nams,`: a noun in small letters that ends with the name. */
    function isNounAtEnd(i: number): boolean {
      return (
        tokens.isKind(i, TOKEN.word) && NOUN.test(word(i)) && !stop(word(i)) && (i + 1 >= tokens.count || !tokens.isKind(i + 1, TOKEN.word))
      );
    }

    /** Index behind the legal form at `k` and those that join it: `GmbH & Co. KG`. */
    function formEnd(scan: Scan, k: number): number {
      let last = k;
      for (let i = 0; i < 3; i++) {
        let n = last + 1;
        if (tokens.isMark(n, STOP) && tokens.touches(n - 1)) n++;
        if (tokens.isMark(n, AMPERSAND) || tokens.isMark(n, 0x2b)) n++;
        if (!tokens.isKind(n, TOKEN.word) || n === last + 1) {
          if (!tokens.isKind(n, TOKEN.word)) break;
        }
        const co = word(n).toLowerCase() === 'co' && (tokens.isMark(n - 1, AMPERSAND) || i > 0);
        if (!co && (hits.bitsAt(scan, tokens.start[n], tokens.end[n]) & (SUFFIX | UPPER)) === 0) break;
        if (!co && !tokens.isCapital(n)) break;
        last = n;
      }
      return last;
    }

    return ({ scan, around }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      let done = 0;
      const suffix = (start: number, end: number, lowerToo: boolean, trade: boolean, tail = false): void => {
        if (start < done) return;
        const before = text.charCodeAt(start - 1);
        if (!(before === 0x20 || before === 0x0a || before === 0x22 || before === 0xbb || before === 0x201d || before === 0x2c)) return;
        const after = text.charCodeAt(end);
        if (after === 0x2d || after === 0x5f || after === 0x40 || after === 0x2f || (after >= 0x30 && after <= 0x39)) return;
        if (isAllQuoted(before, after)) return;
        tokens.read(scan, Math.max(0, start - LEFT), Math.min(text.length, end + RIGHT));
        const k = tokens.at(start);
        if (k < 1 || tokens.start[k] !== start) return;
        const lastForm = tokens.at(end - 1);
        if (trade && tokens.isCapital(lastForm + 1)) return;
        const signals: string[] = [];
        let first = nameBefore(k, trade, tail);
        if (first < 0) {
          // In lower case one or two words stand for the name, when nothing else is said.
          if (!lowerToo || tokens.isCapital(k)) return;
          const from = k - 1;
          if (!tokens.isKind(from, TOKEN.word) || stop(word(from)) || tokens.size(from) < 2) return;
          first = tokens.isKind(from - 1, TOKEN.word) && !stop(word(from - 1)) && from - 1 === 0 ? from - 1 : from;
          signals.push('lower');
        }
        if (trade && first === k - 1 && tokens.size(first) < 3) return;
        if (isVendor(first, k)) return;
        const last = trade ? lastForm : formEnd(scan, lastForm);
        let stopAt = tokens.end[last];
        if (text.charCodeAt(stopAt) === STOP && text.charCodeAt(stopAt - 2) === STOP) stopAt++;
        else if (
          text.charCodeAt(stopAt) === STOP &&
          /^[a-z]/i.test(text.slice(stopAt - 1, stopAt)) &&
          /^. ?[a-z,]/.test(text.slice(stopAt, stopAt + 3))
        )
          stopAt++;
        if (!trade) stopAt += QUALIFIER.exec(text.slice(stopAt, stopAt + MAX_QUALIFIER))?.[0].length ?? 0;
        if (trade) signals.push('trade');
        const begin = tokens.start[first];
        if (begin < done) return;
        emit({ start: begin, end: stopAt, value: text.slice(begin, stopAt), type, signals });
        if (!trade) done = stopAt;
      };
      /** The word before begins with a capital and begins no sentence. */
      const followsName = (start: number): boolean => {
        if (!followsCapital(text, start)) return false;
        tokens.read(scan, Math.max(0, start - LEFT), start);
        return !stop(word(tokens.count - 1));
      };
      const isVendor = (first: number, k: number): boolean => {
        // `Osmond & McAfee Solicitors`: who joins somebody is a person.
        for (let i = first; i < k; i++) if (vendors(word(i)) && !(i > first && joins(i - 1))) return true;
        return false;
      };
      const prefix = (start: number, end: number, sure: boolean): void => {
        const before = text.charCodeAt(start - 1);
        const after = text.charCodeAt(end);
        if (before === 0x2d || before === 0x5f || before === 0x2f || before === 0x40 || after === 0x2d || after === 0x5f) return;
        if (isAllQuoted(before, after)) return;
        tokens.read(scan, start, Math.min(text.length, end + RIGHT));
        let k = tokens.at(end - 1);
        if (k < 0) return;
        k++;
        // `v.v. De Bosrand`
        if (tokens.isMark(k, STOP) && text.charCodeAt(end - 2) === STOP) k++;
        const quote = closingQuote(tokens, k);
        const signals = ['prefix'];
        if (!isCapitalUnit(text, start) && !isMarked(text, start, end)) signals.push('lower');
        let last = quote;
        if (quote >= 0) signals.push('quoted');
        else {
          if (!sure) return;
          while (last < 0 ? isName(k) : last - k < 4 && (isName(last + 1) || (joins(last + 1) && tokens.isCapital(last + 2))))
            last = last < 0 ? k : isName(last + 1) ? last + 1 : last + 2;
          if (last < 0 || tokens.isAllCapitals(k) || leads(word(last))) return;
          if (last === k && isGenitive(word(k)) && isNounAtEnd(k + 1)) last++;
        }
        for (let i = k; i <= last; i++) if (vendors(word(i))) return;
        const stopAt = tokens.end[last];
        if (start < done) return;
        emit({ start, end: stopAt, value: text.slice(start, stopAt), type, signals });
        done = stopAt;
      };
      const own = hits.own(scan);
      for (let k = 0; k < own.count; k++) {
        const hit = own.cue[k];
        const bits = own.bits[k];
        const start = cueStart[hit];
        const end = cueEnd[hit];
        const capital = isCapitalUnit(text, start);
        // `Exempel AB` rather than `AB Sverige`
        const behind = (bits & UPPER) !== 0 && followsCapital(text, start);
        if ((bits & PREFIX) !== 0 && !behind && isUpperText(text, start, end)) prefix(start, end, true);
        if ((bits & ANY) !== 0) suffix(start, end, around.message && text.length < 64, false);
        else if ((bits & SUFFIX) !== 0 && capital) suffix(start, end, false, false);
        else if ((bits & UPPER) !== 0 && isUpperText(text, start, end)) suffix(start, end, false, false);
        // `Z/s Bites` and `v.v. Bites` are forms; `Visual Studio Code` is not
        else if ((bits & KIND) !== 0) prefix(start, end, isMarked(text, start, end) || (capital && !followsName(start)));
        else if ((bits & TRADER) !== 0) prefix(start, end, !capital || !followsName(start));
        else if ((bits & TRADE) !== 0 && capital) suffix(start, end, false, true);
        // `Exempel & Son`, and of a word for "and" only what nobody's kin is called
        else if ((bits & (TAIL | TAILS)) !== 0 && (text.charCodeAt(start - 2) === AMPERSAND || (bits & TAILS) !== 0))
          suffix(start, end, false, true, true);
      }
      for (const form of capitals)
        for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
          const end = at + form.length;
          if (isPart(text.charCodeAt(at - 1)) || isPart(text.charCodeAt(end))) continue;
          if (prefixes.has(form)) prefix(at, end, false);
          // Where all is written in capitals `AS` is a word.
          if (hasSmall(text, at)) suffix(at, end, false, false);
        }
    };
  },
};

/** Of a Latvian word: in the genitive, as the first half of a name is. */
function isGenitive(word: string): boolean {
  return /[su]$/.test(word);
}
/** Of a Latvian noun in the nominative; a verb has a long vowel before its s. */
const NOUN = /^\p{Ll}{2,14}[^\u0101\u0113\u012b\u016bo][s\u0161]$/u;

/** `z/s`, `v.v`: letters with a sign between, which no word is. */
function isMarked(text: string, start: number, end: number): boolean {
  return end - start === 3 && '/.'.includes(text.charAt(start + 1));
}

function isPart(unit: number): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x61 && unit <= 0x7a) ||
    unit >= 0xc0 ||
    unit === 0x5f ||
    unit === 0x2d ||
    unit === 0x2f
  );
}

/** The word in front has a small letter. */
function hasSmall(text: string, at: number): boolean {
  for (let i = at - 2; i >= 0 && i > at - 20; i--) {
    const unit = text.charCodeAt(i);
    if (unit === 0x20) return false;
    if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0xdf && unit < 0x100)) return true;
  }
  return false;
}

/** The word before begins with a capital. */
function followsCapital(text: string, at: number): boolean {
  let i = at - 2;
  if (!isPart(text.charCodeAt(i))) return false;
  while (i > 0 && at - i < 40 && isPart(text.charCodeAt(i - 1))) i--;
  return at > 1 && text.charCodeAt(at - 1) === 0x20 && isCapitalUnit(text, i);
}

/** `"country":"SE"`: quotation marks hold nothing but the form, so those of its neighbours are no name's. */
function isAllQuoted(before: number, after: number): boolean {
  return OPENING.has(before) && CLOSING.has(after);
}

function isCapitalUnit(text: string, at: number): boolean {
  const letter = text.charAt(at);
  return letter !== letter.toLowerCase();
}

function isUpperText(text: string, start: number, end: number): boolean {
  const form = text.slice(start, end);
  return form === form.toUpperCase();
}

const OPENING = new Set([0x22, 0xab, 0x201c, 0x201e, 0x201d, 0x27]);
const CLOSING = new Set([0x22, 0xbb, 0x201d, 0x201c, 0x27]);

/** Index of the quote that closes what opens at token `k`, or -1. */
function closingQuote(t: AddressTokens, k: number): number {
  if (!t.isKind(k, TOKEN.mark) || !OPENING.has(t.text.charCodeAt(t.start[k]))) return -1;
  for (let i = k + 2; i < t.count && i < k + 9; i++) {
    if (t.isKind(i, TOKEN.line)) return -1;
    if (t.isKind(i, TOKEN.mark) && CLOSING.has(t.text.charCodeAt(t.start[i]))) return i;
  }
  return -1;
}

/** Index of the quote that opens what closes at token `k`, or -1. */
function openingQuote(t: AddressTokens, k: number): number {
  if (!t.isKind(k, TOKEN.mark) || !CLOSING.has(t.text.charCodeAt(t.start[k]))) return -1;
  for (let i = k - 2; i >= 0 && i > k - 9; i--) {
    if (t.isKind(i, TOKEN.line)) return -1;
    if (t.isKind(i, TOKEN.mark) && OPENING.has(t.text.charCodeAt(t.start[i]))) return i;
  }
  return -1;
}
