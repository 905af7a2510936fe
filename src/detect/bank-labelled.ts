import { type Detector, GAP, type Scan } from '../types.ts';
import { standsAlone } from './bank-groups.ts';
import { digitsOf } from './numbers.ts';
import { type OwnWords, ownWords } from './own-words.ts';
import { type WordHits, wordHits } from './word-hits.ts';
import { isDigit } from '../units.ts';

/** A number begins at most this many units after its label, and, where a rule allows it, ends at most this many before it. */
const AFTER = 40;
const BEFORE = 14;
/** A word of the `bank` list within this many units makes an account a bank account. With the label's own length it stays within REACH. */
const BANK = 50;
/** Left of a number that stands before its label, the name of another thing this near takes it away. */
const OTHER = 16;
const LONGEST = 48;
/** An answer begins at most this many units behind the beginning of its message. */
const ANSWER = 24;
/** What may stand between the groups of one number. */
const JOINS = GAP.space | GAP.dash | GAP.dot;

interface Options {
  /** Fewest and most digits. */
  readonly min: number;
  readonly max: number;
  /** The number may also stand before its label: "12345678 is my account number". */
  readonly before?: boolean;
  /** A number of fewer digits than this must be written with a dash before its last digit. */
  readonly dashBelow?: number;
  /** Four digits count only when they are no year and no round sum. */
  readonly sureFour?: boolean;
  /** A second number may follow the first, whatever is said between: "bankgiro 991-2346 is wrong, ours is 5050-1055". For numbers with a check digit. */
  readonly again?: boolean;
}

/**
 * The number that follows a label. What a label is, and what its number looks like, the rule file says; the same code serves bankgiro, sort codes,
 * routing numbers and plain account numbers. Lists: `other` names other things, and what stands behind such a word is not ours; `units` follow amounts
 * and counts; `bank` speaks of banks, or of what else the number belongs to; `labels` are its labels instead of the cue words, and count beside a word of `bank` alone. Signals: `grouped`; `dashed` before the last digit; `bank` beside a word of that list; `four` digits that are
 * no year and no round sum; `long` at least eight digits; `before` it stands before its label.
 * > | clearing 8105-9 konto 123 456 789-7
 *     ^label   ^first run
 */
export const bankLabelled: Detector = {
  name: 'bank-labelled',
  signals: ['grouped', 'dashed', 'bank', 'four', 'long', 'before'],
  words: ['other', 'units', 'bank', 'labels'],
  ownLists: ['other', 'units'],
  options: ['min', 'max', 'before', 'dashBelow', 'sureFour', 'again'],
  maxLength: LONGEST,
  needs: ({ words }) => [{ anchors: ['runs'], lists: [words?.labels === undefined ? 'cue' : 'bank'] }],
  prepare(setup) {
    const { rule, concept } = setup;
    const hasOwn = rule.words?.labels !== undefined;
    const cues = hasOwn ? [concept('labels')] : setup.cues;
    const options = rule.options as unknown as Options;
    const labels = wordHits(cues);
    const [others, units] = ['other', 'units'].map((list) => ownWords(setup, list));
    const bank = wordHits([concept('bank')]);
    return ({ scan, around }, emit) => {
      const { cueStart, cueEnd, runCount, runStart, runEnd } = scan;

      /** Emits the number that begins with run i when it fits; gives its last run, or -1. */
      const take = (i: number, isBefore = false): number => {
        const last = endOf(scan, i, options.max);
        const digits = digitsOf(scan, i, last);
        if (digits.length < options.min || digits.length > options.max) return -1;
        const start = runStart[i];
        const end = runEnd[last];
        if (end - start > LONGEST || !standsAlone(scan.text, start, end) || isOtherShape(scan, i, last)) return -1;
        if (isAmount(scan, start, end, units)) return -1;
        const dashed = last > i && (scan.gap[last - 1] & GAP.dash) !== 0 && end - runStart[last] === 1;
        if (digits.length < (options.dashBelow ?? 0) && !dashed) return -1;
        const signals: string[] = [];
        if (last > i) signals.push('grouped');
        if (dashed) signals.push('dashed');
        if (digits.length >= 8) signals.push('long');
        if (isBefore) signals.push('before');
        if (digits.length === 4) {
          if (!/^(?:19|20)|00$/.test(digits)) signals.push('four');
          else if (options.sureFour === true) return -1;
        }
        const isBank = bank.within(scan, start - BANK, end + BANK);
        if (isBank) signals.push('bank');
        else if (hasOwn) return -1;
        emit({ start, end, value: digits, type: rule.type ?? rule.id, signals });
        return last;
      };

      if (cues.some((cue) => around.field(cue))) {
        for (let i = 0; i < runCount; i++) i = Math.max(i, take(i));
        return;
      }
      let run = 0;
      let done = -1;
      // The question before is the label of what an answer begins with.
      if (cues.some((cue) => around.left(cue, 0)))
        for (let i = 0; i < runCount && runStart[i] <= ANSWER; i++) {
          const isFirst = i === 0 || (done >= 0 && i === done + 1) || scan.gap[i - 1] === GAP.none;
          const taken = isFirst && !isCount(scan, i) ? take(i) : -1;
          if (taken >= 0) done = i = taken;
        }
      const own = labels.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        const from = cueEnd[c];
        while (run < runCount && runStart[run] < from) run++;
        const taken = isBehindValue(scan.text, cueStart[c], from) ? -1 : firstFit(scan, run, from, labels, others, take, done);
        if (taken >= 0) {
          done = taken;
          if (options.again === true) done = Math.max(done, firstFit(scan, taken + 1, from, labels, undefined, take, done));
        } else if (options.before === true && run > 0 && run - 1 > done) {
          const first = startOf(scan, run - 1);
          const gap = cueStart[c] - runEnd[run - 1];
          // Close by, or long enough to be no sum of money: "transfer 5000 to my account number".
          if (
            first > done &&
            gap >= 0 &&
            gap <= (digitsOf(scan, first, run - 1).length < 6 ? 2 : BEFORE) &&
            others.lastWithin(scan.text, runStart[first] - OTHER, runStart[first]) < 0 &&
            take(first, true) >= 0
          )
            done = run - 1;
        }
      }
    };
  },
};

/** The first number after `from` that fits, unless another label or the name of another thing stands between; gives its last run, or -1. */
function firstFit(
  scan: Scan,
  run: number,
  from: number,
  labels: WordHits,
  others: OwnWords | undefined,
  take: (i: number) => number,
  done: number,
): number {
  const { runCount, runStart, runEnd } = scan;
  for (let i = run, tries = 0; i < runCount && tries < 3 && runStart[i] - from <= AFTER; i++, tries++) {
    if (i <= done) return -1;
    if ((others !== undefined && others.lastWithin(scan.text, from, runStart[i]) >= 0) || labels.within(scan, from, runStart[i])) return -1;
    if (isYearInRemark(scan, i, from)) continue;
    const last = take(i);
    if (last >= 0) return last;
    // "last 4 digits: 1234": a single digit counts something. Any other number that does not fit is what the label spoke of.
    if (
      runEnd[i] - runStart[i] > 1 &&
      !/^[\s,/;]{0,3}$/.test(scan.text.slice(runEnd[i], i + 1 < runCount ? Math.min(runStart[i + 1], runEnd[i] + 4) : runEnd[i]))
    )
      return -1;
  }
  return -1;
}

/** `91110208401 (rijksreg.)`: the label alone in parentheses is said of what stands before them. */
function isBehindValue(text: string, start: number, end: number): boolean {
  return (
    text.charCodeAt(start - 1) === 0x28 && /^\.?\)(?!\s?[:=])/.test(text.slice(end, end + 4)) && /\d \($/.test(text.slice(start - 3, start))
  );
}

/** `account number (until 2019): 12345678`: the year in what is said of the label in parentheses. */
function isYearInRemark({ text, runStart, runEnd }: Scan, i: number, from: number): boolean {
  return (
    text.charCodeAt(runEnd[i]) === 0x29 &&
    /^(?:19|20)\d\d$/.test(text.slice(runStart[i], runEnd[i])) &&
    /\([^()\d]*$/.test(text.slice(from, runStart[i]))
  );
}

/** Last run of the number that begins with run i: groups go on while they look like groups of one number. */
function endOf(scan: Scan, i: number, max: number): number {
  const { runStart, runEnd, gap, runCount } = scan;
  let total = runEnd[i] - runStart[i];
  let last = i;
  while (last + 1 < runCount) {
    const between = gap[last];
    if (between === 0 || (between & ~JOINS) !== 0 || runStart[last + 1] - runEnd[last] > 3) break;
    // `31.12. 48 217`: a full stop and a blank end a sentence or a date.
    if ((between & GAP.dot) !== 0 && (between & GAP.space) !== 0) break;
    const size = runEnd[last + 1] - runStart[last + 1];
    total += size;
    if (total > max) break;
    // Behind a space: no date or time, and a group as long as those before it.
    if ((between & (GAP.dash | GAP.dot)) === 0 && (beginsDate(scan, last + 1) || !isNextGroup(scan, i, last, size))) break;
    last++;
  }
  return last;
}

/** First run of the number that ends with run j, by the same rules. */
function startOf(scan: Scan, j: number): number {
  const { runStart, runEnd, gap } = scan;
  let first = j;
  while (first > 0 && j - first < 6) {
    const between = gap[first - 1];
    if (between === 0 || (between & ~JOINS) !== 0 || runStart[first] - runEnd[first - 1] > 3) break;
    if ((between & GAP.space) !== 0 && runEnd[first - 1] - runStart[first - 1] !== runEnd[first] - runStart[first]) break;
    first--;
  }
  return first;
}

/** A group of a number written with spaces: `123 456 789`, `6000 123 456`, `28 65 43`; but not `5917 250`, which are two numbers. */
function isNextGroup(scan: Scan, first: number, last: number, size: number): boolean {
  const { runStart, runEnd, gap, runCount } = scan;
  if (size < 2) return false;
  const before = runEnd[last] - runStart[last];
  if (size === before || (size >= 6 && before <= 5)) return true;
  if (last > first) return size <= 5;
  // The second group differs from the first: a third must bear it out, `4411 902 73`.
  return last + 2 < runCount && gap[last + 1] !== 0 && (gap[last + 1] & ~JOINS) === 0 && runEnd[last + 2] - runStart[last + 2] >= 2;
}

/** `2024-05-12`, `12.05.2024`, `12:30` begin with run i. */
function beginsDate(scan: Scan, i: number): boolean {
  const { text, runEnd, gap, runCount } = scan;
  if (text.charCodeAt(runEnd[i]) === 0x3a && isDigit(text.charCodeAt(runEnd[i] + 1))) return true;
  if (i + 2 >= runCount || gap[i] === 0 || gap[i + 1] !== gap[i] || (gap[i] & (GAP.dash | GAP.dot | GAP.slash)) === 0) return false;
  return isDateGroups(scan, i);
}

/** `31.12.`: day and month without a year. */
function isDayMonth({ text, runStart, runEnd, gap }: Scan, i: number): boolean {
  if ((gap[i] & GAP.dot) === 0 || runStart[i + 1] - runEnd[i] !== 1 || text.charCodeAt(runEnd[i + 1]) !== 0x2e) return false;
  const [day, month] = [i, i + 1].map((k) => (runEnd[k] - runStart[k] > 2 ? 0 : Number(text.slice(runStart[k], runEnd[k]))));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

function isDateGroups(scan: Scan, i: number): boolean {
  const { text, runStart, runEnd } = scan;
  const sizes = [0, 1, 2].map((k) => runEnd[i + k] - runStart[i + k]);
  const values = [0, 1, 2].map((k) => Number(text.slice(runStart[i + k], runStart[i + k] + Math.min(4, sizes[k]))));
  const dayMonth = (a: number, b: number) => a >= 1 && a <= 31 && b >= 1 && b <= 31 && (a <= 12 || b <= 12);
  if (sizes[0] === 4 && sizes[1] <= 2 && sizes[2] <= 2) return values[0] >= 1900 && values[0] < 2100 && dayMonth(values[1], values[2]);
  if (sizes[2] === 4 && sizes[0] <= 2 && sizes[1] <= 2) return values[2] >= 1900 && values[2] < 2100 && dayMonth(values[0], values[1]);
  return false;
}

/** A date, an IPv4 address or a version: three or more groups with full stops of which none is long. */
function isOtherShape(scan: Scan, i: number, last: number): boolean {
  const { runStart, runEnd, gap } = scan;
  if (last - i === 2 && gap[i] === gap[i + 1] && (gap[i] & (GAP.dash | GAP.dot)) !== 0 && isDateGroups(scan, i)) return true;
  if (last - i === 1 && isDayMonth(scan, i)) return true;
  if (last === i || (gap[i] & GAP.dot) === 0) return false;
  // 41.71.64.300 and 8601.11.17947 are accounts; 10.0.19045.3570 and 192.0.2.1 begin with less.
  let total = 0;
  for (let k = i; k <= last; k++) {
    const size = runEnd[k] - runStart[k];
    if (size < 2) return true;
    total += size;
  }
  return total < 9 || (last - i === 3 && total - (runEnd[last] - runStart[last]) !== 6);
}

/** Fewer than six digits, or thousands before a word: `2025`, `318 442 files`. */
function isCount(scan: Scan, i: number): boolean {
  return !MANY.test(scan.text.slice(scan.runStart[i], scan.runStart[i] + LONGEST));
}
const MANY = /^(?!\d{1,3}(?: \d{3})+ \p{L})(?:\d[ .-]{0,2}){5}\d/u;

/** Money or a count: `5000 kr`, `$ 5000`, `12 users`, `5000,00`. */
function isAmount(scan: Scan, start: number, end: number, units: OwnWords): boolean {
  const { text } = scan;
  let at = start - 1;
  if (text.charCodeAt(at) === 0x20) at--;
  if (isCurrency(text.charCodeAt(at))) return true;
  at = text.charCodeAt(end) === 0x20 ? end + 1 : end;
  return isCurrency(text.charCodeAt(at)) || units.endAt(text, at) > 0;
}

/** `$`, pound, yen, euro and the other currency signs. */
function isCurrency(unit: number): boolean {
  return unit === 0x24 || unit === 0xa3 || unit === 0xa5 || (unit >= 0x20a0 && unit <= 0x20cf);
}
