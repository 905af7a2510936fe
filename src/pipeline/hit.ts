import { actionName } from '../act/act.ts';
import type { ActionRule, CategoryId, Finding } from '../types.ts';

/** What a finding comes from, as far as findings tell. */
export interface Origin {
  readonly rule: string;
  readonly category: { readonly category: CategoryId };
  readonly priority: number;
  readonly order: number;
  readonly placeholder: string;
}

/** A scored candidate: offsets in the view, and in the source. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly score: number;
  readonly priority: number;
  readonly order: number;
  readonly type: string;
  readonly detector: Origin;
  /** The dialogue knows it, rather than a rule. */
  readonly known?: true;
  readonly action: ActionRule;
  /** What stands in the text instead. */
  readonly replacement: string;
}

/** What users get to see of a hit. Offsets are those of the source. */
export function toFinding(hit: Hit): Finding {
  return {
    category: hit.detector.category.category,
    type: hit.type,
    start: hit.from,
    end: hit.to,
    score: hit.score,
    rule: hit.detector.rule,
    action: actionName(hit.action),
  };
}
