import type { Detector, Scan } from '../types.ts';
import { isAnchored } from './anchored.ts';
import { isNameUnit, labelEnd, localStart, MAX_LOCAL } from './email-parts.ts';
import { isCardinal } from './date-words.ts';
import { isTld } from './tld.ts';
import { type WordHits, wordHits } from './word-hits.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** Bits of the word lists, in the order of `words`. */
const AT = 1;
const AT_BARE = 2;
const DOT = 4;
const JOINER = 8;
const PROVIDER = 16;
const WORDS = ['at', 'at-bare', 'dot', 'joiner', 'providers'] as const;

const MAX_WORD = 24;
/** The longest word for the sign, with blanks and brackets. */
const MAX_SIGN = 48;
const MAX_LABELS = 5;
/** Words of a local part that is spelled out: `anna punkt maria punkt berg`. */
const MAX_PARTS = 4;
const MAX_DOMAIN = 120;
/** What a speaker says of the local part before the sign. */
const MAX_ASIDE = 60;

/** What separates local part and domain: where it begins and ends with its blanks and brackets. */
interface AtSign {
  readonly start: number;
  readonly end: number;
  readonly signal: 'bracket' | 'sure' | 'bare' | 'spaced' | 'open' | 'tight';
}

/**
 * Addresses that are written so that programs do not read them, or as they are spoken: `anna [at] example [dot] com`,
 * `anna punkt berg snabel-a example punkt se`, `anna.berg @ example . com`, `annaberg at gmail`. Value: the address as it would be written.
 * Signals: how the `@` stands: `bracket` in brackets, `sure` a word that means nothing else, `bare` a word that means something else too,
 * `spaced` between blanks, `open` a blank on one side, `tight` with none; `tld`; `provider` the domain is a mail provider's; `dot-word` a dot is
 * written as a word, in brackets or between blanks; `shape` the local part holds a digit, dot or underscore; `stop` a word of the list `stop` stands
 * where the local part would (`look at example dot com`); `alone` it is the whole text. Option `signs`: letters in brackets that stand for the `@`.
 */
export const emailSpelled: Detector = {
  name: 'email-spelled',
  types: ['address'],
  signals: ['bracket', 'sure', 'bare', 'spaced', 'open', 'tight', 'tld', 'provider', 'dot-word', 'shape', 'stop', 'alone'],
  words: [...WORDS, 'dash', 'stop'],
  ownLists: ['dash', 'stop'],
  options: ['signs'],
  maxLength: 2 * MAX_LOCAL + MAX_ASIDE + MAX_SIGN + MAX_DOMAIN,
  needs: () => [{ anchors: ['ats'] }, { anchors: ['brackets'] }, { lists: ['at', 'at-bare'] }],
  prepare({ concept, list, rule }) {
    const isStop = list('stop');
    const isDash = list('dash');
    const [at, bare, dot, providers] = ['at', 'at-bare', 'dot', 'providers'].map(concept);
    const signs = (rule.options?.signs as readonly string[] | undefined) ?? [];
    const hits = wordHits(WORDS.map(concept));
    const anySign = signs.length === 0 ? undefined : new RegExp(signs.map((sign) => sign.replace(/[^A-Za-z0-9]/g, '\\$&')).join('|'));
    return ({ scan }, emit) => {
      const consider = (sign: AtSign | null) => {
        if (sign === null) return;
        const local = localBefore(scan, hits, isStop, isDash, sign);
        if (local === null) return;
        const domain = readSpelledDomain(scan, hits, isDash, sign.end, sign.signal === 'tight' || sign.signal === 'open');
        if (domain === null || (sign.signal === 'tight' && !domain.dotWord)) return;
        const signals: string[] = [sign.signal];
        if (domain.known) signals.push('tld');
        if (domain.provider) signals.push('provider');
        if (domain.dotWord || local.dotWord) signals.push('dot-word');
        if (/[\d._]/.test(local.name)) signals.push('shape');
        if (local.stop) signals.push('stop');
        if (local.start === 0 && domain.end === scan.text.length) signals.push('alone');
        emit({ start: local.start, end: domain.end, value: `${local.name}@${domain.name}`, type: 'address', signals });
      };
      // A bare "at" separates nothing unless it stands in brackets, or a dot is spelled or a provider named somewhere too.
      const spelled = [dot, providers].some((id) => id >= 0 && scan.conceptHits[id] > 0);
      const wanted = [at, bare].some((id) => id >= 0 && scan.conceptHits[id] > 0);
      const own = hits.own(scan);
      for (let k = 0; wanted && k < own.count; k++) {
        const i = own.cue[k];
        const bits = own.bits[k];
        if ((bits & AT) !== 0 || ((bits & AT_BARE) !== 0 && (spelled || mayGoOn(scan.text, scan.cueEnd[i]))))
          consider(wordSign(scan.text, scan.cueStart[i], scan.cueEnd[i], bits));
      }
      for (let i = 0; i < scan.atCount; i++) consider(symbolSign(scan.text, scan.at[i]));
      for (const sign of anySign?.test(scan.text) === true ? signs : [])
        for (let at = scan.text.indexOf(sign); at >= 0; at = scan.text.indexOf(sign, at + sign.length))
          if (isAnchored(scan, at, at + sign.length)) consider(letterSign(scan.text, at, at + sign.length));
    };
  },
};

/** A closing bracket, or a name with a full stop in it, follows a bare "at": what most do not have. */
function mayGoOn(text: string, at: number): boolean {
  let end = blanksRight(text, at);
  if (CLOSING.includes(text.charAt(end)) || FENCES.includes(text.charAt(end))) return true;
  const limit = end + 40;
  while (end < limit && isNameUnit(text.charCodeAt(end))) end++;
  const unit = text.charCodeAt(end);
  // `example.com`, `my-firm.se`, `example . com`
  return unit === 0x2e || unit === 0x2d || (unit === 0x20 && text.charCodeAt(end + 1) === 0x2e);
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** Skips at most two blanks to the left of `at`. */
function blanksLeft(text: string, at: number): number {
  let start = at;
  while (at - start < 2 && isBlank(text.charCodeAt(start - 1))) start--;
  return start;
}

function blanksRight(text: string, at: number): number {
  let end = at;
  while (end - at < 2 && isBlank(text.charCodeAt(end))) end++;
  return end;
}

const OPENING = '[({<';
const CLOSING = '])}>';
/** Marks that serve as brackets where the same one stands on both sides, and blanks outside: ` -at- `. */
const FENCES = '-/*~|';

/** Widens [start, end) to the pair of brackets around it, with the blanks outside; null when it stands in none. */
function inBrackets(text: string, start: number, end: number): { start: number; end: number } | null {
  if (isFenced(text, start, end)) return { start: blanksLeft(text, start - 1), end: blanksRight(text, end + 1) };
  const left = blanksLeft(text, start);
  const bracket = left === 0 ? -1 : OPENING.indexOf(text[left - 1]);
  if (bracket < 0) return null;
  const right = blanksRight(text, end);
  return text[right] === CLOSING[bracket] ? { start: blanksLeft(text, left - 1), end: blanksRight(text, right + 1) } : null;
}

function isFenced(text: string, start: number, end: number): boolean {
  const fence = text.charCodeAt(start - 1);
  return (
    fence === text.charCodeAt(end) && FENCES.includes(text[end]) && isBlank(text.charCodeAt(start - 2)) && isBlank(text.charCodeAt(end + 1))
  );
}

/** The separator that the word text[start..end) is part of. */
function wordSign(text: string, start: number, end: number, bits: number): AtSign | null {
  const brackets = inBrackets(text, start, end);
  if (brackets !== null) return { ...brackets, signal: 'bracket' };
  const from = blanksLeft(text, start);
  const to = blanksRight(text, end);
  if (from === start || to === end) {
    // `anna_at_example.com`; with hyphens it is the name of a site more often than an address.
    return text.charCodeAt(start - 1) === 0x5f && text.charCodeAt(end) === 0x5f
      ? { start: start - 1, end: end + 1, signal: (bits & AT) !== 0 ? 'sure' : 'bare' }
      : null;
  }
  return { start: from, end: to, signal: (bits & AT) !== 0 ? 'sure' : 'bare' };
}

/** The separator that a letter in brackets is, with the blanks around it. */
function letterSign(text: string, start: number, end: number): AtSign {
  return { start: blanksLeft(text, start), end: blanksRight(text, end), signal: 'bracket' };
}

/** The separator that the `@` at `at` is. */
function symbolSign(text: string, at: number): AtSign | null {
  const brackets = inBrackets(text, at, at + 1);
  if (brackets !== null) return { ...brackets, signal: 'bracket' };
  const start = blanksLeft(text, at);
  const end = blanksRight(text, at + 1);
  if (start < at && end > at + 1) return { start, end, signal: 'spaced' };
  if (start === at && end === at + 1) return { start, end, signal: 'tight' };
  // `anna@ example.com` can only be an address, `thanks @example.shop` is a handle more often than not.
  return { start, end, signal: start === at ? 'spaced' : 'open' };
}

type IsWord = (word: string) => boolean;

interface Local {
  readonly start: number;
  readonly name: string;
  readonly dotWord: boolean;
  readonly stop: boolean;
}

/** The local part that ends before the sign, also where the speaker says something of it in between: `anna punkt berg, med q, snabel-a`. */
function localBefore(scan: Scan, hits: WordHits, isStop: IsWord, isDash: IsWord, { start, signal }: AtSign): Local | null {
  const { text } = scan;
  const read = (end: number) => readLocal(scan, hits, isStop, isDash, end, signal === 'bare');
  if (text.charCodeAt(start - 1) !== 0x2c) return read(start);
  const near = read(start - 1);
  if (near !== null && hasShape(near)) return near;
  const aside = ASIDE.exec(text.slice(Math.max(0, start - MAX_ASIDE), start));
  const far = aside === null ? null : read(start - aside[0].length);
  return far !== null && (hasShape(far) || signal === 'sure') ? far : signal === 'sure' ? near : null;
}
/** `, with two r's,`: words between commas. */
const ASIDE = /,(?: [\p{L}\d'\u2019-]{1,16}){1,10},$/u;

/** More than a plain word: dots, digits. */
function hasShape({ dotWord, name }: Local): boolean {
  return dotWord || /[\d._]/.test(name);
}

/** The local part that ends at `end`: a word, also with digits of its own before it, or words joined by the words for dot and underscore. */
function readLocal(scan: Scan, hits: WordHits, isStop: IsWord, isDash: IsWord, end: number, long: boolean): Local | null {
  const { text } = scan;
  const last = localStart(text, end);
  if (last < 0 || !isNameUnit(text.charCodeAt(end - 1))) return null;
  // One letter before a bare "at" is a word, unless more is joined to it: `anna underscore b at`.
  if (long && end - spelledStart(text, last, end) < 2 && joinerBefore(scan, hits, isDash, last) === null) return null;
  let start = spelledStart(text, last, end);
  let name = text.slice(start, end).replaceAll(' ', '');
  let dotWord = false;
  if ((isAllDigits(name) || isCardinal(name)) && isBlank(text.charCodeAt(start - 1)) && joinerBefore(scan, hits, isDash, start) === null) {
    // `karen 01 at hotmail`: a number that is said by itself belongs to the word before it.
    const from = localStart(text, start - 1);
    if (from >= 0 && !isStop(text.slice(from, start - 1))) {
      name = text.slice(from, start - 1) + name;
      start = from;
    }
  }
  for (let parts = 1; parts < MAX_PARTS; parts++) {
    const joiner = joinerBefore(scan, hits, isDash, start);
    if (joiner === null) break;
    const from = localStart(text, joiner.start);
    if (from < 0 || end - from > 2 * MAX_LOCAL) break;
    name = `${text.slice(from, joiner.start)}${joiner.sign}${name}`;
    start = from;
    dotWord = true;
  }
  return name.length > MAX_LOCAL ? null : { start, name, dotWord, stop: !dotWord && isStop(name) };
}

/** Where the letters begin that stand one by one before the word text[start..end), when that is a letter too: `a n n a`. */
function spelledStart(text: string, start: number, end: number): number {
  if (end - start > 1) return start;
  let first = start;
  for (let at = start; end - at < MAX_LOCAL && isBlank(text.charCodeAt(at - 1)); at -= 2) {
    if (!isAsciiLetter(text.charCodeAt(at - 2)) || (at > 2 && !isBlank(text.charCodeAt(at - 3)))) break;
    first = at - 2;
  }
  return end - first >= MIN_SPELLED ? first : start;
}
/** Three letters and the blanks between them: two may be words. */
const MIN_SPELLED = 5;

function isAllDigits(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (!isDigit(word.charCodeAt(i))) return false;
  return true;
}

/** The word for dot or underscore that ends before the word at `at`, with blanks or brackets around it. */
function joinerBefore(scan: Scan, hits: WordHits, isDash: IsWord, at: number): { start: number; sign: string } | null {
  const { text } = scan;
  let end = blanksLeft(text, at);
  const closing = end === 0 ? -1 : CLOSING.indexOf(text[end - 1]);
  const fenced = closing < 0 && end < at && end > 0 && FENCES.includes(text[end - 1]);
  if (closing >= 0) end = blanksLeft(text, end - 1);
  else if (fenced) end--;
  else if (end === at) return null;
  let start = end;
  while (end - start < MAX_WORD && start > 0 && isNameUnit(text.charCodeAt(start - 1))) start--;
  const bits = start === end ? 0 : hits.bitsAt(scan, start, end);
  const dash = (bits & (DOT | JOINER)) === 0;
  if (dash && !isDash(text.slice(start, end))) return null;
  let from = blanksLeft(text, start);
  if (fenced) {
    if (!isFenced(text, start, end)) return null;
    from = blanksLeft(text, start - 1);
  } else if (closing >= 0) {
    if (text[from - 1] !== OPENING[closing]) return null;
    from = blanksLeft(text, from - 1);
  } else if (from === start) return null;
  return { start: from, sign: dash ? '-' : (bits & DOT) !== 0 ? '.' : '_' };
}

interface SpelledDomain {
  readonly end: number;
  readonly name: string;
  readonly known: boolean;
  readonly provider: boolean;
  readonly dotWord: boolean;
}

/** The domain at `at`, its dots written in any way; or a mail provider's name alone. `strict`: dots between blanks only before a sure ending. */
function readSpelledDomain(scan: Scan, hits: WordHits, isDash: IsWord, at: number, strict: boolean): SpelledDomain | null {
  const { text } = scan;
  let first = labelEnd(text, at);
  if (first === at) return null;
  first = dashedEnd(text, first, isDash);
  const provider = (hits.bitsAt(scan, at, first) & PROVIDER) !== 0;
  let name = text.slice(at, first).toLowerCase().replace(DASHED, '-');
  let end = first;
  let dotWord = false;
  let good: SpelledDomain | null = null;
  for (let labels = 1; labels < MAX_LABELS; labels++) {
    const dot = dotAfter(scan, hits, end, provider || !strict);
    if (dot === null) break;
    const letters = dot.written ? spelledEnding(text, dot.end) : 0;
    const to = letters > 0 ? letters : labelEnd(text, dot.end);
    if (to === dot.end || to - at > MAX_DOMAIN) break;
    const label = text.slice(dot.end, to).toLowerCase().replaceAll(' ', '');
    // A sentence that follows begins with a capital.
    if (dot.loose && (!isTld(label) || label[0] !== text[dot.end])) break;
    name = `${name}.${label}`;
    end = to;
    if (dot.written) dotWord = true;
    if (isTld(label)) good = { end, name, known: true, provider, dotWord };
  }
  if (good !== null) return good;
  return provider && !isNameUnit(text.charCodeAt(first))
    ? { end: first, name: text.slice(at, first).toLowerCase(), known: false, provider, dotWord: false }
    : null;
}

/** End of the label that ends at `end` and what is joined to it by words for a hyphen: `berg dash design`. */
function dashedEnd(text: string, end: number, isDash: IsWord): number {
  let last = end;
  for (let parts = 1; parts < MAX_PARTS; parts++) {
    const dash = blanksRight(text, last);
    const word = labelEnd(text, dash);
    const next = blanksRight(text, word);
    if (dash === last || next === word || !isDash(text.slice(dash, word)) || labelEnd(text, next) === next) break;
    last = labelEnd(text, next);
  }
  return last;
}
const DASHED = /\s+\S+\s+/g;

/** End of a top-level domain at `at` that is said letter by letter, `d e`, `c o m`; or 0. */
function spelledEnding(text: string, at: number): number {
  let label = '';
  let end = 0;
  for (let i = at; label.length < MAX_SPELLED && isAsciiLetter(text.charCodeAt(i)) && !isNameUnit(text.charCodeAt(i + 1)); i += 2) {
    label += text[i].toLowerCase();
    if (label.length > 1 && isTld(label)) end = i + 1;
    if (!isBlank(text.charCodeAt(i + 1))) break;
  }
  return end;
}
const MAX_SPELLED = 5;

interface Dot {
  /** Where the next label begins. */
  readonly end: number;
  /** Not a plain dot. */
  readonly written: boolean;
  /** It may as well be the end of a sentence or no dot at all. */
  readonly loose: boolean;
}

/** The dot that stands at `at`, however it is written. `gap`: a blank alone can be one, before a top-level domain. */
function dotAfter(scan: Scan, hits: WordHits, at: number, gap: boolean): Dot | null {
  const { text } = scan;
  if (text.charCodeAt(at) === 0x2e && isNameUnit(text.charCodeAt(at + 1))) return { end: at + 1, written: false, loose: false };
  let from = blanksRight(text, at);
  const opening = OPENING.indexOf(text[from] ?? ' ');
  if (opening >= 0) from = blanksRight(text, from + 1);
  if (opening < 0 && from > at && FENCES.includes(text[from] ?? ' ')) {
    const end = hits.endFrom(scan, from + 1, DOT);
    return end > 0 && isFenced(text, from + 1, end) ? { end: blanksRight(text, end + 1), written: true, loose: false } : null;
  }
  const mark = text.charCodeAt(from);
  const word = mark === 0x2e ? from + 1 : hits.endFrom(scan, from, DOT);
  if (opening >= 0) {
    const closing = word === 0 ? -1 : blanksRight(text, word);
    return closing >= 0 && text[closing] === CLOSING[opening] ? { end: blanksRight(text, closing + 1), written: true, loose: false } : null;
  }
  if (word > 0) {
    const end = blanksRight(text, word);
    if (mark === 0x2e) return end > word || from > at ? { end, written: true, loose: from === at || end === word } : null;
    if (from > at && end > word) return { end, written: true, loose: false };
  }
  if (text.charCodeAt(at) === 0x2c && isNameUnit(text.charCodeAt(at + 1))) return { end: at + 1, written: true, loose: true };
  return gap && from > at && isNameUnit(mark) && isCommonEnding(text, from) ? { end: from, written: true, loose: true } : null;
}

/** `com`, `net` or `org` as a word: no language that people write to us in has these. */
function isCommonEnding(text: string, at: number): boolean {
  const word = text.slice(at, at + 3).toLowerCase();
  return (word === 'com' || word === 'net' || word === 'org') && !isNameUnit(text.charCodeAt(at + 3));
}
