/** Which part of a redacted text stands for which finding. */
import type { Redacted } from '../types.ts';

/**
 * One entry a finding: what stands in its place, or null when it was left as it is. Undefined when the two texts do not fit together.
 * Between findings the redacted text is the text as it was, so the gaps say where each replacement ends. Taking each gap at its first
 * occurrence succeeds whenever there is a solution, and every solution spells the same text: at worst a replacement that contains the gap
 * behind it is divided elsewhere.
 */
export function replacements(text: string, { text: now, findings }: Redacted): (string | null)[] | undefined {
  const result: (string | null)[] = [];
  if (findings.length === 0) return now === text ? result : undefined;
  let at = findings[0].start;
  if (!now.startsWith(text.slice(0, at))) return undefined;
  for (let i = 0; i < findings.length; i++) {
    const { start, end } = findings[i];
    const isLast = i + 1 === findings.length;
    const gap = text.slice(end, isLast ? text.length : findings[i + 1].start);
    const found = isLast ? now.length - gap.length : now.indexOf(gap, at);
    if (found < at || (!isLast && findings[i + 1].start < end) || (isLast && !now.endsWith(gap))) return undefined;
    const replacement = now.slice(at, found);
    result.push(replacement === text.slice(start, end) ? null : replacement);
    at = found + gap.length;
  }
  return result;
}
