import { letterOf } from '../letters.ts';
import type { Detector, Scan } from '../types.ts';
import { FLAG } from './names/flags.ts';
import { flagsOfWord } from './names/inflection.ts';
import { NAME_HASH_SEED, nameFlags, nameHashStep } from './names/name-list.ts';
import {
  isCapital,
  isOneOf,
  LONGEST_ABBREVIATED,
  MAX_NAME,
  NAME_LISTS,
  NAME_OPTIONS,
  NAME_SIGNALS,
  type NamePart,
  NameReader,
  nameSignals,
  OWN_LISTS,
} from './person-reader.ts';
import { ownWords } from './own-words.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isLetter, wordSet } from './words.ts';
import { wordEndings } from './rule-options.ts';

const AFTER = 1;
const BEFORE = 2;
const BESIDE = 4;
/** Capitalised words in a row that are read as one name or several; in a longer row each word stands alone, so that no row has to be read from its start. */
const MAX_ROW = 5;
const MAX_ROW_LENGTH = 88;

/**
 * Names that the lists know, with a capital: `Anna`, `Anna Berg`, `Berg Anna`, `Mark Hope`. Signals say what of it is on which list;
 * `inside`: it does not begin a sentence, where any word has a capital. Not before or with a word of the list `after` (street, company), not before one of `beside` (the
 * same, but surnames too), not behind one of `before`. `article`: behind one of the list `articles`, as things are; `quoted`: alone in quotes behind a
 * word (`the dress "Emma"`). `surnamed`: behind `van der`, which stands in surnames alone. `thing`: what is sold or made is called so: a word of the option `series` stands before the name or the row it is in (`the skins
 * Odin and Freya`), or one that ends as those of `goods` do behind it (`the Lisa table lamp`, `Lisa is a lamp`). `column`: a first name stands in the cell beside, in a row of a table (`3;Hallbeck;Anna;1984`).
 */
export const personListed: Detector = {
  name: 'person-listed',
  types: ['listed'],
  signals: [...NAME_SIGNALS, 'inside', 'alone', 'initial', 'before-last', 'article', 'owned', 'quoted', 'thing', 'surnamed', 'column'],
  words: ['after', 'before', 'beside', 'articles', 'owners', ...NAME_LISTS],
  ownLists: [...OWN_LISTS, 'articles', 'owners'],
  options: [...NAME_OPTIONS, 'goods', 'goodsEnds', 'series', 'called'],
  maxLength: MAX_NAME,
  needs: () => [{ anchors: ['words'] }],
  prepare(setup) {
    const reader = new NameReader(setup);
    const hits = wordHits([setup.concept('after'), setup.concept('before'), setup.concept('beside')]);
    const articles = ownWords(setup, 'articles');
    const owners = ownWords(setup, 'owners');
    const goods = new Set([...wordSet(setup.rule.options?.goods), ...wordSet(setup.rule.options?.goodsEnds)]);
    const endsAsGoods = wordEndings(setup.rule.options?.goodsEnds);
    const series = wordSet(setup.rule.options?.series);
    const seriesNear = wordsNear(series);
    const called = wordSet(setup.rule.options?.called);
    const isGoods = (word: string): boolean => goods.has(word) || endsAsGoods(word);
    const isThing = (text: string, at: number, end: number): boolean => {
      const behind = mayBeBehind(text, end) ? BEHIND.exec(text.slice(end, end + 40))?.[1] : undefined;
      if (behind !== undefined && isGoods(foldWord(behind))) return true;
      if (!seriesNear(text, Math.max(0, at - 80), at)) return false;
      const near = text.slice(Math.max(0, at - 80), at);
      const words = lastWords(mayEndRow(near) ? near.replace(ROW, '') : near);
      const thing = words.findIndex((word) => series.has(word));
      return thing >= 0 && (thing === words.length - 1 || called.has(words[thing + 1]));
    };
    return ({ scan }, emit) => {
      const { text, wordCount, wordStart, wordEnd, wordHash, vocabulary } = scan;
      reader.look(scan);
      let past = 0;
      for (let i = 0; i < wordCount; i++) {
        const at = wordStart[i];
        if (at < past || wordEnd[i] - at < 2 || touches(text, at)) continue;
        let flags = nameFlags(wordHash[i]);
        const surnamed = isSurnamed(text, at);
        if (flags === 0 && !surnamed) {
          flags = flagsOfWord(text, at, wordEnd[i], vocabulary.letter);
          if (flags === 0 && text.charCodeAt(at - 1) !== 0x2e && text.charCodeAt(at - 2) !== 0x2e && !followsShort(scan, i)) continue;
        }
        // `Frau Gm\u00fcr`: what stands before a name is none
        if ((flags & FLAG.first) === 0 && reader.afterTitles(at) > at) continue;
        const before = initialBefore(text, at);
        // `4,05 V. Then`: a unit ends the sentence
        const initial = flags === 0 && isCounted(text, before) ? at : before;
        const irish = followsShort(scan, i) ? irishBefore(text, at) : at;
        if (
          flags === 0 &&
          !surnamed &&
          irish === at &&
          (initial === at ||
            wordEnd[i] - at < 3 ||
            reader.isStop(at) ||
            (i > 1 && wordEnd[i - 2] === initial - 1 && initial === at - 3) ||
            (beginsSentence(text, initial) && !signsOff(text, initial, at, wordEnd[i])))
        )
          continue;
        const room = MAX_ROW - wordsBefore(scan, i);
        const parts = reader.read(at).slice(0, Math.max(1, room));
        if (parts.length > 0 && parts[parts.length - 1].kind === 'particle') parts.pop();
        if (parts.length === 0) {
          // `Petri Heil!`: nor is the second word of a saying a name
          past = reader.stopEnd(at);
          continue;
        }
        const { end } = parts[parts.length - 1];
        const opens = beginsSentence(text, initial);
        // `Kan Anna ...`: any word has a capital where a sentence begins
        if (opens && parts.length > 1 && (parts[0].flags & FLAG.word) !== 0 && (parts[1].flags & (FLAG.first | FLAG.word)) === FLAG.first)
          continue;
        past = end;
        // `50 Tage`; `Settings > Sessions`
        if (
          parts.length === 1 &&
          (isCounted(text, at) || isMonth(text, at, end) || isMenu(text, at, end) || (initial === at && isLabel(text, end, flags)))
        )
          continue;
        if (parts.length === 1 && ((opens && isAbbreviated(text, at, end)) || isHalfOfFirm(reader, text, at, end))) continue;
        if (isFollowed(scan, hits, nextWord(text, end)) || follows(scan, hits, at)) continue;
        // `Russell Investments`: a firm, a street
        if (parts.some((part, n) => n > 0 && (hits.bitsAt(scan, part.start, part.end) & AFTER) !== 0)) continue;
        let start = Math.min(initial, irish);
        if (start === at && parts[0].kind === 'capital' && (surnamed || (flags & FLAG.last) !== 0))
          start = particlesBefore(reader, text, at);
        const signals = nameSignals(parts, text);
        if (!opens) signals.push('inside');
        if (initial === at && text.charCodeAt(at - 1) === 0x20) {
          if (articles.startOf(text, at - 1) >= 0 || OF.test(text.slice(Math.max(0, at - 24), at))) signals.push('article');
          else if (owners.startOf(text, at - 1) >= 0) signals.push('owned');
        }
        if (isQuoted(text, at, end) && isCalled(parts)) signals.push('quoted');
        if (surnamed) signals.push('surnamed');
        let thing = isThing(text, start, end) || (parts.length > 1 && isGoods(foldWord(text.slice(parts[1].start, end))));
        if (parts.length === 1 && start === at) {
          signals.push('alone');
          const given = i > 0 && (flags & FLAG.last) !== 0 ? wordStart[i - 1] : at;
          if (
            given < at &&
            !thing &&
            room > 0 &&
            wordEnd[i - 1] === at - 1 &&
            text.charCodeAt(at - 1) === 0x20 &&
            at - given > 3 &&
            !touches(text, given) &&
            !beginsSentence(text, given) &&
            !reader.isStop(given) &&
            // `Frau Gm\u00fcr`, `unser Azubi Finn-Luca`
            reader.afterTitles(given) === given &&
            articles.startOf(text, given - 1) < 0 &&
            owners.startOf(text, given - 1) < 0
          ) {
            // `Duane Berg`: no list has the first name, but it stands where one does
            start = given;
            thing = isThing(text, start, end);
            signals.push('before-last');
          }
        }
        if (thing) signals.push('thing');
        if (start < at && (start === initial || start === irish)) signals.push('initial');
        if (end - start > MAX_NAME) continue;
        emit({ start, end, value: '', type: 'listed', signals });
        const cell = parts.length === 1 && (flags & (FLAG.first | FLAG.word)) === FLAG.first ? cellBeside(text, at, end) : undefined;
        if (cell !== undefined && !reader.isStop(cell.start)) emit({ ...cell, value: '', type: 'listed', signals: ['column'] });
      }
    };
  },
};

/** ` sofa`, `" lamp`, ` is een thermostaat`: the word behind a name that may say what is called so. */
const BEHIND =
  /^["\u201d\u201c]?(?: (?:is|are|\u00e4r|ir|ist) (?:an?|een|en|ett|eine?)| (?:is|\u00e4r|ir|ist))? ([\p{L}-]{3,24})(?![\p{L}\d])/u;
/** A blank, or a quote and what follows it, and a letter: what any match begins with. */
function mayBeBehind(text: string, end: number): boolean {
  const unit = text.charCodeAt(end);
  const next = text.charCodeAt(end + 1);
  return unit === 0x20 ? isLetter(next) : next === 0x20 && isOneOf(unit, '"\u201d\u201c');
}

/** What stands before a name in a row of names: `Odin, Freya and `. */
const ROW =
  /(?:["\u201c\u201e]?\p{Lu}[\p{L}'-]{0,24}(?: \p{Lu}[\p{L}\d'-]{0,24}){0,2}["\u201d\u201c]?(?:, | (?:and|or|och|eller|en|of|un|vai|und|oder|&) )){1,4}(?:\p{Lu}[\p{L}'-]{0,24} )?["\u201c\u201e]?$/u;
/** `Sword of Freya` */
const OF = /\p{Lu}[\p{L}'-]{1,18} of $/u;

/** Behind a comma, a short word or a word with a capital, as any match of ROW ends. */
function mayEndRow(near: string): boolean {
  let end = near.length;
  if (isOneOf(near.charCodeAt(end - 1), '"\u201c\u201e')) end--;
  if (near.charCodeAt(end - 1) !== 0x20) return false;
  let at = --end;
  while (at > 0 && near.charCodeAt(at - 1) !== 0x20) at--;
  return (
    end - at <= LONGEST_AND || near.charCodeAt(end - 1) === 0x2c || isCapital(near, at) || isOneOf(near.charCodeAt(at), '"\u201c\u201e')
  );
}
const LONGEST_AND = 5;

/** Up to four words that a text ends with, before a blank, which may follow a colon and precede a quote: `releases are called `. */
function lastWords(near: string): string[] {
  const words: string[] = [];
  let end = near.length;
  if (isOneOf(near.charCodeAt(end - 1), '"\u201c\u201e')) end--;
  if (near.charCodeAt(--end) !== 0x20) return words;
  if (near.charCodeAt(end - 1) === 0x3a) end--;
  for (;;) {
    let at = end;
    while (at > 0 && (isLetter(near.charCodeAt(at - 1)) || near.charCodeAt(at - 1) === 0x2d)) at--;
    if (at === end) return words;
    words.unshift(foldWord(near.slice(at, end)));
    if (words.length === 4 || near.charCodeAt(at - 1) !== 0x20) return words;
    end = at - 1;
  }
}

/** Says cheaply of most stretches of text that no word of a list begins in them; now and then it takes another word for one. */
function wordsNear(words: ReadonlySet<string>): (text: string, from: number, to: number) => boolean {
  const marks = new Uint8Array(1 << 12);
  const place = (hash: number) => (hash ^ (hash >>> 12)) & 0xfff;
  for (const word of words) {
    let hash = NAME_HASH_SEED;
    for (let i = 0; isLetter(word.charCodeAt(i)); i++) hash = nameHashStep(hash, word.charCodeAt(i));
    marks[place(hash)] = 1;
  }
  return (text, from, to) => {
    let hash = NAME_HASH_SEED;
    for (let i = from; i <= to; i++) {
      const letter = i < to ? letterOf(text.charCodeAt(i)) : 0;
      if (letter !== 0) hash = nameHashStep(hash, letter);
      else if (hash !== NAME_HASH_SEED) {
        if (marks[place(hash)] === 1) return true;
        hash = NAME_HASH_SEED;
      }
    }
    return false;
  };
}

/** The cell of one word with a capital right before a first name that is a cell itself, or right behind it where none stands before. */
function cellBeside(text: string, at: number, end: number): { start: number; end: number } | undefined {
  const sign = isCellSign(text.charCodeAt(at - 1)) ? text.charCodeAt(at - 1) : text.charCodeAt(end);
  if (!isCellSign(sign) || !(text.charCodeAt(end) === sign || endsRow(text, end))) return undefined;
  let start = at - 1;
  while (start > at - LONGEST_CELL && (isLetter(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === 0x2d)) start--;
  if (start < at - MIN_CELL && isCapital(text, start) && (text.charCodeAt(start - 1) === sign || endsRow(text, start - 1)))
    return { start, end: at - 1 };
  let to = end + 1;
  while (to < end + LONGEST_CELL && (isLetter(text.charCodeAt(to)) || text.charCodeAt(to) === 0x2d)) to++;
  return to > end + MIN_CELL && isCapital(text, end + 1) && (text.charCodeAt(to) === sign || endsRow(text, to))
    ? { start: end + 1, end: to }
    : undefined;
}
const LONGEST_CELL = 28;
const MIN_CELL = 3;

/** Between the cells of a table that is pasted into a message. */
function isCellSign(unit: number): boolean {
  return unit === 0x3b || unit === 0x09;
}

/** No text, or another line. */
function endsRow(text: string, at: number): boolean {
  return at < 0 || at >= text.length || isOneOf(text.charCodeAt(at), '\n\r');
}

/** Part of a path, an address, a code or a longer word. */
function touches(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1);
  if (unit === 0x2e) return initialBefore(text, at) === at;
  return (unit >= 0x2d && unit <= 0x2f) || (unit >= 0x30 && unit <= 0x39) || isOneOf(unit, "@_\\=#$%&+'");
}

/** Capitalised words with one space between them that stand before word `i`, up to MAX_ROW. */
function wordsBefore({ wordStart, wordEnd }: Scan, i: number): number {
  let n = 0;
  while (n < MAX_ROW && i - n > 0 && wordEnd[i - n - 1] === wordStart[i - n] - 1) n++;
  return n < MAX_ROW && wordStart[i] - wordStart[i - n] > MAX_ROW_LENGTH ? MAX_ROW : n;
}

/** Start of `J.` or `J. ` right before a word; the word's own start when none stands there. */
function initialBefore(text: string, at: number): number {
  let i = at;
  if (text.charCodeAt(i - 1) === 0x20) i--;
  if (text.charCodeAt(i - 1) !== 0x2e || !isCapital(text, i - 2)) return at;
  const before = text.charCodeAt(i - 3);
  // `i. A. Andreas`: signed for somebody
  if (before === 0x20 && text.charCodeAt(i - 4) === 0x2e && !isCapital(text, i - 5) && !isLetter(text.charCodeAt(i - 6))) return at;
  if (before === 0x20 && text.charCodeAt(i - 4) === 0x2e && isCapital(text, i - 5) && (i === 5 || isOneOf(text.charCodeAt(i - 6), '\n')))
    return i - 5;
  if (before === 0x2e && isCapital(text, i - 4)) return isOneOf(text.charCodeAt(i - 5), ' "(\n,') || i === 4 ? i - 4 : at;
  return i === 2 || isOneOf(before, ' "(\n,') ? i - 2 : at;
}

/** A word of at most four letters with a capital stands before word `i`. */
function followsShort({ wordStart, wordEnd }: Scan, i: number): boolean {
  return i > 0 && wordEnd[i - 1] === wordStart[i] - 1 && wordEnd[i - 1] - wordStart[i - 1] <= 4;
}

/** Start of what Irish surnames begin with, right before `at`: `N\u00ed Bhriain`. */
function irishBefore(text: string, at: number): number {
  return at - (/(?:^|[\s("])((?:N\u00ed|Nic|Mhic|U\u00ed|\u00d3|Mac) )$/u.exec(text.slice(Math.max(0, at - 6), at))?.[1].length ?? 0);
}

/** What a title goes on with behind the name that it begins with, up to the quote that ends it: `"Lotte und der Regen"`. */
const TITLE = /^ (?:und|and|och|en|un|&) [\p{L}' -]{2,32}["\u201c\u201d\u00bb]/u;

/** All that stands in a pair of quotes, behind a word, or a title that begins with it. */
function isQuoted(text: string, at: number, end: number): boolean {
  if (!isOneOf(text.charCodeAt(at - 1), '"\u201c\u201d\u201e\u00ab')) return false;
  if (text.charCodeAt(end) === 0x20) return TITLE.test(text.slice(end, end + 40));
  if (!isOneOf(text.charCodeAt(end), '"\u201c\u201d\u00bb')) return false;
  let i = at - 3;
  while (i > at - 32 && isLetter(text.charCodeAt(i))) i--;
  return text.charCodeAt(at - 2) === 0x20 && i < at - 3;
}

/** Things are called by one word or two: three are somebody's name, and `Annas Telefon` names whose it is. */
function isCalled(parts: readonly NamePart[]): boolean {
  return parts.length < 3 && !(parts.length === 2 && (parts[0].flags & FLAG.inflected) !== 0);
}

/** Behind `van der` or `van den`, which today stand in surnames alone. */
function isSurnamed(text: string, at: number): boolean {
  return (
    text.charCodeAt(at - 1) === 0x20 &&
    text.charCodeAt(at - 3) === 0x65 &&
    /(?:^|[\s("])[Vv]an de[rn] $/.test(text.slice(Math.max(0, at - 9), at))
  );
}

/** Where particles begin that stand before a surname at `at`: `van der Meulen`, `de la Cruz`. One alone may be a preposition, and what stands before `van` an article. */
function particlesBefore(reader: NameReader, text: string, at: number): number {
  let start = at;
  let first = at;
  let count = 0;
  for (; count < 3; count++) {
    if (text.charCodeAt(start - 1) !== 0x20) break;
    let from = start - 1;
    while (from > start - LONGEST_BEFORE && (isLetter(text.charCodeAt(from - 1)) || text.charCodeAt(from - 1) === 0x27)) from--;
    // `Van der Meulen`, but `De Meulen`
    if (!reader.isParticle(from, start - 1) || (isCapital(text, from) && count === 0)) break;
    if (/^v[ao]n$/i.test(text.slice(from, start - 1))) first = from;
    start = from;
  }
  if (count < 2) return at;
  return first < at ? first : start;
}
const LONGEST_BEFORE = 8;

/** `Jur. adrese`: a short word whose full stop ends no sentence. */
function isAbbreviated(text: string, at: number, end: number): boolean {
  return end - at <= LONGEST_ABBREVIATED && text.charCodeAt(end) === 0x2e && /^ \p{Ll}/u.test(text.slice(end + 1, end + 3));
}

/** `Leaf & Bean`: what an ampersand joins to a word that is nobody's name is the name of a firm. */
function isHalfOfFirm(reader: NameReader, text: string, at: number, end: number): boolean {
  const behind = text.startsWith(' & ', end) ? end + 3 : -1;
  const before = text.startsWith(' & ', at - 3) ? wordBefore(text, at - 3) : -1;
  const other = behind < 0 ? before : behind;
  return other >= 0 && isCapital(text, other) && (reader.flagsOf(other, reader.wordEnd(other)) & (FLAG.first | FLAG.last)) === 0;
}

function wordBefore(text: string, end: number): number {
  let at = end;
  while (at > end - LONGEST_CELL && isLetter(text.charCodeAt(at - 1))) at--;
  return at;
}

/** A surname and a colon, where no speaker stands: `Head: none` names a field. */
function isLabel(text: string, end: number, flags: number): boolean {
  return (flags & FLAG.first) === 0 && text.charCodeAt(end) === 0x3a && isOneOf(text.charCodeAt(end + 1), ' \t');
}

/** Nobody is counted: a number stands right before the word. */
function isCounted(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 2);
  return text.charCodeAt(at - 1) === 0x20 && unit >= 0x30 && unit <= 0x39;
}

/** `until Jan`, `seit August`: a month that people are called by too, behind a word of time. */
function isMonth(text: string, at: number, end: number): boolean {
  return end - at < 7 && MONTH.test(text.slice(at, end)) && TIME.test(text.slice(Math.max(0, at - 10), at));
}
const MONTH = /^(?:Jan|Apr|April|May|Mai|Maj|Mei|June|Jun|July|August|Aug)$/;
const TIME =
  /(?:^|[\s(])(?:in|until|till?|by|since|early|mid|late|last|next|this|end of|im|seit|bis|ab|anfang|mitte|ende|i|sedan|till|eind|begin|half|sinds|vanaf|tot|l\u012bdz|no|kop\u0161) $/i;

/** A step of a way through menus: `>` stands beside it, and not as the mark of a quoted line. */
function isMenu(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(end) === 0x20 && text.charCodeAt(end + 1) === 0x3e && text.charCodeAt(end + 2) === 0x20) return true;
  return text.charCodeAt(at - 1) === 0x20 && text.charCodeAt(at - 2) === 0x3e && text.charCodeAt(at - 3) === 0x20;
}

/** Initials and a name that end a line, come before a comma or fill a cell, though they begin a sentence: two initials, or one inside its line (`Thanks. B. Moos`). */
function signsOff(text: string, initial: number, at: number, end: number): boolean {
  const unit = text.charCodeAt(end);
  if (isOneOf(unit, CELLS) && (initial === 0 || isOneOf(text.charCodeAt(initial - 1), CELLS))) return true;
  if (end < text.length && !isOneOf(unit, '\n\r,(')) return false;
  return at - initial > 3 || (initial > 2 && text.charCodeAt(initial - 1) === 0x20 && isOneOf(text.charCodeAt(initial - 2), '.!?'));
}

/** What stands before and behind a cell of a table: `T. Berg;SE45`. */
const CELLS = '\n;\t|';

/** Any word has a capital here. */
function beginsSentence(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= at - 8 && i >= 0 && isOneOf(text.charCodeAt(i), ' \t"\'(*_>-')) i--;
  return i < 0 || isOneOf(text.charCodeAt(i), '.!?:\n\r|]');
}

function nextWord(text: string, end: number): number {
  while (isOneOf(text.charCodeAt(end), ' .')) end++;
  return end;
}

/** A word of the lists `after` and `beside` stands at `at`; a short one in lower case is a word of some language: `Anna sa`, `Andris tie`. */
function isFollowed(scan: Scan, hits: ReturnType<typeof wordHits>, at: number): boolean {
  const end = hits.endFrom(scan, at, AFTER | BESIDE);
  return end > at + 3 || (end > 0 && isCapital(scan.text, at));
}

/** A word of the list `before` ends right before `at`. */
function follows(scan: Scan, hits: ReturnType<typeof wordHits>, at: number): boolean {
  let end = at;
  while (end > at - 3 && isOneOf(scan.text.charCodeAt(end - 1), ' .')) end--;
  if (end === at) return false;
  let from = end;
  while (from > end - 16 && scan.vocabulary.letter(scan.text.charCodeAt(from - 1)) !== 0) from--;
  return from < end && (hits.bitsAt(scan, from, end) & BEFORE) !== 0;
}
