import type { Scan } from '../types.ts';
import { BBAN_OF } from './iban-countries.ts';
import { joinsWord, latinCapital } from './latin.ts';
import { isDigit } from '../units.ts';

/** An IBAN as somebody wrote it. Offsets are view units. */
export interface IbanText {
  readonly start: number;
  readonly end: number;
  /** Country, check digits and the rest: upper-case letters and digits. */
  readonly value: string;
  /** `whole`: the length of its country; `odd`: that too, but a letter stands where the country has a digit or the other way round; `partial`: another length. */
  readonly shape: 'whole' | 'odd' | 'partial';
}

/** Longest that is read: 33 characters, a separator of up to 3 units between any two groups, a line break with a reply prefix. */
export const MAX_IBAN = 96;
/** Fewest characters of an IBAN that somebody broke off. */
const MIN_PARTIAL = 10;

/** IBANs of a scan by the run of their check digits. Three detectors want them, and each text is read for them once. */
let known: { readonly scan: Scan; readonly serial: number; readonly ibans: ReadonlyMap<number, IbanText> } | undefined;

/** Every IBAN of a scan by the run of its check digits, ascending. */
export function ibansOf(scan: Scan): ReadonlyMap<number, IbanText> {
  if (known?.scan === scan && known.serial === scan.serial) return known.ibans;
  let ibans: Map<number, IbanText> | undefined;
  const { text, runCount, runStart, runEnd } = scan;
  for (let run = 0; run < runCount; run++) {
    const start = runStart[run];
    // Two letters stand before the check digits, at most one unit between: most runs are told by it.
    if (runEnd[run] - start < 2 || !(mayBeLetter(text.charCodeAt(start - 1)) || mayBeLetter(text.charCodeAt(start - 2)))) continue;
    const iban = readIban(scan, run);
    if (iban !== null) (ibans ??= new Map()).set(run, iban);
  }
  known = { scan, serial: scan.serial, ibans: ibans ?? NO_IBANS };
  return known.ibans;
}
const NO_IBANS: ReadonlyMap<number, IbanText> = new Map();

function mayBeLetter(unit: number): boolean {
  return unit >= 0x41;
}

/**
 * The IBAN whose check digits begin the run, or null.
 * > | till SE45 5000 0000 0583 9825 7466 tack
 *            ^run
 */
function readIban(scan: Scan, run: number): IbanText | null {
  const { text } = scan;
  const digits = scan.runStart[run];
  if (scan.runEnd[run] - digits < 2) return null;
  let at = digits - 1;
  const apart = text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x2d;
  if (apart) at--;
  const second = latinCapital(text.charCodeAt(at));
  if (second === 0) return null;
  const first = latinCapital(text.charCodeAt(at - 1));
  if (first === 0) return null;
  const bban = BBAN_OF[(first - 65) * 26 + second - 65];
  if (bban === '') return null;
  const start = at - 1;
  // "no 12 3456": a country that stands apart from its digits is written in capitals, or it is a word.
  if (apart && isSmall(text.charCodeAt(start))) return null;
  if (joinsWord(text.charCodeAt(start - 1)) && !afterGluedLabel(text, start)) return null;
  const country = String.fromCharCode(first, second);
  return readWhole(text, start, digits, country, bban) ?? readPartial(text, start, digits, country, bban.length + 4);
}

function isSmall(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x430 && unit <= 0x45f);
}

/** `IBANSE45...`: the name of the thing itself, which is the same in all languages. */
function afterGluedLabel(text: string, start: number): boolean {
  return text.slice(start - 4, start).toUpperCase() === 'IBAN' && !joinsWord(text.charCodeAt(start - 5));
}

/** `...890BICGENODEF1`: the label of the bank behind it. */
function beforeGluedLabel(text: string, end: number): boolean {
  return GLUED.includes(text.slice(end, end + 3).toUpperCase());
}
const GLUED = ['BIC', 'SWI'];

/** Exactly as many characters as the country has, with no word unit after them. */
function readWhole(text: string, start: number, digits: number, country: string, bban: string): IbanText | null {
  const { length } = bban;
  let value = country;
  let odd = false;
  let small = false;
  let capital = false;
  let at = digits;
  for (let place = -2; place < length; ) {
    const unit = text.charCodeAt(at);
    if (isDigit(unit)) {
      if (place >= 0 && bban[place] === 'a') odd = true;
      value += text[at];
    } else {
      const letter = latinCapital(unit);
      if (letter === 0) {
        const next = skipGap(text, at);
        if (next === at) return null;
        at = next;
        continue;
      }
      if (place < 0) return null;
      if (bban[place] === 'n') odd = true;
      if (isSmall(unit)) small = true;
      else capital = true;
      value += String.fromCharCode(letter);
    }
    at++;
    place++;
  }
  // Words that follow a short one are no part of it: "SE45 5000 is a model name".
  if (odd && small && (capital || !isSmall(text.charCodeAt(start)))) return null;
  if (joinsWord(text.charCodeAt(at)) && !beforeGluedLabel(text, at)) return null;
  return { start, end: at, value, shape: odd ? 'odd' : 'whole' };
}

/** Some characters too few or too many: groups that hold a digit, and the letters of the bank. */
function readPartial(text: string, start: number, digits: number, country: string, length: number): IbanText | null {
  let value = country;
  let end = digits;
  let at = digits;
  for (let group = 0; ; group++) {
    let part = '';
    let hasDigit = false;
    while (part.length <= length) {
      const unit = text.charCodeAt(at);
      const letter = isDigit(unit) ? unit : latinCapital(unit);
      if (letter === 0) break;
      if (letter === unit && isDigit(unit)) hasDigit = true;
      part += String.fromCharCode(letter);
      at++;
    }
    const bank = group === 1 && part.length === 4 && !isSmall(text.charCodeAt(at - 1));
    if (part === '' || joinsWord(text.charCodeAt(at)) || !(hasDigit || bank)) break;
    value += part;
    end = at;
    if (value.length > length + 4) return null;
    const next = skipGap(text, at);
    if (next === at) break;
    at = next;
  }
  return value.length < MIN_PARTIAL || value.length === length ? null : { start, end, value, shape: 'partial' };
}

/** After what may stand between two groups: up to three units of space, dash, full stop, or a line break with a reply prefix; `at` when nothing does. */
function skipGap(text: string, at: number): number {
  let next = at;
  for (let units = 0; units < 3; units++) {
    const unit = text.charCodeAt(next);
    if (unit === 0x20 || unit === 0x2d || unit === 0x2e || unit === 0x09) next++;
    else break;
  }
  if (text.charCodeAt(next) === 0x0d) next++;
  if (text.charCodeAt(next) === 0x0a) {
    next++;
    for (let units = 0; units < 8; units++) {
      const unit = text.charCodeAt(next);
      if (unit === 0x20 || unit === 0x09 || unit === 0x3e || unit === 0x7c) next++;
      else break;
    }
  }
  const unit = text.charCodeAt(next);
  return isDigit(unit) || latinCapital(unit) !== 0 ? next : at;
}
