import type { CategoryId } from '../types.ts';
import type { KnownHit } from './hits.ts';
import { endOf, isPlain, upper } from './known-numbers.ts';
import { isDigit } from '../units.ts';

/** A number or code that a message held: it is looked for in the whole conversation, and so are its sisters. */
export interface KnownCode {
  readonly category: CategoryId;
  /** Its letters and digits, upper case. */
  readonly plain: string;
  /** `INV-00000` for INV-10077: its letters, any digits; '' when it begins with no letters that tell. */
  readonly shape: string;
  /** Units of its blocks when all are as long: one that was left out, or was misread, comes by itself. */
  readonly block: number;
  /** What is looked for instead: the words of a number that was read out, a user name as it is written. */
  readonly pattern?: RegExp;
}

/** Categories whose values are said again and again in one conversation. */
const REPEATED: ReadonlySet<CategoryId> = new Set([
  'order',
  'device',
  'licence',
  'bank-account',
  'national-id',
  'phone',
  'username',
  'secret',
]);
/** Of these there are more that are written alike: orders 10077 and 10091, computers of one firm. */
const ALIKE: ReadonlySet<CategoryId> = new Set(['order', 'device', 'licence']);
/** Letters and digits, and digits among them, from which a code is told from other words. */
const MIN_PLAIN = 5;
const MIN_DIGITS = 3;
const MAX_PLAIN = 64;
const MAX_VALUE = 240;
/** What a rule says of the same place, it says better. */
const SCORE = 0.55;

/** Numbers that are read out, and read back. */
const READ_OUT: ReadonlySet<CategoryId> = new Set([...REPEATED, 'card', 'birth-date']);
/** Words of such a number: fewer are said of other things. */
const MIN_SPOKEN = 3;
const MAX_SPOKEN = 30;

/** The words of a value that is read out. */
function spokenOf(value: string, category: CategoryId): KnownCode | undefined {
  const words = READ_OUT.has(category) && !/\d/.test(value) ? (value.match(/\p{L}+/gu) ?? []) : [];
  if (words.length < MIN_SPOKEN || words.length > MAX_SPOKEN) return undefined;
  const plain = words.join(' ').toLowerCase();
  return { category, plain, shape: '', block: 0, pattern: new RegExp(`(?<!\\p{L})${words.join('[^\\p{L}\\p{N}]{1,4}')}(?!\\p{L})`, 'giu') };
}

/** What somebody calls a device, in words, or in letters beyond ASCII: it comes up as it was written. */
function deviceNameOf(value: string): KnownCode | undefined {
  if (!CALLED.test(value) && !JOINED_NAME.test(value)) return undefined;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])${value.replace(/[()+]/g, '\\$&')}(?![\\p{L}\\p{N}-])`, 'giu');
  return { category: 'device', plain: value.toLowerCase(), shape: '', block: 0, pattern };
}
/** `mums tab`, `Ilzes Galaxy S23`: two words at least. */
const CALLED = /^(?=.{6,40}$)\p{L}[\p{L}'\u2019]{1,20}(?: [\p{L}\d'\u2019+-]{1,16}){1,4}(?: \(\d\))?$/u;
/** `\u00c5KE-PC`: what is written in ASCII is known by its letters and digits. */
const JOINED_NAME = /^(?=.*[^\x20-\x7e])(?=.{5,40}$)\p{L}{2,20}(?:-[\p{L}\d]{1,16}){1,3}$/u;

/** A user name that no other word is written like, or that a machine wrote: many have no digits in them. */
function userNameOf(value: string, type: string): KnownCode | undefined {
  const made = MADE_NAME.test(value);
  if (!made && !(ACCOUNTS.has(type) && PLAIN_ACCOUNT.test(value))) return undefined;
  const written = value.replaceAll('.', '\\.');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_@.-])${written}(?![\\p{L}\\p{N}_@-])`, made ? 'giu' : 'gu');
  return { category: 'username', plain: value, shape: '', block: 0, pattern };
}
/** `anna_93`, `jberg2`, `it-berg2`, `anna.b`, `QueenAnna`. */
const MADE_NAME =
  /^(?=[\w.-]{5,40}$)(?:(?:[A-Za-z]+-)?[A-Za-z]{2,}\d{1,4}|[a-z]+\.[a-z]+\d{0,4}|\w*[A-Za-z]\w*_\w+|[A-Z]?[a-z]+[A-Z][a-z]+\d{0,4})$/;
/** Types of findings in what systems write of accounts. */
const ACCOUNTS: ReadonlySet<string> = new Set(['account', 'path', 'state', 'plain']);
const PLAIN_ACCOUNT = /^[a-z]{7,20}$/;

/** The street of an address: it comes up again by itself, in another case, or with the number put right. */
function streetOf(value: string): KnownCode | undefined {
  const name = (STREET_FIRST.exec(value) ?? NUMBER_FIRST.exec(value))?.[1];
  if (name === undefined) return undefined;
  const letters = name.match(/\p{L}/gu)?.length ?? 0;
  if (letters < MIN_PLAIN) return undefined;
  const stem = name.replace(/[ae\u0101]$/u, '').replace(/[.]/g, '\\.');
  const number = '[ ,]{1,2}(?:nr\\.? )?\\d{1,4}(?: ?[a-z](?!\\p{L}))?(?![\\d:])';
  const pattern = new RegExp(`(?<![\\p{L}\\d])${stem}\\p{L}{0,2}(?:${number}${letters < MIN_STREET ? '' : '|(?!\\p{L})'})`, 'giu');
  return { category: 'address', plain: `${name} 1`, shape: '', block: 0, pattern };
}
const STREET_FIRST = /^(\p{L}[\p{L}.'\u2019 -]{2,40}\p{L}),? \d/u;
const NUMBER_FIRST = /^\d{1,4}[a-z]? (\p{Lu}[\p{L}.'\u2019 -]{2,40}\p{L})(?=,|\n|$)/u;
/** Shorter names of streets are words too, such as market and ring. */
const MIN_STREET = 8;

/** What a finding's value is as a code; undefined when it would come up as something else. */
export function codeOf(value: string, category: CategoryId, type: string): KnownCode | undefined {
  const other = value.length > MAX_VALUE ? undefined : patternOf(value, category, type);
  if (other !== undefined) return other;
  if (!REPEATED.has(category) || value.length > MAX_PLAIN) return undefined;
  const plain = value.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const digits = plain.replace(/\D/g, '').length;
  // Five digits and nothing else are a price or a postcode elsewhere.
  const host = category === 'device' && HOST.test(value);
  const tells = digits >= MIN_DIGITS || host || (category === 'device' && NAMED.test(value)) || DRAWN_CODE.test(value);
  if (plain.length < MIN_PLAIN || /^\d{5}$/.test(value) || !tells || /[^\x20-\x7e]/.test(value)) return undefined;
  const alike = ALIKE.has(category) && (host || SERIES.test(value));
  const block = category === 'licence' || (category === 'order' && KEY.test(value)) ? blockOf(value) : 0;
  return { category, plain, shape: alike ? value.replace(/\d/g, '0') : '', block };
}

/** What is taken for a number of an order and is written like a key: letters and digits in all blocks but the first. */
const KEY = /^[A-Z\d]{2,8}(?:-(?=\d*[A-Z])(?=[A-Z]*\d)[A-Z\d]{4,8}){2,6}$/;

/** Size of the blocks of a code, the first of which may be that of its maker: `TQ-4K7M-92XP`; of one that is dictated block by block, its own. */
function blockOf(value: string): number {
  const blocks = value.split(/[- ]/);
  const last = blocks[blocks.length - 1].length;
  const isEven = blocks.slice(1).every((block) => block.length === last) && blocks[0].length <= last;
  return isEven && last > 3 && (blocks.length > 1 || DRAWN_CODE.test(value)) ? last : 0;
}

/** The number of an order without the letters before it: "110298 is cancelled" after SW-110298. */
export function numberOf(value: string, category: CategoryId): KnownCode | undefined {
  const number = category === 'order' ? LETTERED.exec(value)?.[1] : undefined;
  return number === undefined ? undefined : { category, plain: number, shape: '', block: 0 };
}
const LETTERED = /^[A-Z]{1,5}[-/ ]?(\d{6,10})$/;

/** What is written like a secret that was told: "also the old one 771 035" after 839 204. */
export function alikeOf(value: string, category: CategoryId): KnownCode | undefined {
  const isNumber = DIGITS.test(value);
  if ((category === 'secret' || category === 'card-detail') && PIN.test(value)) {
    const source = PIN_AGAIN.replaceAll('N', String(value.length));
    return { category, plain: `~${source}`, shape: '', block: 0, pattern: new RegExp(source, 'giu') };
  }
  const hasBlocks = BLOCKS.test(value);
  if (category !== 'secret' || !(isNumber || hasBlocks || DRAWN.test(value))) return undefined;
  const letters = /[A-Z]/.test(value) ? 'A-Z' : 'a-z';
  const alike = isNumber
    ? value.replace(/\d/g, '\\d').replace(/[ -]/g, '[ -]?')
    : `(?=[${letters}-]*\\d)(?=[\\d-]*[${letters}])${value
        .split('-')
        .map((block) => `[${letters}\\d]{${block.length}}`)
        .join('-')}`;
  // Short ones only where a message says little else.
  const source = isNumber || value.length < SURELY_DRAWN ? `(?<=^[^\\d\\n]{0,32})${alike}(?=[^\\d\\n]{0,12}$)` : alike;
  return {
    category,
    plain: `~${source}`,
    shape: '',
    block: 0,
    pattern: new RegExp(`(?<![\\w@.,/-])(?:${source})(?![\\w@/-]|[.,]\\d)`, 'g'),
  };
}
/** Four or five digits, and as many that a short message begins with: a PIN that was wrong is set right. No year, no amount. */
const PIN = /^\d{4,5}$/;
const PIN_AGAIN =
  '(?<=^\\W{0,2})(?!(?:19|20)\\d\\d)\\d{N}(?= ?(?:[.,!]|$)| (?!(?:kr|sek|eur|euro|gbp|usd|st|km|mb|gb|min)\\b)\\p{L})(?=[^\\d\\n]{0,24}$)';
/** Six digits and more, in groups or not. */
const DIGITS = /^(?:\d{6,8}|\d{3}[ -]\d{3}(?:[ -]\d{3})?)$/;
/** The same in blocks: codes for the day on which a telephone is lost are given by the dozen. */
const BLOCKS = /^(?=\D*\d\D*\d)(?:(?=[\d-]*[a-z])[a-z\d]{3,6}(?:-[a-z\d]{3,6}){1,3}|(?=[\d-]*[A-Z])[A-Z\d]{3,6}(?:-[A-Z\d]{3,6}){1,3})$/;
/** Letters of one case and digits, mixed as a machine draws them. */
const DRAWN = /^(?=\D*\d\D*\d)(?:(?=\d*[a-z])[a-z\d]{6,40}|(?=\d*[A-Z])[A-Z\d]{6,40})$/;
const SURELY_DRAWN = 10;
/** Dates of the year in which somebody was born: their birthday in another way of writing, or put right. */
function datesOf(value: string): KnownCode | undefined {
  const year = Number(/(?<!\d)(?:19|20)\d\d(?!\d)|(?:19|20)\d\d$/.exec(value)?.[0] ?? fullYear(/[./' -](\d\d)$/.exec(value)?.[1]));
  if (!(year >= FIRST_YEAR && year < LAST_YEAR)) return undefined;
  const short = String(year).slice(2);
  const pattern = new RegExp(
    `(?<![\\d./-])(?:\\d{1,2}([./-]) ?\\d{1,2}\\1 ?(?:${year}|'?${short})|${year}([./-])\\d\\d\\2\\d\\d|\\d{1,2}(?:\\.|st|nd|rd|th|:?e)? (?:of )?\\p{L}{3,10}\\.?,? ${year})(?![\\d/-]|[.,]\\d)`,
    'giu',
  );
  return { category: 'birth-date', plain: String(year), shape: '', block: 0, pattern };
}
const FIRST_YEAR = 1900;
/** What is dated later was bought or ordered as often. */
const LAST_YEAR = 2020;

function fullYear(digits: string | undefined): string {
  return digits === undefined ? '' : `${Number(digits) < 30 ? 20 : 19}${digits}`;
}

/** A password that no word is written like, as it is written. */
function passwordOf(value: string): KnownCode {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, 'giu');
  return { category: 'secret', plain: value, shape: '', block: 0, pattern };
}
/** Letters and digits of a code may be parted otherwise. */
const CODE = /^(?=(?:.*\d){3})[A-Za-z\d -]+$/;
/** `ivy-gate7`, `Ivy!leaf`: letters, and digits or signs among them. */
const PASSWORD = /^(?=.*\p{L}{3})(?=.*(?:\d|\p{L}[!#$%&*+_=~^?]\p{L}))[^\s"'<>]{6,40}$/u;

function patternOf(value: string, category: CategoryId, type: string): KnownCode | undefined {
  if (category === 'username') return userNameOf(value, type);
  if (category === 'address') return streetOf(value);
  if (category === 'birth-date' && /\d/.test(value)) return datesOf(value);
  if (category === 'secret' && PASSWORD.test(value) && !CODE.test(value)) return passwordOf(value);
  return spokenOf(value, category) ?? (category === 'device' ? deviceNameOf(value) : undefined);
}
/** What firms and makers count on: `INV-10077`, `700HB0042197`. */
const SERIES = /^(?:[A-Z]{2,}[A-Z0-9]*[-/ ]?[A-Z]*\d[A-Z\d/-]*|\d{2,}[A-Z]{2,}\d{4,})$/;
/** A name of a computer that is no word: `STAL-MD2`, `ppt-filer2`. */
const NAMED = /^(?=.*[-\d])[A-Za-z][\w-]{4,39}$/;
/** A code with few digits that nobody says by chance: `K7QM2P`. */
const DRAWN_CODE = /^(?=[A-Z]*\d)(?:[A-Z\d]{6,8}|(?=\d*[A-Z])[A-Z\d]{5})$/;

/** `nw-ingest-07`, `LAGER02`: of computers so named there are more. */
const HOST = /^(?:[a-z]{2,}(?:-[a-z]{2,}){0,3}-\d{1,3}|[A-Z]{4,}-?\d{2,3})$/;

/** Looks for codes in one pass over a text. */
export class KnownCodes {
  /** By their first letter or digit. */
  readonly #byFirst = new Map<number, KnownCode[]>();
  /** By their size. */
  readonly #blocks = new Map<number, string[]>();
  readonly #patterns: KnownCode[] = [];

  constructor(codes: Iterable<KnownCode>) {
    for (const code of codes) {
      if (code.pattern !== undefined) {
        this.#patterns.push(code);
        continue;
      }
      for (let at = code.block > 0 ? code.plain.length % code.block : 0; code.block > 0 && at < code.plain.length; at += code.block) {
        const block = code.plain.slice(at, at + code.block);
        const known = this.#blocks.get(code.block);
        if (known === undefined) this.#blocks.set(code.block, [block]);
        else known.push(block);
      }
      const first = code.plain.charCodeAt(0);
      const list = this.#byFirst.get(first);
      if (list === undefined) this.#byFirst.set(first, [code]);
      else list.push(code);
    }
  }

  get isEmpty(): boolean {
    return this.#byFirst.size === 0 && this.#patterns.length === 0;
  }

  find(text: string, hits: KnownHit[]): void {
    if (this.isEmpty) return;
    if (this.#blocks.size > 0) this.#findBlocks(text, hits);
    // A user name stays whole where a part of it is a name of somebody.
    for (const { pattern, category } of this.#patterns)
      // A user name stays whole where a part of it is a name of somebody.
      for (const { index, 0: value } of text.matchAll(pattern as RegExp))
        hits.push({
          start: index,
          end: index + value.length,
          category,
          type: category === 'username' ? 'propagated' : 'repeated',
          score: SCORE,
        });
    let inside = false;
    for (let i = 0; i < text.length; i++) {
      const unit = upper(text.charCodeAt(i));
      const plain = isPlain(unit);
      if (plain && !inside)
        for (const code of this.#byFirst.get(unit) ?? []) {
          const same = endOf(text, i, code.plain);
          const end = same < 0 ? endOfShape(text, i, code.shape) : same;
          if (end < 0) continue;
          // What a rule finds of a phone number holds its plus sign and its extension too.
          hits.push({ start: i, end, category: code.category, type: code.category === 'phone' ? 'repeated' : 'propagated', score: SCORE });
          i = end - 1;
          break;
        }
      inside = plain;
    }
  }

  /**
   * A block of a code that is said again, also with one sign set right; a new one that a short message ends with, `the last one: ZL5E`; and those
   * that are dictated with little else: `R8TXW ... then 2LD9P`.
   */
  #findBlocks(text: string, hits: KnownHit[]): void {
    const hide = (start: number, end: number) => hits.push({ start, end, category: 'licence', type: 'propagated', score: SCORE });
    const found = [...text.matchAll(BLOCK)].filter(({ 0: block }) => this.#blocks.has(block.length));
    const isDictated = text.length <= MAX_DICTATED && found.length > 1 && (text.match(/\p{L}{2,}/gu)?.length ?? 0) <= found.length * 3;
    for (const { 0: block, index } of found)
      if (isDictated || this.#blocks.get(block.length)?.some((known) => differAt(known, block) <= 1)) hide(index, index + block.length);
    const match = isDictated || text.length > MAX_BUBBLE ? null : LAST_BLOCK.exec(text);
    if (match !== null && this.#blocks.has(match[1].length)) hide(match.index, match.index + match[1].length);
  }
}

/** How many signs of two blocks of one size are others. */
function differAt(one: string, other: string): number {
  let count = 0;
  for (let i = 0; i < one.length; i++) if (one.charCodeAt(i) !== other.charCodeAt(i)) count++;
  return count;
}

/** Capitals with a digit among them. */
const BLOCK = /(?<![A-Za-z0-9_./\\-])(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{4,8}(?![A-Za-z0-9_/\\-])/g;

/** Longer messages say something, and may end with any word. */
const MAX_BUBBLE = 40;
/** A message in which a code is dictated. */
const MAX_DICTATED = 80;
const LAST_BLOCK = /(?<![A-Za-z0-9_./\\-])((?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{4,6})[.!]?\s*$/;

function endOfShape(text: string, at: number, shape: string): number {
  if (shape === '') return -1;
  for (let i = 0; i < shape.length; i++) {
    const unit = text.charCodeAt(at + i);
    const wanted = shape.charCodeAt(i);
    if (isDigit(wanted) ? !isDigit(unit) : unit !== wanted) return -1;
  }
  const end = at + shape.length;
  return isPlain(upper(text.charCodeAt(end))) ? -1 : end;
}
