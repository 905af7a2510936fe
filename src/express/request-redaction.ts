import type { Summary } from '../report/summary.ts';
import { summarise } from '../report/summary.ts';
import type { Finding } from '../types.ts';

/** What becomes of a request: replaced, left with a redacted copy beside it, only counted, or refused when anything is found. */
export type Mode = 'mask' | 'shadow' | 'observe' | 'block';

export const MODES: readonly Mode[] = ['mask', 'shadow', 'observe', 'block'];

/** Counts of one request, for metrics and logs; holds no value and no path. */
export class RequestRedaction {
  readonly mode: Mode;
  /** A part could not be examined; in mask mode the failure marker stands in its place. */
  degraded = false;
  /** A body was passed on unread, as the options allow or because the mode protects nothing. */
  passed = false;
  /** In shadow mode: the redacted copy of the body. */
  body?: unknown;
  /** In shadow mode: the redacted copy of the query. */
  query?: unknown;
  readonly #findings: Finding[] = [];
  readonly #response: Finding[] = [];

  constructor(mode: Mode) {
    this.mode = mode;
  }

  /** Findings in body and query, counted by category, rule and action. */
  get findings(): Summary {
    return summarise(this.#findings);
  }

  /** Findings in what was sent so far, counted likewise. */
  get response(): Summary {
    return summarise(this.#response);
  }

  add(findings: readonly Finding[], degraded: boolean): void {
    for (const finding of findings) this.#findings.push(finding);
    if (degraded) this.degraded = true;
  }

  addResponse(findings: readonly Finding[], degraded: boolean): void {
    for (const finding of findings) this.#response.push(finding);
    if (degraded) this.degraded = true;
  }

  /** Copies stay out of logs: they are redacted, yet they are the customer's message all the same. */
  toJSON(): object {
    return { mode: this.mode, degraded: this.degraded, passed: this.passed, findings: this.findings, response: this.response };
  }
}

/** The counts of a request, made by whichever part sees the request first. */
export function redactionOf(req: { redaction?: RequestRedaction }, mode: Mode): RequestRedaction {
  return (req.redaction ??= new RequestRedaction(mode));
}
