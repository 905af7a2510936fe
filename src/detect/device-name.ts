import type { Detector, Scan } from '../types.ts';
import { isFirstName, isLastName } from './names/name-list.ts';
import { isWordUnit } from './numbers.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isBlank, isCapital, isLetter, wordEnd, wordSet } from './words.ts';
import { isAlnum, isDigit } from '../units.ts';

const MAX_HOST = 40;
const MAX_NAME = 24;

const FACTORY = 1;
const ENDING = 2;
const DOMAIN = 4;
const PRODUCT = 8;
const OF = 16;
const CALLED = 32;
const ROOM = 64;

/**
 * Names of devices. Lists: `factory` begins a name that Windows made up (`DESKTOP-1A2B3C4`); `ending` ends one that an owner chose (`ANNAS-PC`), `room` one in capitals (`VWX-BALIE`);
 * `domain` ends the host names of homes (`annas-macbook.local`); `product` follows or is followed by a person ("Anna's iPhone", "iPhone von Anna",
 * with a word of `of`). Options: `nobody`, words that stand before a product and are no person; `models`, words that go on with a product's name;
 * `generic`, products that are also common words ("PC", "dator"); `kinds`, words between owner and product ("Annas work laptop");
 * `family`, words behind a product that say whose it is (`tablet-opa`).
 * A name in capitals with a dash that a list joins to one of the first two kinds is one too (`DESKTOP-1A2B3C4 and ANNA-SCHOOL`).
 * Signals: `factory`, `ending`, `domain`, `apostrophe`, `genitive` without one, `known` the owner is called so, `of`, `generic`, `mixed` case.
 */
export const deviceName: Detector = {
  name: 'device-name',
  signals: ['factory', 'ending', 'domain', 'apostrophe', 'genitive', 'of', 'generic', 'mixed', 'quoted', 'known'],
  words: ['factory', 'ending', 'room', 'domain', 'product', 'of', 'called'],
  options: ['nobody', 'models', 'generic', 'kinds', 'family'],
  maxLength: 96,
  needs: () => [{ lists: ['factory', 'ending', 'room', 'domain', 'product', 'called'] }],
  prepare({ rule, concept }) {
    const hits = wordHits(['factory', 'ending', 'domain', 'product', 'of', 'called', 'room'].map(concept));
    const models = wordSet(rule.options?.models);
    const generic = wordSet(rule.options?.generic);
    const kinds = wordSet(rule.options?.kinds);
    const nobody = wordSet(rule.options?.nobody);
    const family = wordSet(rule.options?.family);
    const noOwners = new Set([...nobody, ...generic]);
    const of = wordSet(rule.words?.of);
    const type = rule.type ?? rule.id;

    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      const own = hits.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        const bits = own.bits[k];
        const start = cueStart[c];
        const end = cueEnd[c];
        if ((bits & FACTORY) !== 0) {
          const close = factoryEnd(text, start, end);
          if (close > 0) {
            emit({ start, end: close, value: '', type, signals: ['factory'] });
            listed(text, start, close);
          }
        }
        if ((bits & (ENDING | ROOM)) !== 0 && text.charCodeAt(start - 1) === 0x2d) {
          const found = ownersHost(text, start, end, nobody, models);
          if (found !== null && !(found.mixed && (bits & ENDING) === 0)) {
            emit({ ...found, value: '', type, signals: found.mixed ? ['ending', 'mixed'] : ['ending'] });
            if (!found.mixed) listed(text, found.start, found.end);
          }
        }
        if ((bits & DOMAIN) !== 0 && text.charCodeAt(start - 1) === 0x2e) {
          const first = hostStart(text, start - 1);
          if (first >= 0 && !isAlnum(text.charCodeAt(end)) && !goesOn(text, end))
            emit({ start: first, end, value: '', type, signals: ['domain'] });
        }
        if ((bits & PRODUCT) !== 0) {
          const said = quotedAround(text, start, end);
          let last = k - 1;
          while (said !== null && last >= 0 && cueStart[own.cue[last]] >= said.start) last--;
          const isCalled =
            said !== null && last >= 0 && (own.bits[last] & CALLED) !== 0 && said.start - cueEnd[own.cue[last]] <= MAX_QUOTE_GAP;
          if (isCalled) emit({ ...said, value: '', type, signals: ['quoted'] });
          else product(scan, start, end);
        }
        if ((bits & CALLED) !== 0) {
          const named = ownersThing(text, end, nobody);
          if (named !== null) emit({ ...named, value: '', type, signals: ['genitive', 'known'] });
        }
      }

      /** What stands beside a name in a list of them. */
      function listed(words: string, from: number, to: number): void {
        const after = LISTED_AFTER.exec(words.slice(to, to + MAX_LISTED));
        if (after !== null)
          emit({ start: to + after[0].length - after[1].length, end: to + after[0].length, value: '', type, signals: ['factory'] });
        const before = LISTED_BEFORE.exec(words.slice(Math.max(0, from - MAX_LISTED), from));
        if (before !== null)
          emit({ start: from - before[0].length, end: from - before[0].length + before[1].length, value: '', type, signals: ['factory'] });
      }

      function product(seen: Scan, start: number, end: number): void {
        const { text: words } = seen;
        const signals = (): string[] => (generic.has(foldWord(words.slice(start, end))) ? ['generic'] : []);
        const close = modelEnd(words, end, models);
        const owner = ownerBefore(words, start, noOwners) ?? sure(ownerBefore(words, kindBefore(words, start, kinds), noOwners));
        if (owner !== null) {
          const written = owner.apostrophe ? ['apostrophe'] : ['genitive'];
          if (owner.known) written.push('known');
          emit({ start: owner.start, end: close, value: '', type, signals: [...signals(), ...written] });
          return;
        }
        const listed = generic.has(foldWord(words.slice(start, end))) ? -1 : ownerListed(words, start, close);
        if (listed >= 0) {
          emit({ start: listed, end: close, value: '', type, signals: ['quoted'] });
          return;
        }
        const joined = ownerJoined(words, end, of, family);
        if (joined > 0 && !isWordUnit(words.charCodeAt(start - 1)) && words.charCodeAt(start - 1) !== 0x2d) {
          emit({ start, end: joined, value: '', type, signals: ['of'] });
          return;
        }
        const beside = ownerInBrackets(words, close);
        if (beside > 0) {
          emit({ start, end: beside, value: '', type, signals: [...signals(), 'quoted'] });
          return;
        }
        const named = Math.max(ownerInQuotes(words, start, close), ownerInQuotes(words, kindBefore(words, start, kinds), close));
        if (named >= 0) {
          emit({ start: named, end: close, value: '', type, signals: [...signals(), 'quoted'] });
          return;
        }
        if (words.charCodeAt(close) !== 0x20) return;
        const after = hits.endFrom(seen, close + 1, OF);
        if (after === 0 || words.charCodeAt(after) !== 0x20) return;
        const name = wordEnd(words, after + 1, after + 1 + MAX_NAME);
        if (
          name - after - 1 < 3 ||
          !isCapital(words.charAt(after + 1)) ||
          words.charAt(after + 2) !== words.charAt(after + 2).toLowerCase()
        )
          return;
        if (nobody.has(foldWord(words.slice(after + 1, name)))) return;
        emit({ start, end: name, value: '', type, signals: [...signals(), 'of'] });
      }
    };
  },
};

/** Units of a name and of what joins it to the next of a list. */
const MAX_LISTED = MAX_HOST + 10;
const LISTED_AFTER =
  /^["'\u201d]?(?:,|,? (?:\p{L}{1,5}|[&+])|\/) ?["'\u201c\u201e]?((?=[\p{Lu}\d-]*\p{Lu}{3})[\p{Lu}\d]{2,15}(?:-[\p{Lu}\d]{2,15}){1,2})(?![\p{L}\p{N}_-])/u;
const LISTED_BEFORE =
  /(?<![\p{L}\p{N}_.\\/-])((?=[\p{Lu}\d-]*\p{Lu}{3})[\p{Lu}\d]{2,15}(?:-[\p{Lu}\d]{2,15}){1,2})["'\u201d]?(?:,|,? (?:\p{L}{1,5}|[&+])|\/) ?["'\u201c\u201e]?$/u;

/** End of `DESKTOP-1A2B3C4`: 7 to 11 letters and digits behind the dash, with a digit; 0 when it is none. */
function factoryEnd(text: string, start: number, end: number): number {
  if (text.charCodeAt(end) !== 0x2d || isWordUnit(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === 0x2d) return 0;
  let close = end + 1;
  let digits = 0;
  const upper = isCapital(text.charAt(start));
  while (close < end + 14) {
    const unit = text.charCodeAt(close);
    if (isDigit(unit)) digits++;
    else if (!isAlnum(unit) || (upper && unit >= 0x61)) break;
    close++;
  }
  const size = close - end - 1;
  return size >= 7 && size <= 11 && digits > 0 && !isWordUnit(text.charCodeAt(close)) && (upper || digits > 1) ? close : 0;
}

/** `ANNAS-PC`, `EMRE-OUDE-HP`, `Annas-MacBook-Air`: a host name that ends with the word and its model; null when its first part is no owner. */
function ownersHost(
  text: string,
  start: number,
  end: number,
  nobody: ReadonlySet<string>,
  models: ReadonlySet<string>,
): { start: number; end: number; mixed: boolean } | null {
  let first = start - 1;
  while (first > 0 && start - first < MAX_NAME && (isWordUnit(text.charCodeAt(first - 1)) || text.charCodeAt(first - 1) === 0x2d)) first--;
  const before = text.charCodeAt(first - 1);
  const owner = text.slice(first, start - 1);
  // `phuong-laptop`: in small letters somebody must be called so.
  if (!isCapital(text.charAt(first)) && !(owner.length > 3 && isFirstName(foldWord(owner)))) return null;
  if (isWordUnit(before) || '/.@_'.includes(text.charAt(first - 1) || ' ')) return null;
  if (owner.length < 2 || owner.startsWith('-') || owner.split('-').some((part) => part === '' || nobody.has(foldWord(part)))) return null;
  let close = end;
  while (close < end + 4 && (isDigit(text.charCodeAt(close)) || (text.charCodeAt(close) === 0x2d && isDigit(text.charCodeAt(close + 1)))))
    close++;
  for (let next = wordEnd(text, close + 1); text.charCodeAt(close) === 0x2d && models.has(foldWord(text.slice(close + 1, next))); ) {
    close = next;
    next = wordEnd(text, close + 1);
  }
  if (isWordUnit(text.charCodeAt(close)) || (text.charCodeAt(close) === 0x2d && isWordUnit(text.charCodeAt(close + 1)))) return null;
  const upper = owner === owner.toUpperCase();
  const mixed = !upper || text.slice(start, end) !== text.slice(start, end).toUpperCase();
  // `Mac` behind a word in lower case is prose, "All-in-one-Mac", and so is what a server does: "DHCP-server".
  if (mixed && (owner.length < 3 || !owner.split('-').some(mayOwn))) return null;
  return { start: first, end: close, mixed };
}

/** A name, or the genitive of one. */
function mayOwn(part: string): boolean {
  const folded = foldWord(part);
  return isFirstName(folded) || isLastName(folded) || (isCapital(part.charAt(0)) && part.length > 4 && part.endsWith('s'));
}

/** Start of the host whose name ends at `stop` (exclusive); it has a dash, a digit or a capital, else -1. */
function hostStart(text: string, stop: number): number {
  let start = stop;
  while (start > 0 && stop - start <= MAX_HOST) {
    const unit = text.charCodeAt(start - 1);
    if (!isAlnum(unit) && unit !== 0x2d && !(unit === 0x2e && isAlnum(text.charCodeAt(start - 2)))) break;
    start--;
  }
  if (stop - start > MAX_HOST || stop - start < 2) return -1;
  const before = text.charAt(start - 1);
  if (before !== '' && '@/._~$'.includes(before) && !text.startsWith('//', start - 2)) return -1;
  const host = text.slice(start, stop);
  return /[-\d]/.test(host) && /[A-Za-z]/.test(host) && !host.startsWith('-') ? start : -1;
}

/** A further part of the host name follows. */
function goesOn(text: string, end: number): boolean {
  const unit = text.charCodeAt(end);
  return ((unit === 0x2e || unit === 0x2d) && isAlnum(text.charCodeAt(end + 1))) || unit === 0x28 || unit === 0x40;
}

/** A word with a capital and a genitive s before the product, or the genitive of a first name. */
function ownerBefore(
  text: string,
  product: number,
  nobody: ReadonlySet<string>,
): { start: number; apostrophe: boolean; known: boolean } | null {
  if (text.charCodeAt(product - 1) !== 0x20) return null;
  let end = product - 1;
  let apostrophe = false;
  if (text.charCodeAt(end - 1) === 0x27) {
    end--;
    apostrophe = true;
  } else if ((text.charCodeAt(end - 1) | 0x20) === 0x73 && text.charCodeAt(end - 2) === 0x27) {
    end -= 2;
    apostrophe = true;
  }
  let start = end;
  while (start > 0 && end - start <= MAX_NAME && isLetter(text.charCodeAt(start - 1))) start--;
  if (end - start < 3 || end - start > MAX_NAME || isWordUnit(text.charCodeAt(start - 1))) return null;
  const word = foldWord(text.slice(start, end));
  if (nobody.has(word)) return null;
  if (text.charAt(start - 1) === '-') {
    // `Britt-Maries iPad`
    const first = firstOfDouble(text, start - 1);
    return first < 0 || !(apostrophe || word.endsWith('s')) ? null : { start: first, apostrophe, known: true };
  }
  const known = apostrophe ? isFirstName(word) : isGenitive(word);
  if (!known && (!isCapital(text.charAt(start)) || isCapital(text.charAt(end - 1)))) return null;
  // `Altes Tablet`: adjectives of German end as genitives of names that end in e.
  if (!apostrophe && !known && (!word.endsWith('s') || word.endsWith('es'))) return null;
  if (!apostrophe && word.endsWith('s') && nobody.has(word.slice(0, -1))) return null;
  return { start, apostrophe, known };
}

/** Start of `Ollie iPhone` where nothing else stands in the item of a list or on the line; -1 when it is none. */
function ownerListed(text: string, product: number, close: number): number {
  if (text.charCodeAt(product - 1) !== 0x20 || !ITEM_END.test(text.slice(close, close + 2))) return -1;
  let start = product - 1;
  while (start > 0 && product - start <= MAX_NAME && isLetter(text.charCodeAt(start - 1))) start--;
  if (!isCapital(text.charAt(start)) || !isFirstName(foldWord(text.slice(start, product - 1)))) return -1;
  return ITEM_START.test(text.slice(Math.max(0, start - 3), start)) ? start : -1;
}
const ITEM_START = /(?:^|[:,;\n(/"\u201e\u201c\u2022>] ?|(?:^|\n| )[-+*] )$/u;
const ITEM_END = /^(?:$|[,;\n)/"\u201d\u201c]|\.(?:\s|$)| [-(/>])/u;

/** With a word between owner and product, `Letztes altes iPad` looks like one. */
function sure<T extends { readonly apostrophe: boolean; readonly known: boolean }>(owner: T | null): T | null {
  return owner !== null && (owner.apostrophe || owner.known) ? owner : null;
}

/** Start of the first name before the dash of a double one, or -1. */
function firstOfDouble(text: string, dash: number): number {
  let start = dash;
  while (start > 0 && dash - start <= MAX_NAME && isLetter(text.charCodeAt(start - 1))) start--;
  const isFree = !isWordUnit(text.charCodeAt(start - 1)) && text.charAt(start - 1) !== '-';
  return isFree && isCapital(text.charAt(start)) && isFirstName(foldWord(text.slice(start, dash))) ? start : -1;
}

/** What stands between "the name of the device" and the name: where it is shown, and a colon. */
const SHOWN = /^(?: \p{L}{1,14}){1,4}(?=: )/u;
const MAX_SHOWN = 48;
/** `S23`, `Tab A9`: what makers call a model. */
const MODEL = /^(?:\p{Lu}\p{L}{1,9} )?\p{Lu}{1,2}\d{1,3}\p{L}?(?![\p{L}\d-])/u;

/**
 * `Annas pearl` behind "called": the genitive of a first name and a word in small letters, as people name their devices and nobody is called, or a
 * model; in quotation marks also one in capitals, and all that they hold.
 */
function ownersThing(text: string, label: number, nobody: ReadonlySet<string>): { start: number; end: number } | null {
  const at = label + (SHOWN.exec(text.slice(label, label + MAX_SHOWN))?.[0].length ?? 0);
  let start = at;
  while (start < at + 4 && (' :'.includes(text.charAt(start)) || isQuote(text.charCodeAt(start)))) start++;
  const quoted = isQuote(text.charCodeAt(start - 1));
  const owner = wordEnd(text, start, start + MAX_NAME);
  let thing = owner;
  if (text.charCodeAt(owner) === 0x27 || text.charCodeAt(owner) === 0x2019) thing = owner + 2;
  if (start === at || text.charCodeAt(thing) !== 0x20) return null;
  const end = wordEnd(text, thing + 1, thing + 1 + MAX_NAME);
  const name = foldWord(text.slice(start, owner));
  // In quotation marks an apostrophe is enough to tell an owner.
  const isOwner = isFirstName(name) || (quoted && isCapital(text.charAt(start)) && !nobody.has(name));
  // `Davids` is a name too: before a thing it is the genitive of one.
  const isPerson = isFirstName(name) && (!quoted || isLastName(foldWord(text.slice(thing + 1, end))));
  const known = thing > owner ? isOwner && (text.charCodeAt(owner + 1) | 0x20) === 0x73 : isGenitive(name) && !isPerson;
  if (!known) return null;
  if (quoted) {
    let close = end;
    while (close < end + MAX_NAME && !isQuote(text.charCodeAt(close)) && text.charCodeAt(close) >= 0x20) close++;
    return isQuote(text.charCodeAt(close)) ? { start, end: close } : null;
  }
  const model = MODEL.exec(text.slice(thing + 1, thing + 1 + MAX_NAME));
  if (model !== null) return { start, end: thing + 1 + model[0].length };
  return end - thing < 4 || isCapital(text.charAt(thing + 1)) || isWordUnit(text.charCodeAt(end)) ? null : { start, end };
}

/** `annas`; in Latvian also `andra` of Andris. */
function isGenitive(folded: string): boolean {
  const stem = folded.slice(0, -1);
  if (stem.length < 3) return false;
  if (folded.endsWith('s')) return isFirstName(stem);
  return folded.endsWith('a') && (isFirstName(`${stem}s`) || isFirstName(`${stem}is`));
}

/** Start of the word before the product when it only says which ("work laptop"); the product's own start otherwise. */
function kindBefore(text: string, product: number, kinds: ReadonlySet<string>): number {
  if (text.charCodeAt(product - 1) !== 0x20) return 0;
  let start = product - 1;
  while (start > 0 && product - start <= MAX_NAME && isLetter(text.charCodeAt(start - 1))) start--;
  return kinds.has(foldWord(text.slice(start, product - 1))) ? start : 0;
}

/** End of `PC-van-Annie`, `laptop-anna` and `PS5-ANNAS`, or 0: behind a dash stands a name, its genitive, or a word that leads to one. */
function ownerJoined(text: string, product: number, of: ReadonlySet<string>, family: ReadonlySet<string>): number {
  let dash = product;
  while (dash < product + 2 && isDigit(text.charCodeAt(dash))) dash++;
  if (text.charCodeAt(dash) !== 0x2d) return 0;
  let at = dash + 1;
  let end = wordEnd(text, at, at + MAX_NAME);
  const led = of.has(foldWord(text.slice(at, end))) && text.charCodeAt(end) === 0x2d;
  if (led) {
    at = end + 1;
    end = wordEnd(text, at, at + MAX_NAME);
  }
  if (end - at < 3 || isWordUnit(text.charCodeAt(end)) || text.charCodeAt(end) === 0x2d) return 0;
  const name = foldWord(text.slice(at, end));
  return led || isFirstName(name) || isGenitive(name) || family.has(name) ? end : 0;
}

/** End of `iPad (Sabine)` behind the product, or 0. */
function ownerInBrackets(text: string, product: number): number {
  if (text.charCodeAt(product) !== 0x20 || text.charCodeAt(product + 1) !== 0x28) return 0;
  const end = wordEnd(text, product + 2, product + 2 + MAX_NAME);
  if (end - product < 5 || text.charCodeAt(end) !== 0x29 || !isCapital(text.charAt(product + 2))) return 0;
  return isFirstName(foldWord(text.slice(product + 2, end))) ? end + 1 : 0;
}

/** `"Karla MacBook"`: a word with a capital and the product are all that the quotes hold; its start, or -1. */
function ownerInQuotes(text: string, product: number, close: number): number {
  if (text.charCodeAt(product - 1) !== 0x20 || !isQuote(text.charCodeAt(close))) return -1;
  let start = product - 1;
  while (start > 0 && product - start <= MAX_NAME && isLetter(text.charCodeAt(start - 1))) start--;
  return product - start > 3 && isQuote(text.charCodeAt(start - 1)) && isCapital(text.charAt(start)) ? start : -1;
}

/** Units between "is called" and the name in quotation marks: `: "`. */
const MAX_QUOTE_GAP = 3;
const QUOTED_BEFORE = /["\u201c-\u201e\u00ab]([\p{L}\d'\u2019 -]{0,24})$/u;
const QUOTED_AFTER = /^[\p{L}\d'\u2019 +-]{0,24}(?=["\u201c\u201d\u00bb])/u;

/** `"kitchen laptop"`, `"telefoon oma"`: all that stands in quotation marks around a product; null when it stands in none, or alone. */
function quotedAround(text: string, start: number, end: number): { start: number; end: number } | null {
  const before = QUOTED_BEFORE.exec(text.slice(Math.max(0, start - MAX_NAME - 1), start));
  const after = before === null ? null : QUOTED_AFTER.exec(text.slice(end, end + MAX_NAME + 2));
  if (before === null || after === null || before[1].length + after[0].length < 3) return null;
  return { start: start - before[1].length, end: end + after[0].length };
}

function isQuote(unit: number): boolean {
  return unit === 0x22 || unit === 0x27 || (unit >= 0x201c && unit <= 0x201e) || unit === 0xab || unit === 0xbb;
}

/** "MacBook Pro", "iPhone 15 Pro Max", "iPhone (2)". */
function modelEnd(text: string, at: number, models: ReadonlySet<string>): number {
  let end = at;
  for (let words = 0; words < 4 && isBlank(text.charCodeAt(end)); words++) {
    let close = end + 1;
    while (isAlnum(text.charCodeAt(close)) && close < end + 12) close++;
    const word = foldWord(text.slice(end + 1, close));
    if (word === '' || (!models.has(word) && !/^(?:[a-z]?\d{1,3}[a-z]?|x[sr]?)$/.test(word))) break;
    end = close;
  }
  // The number by which makers tell apart devices of one name.
  return end + (COUNTED.exec(text.slice(end, end + 5))?.[0].length ?? 0);
}
const COUNTED = /^ \(\d{1,2}\)/;
