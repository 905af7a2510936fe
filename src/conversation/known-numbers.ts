import type { KnownHit } from './hits.ts';
import type { KnownParties } from './parties.ts';
import { isDigit } from '../units.ts';

/** Units that people put between the groups of a number or the chunks of an id. */
const SEPARATORS = ' -./()+_\t\u00a0';
/** Separators in a row that still join. */
const MAX_GAP = 3;
/** Digits of a number that may stand before the ones that are compared: country and area. */
const MAX_HEAD = 7;
const SCORE = 0.95;

/** Phone numbers and ids of the parties, written with any separators. */
export function knownNumbers(text: string, { phones, ids }: KnownParties, hits: KnownHit[]): void {
  if (phones.length > 0) findPhones(text, phones, hits);
  if (ids.length > 0) findIds(text, ids, hits);
}

function findPhones(text: string, phones: readonly string[], hits: KnownHit[]): void {
  for (let i = 0; i < text.length; i++) {
    if (!isDigit(text.charCodeAt(i))) continue;
    const start = i;
    const places: number[] = [];
    let digits = '';
    let gap = 0;
    let at = i;
    // A group is read as far as a phone number can go; a flood of digits is read on from there.
    for (; at < text.length && digits.length < 32; at++) {
      const unit = text.charCodeAt(at);
      if (isDigit(unit)) {
        digits += text[at];
        places.push(at);
        gap = 0;
      } else if (!SEPARATORS.includes(text[at]) || ++gap > MAX_GAP) break;
    }
    i = (places.at(-1) ?? start) + 1;
    for (const phone of phones) {
      const found = digits.indexOf(phone);
      if (found < 0) continue;
      // Behind the number may stand an extension; before it only what belongs to it.
      const after = places[found + phone.length];
      const last = places[found + phone.length - 1];
      if (after === last + 1) continue;
      let head = found;
      while (head > 0 && found - head < MAX_HEAD && places[head] - places[head - 1] <= MAX_GAP + 1) head--;
      const from = text[places[head] - 1] === '+' || text[places[head] - 1] === '(' ? places[head] - 1 : places[head];
      hits.push({ start: text[from - 1] === '+' ? from - 1 : from, end: last + 1, category: 'phone', type: 'party', score: SCORE });
      break;
    }
  }
}

function findIds(text: string, ids: readonly string[], hits: KnownHit[]): void {
  const byFirst = new Map<number, string[]>();
  for (const id of ids) {
    const first = id.charCodeAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), id]);
  }
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const unit = upper(text.charCodeAt(i));
    const plain = isPlain(unit);
    if (plain && !inside)
      for (const id of byFirst.get(unit) ?? []) {
        const end = endOf(text, i, id);
        if (end < 0) continue;
        hits.push({ start: i, end, category: 'order', type: 'party', score: SCORE });
        i = end - 1;
        break;
      }
    inside = plain;
  }
}

/** Where letters and digits that stand at `at` with any separators end; -1 when others stand there. */
export function endOf(text: string, at: number, id: string): number {
  let gap = 0;
  let read = 0;
  for (; at < text.length && read < id.length; at++) {
    const unit = upper(text.charCodeAt(at));
    if (unit === id.charCodeAt(read)) {
      read++;
      gap = 0;
    } else if (isPlain(unit) || !SEPARATORS.includes(text[at]) || ++gap > MAX_GAP) return -1;
  }
  return read === id.length && !isPlain(upper(text.charCodeAt(at))) ? at : -1;
}

/** ASCII letters in upper case. */
export function upper(unit: number): number {
  return unit >= 0x61 && unit <= 0x7a ? unit - 0x20 : unit;
}

/** True for an ASCII digit or capital. */
export function isPlain(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x41 && unit <= 0x5a);
}

/** Digits with which a card ends that came up before: a group of four that stands by itself. */
export function knownEndings(text: string, endings: ReadonlySet<string>, hits: KnownHit[]): void {
  if (endings.size === 0) return;
  for (let i = 0; i < text.length; i++) {
    if (!isDigit(text.charCodeAt(i))) continue;
    const start = i;
    while (i < text.length && isDigit(text.charCodeAt(i))) i++;
    if (i - start !== 4 || !endings.has(text.slice(start, i))) continue;
    // 1881.00 is an amount, 12-1881 a part of something else.
    const before = text.charCodeAt(start - 1);
    const joins = (unit: number, beyond: number) =>
      isPlain(upper(unit)) || (' .,-/:'.includes(String.fromCharCode(unit)) && isDigit(text.charCodeAt(beyond)));
    if (start > 0 && joins(before, start - 2)) continue;
    if (i < text.length && joins(text.charCodeAt(i), i + 1)) continue;
    hits.push({ start, end: i, category: 'card', type: 'ending', score: 0.7 });
  }
}
