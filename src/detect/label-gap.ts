import { isWordUnit } from './numbers.ts';
import { foldWord, isBlank, isLetter, wordEnd } from './words.ts';
import { isAlnum, isDigit } from '../units.ts';

/** Units between a label and its value. With the longest label it stays within REACH. */
const MAX_GAP = 48;
/** Words between a label and the `:` or verb that leads to its value: "the password for the portal is". */
const MAX_FAR_WORDS = 4;

/** Letters from which a word that goes on with a label is not also another word, as `no` and `id` are. */
const LONG_FILL = 5;

/** What joins a label and its value. */
export interface LabelGap {
  /** Offset of the value's first unit, behind an opening quote. */
  readonly at: number;
  /** `assigned`: a sign that gives the value, `is`: a verb, `bare`: neither. */
  readonly link: 'assigned' | 'is' | 'bare';
  /** `=` with nothing around it, as in URLs, cookies and settings. */
  readonly tight: boolean;
  /** Other words stand between the label and its link. */
  readonly far: boolean;
  /** A word for "number", or a `#`. */
  readonly numbered: boolean;
  /** The unit that closes the value, or 0. */
  readonly quote: number;
  /** A line break stands between. */
  readonly wrapped: boolean;
}

/** Words of the rule file that may stand between a label and its value. */
export interface GapWords {
  /** Verbs that lead to the value: is, lautet. */
  readonly is: ReadonlySet<string>;
  /** Words that go on with the label: number, nr, id. */
  readonly fill: ReadonlySet<string>;
  /** Words that end the reach of a label: not, and. */
  readonly not: ReadonlySet<string>;
  /** Verbs only behind other words: "set the password to". */
  readonly into: ReadonlySet<string>;
  /** A value with a digit in brackets may stand behind other words: "tried the old password (birch-7-oak)". */
  readonly bracketed: boolean;
}

const CLOSES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '\u201c': '\u201d',
  '\u201d': '\u201d',
  '\u201e': '\u201c',
  '\u00ab': '\u00bb',
  '\u00bb': '\u00ab',
  '\u2018': "'",
};
const ASSIGNS = new Set([0x3a, 0x3d, 0x7c, 0xbb, 0x2192, 0xff1a]); // : = | and arrows

/**
 * Reads on from the end of a label; null when what stands there leads to no value.
 * > | the password (temporary) for the portal is "hunter2"
 *             ^from                                ^at
 */
export function readGap(text: string, labelStart: number, from: number, words: GapWords): LabelGap | null {
  const limit = Math.min(text.length, from + MAX_GAP);
  const inTag = isTagName(text, labelStart);
  let at = from;
  let link: LabelGap['link'] = 'bare';
  let far = false;
  let numbered = false;
  let tight = false;
  let wrapped = false;

  // What touches the label: a suffix with its own meaning ends it, unless it only says "number".
  const glued = text.charCodeAt(at);
  if (glued === 0x2f && (text.charCodeAt(labelStart - 1) === 0x3c || isLetter(text.charCodeAt(at + 1)))) return null;
  if ((glued === 0x5f || glued === 0x2d) && isLetter(text.charCodeAt(at + 1))) {
    const end = wordEnd(text, at + 1, limit);
    if (!words.fill.has(foldWord(text.slice(at + 1, end)))) return null;
    numbered = true;
    at = end;
  } else if ((glued === 0x2d || glued === 0x5f) && isDigit(text.charCodeAt(at + 1))) return null;
  else if (glued === 0x27 && (text.charCodeAt(at + 1) | 0x20) === 0x73 && isBlank(text.charCodeAt(at + 2))) at += 2;
  else if (isDigit(glued) && ' :=."\''.includes(text.charAt(at + 1) || 'x')) at++;
  else if (isWordUnit(glued) || (glued === 0x2e && isLetter(text.charCodeAt(at + 1)))) return null;

  // `Rechnungsnr.: 1`, `order nr. 1`
  if (text.charCodeAt(at) === 0x2e && (text.charCodeAt(at + 1) === 0x3a || endsLikeNumber(text.slice(labelStart, at), words.fill))) at++;

  // `Order............: 12`, as forms fill a line
  if (text.charCodeAt(at) === 0x2e && text.charCodeAt(at + 1) === 0x2e) {
    let end = at;
    while (end < limit && text.charCodeAt(end) === 0x2e) end++;
    if (text.charCodeAt(end) !== 0x3a) return null;
    at = end;
  }

  at += COUNTED.exec(text.slice(at, at + 6))?.[0].length ?? 0;
  const key = at;
  while (at - key < 6 && at < limit && '"\'`*_\\)]'.includes(text.charAt(at))) at++;
  if (inTag) {
    if (text.charCodeAt(at) !== 0x3e) return null;
    link = 'assigned';
    at++;
  }

  if (at > key && isArgument(text, labelStart, at)) {
    link = 'assigned';
    at++;
  }

  at = toldOf(text, at, words.is);
  for (let steps = 0; at < limit && steps < 24; steps++) {
    const unit = text.charCodeAt(at);
    if (isBlank(unit)) {
      if (unit === 0x09 && link === 'bare') link = 'assigned';
      at++;
    } else if ((unit === 0x2d || unit === 0x3d) && text.charCodeAt(at + 1) === 0x3e) {
      link = 'assigned';
      at += 2;
    } else if (ASSIGNS.has(unit)) {
      // `://` belongs to an address, a second `=` to a comparison
      if (unit === 0x3a && text.charCodeAt(at + 1) === 0x2f && text.charCodeAt(at + 2) === 0x2f) return null;
      tight = unit === 0x3d && at === from && !isBlank(text.charCodeAt(at + 1));
      link = 'assigned';
      at++;
    } else if (unit === 0x2d && isBlank(text.charCodeAt(at - 1)) && isBlank(text.charCodeAt(at + 1))) {
      link = 'assigned';
      at++;
    } else if (unit === 0x23 || unit === 0x2116 || unit === 0xb0 || unit === 0xba) {
      numbered = true;
      at++;
    } else if (unit === 0x3f && isBlank(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at + 2))) {
      // "what was the PIN? 0000"
      at++;
    } else if ((unit === 0x0a || unit === 0x0d) && link === 'assigned' && !wrapped) {
      at += unit === 0x0d && text.charCodeAt(at + 1) === 0x0a ? 2 : 1;
      wrapped = true;
    } else if (unit === 0x28 && link === 'bare') {
      const close = text.indexOf(')', at);
      if (close < 0 || close > at + 30 || close >= limit) {
        // A list of values: "(INV-2019-33018, INV-2021-00457)".
        if (!/^\(\S{0,12}\d/.test(text.slice(at, at + 14))) return null;
        at++;
        break;
      }
      if (/\d|^\(\p{Lu}+(?:-\p{Lu}+)+$|^\(\p{L}+_\p{L}+$/u.test(text.slice(at, close))) {
        at++;
        break;
      }
      at = close + 1;
    } else if (unit === 0x2e && numbered && isBlank(text.charCodeAt(at + 1))) at++;
    else if (
      (unit === 0x2e || unit === 0x29) &&
      (text.charCodeAt(at + 1) === 0x3a || text.charCodeAt(at + 1) === 0x20) &&
      link === 'bare' &&
      numbered
    )
      at++;
    else if (isLetter(unit)) {
      const end = wordEnd(text, at, limit);
      const next = text.charCodeAt(end);
      // A value may begin like a word: "nr12", "is-it".
      if (end >= limit || isDigit(next) || next === 0x2d || next === 0x5f) break;
      const word = foldWord(text.slice(at, end));
      if (words.fill.has(word) && link !== 'assigned') {
        numbered = true;
        at = end + (next === 0x2e ? 1 : 0);
      } else if ((words.is.has(word) || (far && words.into.has(word))) && link !== 'assigned') {
        link = 'is';
        at = end;
      } else if (link === 'bare' && !far) {
        const led = readFar(text, at, limit, words);
        if (led < 0) break;
        far = true;
        at = led;
      } else break;
    } else break;
  }
  if (at >= limit && at < text.length) return null;
  let quote = 0;
  // The quotes of a JSON text inside a text are escaped.
  if (text.charCodeAt(at) === 0x5c && /^\\{1,7}"/.test(text.slice(at, at + 8))) at = text.indexOf('"', at);
  // Emphasis of Markdown; more stars than two are a mask.
  let marks = 0;
  while (marks < 2 && text.charCodeAt(at) === 0x2a) {
    marks++;
    at++;
  }
  while (marks > 0 && isBlank(text.charCodeAt(at))) at++;
  // Windows writes its identifiers in braces.
  if (text.charCodeAt(at) === 0x7b && /^\{[0-9a-f]{8}-/i.test(text.slice(at, at + 10))) at++;
  if (text.startsWith(UUID_NAME, at)) at += UUID_NAME.length;
  const close = CLOSES[text.charAt(at)];
  if (close !== undefined) {
    quote = close.charCodeAt(0);
    at++;
  }
  return { at, link, tight, far, numbered, quote, wrapped };
}

/** "receipt 1: ..., receipt 2: ...": which one of several it is. */
const COUNTED = /^ ?#?\d{1,2}(?= ?[:=] )/;

/** What identifiers of 32 digits begin with where they are written as names of resources. */
const UUID_NAME = 'urn:uuid:';

/** Words that stand for the label behind a comma: "the serial number, that is". */
const PRONOUNS =
  /^, (?:(?:also|dus|so|und|och|en|un) )?(?:das|des|dat|die|der|that|thats|it|its|this|det|den|tas|ta|t\u0101|\u0161is|c|ce|es|to|se|\u044d\u0442\u043e)(?=[ '])/iu;

/** Offset of the verb behind a comma and a pronoun, `, das ist`; `at` when none stands there. */
function toldOf(text: string, at: number, is: ReadonlySet<string>): number {
  if (text.charCodeAt(at) !== 0x2c) return at;
  const pronoun = PRONOUNS.exec(text.slice(at, at + 14));
  if (pronoun === null) return at;
  const verb = at + pronoun[0].length + 1;
  return is.has(foldWord(text.slice(verb, wordEnd(text, verb, verb + 10)))) ? verb : at;
}

/** The label is an abbreviation of "number", or ends with one. */
function endsLikeNumber(label: string, fill: ReadonlySet<string>): boolean {
  const word = foldWord(label);
  for (const number of fill) if (number.length > 1 && number.length < 4 && word.endsWith(number)) return true;
  return false;
}

/** `<Password>`, `<ns:Pan>`: the label is the name of an element. */
function isTagName(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === 0x3c) return true;
  if (before !== 0x3a) return false;
  let i = start - 2;
  while (i > start - 12 && isAlnum(text.charCodeAt(i))) i--;
  return i < start - 2 && text.charCodeAt(i) === 0x3c;
}

/** The label is all of the first argument of a call, or its last word, and a quoted value is the second and last: `define('DB_USER', 'anna')`. */
function isArgument(text: string, label: number, comma: number): boolean {
  if (text.charCodeAt(comma) !== 0x2c || !FIRST_ARGUMENT.test(text.slice(Math.max(0, label - MAX_KEY), label))) return false;
  LAST_ARGUMENT.lastIndex = comma;
  return LAST_ARGUMENT.test(text);
}
/** Units of a key before the word that is its label. */
const MAX_KEY = 24;
const FIRST_ARGUMENT = /[([] ?(["'])[\w.-]{0,20}$/;
const LAST_ARGUMENT = /, ?(["'])(?:(?!\1)[^\n]){3,100}\1 ?[)\]]/y;

const BRACKETED = /^\((?=[^\s()]*\p{Ll})(?=[^\s()]*\d)[^\s()]{5,28}\)/u;

/** Offset of the `:`, `=` or verb behind at most MAX_FAR_WORDS other words on the line, or -1. */
function readFar(text: string, from: number, limit: number, words: GapWords): number {
  let at = from;
  for (let count = 0; count <= MAX_FAR_WORDS; count++) {
    const end = wordEnd(text, at, limit);
    if (end === at || end >= limit) return -1;
    const word = foldWord(text.slice(at, end));
    if (count > 0 && (words.is.has(word) || words.into.has(word))) return at;
    // "the order with the number 4471882"
    if (count > 0 && word.length >= LONG_FILL && words.fill.has(word)) return at;
    if (words.not.has(word)) return -1;
    at = end;
    // `re-enrolment`, `I've`
    if ((text.charCodeAt(at) === 0x2d || text.charCodeAt(at) === 0x27) && isLetter(text.charCodeAt(at + 1)))
      at = wordEnd(text, at + 1, limit);
    const unit = text.charCodeAt(at);
    if (words.bracketed && unit === 0x20 && BRACKETED.test(text.slice(at + 1, at + 32))) return at;
    if (unit === 0x3a || unit === 0x3d) return isBlank(text.charCodeAt(at + 1)) || unit === 0x3d ? at : -1;
    if (unit !== 0x20) return -1;
    at++;
  }
  return -1;
}
