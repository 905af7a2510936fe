import { firstFrom } from '../first-from.ts';
import type { Scan } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** Units looked at to the left for a link. */
const LINK_REACH = 28;
const LINK =
  /(?:\b(?:tel|callto|sips?|sms|smsto|mms|fax|facetime|facetime-audio|whatsapp|viber|skype):(?:\/\/)?|\bwa\.me\/|(?:[?&;]|amp;)(?:phone|number|tel|mobile|msisdn|phonenumber|phone_number)=|signal\.me\/#p\/|t\.me\/|viber:\/\/(?:chat|add|contact)\?number=)$/i;

/** Last letters of what LINK ends with. */
const LINK_ENDS = [...'loelpsrxnkLOELPSRXNK'].map((letter) => letter.charCodeAt(0));

/** A scheme or address that only a phone number follows ends at `at`. */
export function isLinkBefore(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1);
  if (unit !== 0x3a && unit !== 0x2f && unit !== 0x3d) return false;
  const before = text.charCodeAt(at - 2);
  if (unit === 0x2f ? before !== 0x2f && !LINK_ENDS.includes(before) : !LINK_ENDS.includes(before)) return false;
  return LINK.test(text.slice(Math.max(0, at - LINK_REACH), at));
}

/** A cue word of one of the concepts begins (`ends`: ends) at `at`: gives its other side, or -1. */
export function cueAt(scan: Scan, concepts: readonly number[], at: number, ends: boolean): number {
  const { cueStart, cueEnd, cueEntry, cueCount } = scan;
  const { entryConcepts } = scan.vocabulary;
  for (let i = firstFrom(cueStart, cueCount, ends ? at - LINK_REACH : at); i < cueCount && cueStart[i] <= at; i++) {
    if ((ends ? cueEnd[i] : cueStart[i]) !== at) continue;
    for (const concept of entryConcepts[cueEntry[i]]) if (concepts.includes(concept)) return ends ? cueStart[i] : cueEnd[i];
  }
  return -1;
}

/** How much may begin at an offset: nothing, only what is a number by itself, anything. */
export type Edge = 0 | 1 | 2;

/** What stands directly left of a number that begins at `start`. `labels`: concepts whose words may be glued to it. */
export function leftEdge(scan: Scan, start: number, labels: readonly number[]): Edge {
  if (start === 0) return 2;
  const { text } = scan;
  const unit = text.charCodeAt(start - 1);
  if (unit === 0x20 || unit === 0x0a) return isMoney(text.charCodeAt(start - 2)) ? 1 : 2;
  const before = text.charCodeAt(start - 2);
  if (isWordUnit(unit)) {
    if (before === 0x5c && (unit === 0x6e || unit === 0x74 || unit === 0x72)) return 2; // an escaped line break
    return cueAt(scan, labels, start, true) >= 0 ? 2 : 0;
  }
  switch (unit) {
    case 0x40: // @
    case 0x5e: // ^
    case 0x25: // %
      return 0;
    case 0x24:
    case 0xa3:
    case 0xa5:
    case 0x20ac:
      return 0;
    case 0x2a: // *: bold when it closes too, else a masked value
      return text.startsWith('****', start - 4) ? 0 : 1;
    case 0x5f: // _, as in the names of recordings
      return isWordUnit(before) && !isDigit(before) ? 1 : 2;
    case 0x23: // #
    case 0x3d: // =
    case 0x2b: // +
      return 1;
    case 0x2e: // .
      return isDigit(before) ? 0 : 2;
    case 0x2c: // ,
    case 0x3a: // :
      return isDigit(before) ? 1 : 2;
    case 0x2f: // /
      return isWordUnit(before) ? 1 : 2;
    case 0x2d: // -
      return isWordUnit(before) ? (hasDigit(text, start - 2, -1) ? 0 : 1) : 1;
    default:
      return 2;
  }
}

/** What stands directly right of a number that ends at `end`. */
export function rightEdge(text: string, end: number): Edge {
  if (end >= text.length) return 2;
  const unit = text.charCodeAt(end);
  if (unit === 0x20 || unit === 0x0a) return 2;
  const after = text.charCodeAt(end + 1);
  if (isWordUnit(unit)) {
    // "0701740605mvh": the blank was forgotten. Not in hashes and codes, nor before a unit.
    return hasDigit(text, end, 1) || isHexWord(text, end) || !isWordUnit(after) || !isWordUnit(text.charCodeAt(end + 2)) ? 0 : 1;
  }
  switch (unit) {
    case 0x40: // @
    case 0x5e: // ^
    case 0xb0: // degree
      return 0;
    case 0x25: // %
    case 0x24:
    case 0xa3:
    case 0x20ac:
    case 0x3d: // =
      return 1;
    case 0x2a: // *
      return text.startsWith('****', end) ? 0 : 1;
    case 0x5f:
      return isWordUnit(after) ? 1 : 2;
    case 0x2e: // .
    case 0x2c: // ,
    case 0x3a: // :
      return isDigit(after) ? 1 : 2;
    case 0x2d: // -
      return isWordUnit(after) ? (hasDigit(text, end + 1, 1) ? 0 : 1) : 2;
    default:
      return 2;
  }
}

/** The word that stands at `at`, read in direction `step`, holds a digit within twelve units. */
function hasDigit(text: string, at: number, step: 1 | -1): boolean {
  for (let n = 0; n < 12; n++, at += step) {
    const unit = text.charCodeAt(at);
    if (isDigit(unit)) return true;
    if (!isWordUnit(unit)) return false;
  }
  return false;
}

/** The word at `at` has no letter beyond `f`. */
function isHexWord(text: string, at: number): boolean {
  for (let n = 0; n < 12; n++, at++) {
    const unit = text.charCodeAt(at);
    if (!isWordUnit(unit)) return true;
    if (unit > 0x66 || (unit > 0x46 && unit < 0x61)) return false;
  }
  return true;
}

/** Dollar, pound, yen, euro. */
export function isMoney(unit: number): boolean {
  return unit === 0x24 || unit === 0xa3 || unit === 0xa5 || unit === 0x20ac;
}

/** End of an extension that follows a number which ends at `end`: "ext. 12", "x58", "#4", ";ext=12", "(ankn 3)"; or -1. */
export function extensionEnd(scan: Scan, end: number, words: readonly number[]): number {
  const { text } = scan;
  let at = end;
  while (at < end + 3 && isExtensionGap(text.charCodeAt(at))) at++;
  let bracket = text.charCodeAt(at - 1) === 0x28 && at > end;
  const unit = text.charCodeAt(at);
  // `#` and a glued `x` are signs, which are no words of a rule file.
  if (unit === 0x23 || ((unit | 0x20) === 0x78 && isDigit(text.charCodeAt(at + 1)))) at++;
  else if (isAsciiLetter(unit) || unit >= 0xc0) {
    const wordEnd = cueAt(scan, words, at, false);
    if (wordEnd < 0) return -1;
    at = wordEnd;
    if (text.charCodeAt(at) === 0x2e) at++;
    if (text.charCodeAt(at) === 0x3a || text.charCodeAt(at) === 0x3d) at++;
    if (text.charCodeAt(at) === 0x20) at++;
  } else return -1;
  const from = at;
  while (at < from + 6 && isDigit(text.charCodeAt(at))) at++;
  // Six digits and stars are a card that is masked already.
  if (at === from || isWordUnit(text.charCodeAt(at)) || text.charCodeAt(at) === 0x2a) return -1;
  if (bracket && text.charCodeAt(at) === 0x29) at++;
  else bracket = false;
  return at;
}

/** Blank, comma, semicolon, slash, opening bracket, dash. */
function isExtensionGap(unit: number): boolean {
  return unit === 0x20 || unit === 0x2c || unit === 0x3b || unit === 0x2f || unit === 0x28 || unit === 0x2d;
}

const VANITY = /(?:\+?1[-. ]?)?\(?8(?:00|33|44|55|66|77|88)\)?[-. ]([A-Z0-9]{1,9}(?:-[A-Z0-9]{1,8}){0,2})(?![A-Za-z0-9])/y;

/** End of a number spelled on the letters of a keypad that begins at `start`: 1-800-FLOWERS; or -1. */
export function vanityEnd(text: string, start: number): number {
  VANITY.lastIndex = start;
  const match = VANITY.exec(text);
  if (match === null) return -1;
  const spelled = match[1].replaceAll('-', '');
  const letters = spelled.replace(/[0-9]/g, '').length;
  return letters >= 3 && spelled.length >= 7 && spelled.length <= 10 ? start + match[0].length : -1;
}
