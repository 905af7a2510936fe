import { firstFrom } from '../first-from.ts';
import { type Detector, REACH, type Scan } from '../types.ts';
import { readBefore } from './label-before.ts';
import { readGap, type LabelGap } from './label-gap.ts';
import { type ReadValue, readValue, restIsClear, type Shape, type ShapeLimits } from './label-value.ts';
import { isWordUnit } from './numbers.ts';
import { optionsOf, wordEndings } from './rule-options.ts';
import { isTld } from './tld.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isLetter, wordEnd, wordSet } from './words.ts';
import { isAlnum, isDigit } from '../units.ts';

/** A word of the list `with` counts this near. */
const WITH = 72;
const LONGEST = 160;

/** Bits of the lists, in the order in which they are given to wordHits. */
const WITH_LIST = 2;
const OTHER = 4;

/**
 * What stands behind a label. The rule file says what a label is, what its value looks like (option `shape`), and how much each way of writing it
 * is worth; the same code serves passwords, order numbers, serial numbers and user names.
 * Shapes: `word` anything without blanks, or quoted; `code` letters and digits with at least `digits` digits; `number` digits in groups; `name` as of
 * users and hosts; `phrase` a few words. Lists: `with` words that speak for it from nearby, `other` words that take a label away when they stand
 * in or before it ("in order"), or in the name of a field, `labels` words that are its labels
 * instead of the cue words of the category. Options `is`, `fill`, `not`, `nothing`, `units`: verbs that lead to a value, words that go
 * on with a label, words that end its reach, words that are no value, words that make a number an amount; `also`, `endings`: words, and ends of words,
 * that are no value behind a verb ("was hacked"); `like`: the id of another detector of the
 * category, whose options count where this one has none. `link: tight` asks for `label=value`; `enclosed: true` for a bracket before the label, `bracketed: true` lets a value in brackets stand some words behind it; `beside: true` for a word of `with`; `plain: true` lets a plain word follow the label at once.
 * Signals: `assigned` by a sign, `is` by a verb, `bare` by neither; `field`; `quoted`; `numbered` by a word such as "number" or `#`;
 * `parameter` of an URL; `mixed` letters with digits or signs; `digits` alone; `last` on its line; `long` 7 units or more; `prose` letters with
 * more words behind them; `with`; `far` words between label and link;
 * `before`: the value stands before its label (option `before`).
 * `strong` a sign that only passwords have between letters and digits; `capitals` a host's name in capitals with a dash;
 * `worded` a word and a number; `camel` a capital inside a word; `blocks` capitals and digits in three or more blocks; `plain` a plain word where one may stand;
 * `made` a user name that is written as no word, version or model is: letters with digits, `_` or a full stop.
 * `capital` a phrase begins with one; `hex` a short row of digits and a to f, as machines give out; `worded` a word and a number; `camel` a capital inside a word; `blocks` capitals and digits in three or more blocks; `plain` a plain word where one may stand.
 */
export const labelledValue: Detector = {
  name: 'labelled-value',
  signals: [
    'assigned',
    'is',
    'bare',
    'field',
    'quoted',
    'numbered',
    'parameter',
    'mixed',
    'digits',
    'last',
    'long',
    'prose',
    'with',
    'far',
    'before',
    'strong',
    'capitals',
    'worded',
    'plain',
    'camel',
    'blocks',
    'made',
    'hex',
    'capital',
  ],
  words: ['with', 'other', 'labels'],
  options: [
    'shape',
    'min',
    'max',
    'digits',
    'spaced',
    'grouped',
    'dots',
    'is',
    'fill',
    'not',
    'nothing',
    'units',
    'link',
    'like',
    'before',
    'into',
    'plain',
    'capitals',
    'also',
    'endings',
    'beside',
    'bracketed',
    'enclosed',
  ],
  maxLength: LONGEST,
  // What stands `beside` is rarer than what has it beside: numbers, "it is".
  needs: ({ options, words }) => [
    {
      anchors: options?.capitals === true ? ['capitals'] : [],
      lists: [options?.beside === true ? 'with' : words?.labels === undefined ? 'cue' : 'labels'],
    },
  ],
  prepare({ rule, category, cues: allCues, concept }) {
    const cues = rule.words?.labels === undefined ? allCues : [concept('labels')];
    const other = concept('other');
    const options = optionsOf(rule, category);
    const limits: ShapeLimits = {
      shape: (options.shape ?? 'word') as Shape,
      min: Number(options.min ?? 3),
      max: Math.min(LONGEST, Number(options.max ?? 128)),
      digits: Number(options.digits ?? 1),
      spaced: options.spaced === true,
      grouped: options.grouped === true,
      dots: options.dots !== false,
      units: wordSet(options.units),
    };
    const words = {
      is: wordSet(options.is),
      fill: wordSet(options.fill),
      not: wordSet(options.not),
      into: wordSet(options.into),
      bracketed: options.bracketed === true,
    };
    const before = options.before === true;
    const nothing = wordSet(options.nothing);
    const telling = wordSet(options.also);
    const endsLike = wordEndings(options.endings);
    const hasTold = telling.size > 0 || options.endings !== undefined;
    const tells = (word: string): boolean => telling.has(word) || endsLike(word);
    const tightOnly = options.link === 'tight';
    const companions = concept('with');
    const beside = rule.options?.beside === true;
    const enclosed = rule.options?.enclosed === true;
    const hits = wordHits([-1, companions, other]);
    const labels = wordHits(cues);
    const type = rule.type ?? rule.id;

    return ({ scan, around }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      if (beside && (companions < 0 || scan.conceptHits[companions] === 0)) return;
      if (cues.some((cue) => around.field(cue))) {
        if (around.field(other)) return;
        const whole = wholeValue(text, limits, nothing);
        if (whole !== null)
          emit({
            ...whole,
            value: plain(text, whole.start, whole.end),
            type,
            signals: isShortHex(text.slice(whole.start, whole.end), limits.shape) ? ['field', 'hex'] : ['field'],
          });
        return;
      }
      let done = -1;
      const own = labels.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        const start = cueStart[c];
        if (cueEnd[c] <= done || text.charCodeAt(start - 1) === 0x2f || takenAway(scan, hits, start, cueEnd[c])) continue;
        if (enclosed && text.charCodeAt(start - 1) !== 0x28) continue;
        if (before) {
          const earlier = readBefore(text, start, words.is, limits);
          if (earlier !== null && earlier.start >= done && !isStandIn(text.slice(earlier.start, earlier.end))) {
            const signals = ['before', /[^\d-]/.test(text.slice(earlier.start, earlier.end)) ? 'mixed' : 'digits'];
            if (hitNear(scan, hits, earlier.start - WITH, earlier.end + WITH)) signals.push('with');
            if (!beside || signals.includes('with')) emit({ ...earlier, value: plain(text, earlier.start, earlier.end), type, signals });
          }
        }
        const gap = directGap(text, cueEnd[c], readGap(text, start, cueEnd[c], words), limits.shape);
        if (gap === null || (tightOnly && !gap.tight)) continue;
        const parameter = gap.tight && isParameter(text, start);
        const value = readValue(text, gap, parameter, limits);
        if (
          value === null ||
          (options.capitals === true && !HOST.test(text.slice(value.start, value.end))) ||
          value.start < done ||
          !isValue(text, value.start, value.end, gap, nothing, limits.shape)
        )
          continue;
        // "Password:" and the next label below it
        if (gap.quote === 0 && labels.endFrom(scan, value.start, 3) >= value.end) continue;
        if (hasTold && gap.link === 'is' && gap.quote === 0 && tells(foldWord(text.slice(value.start, value.end)))) continue;
        const signals = signalsOf(
          text,
          value.start,
          value.end,
          gap,
          parameter,
          limits.shape,
          nothing,
          options.plain === true || isEnclosed(text, start, value.end),
        );
        if (signals === null) continue;
        if (hitNear(scan, hits, value.start - WITH, value.end + WITH)) signals.push('with');
        else if (beside) continue;
        done = value.end;
        emit({ ...value, value: plain(text, value.start, value.end), type, signals });
        if (limits.shape !== 'code' && !signals.includes('worded') && options.capitals !== true) continue;
        for (let next = nextInList(text, value, start, limits); next !== null; next = nextInList(text, next, start, limits)) {
          done = next.end;
          emit({ ...next, value: plain(text, next.start, next.end), type, signals });
        }
      }
    };
  },
};

/** "the account DerBaecker is gone": what stands at once behind the label is the name of a user, and what follows is said of it. */
function directGap(text: string, from: number, gap: LabelGap | null, shape: Shape): LabelGap | null {
  const place = shape === 'name' && gap !== null && gap.link === 'bare' ? PLACE.exec(text.slice(from, from + MAX_PLACE)) : null;
  if (place !== null) return { ...NO_GAP, link: 'bare', at: from + place[0].length };
  if (gap === null || !gap.far || shape !== 'name' || text.charCodeAt(from) !== 0x20) return gap;
  return CAMEL.test(text.slice(from + 1, wordEnd(text, from + 1, from + 41))) ? { ...NO_GAP, link: 'bare', at: from + 1 } : gap;
}

/** "the user name in your system anna_93": where it is one, before a word with a digit or a dash below in it. */
const PLACE =
  /^ (?:in|im|at|on|for|with|bei|auf|f\u00fcr|p\u00e5|i|hos|till|f\u00f6r|bij|op|voor|pie|uz|priek\u0161) (?:\p{L}{2,12} ){1,3}(?=\p{L}{3}[\p{L}\d.]*[\d_])/u;
const MAX_PLACE = 48;

/** "serials TRK-001 and TRK-002": the next value of a list, written as the one before it. */
function nextInList(text: string, { start, end }: ReadValue, label: number, limits: ShapeLimits): ReadValue | null {
  const link = (BLOCKED.test(text.slice(start, end)) ? COLUMN : LIST).exec(text.slice(end, end + 12));
  if (link === null) return null;
  const at = end + link[0].length;
  if (at > label + REACH - LIST_END) return null;
  const next = readValue(text, { ...NO_GAP, at }, false, limits);
  return next !== null && sameShape(text.slice(next.start, next.end), text.slice(start, end)) ? next : null;
}

const LIST = /^(?:[,;/+&]? ?(?:\p{L}{1,5} |[+&/] ?)|[,;/] ?)/u;
/** What has letters, or a dash between blocks, may also stand in columns or on the next line: `K7F2-M4Q9  P3X8-T6W1`. */
const COLUMN = new RegExp(`${LIST.source}|^(?: {1,4}|\\s{0,2}\\n(?:[-*] ?|\\d{1,2}[.)] ?)?)`, 'u');
const BLOCKED = /^(?=.*\d)[A-Za-z\d]{3,6}(?:-[A-Za-z\d]{3,6}){1,4}$/;
const LIST_END = 8;
const NO_GAP: LabelGap = { at: 0, link: 'assigned', tight: false, far: false, numbered: false, quote: 0, wrapped: false };

/** Written alike: groups of letters and digits in the same places, or as many of them mixed, as a machine draws them, also in blocks. */
function sameShape(one: string, other: string): boolean {
  if (shapeOf(one) === shapeOf(other)) return true;
  return (
    one.length === other.length && ((DRAWN.test(one) && DRAWN.test(other)) || (BLOCKED.test(other) && blocksOf(one) === blocksOf(other)))
  );
}

function blocksOf(value: string): string {
  return value.replace(/[a-z\d]/g, 'a').replace(/[A-Z]/g, 'A');
}
const DRAWN = /^(?=.*\d)(?=.*[A-Z])[A-Z\d]{6,}$/;

function shapeOf(value: string): string {
  return value.replace(/\d+/g, '9').replace(/[A-Za-z]+/g, 'A');
}

type Hits = ReturnType<typeof wordHits>;

/** A word of the list `other` covers the label, or ends directly before it. */
function takenAway(scan: Scan, hits: Hits, start: number, end: number): boolean {
  if (hits.own(scan).count === 0) return false;
  const { cueStart, cueEnd, cueCount } = scan;
  for (let i = firstFrom(cueStart, cueCount, start - 24); i < cueCount && cueStart[i] < end; i++)
    if ((hits.bitsOf(scan, i) & OTHER) !== 0 && cueEnd[i] >= start - 2) return true;
  return false;
}

function hitNear(scan: Scan, hits: Hits, from: number, to: number): boolean {
  if (hits.own(scan).count === 0) return false;
  const { cueStart, cueEnd, cueCount } = scan;
  for (let i = firstFrom(cueStart, cueCount, from); i < cueCount && cueStart[i] < to; i++)
    if ((hits.bitsOf(scan, i) & WITH_LIST) !== 0 && cueEnd[i] <= to) return true;
  return false;
}

/** `?token=`, `&my_token=`, `; sid=`. */
function isParameter(text: string, start: number): boolean {
  let i = start - 1;
  while (i >= 0 && i > start - 10 && (isAlnum(text.charCodeAt(i)) || '_-.[%'.includes(text.charAt(i)))) i--;
  return '?&#;'.includes(text.charAt(i) || ' ') || (text.charAt(i) === ' ' && text.charAt(i - 1) === ';');
}

/** Masks, placeholders, variables, addresses, and words that the rule file calls nothing are no values. */
function isValue(text: string, start: number, end: number, gap: LabelGap, nothing: ReadonlySet<string>, shape: Shape): boolean {
  if (end <= start) return false;
  const value = text.slice(start, end);
  if (isStandIn(value)) return false;
  if (gap.wrapped && text.charCodeAt(end) === 0x3a) return false;
  if (!isLetter(text.charCodeAt(start))) return true;
  // A password may be any word that somebody puts in quotation marks; a user called `root` is nobody.
  if (gap.quote !== 0) return shape !== 'name' || !nothing.has(foldWord(value));
  const first = wordEnd(text, start, end);
  if (isDigit(text.charCodeAt(first))) return true;
  return !nothing.has(foldWord(text.slice(start, first)));
}

/** `****`, `XXXX-XXXX`, `[PASSWORD]`, `<password>`, `{{pw}}`, `$PASS`, `%PASS%`, an address: what stands for a value. */
export function isStandIn(value: string): boolean {
  if (/^[[<{(]/.test(value) || /^\$[{A-Z_]/.test(value) || /^%[A-Za-z_]+%$/.test(value)) return true;
  if (/\*{3}|\.{4}|\[[A-Z_]+\]/.test(value) || /^(?:https?|ftp|file):\/\//i.test(value)) return true;
  return /^(.)(?:\1|[-_ ./])*$/u.test(value) && !isDigit(value.charCodeAt(0)) ? true : /^(?:[xX*#?][-_ ./]?)+$/.test(value);
}

/** `anna.berg`, `anna_b`, but not a host such as `example.com`. */
function isSplitName(name: string): boolean {
  const parts = /^[\p{L}\d]+[._]([\p{L}\d]+)$/u.exec(name);
  return parts !== null && (name.includes('_') || !isTld(parts[1].toLowerCase()));
}

/** What speaks for a value; null when it cannot be one as it is written. */
function signalsOf(
  text: string,
  start: number,
  end: number,
  gap: LabelGap,
  parameter: boolean,
  shape: Shape,
  nothing: ReadonlySet<string>,
  plain: boolean,
): string[] | null {
  let digits = 0;
  let letters = 0;
  let signs = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (isDigit(unit)) digits++;
    else if (isWordUnit(unit)) letters++;
    else if (i < end - 1 && i > start && !" .,-'_/:\\".includes(text.charAt(i))) signs++;
    else if (shape === 'name' && unit === 0x5f && i > start) signs++;
  }
  if (shape === 'name' && isSplitName(text.slice(start, end))) signs++;
  // `anna underscore b`: its signs are said.
  if ((shape === 'name' || shape === 'word') && gap.quote === 0 && text.slice(start, end).includes(' ')) signs++;
  const mixed = letters > 0 && (digits > 0 || signs > 0);
  const camel = shape === 'name' && !mixed && CAMEL.test(text.slice(start, end));
  const last = restIsClear(text, end);
  const signals: string[] = [gap.link];
  if (shape === 'name' && HOST.test(text.slice(start, end))) signals.push('capitals');
  if (shape === 'name' && mixed && MADE.test(text.slice(start, end))) signals.push('made');
  if (shape === 'code' && mixed && BLOCKS.test(text.slice(start, end))) signals.push('blocks');
  if (mixed && isShortHex(text.slice(start, end), shape)) signals.push('hex');
  if (digits + letters + signs >= 7) signals.push('long');
  if (mixed) signals.push('mixed');
  if (mixed && WORDED.test(text.slice(start, end)) && !nothing.has(foldWord(text.slice(start, wordEnd(text, start, end)))))
    signals.push('worded');
  if (mixed && STRONG.test(text.slice(start, end))) signals.push('strong');
  else if (letters === 0) signals.push('digits');
  if (gap.quote !== 0) signals.push('quoted');
  else if (camel) signals.push('camel');
  else if (!mixed && letters > 0) {
    // A plain word is a value only behind a sign that says so, or where nothing follows it.
    if (gap.link === 'bare' && shape !== 'phrase' && !plain && !signals.includes('capitals')) return null;
    // "second answer: mother's maiden name?" asks.
    if (shape === 'phrase' && ASKS.test(text.slice(end, end + MAX_ASKED))) return null;
    const isName = shape === 'phrase' && CAPITAL.test(text.charAt(start));
    if (isName) signals.push('capital');
    if (gap.link === 'is' && !last && !signals.includes('capitals') && !(isName && ENDS_CLAUSE.test(text.slice(end, end + 2)))) return null;
    // "password:", and what the program says on the next line
    if (gap.wrapped && !last && shape === 'word') return null;
    if (plain) signals.push('plain');
    else if (!last && !leadsOn(text, end)) signals.push('prose');
  }
  if (last) signals.push('last');
  if (gap.numbered) signals.push('numbered');
  if (gap.far) signals.push('far');
  if (parameter) signals.push('parameter');
  return signals;
}

const CAPITAL = /^\p{Lu}/u;
const ASKS = /^[ -][^.!?\n]{2,40}\?/;
const MAX_ASKED = 44;
const ENDS_CLAUSE = /^[.,;!?](?:\s|$)/;

/** The next word is a label of its own: "user: anna password: ...". */
function leadsOn(text: string, end: number): boolean {
  return /^[,;/|]? {1,3}\p{L}{2,16}(?: \p{L}{2,12})?\s?[:=]/u.test(text.slice(end, end + 40));
}
/** `KITA-7F21-MB` */
const BLOCKS = /^[A-Z\d]{2,8}(?:-[A-Z\d]{2,8}){2,6}$/;
/** `jberg2`, `n0el_m`, `max.g`, `it-berg2` */
const MADE =
  /^(?=.*\p{L}{3}|\p{L}{2,}_\p{L}*\d)(?:\p{L}[\p{L}\d._]*|\p{Ll}{2,12}-\p{Ll}{3,16}\d{1,4}|\p{Ll}{2,12}(?:-\p{Ll}{1,16}){2,3}\d{1,4})$/u;
/** `4f-19ab`, `0d8e77` */
function isShortHex(value: string, shape: Shape): boolean {
  return shape === 'code' && HEX.test(value);
}
const HEX = /^(?=.{1,12}$)(?=[\d-]*[a-f])[\da-f]+(?:-[\da-f]+)*$/;
/** `DerBaecker`: words of a user name. */
const CAMEL = /^\p{L}*\p{Ll}{2}\p{Lu}\p{Ll}\p{L}*$/u;
/** A host name as administrators write them: `ORDI-EMPFANG1`; `NX-700` is a model. */
const HOST = /^(?!\p{Lu}{1,3}-[1-9]\d{1,3}\p{Lu}?$)(?=.*\p{Lu}{2})[\p{Lu}\d]{2,}(?:-[\p{Lu}\d]+)+$/u;
/** A word or a few and a number, as many choose their passwords: `Gips2019`, `gips19anna`, `Gips-Hammer-19`. */
const WORDED = /^(?:\p{L}{4,14}|\p{L}{3}(?=[-_&]))(?:[-_&]\p{L}{3,14}){0,2}[-_.!]?\d{1,4}(?:[!?.]|[-_]?\p{Ll}{3,8})?$/u;

/** `(Benutzer bmoos)`: label and value are all that the parentheses hold. */
function isEnclosed(text: string, label: number, end: number): boolean {
  return text.charCodeAt(label - 1) === 0x28 && text.charCodeAt(end) === 0x29;
}

/** What a generator of passwords writes and no other number or code has. */
const STRONG = /[\p{L}\d][!#?%&*$^~][\p{L}\d]/u;

/** The whole text as a value, when it is one of the shape: a field holds nothing else. */
function wholeValue(text: string, limits: ShapeLimits, nothing: ReadonlySet<string>): { start: number; end: number } | null {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  if (end - start < Math.min(limits.min, 2) || end - start > limits.max) return null;
  const value = text.slice(start, end);
  if (value.includes('\n') || isStandIn(value) || nothing.has(foldWord(value))) return null;
  if (limits.shape === 'word' || limits.shape === 'phrase') return { start, end };
  const read = readValue(text, { ...NO_GAP, at: start }, false, limits);
  return read === null || read.end < end ? null : read;
}

function plain(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase();
}
