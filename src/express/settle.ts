import type { Context, Redactor } from '../types.ts';
import { asBodyError, blocked, notExamined } from './body-error.ts';
import type { Mode, RequestRedaction } from './request-redaction.ts';

export interface SettleSettings {
  readonly redactor: Pick<Redactor, 'redactValue'>;
  readonly mode: Mode;
  readonly maxDepth: number;
  readonly onDegraded: 'mark' | 'refuse';
}

/** Redacts one part of a request as the mode says; gives what to put in its place, or throws a BodyError. */
export function settle(
  value: unknown,
  contextOf: () => Context,
  settings: SettleSettings,
  redaction: RequestRedaction,
): { readonly redacted: unknown } | null {
  const { redactor, mode, maxDepth } = settings;
  const protects = mode === 'mask' || mode === 'block';
  try {
    const result = redactor.redactValue(value, contextOf(), { maxDepth });
    redaction.add(result.findings, result.degraded);
    if (protects && result.degraded && settings.onDegraded === 'refuse') throw notExamined();
    if (mode === 'block') {
      const categories = [
        ...new Set(result.findings.filter((finding) => finding.action !== 'allow').map((finding) => finding.category)),
      ].sort();
      if (categories.length > 0) throw blocked(categories);
      // What could not be examined may hold anything.
      if (result.degraded) throw notExamined();
    }
    return { redacted: result.value };
  } catch (error) {
    if (protects) throw asBodyError(error);
    // Modes that leave the request as it is have nothing to refuse.
    redaction.add([], true);
    return null;
  }
}
