import { FindingCounts, type Summary } from '../report/summary.ts';
import type { Finding, LateFinding } from '../types.ts';

/** What becomes of a request: replaced, left with a redacted copy beside it, only counted, or refused when anything is found. */
export type Mode = 'mask' | 'shadow' | 'observe' | 'block';

export const MODES: readonly Mode[] = ['mask', 'shadow', 'observe', 'block'];

/** A finding in the body of an earlier request of the conversation, which only this one revealed. Holds no value. */
export interface LateBodyFinding extends Pick<LateFinding, 'category' | 'type' | 'score' | 'rule' | 'action'> {
  /** `req.redaction.record` of that request. */
  readonly record: string;
  /** That of the request which revealed it. The findings of one belong together, and are put in before those of a later one. */
  readonly by: string;
  /** Path in its body: '$.comments[2].body'. */
  readonly path: string;
  /** Offsets in the text that stood there when the handler got it, with the late findings of requests since put in. */
  readonly start: number;
  readonly end: number;
  /** Units of that text. */
  readonly length: number;
  /** What belongs in its place. */
  readonly replacement: string;
}

/** Counts of one request, for metrics and logs; holds no value and no path. */
export class RequestRedaction {
  /** That of the body when there is one, else of the query. */
  mode: Mode;
  /** A part could not be examined; in mask mode the failure marker stands in its place. */
  degraded = false;
  /** A body was passed on unread, as the options allow or because the mode protects nothing. */
  passed = false;
  /** In shadow mode: the redacted copy of the body. */
  body?: unknown;
  /** In shadow mode: the redacted copy of the query. */
  query?: unknown;
  /** With `conversation`: names this request in the late findings of later ones. */
  record?: string;
  /** With `conversation`: the request has no key, and was redacted as a conversation of its own. */
  alone?: boolean;
  readonly #late: LateBodyFinding[] = [];
  readonly #findings = new FindingCounts();
  readonly #response = new FindingCounts();

  constructor(mode: Mode) {
    this.mode = mode;
  }

  /** Findings in body and query, counted by category, rule and action. */
  get findings(): Summary {
    return this.#findings.summary;
  }

  /** Findings in what was sent so far, counted likewise. */
  get response(): Summary {
    return this.#response.summary;
  }

  /**
   * What this request revealed in earlier ones of its conversation, for what was stored of them: behind what requests revealed that were answered with
   * an error. `withLate` puts them in.
   */
  get late(): readonly LateBodyFinding[] {
    return this.#late;
  }

  /** Gives the request the name that later ones know it by; one that it has stays. */
  name(record: string): string {
    return (this.record ??= record);
  }

  addLate(late: readonly LateBodyFinding[]): void {
    this.#late.push(...late);
  }

  add(findings: readonly Finding[], degraded: boolean): void {
    for (const finding of findings) this.#findings.add(finding);
    if (degraded) this.degraded = true;
  }

  addResponse(findings: readonly Finding[], degraded: boolean): void {
    for (const finding of findings) this.#response.add(finding);
    if (degraded) this.degraded = true;
  }

  /** Copies stay out of logs: they are redacted, yet they are the customer's message all the same. */
  toJSON(): object {
    const { mode, degraded, passed, alone, findings, response, late } = this;
    return { mode, degraded, passed, ...(alone !== undefined && { alone }), findings, response, late: late.length };
  }
}

/** Late findings of a conversation that have a place in a body, as the request `by` revealed them. */
export function lateInBodies(late: readonly LateFinding[], by: string): LateBodyFinding[] {
  return late.flatMap(({ place, corrected, replacement, category, type, score, rule, action }) =>
    place === undefined || corrected === undefined || replacement === null
      ? []
      : { record: String(place.record), by, path: place.path, ...corrected, replacement, category, type, score, rule, action },
  );
}

/** The counts of a request, made by whichever part sees the request first. */
export function redactionOf(req: { redaction?: RequestRedaction }, mode: Mode): RequestRedaction {
  return (req.redaction ??= new RequestRedaction(mode));
}
