/**
 * Plain text as bytes: UTF-8, and lines that are no UTF-8 as ISO 8859-1, so that every byte can be written back as it was.
 * The choice is made per line, or per 64 KiB of a longer one, at the same places however the input is cut.
 */
import { concatBytes, encodeUtf8, latin1, oneByteEach, sequenceLength, unfinished, utf8 } from './bytes.ts';

export type TextEncodingName = 'utf-8' | 'latin1';

/** A run of whole lines in one encoding, or a part of a line too long to wait for. */
export interface TextPiece {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

const LONGEST_LINE = 64 * 1024;
const NEWLINE = 0x0a;

/** Cuts bytes into pieces of text. Holds back at most one unfinished line of 64 KiB. */
export class TextPieces {
  #rest: Uint8Array = new Uint8Array(0);
  #encoding: TextEncodingName;

  /** `encoding`: that of the last line before which was not all ASCII. */
  constructor(encoding: TextEncodingName = 'utf-8') {
    this.#encoding = encoding;
  }

  write(chunk: Uint8Array): TextPiece[] {
    const window = this.#rest.length === 0 ? chunk : concatBytes([this.#rest, chunk]);
    const pieces: TextPiece[] = [];
    let at = window.lastIndexOf(NEWLINE) + 1;
    this.#lines(window, 0, at, pieces);
    for (let end = this.#cut(window, at); end < window.length; end = this.#cut(window, at)) {
      this.#piece(window, at, end, pieces);
      at = end;
    }
    // A copy: the window may be large, and its owner may use it again.
    this.#rest = window.slice(at);
    return pieces;
  }

  end(): TextPiece[] {
    const pieces: TextPiece[] = [];
    this.#lines(this.#rest, 0, this.#rest.length, pieces);
    this.#rest = new Uint8Array(0);
    return pieces;
  }

  /** Where a part of the line that begins at `at` ends; the end of the window when the line is not too long yet. */
  #cut(window: Uint8Array, at: number, end = window.length): number {
    if (end - at <= LONGEST_LINE) return end;
    const cut = at + LONGEST_LINE;
    return cut - unfinished(window, at, cut);
  }

  #lines(window: Uint8Array, from: number, to: number, pieces: TextPiece[]): void {
    if (from === to) return;
    if (this.#encoding === 'utf-8') {
      const text = utf8(window, from, to);
      if (!text.includes('\ufffd')) {
        pieces.push({ text, encoding: 'utf-8' });
        return;
      }
    }
    for (let at = from; at < to; ) {
      const newline = window.indexOf(NEWLINE, at);
      const lineEnd = newline < 0 || newline >= to ? to : newline + 1;
      while (at < lineEnd) {
        // The newline itself does not count: it decides nothing and would make the length depend on what has been read.
        const end = lineEnd - at <= LONGEST_LINE + 1 ? lineEnd : this.#cut(window, at, lineEnd);
        this.#piece(window, at, end, pieces);
        at = end;
      }
    }
  }

  #piece(window: Uint8Array, from: number, to: number, pieces: TextPiece[]): void {
    const kind = kindOf(window, from, to);
    // ASCII is both, and changing over costs what spans the change.
    if (kind !== 'ascii') this.#encoding = kind;
    const text = this.#encoding === 'latin1' ? latin1(window, from, to) : utf8(window, from, to);
    const before = pieces.at(-1);
    if (before?.encoding === this.#encoding) pieces[pieces.length - 1] = { text: before.text + text, encoding: this.#encoding };
    else pieces.push({ text, encoding: this.#encoding });
  }
}

/** The bytes of a text of that encoding. Characters that ISO 8859-1 lacks can only come from a replacement, and are written in UTF-8. */
export function encodeText(text: string, encoding: TextEncodingName): Uint8Array {
  if (encoding === 'utf-8') return encodeUtf8(text);
  const parts: Uint8Array[] = [];
  for (const part of text.split(/([^\0-\xff]+)/)) {
    parts.push(/^[\0-\xff]*$/.test(part) ? oneByteEach(part) : encodeUtf8(part));
  }
  return parts.length === 1 ? parts[0] : concatBytes(parts);
}

/** The encoding of the last line of `bytes[from..to)` that is not all ASCII; undefined when there is none. */
export function lastEncoding(bytes: Uint8Array, from: number, to: number): TextEncodingName | undefined {
  for (let end = to; end > from; ) {
    // Behind the newline before; what ends with one belongs to the line it ends.
    const start = end - from < 2 ? from : Math.max(from, bytes.lastIndexOf(NEWLINE, end - 2) + 1);
    const kind = kindOf(bytes, start, end);
    if (kind !== 'ascii') return kind;
    end = start;
  }
  return undefined;
}

function kindOf(bytes: Uint8Array, from: number, to: number): TextEncodingName | 'ascii' {
  let ascii = true;
  for (let at = from; at < to; ) {
    const length = sequenceLength(bytes, at, to);
    if (length === 0) return 'latin1';
    if (length > 1) ascii = false;
    at += length;
  }
  return ascii ? 'ascii' : 'utf-8';
}
