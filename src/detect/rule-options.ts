import type { CategoryRule, DetectorRule } from '../types.ts';
import { wordSet } from './words.ts';

/** Options of a rule; those of the detector of its category that `like` names count where it has none. */
export function optionsOf(rule: DetectorRule, category: CategoryRule): Readonly<Record<string, unknown>> {
  const like = category.detectors.find(({ id }) => id === rule.options?.like);
  return { ...like?.options, ...rule.options };
}

/** Tells folded words by the ends of an option: `ing`, or `ge*t` for words that begin with the one and end with the other. */
export function wordEndings(lists: unknown): (word: string) => boolean {
  /** By the last letter, which tells most words apart. */
  const byLast = new Map<number, { first: string; last: string }[]>();
  for (const end of wordSet(lists)) {
    const parts = end.split('*');
    const last = parts[parts.length - 1];
    const unit = last.charCodeAt(last.length - 1);
    const others = byLast.get(unit);
    const shape = { first: parts.length > 1 ? parts[0] : '', last };
    if (others === undefined) byLast.set(unit, [shape]);
    else others.push(shape);
  }
  return (word) =>
    byLast
      .get(word.charCodeAt(word.length - 1))
      ?.some(({ first, last }) => word.length > first.length + last.length && word.startsWith(first) && word.endsWith(last)) === true;
}
