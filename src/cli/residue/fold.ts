/** Reads bytes the way a reader would who looks for what was missed: without escapes, markup and case. Shares nothing with the detectors, on purpose. */

import { latin1 } from '../../formats/bytes.ts';

export interface Folded {
  /** One unit a character: lower case, without diacritics; white space is a blank. */
  readonly text: string;
  /** Byte at which each unit begins. */
  readonly at: Int32Array;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  commat: '@',
  period: '.',
};
const LONGEST_TAG = 512;
/** Zeros, which are every other byte of Latin letters in UTF-16; zero width characters, marks of direction, soft hyphen. */
const INVISIBLE = /^[\0\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]$/u;

const known = new Map<number, string>();

export function fold(bytes: Uint8Array): Folded {
  const units: string[] = [];
  const at = new Int32Array(bytes.length + 1);
  const raw = latin1(bytes, 0, bytes.length);
  let i = 0;
  while (i < raw.length) {
    const [code, length] = characterAt(bytes, raw, i);
    const unit = code < 0 ? '' : folded(code);
    if (unit !== '') {
      at[units.length] = i;
      units.push(unit);
    }
    i += length;
  }
  return { text: units.join(''), at };
}

/** The character that is read at a byte, and the bytes it takes; -1 for none. */
function characterAt(bytes: Uint8Array, raw: string, i: number): [code: number, length: number] {
  const byte = bytes[i];
  if (byte === 0x5c) return escapeAt(raw, i);
  if (byte === 0x3c) return tagAt(raw, i);
  if (byte === 0x26) return entityAt(raw, i);
  if (byte < 0xc2 || byte > 0xf4) return [byte, 1];
  const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
  let code = byte & (0x7f >> length);
  for (let k = 1; k < length; k++) {
    const next = bytes[i + k];
    // No UTF-8: ISO 8859-1.
    if (next === undefined || (next & 0xc0) !== 0x80) return [byte, 1];
    code = (code << 6) | (next & 0x3f);
  }
  return [code, length];
}

function escapeAt(raw: string, i: number): [number, number] {
  const next = raw[i + 1] ?? '';
  const hex = next === 'u' ? /^[0-9a-fA-F]{4}/.exec(raw.slice(i + 2, i + 6)) : null;
  if (hex !== null) return [Number.parseInt(hex[0], 16), 6];
  if ('nrtbf'.includes(next) && next !== '') return [0x20, 2];
  // The character itself comes next.
  return [-1, 1];
}

/** A tag joins what stands on its two sides. One with an `@` in it may be an address in angle brackets, and is read. */
function tagAt(raw: string, i: number): [number, number] {
  const tag = /^<(?:[a-zA-Z/!][^<>@]*)?>/.exec(raw.slice(i, i + LONGEST_TAG));
  return tag === null ? [0x3c, 1] : [-1, tag[0].length];
}

function entityAt(raw: string, i: number): [number, number] {
  const entity = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));?/.exec(raw.slice(i, i + 12));
  if (entity === null) return [0x26, 1];
  const [all, decimal, hex, name] = entity;
  if (name !== undefined) return name in ENTITIES ? [ENTITIES[name].charCodeAt(0), all.length] : [0x26, 1];
  const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
  return code <= 0x10ffff ? [code, all.length] : [0x26, 1];
}

/** One unit, or '' for what cannot be seen. */
function folded(code: number): string {
  let unit = known.get(code);
  if (unit === undefined) {
    const character = String.fromCodePoint(code);
    const plain = INVISIBLE.test(character) ? '' : (character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().at(0) ?? '');
    unit = /\s/u.test(plain) ? ' ' : /^\p{Nd}$/u.test(plain) ? digitOf(code, plain) : plain;
    if (known.size < 10_000) known.set(code, unit);
  }
  return unit;
}

/** Digits of other scripts stand ten in a row, the zero first. */
function digitOf(code: number, plain: string): string {
  if (plain >= '0' && plain <= '9') return plain;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
