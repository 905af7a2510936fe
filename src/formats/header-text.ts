/** The value of a header as rules read it: unfolded, with its encoded words decoded. */
import { concatBytes, latin1 } from './bytes.ts';
import { charsetOf, type Charset } from './charset.ts';
import { encodedWords, WordRun } from './encoded-words.ts';
import { type MailText, type TextEdit, UNREADABLE } from './mail-text.ts';
import type { ByteEdit } from './transfer-encoding.ts';

/** What stands between encoded words. A line break in it is only where the header is folded. */
class Plain {
  readonly start: number;
  readonly end: number;
  /** Undefined when it cannot be decoded. */
  readonly text: string | undefined;
  readonly #bytes: Uint8Array;
  readonly #unfolded: Uint8Array;
  readonly #charset: Charset;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.start = start;
    this.end = end;
    this.#bytes = bytes;
    this.#unfolded = unfold(bytes, start, end);
    this.#charset = charsetOf(undefined, this.#unfolded) as Charset;
    this.text = this.#charset.decode(this.#unfolded);
  }

  edit(edits: readonly TextEdit[]): ByteEdit[] {
    const offsets = this.#charset.offsets(
      this.#unfolded,
      edits.flatMap((edit) => [edit.start, edit.end]),
    );
    let at = this.start;
    let index = 0;
    const made: ByteEdit[] = [];
    for (const [i, edit] of edits.entries()) {
      for (; index < offsets[2 * i]; at++) if (!isBreak(this.#bytes[at])) index++;
      // A blank behind a line break takes it along: without the blank the line would begin another header.
      const start = at;
      for (; index < offsets[2 * i + 1]; at++) if (!isBreak(this.#bytes[at])) index++;
      const text = this.#charset.write(edit.text, this.#unfolded, offsets[2 * i], offsets[2 * i + 1]);
      made.push({ start, end: at, text });
    }
    return made;
  }
}

function isBreak(byte: number): boolean {
  return byte === 0x0d || byte === 0x0a;
}

function unfold(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const slice = bytes.subarray(start, end);
  if (!slice.includes(0x0a)) return slice.includes(0x0d) ? slice.filter((byte) => !isBreak(byte)) : slice;
  const parts: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; i <= slice.length; i++)
    if (i === slice.length || isBreak(slice[i])) {
      if (i > at) parts.push(slice.subarray(at, i));
      at = i + 1;
    }
  return concatBytes(parts);
}

const ONE_LINE = /^[\t\x20-\x7e]*$/;

export class HeaderText implements MailText {
  readonly field: string | undefined;
  readonly path: string;
  readonly text: string;
  /** Some of it could not be decoded, and is to be replaced whatever else is found. */
  readonly unreadable: readonly TextEdit[];
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #end: number;
  /** Of most headers nothing changes, and most are plain ASCII on one line, for which they are not needed. */
  #known: readonly (Plain | WordRun)[] | undefined;

  /** `failure`: what takes the place of words that cannot be decoded. */
  constructor(bytes: Uint8Array, start: number, end: number, field: string | undefined, path: string, failure: string) {
    this.field = field;
    this.path = path;
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    const raw = latin1(bytes, start, end);
    const unreadable: TextEdit[] = [];
    this.unreadable = unreadable;
    if (ONE_LINE.test(raw) && !raw.includes('=?')) {
      this.text = raw;
      return;
    }
    let text = '';
    for (const piece of this.#pieces) {
      if (piece.text === undefined) unreadable.push({ start: text.length, end: text.length + UNREADABLE.length, text: failure });
      text += piece.text ?? UNREADABLE;
    }
    this.text = text;
  }

  get #pieces(): readonly (Plain | WordRun)[] {
    return (this.#known ??= piecesOf(this.#bytes, this.#start, this.#end));
  }

  edit(edits: readonly TextEdit[]): ByteEdit[] {
    const made: ByteEdit[] = [];
    let next = 0;
    let from = 0;
    for (const piece of this.#pieces) {
      const to = from + (piece.text ?? UNREADABLE).length;
      const inside: TextEdit[] = [];
      for (; next < edits.length && edits[next].start < to; next++) {
        const { start, end, text } = edits[next];
        // The piece in which it begins takes the replacement.
        inside.push({ start: Math.max(start, from) - from, end: Math.min(end, to) - from, text: start >= from ? text : '' });
        if (end > to) break;
      }
      if (inside.length > 0) {
        if (piece.text === undefined) made.push({ start: piece.start, end: piece.end, text: inside[0].text });
        else for (const edit of piece.edit(inside)) made.push(edit);
      }
      from = to;
    }
    return made;
  }
}

/** A part of a header that is not read at all: `failure` takes its place. */
export function unreadableText(start: number, end: number, field: string | undefined, path: string, failure: string): MailText {
  return {
    field,
    path,
    text: UNREADABLE,
    unreadable: [{ start: 0, end: UNREADABLE.length, text: failure }],
    edit: ([{ text }]) => [{ start, end, text }],
  };
}

function piecesOf(bytes: Uint8Array, start: number, end: number): (Plain | WordRun)[] {
  const raw = latin1(bytes, start, end);
  const words = raw.includes('=?') ? encodedWords(raw, start) : [];
  const pieces: (Plain | WordRun)[] = [];
  let at = start;
  for (let i = 0; i < words.length; ) {
    // Blanks between encoded words are none of the text.
    if (words[i].start > at && (pieces.length === 0 || !isBlank(bytes, at, words[i].start)))
      pieces.push(new Plain(bytes, at, words[i].start));
    let last = i;
    while (last + 1 < words.length && isNeighbour(bytes, words[last], words[last + 1])) last++;
    pieces.push(new WordRun(bytes, words.slice(i, last + 1)));
    at = words[last].end;
    i = last + 1;
  }
  if (at < end || pieces.length === 0) pieces.push(new Plain(bytes, at, end));
  return pieces;
}

type Word = ReturnType<typeof encodedWords>[number];

function isNeighbour(bytes: Uint8Array, a: Word, b: Word): boolean {
  return a.charset.toLowerCase() === b.charset.toLowerCase() && isBlank(bytes, a.end, b.start);
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!' \t\r\n'.includes(String.fromCharCode(bytes[at]))) return false;
  return true;
}
