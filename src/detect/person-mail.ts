import type { Detector } from '../types.ts';
import { FLAG } from './names/flags.ts';
import {
  isOneOf,
  MAX_NAME,
  NAME_LISTS,
  NAME_OPTIONS,
  NAME_SIGNALS,
  type NamePart,
  NameReader,
  nameSignals,
  OWN_LISTS,
} from './person-reader.ts';
import { foldWord } from './words.ts';

/** A name stands at most this many units before the address that it belongs to. */
const MAX_BACK = 80;
/** `=?UTF-8?Q?J=C4=81nis?=` (RFC 2047), one or several. */
const ENCODED = /(?:=\?[\w-]{1,20}\?[bq]\?[!->@-~]{0,75}\?=[ \t\r\n]{0,3}){1,3}$/i;

/**
 * The name in front of an address in angle brackets: `Anna Berg <`, `"Berg, Anna" <`, an encoded word. Signals beside those of names: `quoted`,
 * `encoded`, `cell` a cell of the same row of a table (`Zane,Nolmane,z.nolmane@`), `line` it begins its line or stands right after a colon, comma or semicolon,
 * `unknown` one word that no list has, and neither has the address (`"Facturatie" <info@`).
 */
export const personMail: Detector = {
  name: 'person-mail',
  types: ['mailbox'],
  signals: [...NAME_SIGNALS, 'quoted', 'encoded', 'line', 'cell', 'unknown'],
  words: NAME_LISTS,
  ownLists: OWN_LISTS,
  options: NAME_OPTIONS,
  maxLength: MAX_BACK,
  needs: () => [{ anchors: ['ats'] }],
  prepare(setup) {
    const reader = new NameReader(setup);
    return ({ scan }, emit) => {
      const { text, at, atCount } = scan;
      reader.look(scan);
      for (let i = 0; i < atCount; i++) {
        for (const cell of rowNames(text, at[i])) {
          const parts = reader.read(cell, 'no', true);
          if (parts.length > 0) emit({ start: cell, end: parts[parts.length - 1].end, value: '', type: 'mailbox', signals: ['cell'] });
        }
        let open = at[i];
        const farthest = Math.max(0, open - 65);
        while (open > farthest && !isOneOf(text.charCodeAt(open), '<( \n')) open--;
        if (!isOneOf(text.charCodeAt(open), '<(')) continue;
        // `<@U024BE7LH>` names somebody else, `VALUES ('anna@example.com')` is a statement.
        if (open + 1 === at[i] || isOneOf(text.charCodeAt(open + 1), '\'"')) continue;
        let end = open;
        while (end > open - 3 && isOneOf(text.charCodeAt(end - 1), ' \t')) end--;
        const quote = isOneOf(text.charCodeAt(end - 1), '"\'') ? text[end - 1] : '';
        if (quote !== '') end--;
        const back = text.slice(Math.max(0, end - MAX_BACK), end);
        const encoded = ENCODED.exec(back)?.[0];
        if (encoded !== undefined) {
          const start = end - encoded.length;
          emit({ start, end: start + encoded.trimEnd().length, value: '', type: 'mailbox', signals: ['encoded'] });
          continue;
        }
        let start = startOf(text, end, quote);
        start = reader.afterTitles(start);
        const parts = reader.read(start, 'any');
        let last = parts.length === 0 ? start : parts[parts.length - 1].end;
        if (parts.length > 0 && text.charCodeAt(last) === 0x2c && last < end) {
          const more = reader.read(last + 2, 'any');
          if (more.length > 0) last = more[more.length - 1].end;
          parts.push(...more);
        }
        if (parts.length === 0 || last !== end || end - start > MAX_NAME) {
          // The name may end a sentence of other words: take its capitalised end
          const tail = /(?:^|[\s>:/])((?:\p{Lu}[\p{L}'-]{1,30} ){0,3}\p{Lu}[\p{L}'-]{1,30})$/u.exec(back)?.[1];
          if (tail === undefined || quote !== '') continue;
          start = end - tail.length;
          const capital = reader.read(start);
          if (capital.length === 0 || capital[capital.length - 1].end !== end) continue;
          emit({ start, end, value: '', type: 'mailbox', signals: nameSignals(capital, text) });
          continue;
        }
        const signals = nameSignals(parts, text);
        signals.push(quote === '' ? 'line' : 'quoted');
        // Of two words that nobody knows a name is likelier than an office.
        if (parts.every(isUnknownOrLast) && NO_REPLY.test(text.slice(open + 1, at[i]))) signals.push('unknown');
        else if (parts.length === 1 && isUnknown(parts[0]) && !isOwnBox(text, parts, text.slice(open + 1, at[i]))) signals.push('unknown');
        emit({ start, end, value: '', type: 'mailbox', signals });
      }
    };
  },
};

/** A box that nobody reads: who writes from it is a service, unless a first name is told. */
const NO_REPLY =
  /^(?:no|do-?not|donot)[._-]?reply|^(?:billing|invoices?|notifications?|alerts?|mailer|news(?:letter)?|faktura|facturatie|rechnung|rekini)$/i;

function isUnknownOrLast({ flags }: NamePart): boolean {
  return (flags & FLAG.first) === 0;
}

function isUnknown({ flags, shape }: NamePart): boolean {
  return (flags & (FLAG.first | FLAG.last)) === 0 && !shape;
}

/** The address before its `@` holds a part of the name. */
function isOwnBox(text: string, parts: readonly NamePart[], local: string): boolean {
  const box = foldWord(local);
  return parts.some(({ start, end }) => end - start > 2 && box.includes(foldWord(text.slice(start, end))));
}

/** A cell of a row holds at most this much. */
const MAX_CELL = 40;
const SEPARATORS = ',;\t|';

/** Where the cells begin that hold the name to the address at `at` in a row of a table: two before it, of which one is in the address. */
function rowNames(text: string, at: number): number[] {
  let start = at;
  while (start > at - MAX_CELL && isLocal(text.charCodeAt(start - 1))) start--;
  // `"Zane","Nolmane","z.nolmane@..."`
  const quoted = text[start - 1] === '"' ? 1 : 0;
  const separator = text[start - 1 - quoted];
  if (start === at || separator === undefined || !SEPARATORS.includes(separator)) return [];
  const local = foldWord(text.slice(start, at)).replace(/[^\p{L}]/gu, '');
  const cells: number[] = [];
  let known = false;
  for (let end = start - 1 - quoted, n = 0; n < 2; n++) {
    let from = end;
    while (from > end - MAX_CELL && from > 0 && text[from - 1] !== separator && text[from - 1] !== '\n') from--;
    const cell = text.slice(from + quoted, end - quoted);
    if (!CELL.test(cell)) break;
    cells.push(from + quoted);
    known ||= cell.split(' ').some((word) => word.length > 2 && local.includes(foldWord(word).replace(/[^\p{L}]/gu, '')));
    if (text[from - 1] !== separator) break;
    end = from - 1;
  }
  return known ? cells : [];
}
const CELL = /^(?:\p{L}['\u2019\p{L}-]{0,24} ?){1,4}$/u;

function isLocal(unit: number): boolean {
  return unit > 0x20 && !isOneOf(unit, ',;|<>("@');
}

/** Where the phrase that ends at `end` begins: after the quote, or after the last `: , ; > \n`. */
function startOf(text: string, end: number, quote: string): number {
  const farthest = Math.max(0, end - MAX_BACK);
  let start = end;
  while (start > farthest) {
    const unit = text.charCodeAt(start - 1);
    if (isOneOf(unit, quote === '' ? ':;>\n\t|"(' : `${quote}\n`)) break;
    if (quote === '' && unit === 0x2c && !/^[ ]?[^\s,<]{2,30}$/.test(text.slice(start, end))) break;
    start--;
  }
  while (start < end && isOneOf(text.charCodeAt(start), ' \t\r')) start++;
  return start;
}
