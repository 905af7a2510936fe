/** The one who speaks or writes: a field that holds a person, whatever is written there. */
import type { Context, DialogueWords, Finding, Redacted, Redactor } from '../types.ts';
import { withoutPlaceholders } from './placeholders.ts';

/** What the field is called for the rules, which know it as one that holds a name. */
export const SPEAKER_FIELD = 'speaker';

/** Stands in for a name that the rules do not know, to ask what becomes of names in such a field. */
const PLAIN_NAME = 'Anna Berg';

/**
 * Redacts the name of a speaker. What is no role (`Agent`, `Speaker 1`) is hidden as a whole as the policy hides names, also where no rule
 * knows it for one (`xX_99`); a policy that shows names shows it.
 */
export function redactSpeaker(redactor: Redactor, name: string, given: Context): Redacted {
  const context = { ...given, field: SPEAKER_FIELD };
  const redacted = redactor.redact(name, context);
  if (redacted.degraded || isRole(name, redactor.dialogue) || !hasRest(name, redacted.findings, redactor)) return redacted;
  const sample = redactor.redact(PLAIN_NAME, context);
  const [finding] = sample.findings;
  if (sample.degraded || finding === undefined || sample.text === PLAIN_NAME) return redacted;
  return { text: sample.text, findings: [{ ...finding, start: 0, end: name.length }], degraded: false };
}

/** Says what somebody does, and not who it is. */
export function isRole(name: string, { roles, groups, speakers }: DialogueWords): boolean {
  const words =
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return words.length > 0 && words.every((word) => roles.has(word) || groups.has(word) || speakers.has(word)) && !/\d{4}/.test(name);
}

/** A letter or a digit stands outside the findings, and what an earlier run has replaced. */
function hasRest(name: string, findings: readonly Finding[], { info }: Redactor): boolean {
  let at = 0;
  let rest = '';
  for (const { start, end } of findings) {
    rest += name.slice(at, start);
    at = end;
  }
  return /[\p{L}\p{N}]/u.test(withoutPlaceholders(rest + name.slice(at), info));
}
