import { type Detector, GAP, type Scan } from '../types.ts';
import { digitsOf } from './numbers.ts';
import { isAsciiLetter, isDigit, isMaskedBeside, isMaskUnit } from '../units.ts';

const MIN = 12;
/** Digits of the shortest card that nobody has masked or cut. */
const SHORTEST_WHOLE = 13;
/** Digits behind the plus of a telephone number. */
const LONGEST_PHONE = 15;
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
    [6, 6, 4],
    [12, 4],
    [4, 12],
    [4, 4, 4],
  ].map(shapeCode),
);
const MAX_GROUPS = 5;

/** Those that stand on cards themselves: nothing else is written so. */
const EMBOSSED = new Set(
  [
    [4, 4, 4, 4],
    [4, 6, 5],
    [4, 6, 4],
    [4, 4, 4, 4, 3],
  ].map(shapeCode),
);

/** Names of fields that hold keys of records: `id`, `author_id`, `senderId`. */
const ID_FIELD = /(?:^|[^A-Za-z])ids?$|[a-z]I[dD]s?$/;

/** Labels of numbers that have sixteen digits too: of those only the check digit makes a card. */
const OTHER = /\b(?:id|key|ref|hash|token|serial)[:#= ]{1,3}$/i;

/** Sizes of groups as one number. */
function shapeCode(sizes: readonly number[]): number {
  return sizes.reduce((code, size) => code * 20 + size, 0);
}

/** The same of runs i..j; 0 when there are more than a card has. */
function shapeOf({ runStart, runEnd }: Scan, i: number, j: number): number {
  if (j - i >= MAX_GROUPS) return 0;
  let code = 0;
  for (let k = i; k <= j; k++) code = code * 20 + runEnd[k] - runStart[k];
  return code;
}

const LOOSE = GAP.space | GAP.wrap | GAP.comma;
/** What may stand between the digits of one card. Parentheses are of phones. */
const JOINS = GAP.space | GAP.dash | GAP.dot | GAP.slash | GAP.wrap | GAP.comma | GAP.markup;

/**
 * Payment card numbers: 12 to 19 digits in one run or in groups. Signals:
 * `scheme` Luhn and issuer range are asked for by the rule file; here only shape is told:
 * `grouped` in the groups of a card; `embossed` in those that stand on cards; `single` in one run; `sixteen` in one run of sixteen, as most cards are; `odd` in groups that no card has; `whole-message`; `scientific` as a spreadsheet writes it.
 * Reads the runs i..j of
 * > | kort 4111 1111 1111 1111, tack
 *          ^i             ^j
 */
export const card: Detector = {
  name: 'card',
  types: ['pan'],
  signals: ['grouped', 'embossed', 'single', 'sixteen', 'odd', 'whole-message', 'scientific', 'glued-hex', 'masked'],
  maxLength: 120,
  needs: () => [{ digits: PART }],
  prepare({ cues }) {
    return ({ scan, around, context }, emit) => {
      const labelled = (start: number, end: number) => cues.some((cue) => around.near(cue, start, end) === 1);
      const cued = (start: number, end: number) => cues.some((cue) => around.near(cue, start, end) > 0);
      const beside: Beside = { message: around.message, inKey: ID_FIELD.test(context.field ?? ''), labelled, cued };
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
            window(scan, i, j, total, beside, emit);
            // A whole card: what follows it is its expiry, not more of it.
            if ((i === j || isBlocks(scan, i, j)) && looksIssued(digitsOf(scan, i, j))) {
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

/** What surrounds the digits. */
interface Beside {
  /** They stand in what somebody said. */
  readonly message: boolean;
  /** They stand in a field that holds keys of records. */
  readonly inKey: boolean;
  /** A cue word is their label. */
  labelled(start: number, end: number): boolean;
  /** A cue word is near. */
  cued(start: number, end: number): boolean;
}

/** Judges runs i..j, which hold `total` digits, 12 to 19. */
function window(scan: Scan, i: number, j: number, total: number, { message, inKey, labelled, cued }: Beside, emit: Emit): void {
  const { text, runStart, runEnd, gap } = scan;
  const start = runStart[i];
  const end = runEnd[j];
  const signals: string[] = [];
  let gaps = 0;
  for (let k = i; k < j; k++) gaps |= gap[k];
  // A slice of a longer number: tight on either side to more digits.
  const cut = (k: number) => isTight(scan, k) && !(total >= SHORTEST_WHOLE && isUnderscore(scan, k) && looksIssued(digitsOf(scan, i, j)));
  if (cut(j) || (i > 0 && cut(i - 1))) return;
  const before = text.charCodeAt(start - 1);
  if (before === 0x2b && !(total > LONGEST_PHONE && looksIssued(digitsOf(scan, i, j)))) return; // +46 ...
  // The places of a decimal. Behind a comma a whole card is the next cell of a table: 1,4111 1111 1111 1111
  if (before === 0x2e && isDigit(text.charCodeAt(start - 2))) return;
  if (before === 0x2c && isDigit(text.charCodeAt(start - 2)) && !((i === j || isBlocks(scan, i, j)) && looksIssued(digitsOf(scan, i, j))))
    return;
  if (total <= LONGEST_REST && maskedBeside(text, start, end) && !looksIssued(digitsOf(scan, i, j))) return;
  if (i === j) {
    // Without a word nearby only its digits can speak for it: no allocation for the time stamps and counters of a log.
    const alone = message && text.length - (end - start) <= 4;
    // Of sixteen digits in the range of an issuer too few keys pass the check to risk the card that somebody put there.
    const key = inKey && !(total === 16 && looksIssued(digitsOf(scan, i, i)));
    if ((key || (!alone && isKeyLike(text, start, end))) && !labelled(start, end)) return;
    const typo = end - start === 16 && !OTHER.test(text.slice(Math.max(0, start - 12), start));
    if (!alone && !typo && !passesLuhn(text, start, end) && !cued(start, end)) return;
    signals.push(end - start === 16 ? 'sixteen' : 'single');
  } else if (isBlocks(scan, i, j) && !tooMixed(gaps) && !isSlice(scan, i, j) && !inColumns(scan, i, j)) {
    signals.push('grouped');
    if (EMBOSSED.has(shapeOf(scan, i, j))) signals.push('embossed');
  } else if (scientific(text, scan, i, j)) signals.push('scientific');
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

/** More digits stand behind run k, with no more between than inside of a number. */
function isTight({ gap, runCount }: Scan, k: number): boolean {
  return k + 1 < runCount && gap[k] !== 0 && (gap[k] & (LOOSE | GAP.slash)) === 0;
}

/** `4111111111111111_2.pdf`: nothing but this sign parts run k from the next, as in names of files. */
function isUnderscore({ text, runStart, runEnd }: Scan, k: number): boolean {
  return runStart[k + 1] - runEnd[k] === 1 && text.charCodeAt(runEnd[k]) === 0x5f;
}

/** The groups are those of a card. */
function isBlocks(scan: Scan, i: number, j: number): boolean {
  return BLOCKS.has(shapeOf(scan, i, j));
}

/** As keys of records are too: thirteen digits, or fifteen of which the first is a one. */
function isKeyLike(text: string, start: number, end: number): boolean {
  return end - start === 13 || (end - start === 15 && text.charCodeAt(start) === 0x31);
}

/** Three fours behind another: the end of a number that has sixteen digits. */
function isSlice({ runStart, runEnd, gap }: Scan, i: number, j: number): boolean {
  return j - i === 2 && i > 0 && gap[i - 1] === gap[i] && runEnd[i - 1] - runStart[i - 1] === 4 && runEnd[j] - runStart[j] === 4;
}

/** Two blanks or more between groups that stand on no card: columns of a table. */
function inColumns(scan: Scan, i: number, j: number): boolean {
  if (EMBOSSED.has(shapeOf(scan, i, j))) return false;
  for (let k = i; k < j; k++) if (scan.gap[k] === GAP.space && scan.runStart[k + 1] - scan.runEnd[k] > 1) return true;
  return false;
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

/** Digits that are left of a card of which a group is masked. */
const LONGEST_REST = 13;

/** Stars or bullets beside, as they stand for what somebody masked. */
function maskedBeside(text: string, start: number, end: number): boolean {
  const beside = (at: number, step: 1 | -1) => {
    const masks = (from: number, to: number) => {
      for (let n = from; n <= to; n++) if (!isMaskUnit(text.charCodeAt(at + n * step))) return false;
      return true;
    };
    const unit = text.charCodeAt(at);
    return unit === 0x20 ? masks(1, 3) : unit !== 0x2a && masks(0, 1);
  };
  return isMaskedBeside(text, start, end) || beside(start - 1, -1) || beside(end, 1);
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
