/** Redacts a text of any length in windows, and says what changes where, so that the bytes of all the rest can be kept. */
import type { Context, Finding, Redactor } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';
import { between, type Gap, gapsOf } from './replacements.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The next stretch of the text that can no longer change. Offsets in `edits` and `findings` are units into `text`. */
export interface Settled {
  readonly text: string;
  /** The same with the edits made. */
  readonly redacted: string;
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
  /** The stretch could not be examined. */
  readonly degraded: boolean;
}

const NOTHING: Settled = { text: '', redacted: '', edits: [], findings: [], degraded: false };

/** Units of text that no replacement will hold by chance. */
const DISTINCT = 8;
/** Units that may wait for a place to settle. */
const LONGEST_WAIT = 1024 * 1024;

/**
 * The same promise as `redactor.stream()`, on which it cannot be built: a stream gives text, and not which of it is new.
 * What lies `info.holdBack` units or more before the end can no longer change; as much of what is settled stays as context for the rest.
 */
export class EditStream {
  readonly #redactor: Redactor;
  readonly #context: Context;
  readonly #step: number;
  #buffer = '';
  /** Units of the buffer that are settled and stay as context. */
  #given = 0;

  /** `before`: what stands in front of the text, and is examined elsewhere; `info.holdBack` units of it tell all that matters. */
  constructor(redactor: Redactor, context: Context, step = 64 * 1024, before = '') {
    this.#redactor = redactor;
    this.#context = context;
    this.#step = step;
    this.#buffer = before;
    this.#given = before.length;
  }

  write(chunk: string): Settled {
    this.#buffer += chunk;
    const { holdBack } = this.#redactor.info;
    if (this.#buffer.length - this.#given <= holdBack + this.#step) return NOTHING;
    const limit = this.#buffer.length - holdBack;
    return this.#settle(splitsPair(this.#buffer, limit) ? limit - 1 : limit);
  }

  /** `after`: what stands behind the text, and is examined elsewhere. */
  end(after = ''): Settled {
    const end = this.#buffer.length;
    this.#buffer += after;
    return this.#settle(end, true);
  }

  #settle(wanted: number, last = false): Settled {
    const from = this.#given;
    const redacted = this.#redact();
    if (redacted === undefined || redacted.degraded) return this.#fail(last ? wanted : undefined);
    const gaps = gapsOf(this.#buffer, redacted);
    const start = gaps === undefined ? undefined : placeOf(gaps, from);
    if (gaps === undefined || start === undefined) return this.#fail(last ? wanted : undefined);
    if (last && wanted < this.#buffer.length && !isApart(gaps, wanted)) return this.#fail(wanted);
    const limit = last ? wanted : sureLimit(gaps, from, wanted);
    // Findings so close to each other that none can be told from the next: more text may help, but there is an end to waiting.
    if (limit === from && !last) return this.#buffer.length > LONGEST_WAIT ? this.#fail() : NOTHING;
    const findings: Finding[] = [];
    const edits: Edit[] = [];
    for (const [i, finding] of redacted.findings.entries()) {
      if (finding.end <= from || finding.end > limit) continue;
      // Its head may have been settled before; then the tail at least is hidden.
      const at = { start: Math.max(finding.start, from) - from, end: finding.end - from };
      findings.push({ ...finding, ...at });
      const text = between(this.#buffer, redacted, gaps[i], gaps[i + 1]);
      if (text !== null) edits.push({ ...at, text });
    }
    const end = limit === this.#buffer.length ? redacted.text.length : placeOf(gaps, limit);
    const settled = { text: this.#buffer.slice(from, limit), redacted: redacted.text.slice(start, end), edits, findings, degraded: false };
    this.#keep(limit);
    return settled;
  }

  #redact() {
    try {
      return this.#redactor.redact(this.#buffer, this.#context);
    } catch {
      return undefined;
    }
  }

  /** All that is not settled goes. */
  #fail(end = this.#buffer.length): Settled {
    const text = this.#buffer.slice(this.#given, end);
    this.#buffer = '';
    this.#given = 0;
    if (text === '') return NOTHING;
    return { text, redacted: FAILURE_MARKER, edits: [{ start: 0, end: text.length, text: FAILURE_MARKER }], findings: [], degraded: true };
  }

  #keep(limit: number): void {
    let cut = Math.max(0, limit - this.#redactor.info.holdBack);
    if (splitsPair(this.#buffer, cut)) cut--;
    this.#buffer = this.#buffer.slice(cut);
    this.#given = limit - cut;
  }
}

/** An encoder would make two broken characters of a pair that is cut. */
function splitsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

/** Where in the redacted text a unit stands that lies in a gap; of one inside a finding, where its replacement begins. Undefined in doubt. */
function placeOf(gaps: readonly Gap[], unit: number): number | undefined {
  // The last gap that begins at or before the unit.
  let low = 0;
  for (let high = gaps.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (gaps[middle].start <= unit) low = middle;
    else high = middle;
  }
  const gap = gaps[low];
  return gap.first === gap.last ? gap.first + Math.min(unit, gap.end) - gap.start : undefined;
}

/** The two sides of a unit can be redacted apart: no finding reaches over it, and it is certain where it stands in the redacted text. */
export function isApart(gaps: readonly Gap[], unit: number): boolean {
  return gaps.some((gap) => gap.first === gap.last && gap.start <= unit && unit <= gap.end);
}

/** The last unit up to `wanted` of which there is no doubt where it stands; `from` when there is none. Prefers gaps that are not easily taken for another. */
function sureLimit(gaps: readonly Gap[], from: number, wanted: number): number {
  let sure = from;
  let distinct = from;
  for (const gap of gaps) {
    const end = Math.min(gap.end, wanted);
    if (gap.start > wanted || end <= from || end <= gap.start || gap.first !== gap.last) continue;
    sure = end;
    if (end - gap.start >= DISTINCT) distinct = end;
  }
  // Where values follow each other closely no gap may be so long; going on by one value at a time would read all the others again each time.
  return distinct > from ? distinct : sure;
}
