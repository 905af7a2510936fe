import { type Detector, type DetectorRule, GAP, type Scan } from '../types.ts';
import { joinsWord } from './latin.ts';
import { digitsOf } from './numbers.ts';
import { isDigit, isMaskedBeside, isMaskUnit } from '../units.ts';

const LONGEST = 48;
/** What may stand between the groups of one number. */
const JOINS = GAP.space | GAP.dash | GAP.dot | GAP.wrap;

/**
 * Account numbers that a country writes in groups of its own: `options.groups` lists them (`4-4-2-10`, `20`), digits in each group. Signals:
 * `grouped` in more than one group; `dotted` with full stops between them.
 * > | CCC 2100 0418 45 0200051332
 *         ^first run
 */
export const bankGroups: Detector = {
  name: 'bank-groups',
  types: ['account'],
  signals: ['grouped', 'dotted'],
  options: ['groups'],
  maxLength: LONGEST,
  needs: (rule) => [{ digits: fewest(shapesOf(rule)) }],
  prepare({ rule }) {
    const shapes = shapesOf(rule);
    const least = fewest(shapes);
    // Most runs are told to begin none of the shapes by one bit.
    let firsts = 0;
    let singles = 0;
    for (const [first, second] of shapes) {
      firsts |= 1 << first;
      if (second === undefined) singles |= 1 << first;
    }
    return ({ scan }, emit) => {
      for (let i = 0; i < scan.runCount; i++) {
        if (scan.ahead[i] < least) continue;
        const size = scan.runEnd[i] - scan.runStart[i];
        if (size > 30 || ((scan.gap[i] === 0 ? singles : firsts) & (1 << size)) === 0) continue;
        for (const shape of shapes) {
          if (shape[0] !== size || !fits(scan, i, shape)) continue;
          const last = i + shape.length - 1;
          const signals = shape.length === 1 ? [] : (scan.gap[i] & GAP.dot) !== 0 ? ['grouped', 'dotted'] : ['grouped'];
          emit({ start: scan.runStart[i], end: scan.runEnd[last], value: digitsOf(scan, i, last), type: 'account', signals });
          break;
        }
      }
    };
  },
};

function shapesOf(rule: DetectorRule): readonly (readonly number[])[] {
  return ((rule.options?.groups ?? []) as readonly string[]).map((shape) => shape.split('-').map(Number));
}

function fewest(shapes: readonly (readonly number[])[]): number {
  return Math.min(...shapes.map((shape) => shape.reduce((sum, size) => sum + size, 0)));
}

/** The runs from `i` on have the sizes of the shape, and no digits, letters or masks touch either end. */
function fits(scan: Scan, i: number, shape: readonly number[]): boolean {
  const { text, runStart, runEnd, gap, runCount } = scan;
  const last = i + shape.length - 1;
  if (last >= runCount) return false;
  for (let k = i; k <= last; k++) {
    if (runEnd[k] - runStart[k] !== shape[k - i]) return false;
    if (k < last && (gap[k] === 0 || (gap[k] & ~JOINS) !== 0 || runStart[k + 1] - runEnd[k] > 8)) return false;
    // `31.12. 48 217`: a full stop and a blank end a date or a sentence.
    if (k < last && (gap[k] & GAP.dot) !== 0 && (gap[k] & GAP.space) !== 0) return false;
  }
  // A slice of a longer row of groups is no number of its own.
  if (last > i && ((i > 0 && isJoined(scan, i - 1)) || (last + 1 < runCount && isJoined(scan, last)))) return false;
  return standsAlone(text, runStart[i], runEnd[last]) && runEnd[last] - runStart[i] <= LONGEST;
}

/** Run k and the next one stand one unit apart, as groups of one number do. */
function isJoined(scan: Scan, k: number): boolean {
  return scan.gap[k] !== 0 && (scan.gap[k] & ~JOINS) === 0 && scan.runStart[k + 1] - scan.runEnd[k] === 1 && scan.gap[k] !== GAP.wrap;
}

/** No letter, mask or plus touches the number, and no digits stand tight on either side of it. */
export function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (joinsWord(before) || before === 0x2b || isPartMasked(text, start, end)) return false;
  if (isTight(before) && (isDigit(text.charCodeAt(start - 2)) || isTight(text.charCodeAt(start - 2)))) return false;
  return endsAlone(text, end);
}

/** A star or bullet on one side alone stands for digits, unless it is emphasis. */
function isPartMasked(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (before === after || !((isMaskUnit(before) && before !== 0x23) || isMaskUnit(after))) return false;
  return end - start < SHORTEST_WHOLE || isMaskedBeside(text, start, end);
}
/** What is shorter can be the rest of a masked number. */
const SHORTEST_WHOLE = 8;

/** The right side of `standsAlone`. */
export function endsAlone(text: string, end: number): boolean {
  const after = text.charCodeAt(end);
  if (joinsWord(after) || after === 0x25) return false;
  return !(isTight(after) && isDigit(text.charCodeAt(end + 1)));
}

/** `. , - / :` join digits without a space. */
export function isTight(unit: number): boolean {
  return unit === 0x2e || unit === 0x2c || unit === 0x2d || unit === 0x2f || unit === 0x3a;
}
