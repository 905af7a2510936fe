import { createRequire } from 'node:module';
import { SordinoError } from '../errors.ts';
import { SLOW_ADVICE, tooManySteps } from '../rules/backtracking.ts';
import type { KeyPath, PlaceOf } from '../rules/checker.ts';
import { readPattern } from '../rules/pattern.ts';
import type { CategoryRule } from '../types.ts';

/** Milliseconds that the second opinion may take for one pattern. */
const TIMEOUT = 20_000;

const verdicts = new Map<string, string | null>();

/** Patterns of a category that can be made to take long. Two opinions: our count of the ways through, and recheck. */
export function slowPatterns(rule: CategoryRule, place: PlaceOf): SordinoError[] {
  const errors: SordinoError[] = [];
  const check = (pattern: string | undefined, ignoreCase: boolean, path: KeyPath): void => {
    const said = pattern === undefined ? null : slowness(pattern, ignoreCase);
    if (said !== null) errors.push(new SordinoError('ERR_RULE_PATTERN_SLOW', `pattern: ${said}`, place(path)));
  };
  rule.detectors.forEach((detector, i) => check(detector.pattern, detector.ignoreCase === true, ['detectors', i, 'pattern']));
  rule.keep?.forEach((shape, i) => check(shape.pattern, false, ['keep', i, 'pattern']));
  return errors;
}

/** Why a pattern is too slow, or null when it is not. Never the text that makes it so. */
export function slowness(pattern: string, ignoreCase: boolean): string | null {
  const key = `${ignoreCase ? 'i' : ''}/${pattern}`;
  let said = verdicts.get(key);
  if (said === undefined) {
    said = judge(pattern, ignoreCase);
    verdicts.set(key, said);
  }
  return said;
}

function judge(pattern: string, ignoreCase: boolean): string | null {
  const reading = readPattern(pattern, { ignoreCase });
  if (reading.problem !== undefined) return reading.problem.message;
  const said = tooManySteps(reading.tree, reading.shape.flags);
  if (said !== undefined) return said;
  const verdict = secondOpinion(pattern, reading.shape.flags);
  if (verdict.status === 'vulnerable') return `recheck calls it ${verdict.complexity.type}. ${SLOW_ADVICE}`;
  if (verdict.status === 'unknown') return `recheck could not tell within ${TIMEOUT} ms that it is fast. ${SLOW_ADVICE}`;
  return null;
}

function secondOpinion(pattern: string, flags: string): import('recheck').Diagnostics {
  // The file that recheck names for browsers: plain JavaScript in this process. Its Node.js entry picks a native program or Java by
  // environment variables of the host. 3 MB, so it is read only when a folder has patterns of its own.
  const { checkSync } = createRequire(import.meta.url)('recheck/lib/browser.js') as typeof import('recheck');
  return checkSync(pattern, flags, { timeout: TIMEOUT });
}
