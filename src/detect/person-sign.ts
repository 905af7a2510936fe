import type { Detector } from '../types.ts';
import { FLAG } from './names/flags.ts';
import { type OwnWords, ownWords } from './own-words.ts';
import { isOneOf, MAX_NAME, NAME_LISTS, NAME_OPTIONS, NAME_SIGNALS, NameReader, nameSignals, OWN_LISTS } from './person-reader.ts';

/** `/Anna`, `//MR`, `- Anna`, `~ Anna` and the rest of the line. */
const SLASH = /(?:^|[\s.!?])(\/{1,2}|[-\u2013]{1,2} ?|~ ?)((?:\p{Lu}[\p{L}'.-]{0,24} ?){1,3})[ \t.!]{0,4}$/u;

/**
 * Who signs: a name that is a line of its own at the end of the text or before an empty line, and `/Anna`, `//MR` behind the last words. The last line may
 * go on with a firm, or with words of which one stands in the list `teams` (`Sanne - Helpdesk`). Signals beside those of names: `slash` after a stroke or
 * dash, `last-line` the text ends with it, `initials` two or three capitals, `below` the line above is a whole name, so that this one says what its bearer
 * does, `parted` one word that ends the text behind a sentence and an empty line.
 */
export const personSign: Detector = {
  name: 'person-sign',
  types: ['signature'],
  signals: [...NAME_SIGNALS, 'slash', 'last-line', 'unknown', 'short', 'below', 'parted'],
  words: ['abbreviations', 'teams', ...NAME_LISTS],
  ownLists: [...OWN_LISTS, 'abbreviations', 'teams'],
  options: NAME_OPTIONS,
  maxLength: MAX_NAME,
  needs: () => [{ anchors: ['signs'] }],
  prepare(setup) {
    const reader = new NameReader(setup);
    const isAbbreviation = setup.list('abbreviations');
    const teams = ownWords(setup, 'teams');
    return ({ scan }, emit) => {
      const { text, wordCount, wordStart, wordEnd } = scan;
      reader.look(scan);
      for (let i = wordCount - 1; i >= 0; i--) {
        const at = wordStart[i];
        // Most words stand inside a line: one look at the unit before tells
        const before = text.charCodeAt(at - 1);
        const slash = before === 0x2f || before === 0x2d || before === 0x2013 || before === 0x7e;
        if (!(slash || before === 0x0a || before === 0x2a || before === 0x20)) continue;
        // `M. A.-P.` is read from its first letter
        if (before === 0x2d && text.charCodeAt(at - 2) === 0x2e) continue;
        let start = at;
        let stroke = slash;
        if (before === 0x20) {
          // `Thank you. AvW`
          if (isOneOf(text.charCodeAt(at - 2), '.!?') && signsBehind(text, at, wordEnd[i])) {
            if (isAbbreviation(text.slice(at, wordEnd[i])) || reader.isStop(at)) continue;
            emit({ start: at, end: wordEnd[i], value: '', type: 'signature', signals: ['initials', 'last-line'] });
            continue;
          }
          if (!isOneOf(text.charCodeAt(at - 2), '-\u2013~/>')) continue;
          stroke = text.charCodeAt(at - 2) !== 0x3e;
        }
        const parts = reader.read(at);
        let end = parts.length === 0 ? wordEnd[i] : parts[parts.length - 1].end;
        let after = end;
        while (after < end + 4 && isOneOf(text.charCodeAt(after), ' \t.!*')) after++;
        const ends = after >= text.length;
        // `/Anna Berg (anna@example.com)`
        const more = before === 0x2f && isOneOf(text.charCodeAt(after), '(<,|+') && /^[*_ \t]{0,4}$/.test(lineBefore(text, at - 1));
        // `/Anna, Billing`, but not a path
        const post = !ends && parts.length > 0 && !(slash && text.charCodeAt(end) === 0x2f) && isPost(text, end, teams);
        if (!ends && !more && !post && text.charCodeAt(after) !== 0x0a && text.charCodeAt(after) !== 0x0d) continue;
        const last = ends || post || ENDS_MESSAGE.test(text.slice(after, after + 90));
        if (stroke) {
          const match = SLASH.exec(text.slice(Math.max(0, at - 4), end));
          if (match === null) continue;
        } else if (!/\n[>* \t]{0,6}$/.test(text.slice(Math.max(0, start - 8), start))) continue;
        const short = parts.length === 0 || (parts.length === 1 && end - at < 4 && isCaps(text, at, end));
        if (short) {
          // MR, S.L., AvW: initials sign only at the end of the text
          const dotted = text.charCodeAt(end) === 0x2e && end - at === 1;
          if (!last || end - at > 3 || (!dotted && reader.isStop(at))) continue;
          if (dotted) end++;
          emit({
            start,
            end,
            value: '',
            type: 'signature',
            signals: stroke ? ['initials', 'slash', 'last-line'] : ['initials', 'last-line'],
          });
          continue;
        }
        start = parts[0].start;
        const unknown = parts.every((part) => (part.flags & (FLAG.first | FLAG.last)) === 0 && !part.shape);
        if (stroke && (isOfCommand(text, start) || (unknown && isPoint(text, start)))) continue;
        const signals = nameSignals(parts, text);
        if (stroke) signals.push('slash');
        if (last) signals.push('last-line');
        if (isBelowName(text, start, reader)) signals.push('below');
        if (unknown) signals.push('unknown');
        if (
          ends &&
          !stroke &&
          parts.length === 1 &&
          end - start <= LONGEST_GIVEN &&
          PARTED.test(text.slice(Math.max(0, start - 24), start))
        )
          signals.push('parted');
        emit({ start, end, value: '', type: 'signature', signals });
      }
    };
  },
};

/** What a signature goes on with on the last line: a sign or a preposition, and words. */
const POST =
  /^(?: ?[-\u2013|\u00b7/@,] ?| (?:from|at|fr\u00e5n|p\u00e5|hos|van|bij|no|von|vom|bei) )((?:\p{L}[\p{L}&'.-]{0,24} ?){1,4})[ \t.!]{0,4}(?:\r?\n[\s_-]{0,8})?$/u;
const MAX_POST = 64;

/** The line goes on with a team (`Sanne - Helpdesk`) or with words that all have capitals, as firms are written, and the text ends. */
function isPost(text: string, end: number, teams: OwnWords): boolean {
  const post = POST.exec(text.slice(end, end + MAX_POST));
  if (post === null) return false;
  return teams.lastWithin(text, end, end + post[0].length) > 0 || post[1].split(' ').every((word) => !/^\p{Ll}/u.test(word));
}

/** Longer than this are teams and departments (`Returavdelningen`), and hardly a first name that no list has. */
const LONGEST_GIVEN = 9;

/** The end of a sentence and an empty line. */
const PARTED = /[\p{L}\d][.!?)]{0,3}[ \t]{0,2}(?:\r?\n[ \t]{0,2}){2,3}$/u;

/** A name that is hidden already. */
const PLACEHOLDER = /^\[[A-Z]{2,16}\]$/;

/** The line above that of `at` is a first name and a surname. */
function isBelowName(text: string, at: number, reader: NameReader): boolean {
  const above = ABOVE.exec(text.slice(Math.max(0, at - MAX_NAME - 8), at));
  if (above === null) return false;
  const start = at - above[0].length + 1;
  const end = start + above[1].length;
  if (PLACEHOLDER.test(above[1])) return true;
  const parts = reader.read(start);
  return parts.length > 1 && (parts[0].flags & FLAG.first) !== 0 && parts[parts.length - 1].end === end;
}
/** A line, its end, and what stands before the next. */
const ABOVE = /\n([^\n\r,]{2,72}),?[ \t]{0,2}\r?\n[ \t>*]{0,4}$/;

/** Nothing is left of the message but what it answers: rules, quoted lines, the head of the message before. */
const ENDS_MESSAGE =
  /^[\s*_>-]*$|^\s*\n[_-]{3}|^[ \t]*\r?\n\s*(?:>|(?:Am|On|Den|Op|Le|Il|El)[ \t][^\n]{0,40}\d|\d{4}\. gada|(?:Von|From|Fr\u00e5n|Van|No|De|Da):)/;

/** Two or three letters, capitals first and last, behind a sentence that ends in lower case, and the message ends. */
function signsBehind(text: string, at: number, end: number): boolean {
  const size = end - at;
  if (size < 2 || size > 3 || !isCaps(text, at, end) || !/\p{Ll}[.!?]{1,3} $/u.test(text.slice(Math.max(0, at - 6), at))) return false;
  return ENDS_MESSAGE.test(text.slice(end, end + 90));
}

/** What stands before `at` on its line, of the last few units. */
function lineBefore(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return text.slice(Math.max(start, at - 8), at);
}

/** What stands before a name on its line, as far as matters. */
function lineUpTo(text: string, at: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - LONGEST_LINE), at);
}
const LONGEST_LINE = 80;

/** The word is an option: another stands before it on the line (`/Online /Quiet`), or the line is that of a command (`Stop-Process -Force`, `setup.exe /Quiet`). */
function isOfCommand(text: string, at: number): boolean {
  return COMMAND.test(lineUpTo(text, at));
}
const COMMAND =
  /(?:^|\s)[-/]{1,2}\p{L}[\w-]*(?:[:=]\S+)?\s.*[-/]$|^\W*(?:PS )?(?:[A-Z]:\S*> ?)?(?:\p{Lu}\p{Ll}+-\p{Lu}|\S+\.(?:exe|msc|cpl|cmd|bat|ps1|sh)\b)/u;

/** Words behind a dash on a line of their own, with nothing or another such line before: a list. */
function isPoint(text: string, at: number): boolean {
  if (!/^[ \t]*[-\u2013] $/.test(lineUpTo(text, at))) return false;
  const before = text.slice(Math.max(0, at - LONGEST_LINE), text.lastIndexOf('\n', at - 1) + 1).trimEnd();
  return before === '' || /^[ \t]*[-\u2013*\u2022] /.test(before.slice(before.lastIndexOf('\n') + 1));
}

/** `MR`, `AvW`: capital first and last. */
function isCaps(text: string, at: number, end: number): boolean {
  const last = text[end - 1];
  return end - at === 1 || last !== last.toLowerCase();
}
