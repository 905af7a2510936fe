import type { Scan } from '../types.ts';

/** What stands between two groups of a phone number, as bits. */
export const SEP = { space: 1, dash: 2, dot: 4, slash: 8, open: 16, close: 32, wrap: 64 } as const;

/** A number in single digits has about this many groups. */
export const MAX_GROUPS = 13;
const MAX_DIGITS = 20;
const MAX_SPACES = 3;
/** A line break with the prefix of a quoted reply. */
const MAX_SEPARATOR = 12;

/** Runs of digits that can be the groups of one number, from run `first` on. Used again by the next reading. */
export interface Groups {
  first: number;
  count: number;
  /** Digits up to and with group k. */
  readonly total: Int32Array;
  /** SEP bits of what stands before group k. */
  readonly before: Int32Array;
  /** Group from which on a bracket that stands before the first group is closed; 0 when it is not. */
  closedAt: number;
}

export function createGroups(): Groups {
  return { first: 0, count: 0, total: new Int32Array(MAX_GROUPS), before: new Int32Array(MAX_GROUPS), closedAt: 0 };
}

/** SEP bits of text[from..to), or -1 where no phone number goes on. */
export function separatorBetween(text: string, from: number, to: number): number {
  if (to - from > MAX_SEPARATOR) return -1;
  let bits = 0;
  let spaces = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x20) {
      if ((bits & SEP.wrap) === 0 && ++spaces > MAX_SPACES) return -1;
      bits |= SEP.space;
    } else if (unit === 0x2d) bits = once(bits, SEP.dash);
    else if (unit === 0x2e) bits = once(bits, SEP.dot);
    else if (unit === 0x2f) bits = once(bits, SEP.slash);
    else if (unit === 0x28) bits = once(bits, SEP.open);
    else if (unit === 0x29) bits = once(bits, SEP.close);
    else if (unit === 0x0a) bits = once(bits, SEP.wrap);
    else if (unit === 0x5c && isEscaped(text.charCodeAt(i + 1))) continue;
    else if (unit === 0x0d || ((unit === 0x3e || unit === 0x7c) && (bits & SEP.wrap) !== 0)) continue;
    else return -1;
    if (bits < 0) return -1;
  }
  // "... 06 05. 12 of them": a full stop before a blank ends a sentence.
  if ((bits & SEP.dot) !== 0 && (bits & ~SEP.dot) !== 0) return -1;
  if ((bits & SEP.wrap) !== 0 && (bits & (SEP.slash | SEP.open | SEP.close)) !== 0) return -1;
  return bits;
}

/** What stands between two runs makes them one number sooner than two: no line break, and no slash between blanks. */
export function joins(bits: number): boolean {
  return (bits & SEP.wrap) === 0 && ((bits & SEP.slash) === 0 || (bits & SEP.space) === 0);
}

/** Markdown escapes what could be its own marks: `070\\-174`. */
function isEscaped(unit: number): boolean {
  return unit === 0x2d || unit === 0x2e || unit === 0x28 || unit === 0x29;
}

function once(bits: number, bit: number): number {
  return (bits & bit) !== 0 ? -1 : bits | bit;
}

/** Reads groups from run `first` on, as far as they may belong together. `open`: a bracket stands before the first. */
export function readGroups(scan: Scan, first: number, open: boolean, groups: Groups): void {
  const { text, runStart, runEnd, runCount, gap } = scan;
  groups.first = first;
  groups.closedAt = 0;
  groups.before[0] = 0;
  groups.total[0] = runEnd[first] - runStart[first];
  let count = 1;
  let inside = open;
  let outer = open;
  for (let i = first; count < MAX_GROUPS && i + 1 < runCount && gap[i] !== 0; i++) {
    const bits = separatorBetween(text, runEnd[i], runStart[i + 1]);
    if (bits < 0) break;
    // A digit of its own with two blanks behind it and a long number is a column of a table.
    if (groups.total[0] === 1 && bits === SEP.space && runStart[i + 1] - runEnd[i] > 1 && runEnd[i + 1] - runStart[i + 1] > 5) break;
    // A slash between blanks ends an area code, or stands between two numbers.
    if (count > 1 && (bits & SEP.slash) !== 0 && (bits & SEP.space) !== 0) break;
    if ((bits & SEP.close) !== 0) {
      if (!inside) break;
      inside = false;
      if (outer) groups.closedAt = count;
      outer = false;
    }
    if ((bits & SEP.open) !== 0) {
      if (inside) break;
      inside = true;
    }
    const total = groups.total[count - 1] + runEnd[i + 1] - runStart[i + 1];
    if (total > MAX_DIGITS) break;
    groups.total[count] = total;
    groups.before[count] = bits;
    count++;
  }
  groups.count = count;
}

export function groupSize(groups: Groups, k: number): number {
  return k === 0 ? groups.total[0] : groups.total[k] - groups.total[k - 1];
}

/** All SEP bits between the groups 0 to `last`. */
export function separatorsOf(groups: Groups, last: number): number {
  let bits = 0;
  for (let k = 1; k <= last; k++) bits |= groups.before[k];
  return bits;
}

/** Brackets that open inside the groups 0 to `last` are closed there. */
export function isBalanced(groups: Groups, last: number): boolean {
  let inside = groups.closedAt > 0;
  for (let k = 1; k <= last; k++) {
    if ((groups.before[k] & SEP.close) !== 0) inside = false;
    if ((groups.before[k] & SEP.open) !== 0) inside = true;
  }
  return !inside;
}

/** 1 to 3 digits and then threes, all with the same separator: 1 234 567. */
export function isThousands(groups: Groups, last: number): boolean {
  if (last < 1 || groups.total[0] > 3) return false;
  const bits = groups.before[1];
  if (bits !== SEP.space && bits !== SEP.dot) return false;
  for (let k = 1; k <= last; k++) if (groupSize(groups, k) !== 3 || groups.before[k] !== bits) return false;
  return true;
}

/** More than two groups are single digits: a row of numbers rather than one. */
export function isRow(groups: Groups, last: number): boolean {
  let singles = 0;
  for (let k = 0; k <= last; k++) if (groupSize(groups, k) === 1) singles++;
  return singles > 2;
}

/** Every group has four digits, but for a shorter last one: cards, IBANs. */
export function isFours(groups: Groups, last: number): boolean {
  for (let k = 0; k <= last; k++) {
    const size = groupSize(groups, k);
    if (size !== 4 && (k < last || size > 4 || k === 0)) return false;
  }
  return true;
}

/** Groups that are a date or a span of time. `digits` are those of the groups 0 to `last`. */
export function isDateOrTime(groups: Groups, last: number, digits: string): boolean {
  const size0 = groups.total[0];
  if (isCompactDate(digits.slice(0, size0))) return true;
  if (last === 0) return false;
  const bits = separatorsOf(groups, last);
  const size1 = groupSize(groups, 1);
  if (last === 1)
    return groups.before[1] === SEP.dash && size0 === 4 && size1 === 4 && isClock(digits.slice(0, 4)) && isClock(digits.slice(4));
  // 08.30-17.00
  if (bits === (SEP.dot | SEP.dash) && digits.length <= 2 * last + 2 && groups.before[1] === SEP.dot) return true;
  if (last === 2 && size0 <= 2 && size1 <= 2 && isCompactDate(padded(groups, digits))) return true;
  const sep = groups.before[1];
  if (sep !== groups.before[2] || (sep !== SEP.dash && sep !== SEP.dot && sep !== SEP.slash)) return false;
  const size2 = groupSize(groups, 2);
  const a = Number(digits.slice(0, size0));
  const b = Number(digits.slice(size0, size0 + size1));
  const c = Number(digits.slice(size0 + size1, size0 + size1 + size2));
  if (size0 === 4 && size1 <= 2 && size2 <= 2) return isYear(a) && isDayAndMonth(c, b);
  if (size0 > 2 || size1 > 2) return false;
  if (size2 === 4) return isYear(c) && (isDayAndMonth(a, b) || isDayAndMonth(b, a));
  // With a year of two digits only where at most an hour follows, or where slashes leave no other reading.
  if (size2 !== 2 || (digits.length > 8 && sep !== SEP.slash)) return false;
  return isDayAndMonth(a, b) || isDayAndMonth(b, a) || isDayAndMonth(c, b);
}

/** Groups that are an identity number or the address of a network card, unless a label says otherwise. */
export function isIdentity(groups: Groups, last: number): boolean {
  if (last === 0 || separatorsOf(groups, last) !== SEP.dash) return false;
  const size0 = groups.total[0];
  const size1 = groupSize(groups, 1);
  // 01-02-03-04-05-06: network cards go on in pairs.
  if (last >= 5) return isPairs(groups, last);
  // American social security numbers; identity and company numbers of six or eight digits and the check.
  if (last === 2) return size0 === 3 && size1 === 2 && groupSize(groups, 2) === 4;
  return last === 1 && (size0 === 6 || size0 === 8) && (size1 === 4 || size1 === 5);
}

/** Groups that are an IP address, a version or a decimal. */
export function isDotted(groups: Groups, last: number, digits: string): boolean {
  const bits = last === 0 ? 0 : separatorsOf(groups, last);
  if ((bits & SEP.dot) === 0) return false;
  // In phone numbers full stops go with no other separator, but that a version or an address has them alone.
  if (bits !== SEP.dot) return (bits & (SEP.dash | SEP.slash)) !== 0;
  if (last < 2) return digits.charCodeAt(0) !== 0x30 || groups.total[0] === 1;
  for (let k = 0; k <= last; k++) if (groupSize(groups, k) === 1) return true;
  return last === 3 && isDottedQuad(groups, digits);
}

/** Eight digits that read as a date with its year, whichever way round. */
function isCompactDate(digits: string): boolean {
  if (digits.length !== 8) return false;
  const a = Number(digits.slice(0, 2));
  const b = Number(digits.slice(2, 4));
  const c = Number(digits.slice(4, 6));
  const d = Number(digits.slice(6));
  if (isYear(c * 100 + d) && (isDayAndMonth(a, b) || isDayAndMonth(b, a))) return true;
  return isYear(a * 100 + b) && isDayAndMonth(d, c);
}

function isPairs(groups: Groups, last: number): boolean {
  for (let k = 0; k <= last; k++) if (groupSize(groups, k) !== 2) return false;
  return true;
}

/** Day, month and year of three groups with their zeros: 8 6 2018 as 08062018. */
function padded(groups: Groups, digits: string): string {
  const day = groups.total[0];
  const month = groups.total[1];
  return digits.slice(0, day).padStart(2, '0') + digits.slice(day, month).padStart(2, '0') + digits.slice(month);
}

function isYear(n: number): boolean {
  return n >= 1900 && n <= 2099;
}

function isDayAndMonth(day: number, month: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

function isClock(digits: string): boolean {
  return Number(digits.slice(0, 2)) <= 24 && Number(digits.slice(2)) <= 59;
}

function isDottedQuad(groups: Groups, digits: string): boolean {
  let at = 0;
  for (let k = 0; k <= 3; k++) {
    const size = groupSize(groups, k);
    if (size > 3 || Number(digits.slice(at, at + size)) > 255) return false;
    at += size;
  }
  return true;
}

/**
 * Do the groups begin where a country's way of writing begins them? Writers join groups and split long ones; the area code they keep apart.
 * `known` and `area` count digits from the end, so that a trunk prefix or a calling code does not matter; `national` is how many there are.
 */
export function isFormattedAs(groups: Groups, last: number, known: number, area: number, national: number): boolean {
  if (last === 0 || area === 0) return false;
  const length = groups.total[last];
  let split = false;
  let hasArea = false;
  for (let k = 1; k <= last; k++) {
    const from = length - groups.total[k - 1];
    if (from >= national) continue;
    if (from === area) hasArea = true;
    if ((known & (1 << from)) === 0) split = true;
  }
  if (!hasArea || !split) return hasArea;
  // A single digit is a group only at the end, where it is the switchboard.
  for (let k = 1; k < last; k++) if (length - groups.total[k - 1] <= area && groupSize(groups, k) < 2) return false;
  return true;
}
