import type { Detector } from '../types.ts';
import { GAP } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

const DOT = 0x2e;
/** Longest way to write the dot: `[dot]`. */
const MAX_DOT = 5;
/** Units of a program's name before `/120.0.0.0` that are looked over. */
const MAX_NAME = 40;

/** First octets of networks that the ministries of defence of the United States and Britain have whole. */
const DEFENCE: ReadonlySet<number> = new Set([6, 7, 11, 21, 22, 25, 26, 28, 29, 30, 33, 55]);

/**
 * Four decimal octets, also with `[.]`, `(.)` or `[dot]` between them, with a prefix length (`/24`) when one follows. Value: the plain address.
 * Signals: `high` an octet is 100 or more; `placed` it stands where an address does (after `//`, `@`, `[` or `=`, before a port, with a prefix
 * length, or after a word of the list `host`); `defanged`; `product` a program's name and `/` stand before it; `alone` it is the whole text;
 * `low` it reads as a version does, 1 to 19 and no octet of 100 or more, and then no word of the list `ware` (what is a program as often as a machine)
 * places it; `reserved` it lies in a network of ministries of defence, of which customers have none: a version by year more often than not;
 * `kept` it is an address of nobody (loopback, unspecified, multicast, broadcast, netmask, or of option `kept`), and then no other but `alone`.
 */
export const ipV4: Detector = {
  name: 'ip-v4',
  types: ['v4'],
  signals: ['high', 'placed', 'defanged', 'product', 'alone', 'kept', 'reserved', 'low'],
  words: ['host', 'ware'],
  options: ['kept', 'files'],
  maxLength: 4 * 3 + 3 * MAX_DOT + 3,
  // `[dot]` joins no runs.
  needs: () => [{ anchors: ['quads'] }, { anchors: ['runs', 'brackets'] }],
  prepare({ concept, rule }) {
    const host = concept('host');
    const ware = concept('ware');
    const kept = new Set((rule.options?.kept as readonly string[] | undefined) ?? []);
    const files = new Set((rule.options?.files as readonly string[] | undefined) ?? []);
    return ({ scan, around }, emit) => {
      const { text, runStart, runEnd, runCount, gap } = scan;
      const octets = [0, 0, 0, 0];
      for (let i = 0; i + 3 < runCount; i++) {
        const first = gap[i];
        if (first !== GAP.dot && !isDefang(first)) continue;
        const start = runStart[i];
        const last = runEnd[i + 3];
        if (last - start > 4 * 3 + 3 * MAX_DOT || runEnd[i] - start > 3) continue;
        const shape = readOctets(text, runStart, runEnd, i, octets);
        if (shape === 0) continue;
        const high = octets[0] >= 100 || octets[1] >= 100 || octets[2] >= 100 || octets[3] >= 100;
        if (!startsHere(text, start, high) || !endsHere(text, last, high, files)) continue;
        const end = prefixEnd(text, last);
        const value = octets.join('.');
        const signals: string[] = [];
        if (start === 0 && end === text.length) signals.push('alone');
        if (isNobodys(octets) || kept.has(value)) signals.push('kept');
        else {
          const low = isLow(octets);
          if (high) signals.push('high');
          else if (low) signals.push('low');
          if (DEFENCE.has(octets[0])) signals.push('reserved');
          if (shape === 2) signals.push('defanged');
          if (isProduct(text, start)) signals.push('product');
          else if (end > last || isPlaced(text, start, last) || around.left(host, start, 16) || (!low && around.left(ware, start, 16)))
            signals.push('placed');
        }
        emit({ start, end, value, type: 'v4', signals });
      }
    };
  },
};

/** `(.)` is a gap of parentheses and a dot; `[dot]` no gap at all. */
function isDefang(gap: number): boolean {
  return gap === (GAP.dot | GAP.paren) || gap === GAP.none;
}

/** Fills `octets` from four runs. 0: no address; 1: plain; 2: with a dot that is no plain dot. */
function readOctets(text: string, runStart: Int32Array, runEnd: Int32Array, first: number, octets: number[]): number {
  let defanged = false;
  let zeros = 0;
  let padded = 0;
  for (let k = 0; k < 4; k++) {
    const from = runStart[first + k];
    const to = runEnd[first + k];
    if (to - from > 3) return 0;
    if (k > 0) {
      const before = runEnd[first + k - 1];
      if (from - before !== 1) {
        if (!isWrittenDot(text, before, from)) return 0;
        defanged = true;
      } else if (text.charCodeAt(before) !== DOT) return 0;
    }
    let octet = 0;
    for (let at = from; at < to; at++) octet = octet * 10 + text.charCodeAt(at) - 0x30;
    if (octet > 255) return 0;
    if (to - from === 3) padded++;
    if (to - from > 1 && text.charCodeAt(from) === 0x30) zeros++;
    octets[k] = octet;
  }
  // `203.000.113.077` is an address with all octets filled up; `12.05.20.24` is a date.
  return zeros > 0 && padded < 4 ? 0 : defanged ? 2 : 1;
}

/** `[.]`, `(.)`, `[dot]`, `(dot)`. */
function isWrittenDot(text: string, from: number, to: number): boolean {
  const open = text.charCodeAt(from);
  const close = text.charCodeAt(to - 1);
  if (!((open === 0x5b && close === 0x5d) || (open === 0x28 && close === 0x29))) return false;
  return to - from === 3 ? text.charCodeAt(from + 1) === DOT : to - from === 5 && text.slice(from + 1, to - 1).toLowerCase() === 'dot';
}

/** No letter or digit touches it, no fifth part stands before it, and it is not the version in a file's name (`setup-1.2.3.4`), which is not `high`. */
function startsHere(text: string, start: number, high: boolean): boolean {
  if (start === 0) return true;
  const before = text.charCodeAt(start - 1);
  if (isWordUnit(before) || before === 0x5f) return (high && before === 0x5f) || isGluedLabel(text, start);
  if (before === DOT || before === 0x2d || before === 0x2b || before === 0x2c) {
    const two = text.charCodeAt(start - 2);
    return before === DOT ? !isWordUnit(two) : before === 0x2d ? !isAsciiLetter(two) && two !== 0x5f : !isDigit(two);
  }
  return !isVersionMark(text, start);
}

/** `v 1.2.3.4`, `v. 1.2.3.4`. */
function isVersionMark(text: string, start: number): boolean {
  let at = start - 1;
  if (text.charCodeAt(at) !== 0x20) return false;
  if (text.charCodeAt(at - 1) === DOT) at--;
  return (text.charCodeAt(at - 1) | 0x20) === 0x76 && !isWordUnit(text.charCodeAt(at - 2));
}

/** `IP203.0.113.77`, `ip_203.0.113.77`: the one word that may touch it. */
function isGluedLabel(text: string, start: number): boolean {
  const at = text.charCodeAt(start - 1) === 0x5f ? start - 1 : start;
  return text.slice(Math.max(0, at - 2), at).toLowerCase() === 'ip' && !isWordUnit(text.charCodeAt(at - 3));
}

function endsHere(text: string, end: number, high: boolean, files: ReadonlySet<string>): boolean {
  const next = text.charCodeAt(end);
  const two = text.charCodeAt(end + 1);
  if (next === 0x5f) return high;
  if (isWordUnit(next) || next === 0x2b || next === 0x7e) return false;
  if (next === DOT) {
    if (isDigit(two)) return false;
    let word = end + 1;
    while (word < end + 9 && isAsciiLetter(text.charCodeAt(word))) word++;
    return !files.has(text.slice(end + 1, word).toLowerCase());
  }
  if (next !== 0x2d) return true;
  if (!isDigit(two)) return !isAsciiLetter(two);
  // `192.0.2.10-192.0.2.20` is a range of addresses; `1.2.3.4-1` a package.
  let digits = end + 1;
  while (digits < end + 5 && isDigit(text.charCodeAt(digits))) digits++;
  return text.charCodeAt(digits) === DOT;
}

/** End of a prefix length of 0 to 32 after the address, or `end`. */
function prefixEnd(text: string, end: number): number {
  if (text.charCodeAt(end) !== 0x2f || !isDigit(text.charCodeAt(end + 1))) return end;
  const to = isDigit(text.charCodeAt(end + 2)) ? end + 3 : end + 2;
  const after = text.charCodeAt(to);
  if (isWordUnit(after) || (after === DOT && isDigit(text.charCodeAt(to + 1)))) return end;
  return Number(text.slice(end + 1, to)) <= 32 ? to : end;
}

/** Loopback, `0.0.0.0/8`, multicast, broadcast and netmasks say nothing of anybody. */
function isNobodys([a, b, c, d]: readonly number[]): boolean {
  if (a === 127 || a === 0 || (a >= 224 && a <= 239)) return true;
  const bits = ~(((a << 24) | (b << 16) | (c << 8) | d) >>> 0) >>> 0;
  return a === 255 && (bits & (bits + 1)) === 0;
}

/** Versions begin with small numbers; 10 begins the addresses of networks at home and at work. */
function isLow(octets: readonly number[]): boolean {
  return octets[0] < 20 && octets[0] !== 10 && octets.every((octet) => octet < 100);
}

/** `Chrome/120.0.0.0`: a name, a slash, a version. Not `//203.0.113.9` and not a path. */
function isProduct(text: string, start: number): boolean {
  if (text.charCodeAt(start - 1) !== 0x2f) return false;
  let at = start - 1;
  while (at > 0 && start - at < MAX_NAME && (isWordUnit(text.charCodeAt(at - 1)) || text.charCodeAt(at - 1) === 0x2d)) at--;
  if (at === start - 1) return false;
  return at === 0 || ' ("\';\t\n,'.includes(text[at - 1]);
}

function isPlaced(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === 0x40 || before === 0x5b || before === 0x3d || (before === 0x2f && text.charCodeAt(start - 2) === 0x2f)) return true;
  return text.charCodeAt(end) === 0x3a && isDigit(text.charCodeAt(end + 1)) && isDigit(text.charCodeAt(end + 2));
}
