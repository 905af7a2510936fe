import type { Candidate, Detector, Scan } from '../types.ts';
import { AddressGrammar, type Core } from './address-grammar.ts';
import { ADDRESS_LISTS, ADDRESS_WORDS, STREET_CUES, type AddressLexicon, addressLexicon, PLACE, STREET } from './address-lexicon.ts';
import { AddressTokens, isUpper } from './address-tokens.ts';
import { writtenWords } from './written-words.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** Units to the left of a street's word in which its address begins, and to the right in which it ends. */
const LEFT = 72;
const RIGHT = 150;
/** A message of at most this many units may be a street without a number. */
const SHORT = 40;

/**
 * Streets with the number of a house, boxes at post offices, and what stands behind them: flats, postcodes, towns, regions, countries. Starts
 * from words that make a street (`street`, `iela`, `rue`) or say that somebody lives there (`wonen`) and from numbers behind a word that ends like one (`Storgatan 12`); words come from
 * the rule file. Signals: `weak` a word that means other things as well, `lower` written without capitals, `dwelt` somebody lives there, `named` and a number and a name with capitals
 * stand before it, `big` a number of three digits or more does, `whole` the message is nothing else, and what the tail holds.
 */
export const streetAddress: Detector = {
  name: 'street-address',
  types: ['street', 'box'],
  signals: ['weak', 'lower', 'dwelt', 'postcode', 'city', 'unit', 'state', 'whole', 'named', 'big'],
  words: ADDRESS_WORDS,
  ownLists: ADDRESS_LISTS,
  options: ['signs'],
  maxLength: LEFT + RIGHT,
  needs: () => [
    { anchors: ['runs'], lists: STREET_CUES },
    { anchors: ['short'], lists: STREET_CUES },
    { lists: ['parish'] },
    { anchors: ['strokes'] },
    { anchors: ['numbered'] },
    // A state of two letters before its postcode, and a short message that ends with a postcode.
    { anchors: ['countries'] },
    { anchors: ['short'], digits: 5 },
  ],
  endings: ({ words }) => ({
    anchor: 'numbered',
    words: [words?.suffixes, words?.weakSuffixes].flatMap((lists) => Object.values(lists ?? {}).flat()),
  }),
  prepare(setup) {
    const words = addressLexicon(setup);
    const tokens = new AddressTokens();
    const grammar = new AddressGrammar(words, tokens);
    const signs = writtenWords(setup.rule.options?.signs);
    const type = setup.rule.type ?? 'street';
    return ({ scan, around }, emit) => {
      grammar.look(scan);
      /** End of what has been emitted: what stands in it is not looked at again. */
      let done = 0;
      const tell = (core: Core | undefined, what: string, weakWord = true): void => {
        if (core === undefined) return;
        const tail = grammar.tail(core);
        // A message of nothing but a street and a town.
        const to =
          core.bare === true && core.lower && around.message && scan.text.length <= SHORT ? grammar.restOfMessage(tail.to) : tail.to;
        const found = candidate(tokens, grammar.head(core), to, what);
        const whole = around.message && isAll(scan.text, found.start, found.end);
        if (core.bare === true && !tail.postcode && !(whole && !weakWord)) return;
        const signals: string[] = [];
        if (core.weak) signals.push('weak');
        if (core.lower) signals.push('lower');
        if (core.dwelt === true) signals.push('dwelt');
        if (core.named === true && core.weak) signals.push('named');
        if (core.weak && core.lower && Math.max(tokens.digits[core.from], tokens.digits[core.from + 1]) > 2) signals.push('big');
        if (tail.postcode) signals.push('postcode');
        if (tail.city) signals.push('city');
        if (tail.unit) signals.push('unit');
        if (tail.state) signals.push('state');
        if (whole) signals.push('whole');
        emit({ ...found, signals });
        if (!core.weak || tail.postcode || tail.state) done = Math.max(done, found.end);
      };
      fromWords(scan, words, tokens, grammar, (at) => at < done, tell, type);
      for (const sign of signs) fromSign(scan, sign, tokens, grammar, tell, type);
      done = 0;
      fromNumbers(scan, words, tokens, grammar, (at) => at < done, tell, type);
    };
  },
};

type Tell = (core: Core | undefined, what: string, weakWord?: boolean) => void;

function fromWords(
  scan: Scan,
  words: AddressLexicon,
  tokens: AddressTokens,
  grammar: AddressGrammar,
  seen: (at: number) => boolean,
  tell: Tell,
  type: string,
): void {
  const { cueStart, cueEnd, runCount, runStart, runEnd, text } = scan;
  let run = 0;
  const own = words.hits(scan);
  for (let h = 0; h < own.count; h++) {
    const hit = own.cue[h];
    const bits = own.bits[h] & ~(PLACE.country | PLACE.state);
    const place = bits === 0 ? own.bits[h] & PLACE.state : 0;
    if (bits === 0 && place === 0) continue;
    const start = cueStart[hit];
    const end = cueEnd[hit];
    if ((bits & PLACE.parish) !== 0) {
      if (seen(start)) continue;
      tokens.read(scan, Math.max(0, start - LEFT), Math.min(text.length, end + RIGHT));
      tell(grammar.farmstead(tokens.at(start)), type);
      continue;
    }
    if (end - start <= 2 && !isAfterShort(text.charCodeAt(end))) continue;
    // No number near, and more than one name in the text: no address.
    while (run < runCount && runEnd[run] < start - 60) run++;
    if (text.length > SHORT && (run === runCount || runStart[run] > end + 60)) continue;
    if (seen(start) || !mayMatter(text, start, end, bits)) continue;
    tokens.read(scan, Math.max(0, start - LEFT), Math.min(text.length, end + RIGHT));
    const k = tokens.at(start);
    // A cue that is a part of a token (`street-view`, `x_street`) is another word.
    if (k < 0 || tokens.start[k] !== start) continue;
    const whole = tokens.end[k] === end;
    let core: Core | undefined;
    if ((bits & (STREET.after | STREET.weak)) !== 0 && whole) core = grammar.nameFirst(k, (bits & STREET.after) === 0);
    if (core === undefined && (bits & STREET.dwell) !== 0) core = grammar.behindDwelling(tokens.at(end - 1));
    if (core === undefined && (bits & (STREET.before | STREET.beforeWeak)) !== 0)
      core = grammar.nameLast(tokens.at(end - 1), (bits & STREET.before) === 0, k);
    tell(core, type, (bits & STREET.after) === 0);
    if (core !== undefined) continue;
    if ((bits & (STREET.box | STREET.boxWeak)) !== 0) tell(grammar.box(k, end, (bits & STREET.box) === 0), 'box');
    else if ((bits & STREET.route) !== 0) tell(grammar.numberedRoad(k, end), type);
    else if ((bits & STREET.unit) !== 0) tell(grammar.beforeUnit(k) ?? grammar.flatAlone(k), type);
    else if (place !== 0) tell(grammar.regionLast(k, end), type);
  }
}

/** `C/ Mayor 12`: a street told by a sign that is no word. */
function fromSign(scan: Scan, sign: string, tokens: AddressTokens, grammar: AddressGrammar, tell: Tell, type: string): void {
  const { text } = scan;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) {
    if (
      isNamePart(text.charCodeAt(at - 1)) ||
      !isUpper(text.charCodeAt(at + sign.length + (text.charCodeAt(at + sign.length) === 0x20 ? 1 : 0)))
    )
      continue;
    tokens.read(scan, Math.max(0, at - LEFT), Math.min(text.length, at + RIGHT));
    const k = tokens.at(at);
    const last = tokens.at(at + sign.length - 1);
    if (k >= 0 && last >= k) tell(grammar.nameLast(last, false, k), type);
  }
}

function fromNumbers(
  scan: Scan,
  words: AddressLexicon,
  tokens: AddressTokens,
  grammar: AddressGrammar,
  seen: (at: number) => boolean,
  tell: Tell,
  type: string,
): void {
  const { runCount, runStart, runEnd, text } = scan;
  for (let run = 0; run < runCount; run++) {
    const start = runStart[run];
    const size = runEnd[run] - start;
    if (size > 6) continue;
    // One or two signs and then a letter stand left of it.
    let at = start - 1;
    if (text.charCodeAt(at) !== 0x20) continue;
    at--;
    const mark = text.charCodeAt(at);
    if (mark === 0x2c || mark === 0x2e) at--;
    const unit = text.charCodeAt(at);
    if (!isAsciiLetter(unit) && !(unit >= 0xc0 && unit < 0x600)) continue;
    let from = at;
    while (from > 0 && at - from < 40 && isNamePart(text.charCodeAt(from - 1))) from--;
    // `nr`, `no`, `n` between the street and its number are left to the tokens.
    const strength = size > 5 ? 0 : words.suffix(scan, from, at + 1) || (isLed(text, from, at + 1, words) ? 2 : 0);
    const state =
      strength === 0 &&
      size >= 4 &&
      at - from === 1 &&
      ((isUpper(text.charCodeAt(from)) && isUpper(text.charCodeAt(at))) || (size >= 5 && text.length <= SHORT)) &&
      words.in('states', text.slice(from, at + 1));
    const whole =
      strength === 0 && !state && size >= 5 && runEnd[run] === text.length && text.length <= SHORT && isDigit(text.charCodeAt(0));
    if ((strength === 0 && !state && !whole) || seen(from)) continue;
    tokens.read(scan, Math.max(0, from - LEFT), Math.min(text.length, at + RIGHT));
    const k = tokens.at(from);
    if (k < 0 || tokens.start[k] !== from) continue;
    if (whole) tell(grammar.wholeMessage(k + 1), type);
    else tell(state ? grammar.stateLast(k) : grammar.compound(k, strength === 1), type);
  }
}

/** `Oestra Promenaden`, `Alter Markt`: text[from..end) is a street behind a word that says which of them. */
function isLed(text: string, from: number, end: number, words: AddressLexicon): boolean {
  if (!isUpper(text.charCodeAt(from)) || text.charCodeAt(from - 1) !== 0x20) return false;
  let start = from - 1;
  while (start > 0 && from - start < MAX_LEAD && isNamePart(text.charCodeAt(start - 1))) start--;
  return (
    from - start > MIN_LEAD &&
    isUpper(text.charCodeAt(start)) &&
    words.isEnding(text.slice(from, end)) &&
    words.in('which', text.slice(start, from - 1))
  );
}
/** Units of such a word, with the blank behind it. */
const MIN_LEAD = 4;
const MAX_LEAD = 16;

/** What can be seen without reading the words: a number right behind a flat, a capital behind a word that is a small one elsewhere. */
function mayMatter(text: string, start: number, end: number, bits: number): boolean {
  if ((bits & (STREET.after | STREET.before | STREET.box | STREET.boxWeak | STREET.route)) !== 0 || bits === 0) return true;
  if ((bits & STREET.weak) !== 0 && (digitIn(text, start - 40, start) || digitIn(text, end, end + 8))) return true;
  if ((bits & STREET.unit) !== 0 && (digitIn(text, end, end + 8) || digitIn(text, start - 3, start))) return true;
  if ((bits & STREET.dwell) !== 0 && digitIn(text, end + 4, end + 40)) return true;
  if ((bits & STREET.beforeWeak) === 0) return false;
  const next = text.charCodeAt(end) === 0x2e ? end + 2 : end + 1;
  return digitIn(text, next, next + 40) && (isUpper(text.charCodeAt(next)) || POSTCODE.test(text.slice(next, next + 60)));
}

/** What may be a postcode, behind the number of a house. */
const POSTCODE = /\d{1,3}[^\d]{1,8}\d{4,5}/;

function digitIn(text: string, from: number, to: number): boolean {
  for (let i = Math.max(0, from); i < to && i < text.length; i++) if (isDigit(text.charCodeAt(i))) return true;
  return false;
}

/** Blank, stop, comma, line break or the end. */
function isAfterShort(unit: number): boolean {
  return unit === 0x20 || unit === 0x2e || unit === 0x2c || unit === 0x0a || unit === 0x0d || Number.isNaN(unit);
}

function isNamePart(unit: number): boolean {
  return isAsciiLetter(unit) || unit === 0x2d || unit === 0x27 || unit === 0x2019 || isDigit(unit) || (unit >= 0xc0 && unit < 0x600);
}

function candidate(tokens: AddressTokens, from: number, to: number, type: string): Omit<Candidate, 'signals'> {
  const start = tokens.start[from];
  const end = tokens.end[to];
  return { start, end, value: tokens.text.slice(start, end), type };
}

/** Nothing but blanks and marks stands beside text[start..end), and behind it perhaps another number. */
function isAll(text: string, start: number, end: number): boolean {
  return start < 4 && text.length - end < 20 && !/[\p{L}\p{N}]/u.test(text.slice(0, start)) && !/\p{L}/u.test(text.slice(end));
}
