import { SordinoError } from '../errors.ts';
import type { DetectorRule, Need, RunDetector } from '../types.ts';
import { compilePattern, readPattern } from './pattern.ts';

/** A `pattern:` of a rule file, ready to run. */
export interface PatternDetector {
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
  const { first, nonAscii, second, secondNonAscii, minLength, maxLength, digits, numbered } = reading.shape;
  const whole = edges === 'word';
  const type = rule.type ?? rule.id;

  return {
    maxLength,
    // Shorter numbers can stand in what the scan leaves out: time stamps, and identifiers where letters may touch.
    needs: digits >= LONG_NUMBER && whole ? [{ digits }] : numbered ? DIGITS : [{}],
    run({ scan: { text } }, emit) {
      const last = text.length - minLength;
      for (let start = 0; start <= last; start++) {
        const unit = text.charCodeAt(start);
        if (unit < 128 ? first[unit] === 0 : !nonAscii || isSecondHalf(text, start, unit)) continue;
        // Most places are told to be none before the expression is asked.
        if (whole && start > 0 && isAlnum(text.charCodeAt(start - 1))) continue;
        if (unit < 128 && start + 1 < text.length) {
          const next = text.charCodeAt(start + 1);
          if (next < 128 ? second[next] === 0 : !secondNonAscii) continue;
        }
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

/** A digit stands in a run, or in an identifier that the scan has left out. */
const DIGITS: readonly Need[] = [{ anchors: ['runs'] }, { anchors: ['tokens'] }];
/** More digits than a time stamp has in one piece. */
const LONG_NUMBER = 12;

function isAlnum(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

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
