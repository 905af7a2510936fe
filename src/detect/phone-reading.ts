import type { Scan } from '../types.ts';
import { digitsOf, isWordUnit } from './numbers.ts';
import { type Edge, extensionEnd, rightEdge } from './phone-affix.ts';
import {
  type Groups,
  groupSize,
  isBalanced,
  isDateOrTime,
  isDotted,
  isFormattedAs,
  isFours,
  isIdentity,
  isRow,
  isThousands,
  joins,
  SEP,
  separatorBetween,
  separatorsOf,
} from './phone-groups.ts';
import { boundariesOf, callingCodeLength, isInUse, isMobile, nationalLengths, type Plan, planOf, plansOfCode } from './phone-plans.ts';

const MIN_DIGITS = 7;
/** Shorter and longer national numbers are written, but seldom without a word that says what they are. */
const MIN_UNLABELLED = 8;
const MAX_UNLABELLED = 12;
/** Area codes are not longer, their prefix included. */
const MAX_AREA = 6;
/** ITU-T E.164 allows 15 digits. */
const MAX_DIGITS = 15;
/** A message that is one number and nothing else has at least this many. Eight are a date or an amount as often. */
const MIN_ANSWER = 9;
const MAX_ANSWER = 12;

/** Groups of digits in their place. */
export interface Place {
  readonly scan: Scan;
  readonly groups: Groups;
  readonly edge: Edge;
  /** SEP bits of what joins the number to a run of digits left of it, 0 when nothing does; and how long that run is. */
  readonly joined: number;
  readonly previous: number;
  /** As Surroundings.near says it of the phone labels. */
  readonly label: number;
  /** A word for "number" stands left. */
  readonly weak: boolean;
  /** The text is one short message. */
  readonly message: boolean;
  readonly plus: boolean;
  /** `tel:` or the like stands left. */
  readonly link: boolean;
  /** It ends its line, below or behind somebody's name. */
  readonly signed: boolean;
  /** Concepts whose words lead to an extension. */
  readonly extension: readonly number[];
}

/** What the groups 0 to `last` are read as. */
export interface Reading {
  readonly last: number;
  /** VALID + FORMAT, as far as they hold. */
  readonly rank: number;
  /** E.164 without the plus sign where the country is known, else the digits as written. */
  readonly value: string;
  readonly signals: readonly string[];
}
const FORMAT = 1;
const VALID = 2;

/** Reads groups of digits as a phone number of some country, the expected regions first; null when they are none. */
export function createReader(regions: readonly string[]): (place: Place) => Reading | null {
  const plans = regions.map(planOf).filter((plan) => plan !== null);
  const lengths = nationalLengths(plans);
  const american = plans.some((plan) => plan.callingCode === '1');

  /** A number as it is written inside one of the regions. */
  function national(place: Place): Reading | null {
    const { scan, groups, label } = place;
    const first = scan.runStart[groups.first];
    const d0 = scan.text.charCodeAt(first) - 0x30;
    // No country's numbers go on with a second zero behind the prefix.
    if (d0 === 0 && scan.text.charCodeAt(first + 1) === 0x30) return null;
    let found: Reading | null = null;
    for (let k = groups.count - 1; k >= 0; k--) {
      const total = groups.total[k];
      if (total > (label < 1 ? MAX_UNLABELLED : MAX_DIGITS) || total < (label < 1 ? MIN_UNLABELLED : 6)) continue;
      const trunk = ((lengths.trunk[d0] >> total) & 1) === 1;
      if (!trunk && ((lengths.bare >> total) & 1) === 0) continue;
      if (!isBalanced(groups, k) || !(trunk && d0 === 0 ? mayStandWithTrunk(place, k) : mayStandBare(place, k))) continue;
      const digits = digitsOf(scan, groups.first, groups.first + k);
      // Eight digits in a row are a date for all, unless a label calls them a phone.
      if ((label < 1 || k > 0) && isDateOrTime(groups, k, digits)) continue;
      if (label < 1 && (isIdentity(groups, k) || isDotted(groups, k, digits))) continue;
      const reading = readNational(place, k, digits);
      if (reading === null || (found !== null && reading.rank <= found.rank)) continue;
      found = reading;
      if (found.rank === VALID + FORMAT) break;
    }
    return found;
  }

  function readNational(place: Place, k: number, digits: string): Reading | null {
    const { groups } = place;
    const zero = digits.charCodeAt(0) === 0x30;
    let found: Reading | null = null;
    for (const plan of plans) {
      const number = nationalPart(plan, digits);
      if (number === null) continue;
      const stripped = number.length < digits.length;
      // Italian numbers keep their zero, others lose it.
      if (!stripped && (zero ? plan.trunk !== '' : !plan.bare)) continue;
      const format = isFormatted(groups, k, plan, number);
      const prefixed = zero || (stripped && k > 0 && groups.total[0] === plan.trunk.length);
      // Without prefix and label, groups must at least be those of the country.
      if (!prefixed && !format && k > 0 && place.label === 0 && !place.link) continue;
      const valid = isInUse(plan, number);
      if (!format && k > 0 && place.label < 1 && !(valid && hasAreaGroup(groups, k))) continue;
      const rank = (valid ? VALID : 0) + (format ? FORMAT : 0);
      if (found !== null && rank <= found.rank) continue;
      const signals = [valid ? 'valid' : 'general'];
      if (prefixed) signals.push('trunk');
      if (format) signals.push('format');
      else if (k > 0 && prefixed && !isRow(groups, k)) signals.push('groups');
      if (isThousands(groups, k) && !zero) signals.push('thousands');
      if (k === 0 && plan.loose && !isMobile(plan, number)) signals.push('loose-plan');
      if (k === 0 && !prefixed && place.message && (digits.length >= MIN_ANSWER || isWhole(place, k))) signals.push('short-message');
      found = { last: k, rank, value: plan.callingCode + number, signals };
      if (rank === VALID + FORMAT || (k === 0 && valid)) break;
    }
    return found;
  }

  /** 91-415-555-0132: a calling code that is a group by itself, its plus sign left out. */
  function withoutPlus(place: Place): Reading | null {
    const { scan, groups } = place;
    const last = groups.count - 1;
    const total = groups.total[last];
    const code = groups.total[0];
    if (code > 3 || last < 2 || total < 10 || total > 14 || place.edge < 2 || place.joined !== 0) return null;
    if (isFours(groups, last) || isRow(groups, last) || rightOf(place, last) < 2 || isJoinedRight(place, last)) return null;
    const digits = digitsOf(scan, groups.first, groups.first + last);
    if (callingCodeLength(digits) !== code || isDateOrTime(groups, last, digits) || isDotted(groups, last, digits)) return null;
    const rest = digits.slice(code);
    for (const plan of [...plansOfCode(digits.slice(0, code)), ...plans.filter((p) => p.bare)]) {
      const number = nationalPart(plan, rest);
      if (number === null) continue;
      if (!isFormatted(groups, last, plan, number)) continue;
      const valid = isInUse(plan, number);
      const signals = [valid ? 'valid' : 'general', 'format'];
      if (isThousands(groups, last)) signals.push('thousands');
      return { last, rank: FORMAT + (valid ? VALID : 0), value: digits, signals };
    }
    return null;
  }

  return function read(place) {
    if (place.plus) return international(place, 0) ?? loose(place);
    const { text } = place.scan;
    const first = place.scan.runStart[place.groups.first];
    const zero = text.charCodeAt(first) === 0x30;
    if (zero && place.joined === 0) {
      const exit = text.charCodeAt(first + 1) === 0x30 ? 2 : american && text.startsWith('011', first) ? 3 : 0;
      const found = exit > 0 ? international(place, exit) : null;
      if (found !== null) return found;
    }
    const inLink = place.link && !zero ? international(place, 0) : null;
    if (inLink !== null) return inLink;
    const found = national(place);
    if (found !== null && found.rank === VALID + FORMAT) return found;
    return (zero ? null : withoutPlus(place)) ?? found ?? loose(place);
  };
}

/** After a plus sign, an exit code of `exit` digits or a link: a calling code, and a number of that country's shape. */
function international(place: Place, exit: number): Reading | null {
  const { scan, groups } = place;
  const digits = digitsOf(scan, groups.first, groups.first + groups.count - 1).slice(exit);
  const code = callingCodeLength(digits);
  if (code === 0) return null;
  const plans = plansOfCode(digits.slice(0, code));
  let general: Reading | null = null;
  for (let k = groups.count - 1; k >= 0; k--) {
    const length = groups.total[k] - exit - code;
    if (length < 4 || length > 14 || !isBalanced(groups, k) || (rightOf(place, k) === 0 && !place.link)) continue;
    // Digits alone after 00 are an order number as often as a phone number of no known range.
    const strict = exit > 0 && groups.total[0] > exit + code && place.label === 0;
    for (const plan of plans) {
      const number = nationalPart(plan, digits.slice(code, code + length));
      if (number === null) continue;
      const value = plan.callingCode + number;
      if (isInUse(plan, number)) return { last: k, rank: VALID, value, signals: ['international', 'valid'] };
      if (general === null && !strict) general = { last: k, rank: 0, value, signals: ['international', 'general'] };
    }
  }
  return general;
}

/** Any number that a label calls a phone, or that is a whole message. */
function loose(place: Place): Reading | null {
  const { scan, groups, label, plus, link } = place;
  if (place.joined !== 0 && !plus) return null;
  let k = groups.count - 1;
  while (
    k >= 0 &&
    (groups.total[k] > MAX_DIGITS ||
      (label < 1 && !plus && (separatorsOf(groups, k) & SEP.wrap) !== 0) ||
      !isBalanced(groups, k) ||
      rightOf(place, k) === 0)
  )
    k--;
  if (k < 0) return null;
  const total = groups.total[k];
  const whole = !plus && place.message && total >= MIN_ANSWER && total <= MAX_ANSWER && isOneNumber(place, k) && isWhole(place, k);
  const weakly = place.weak && place.message && total <= MAX_ANSWER;
  if (label === 0 && !whole && !weakly && !plus && !link) return null;
  if (total < (label === 1 && k > 1 ? 6 : MIN_DIGITS) || (place.edge < 2 && label < 1 && !plus)) return null;
  const digits = digitsOf(scan, groups.first, groups.first + k);
  if (isDateOrTime(groups, k, digits) || isDotted(groups, k, digits) || (label < 1 && isIdentity(groups, k))) return null;
  const signals = [plus ? 'plus' : link ? 'link' : 'loose'];
  if (plus && isPossible(digits)) signals.push('possible');
  if (plus && k > 0) signals.push('groups');
  if (whole) signals.push('whole-message');
  else if (weakly && !plus) signals.push('short-message');
  if (isThousands(groups, k)) signals.push('thousands');
  return { last: k, rank: 0, value: digits, signals };
}

/** Digits behind a plus sign that are as many as numbers of the country have, though of no range of it that is known. */
function isPossible(digits: string): boolean {
  const code = callingCodeLength(digits);
  if (code === 0 || digits.length < MIN_UNLABELLED + 1) return false;
  return plansOfCode(digits.slice(0, code)).some((plan) => ((plan.lengths >> (digits.length - code)) & 1) === 1);
}

/** The national number that digits written inside a country hold, or null. */
function nationalPart(plan: Plan, digits: string): string | null {
  if (plan.trunk !== '' && digits.startsWith(plan.trunk)) {
    const rest = digits.slice(plan.trunk.length);
    if (((plan.lengths >> rest.length) & 1) === 1 && plan.pattern.test(rest)) return rest;
  }
  return ((plan.lengths >> digits.length) & 1) === 1 && plan.pattern.test(digits) ? digits : null;
}

function isFormatted(groups: Groups, last: number, plan: Plan, national: string): boolean {
  return last > 0 && boundariesOf(plan, national).some(({ known, area }) => isFormattedAs(groups, last, known, area, national.length));
}

/** A number that does not begin with a zero must stand for itself on both sides, and one run of digits needs a reason. */
function mayStandBare(place: Place, k: number): boolean {
  const { groups, edge, label, link, message } = place;
  if (edge < 2 && label < 1) return false;
  if (place.joined !== 0 && (place.joined !== SEP.space || (k > 0 && place.previous <= 4))) return false;
  if (rightOf(place, k) < (label === 1 ? 1 : 2) || isJoinedRight(place, k, message || k > 0)) return false;
  if (label < 1) {
    if ((separatorsOf(groups, k) & SEP.wrap) !== 0) return false;
    // A slash ends the area code; anywhere else it stands between two things.
    for (let n = 2; n <= k; n++) if ((groups.before[n] & SEP.slash) !== 0) return false;
  }
  return k > 0 || label > 0 || message || link || place.signed;
}

function mayStandWithTrunk(place: Place, k: number): boolean {
  const { groups, label, joined, previous } = place;
  if (rightOf(place, k) === 0 || (label === 0 && isRow(groups, k))) return false;
  if (k === 0 && place.edge < 2 && label === 0) return false;
  if (joined !== 0) {
    if ((joined & SEP.space) === 0 && joined !== SEP.slash) return false;
    if ((separatorsOf(groups, k) & (SEP.wrap | SEP.slash)) !== 0) return false;
    // Inside a card, an account number or an amount.
    // The tail of another number, or of a date.
    if (previous >= 2 && previous <= 4 && k > 0 && groups.total[0] <= 2 && label === 0) return false;
    if (
      previous <= 4 &&
      (isFours(groups, k) || isThousands(groups, k) || (k > 0 && groupSize(groups, 0) === previous && groups.before[1] === joined))
    )
      return false;
  }
  if (label > 0 || k === 0) return true;
  for (let n = 2; n <= k; n++) if ((groups.before[n] & SEP.slash) !== 0) return false;
  if (!isJoinedRight(place, k)) return true;
  // A part of something longer that goes on in the same way.
  return !isFours(groups, k) && (groups.before[k] === SEP.space || groups.before[k] !== groups.before[k + 1]);
}

/** The first group can be an area code, and no group is a single digit. */
function hasAreaGroup(groups: Groups, k: number): boolean {
  if (groups.total[0] > MAX_AREA) return false;
  for (let n = 1; n <= k; n++) if (groupSize(groups, n) < 2) return false;
  return groups.total[k] - groups.total[0] >= 4;
}

/** What stands right of the groups; the `x` of an extension may touch them. */
function rightOf(place: Place, k: number): Edge {
  const end = endOf(place, k);
  const edge = rightEdge(place.scan.text, end);
  return edge === 0 && extensionEnd(place.scan, end, place.extension) > 0 ? 2 : edge;
}

/** More digits follow as a group of the same number would. `apart`: five digits behind a blank are a postcode, ten before one are a number. */
function isJoinedRight(place: Place, k: number, apart = false): boolean {
  const { scan, groups } = place;
  const i = groups.first + k;
  if (scan.gap[i] === 0 || i + 1 >= scan.runCount) return false;
  const bits = separatorBetween(scan.text, scan.runEnd[i], scan.runStart[i + 1]);
  const size = scan.runEnd[i + 1] - scan.runStart[i + 1];
  if (apart && bits === SEP.space && (size === 5 || (k === 0 && groups.total[0] >= 10))) return false;
  return bits >= 0 && joins(bits) && size < MIN_DIGITS;
}

/** Groups that nobody would take for several numbers. */
function isOneNumber(place: Place, last: number): boolean {
  const { groups, scan } = place;
  let singles = 0;
  for (let k = 1; k <= last; k++) {
    if (groupSize(groups, k) === 1) singles++;
    if (k > 1 && (groups.before[k] & SEP.slash) !== 0) return false;
  }
  return singles < 2 || scan.text.charCodeAt(scan.runStart[groups.first]) === 0x30;
}

/** No letter and no other digit in the whole text. */
function isWhole(place: Place, k: number): boolean {
  const { text, runStart } = place.scan;
  const from = runStart[place.groups.first];
  const end = endOf(place, k);
  for (let i = 0; i < from; i++) if (isWordUnit(text.charCodeAt(i))) return false;
  for (let i = Math.max(end, extensionEnd(place.scan, end, place.extension)); i < text.length; i++)
    if (isWordUnit(text.charCodeAt(i))) return false;
  return true;
}

export function endOf(place: Place, k: number): number {
  return place.scan.runEnd[place.groups.first + k];
}
