import type { TextFormat, View } from '../types.ts';
import { EMPTY_FRACTION, PERCENT_ESCAPE } from '../units.ts';
import { readEncodedWord } from './encoded-word.ts';
import { readEntity } from './entities.ts';
import { foldAstral, foldUnit, isPlain } from './fold.ts';

/**
 * Anything that a view would write differently: control characters, invisible ones, spaces and dashes outside ASCII, digits of other scripts,
 * full-width forms, surrogates, empty fractions, percent-escapes and `\u` escapes. Found by testing, as most texts hold none and are their own view.
 */
const ODD = new RegExp(
  `[${oddUnits()}]|${PERCENT_ESCAPE}|\\\\u[0-9a-fA-F]{4}|\\\\x(?:2[0-9a-fA-F]|3[aA]|40|5[fF])|=\\?[\\w-]{5,12}\\?[bqBQ]\\?|(?<==[\\d+]{1,40})\\+(?=\\d)|${EMPTY_FRACTION}`,
);
/** A blank between the digits of a form's value: `pan=4111+1111`. */
const FORM_BLANK = /(?<==[\d+]{1,40})\+(?=\d)/y;
const FRACTION = new RegExp(EMPTY_FRACTION, 'y');
/** What colours a terminal's text. */
const TERMINAL = /\x1b\[[0-9;?]{0,16}[A-Za-z]/y;

function oddUnits(): string {
  let ranges = '';
  const hex = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`;
  for (let from = 0; from < 0x10000; from++) {
    if (isPlain(from)) continue;
    let to = from;
    while (to + 1 < 0x10000 && !isPlain(to + 1)) to++;
    ranges += from === to ? hex(from) : `${hex(from)}-${hex(to)}`;
    from = to;
  }
  return ranges;
}

/** A tag, a comment or a declaration; one that is longer is text. */
const TAG = /<(?:!--[^<>]{0,2000}--|!\[CDATA\[[^<>]{0,2000}\]\]|[/!?A-Za-z][^<>]{0,2000})>/y;
/** Tags that stand between words: the reader sees a gap. Any other tag joins what is on its two sides. */
const BLOCK =
  /^<\/?(?:br|p|div|td|th|tr|li|ul|ol|table|tbody|thead|h[1-6]|hr|blockquote|pre|section|article|option|dd|dt|dl|noscript|template|text)\b/i;

/** Grows the columns of a view. */
class Columns {
  units = new Uint16Array(256);
  start = new Int32Array(256);
  end = new Int32Array(256);
  length = 0;

  push(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) {
      const grow = <T extends Uint16Array | Int32Array>(old: T, fresh: T): T => {
        fresh.set(old);
        return fresh;
      };
      this.units = grow(this.units, new Uint16Array(this.length * 2));
      this.start = grow(this.start, new Int32Array(this.length * 2));
      this.end = grow(this.end, new Int32Array(this.length * 2));
    }
    this.units[this.length] = unit;
    this.start[this.length] = start;
    this.end[this.length++] = end;
  }

  /** Folds a code point and adds what is left of it. A dropped mark belongs to the unit before it, so that no stray mark stays behind. */
  fold(point: number, start: number, end: number): void {
    if (point < 0x10000) {
      const unit = foldUnit(point);
      if (unit !== 0) this.push(unit, start, end);
      else if (this.length > 0 && isMark(point) && this.end[this.length - 1] === start) this.end[this.length - 1] = end;
      return;
    }
    const unit = foldAstral(point);
    if (unit > 0) this.push(unit, start, end);
    else if (unit < 0) {
      this.push(0xd800 + ((point - 0x10000) >> 10), start, end);
      this.push(0xdc00 + ((point - 0x10000) & 0x3ff), start, end);
    }
  }

  /** What stands up to `end` belongs to the unit before it. */
  extend(end: number): void {
    this.end[this.length - 1] = end;
  }

  text(): string {
    const parts: string[] = [];
    for (let i = 0; i < this.length; i += 8192) parts.push(String.fromCharCode(...this.units.subarray(i, Math.min(this.length, i + 8192))));
    return parts.join('');
  }
}

/** Marks that modify the character before them. */
function isMark(point: number): boolean {
  return (point >= 0x300 && point <= 0x36f) || (point >= 0x20d0 && point <= 0x20ff) || (point >= 0xfe00 && point <= 0xfe0f);
}

const CODED: ReadonlySet<TextFormat> = new Set(['html', 'html-source', 'markdown', 'json', 'quoted-printable']);

/** Formats in which a character is written as several. */
export function isCoded(format: TextFormat = 'text'): boolean {
  return CODED.has(format);
}

/**
 * The text as rules read it, with the way back to the source. For 'html' that is what a reader sees; `viewOf(source, 'html-source')` holds the
 * tags too, where addresses stand in attributes.
 */
export function viewOf(source: string, format: TextFormat = 'text'): View {
  if (!isCoded(format) && !ODD.test(source)) return { source, text: source, start: null, end: null, markup: null };
  const columns = new Columns();
  const markup: number[] = [];
  for (let at = 0; at < source.length; ) at = readOne(source, at, format, columns, markup);
  return {
    source,
    text: columns.text(),
    start: columns.start.subarray(0, columns.length),
    end: columns.end.subarray(0, columns.length),
    markup: markup.length === 0 ? null : Int32Array.from(markup),
  };
}

/** Reads what stands at `at` and gives the offset after it. */
function readOne(source: string, at: number, format: TextFormat, columns: Columns, markup: number[]): number {
  const unit = source.charCodeAt(at);
  if (unit === 0x25) {
    const next = readPercent(source, at, at, columns);
    if (next > at) return next;
  } else if (unit === 0x2b) {
    FORM_BLANK.lastIndex = at;
    if (FORM_BLANK.test(source)) {
      columns.push(0x20, at, at + 1);
      return at + 1;
    }
  } else if (unit === 0x2e && source.charCodeAt(at + 1) === 0x30) {
    FRACTION.lastIndex = at;
    if (FRACTION.test(source)) {
      columns.extend(at + 2);
      return at + 2;
    }
  } else if (unit === 0x1b) {
    TERMINAL.lastIndex = at;
    if (TERMINAL.test(source)) return TERMINAL.lastIndex;
  } else if (unit === 0x5c) {
    const next = readBackslash(source, at, format, columns);
    if (next > at) return next;
  } else if (unit === 0x26 && (format === 'html' || format === 'html-source' || format === 'markdown')) {
    const entity = readEntity(source, at);
    if (entity !== null) {
      const next = at + entity[1];
      // > | mailto:anna&#37;40example.com
      const escaped = entity[0] === 0x25 ? readPercent(source, next - 1, at, columns) : next;
      if (escaped > next) return escaped;
      columns.fold(entity[0], at, next);
      return next;
    }
  } else if (unit === 0x3c && format === 'html') {
    const next = readTag(source, at, columns, markup);
    if (next > at) return next;
  } else if (unit === 0x3d && source.charCodeAt(at + 1) === 0x3f) {
    const word = readEncodedWord(source, at);
    if (word !== null) {
      // Each of its characters comes from all of it: it cannot be replaced in part.
      for (const character of word.text) columns.fold(character.codePointAt(0) as number, at, word.end);
      return word.end;
    }
  } else if (unit === 0x3d && format === 'quoted-printable') {
    const next = readQuotedPrintable(source, at, columns);
    if (next > at) return next;
  }
  const point = source.codePointAt(at) as number;
  const next = at + (point > 0xffff ? 2 : 1);
  columns.fold(point, at, next);
  return next;
}

/** `%40`, and `%2540` in an address that stands in another one, whose percent sign begins at `start` and ends behind `at`: only what is printable ASCII, a tab or a line break, as a percent sign before other digits is a percent sign. */
function readPercent(source: string, at: number, start: number, columns: Columns): number {
  let end = at + 3;
  let code = hexPair(source, at + 1);
  for (let depth = 1; code === 0x25 && depth < 4; depth++) {
    const inner = hexPair(source, end);
    if (!isEscaped(inner)) break;
    code = inner;
    end += 2;
  }
  if (!isEscaped(code)) return at;
  columns.push(code, start, end);
  return end;
}

/** The code of an escape that is read. */
function isEscaped(code: number): boolean {
  return (code >= 0x20 && code < 0x7f) || code === 0x09 || code === 0x0a || code === 0x0d;
}

function hexPair(source: string, at: number): number {
  const pair = source.slice(at, at + 2);
  return /^[0-9a-fA-F]{2}$/.test(pair) ? Number.parseInt(pair, 16) : -1;
}

/** Marks that join what addresses and numbers are made of. `C:\x64` is a path. */
const HEX_MARK = /^x(?:2[0-9a-fA-F]|3[aA]|40|5[fF])/;

/** Signs that a backslash quotes in Markdown. */
const QUOTED = /[!-/:-@[-`{-~]/;

/** `\u0040`, also behind several backslashes (JSON in JSON in a log line), and `\x40`; in JSON the short escapes too, in Markdown quoted signs. */
function readBackslash(source: string, at: number, format: TextFormat, columns: Columns): number {
  let after = at;
  while (after < at + 16 && source.charCodeAt(after) === 0x5c) after++;
  if (source.charCodeAt(after) === 0x75) {
    const hex = source.slice(after + 1, after + 5);
    if (/^[0-9a-fA-F]{4}$/.test(hex)) {
      columns.fold(Number.parseInt(hex, 16), at, after + 5);
      return after + 5;
    }
  }
  if (HEX_MARK.test(source.slice(after, after + 3))) {
    columns.push(Number.parseInt(source.slice(after + 1, after + 3), 16), at, after + 3);
    return after + 3;
  }
  const letter = source[at + 1];
  if (format === 'markdown' && letter !== undefined && QUOTED.test(letter)) {
    columns.push(letter.charCodeAt(0), at, at + 2);
    return at + 2;
  }
  if (format !== 'json') return at;
  const unit = letter === 'n' ? 0x0a : letter === 'r' ? 0x0d : letter === 't' ? 0x09 : letter === 'b' || letter === 'f' ? 0x20 : 0;
  if (unit !== 0) columns.push(unit, at, at + 2);
  else if (letter === '"' || letter === '/' || letter === '\\') columns.push(letter.charCodeAt(0), at, at + 2);
  else return at;
  return at + 2;
}

/** A tag vanishes (or is a gap, when it stands between words); a replacement that runs over it leaves it standing. */
function readTag(source: string, at: number, columns: Columns, markup: number[]): number {
  TAG.lastIndex = at;
  const tag = TAG.exec(source)?.[0];
  if (tag === undefined) return at;
  const end = at + tag.length;
  if (BLOCK.test(tag)) columns.push(0x20, at, end);
  markup.push(at, end);
  return end;
}

/** `=40`, UTF-8 over several `=XX`, and the soft line break `=\r\n`. */
function readQuotedPrintable(source: string, at: number, columns: Columns): number {
  const soft = /^=[ \t]{0,4}\r?\n/.exec(source.slice(at, at + 8));
  if (soft !== null) return at + soft[0].length;
  const bytes: number[] = [];
  let next = at;
  while (bytes.length < 4 && source.charCodeAt(next) === 0x3d) {
    const code = hexPair(source, next + 1);
    if (code < 0) break;
    bytes.push(code);
    next += 3;
    if (bytes.length >= utf8Length(bytes[0])) break;
  }
  if (bytes.length === 0) return at;
  const point = decodeUtf8(bytes);
  if (point < 0) return at;
  columns.fold(point, at, next);
  return next;
}

function utf8Length(lead: number): number {
  return lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
}

function decodeUtf8(bytes: readonly number[]): number {
  const length = utf8Length(bytes[0]);
  if (bytes.length !== length) return -1;
  if (length === 1) return bytes[0];
  let point = bytes[0] & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    if ((bytes[i] & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (bytes[i] & 0x3f);
  }
  return point > 0x10ffff ? -1 : point;
}

/** Offset in the source where the view's unit `at` begins. */
export function sourceStart(view: View, at: number): number {
  return view.start === null ? at : view.start[at];
}

/** Offset in the source after the unit before `at`. */
export function sourceEnd(view: View, at: number): number {
  return view.end === null ? at : view.end[at - 1];
}

/** A stretch of a view as a text of its own. */
export function viewWithin(view: View, start: number, end: number): View {
  const { source, text } = view;
  const from = view.start?.slice(start, end) ?? Int32Array.from({ length: end - start }, (_, i) => start + i);
  const to = view.end?.slice(start, end) ?? from.map((at) => at + 1);
  return { source, text: text.slice(start, end), start: from, end: to, markup: view.markup };
}

/** The source range as offsets of the view: all units that come from it. */
export function viewRange({ start: starts, end: ends, text }: View, from: number, to: number): { start: number; end: number } {
  if (starts === null || ends === null) return { start: from, end: to };
  let start = 0;
  while (start < text.length && ends[start] <= from) start++;
  let end = start;
  while (end < text.length && starts[end] < to) end++;
  return { start, end };
}
