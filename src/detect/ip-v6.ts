import type { Detector } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { isDigit } from '../units.ts';

const COLON = 0x3a;
const MAX_GROUPS = 8;
const MAX_ZONE = 32;
/** Eight groups of four, or six and an IPv4 address. */
const MAX_ADDRESS = 45;
const V4_TAIL = /\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/y;

/**
 * IPv6 addresses in all forms of RFC 4291, the zone (`%eth0`) and the prefix length inside, brackets and port outside. Value: the bare address.
 * Signals: `short` it holds so few digits that it may be anything (`1:2::8`); `alone` it is the whole text; `bracketed` it stands in `[ ]` after
 * `//`, or before a port; `kept` it is an address of nobody (`::`, `::1`, multicast, or of option `kept`), and then no other but `alone`.
 */
export const ipV6: Detector = {
  name: 'ip-v6',
  types: ['v6'],
  signals: ['short', 'alone', 'bracketed', 'kept'],
  options: ['kept'],
  maxLength: MAX_ADDRESS + 1 + MAX_ZONE + 4,
  needs: () => [{ anchors: ['colons'] }],
  prepare({ rule }) {
    const kept = new Set((rule.options?.kept as readonly string[] | undefined) ?? []);
    return ({ scan }, emit) => {
      const { text, colon, colonCount } = scan;
      for (let i = 0; i < colonCount; i++) {
        const next = text.charCodeAt(colon[i] + 1);
        if (next !== COLON && HEX[next] !== 1) continue;
        const start = addressStart(text, colon[i]);
        if (start < 0) continue;
        const read = readAddress(text, start);
        if (read === null) continue;
        const zone = zoneEnd(text, read.end);
        if (zone < 0) continue;
        const end = prefixEnd(text, zone);
        const value = text.slice(start, read.end);
        const alone = start === 0 && end === text.length;
        // `::ffff`, `dead:beef::`: an address of letters alone is no address that anybody has.
        if (!alone && ((read.groups === 2 && read.letters) || (read.digits > 0 && !/\d/.test(value)))) continue;
        const signals: string[] = [];
        if (alone) signals.push('alone');
        if (isNobodys(value) || kept.has(value.toLowerCase())) signals.push('kept');
        else {
          if (read.digits <= 8 && !read.wide) signals.push('short');
          if (isBracketed(text, start, end)) signals.push('bracketed');
        }
        emit({ start, end, value, type: 'v6', signals });
      }
    };
  },
};

/** By unit: 1 for a hexadecimal digit. */
const HEX = new Uint8Array(0x10000);
for (const digit of '0123456789abcdefABCDEF') HEX[digit.charCodeAt(0)] = 1;

/** Start of an address whose first colon stands at `at`, or -1. */
function addressStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 5 && HEX[text.charCodeAt(start - 1)] === 1) start--;
  if (at - start > 4) return -1;
  const before = start === 0 ? 0x20 : text.charCodeAt(start - 1);
  if (start === at) {
    // It begins with `::`, and nothing touches it that could be a name (`std::ab`) or the group before it.
    if (text.charCodeAt(at + 1) !== COLON || before === COLON || isNameUnit(before)) return -1;
    return start;
  }
  if (isNameUnit(before) || text.startsWith('***', start - 3)) return -1; // `****2001` is what is left of a masked number
  if (before === COLON) {
    // `address:2001:db8::1`: a colon ends a label. After hexadecimal digits or another colon it is part of the same thing, and was read before.
    const two = text.charCodeAt(start - 2);
    return start > 1 && (isWordUnit(two) ? !isGroup(text, start - 2) : isQuote(two)) ? start : -1;
  }
  return start;
}

function isQuote(unit: number): boolean {
  return unit === 0x22 || unit === 0x27 || unit === 0x5d || unit === 0x20;
}

/** Letter, digit, `_`, `.` or `$`: what names are made of. A hyphen is not: `range -2001:db8::1`. */
function isNameUnit(unit: number): boolean {
  return isWordUnit(unit) || unit === 0x5f || unit === 0x2e || unit === 0x24;
}

/** The word whose last unit is at `last` is one to four hexadecimal digits. */
function isGroup(text: string, last: number): boolean {
  let at = last;
  while (at >= 0 && last - at < 5 && HEX[text.charCodeAt(at)] === 1) at--;
  return last - at < 5 && !isWordUnit(text.charCodeAt(at));
}

interface Read {
  readonly end: number;
  readonly groups: number;
  /** Hexadecimal digits in it. */
  readonly digits: number;
  /** A group has three digits or more. */
  readonly wide: boolean;
  /** Letters stand on both sides of the one `::` that holds it together, as in `a::b` of a program. */
  readonly letters: boolean;
}

/** Reads an address at `start`: exactly eight groups, or fewer and one `::`; the last two can be an IPv4 address. */
function readAddress(text: string, start: number): Read | null {
  let at = start;
  let groups = 0;
  let digits = 0;
  let gap = -1;
  let wide = false;
  let twoDigits = 0;
  if (text.charCodeAt(at) === COLON) {
    gap = at;
    at += 2;
    if (text.charCodeAt(at) === COLON) return null;
  }
  for (;;) {
    const from = at;
    while (at - from < 5 && HEX[text.charCodeAt(at)] === 1) at++;
    const size = at - from;
    if (size === 0) {
      if (at !== gap + 2) at--; // a single colon that nothing follows is punctuation
      break;
    }
    if (size > 4) return null;
    const next = text.charCodeAt(at);
    if (next === 0x2e && isDigit(text.charCodeAt(at + 1))) {
      V4_TAIL.lastIndex = from;
      const tail = V4_TAIL.exec(text)?.[0];
      if (tail !== undefined) {
        if (tail.split('.').some((part) => Number(part) > 255)) return null;
        groups += 2;
        digits += 8;
        at = from + tail.length;
        break;
      }
    }
    groups++;
    digits += size;
    if (size > 2) wide = true;
    if (size === 2) twoDigits++;
    if (groups > MAX_GROUPS) return null;
    if (next !== COLON) break;
    at++;
    if (text.charCodeAt(at) !== COLON) continue;
    if (gap >= 0 || text.charCodeAt(at + 1) === COLON) return null;
    gap = at - 1;
    at++;
  }
  // More groups, or letters that belong to a word, follow: it was none.
  const after = text.charCodeAt(at);
  if (isWordUnit(after) || after === 0x5f || (after === COLON && HEX[text.charCodeAt(at + 1)] === 1)) return null;
  if (gap < 0 ? groups !== MAX_GROUPS || twoDigits === MAX_GROUPS : groups >= MAX_GROUPS) return null;
  const letters = gap > start && isLetter(text.charCodeAt(gap - 1)) && isLetter(text.charCodeAt(gap + 2));
  return { end: at, groups, digits, wide, letters };
}

function isLetter(unit: number): boolean {
  return isWordUnit(unit) && !isDigit(unit);
}

/** End of a zone (`%eth0`) at `at`; `at` when there is none, -1 when what follows `%` is none. */
function zoneEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x25) return at;
  let end = at + 1;
  while (end - at <= MAX_ZONE + 1 && isZoneUnit(text.charCodeAt(end))) end++;
  if (end - at > MAX_ZONE + 1 || text.charCodeAt(end) === 0x25) return -1;
  while (text.charCodeAt(end - 1) === 0x2e || text.charCodeAt(end - 1) === 0x2d) end--;
  return end === at + 1 ? at : end;
}

function isZoneUnit(unit: number): boolean {
  return (isWordUnit(unit) && unit < 128) || unit === 0x2e || unit === 0x2d || unit === 0x5f;
}

function prefixEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x2f) return at;
  let end = at + 1;
  while (end - at < 5 && isDigit(text.charCodeAt(end))) end++;
  if (end === at + 1 || end - at > 4 || isWordUnit(text.charCodeAt(end))) return at;
  return Number(text.slice(at + 1, end)) <= 128 ? end : at;
}

/** `::`, `::1` and `ff00::/8`, in whatever length they are written. */
function isNobodys(value: string): boolean {
  return /^[0:]+1?$/.test(value) || /^ff[0-9a-f]{2}:/i.test(value);
}

function isBracketed(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start - 1) !== 0x5b || text.charCodeAt(end) !== 0x5d) return false;
  return text.charCodeAt(start - 2) === 0x2f || text.charCodeAt(end + 1) === COLON;
}
