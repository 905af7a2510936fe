import type { ActionRule, AllowRule, Policy } from '../types.ts';
import type { Ends } from './keep.ts';

/** What the notices allow at most to be left of a card number: the first 6 and the last 4. No rule file can loosen it. */
export const CARD_CAP = { first: 6, last: 4 } as const;
/** Nothing of these is ever left: card expiry, verification values, PINs, passwords. */
export const NEVER_KEPT: readonly string[] = ['card-detail', 'secret'];

/** The category has a cap of its own, in whatever its values hold. */
export function isCapped(category: string): boolean {
  return category === 'card' || NEVER_KEPT.includes(category);
}

/** A policy may find cards and what is never kept at lower scores, not only at higher ones: a score that nothing reaches would let all of it stand. */
const CAP_SCORE = 0.5;

/** Score from which a finding counts under a policy's `minScore`. */
export function leastScore(category: string, minScore: number): number {
  return isCapped(category) ? Math.min(minScore, CAP_SCORE) : minScore;
}

/** A card has no fewer digits: what is shorter is a part of one, and nobody knows which digits its ends are. */
const SHORTEST_CARD = 12;

/**
 * Ends of a value of `digits` digits that may stay, cut down to the cap of its category. Of a number shorter than 14 digits only the last 4: 6 + 4
 * would hide 2 or 3, and the check digit gives one back.
 */
export function capKeep(category: string, keep: { readonly first?: number; readonly last?: number }, digits: number): Ends {
  const first = keep.first ?? 0;
  const last = keep.last ?? 0;
  if (NEVER_KEPT.includes(category) || (category === 'card' && digits < SHORTEST_CARD)) return { first: 0, last: 0, hide: 0 };
  if (category !== 'card') return { first, last, hide: 1 };
  return { first: Math.min(first, CARD_CAP.first), last: Math.min(last, CARD_CAP.last), hide: 4 };
}

/** A line of a policy that lets more through than the caps allow. */
export interface CapProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is wrong with a policy as to the caps, with the place of each line; empty when nothing is. */
export function capProblems(policy: Policy): CapProblem[] {
  const problems: CapProblem[] = [];
  for (const [key, action] of Object.entries(policy.actions)) {
    const message = aboveCap(key, action);
    if (message !== undefined) problems.push({ path: ['actions', key], message });
  }
  for (const category of ['card', ...NEVER_KEPT]) {
    if (Object.hasOwn(policy.actions, category)) continue;
    const message = aboveCap(category, policy.otherwise);
    if (message !== undefined)
      problems.push({ path: ['otherwise'], message: `${message}; this policy does not name ${category}, so \`otherwise\` stands for it` });
  }
  for (const [i, entry] of (policy.allow ?? []).entries()) {
    const message = allowsAboveCap(entry);
    if (message !== undefined) problems.push({ path: ['allow', i], message });
  }
  return problems;
}

/** `key` is a category, or `<category>/<type>`: a type has the cap of its category. */
function aboveCap(key: string, action: ActionRule): string | undefined {
  const category = key.split('/')[0];
  if (NEVER_KEPT.includes(category))
    return action === 'remove' ? undefined : `${key}: nothing of it may be left, only "remove" is possible`;
  if (category !== 'card' || action === 'remove' || action === 'token') return undefined;
  if (typeof action !== 'object' || action === null || !('keep' in action)) {
    return `${key}: a card number can be removed, tokenised, or kept as at most first ${CARD_CAP.first} and last ${CARD_CAP.last}`;
  }
  // Written as what is allowed, so that NaN, -1 and "6" are above the cap too.
  return within(action.keep?.first, CARD_CAP.first) && within(action.keep?.last, CARD_CAP.last)
    ? undefined
    : `${key}: at most the first ${CARD_CAP.first} and the last ${CARD_CAP.last} digits may be kept`;
}

function within(digits: unknown, cap: number): boolean {
  return digits === undefined || (typeof digits === 'number' && Number.isInteger(digits) && digits >= 0 && digits <= cap);
}

function allowsAboveCap(entry: AllowRule): string | undefined {
  const category = entry.category.split('/')[0];
  if (isCapped(category)) return `allow: no value of ${category} can be let through`;
  if (matchesEverything(entry.matches))
    return `allow: "${entry.matches}" would let every ${category} through; name what it has in common, such as "*@example.com"`;
  return undefined;
}

/** Two letters or digits at least: `*@*` and `*.*` are every address there is. */
function matchesEverything(matches: string): boolean {
  return (matches.match(/[\p{L}\p{N}]/gu) ?? []).length < 2;
}
