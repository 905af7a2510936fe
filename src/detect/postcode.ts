import type { Detector, Scan } from '../types.ts';
import { AddressGrammar } from './address-grammar.ts';
import { ADDRESS_LISTS, ADDRESS_WORDS, addressLexicon } from './address-lexicon.ts';
import { AddressTokens, TOKEN } from './address-tokens.ts';
import { isWordUnit } from './numbers.ts';
import { digitPostcode, letterPostcode, type PostcodeShape } from './postcode-shapes.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

const LEFT = 72;
const RIGHT = 48;

/**
 * Postcodes without their street: British, Canadian and others whose shape says what they are; digits with a town beside them; any number
 * behind a label. Signals: `distinct` nothing else is written so, `shaped` few other things are, `city` a town follows, `led` and `in` or the like stands before, `state` a town and an
 * American state stand before, `line` the line holds nothing else, `house` the number of a house follows, `street` a name and
 * a number stand before.
 */
export const postcode: Detector = {
  name: 'postcode',
  types: ['postcode'],
  signals: ['distinct', 'shaped', 'city', 'led', 'state', 'line', 'house', 'street'],
  words: ADDRESS_WORDS,
  ownLists: ADDRESS_LISTS,
  maxLength: LEFT + RIGHT + 16,
  needs: () => [{ anchors: ['postal'] }, { anchors: ['runs'], lists: ['cue'] }],
  prepare(setup) {
    const words = addressLexicon(setup);
    const tokens = new AddressTokens();
    const grammar = new AddressGrammar(words, tokens);
    return ({ scan, around }, emit) => {
      const { text, runCount, runStart, runEnd } = scan;
      grammar.look(scan);
      let done = 0;
      for (let run = 0; run < runCount; run++) {
        const start = runStart[run];
        if (start < done) continue;
        const size = runEnd[run] - start;
        if (size > 6) continue;
        const lettered = isAsciiLetter(text.charCodeAt(start - 1));
        const labels = size >= 3 || lettered ? setup.cues.filter((concept) => around.left(concept, start)) : [];
        const label = labels.find((concept) => scan.conceptHits[concept] > 0) ?? labels[0];
        // Where a question is the only label, the number must answer it: a sentence that leads to it speaks of other things.
        const asked = label !== undefined && scan.conceptHits[label] === 0 && !around.field(label);
        const stray = asked && start > 0 && SAID.test(text.slice(0, start));
        const labelled = label !== undefined && !stray && (!asked || (size >= 4 && ANSWER.test(text.slice(runEnd[run], runEnd[run] + 40))));
        if (!labelled && !mayBePostcode(text, start, runEnd[run])) continue;
        // "wohne seit 2019"
        if (labelled && YEAR.test(text.slice(start, runEnd[run])) && !setup.cues.some((concept) => around.left(concept, start, BESIDE)))
          continue;
        const found = shapeAt(scan, run);
        if (found === undefined) continue;
        const { from, shape } = found;
        if (shape.strength === 0 && !labelled && !capitalBeside(text, from, shape.end)) continue;
        tokens.read(scan, Math.max(0, from - LEFT), Math.min(text.length, shape.end + RIGHT));
        const k = tokens.at(from);
        if (k < 0 || tokens.start[k] !== from) continue;
        let last = grammar.postcode(k);
        if (last < 0 && labelled && tokens.isHouse(k) && tokens.size(k) <= tokens.digits[k] + 1) last = k;
        // `1628 TB` is also a postcode.
        if (last < 0 || (grammar.countsNext(last) && !(labelled && tokens.size(last + 1) === 2))) continue;
        const signals: string[] = [];
        if (shape.strength > 0) signals.push(shape.strength === 2 ? 'distinct' : 'shaped');
        let first = k;
        let end = last;
        const state = stateBefore(tokens, grammar, k);
        const regions = shape.strength === 2 ? Math.min(grammar.regionsBefore(k), grammar.phrasesBefore(k)) : grammar.regionsBefore(k);
        if (state >= 0) {
          first = state;
          signals.push('state');
        } else if (regions < k) {
          first = regions;
          signals.push('state');
        } else {
          const city = grammar.city(last + 1, false, last);
          if (city >= 0 && !follows(tokens, city) && !(stray && size < 5 && tokens.isKind(city + 1, TOKEN.word))) {
            end = city;
            signals.push('city');
            const core = grammar.beforePostcode(k);
            if (core !== undefined) {
              first = core.from;
              signals.push('street');
            }
            if (isLed(tokens, k, city, (i) => words.in('within', tokens.text.slice(tokens.start[i], tokens.end[i])))) signals.push('led');
            const bare = (k === 0 || tokens.isKind(k - 1, TOKEN.line)) && (city + 1 >= tokens.count || tokens.isKind(city + 1, TOKEN.line));
            if (bare) signals.push('line');
          } else if (shape.strength > 0) {
            // `Achter de Molen 3, 6211 AB`, and perhaps its town on the next line
            const core = grammar.beforePostcode(k);
            if (core !== undefined) {
              first = core.from;
              signals.push('street');
              end = Math.max(end, grammar.townOnNextLine(last));
            }
          }
        }
        if (stray && signals.length === 0) continue;
        if (labelled && end === last) {
          const more = lowerRest(tokens, last);
          if (more > last) {
            end = more;
            signals.push('city');
          }
        }
        const unit = grammar.unit(end + 1);
        if (unit >= 0) {
          end = unit;
          signals.push('house');
        } else if (end === last && isDutch(tokens, k, last) && tokens.isHouse(last + 1) && tokens.digits[last + 1] < 5) {
          end = last + 1;
          signals.push('house');
        }
        const begin = tokens.start[first];
        done = tokens.end[end];
        emit({ start: begin, end: done, value: text.slice(begin, done), type: 'postcode', signals });
      }
    };
  },
};

/** Behind a label that does not stand beside it this is a year. */
const YEAR = /^(?:19[5-9]|20[0-3])\d$/;
const BESIDE = 3;

/** A sentence or a few words, behind which a number does not answer the question for an address that is its only label. */
const SAID = /[.!?]\s|(?:\p{L}+[\s,:]+){3}$/u;

/** What follows a postcode that answers a question: two words at most, the number of a house. */
const ANSWER = /^(?: ?\p{L}[\p{L}'-]*,?){0,2}(?: ?\d{1,4}[a-z]?)?\s*(?:[.,!\n]|$)/iu;

/** Tells most numbers of a log to be none by the two units on either side. */
function mayBePostcode(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === 0x2e || before === 0x3a || before === 0x2f || before === 0x2c || before === 0x5f || before === 0x3d || isDigit(before))
    return false;
  if (isUpperLetter(before)) return true;
  const after = text.charCodeAt(end);
  if (before === 0x2d) return isUpperLetter(text.charCodeAt(start - 2)) && !isAsciiLetter(after);
  if (before === 0x20 && isUpperLetter(text.charCodeAt(start - 2)) && isUpperLetter(text.charCodeAt(start - 3))) return true;
  if (end - start < 2) return false;
  if (after === 0x2d) return isDigit(text.charCodeAt(end + 1));
  if (after === 0x20 || after === 0x2c) {
    const next = text.charCodeAt(after === 0x2c ? end + 2 : end + 1);
    return isUpperLetter(next) || isDigit(next) || (next >= 0xc0 && next < 0x600);
  }
  return isUpperLetter(after);
}

/** The postcode that the run begins or is a part of. */
function shapeAt({ text, runStart, runEnd }: Scan, run: number): { from: number; shape: PostcodeShape } | undefined {
  const start = runStart[run];
  const before = text.charCodeAt(start - 1);
  if (isAsciiLetter(before) || before === 0x2d || before === 0x20) {
    // One to three letters in front, and what may join them to the digits.
    let at = start - 1;
    if (before === 0x2d || before === 0x20) at--;
    const last = at;
    while (at >= 0 && last - at < 4 && isUpperLetter(text.charCodeAt(at))) at--;
    const letters = last - at;
    if (letters > 0 && letters < 4 && (at < 0 || !isWordUnit(text.charCodeAt(at)))) {
      const shape = letterPostcode(text, at + 1);
      if (shape !== undefined && (shape.strength > 0 || isAsciiLetter(before))) return { from: at + 1, shape };
    }
    if (isAsciiLetter(before)) {
      if (text.charCodeAt(start - 2) > 0x40 && isAsciiLetter(text.charCodeAt(start - 2)) && isWordUnit(text.charCodeAt(start - 3)))
        return undefined;
      const one = isAsciiLetter(text.charCodeAt(start - 2)) ? start - 2 : start - 1;
      if (isWordUnit(text.charCodeAt(one - 1))) return undefined;
      const shape = letterPostcode(text, one);
      return shape === undefined ? undefined : { from: one, shape };
    }
    if (before === 0x2d) return undefined;
  }
  if (
    runEnd[run] - start < 2 ||
    before === 0x2e ||
    before === 0x2c ||
    before === 0x2f ||
    before === 0x3a ||
    before === 0x5f ||
    isWordUnit(before) ||
    isDigit(before)
  ) {
    return undefined;
  }
  // The postal mark of Japan
  if (before === 0x3012) {
    const shape = digitPostcode(text, start);
    return shape === undefined ? undefined : { from: start, shape: { end: shape.end, strength: 2 } };
  }
  const shape = digitPostcode(text, start) ?? anyNumber(text, start, runEnd[run]);
  return shape === undefined ? undefined : { from: start, shape };
}

/** Three digits count behind a label alone. */
function anyNumber(text: string, start: number, end: number): PostcodeShape | undefined {
  const after = text.charCodeAt(end);
  return end - start === 3 && !isWordUnit(after) && after !== 0x2d && after !== 0x25 ? { end, strength: 0 } : undefined;
}

function isUpperLetter(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

/** A capital stands one blank behind, or two capitals one blank before: a town, or a state. */
function capitalBeside(text: string, from: number, end: number): boolean {
  const next = text.charCodeAt(end) === 0x2c ? end + 2 : end + 1;
  if (text.charCodeAt(next - 1) === 0x20) {
    const unit = text.charCodeAt(next);
    if (isUpperLetter(unit) || (unit >= 0xc0 && unit < 0x600)) return true;
  }
  return isUpperLetter(text.charCodeAt(from - 2)) && isUpperLetter(text.charCodeAt(from - 3)) && text.charCodeAt(from - 1) === 0x20;
}

/** Index of the town's first token in `Brooklyn, NY 11216`, or -1. */
function stateBefore(t: AddressTokens, grammar: AddressGrammar, k: number): number {
  if (t.digits[k] !== 5 || !t.isAllCapitals(k - 1) || t.size(k - 1) !== 2 || grammar.state(k - 1, false) < 0) return -1;
  let i = k - 2;
  const comma = t.isMark(i, 0x2c);
  if (comma) i--;
  if (!t.isCapital(i) || (!comma && t.isAllCapitals(i) && t.size(i) < 3)) return -1;
  let first = i;
  // `ZIP Brooklyn`: a word in capitals is no part of a town that is not.
  const loud = t.isAllCapitals(i);
  while (
    first > 0 &&
    i - first < 2 &&
    t.isCapital(first - 1) &&
    t.isAllCapitals(first - 1) === loud &&
    grammar.city(first - 1, false, -1) >= 0
  )
    first--;
  return first;
}

/** Index of the last token of what ends a message behind a labelled postcode in small letters: `3906 saas-fee`, `1012 ab 15`; or `last`. */
function lowerRest(t: AddressTokens, last: number): number {
  if (!t.isKind(last + 1, TOKEN.word) || t.isCapital(last + 1)) return last;
  const house = t.size(last + 1) === 2 && t.digits[last] === 4 && t.isHouse(last + 2) ? last + 2 : last + 1;
  return house === t.count - 1 ? house : last;
}

/** More of a sentence stands behind the town, which makes it a noun or a name, or a colon, which makes it a label: `58  Tel: 08`. */
function follows(t: AddressTokens, city: number): boolean {
  if (t.isMark(city + 1, 0x3a)) return true;
  return t.isKind(city + 1, TOKEN.word) && !t.isCapital(city + 1) && t.size(city + 1) > 3;
}

/** Behind a word such as "in", with a town by which the sentence ends or a mark: `in 26122 Oldenburg.`, where what is counted is a round number. */
function isLed(t: AddressTokens, k: number, city: number, isWithin: (i: number) => boolean): boolean {
  if (!t.isKind(k - 1, TOKEN.word) || !isWithin(k - 1) || t.digits[k] < 4) return false;
  return !t.text.slice(t.start[k], t.end[k]).endsWith('00') && (city + 1 >= t.count || !t.isKind(city + 1, TOKEN.word));
}

/** Four digits and two capitals: with the number of the house it says which house. */
function isDutch(t: AddressTokens, k: number, last: number): boolean {
  return t.digits[k] === 4 && (last > k ? t.isAllCapitals(last) : t.size(k) === 6);
}
