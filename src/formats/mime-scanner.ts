/**
 * Finds the parts of e-mails (RFC 5322, RFC 2045 to 2049) in bytes that come in windows, and the messages of an mbox. Each byte is shown in exactly one
 * event, in order. Iterative: what is open is a list.
 */
import { latin1 } from './bytes.ts';
import { AMBIGUOUS, type Parameter, parametersOf, parameterValue } from './header-params.ts';
import { type TransferEncoding, transferEncodingOf } from './transfer-encoding.ts';

/** Offsets are bytes of the header block. */
export interface HeaderField {
  /** As it is written; '' for a line that is no header. */
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  /** Without the last line end. */
  readonly valueEnd: number;
  readonly end: number;
}

export type EntityKind = 'multipart' | 'message' | 'leaf';

/** A message or a part of one. */
export interface Entity {
  readonly parent: Entity | undefined;
  /** Which part of its parent, from 0. */
  readonly index: number;
  readonly kind: EntityKind;
  /** Lower case: 'text/plain'. */
  readonly type: string;
  readonly parameters: readonly Parameter[];
  readonly charset: string | undefined;
  readonly boundary: string | undefined;
  /** Undefined when it is unknown, or said in two ways. */
  readonly encoding: TransferEncoding | undefined;
  readonly fields: readonly HeaderField[];
  /** Why nothing in it may be taken for read. */
  readonly problem: MimeProblem | undefined;
}

export type MimeProblem = 'depth' | 'syntax' | 'token-length';

export interface MimeVisitor {
  /** A message begins; `start` is an offset in the window. */
  message(start: number): void;
  /** The `From ` line of an mbox, with its line end. */
  envelope(bytes: Uint8Array, start: number, end: number): void;
  /** A block of headers, with the empty line behind it. Offsets of its fields count from `start`. */
  head(entity: Entity, bytes: Uint8Array, start: number, end: number): void;
  /** What the entity holds: of a leaf its body, of a multipart the text around its parts. Comes in pieces; `last` ends it, perhaps empty. */
  body(entity: Entity, bytes: Uint8Array, start: number, end: number, last: boolean): void;
  /** The line between parts, with the line end before it and the one behind. */
  delimiter(entity: Entity, bytes: Uint8Array, start: number, end: number): void;
  /** The message is complete. */
  end(): void;
}

export interface MimeScannerOptions {
  /** Messages one behind the other, each after a `From ` line. */
  readonly mbox: boolean;
  /** Messages within messages. Default 50. */
  readonly maxMessages?: number;
  /** Multiparts within multiparts, over all messages. Default 100. */
  readonly maxParts?: number;
}

/** A longer block of headers is not read. */
const LONGEST_HEAD = 1024 * 1024;
/** A longer line is no delimiter, and no `From ` line. */
const LONGEST_MARK = 1000;

const DASH = 0x2d;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

interface Open {
  readonly entity: Entity;
  readonly boundary: string;
  parts: number;
}

type Mode = 'start' | 'head' | 'body';

const ROOT_FIELDS: readonly HeaderField[] = [];

export class MimeScanner {
  readonly #visitor: MimeVisitor;
  readonly #mbox: boolean;
  readonly #maxMessages: number;
  readonly #maxParts: number;
  #mode: Mode = 'start';
  /** Multiparts that may still have parts, the outermost first. */
  #open: Open[] = [];
  /** What the next block of headers belongs to. */
  #parent: Entity | undefined;
  #index = 0;
  /** Whose body is being read. */
  #entity: Entity | undefined;
  /** The window begins with this many bytes of line end that have been looked at. */
  #skip = 0;
  /** The window begins inside a line. */
  #inLine = false;
  /** The line before is empty. */
  #blank = true;
  /** How many have begun: one can begin and end without taking a byte. */
  #entities = 0;

  constructor(visitor: MimeVisitor, options: MimeScannerOptions) {
    this.#visitor = visitor;
    this.#mbox = options.mbox;
    this.#maxMessages = options.maxMessages ?? 50;
    this.#maxParts = options.maxParts ?? 100;
  }

  /** Reads `bytes[from..to)` and gives the offset up to which all is shown; the rest must come again. With `last`, nothing follows. */
  scan(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    let at = from;
    for (;;) {
      const before = at;
      const mode = this.#mode;
      const entities = this.#entities;
      if (mode === 'start') {
        if (at === to) break;
        at = this.#start(bytes, at, to, last);
      } else if (mode === 'head') at = this.#head(bytes, at, to, last);
      else at = this.#body(bytes, at, to, last);
      if (at === before && mode === this.#mode && entities === this.#entities) break;
    }
    if (last && this.#mode !== 'start') this.#finish();
    return at;
  }

  #finish(): void {
    this.#visitor.end();
    this.#mode = 'start';
    this.#open = [];
    this.#parent = undefined;
    this.#index = 0;
  }

  #start(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    if (!this.#mbox || !startsWith(bytes, at, to, 'From ')) {
      if (this.#mbox && !last && to - at < 5) return at;
      this.#visitor.message(at);
      this.#mode = 'head';
      return at;
    }
    const newline = bytes.indexOf(NEWLINE, at);
    if ((newline < 0 || newline >= to) && !last && to - at <= LONGEST_HEAD) return at;
    const end = newline < 0 || newline >= to ? to : newline + 1;
    this.#visitor.message(at);
    this.#visitor.envelope(bytes, at, end);
    this.#mode = 'head';
    return end;
  }

  /** Waits for all of the block. */
  #head(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    const fields: HeaderField[] = [];
    let line = this.#parent === undefined ? firstHeader(bytes, from, to, last) : from;
    if (line < 0) return from;
    for (;;) {
      const newline = bytes.indexOf(NEWLINE, line);
      const whole = newline >= 0 && newline < to;
      if (!whole && !last) return to - from > LONGEST_HEAD ? this.#headTooLong(bytes, from) : from;
      const end = whole ? newline + 1 : to;
      const valueEnd = whole ? (newline > line && bytes[newline - 1] === RETURN ? newline - 1 : newline) : to;
      const isEmpty = valueEnd === line;
      // A part without an empty line behind its headers ends all the same, and so does a message.
      if (isEmpty || this.#endsHead(bytes, line, valueEnd)) {
        this.#entityOf(bytes, from, isEmpty ? end : line, fields);
        this.#blank = isEmpty;
        return isEmpty ? end : line;
      }
      if (end - from > LONGEST_HEAD) return this.#headTooLong(bytes, from);
      addField(bytes, fields, from, line, valueEnd, end);
      line = end;
      if (!whole) {
        this.#entityOf(bytes, from, to, fields);
        return to;
      }
    }
  }

  #endsHead(bytes: Uint8Array, line: number, end: number): boolean {
    return bytes[line] === DASH && this.#level(bytes, line, end) >= 0;
  }

  #headTooLong(bytes: Uint8Array, from: number): number {
    this.#begin({ ...EMPTY, parent: this.#parent, index: this.#index, problem: 'token-length' }, bytes, from, from);
    return from;
  }

  #entityOf(bytes: Uint8Array, from: number, to: number, fields: readonly HeaderField[]): void {
    this.#begin(readEntity(bytes, from, fields, this.#parent, this.#index, this.#room()), bytes, from, to);
  }

  /** What may still be opened. */
  #room(): { message: boolean; multipart: boolean } {
    let messages = 0;
    for (let entity = this.#parent; entity !== undefined; entity = entity.parent) if (entity.kind === 'message') messages++;
    return { message: messages < this.#maxMessages, multipart: this.#open.length < this.#maxParts };
  }

  #begin(entity: Entity, bytes: Uint8Array, from: number, to: number): void {
    this.#entities++;
    this.#visitor.head(entity, bytes, from, to);
    this.#skip = 0;
    this.#inLine = false;
    if (entity.kind === 'message') {
      this.#parent = entity;
      this.#index = 0;
      this.#mode = 'head';
      return;
    }
    if (entity.kind === 'multipart') this.#open.push({ entity, boundary: entity.boundary as string, parts: 0 });
    this.#entity = entity;
    this.#mode = 'body';
  }

  /** Shows lines up to one that ends the body; a line end may belong to the delimiter behind it, and waits for the next line. */
  #body(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    if (this.#entity === undefined) return from;
    if (this.#open.length === 0 && !this.#mbox) {
      this.#show(bytes, from, to, last);
      return to;
    }
    let line = from + this.#skip;
    if (this.#inLine) {
      const newline = bytes.indexOf(NEWLINE, from);
      if (newline < 0 || newline >= to) {
        // The CR of a line end waits too.
        const end = !last && to > from && bytes[to - 1] === RETURN ? to - 1 : to;
        this.#show(bytes, from, end, last);
        return end;
      }
      this.#inLine = false;
      this.#blank = false;
      line = newline + 1;
    }
    for (;;) {
      const newline = bytes.indexOf(NEWLINE, line);
      const whole = newline >= 0 && newline < to;
      const isLong = !whole && to - line > LONGEST_MARK;
      const byte = line < to ? bytes[line] : -1;
      const mark = byte === DASH ? this.#open.length > 0 : byte === 0x46 && this.#mbox && this.#blank;
      if (!whole && !last && !isLong) return this.#hold(bytes, from, line);
      const end = whole ? newline + 1 : to;
      const textEnd = whole ? (newline > line && bytes[newline - 1] === RETURN ? newline - 1 : newline) : to;
      if (mark && textEnd - line <= LONGEST_MARK) {
        if (byte === DASH) {
          const level = this.#level(bytes, line, textEnd);
          if (level >= 0) return this.#delimiter(bytes, from, line, textEnd, end, level);
        } else {
          const separates = isFromLine(bytes, line, textEnd, end, to, last);
          if (separates === undefined) return this.#hold(bytes, from, line);
          if (separates) {
            this.#show(bytes, from, line, true);
            this.#finish();
            return line;
          }
        }
      }
      if (!whole) {
        if (last) {
          this.#show(bytes, from, to, true);
          return to;
        }
        const shown = bytes[to - 1] === RETURN ? to - 1 : to;
        this.#show(bytes, from, shown, false);
        this.#inLine = true;
        this.#skip = 0;
        return shown;
      }
      this.#blank = textEnd === line;
      line = end;
    }
  }

  #show(bytes: Uint8Array, from: number, to: number, last: boolean): void {
    if (from < to || last) this.#visitor.body(this.#entity as Entity, bytes, from, to, last);
    if (last) this.#entity = undefined;
  }

  /** Shows all but the line end before `line`. */
  #hold(bytes: Uint8Array, from: number, line: number): number {
    const end = lineEndBefore(bytes, from, line);
    this.#show(bytes, from, end, false);
    this.#skip = line - end;
    return end;
  }

  /** Innermost open multipart whose delimiter the line is, or -1. */
  #level(bytes: Uint8Array, line: number, end: number): number {
    if (bytes[line + 1] !== DASH || end - line > LONGEST_MARK) return -1;
    let to = end;
    while (to > line && (bytes[to - 1] === 0x20 || bytes[to - 1] === 0x09)) to--;
    const text = latin1(bytes, line + 2, to);
    for (let level = this.#open.length - 1; level >= 0; level--) {
      const { boundary } = this.#open[level];
      if (text.startsWith(boundary) && (text.length === boundary.length || text === `${boundary}--`)) return level;
    }
    return -1;
  }

  #delimiter(bytes: Uint8Array, from: number, line: number, textEnd: number, end: number, level: number): number {
    const start = lineEndBefore(bytes, from, line);
    this.#show(bytes, from, start, true);
    this.#open.length = level + 1;
    const open = this.#open[level];
    this.#visitor.delimiter(open.entity, bytes, start, end);
    let to = textEnd;
    while (bytes[to - 1] === 0x20 || bytes[to - 1] === 0x09) to--;
    this.#skip = 0;
    this.#inLine = false;
    this.#blank = false;
    if (to - line - 2 > open.boundary.length) {
      // It stays open: a reader may take up the same delimiter once more.
      this.#entity = open.entity;
      return end;
    }
    this.#parent = open.entity;
    this.#index = open.parts++;
    this.#mode = 'head';
    return end;
  }
}

/** Offset of the line end before `line`, not before `from`. */
function lineEndBefore(bytes: Uint8Array, from: number, line: number): number {
  if (line <= from || bytes[line - 1] !== NEWLINE) return line;
  return line - 2 >= from && bytes[line - 2] === RETURN ? line - 2 : line - 1;
}

/** Some messages begin with empty lines; a reader that passes over them must not see more than we do. -1 when more must be seen. */
function firstHeader(bytes: Uint8Array, from: number, to: number, last: boolean): number {
  let at = from;
  while (at < to && (bytes[at] === NEWLINE || (bytes[at] === RETURN && bytes[at + 1] === NEWLINE && at + 1 < to))) at++;
  if (at === from || at - from > LONGEST_HEAD) return from;
  const newline = bytes.indexOf(NEWLINE, at);
  const whole = newline >= 0 && newline < to;
  if (!whole && !last && to - at <= LONGEST_MARK) return -1;
  return HEADER_NAME.test(latin1(bytes, at, Math.min(whole ? newline : to, at + LONGEST_MARK))) ? at : from;
}

function startsWith(bytes: Uint8Array, at: number, to: number, text: string): boolean {
  return to - at >= text.length && latin1(bytes, at, at + text.length) === text;
}

const HEADER_NAME = /^[!-9;-~]{1,200}?(?=[ \t]*:)/;
const DATED = /^From .{0,300}?\d{1,2}:\d\d/;

/**
 * A line after an empty one that begins with `From `: the next message when it has a time in it, or headers behind it. Undefined when more must be
 * seen. Neither alone would do: some programs write no date, and people begin paragraphs with the word.
 */
function isFromLine(bytes: Uint8Array, line: number, textEnd: number, end: number, to: number, last: boolean): boolean | undefined {
  if (!startsWith(bytes, line, textEnd, 'From ')) return false;
  if (DATED.test(latin1(bytes, line, textEnd))) return true;
  const newline = bytes.indexOf(NEWLINE, end);
  const whole = newline >= 0 && newline < to;
  if (!whole && !last && to - end <= LONGEST_MARK) return undefined;
  return HEADER_NAME.test(latin1(bytes, end, Math.min(whole ? newline : to, end + LONGEST_MARK)));
}

function addField(bytes: Uint8Array, fields: HeaderField[], base: number, line: number, valueEnd: number, end: number): void {
  const [start, value, stop] = [line - base, valueEnd - base, end - base];
  const before = fields.at(-1);
  if (before !== undefined && (bytes[line] === 0x20 || bytes[line] === 0x09)) {
    fields[fields.length - 1] = { ...before, valueEnd: value, end: stop };
    return;
  }
  let colon = line;
  while (colon < valueEnd && bytes[colon] > 0x20 && bytes[colon] < 0x7f && bytes[colon] !== 0x3a) colon++;
  const nameEnd = colon;
  while (bytes[colon] === 0x20 || bytes[colon] === 0x09) colon++;
  const isField = nameEnd > line && colon < valueEnd && bytes[colon] === 0x3a;
  fields.push({
    name: isField ? latin1(bytes, line, nameEnd) : '',
    start,
    valueStart: isField ? colon + 1 - base : start,
    valueEnd: value,
    end: stop,
  });
}

const EMPTY: Entity = {
  parent: undefined,
  index: 0,
  kind: 'leaf',
  type: 'text/plain',
  parameters: [],
  charset: undefined,
  boundary: undefined,
  encoding: 'identity',
  fields: ROOT_FIELDS,
  problem: undefined,
};

function readEntity(
  bytes: Uint8Array,
  base: number,
  fields: readonly HeaderField[],
  parent: Entity | undefined,
  index: number,
  room: { message: boolean; multipart: boolean },
): Entity {
  const values = (name: string) => fields.filter((field) => field.name.length === name.length && field.name.toLowerCase() === name);
  const raw = (field: HeaderField) => latin1(bytes, base + field.valueStart, base + field.valueEnd).trim();
  const types = values('content-type');
  const encodings = values('content-transfer-encoding');
  // Readers do not agree on which of two counts, nor on what zero bytes are.
  const twice = [types, encodings].some((same) => same.some((field) => raw(field) !== raw(same[0]) || raw(field).includes('\0')));
  const parameters = types.length === 0 ? [] : parametersOf(bytes, base + types[0].valueStart, base + types[0].valueEnd);
  const digest = parent?.type === 'multipart/digest';
  // Whatever begins like a multipart is read as one by some reader.
  const type = /^([^\s;/]{1,100})\s{0,10}(?:\/\s{0,10}([^\s;]{1,100}))?/.exec(types.length === 0 ? '' : raw(types[0]));
  const encoding = transferEncodingOf(encodings.length === 0 ? '' : raw(encodings[0]));
  const entity: Entity = {
    ...EMPTY,
    parent,
    index,
    type: mediaType(type?.[1], type?.[2], digest && types.length === 0),
    parameters: parameters.map((parameter) => ({ ...parameter, start: parameter.start - base, end: parameter.end - base })),
    charset: parameterValue(bytes, parameters, 'charset'),
    encoding: twice ? undefined : encoding,
    fields,
    problem: twice ? 'syntax' : undefined,
  };
  if (twice) return entity;
  if (entity.type.startsWith('multipart/')) {
    const boundary = parameterValue(bytes, parameters, 'boundary')?.trimEnd();
    if (boundary === undefined || boundary === '' || boundary === AMBIGUOUS || boundary.length > LONGEST_MARK - 4)
      return { ...entity, problem: 'syntax' };
    return room.multipart ? { ...entity, kind: 'multipart', boundary } : { ...entity, problem: 'depth' };
  }
  // An encoded message is against the rules, and whether it is decoded depends on the reader.
  if (/^message\/(?:rfc822|global|news)$/.test(entity.type) && encoding === 'identity')
    return room.message ? { ...entity, kind: 'message' } : { ...entity, problem: 'depth' };
  return entity;
}

function mediaType(main: string | undefined, sub: string | undefined, inDigest: boolean): string {
  if (main === undefined) return inDigest ? 'message/rfc822' : 'text/plain';
  const type = main.toLowerCase();
  if (sub !== undefined) return `${type}/${sub.toLowerCase()}`;
  return type === 'multipart' ? 'multipart/mixed' : 'text/plain';
}
