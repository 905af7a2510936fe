/** Encoded words of headers (RFC 2047): where they stand, what neighbours say together, and how a part of that is changed. */
import { concatBytes, latin1 } from './bytes.ts';
import { type Charset, charsetOf } from './charset.ts';
import { type ByteEdit, decodeBase64, encodeBase64 } from './transfer-encoding.ts';

interface Word {
  /** All of it, `=?` and `?=` included. */
  readonly start: number;
  readonly end: number;
  /** Its encoded text. */
  readonly from: number;
  readonly to: number;
  readonly charset: string;
  readonly base64: boolean;
}

const OPENING = /=\?([^?\s]{1,100})\?([bq])\?/iy;

/**
 * The encoded words of `bytes[start..end)`, whose units `raw` are. More than the standard has is read as one, because some reader does: words that
 * touch other text, that hold spaces, that nothing ends.
 */
export function encodedWords(raw: string, start: number): Word[] {
  const words: Word[] = [];
  // Looked for once and then kept, so that many openings without an end cost no more than one.
  let closing = -1;
  let opening = -1;
  for (let at = raw.indexOf('=?'); at >= 0; ) {
    OPENING.lastIndex = at;
    const match = OPENING.exec(raw);
    if (match === null) {
      at = raw.indexOf('=?', at + 2);
      continue;
    }
    const from = OPENING.lastIndex;
    if (closing < from && closing !== raw.length) closing = orEnd(raw.indexOf('?=', from), raw);
    if (opening < from && opening !== raw.length) opening = orEnd(raw.indexOf('=?', from), raw);
    // `=?=` is the end of a word whose text ends in `=`.
    if (opening === closing - 1) opening = orEnd(raw.indexOf('=?', closing), raw);
    const closed = closing < raw.length && closing <= opening;
    const to = closed ? closing : trimmedEnd(raw, from, Math.min(opening, raw.length));
    const end = closed ? to + 2 : to;
    const charset = match[1].split('*', 1)[0];
    const base64 = match[2].toLowerCase() === 'b';
    words.push({ start: start + at, end: start + end, from: start + from, to: start + to, charset, base64 });
    at = raw.indexOf('=?', end);
  }
  return words;
}

function orEnd(at: number, raw: string): number {
  return at < 0 ? raw.length : at;
}

function trimmedEnd(raw: string, from: number, to: number): number {
  let end = to;
  while (end > from && ' \t\r\n'.includes(raw[end - 1])) end--;
  return end;
}

/** Neighbours in one charset. Their bytes are decoded together: a letter may begin in one word and end in the next. */
export class WordRun {
  readonly start: number;
  readonly end: number;
  /** Undefined when the words cannot be decoded. */
  readonly text: string | undefined;
  readonly #bytes: Uint8Array;
  readonly #words: readonly Word[];
  /** The decoded bytes of all words, and where those of each end. */
  readonly #decoded: Uint8Array;
  readonly #ends: readonly number[];
  readonly #charset: Charset | undefined;

  constructor(bytes: Uint8Array, words: readonly Word[]) {
    this.#bytes = bytes;
    this.#words = words;
    this.start = words[0].start;
    this.end = words[words.length - 1].end;
    const parts = words.map((word) => decodeWord(bytes, word));
    const ends: number[] = [];
    let length = 0;
    for (const part of parts) ends.push((length += part?.length ?? 0));
    this.#ends = ends;
    this.#decoded = concatBytes(parts.filter((part) => part !== undefined));
    this.#charset = parts.includes(undefined) ? undefined : charsetOf(words[0].charset, this.#decoded);
    this.text = this.#charset?.decode(this.#decoded);
  }

  /** Ascending changes to the text, as changes to the bytes around it. A word of which nothing is left goes, with the space that parts it from the next. */
  edit(edits: readonly { start: number; end: number; text: string }[]): ByteEdit[] {
    const charset = this.#charset;
    if (charset === undefined) return [];
    const offsets = charset.offsets(
      this.#decoded,
      edits.flatMap((edit) => [edit.start, edit.end]),
    );
    const made: ByteEdit[] = [];
    let next = 0;
    for (const [i, word] of this.#words.entries()) {
      const from = i === 0 ? 0 : this.#ends[i - 1];
      const to = this.#ends[i];
      const inside: ByteEdit[] = [];
      for (; next < edits.length && offsets[2 * next] < to; next++) {
        const [start, end] = [offsets[2 * next], offsets[2 * next + 1]];
        // The word in which it begins takes the replacement; of those that follow, only the bytes go.
        const [first, last] = [Math.max(start, from), Math.min(end, to)];
        const text = charset.write(start >= from ? edits[next].text : '', this.#decoded, first, last);
        inside.push({ start: first - from, end: last - from, text });
        if (end > to) break;
      }
      if (inside.length > 0) for (const edit of this.#editWord(i, word, from, to, inside, made.at(-1)?.end ?? 0)) made.push(edit);
    }
    return made;
  }

  #editWord(i: number, word: Word, from: number, to: number, edits: readonly ByteEdit[], done: number): ByteEdit[] {
    const left = to - from - edits.reduce((sum, edit) => sum + edit.end - edit.start - edit.text.length, 0);
    if (left === 0) {
      const start = i === 0 ? word.start : Math.max(done, this.#words[i - 1].end);
      const end = i === 0 && this.#words.length > 1 ? this.#words[1].start : word.end;
      return [{ start, end, text: '' }];
    }
    if (!word.base64) return editQ(this.#bytes, word, edits);
    const parts: string[] = [];
    let at = from;
    for (const edit of edits) {
      parts.push(latin1(this.#decoded, at, from + edit.start), edit.text);
      at = from + edit.end;
    }
    parts.push(latin1(this.#decoded, at, to));
    return [{ start: word.from, end: word.to, text: encodeBase64(parts.join('')) }];
  }
}

function decodeWord(bytes: Uint8Array, word: Word): Uint8Array | undefined {
  if (word.base64) return decodeBase64(bytes, word.from, word.to);
  const out = new Uint8Array(word.to - word.from);
  let length = 0;
  for (let at = word.from; at < word.to; ) {
    const [step, byte] = readQ(bytes, at, word.to);
    if (step < 3 && (byte === 0x0d || byte === 0x0a)) {
      at++;
      continue;
    }
    out[length++] = byte;
    at += step;
  }
  return out.subarray(0, length);
}

/** Length and value of the byte that is written at `at`. */
function readQ(bytes: Uint8Array, at: number, end: number): readonly [number, number] {
  const byte = bytes[at];
  if (byte === 0x5f) return [1, 0x20];
  if (byte !== 0x3d || at + 2 >= end) return [1, byte];
  const hex = latin1(bytes, at + 1, at + 3);
  return /^[0-9a-fA-F]{2}$/.test(hex) ? [3, Number.parseInt(hex, 16)] : [1, byte];
}

function editQ(bytes: Uint8Array, word: Word, edits: readonly ByteEdit[]): ByteEdit[] {
  const made: ByteEdit[] = [];
  let at = word.from;
  let index = 0;
  const seek = (wanted: number): number => {
    while (index < wanted && at < word.to) {
      const [step, byte] = readQ(bytes, at, word.to);
      if (step === 3 || (byte !== 0x0d && byte !== 0x0a)) index++;
      at += step;
    }
    return at;
  };
  for (const edit of edits) made.push({ start: seek(edit.start), end: seek(edit.end), text: writeQ(edit.text) });
  return made;
}

/** What may stand in an encoded word wherever that stands. */
function writeQ(text: string): string {
  return text.replace(/[^A-Za-z0-9!*+\-/]/g, (unit) =>
    unit === ' ' ? '_' : `=${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
