import { actOn } from '../act/act.ts';
import { isCapped } from '../act/caps.ts';
import { sourceEnd, sourceStart } from '../text/view.ts';
import type { ActionRule, AllowRule, Candidate, Policy, View } from '../types.ts';
import { type CardWithin, cardsWithin } from './cards-within.ts';
import type { Hit, Origin } from './hit.ts';

export type Decide = (candidate: Candidate, detector: Origin, view: View, score: number) => Hit;

/** What a policy makes of a candidate. */
export function policyDecider(policy: Policy): Decide {
  const allowed = (policy.allow ?? []).map((entry) => ({ category: entry.category, test: wildcard(entry) }));
  const ofCards = policy.actions['card/pan'] ?? policy.actions.card ?? policy.otherwise;
  return (candidate, detector, view, score) => {
    const category = detector.category.category;
    const value = view.text.slice(candidate.start, candidate.end);
    const listed = allowed.some((entry) => entry.category === category && entry.test(value));
    const chosen = listed ? 'allow' : (policy.actions[`${category}/${candidate.type}`] ?? policy.actions[category] ?? policy.otherwise);
    const cards = isCapped(category) ? [] : cardsWithin(value);
    const action = cards.length === 0 ? chosen : actionWithCards(chosen, ofCards, cards, value);
    const { placeholder } = detector;
    const acted = (): string =>
      chosen === 'allow' && typeof action === 'object'
        ? withCards(value, cards, (digits) => actOn(action, { value: digits, plain: digits, placeholder, category: 'card' }))
        : actOn(action, { value, plain: candidate.value, placeholder, category: cards.length === 0 ? category : 'card' });
    const { start, end, type } = candidate;
    return {
      start,
      end,
      from: sourceStart(view, start),
      to: sourceEnd(view, end),
      score,
      priority: detector.priority,
      order: detector.order,
      type,
      detector,
      action,
      replacement: action === 'allow' ? value : besideDigits(view.text, candidate, acted(), placeholder),
    };
  };
}

/** What becomes of a value of another category that holds card numbers: no more may stay of them than of any card. */
function actionWithCards(chosen: ActionRule, ofCards: ActionRule, cards: readonly CardWithin[], value: string): ActionRule {
  if (typeof chosen === 'string' && chosen !== 'allow') return chosen;
  if (typeof ofCards !== 'object' || !('keep' in ofCards)) return 'remove';
  if (chosen === 'allow') return ofCards;
  if (!('keep' in chosen) || cards[0].end - cards[0].start < value.length) return 'remove';
  const least = (end: 'first' | 'last') => Math.min(chosen.keep[end] ?? 0, ofCards.keep[end] ?? 0);
  return { keep: { first: least('first'), last: least('last') } };
}

/** The value with its card numbers replaced. */
function withCards(value: string, cards: readonly CardWithin[], replace: (digits: string) => string): string {
  let out = '';
  let at = 0;
  for (const { start, end, digits } of cards) {
    out += value.slice(at, start) + replace(digits);
    at = end;
  }
  return out + value.slice(at);
}

/** Digits that are kept must not run into digits that stand beside them: they would read as one number. */
function besideDigits(text: string, { start, end }: Candidate, replacement: string, placeholder: string): string {
  const runsOn = (/^\d/.test(replacement) && /\d/.test(text.charAt(start - 1))) || (/\d$/.test(replacement) && /\d/.test(text.charAt(end)));
  return runsOn ? placeholder : replacement;
}

/** `*` stands for any run of characters. Steps through the parts, so no input is slow. */
function wildcard(entry: AllowRule): (value: string) => boolean {
  const parts = entry.matches.toLowerCase().split('*');
  return (written) => {
    const value = written.toLowerCase();
    if (parts.length === 1) return value === parts[0];
    const last = parts[parts.length - 1];
    if (!value.startsWith(parts[0]) || value.length < parts[0].length + last.length || !value.endsWith(last)) return false;
    let at = parts[0].length;
    for (const part of parts.slice(1, -1)) {
      at = value.indexOf(part, at);
      if (at < 0) return false;
      at += part.length;
    }
    return at <= value.length - last.length;
  };
}
