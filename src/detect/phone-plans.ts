import { Metadata } from 'libphonenumber-js/max';
import type { CountryCode } from '../types.ts';

/** What a country's numbers look like, as far as it can be told without parsing one. */
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
}

/** Parts of the library's numbering plan that its declarations leave out. */
interface LibraryPlan {
  callingCode(): string;
  nationalPrefix(): string | 0 | undefined;
  nationalNumberPattern(): string;
  possibleLengths(): readonly number[] | undefined;
  formats(): readonly {
    nationalPrefixFormattingRule(): string | 0 | undefined;
    nationalPrefixIsOptionalWhenFormattingInNationalFormat(): boolean | 0 | undefined;
  }[];
}
interface LibraryMetadata {
  hasCountry(region: string): boolean;
  hasCallingCode(code: string): boolean;
  isNonGeographicCallingCode(code: string): boolean;
  getCountryCodesForCallingCode(code: string): readonly string[] | undefined;
  selectNumberingPlan(region?: string, code?: string): void;
  readonly numberingPlan: LibraryPlan;
}

const library = new Metadata() as unknown as LibraryMetadata;
/** Countries that share a calling code are asked after the first few: the rest repeat the main one's patterns. */
const MAX_SHARED = 4;
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
  const lengths = from.possibleLengths() ?? [];
  const trunk = from.nationalPrefix() || '';
  const formats = from.formats();
  const last = formats.at(-1);
  const rule = last?.nationalPrefixFormattingRule() || '';
  return {
    region,
    callingCode: from.callingCode(),
    trunk,
    lengths: lengths.reduce((bits, length) => bits | (1 << length), 0),
    bare: trunk === '' || !rule.includes(trunk) || last?.nationalPrefixIsOptionalWhenFormattingInNationalFormat() === true || trunk === '8',
    loose: lengths.length >= MANY_LENGTHS,
    pattern: new RegExp(`^(?:${from.nationalNumberPattern()})$`),
  };
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
    } else found = (library.getCountryCodesForCallingCode(code) ?? []).slice(0, MAX_SHARED).map(planOf).filter((plan) => plan !== null);
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
