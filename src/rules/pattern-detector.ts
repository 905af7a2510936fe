import { SordinoError } from '../errors.ts';
import type { DetectorRule, Need, RunDetector, Scan } from '../types.ts';
import { compilePattern, type PatternShape, readPattern } from './pattern.ts';
import { isAlnum } from '../units.ts';

/** Where matches of a pattern can begin, told by the first few characters. */
export interface PatternStarts extends Pick<PatternShape, 'first' | 'nonAscii' | 'behind'> {
  /** Nothing can begin behind a letter or digit. */
  readonly whole: boolean;
}

/** A `pattern:` of a rule file, ready to run. */
export interface PatternDetector {
  readonly starts: PatternStarts;
  /** Longest match, in view units. */
  readonly maxLength: number;
  /** Digits of a long number; else nothing: a pattern can begin with any character. */
  readonly needs: readonly Need[];
  readonly run: RunDetector;
}

/**
 * Makes a detector of a pattern. A match is reported from every place where one begins, not from where the match before it ended:
 * what is found in one part of a text must not depend on where the text begins.
 */
export function preparePattern(name: string, rule: DetectorRule, placeholders: ReadonlySet<string>): PatternDetector {
  const { pattern = '', ignoreCase = false, edges = 'word' } = rule;
  const reading = readPattern(pattern, { ignoreCase });
  if (reading.problem !== undefined)
    throw new SordinoError(reading.problem.code, `${name}: pattern: character ${reading.problem.index + 1}: ${reading.problem.message}`);
  const expression = compilePattern(pattern, { ignoreCase, edges });
  const { first, nonAscii, behind, minLength, maxLength, digits, numbered, row, glued } = reading.shape;
  const whole = edges === 'word';
  const type = rule.type ?? rule.id;

  return {
    starts: { first, nonAscii, behind, whole },
    maxLength,
    // Shorter numbers can stand in what the scan leaves out: time stamps, and identifiers where letters may touch.
    needs:
      digits >= LONG_NUMBER && whole
        ? [{ digits }]
        : row >= LONG_ROW && whole
          ? inRow(row)
          : glued && whole
            ? GLUED
            : numbered
              ? DIGITS
              : [{}],
    run({ scan: { text } }, emit) {
      const last = text.length - minLength;
      for (let start = 0; start <= last; start++) {
        const unit = text.charCodeAt(start);
        if (unit < 128 ? first[unit] === 0 : !nonAscii || isSecondHalf(text, start, unit)) continue;
        // Most places are told to be none before the expression is asked.
        if (whole && start > 0 && isAlnum(text.charCodeAt(start - 1))) continue;
        if (unit < 128 && !mayGoOn(text, start + 1, behind)) continue;
        expression.lastIndex = start;
        const match = expression.exec(text);
        if (match === null) continue;
        const end = start + match[0].length;
        if (inReplacement(text, start, end, placeholders)) continue;
        emit({ start, end, value: match[0].replace(/[^0-9A-Za-z]/g, '').toUpperCase(), type, signals: [] });
      }
    },
  };
}

/** Patterns that are told apart by the bits of a number. */
export const MOST_AT_ONCE = 31;

/** Says which of up to MOST_AT_ONCE patterns have a place to begin at in a text: one pass for all, where each would make its own. */
export function choosePatterns(patterns: readonly PatternStarts[]): (scan: Scan, chosen: Uint8Array) => void {
  const places = patterns[0].behind.length + 1;
  /** By place and character: the patterns that can have it there. */
  const columns = Array.from({ length: places }, () => new Int32Array(BEYOND + 1));
  let whole = 0;
  patterns.forEach(({ first, nonAscii, behind, whole: isWhole }, k) => {
    const bit = 1 << k;
    [{ ascii: first, nonAscii }, ...behind].forEach((characters, place) => {
      for (let unit = 0; unit < BEYOND; unit++) if (characters.ascii[unit] === 1) columns[place][unit] |= bit;
      if (characters.nonAscii) columns[place][BEYOND] |= bit;
    });
    if (isWhole) whole |= bit;
  });
  const first = columns[0];
  const all = 2 ** patterns.length - 1;
  return ({ text }, chosen) => {
    let left = all;
    let before = 0;
    for (let at = 0; at < text.length && left !== 0; at++) {
      const unit = text.charCodeAt(at);
      let bits = first[unit < BEYOND ? unit : BEYOND] & left;
      if (bits !== 0 && isAlnum(before)) bits &= ~whole;
      for (let place = 1, last = unit; bits !== 0 && place < places && last < BEYOND && at + place < text.length; place++) {
        last = text.charCodeAt(at + place);
        bits &= columns[place][last < BEYOND ? last : BEYOND];
      }
      left &= ~bits;
      before = unit;
    }
    for (let k = 0; k < patterns.length; k++) if ((left & (1 << k)) === 0) chosen[k] = 1;
  };
}

/** What stands at `at`, behind an ASCII character, can go on with a match. */
function mayGoOn(text: string, at: number, behind: PatternStarts['behind']): boolean {
  for (let k = 0; k < behind.length && at + k < text.length; k++) {
    const unit = text.charCodeAt(at + k);
    if (unit >= BEYOND) return behind[k].nonAscii;
    if (behind[k].ascii[unit] === 0) return false;
  }
  return true;
}

/** Stands for all characters outside ASCII. */
const BEYOND = 128;

/** A digit stands in a run, or in an identifier that the scan has left out. */
const DIGITS: readonly Need[] = [{ anchors: ['runs'] }, { anchors: ['tokens'] }];
/** `AB-12`, also in an identifier. */
const GLUED: readonly Need[] = [{ anchors: ['glued'] }, { anchors: ['tokens'] }];
/** A date has four digits in a row; those of the fraction of a second are counted where the scan leaves out a stamp. */
const LONG_ROW = 5;
function inRow(digits: number): readonly Need[] {
  return [{ digits }, { anchors: ['tokens'] }];
}
/** More digits than a time stamp has in one piece. */
const LONG_NUMBER = 12;

/** With `u` the expression would step back to the first half, and match what begins before `start`. */
function isSecondHalf(text: string, at: number, unit: number): boolean {
  return at > 0 && (unit & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

/** Longest name in brackets that is looked at; a category's placeholder is shorter. */
const MAX_NAME = 44;

/** What stands for a value is none: inside `[EMAIL]`, or beside the stars of `411111******1111`. */
function inReplacement(text: string, start: number, end: number, placeholders: ReadonlySet<string>): boolean {
  const from = Math.max(0, start - MAX_NAME);
  for (const match of text.slice(from, end + MAX_NAME).matchAll(/\[([A-Z_]+)\]/g)) {
    const at = from + match.index;
    if (at < end && start < at + match[0].length && placeholders.has(match[1])) return true;
  }
  return pastStars(text, end, 1) || pastStars(text, start - 1, -1);
}

/** Stars of a kept card have digits on both sides; those of `**bold**` have not. */
function pastStars(text: string, at: number, step: 1 | -1): boolean {
  let stars = 0;
  while (stars < 20 && text.charCodeAt(at) === 0x2a) {
    at += step;
    stars++;
  }
  const unit = text.charCodeAt(at);
  return stars > 2 && unit >= 0x30 && unit <= 0x39;
}
