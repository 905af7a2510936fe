import { Metadata } from 'libphonenumber-js/max';
import type { CountryCode } from '../types.ts';

/** What a country's numbers look like. */
export interface Plan {
  /** Empty for numbers of no country, such as satellite phones. */
  readonly region: string;
  readonly callingCode: string;
  /** What is dialled before a national number inside the country: '0' in most of Europe, '' where there is none. */
  readonly trunk: string;
  /** Bit n: a national number can have n digits. */
  readonly lengths: number;
  /** National numbers are also written without the trunk prefix inside the country. */
  readonly bare: boolean;
  /** So many lengths that nearly any number is a possible one. */
  readonly loose: boolean;
  /** The whole national number, of any type. */
  readonly pattern: RegExp;
  /** Ranges in use; the mobile one is `mobile`. */
  readonly types: readonly Range[];
  readonly mobile: Range | undefined;
  readonly layouts: readonly Layout[];
}

interface Range {
  readonly lengths: number;
  readonly pattern: RegExp;
}

/** One way to group national numbers. */
interface Layout {
  readonly leading: RegExp | null;
  readonly pattern: RegExp;
  /** For each way to write it: the groups in order, 0 where a separator stands. */
  readonly orders: readonly (readonly number[])[];
}

/** Parts of the library's numbering plan that its declarations leave out. */
interface LibraryPlan {
  callingCode(): string;
  nationalPrefix(): string | 0 | undefined;
  nationalNumberPattern(): string;
  possibleLengths(): readonly number[] | undefined;
  type(name: string): { pattern(): string | 0; possibleLengths(): readonly number[] | undefined } | undefined;
  formats(): readonly LibraryFormat[];
}
interface LibraryFormat {
  pattern(): string;
  format(): string;
  internationalFormat(): string;
  leadingDigitsPatterns(): readonly string[];
  nationalPrefixFormattingRule(): string | 0 | undefined;
  nationalPrefixIsOptionalWhenFormattingInNationalFormat(): boolean | 0 | undefined;
}
interface LibraryMetadata {
  hasCountry(region: string): boolean;
  hasCallingCode(code: string): boolean;
  isNonGeographicCallingCode(code: string): boolean;
  getCountryCodesForCallingCode(code: string): readonly string[] | undefined;
  selectNumberingPlan(region?: string, code?: string): void;
  readonly numberingPlan: LibraryPlan;
}

const TYPES = ['FIXED_LINE', 'MOBILE', 'TOLL_FREE', 'PREMIUM_RATE', 'PERSONAL_NUMBER', 'VOICEMAIL', 'UAN', 'PAGER', 'VOIP', 'SHARED_COST'];

const library = new Metadata() as unknown as LibraryMetadata;
/** From this many lengths on, a length says little. */
const MANY_LENGTHS = 8;

const plans = new Map<string, Plan | null>();
const byCode = new Map<string, readonly Plan[]>();
/** 1 for each calling code in use; no code begins another one. */
const CODES = new Uint8Array(1000);
for (let code = 1; code < 1000; code++) if (library.hasCallingCode(String(code))) CODES[code] = 1;

/** The numbering plan of a country, or null when it has none of its own. */
export function planOf(region: CountryCode): Plan | null {
  let plan = plans.get(region);
  if (plan === undefined) {
    plan = null;
    if (library.hasCountry(region)) {
      library.selectNumberingPlan(region);
      plan = readPlan(region, library.numberingPlan);
    }
    plans.set(region, plan);
  }
  return plan;
}

function readPlan(region: string, from: LibraryPlan): Plan {
  const trunk = from.nationalPrefix() || '';
  const formats = from.formats();
  const last = formats.at(-1);
  const rule = last?.nationalPrefixFormattingRule() || '';
  const lengths = from.possibleLengths() ?? [];
  const ranges = TYPES.map((name): Range | undefined => {
    const type = from.type(name);
    const pattern = type?.pattern();
    return type === undefined || !pattern ? undefined : { lengths: bitsOf(type.possibleLengths() ?? lengths), pattern: whole(pattern) };
  });
  return {
    region,
    callingCode: from.callingCode(),
    trunk,
    lengths: bitsOf(lengths),
    bare: trunk === '' || !rule.includes(trunk) || last?.nationalPrefixIsOptionalWhenFormattingInNationalFormat() === true || trunk === '8',
    loose: lengths.length >= MANY_LENGTHS,
    pattern: whole(from.nationalNumberPattern()),
    types: ranges.filter((range) => range !== undefined),
    mobile: ranges[1],
    layouts: formats.map(readLayout),
  };
}

function readLayout(from: LibraryFormat): Layout {
  const leading = from.leadingDigitsPatterns().at(-1);
  const templates = [...new Set([from.format(), from.internationalFormat()])];
  return {
    leading: leading === undefined ? null : new RegExp(`^(?:${leading})`),
    pattern: whole(from.pattern()),
    // Digits between the groups are dialled codes that nobody counts as part of the number.
    orders: templates
      .filter((template) => !/(?<!\$)\d/.test(template))
      .map((template) => (template.match(/\$\d|[^$]+/g) ?? []).map((part) => (part[0] === '$' ? Number(part[1]) : 0))),
  };
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

function bitsOf(lengths: readonly number[]): number {
  return lengths.reduce((bits, length) => bits | (1 << length), 0);
}

/** The national number lies in a range in use, of the plan's country or of one that shares its calling code. */
export function isInUse(plan: Plan, national: string): boolean {
  if (inRange(plan, national)) return true;
  return plansOfCode(plan.callingCode).some((other) => other !== plan && inRange(other, national));
}

function inRange(plan: Plan, national: string): boolean {
  return (
    plan.pattern.test(national) && plan.types.some((type) => ((type.lengths >> national.length) & 1) === 1 && type.pattern.test(national))
  );
}

export function isMobile(plan: Plan, national: string): boolean {
  return plan.mobile !== undefined && plan.mobile.pattern.test(national);
}

/** Where the groups of a national number begin, counted in digits from its end: bit n for each way to write it, and where the area code ends. */
export interface Boundaries {
  readonly known: number;
  readonly area: number;
}

export function boundariesOf(plan: Plan, national: string): readonly Boundaries[] {
  for (const { leading, pattern, orders } of plan.layouts) {
    if (leading !== null && !leading.test(national)) continue;
    const groups = pattern.exec(national);
    if (groups === null) continue;
    return orders.map((order) => {
      let known = 0;
      let area = 0;
      let right = 0;
      for (let i = order.length - 1; i >= 0; i--) {
        if (order[i] > 0) right += groups[order[i]].length;
        else if (right > 0 && right < national.length) {
          known |= 1 << right;
          area = right;
        }
      }
      return { known, area };
    });
  }
  return [];
}

/** Digits of the calling code with which an international number begins; 0 when there is none. */
export function callingCodeLength(digits: string): number {
  if (digits.length < 4 || digits.charCodeAt(0) === 0x30) return 0;
  for (let length = 1; length <= 3; length++) if (CODES[Number(digits.slice(0, length))] === 1) return length;
  return 0;
}

/** Plans of the countries behind a calling code, the main one first. */
export function plansOfCode(code: string): readonly Plan[] {
  let found = byCode.get(code);
  if (found === undefined) {
    if (library.isNonGeographicCallingCode(code)) {
      library.selectNumberingPlan(undefined, code);
      found = [readPlan('', library.numberingPlan)];
    } else found = (library.getCountryCodesForCallingCode(code) ?? []).map(planOf).filter((plan) => plan !== null);
    byCode.set(code, found);
  }
  return found;
}

/** Digits that national numbers of some plans can have in all, by their first digit: most numbers of a log are told by this to be none. */
export interface NationalLengths {
  /** With the trunk prefix: bit n of entry d says that a number of n digits can begin with d. */
  readonly trunk: Int32Array;
  /** Without it. */
  readonly bare: number;
}

export function nationalLengths(of: readonly Plan[]): NationalLengths {
  const trunk = new Int32Array(10);
  let bare = 0;
  for (const plan of of) {
    if (plan.trunk !== '') trunk[Number(plan.trunk[0])] |= plan.lengths << plan.trunk.length;
    // Italy has no trunk prefix, its numbers keep the zero: they count as written with one.
    else if (plan.pattern.test('0612345678')) trunk[0] |= plan.lengths;
    if (plan.bare) bare |= plan.lengths;
  }
  return { trunk, bare };
}
