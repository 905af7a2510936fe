/**
 * Finds strings, numbers and property names in the bytes of JSON (RFC 8259), checking the grammar as it goes.
 * Iterative, and fed in windows: what is incomplete at the end of a window is given back and comes again with more behind it.
 */
import { unfinished } from './bytes.ts';
import { JsonPlace, type JsonRoot } from './json-place.ts';
import { decodeString, encodeString, HAS_ESCAPE, HAS_HIGH, stringOffsets } from './json-string.ts';
import { isTextProperty, listsTexts, mayListTexts } from './json-texts.ts';
import type { Span, SpanKind } from './span.ts';

export interface JsonScannerOptions {
  /** Most open arrays and objects. Default 200 000. */
  readonly maxDepth?: number;
  /** A string of more bytes than this that is not at hand whole is shown in parts. Default: no limit. */
  readonly maxToken?: number;
  /** Default: a document of its own, '$'. */
  readonly root?: JsonRoot;
}

export type JsonProblem = 'syntax' | 'depth' | 'token-length' | 'incomplete';

export interface JsonVisitor {
  /** A whole string, number or name. May set `span.name`. Without this method the grammar is checked and nothing is decoded, names neither. */
  span?(span: JsonSpan): void;
  /** A part of a string longer than `maxToken`, cut between characters. */
  part?(span: JsonSpan, last: boolean): void;
  /** The spans since that have a `before` are one text. They are shown in one call of `scan`. Without this method nothing has a `before`. */
  endOfText?(): void;
}

/** A span of JSON. `start` and `end` are offsets into the window being scanned. */
export class JsonSpan implements Span {
  kind: SpanKind = 'string';
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  flags = 0;
  field: string | undefined;
  /** What a reader sees between the piece of text before it and this one; undefined for a text of its own. */
  before: string | undefined;
  /** Set by the visitor of a key: what paths show instead of the name itself. */
  name: string | undefined;
  readonly #place: JsonPlace;
  #text: string | undefined;

  constructor(place: JsonPlace) {
    this.#place = place;
  }

  /** That of a key ends in its name only once the visitor has said what may be shown of it. */
  get path(): string {
    return this.kind === 'key' ? this.#place.keyPath(this.name) : this.#place.path();
  }

  /** A name that this object has not been given before. */
  distinct(name: string): string {
    return this.#place.distinct(name);
  }

  show(kind: SpanKind, bytes: Uint8Array, start: number, end: number, flags: number): void {
    this.kind = kind;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.flags = flags;
    // A name stands in the object's field, not in that of the property before it.
    this.field = kind === 'key' ? this.#place.fieldAbove : this.#place.field;
    this.name = undefined;
    this.before = undefined;
    this.#text = undefined;
  }

  /** The same, to be read later in the same window. */
  keep(): Span {
    const { kind, bytes, start, end, flags, field, path } = this;
    return {
      kind,
      bytes,
      start,
      end,
      field,
      path,
      decode: () => decodeString(bytes, start, end, flags),
      byteOffsets: (units) => stringOffsets(bytes, start, end, flags, units),
      encode: encodeString,
    };
  }

  decode(): string {
    return (this.#text ??= decodeString(this.bytes, this.start, this.end, this.flags));
  }

  byteOffsets(units: readonly number[]): number[] {
    return stringOffsets(this.bytes, this.start, this.end, this.flags, units);
  }

  encode(text: string): string {
    return this.kind === 'number' ? `"${encodeString(text)}"` : encodeString(text);
  }
}

/** Numbers are shown whole, so they must not be endless. */
const LONGEST_NUMBER = 1024 * 1024;

/** A part is worked on as a whole, in several copies. */
const LONGEST_PART = 256 * 1024;

// What the grammar allows next.
const VALUE = 0;
const FIRST_VALUE = 1;
const FIRST_KEY = 2;
const KEY = 3;
const COLON = 4;
const AFTER = 5;
const DONE = 6;
const INSIDE = 7;

// Classes of bytes inside a string. The first two are what a scanner may run over.
const PLAIN = 0;
const HIGH = 1;
const QUOTE = 2;
const ESCAPE = 3;
const CONTROL = 4;
const CLASS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0x22 ? QUOTE : byte === 0x5c ? ESCAPE : byte < 0x20 ? CONTROL : byte >= 0x80 ? HIGH : PLAIN,
);
const isHex = Uint8Array.from({ length: 256 }, (_, byte) => (/[0-9A-Fa-f]/.test(String.fromCharCode(byte)) ? 1 : 0));
const isSimpleEscape = Uint8Array.from({ length: 256 }, (_, byte) => ('"\\/bfnrt'.includes(String.fromCharCode(byte)) ? 1 : 0));

/** Scans one JSON text after another. */
export class JsonScanner {
  /** Why the text is no JSON that can be read, once that is clear. */
  problem: JsonProblem | undefined;
  /** Offset of the problem in the window in which it was seen. */
  problemAt = 0;
  readonly place: JsonPlace;
  readonly #span: JsonSpan;
  readonly #visitor: JsonVisitor;
  readonly #maxDepth: number;
  readonly #maxToken: number;
  #state = VALUE;
  /** How far into an incomplete string the last window reached, so that it is read once. */
  #reached = 0;
  #flags = 0;
  /** INSIDE a long string: is it a key? */
  #longKey = false;
  /** Depth of the list whose elements are pieces of one text; 0 outside of such. */
  #texts = 0;
  /** What a reader sees before the next piece; undefined while the element at hand has shown one. */
  #between: string | undefined;

  constructor(visitor: JsonVisitor, options: JsonScannerOptions = {}) {
    this.place = new JsonPlace(options.root);
    this.#span = new JsonSpan(this.place);
    this.#visitor = visitor;
    this.#maxDepth = options.maxDepth ?? 200_000;
    this.#maxToken = options.maxToken ?? Number.POSITIVE_INFINITY;
  }

  /** Forgets everything; the next window begins a new text. */
  reset(): void {
    this.problem = undefined;
    this.#state = VALUE;
    this.#reached = 0;
    this.#flags = 0;
    this.#texts = 0;
    this.place.reset();
  }

  /** A whole value has been read, and only white space may follow. */
  get done(): boolean {
    return this.#state === DONE;
  }

  /**
   * Reads `bytes[from..to)` and gives the offset up to which it is done; the rest must come again at the start of the next window.
   * With `last`, nothing follows: what is incomplete is a problem. After a problem nothing more is read.
   */
  scan(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    let at = from;
    while (at < to && this.problem === undefined) {
      const byte = bytes[at];
      if (this.#state === INSIDE) {
        const next = this.#longString(bytes, at, to, last);
        if (next === at) break;
        at = next;
        continue;
      }
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
        at++;
        continue;
      }
      const next = this.#token(bytes, at, to, byte, last);
      if (next < 0) break;
      at = next;
    }
    if (last && this.problem === undefined && this.#state !== DONE) this.#fail('incomplete', at);
    return at;
  }

  /** Reads one token; -1 when it is incomplete. */
  #token(bytes: Uint8Array, at: number, to: number, byte: number, last: boolean): number {
    switch (this.#state) {
      case AFTER:
        if (byte === 0x2c) {
          if (this.place.inArray) {
            // A mention or a picture between two pieces parts them.
            if (this.place.depth === this.#texts) this.#between = this.#between === undefined ? '' : ' ';
            this.place.next();
            this.#state = VALUE;
          } else this.#state = KEY;
          return at + 1;
        }
        return this.#close(at, byte);
      case COLON:
        if (byte !== 0x3a) return this.#fail('syntax', at);
        this.#state = VALUE;
        return at + 1;
      case FIRST_KEY:
        if (byte === 0x7d) return this.#close(at, byte);
        return byte === 0x22 ? this.#string(bytes, at, to, last, true) : this.#fail('syntax', at);
      case KEY:
        return byte === 0x22 ? this.#string(bytes, at, to, last, true) : this.#fail('syntax', at);
      case FIRST_VALUE:
        return byte === 0x5d ? this.#close(at, byte) : this.#value(bytes, at, to, byte, last);
      case VALUE:
        return this.#value(bytes, at, to, byte, last);
      default:
        return this.#fail('syntax', at);
    }
  }

  #value(bytes: Uint8Array, at: number, to: number, byte: number, last: boolean): number {
    switch (byte) {
      case 0x22:
        return this.#string(bytes, at, to, last, false);
      case 0x7b:
      case 0x5b:
        if (this.place.depth >= this.#maxDepth) return this.#fail('depth', at);
        if (byte === 0x5b && this.#texts === 0 && this.#visitor.endOfText !== undefined && mayListTexts(this.place.field)) {
          const listed = listsTexts(bytes, at, to);
          if (listed === 'unfinished' && !last) return -1;
          if (listed === true) {
            this.#texts = this.place.depth + 1;
            this.#between = '';
          }
        }
        this.place.open(byte === 0x5b);
        this.#state = byte === 0x5b ? FIRST_VALUE : FIRST_KEY;
        return at + 1;
      case 0x74:
        return this.#word(bytes, at, to, 'true', last);
      case 0x66:
        return this.#word(bytes, at, to, 'false', last);
      case 0x6e:
        return this.#word(bytes, at, to, 'null', last);
      default:
        return byte === 0x2d || (byte >= 0x30 && byte <= 0x39) ? this.#number(bytes, at, to, last) : this.#fail('syntax', at);
    }
  }

  #close(at: number, byte: number): number {
    if (this.place.depth === 0 || byte !== (this.place.inArray ? 0x5d : 0x7d)) return this.#fail('syntax', at);
    if (this.place.depth === this.#texts) {
      this.#texts = 0;
      this.#visitor.endOfText?.();
    }
    this.place.close();
    this.#afterValue();
    return at + 1;
  }

  #afterValue(): void {
    this.#state = this.place.depth === 0 ? DONE : AFTER;
  }

  /** `at` is at the opening quote. */
  #string(bytes: Uint8Array, at: number, to: number, last: boolean, isKey: boolean): number {
    const end = this.#runString(bytes, at + 1 + this.#reached, to);
    if (this.problem !== undefined) return -1;
    if (bytes[end] === 0x22 && end < to) {
      const flags = this.#flags;
      this.#reached = 0;
      this.#flags = 0;
      if (this.#visitor.span !== undefined) this.#showString(bytes, at + 1, end, flags, isKey);
      if (isKey) this.#state = COLON;
      else this.#afterValue();
      return end + 1;
    }
    if (last) return this.#fail('incomplete', to);
    if (end - at > this.#maxToken) {
      this.#state = INSIDE;
      this.#longKey = isKey;
      return at + 1;
    }
    this.#reached = end - at - 1;
    return -1;
  }

  #showString(bytes: Uint8Array, start: number, end: number, flags: number, isKey: boolean): void {
    this.#span.show(isKey ? 'key' : 'string', bytes, start, end, flags);
    if (this.#texts > 0 && !isKey) this.#pieceOfText();
    this.#visitor.span?.(this.#span);
    if (!isKey) return;
    const name = this.#span.decode();
    this.place.property(name, this.#span.name ?? name);
  }

  /** The string at hand may be an element of a text in pieces, or the text of one. */
  #pieceOfText(): void {
    const { depth, field } = this.place;
    if (depth !== this.#texts && !(depth === this.#texts + 1 && !this.place.inArray && isTextProperty(field))) return;
    this.#span.before = this.#between ?? '';
    this.#between = undefined;
  }

  /** Runs to the closing quote, or to where the window ends; a cut escape is left for the next window. */
  #runString(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    let high = 0;
    for (;;) {
      while (at < to && CLASS[bytes[at]] <= HIGH) high |= CLASS[bytes[at++]];
      if (at >= to) break;
      const byte = bytes[at];
      if (byte === 0x22) break;
      if (byte !== 0x5c) {
        this.#fail('syntax', at);
        break;
      }
      if (at + 1 >= to) break;
      this.#flags |= HAS_ESCAPE;
      if (isSimpleEscape[bytes[at + 1]] === 1) {
        at += 2;
        continue;
      }
      if (bytes[at + 1] !== 0x75) {
        this.#fail('syntax', at);
        break;
      }
      if (at + 6 > to) break;
      if (isHex[bytes[at + 2]] + isHex[bytes[at + 3]] + isHex[bytes[at + 4]] + isHex[bytes[at + 5]] !== 4) {
        this.#fail('syntax', at);
        break;
      }
      at += 6;
    }
    if (high !== 0) this.#flags |= HAS_HIGH;
    return at;
  }

  /** Shows what the window holds of a string that is too long to wait for. */
  #longString(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    this.#flags = 0;
    // What was run over while waiting is run over once more, to be shown.
    this.#reached = 0;
    const limit = Math.min(to, at + LONGEST_PART);
    let end = this.#runString(bytes, at, limit);
    if (this.problem !== undefined) return at;
    // > | ...the text goes on and on"
    //     ^ at                      ^ end
    const closed = end < limit && bytes[end] === 0x22;
    if (!closed) {
      if (last && limit === to) {
        this.#fail('incomplete', to);
        return at;
      }
      end -= unfinished(bytes, at, end);
      if (end === at) return at;
    }
    this.#span.show(this.#longKey ? 'key' : 'string', bytes, at, end, this.#flags);
    this.#visitor.part?.(this.#span, closed);
    this.#flags = 0;
    if (!closed) return end;
    if (this.#longKey) {
      this.place.property('', this.#span.name ?? '');
      this.#state = COLON;
    } else this.#afterValue();
    return end + 1;
  }

  #number(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    let i = at;
    if (bytes[i] === 0x2d) i++;
    const whole = i;
    i = digits(bytes, i, to);
    let valid = i > whole && (bytes[whole] !== 0x30 || i === whole + 1);
    if (i < to && bytes[i] === 0x2e) {
      const from = ++i;
      i = digits(bytes, i, to);
      valid &&= i > from;
    }
    if (i < to && (bytes[i] | 0x20) === 0x65) {
      i++;
      if (i < to && (bytes[i] === 0x2b || bytes[i] === 0x2d)) i++;
      const from = i;
      i = digits(bytes, i, to);
      valid &&= i > from;
    }
    if (i - at > LONGEST_NUMBER) return this.#fail('token-length', at);
    // At the end of a window more digits may follow.
    if (i >= to && !last) return -1;
    if (!valid) return this.#fail('syntax', at);
    if (this.#visitor.span !== undefined) {
      this.#span.show('number', bytes, at, i, 0);
      this.#visitor.span(this.#span);
    }
    this.#afterValue();
    return i;
  }

  #word(bytes: Uint8Array, at: number, to: number, word: string, last: boolean): number {
    const end = Math.min(to, at + word.length);
    for (let i = at; i < end; i++) if (bytes[i] !== word.charCodeAt(i - at)) return this.#fail('syntax', i);
    if (end < at + word.length) return last ? this.#fail('incomplete', to) : -1;
    this.#afterValue();
    return end;
  }

  #fail(problem: JsonProblem, at: number): number {
    this.problem = problem;
    this.problemAt = at;
    return -1;
  }
}

function digits(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] >= 0x30 && bytes[at] <= 0x39) at++;
  return at;
}
