import type { Detector, Scan } from '../types.ts';
import { FLAG } from './names/flags.ts';
import {
  endsPhrase,
  isCapital,
  isOneOf,
  LONGEST_ABBREVIATED,
  MAX_NAME,
  NAME_LISTS,
  NAME_OPTIONS,
  NAME_SIGNALS,
  OWN_LISTS,
  type LowerCase,
  type NamePart,
  NameReader,
  nameSignals,
} from './person-reader.ts';
import { ownWords } from './own-words.ts';
import { wordHits } from './word-hits.ts';
import { isDigit } from '../units.ts';

const LEAD = 1;
const NOT = 2;
/** A lead begins at most this many units before the name: with the word before it, all stays within REACH. */
const MAX_LEAD = 64;
/** What may stand between a lead and the name, by the rule's option `gap`. */
const GAPS: Readonly<Record<string, RegExp>> = {
  /** `my name is Anna`, `Hej, Anna` */
  greet: /(?:,[ \t]?|[ \t]{1,2})(?=[\p{L}"])/uy,
  word: /[ \t]{0,2}(?:[,:.!"(][ \t]{0,2})?(?=[\p{L}"])/uy,
  /** `Name: Anna`, `*Name:* Anna`, `Name - Anna`, with the value on the next line at the furthest. */
  label:
    /[ \t.\u2026_]{0,24}[*]{0,2}[ \t]{0,3}(?:[:=\uff1a|\t]|(?<![ \t])>|-(?<= -)(?= ))[ \t]{0,8}[*_]{0,2}[ \t]{0,8}(?:\r?\n[ \t]{0,4})?["'\u201e\u201c]?/uy,
  /** `Name des Kindes: Anna`, `Naam (volledig): Anna`: a label that says whose name it is. */
  of: /[ \t](?:\([^()\r\n]{2,32}\)|(?:[\p{L}'/-]{1,24}[ \t]){0,3}[\p{L}'/-]{2,24})[ \t]{0,2}:[ \t]{0,8}(?:\r?\n[ \t]{0,4})?["'\u201e\u201c]?/uy,
  /** `The driver, Anna, rang`: between commas. */
  aside: /,[ \t](?=\p{Lu})/uy,
  /** `Regards,` and the name behind it, or on one of the next lines. */
  close: /[ \t]{0,3}[,.!/:;-]{0,3}[ \t]{0,3}(?:(?:\r?\n[> \t]{0,4}){1,3}|[ \t]?)[-/*_\u2013 ]{0,4}/uy,
};

/**
 * A name after certain words: `lead` (my name is, Dear, Regards), then titles, then the name. Options: `gap` what joins the two (word, label, of: a label and a
 * word of the list `whose`, aside: between commas, or a first name that ends the phrase, close), `lower` which lower-case words count (no, listed, any), `line` the name must end its line, `comma` `Doe, John` is one name, `spoken` the lead stands
 * behind what somebody said. Where the rule has a list `bearers`, the lead stands behind one of it (`mama hei\u00dft`).
 * A lead that starts a longer phrase of the list `not` is none. What a word of the list `joins` joins to the name is a name too (`Hi Anna and Bo`). Behind a
 * closing initials sign, but no word of the list `abbreviations`.
 */
export const personAfter: Detector = {
  name: 'person-after',
  signals: [...NAME_SIGNALS, 'title', 'unknown', 'apart', 'lone', 'long'],
  words: ['lead', 'not', 'things', 'whose', 'bearers', 'joins', 'abbreviations', ...NAME_LISTS],
  ownLists: [...OWN_LISTS, 'things', 'whose', 'bearers', 'joins', 'abbreviations'],
  options: ['gap', 'lower', 'line', 'comma', 'start', 'capital', 'spoken', ...NAME_OPTIONS],
  maxLength: MAX_NAME,
  needs: ({ options }) =>
    options?.gap === 'label' || options?.gap === 'of'
      ? [
          { anchors: ['colons'], lists: ['lead'] },
          { anchors: ['assigns'], lists: ['lead'] },
        ]
      : [{ lists: ['lead'] }],
  prepare(setup) {
    const { options } = setup.rule;
    const leads = wordHits([setup.concept('lead')]);
    const hits = wordHits([setup.concept('lead'), setup.concept('not')]);
    const isThing = setup.list('things');
    const isAbbreviation = setup.list('abbreviations');
    const isJoin = setup.list('joins');
    const whose = ownWords(setup, 'whose');
    const bearers = setup.rule.words?.bearers === undefined ? undefined : ownWords(setup, 'bearers');
    const reader = new NameReader(setup);
    const kind = (options?.gap as string | undefined) ?? 'word';
    const gap = GAPS[kind];
    const closing = kind === 'close';
    const type = setup.rule.type ?? setup.rule.id;
    const lower = ((options?.lower as string | undefined) ?? 'no') as LowerCase;
    const comma = options?.comma === true;
    const start = options?.start === true;
    const capital = options?.capital === true;
    const spoken = options?.spoken === true;
    /** `Anna and Bo`: the name behind a word that joins it to the one that ends at `end`. */
    const joinedTo = (text: string, parts: NamePart[], end: number): NamePart[] => {
      const isLabel = kind === 'label' || kind === 'of';
      const instead = INSTEAD.exec(text.slice(end, end + 24))?.[0].length ?? 0;
      if (instead > 0 && !isLabel) {
        const other = reader.read(reader.afterTitles(end + instead), 'no', true);
        return other.length > 0 && endsPhrase(text, other[other.length - 1].end) ? other : [];
      }
      // `Ek/Lund` on a door
      const slash = end + Number(text.charCodeAt(end) === 0x20);
      if (text.charCodeAt(slash) === 0x2f && !isLabel) {
        const beside = reader.read(slash + 1 + Number(text.charCodeAt(slash + 1) === 0x20), lower === 'no' ? 'no' : 'bare', true);
        return isKnown(beside) ? beside : [];
      }
      if (slash === end) return [];
      const joint = JOINT.exec(text.slice(end, end + 16))?.[0].length ?? 0;
      if (joint > 0) return reader.read(reader.afterTitles(end + joint), lower === 'no' ? 'no' : 'titled', true);
      if (isLabel) return [];
      const next = reader.wordEnd(end + 1);
      const sign = text.charCodeAt(end + 1) === 0x26 ? end + 2 : next;
      if (text.charCodeAt(sign) !== 0x20 || (sign === next && !isJoin(text.slice(end + 1, next)))) return [];
      const known = (parts[0].flags & FLAG.first) !== 0;
      const more = reader.read(reader.afterTitles(sign + 1), known && lower !== 'no' ? 'titled' : 'no', true);
      if (more.length === 0) return [];
      const given = (more[0].flags & FLAG.first) !== 0;
      if (more[0].kind === 'lower' && !given) return [];
      return given || (known && endsPhrase(text, more[more.length - 1].end)) ? more : [];
    };
    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      reader.look(scan);
      const say = (parts: NamePart[], more: string[]): void => {
        const signals = nameSignals(parts, text).concat(more);
        if (!isKnown(parts)) {
          signals.push('unknown');
          if (parts.length === 1) signals.push('lone');
          if (parts.length === 1 && parts[0].end - parts[0].start >= LONG && !more.includes('title')) signals.push('long');
        }
        emit({ start: parts[0].start, end: parts[parts.length - 1].end, value: '', type, signals });
      };
      const own = leads.own(scan);
      for (let k = 0; k < own.count; k++) {
        const i = own.cue[k];
        const from = cueStart[i];
        const end = cueEnd[i];
        if (hits.endFrom(scan, from, LEAD) > end || hits.endFrom(scan, from, NOT) >= end) continue;
        if (start && !startsLine(text, from)) continue;
        // The Finnish closing `t`, but not in `van 't Zand`
        if (end - from === 1 && text.charCodeAt(from - 1) === 0x27) continue;
        if (spoken && !followsSpeech(text, from)) continue;
        // `19 ms. Total`: a unit behind its number
        if (capital && end - from < 3 && isDigit(text.charCodeAt(from - 2)) && text.charCodeAt(from - 1) === 0x20) continue;
        // `M.` and `mw.` are titles, the m of `I'm` is not
        if (
          capital &&
          end - from < 3 &&
          (isOneOf(text.charCodeAt(from - 1), ".'-/") ||
            ((end - from === 1 || text.charCodeAt(end) !== 0x2e) && !isCapital(text, from)) ||
            (end - from === 1 && text.charCodeAt(end) !== 0x2e))
        )
          continue;
        if (behindThing(scan, isThing, from)) continue;
        if (bearers !== undefined && bearers.startOf(text, from - 1) < 0) continue;
        gap.lastIndex = end;
        const between = gap.exec(text)?.[0];
        if (between === undefined || between.length === 0) continue;
        let at = end + between.length;
        if (kind === 'of' && whose.lastWithin(text, end, at) < 0) continue;
        if (text.charCodeAt(at) === 0x22) at++;
        const named = reader.afterTitles(at);
        const wrote = reader.read(named, lower, true, capital || named > at);
        if (closing) {
          const initials = signedInitials(text, at);
          if (
            initials > at &&
            at - from <= MAX_LEAD &&
            !isAbbreviation(text.slice(at, initials)) &&
            hits.bitsAt(scan, at, initials) === 0
          ) {
            emit({ start: at, end: initials, value: '', type, signals: ['initials'] });
            continue;
          }
        }
        // `Thank you, mevrouw. Mocht het weer`: behind a whole word a full stop ends the sentence, so that a capital says nothing
        if (kind === 'word' && between.startsWith('.') && end - from > LONGEST_ABBREVIATED && (capital || !isKnown(wrote))) continue;
        // `BERG/ANNA MRS should`: a title in capitals stands behind a name in capitals
        if (end - from < LONGEST_ABBREVIATED && wrote[0]?.kind === 'lower' && !isKnown(wrote) && isInCapitals(text, from)) continue;
        // `telefonen s\u00e4ger "Licensen ...`: the quotes hold more than the name
        if (between.includes('"') && kind === 'word' && wrote.length > 0 && text.charCodeAt(wrote[wrote.length - 1].end) !== 0x22) continue;
        // `"Super Runner Pro"`: a title in quotes
        if (
          kind === 'greet' &&
          wrote.length > 0 &&
          text.charCodeAt(from - 1) === 0x22 &&
          text.charCodeAt(wrote[wrote.length - 1].end) === 0x22
        )
          continue;
        // `name of company as on the contract`
        if (wrote.length > 0 && wrote[0].kind === 'lower' && isThing(text.slice(wrote[0].start, wrote[0].end))) continue;
        if (wrote.length === 0 || wrote[0].start - from > MAX_LEAD || hits.endFrom(scan, named, LEAD) >= wrote[0].end) continue;
        const parts = comma ? withNickname(text, withComma(text, wrote, reader, lower), reader) : wrote;
        const last = parts[parts.length - 1].end;
        if (closing && isPlace(text, parts, end)) continue;
        // `Name des Kindes:` is a label itself
        if (parts[0].kind === 'particle' && !isCapital(text, parts[0].start) && text.charCodeAt(last) === 0x3a) continue;
        if (kind === 'aside' && text.charCodeAt(last) !== 0x2c && !((parts[0].flags & FLAG.first) !== 0 && endsPhrase(text, last)))
          continue;
        const also = joinedTo(text, parts, last);
        const stop = also.length === 0 ? last : also[also.length - 1].end;
        if (options?.line === true && !endsLine(text, stop) && !(closing && goesOnAsNumber(text, stop))) continue;
        const more: string[] = [];
        if (named > at) more.push('title');
        if (/[,.!:(]/.test(between)) more.push('apart');
        say(parts, more);
        if (also.length > 0 && also[0].start - from <= MAX_LEAD) say(also, more);
      }
    };
  },
};

/** A lone word of so many letters that no list has, without a title, is the service's name sooner than a first name: `Hej Skogsvakten`. */
const LONG = 8;

/** Between the owners of one account: `A. Berg e/o B. Lund`. */
const JOINT = /^ (?:e\/o|en\/of|and\/or|och\/eller|un\/vai|und\/oder|u\/o|or|of|&|\+) (?=\p{Lu})/u;

/** Between what somebody was called and is called now: `nicht mehr Berg, sondern Lund`, `Lund instead of Berg`. */
const INSTEAD =
  /^,? (?:sondern|statt|anstatt|instead of|rather than|utan|i st\u00e4llet f\u00f6r|ist\u00e4llet f\u00f6r|in plaats van|nevis) (?=\p{Lu})/u;

/** A list has a part of it, or a part ends as surnames do. */
function isKnown(parts: readonly NamePart[]): boolean {
  return parts.some((part) => (part.flags & (FLAG.first | FLAG.last)) !== 0 || part.shape);
}

/** The word at `at` and what stands before it are written in capitals. */
function isInCapitals(text: string, at: number): boolean {
  return isCapital(text, at + 1) && text.charCodeAt(at - 1) === 0x20 && isCapital(text, at - 2);
}

/** The word before the lead is a thing: `the file name is`, `app name:`. */
function behindThing(scan: Scan, isThing: (word: string) => boolean, from: number): boolean {
  if (!isOneOf(scan.text.charCodeAt(from - 1), " -_'")) return false;
  let end = from - 1;
  if (scan.text.charCodeAt(end - 1) === 0x27) end--;
  let at = end;
  while (at > end - 24 && scan.vocabulary.letter(scan.text.charCodeAt(at - 1)) !== 0) at--;
  return at < end && isThing(scan.text.slice(at, end));
}

/** `Gru\u00df von der Ostsee`, `Groeten van de Veluwe`, `Gru\u00df vom Bodensee`, `Alles Gute zur Hochzeit`: an article behind a preposition, before what is no name elsewhere, stands before a place. */
function isPlace(text: string, parts: readonly NamePart[], lead: number): boolean {
  const sure = parts.some(({ flags, shape }) => shape || ((flags & (FLAG.first | FLAG.last)) !== 0 && (flags & FLAG.word) === 0));
  if (parts[0].kind !== 'particle' || isCapital(text, parts[0].start) || sure) return false;
  const [first, second] = parts.map(({ start, end }) => text.slice(start, end));
  return (
    /^(?:vom|zum|zur)$/.test(first) ||
    (/^(?:von|van)$/.test(first) && /^(?:der|den|dem|de|het)$/.test(second)) ||
    /(?:von|van)$/i.test(text.slice(lead - 3, lead))
  );
}

const INITIALS = /\p{Lu}\.(?:[ -]?\p{Lu}\.){0,3}(?= ?(?:[\r\n(]|$))/uy;

/** `Doe, John`: the surname stands first. */
function withComma(text: string, parts: NamePart[], reader: NameReader, lower: LowerCase): NamePart[] {
  const { end } = parts[parts.length - 1];
  if (text.charCodeAt(end) !== 0x2c || text.charCodeAt(end + 1) !== 0x20 || parts.length > 3) return parts;
  INITIALS.lastIndex = end + 2;
  const initials = INITIALS.exec(text)?.[0];
  const more =
    initials === undefined
      ? reader.read(end + 2, lower, true)
      : [{ start: end + 2, end: end + 2 + initials.length, kind: 'initial' as const, flags: 0, shape: false }];
  if (more.length === 0 || more.length > 3 || more[more.length - 1].end - parts[0].start > MAX_NAME) return parts;
  return endsPhrase(text, more[more.length - 1].end) ? [...parts, ...more] : parts;
}

/** `Doe, J. (John)`: what he is called stands in brackets. */
function withNickname(text: string, parts: NamePart[], reader: NameReader): NamePart[] {
  const { end } = parts[parts.length - 1];
  if (text.charCodeAt(end) !== 0x20 || text.charCodeAt(end + 1) !== 0x28) return parts;
  const more = reader.read(end + 2, 'listed');
  if (more.length === 0 || more.length > 2) return parts;
  const last = more[more.length - 1];
  if (text.charCodeAt(last.end) !== 0x29 || last.end - parts[0].start >= MAX_NAME) return parts;
  return [...parts, ...more.slice(0, -1), { ...last, end: last.end + 1 }];
}

/** `", says`, `," zegt` */
function followsSpeech(text: string, at: number): boolean {
  return (
    text.charCodeAt(at - 1) === 0x20 &&
    isOneOf(text.charCodeAt(at - 2), '",\u201d\u201c\u00bb') &&
    /["\u201d\u201c\u00bb]/.test(text.slice(at - 4, at))
  );
}

/** `K.`, `M. A.-P.`, `RD`, `AvW` and nothing behind them on their line. */
const SIGNED = /(?:\p{Lu}\.(?:[ -]{0,2}\p{Lu}\.){0,3}|\p{Lu}{2,3}|\p{Lu}[\p{Ll}]\p{Lu})(?=[ \t]{0,4}(?:[\r\n]|$))/uy;

/** Offset behind initials that sign at `at`, or `at`. */
function signedInitials(text: string, at: number): number {
  SIGNED.lastIndex = at;
  return at + (SIGNED.exec(text)?.[0].length ?? 0);
}

/** `H. Berg, 67 338 291`: a telephone number stands behind the name, not `Redzu 3 ier\u012bces`. */
function goesOnAsNumber(text: string, at: number): boolean {
  return TELEPHONE.test(text.slice(at, at + 24));
}
const TELEPHONE = /^[ ,]{0,3}\+?(?:\d[ ()./-]{0,2}){6}/;

/** Nothing but space, quoting and emphasis stands before it on its line. */
function startsLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= at - 12; i--) {
    const unit = text.charCodeAt(i);
    if (i < 0 || unit === 0x0a) return true;
    if (!isOneOf(unit, ' \t>*_|"\'{,;-(')) return false;
  }
  return false;
}

/** What is written behind one's name: laughter, kisses, faces. */
const FLOURISH =
  /[ ,.!]{0,3}(?:x{1,5}|o?(?:xo){1,3}|(?:h[aeio]){2,6}h?|lol|[:;]-?[)DPp]|<3|\p{Extended_Pictographic}\ufe0f?){1,3}(?![\p{L}\d])/iuy;

function endsLine(text: string, at: number): boolean {
  FLOURISH.lastIndex = at;
  at += FLOURISH.exec(text)?.[0].length ?? 0;
  while (isOneOf(text.charCodeAt(at), ' \t.,!*_)"')) at++;
  return at >= text.length || isOneOf(text.charCodeAt(at), '\n\r|<(/-\u2013&;');
}
