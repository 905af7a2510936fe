import { type Detector, GAP, type Scan } from '../types.ts';
import { digitsOf } from './numbers.ts';
import { isAsciiLetter, isDigit, isMaskUnit } from '../units.ts';

const MIN = 12;
/** Digits before the stars of a number that was masked too little. */
const PART = 8;
const MAX = 19;
/** A number with a digit or two too many behind a label is still the card that somebody meant. */
const LONGEST = 24;
/** Sizes of groups as they stand on cards, and as lines break them. */
const BLOCKS = new Set(
  [
    [4, 4, 4, 4],
    [4, 6, 5],
    [4, 6, 4],
    [4, 4, 4, 4, 3],
    [4, 4, 4, 4, 2],
    [4, 4, 4, 4, 1],
    [4, 4, 4, 3],
    [4, 4, 4, 2],
    [4, 4, 4, 1],
    [4, 4, 5],
    [8, 8],
    [4, 4, 8],
    [4, 8, 4],
    [8, 4, 4],
    [6, 10],
    [6, 13],
    [4, 4, 4],
  ].map(shapeCode),
);
const MAX_GROUPS = 5;

/** Labels of numbers that have sixteen digits too: of those only the check digit makes a card. */
const OTHER = /\b(?:id|key|ref|hash|token|serial)[:#= ]{1,3}$/i;

/** Sizes of groups as one number. */
function shapeCode(sizes: readonly number[]): number {
  return sizes.reduce((code, size) => code * 20 + size, 0);
}

const LOOSE = GAP.space | GAP.wrap | GAP.comma;
/** What may stand between the digits of one card. Parentheses are of phones. */
const JOINS = GAP.space | GAP.dash | GAP.dot | GAP.slash | GAP.wrap | GAP.comma | GAP.markup;

/**
 * Payment card numbers: 12 to 19 digits in one run or in groups. Signals:
 * `scheme` Luhn and issuer range are asked for by the rule file; here only shape is told:
 * `grouped` in the groups of a card; `single` in one run; `sixteen` in one run of sixteen, as most cards are; `odd` in groups that no card has; `whole-message`; `scientific` as a spreadsheet writes it.
 * Reads the runs i..j of
 * > | kort 4111 1111 1111 1111, tack
 *          ^i             ^j
 */
export const card: Detector = {
  name: 'card',
  types: ['pan'],
  signals: ['grouped', 'single', 'sixteen', 'odd', 'whole-message', 'scientific', 'glued-hex', 'masked'],
  maxLength: 120,
  needs: () => [{ digits: PART }],
  prepare({ cues }) {
    return ({ scan, around }, emit) => {
      const labelled = (start: number, end: number) => cues.some((cue) => around.near(cue, start, end) === 1);
      const cued = (start: number, end: number) => cues.some((cue) => around.near(cue, start, end) > 0);
      const { text, runStart, runEnd, gap, ahead, runCount } = scan;
      // Last run of a whole card: what begins inside of it does not reach out of it, into the card that follows.
      let sureEnd = -1;
      for (let i = 0; i < runCount; i++) {
        const size = runEnd[i] - runStart[i];
        if (size > MAX) {
          if (!cutLong(scan, i, emit) && size <= LONGEST && labelled(runStart[i], runEnd[i]))
            emit({ start: runStart[i], end: runEnd[i], value: digitsOf(scan, i, i), type: 'pan', signals: ['single'] });
          continue;
        }
        if (ahead[i] < MIN) {
          if (ahead[i] === PART && (size === 8 || size === 4)) partMasked(text, runStart[i], emit);
          continue;
        }
        let total = 0;
        let sure = false;
        const limit = i <= sureEnd ? sureEnd + 1 : runCount;
        for (let j = i; j < limit; j++) {
          const next = runEnd[j] - runStart[j];
          total += next;
          if (total > MAX) break;
          if (total >= MIN && !(sure && !passesLuhn(digitsOf(scan, i, j), 0, total))) {
            window(scan, i, j, around.message, cued, emit);
            // A whole card: what follows it is its expiry, not more of it.
            if (isBlocks(scan, i, j) && looksIssued(digitsOf(scan, i, j))) {
              sure = true;
              sureEnd = j;
            }
          }
          const between = gap[j];
          if (between === 0 || (between & ~JOINS) !== 0) break;
        }
      }
    };
  },
};

type Emit = Parameters<ReturnType<Detector['prepare']>>[1];

/** Judges runs i..j, whose digits are 12 to 19 in number. */
function window(scan: Scan, i: number, j: number, message: boolean, cued: (start: number, end: number) => boolean, emit: Emit): void {
  const { text, runStart, runEnd, gap } = scan;
  const start = runStart[i];
  const end = runEnd[j];
  const signals: string[] = [];
  let gaps = 0;
  for (let k = i; k < j; k++) gaps |= gap[k];
  // A slice of a longer number: tight on either side to more digits.
  if (j + 1 < scan.runCount && gap[j] !== 0 && (gap[j] & (LOOSE | GAP.slash)) === 0) return;
  if (i > 0 && gap[i - 1] !== 0 && (gap[i - 1] & (LOOSE | GAP.slash)) === 0) return;
  const before = text.charCodeAt(start - 1);
  if (before === 0x2b) return; // +46 ...
  // The places of a decimal. Behind a comma a whole card is the next cell of a table: 1,4111 1111 1111 1111
  if (before === 0x2e && isDigit(text.charCodeAt(start - 2))) return;
  if (before === 0x2c && isDigit(text.charCodeAt(start - 2)) && !((i === j || isBlocks(scan, i, j)) && looksIssued(digitsOf(scan, i, j))))
    return;
  // Stars on both sides of the first group are emphasis.
  if (maskedBeside(text, start, end) && text.charCodeAt(start - 1) !== text.charCodeAt(runEnd[i])) return;
  if (i === j) {
    // Without a word nearby only its digits can speak for it: no allocation for the time stamps and counters of a log.
    const alone = message && text.length - (end - start) <= 4;
    const typo = end - start === 16 && !OTHER.test(text.slice(Math.max(0, start - 12), start));
    if (!alone && !typo && !passesLuhn(text, start, end) && !cued(start, end)) return;
    signals.push(end - start === 16 ? 'sixteen' : 'single');
  } else if (isBlocks(scan, i, j) && !tooMixed(gaps) && !isSlice(scan, i, j)) signals.push('grouped');
  else if (scientific(text, scan, i, j)) signals.push('scientific');
  // Groups that no card has: only a word nearby makes them one, and without it nothing more is worth doing.
  else if (
    (isOnes(scan, i, j) || isBlocks(scan, i, j) || (gaps & (GAP.markup | GAP.wrap)) !== 0 || (i + 1 < j && uniform(scan, i, j))) &&
    cued(start, end)
  )
    signals.push('odd');
  else return;
  if (!signals.includes('scientific') && hexBeside(text, start, end)) signals.push('glued-hex');
  if (message && isWhole(text, start, end)) signals.push('whole-message');
  const last = signals.includes('scientific') ? text.indexOf('+', end) + 3 : end;
  emit({ start, end: last, value: digitsOf(scan, i, j), type: 'pan', signals });
}

/** The groups are those of a card. */
function isBlocks(scan: Scan, i: number, j: number): boolean {
  if (j - i >= MAX_GROUPS) return false;
  let code = 0;
  for (let k = i; k <= j; k++) code = code * 20 + scan.runEnd[k] - scan.runStart[k];
  return BLOCKS.has(code);
}

/** Three fours behind another: the end of a number that has sixteen digits. */
function isSlice({ runStart, runEnd, gap }: Scan, i: number, j: number): boolean {
  return j - i === 2 && i > 0 && gap[i - 1] === gap[i] && runEnd[i - 1] - runStart[i - 1] === 4 && runEnd[j] - runStart[j] === 4;
}

/** Digit by digit. */
function isOnes(scan: Scan, i: number, j: number): boolean {
  return scan.runEnd[i] - scan.runStart[i] === 1 && scan.runEnd[j] - scan.runStart[j] === 1 && j - i + 1 >= MIN;
}

/** More than one kind of separator, line breaks and markup aside. */
function tooMixed(gaps: number): boolean {
  const kinds = gaps & (GAP.space | GAP.dash | GAP.dot | GAP.slash);
  return (kinds & (kinds - 1)) !== 0;
}

/** The same size of group throughout, the last aside, and the same gap: pairs, threes, fives. */
function uniform(scan: Scan, i: number, j: number): boolean {
  const size = scan.runEnd[i] - scan.runStart[i];
  if (size === 3 && scan.gap[i] === GAP.space) return false; // 10 000 000 000: an amount
  for (let k = i; k < j; k++) if (scan.runEnd[k] - scan.runStart[k] !== size || scan.gap[k] !== scan.gap[i]) return false;
  return scan.runEnd[j] - scan.runStart[j] <= size;
}

/** 4.11111111111111E+15: a spreadsheet kept 15 of 16 digits. */
function scientific(text: string, scan: Scan, i: number, j: number): boolean {
  if (j !== i + 1 || scan.gap[i] !== GAP.dot || scan.runEnd[i] - scan.runStart[i] !== 1) return false;
  return /^[eE]\+1[1-8](?!\d)/.test(text.slice(scan.runEnd[j], scan.runEnd[j] + 5));
}

/** Letters that touch the number are hexadecimal throughout, as in a hash; `card4111...thanks` is not. */
function hexBeside(text: string, start: number, end: number): boolean {
  let from = start;
  while (from > start - 24 && isAsciiLetter(text.charCodeAt(from - 1))) from--;
  let to = end;
  while (to < end + 24 && isAsciiLetter(text.charCodeAt(to))) to++;
  const glued = text.slice(from, start) + text.slice(end, to);
  return glued !== '' && /^[a-fA-F]+$/.test(glued);
}

/** Stars right beside: what is left of a value that somebody masked. */
function maskedBeside(text: string, start: number, end: number): boolean {
  const beside = (at: number, step: number) => {
    const unit = text.charCodeAt(at);
    return (
      (isMaskUnit(unit) && isMaskUnit(text.charCodeAt(at + step))) ||
      (unit === 0x20 &&
        isMaskUnit(text.charCodeAt(at + step)) &&
        isMaskUnit(text.charCodeAt(at + 2 * step)) &&
        isMaskUnit(text.charCodeAt(at + 3 * step)))
    );
  };
  return beside(start - 1, -1) || beside(end, 1);
}

/** Nothing but the number and punctuation. */
function isWhole(text: string, start: number, end: number): boolean {
  return text.length - (end - start) <= 4 && /^[\s"'(]*$/.test(text.slice(0, start)) && /^[\s"').!]*$/.test(text.slice(end));
}

/** 4111 1111 **** 1111: masked by somebody who left more than six digits. */
const PART_MASKED = /(\d{4})[ -]?(\d{4})[ -]?([*xX\u2022#]{4})[ -]?(\d{4})(?![\d*])/y;
function partMasked(text: string, at: number, emit: Emit): void {
  PART_MASKED.lastIndex = at;
  const match = PART_MASKED.exec(text);
  if (match === null || isDigit(text.charCodeAt(at - 1)) || isMaskUnit(text.charCodeAt(at - 1)) || !/^[2-6]/.test(match[1])) return;
  emit({ start: at, end: at + match[0].length, value: `${match[1]}${match[2]}0000${match[4]}`, type: 'pan', signals: ['masked'] });
}

/** Cards glued to one another, or filled up with zeros: a run that is nothing but these. */
function cutLong(scan: Scan, i: number, emit: Emit): boolean {
  const digits = digitsOf(scan, i, i);
  let at = 0;
  while (digits.charCodeAt(at) === 0x30) at++;
  const parts: number[] = [];
  while (at < digits.length) {
    const size = [16, 15, 14, 19, 18, 17, 13].find(
      (n) => at + n <= digits.length && looksIssued(digits.slice(at, at + n)) && (at + n === digits.length || digits.length - at - n >= 13),
    );
    if (size === undefined) return false;
    parts.push(at, size);
    at += size;
  }
  for (let k = 0; k < parts.length; k += 2) {
    const start = scan.runStart[i] + parts[k];
    emit({ start, end: start + parts[k + 1], value: digits.slice(parts[k], parts[k] + parts[k + 1]), type: 'pan', signals: ['single'] });
  }
  return true;
}

/** An issuer's first digits and a right check digit: cheap, and to cut by; the rule file's validators have the last word. */
function looksIssued(digits: string): boolean {
  return ISSUED.test(digits) && passesLuhn(digits, 0, digits.length);
}
/** Mir and the newer numbers of Mastercard begin with 2, and none with a year. */
const ISSUED = /^(?:2[2-7]|3[04-9]|[456])/;

/** Luhn's check over text[start..end), which holds digits alone. */
function passesLuhn(text: string, start: number, end: number): boolean {
  let sum = 0;
  for (let k = end - 1, twice = false; k >= start; k--, twice = !twice) {
    const d = text.charCodeAt(k) - 0x30;
    sum += twice ? (d > 4 ? 2 * d - 9 : 2 * d) : d;
  }
  return sum % 10 === 0;
}
