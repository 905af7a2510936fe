import type { ActionRule, Policy } from '../types.ts';
import type { Ends } from './keep.ts';

/** What the notices allow at most to be left of a card number: the first 6 and the last 4. No rule file can loosen it. */
export const CARD_CAP = { first: 6, last: 4 } as const;
/** Nothing of these is ever left: card expiry, verification values, PINs, passwords. */
export const NEVER_KEPT: readonly string[] = ['card-detail', 'secret'];

/** Ends of a value that may stay, cut down to the cap of its category. Of a number shorter than 14 digits only the last 4: 6 + 4 would hide 2 or 3, and the check digit gives one back. */
export function capKeep(category: string, keep: { readonly first?: number; readonly last?: number }): Ends {
  const first = keep.first ?? 0;
  const last = keep.last ?? 0;
  if (NEVER_KEPT.includes(category)) return { first: 0, last: 0, hide: 0 };
  if (category !== 'card') return { first, last, hide: 1 };
  return { first: Math.min(first, CARD_CAP.first), last: Math.min(last, CARD_CAP.last), hide: 4 };
}

/** What is wrong with a policy as to the caps; empty when nothing is. */
export function checkCaps(policy: Policy): string[] {
  const problems: string[] = [];
  const check = (key: string, action: ActionRule) => {
    const category = key.split('/')[0];
    if (NEVER_KEPT.includes(category) && action !== 'remove') problems.push(`${key}: nothing of it may be left, only "remove" is possible`);
    if (category !== 'card') return;
    if (action === 'remove' || action === 'token') return;
    if (typeof action === 'string' || !('keep' in action))
      problems.push(`${key}: a card number can be removed, tokenised, or kept as at most first 6 and last 4`);
    else if ((action.keep.first ?? 0) > CARD_CAP.first || (action.keep.last ?? 0) > CARD_CAP.last)
      problems.push(`${key}: at most the first ${CARD_CAP.first} and the last ${CARD_CAP.last} digits may be kept`);
  };
  for (const [key, action] of Object.entries(policy.actions)) check(key, action);
  for (const key of ['card', ...NEVER_KEPT]) if (!Object.hasOwn(policy.actions, key)) check(key, policy.otherwise);
  for (const entry of policy.allow ?? []) {
    if (NEVER_KEPT.includes(entry.category) || entry.category === 'card')
      problems.push(`allow: no value of ${entry.category} can be let through`);
    if (/^[*\s]*$/.test(entry.matches)) problems.push(`allow: "${entry.matches}" lets every ${entry.category} through`);
  }
  return problems;
}
