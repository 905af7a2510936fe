import { actOn } from '../act/act.ts';
import { sourceEnd, sourceStart } from '../text/view.ts';
import type { AllowRule, Candidate, Policy, View } from '../types.ts';
import type { Hit, Origin } from './hit.ts';

export type Decide = (candidate: Candidate, detector: Origin, view: View, score: number) => Hit;

/** What a policy makes of a candidate. */
export function policyDecider(policy: Policy): Decide {
  const allowed = (policy.allow ?? []).map((entry) => ({ category: entry.category, test: wildcard(entry) }));
  return (candidate, detector, view, score) => {
    const category = detector.category.category;
    const value = view.text.slice(candidate.start, candidate.end);
    const listed = allowed.some((entry) => entry.category === category && entry.test(value));
    const action = listed ? 'allow' : (policy.actions[`${category}/${candidate.type}`] ?? policy.actions[category] ?? policy.otherwise);
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
      replacement:
        action === 'allow'
          ? value
          : besideDigits(
              view.text,
              candidate,
              actOn(action, { value, plain: candidate.value, placeholder: detector.placeholder, category }),
              detector.placeholder,
            ),
    };
  };
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
