import type { Detector, Scan } from '../types.ts';
import { FLAG } from './names/flags.ts';
import {
  endsPhrase,
  isCapital,
  isOneOf,
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
import { wordHits } from './word-hits.ts';

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
    /[ \t.\u2026_]{0,24}[*]{0,2}[ \t]{0,3}(?:[:=\uff1a|\t>]|-(?<= -)(?= ))[ \t]{0,8}[*_]{0,2}[ \t]{0,8}(?:\r?\n[ \t]{0,4})?["'\u201e\u201c]?/uy,
  /** `Regards,` and the name behind it, or on one of the next lines. */
  close: /[ \t]{0,3}[,.!/:;-]{0,3}[ \t]{0,3}(?:(?:\r?\n[> \t]{0,4}){1,3}|[ \t]?)[-/*_\u2013 ]{0,4}/uy,
};

/**
 * A name after certain words: `lead` (my name is, Dear, Regards), then titles, then the name. Options: `gap` what joins the two (word, label,
 * close), `lower` which lower-case words count (no, listed, any), `line` the name must end its line, `comma` `Doe, John` is one name, `spoken` the lead stands
 * behind what somebody said.
 * A lead that starts a longer phrase of the list `not` is none.
 */
export const personAfter: Detector = {
  name: 'person-after',
  signals: [...NAME_SIGNALS, 'title', 'unknown', 'apart'],
  words: ['lead', 'not', 'things', ...NAME_LISTS],
  ownLists: [...OWN_LISTS, 'things'],
  options: ['gap', 'lower', 'line', 'comma', 'start', 'capital', 'spoken', ...NAME_OPTIONS],
  maxLength: MAX_NAME,
  needs: ({ options }) =>
    options?.gap === 'label'
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
    const reader = new NameReader(setup);
    const gap = GAPS[(options?.gap as string | undefined) ?? 'word'];
    const lower = ((options?.lower as string | undefined) ?? 'no') as LowerCase;
    const comma = options?.comma === true;
    const start = options?.start === true;
    const capital = options?.capital === true;
    const spoken = options?.spoken === true;
    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      reader.look(scan);
      const own = leads.own(scan);
      for (let k = 0; k < own.count; k++) {
        const i = own.cue[k];
        const from = cueStart[i];
        const end = cueEnd[i];
        if (hits.endFrom(scan, from, LEAD) > end || hits.endFrom(scan, from, NOT) >= end) continue;
        if (start && !startsLine(text, from)) continue;
        if (spoken && !followsSpeech(text, from)) continue;
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
        gap.lastIndex = end;
        const between = gap.exec(text)?.[0];
        if (between === undefined || between.length === 0) continue;
        let at = end + between.length;
        if (text.charCodeAt(at) === 0x22) at++;
        const named = reader.afterTitles(at);
        const wrote = reader.read(named, lower, true, capital || named > at);
        if (wrote.length === 0 || wrote[0].start - from > MAX_LEAD || hits.endFrom(scan, named, LEAD) >= wrote[0].end) continue;
        const parts = comma ? withNickname(text, withComma(text, wrote, reader, lower), reader) : wrote;
        const last = parts[parts.length - 1].end;
        if (options?.line === true && !endsLine(text, last)) continue;
        const signals = nameSignals(parts, text);
        if (named > at) signals.push('title');
        if (/[,.!:(]/.test(between)) signals.push('apart');
        if (parts.every((part) => (part.flags & (FLAG.first | FLAG.last)) === 0 && !part.shape)) signals.push('unknown');
        emit({ start: parts[0].start, end: last, value: '', type: setup.rule.type ?? setup.rule.id, signals });
      }
    };
  },
};

/** The word before the lead is a thing: `the file name is`, `app name:`. */
function behindThing(scan: Scan, isThing: (word: string) => boolean, from: number): boolean {
  if (!isOneOf(scan.text.charCodeAt(from - 1), " -_'")) return false;
  let end = from - 1;
  if (scan.text.charCodeAt(end - 1) === 0x27) end--;
  let at = end;
  while (at > end - 24 && scan.vocabulary.letter(scan.text.charCodeAt(at - 1)) !== 0) at--;
  return at < end && isThing(scan.text.slice(at, end));
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
  return at >= text.length || isOneOf(text.charCodeAt(at), '\n\r|<(/-\u2013');
}
