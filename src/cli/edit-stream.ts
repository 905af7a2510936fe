/** Redacts a text of any length in windows, and says what changes where, so that the bytes of all the rest can be kept. */
import type { Context, Finding, Redactor } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';
import { replacements } from './replacements.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The next stretch of the text that can no longer change. Offsets in `edits` and `findings` are units into `text`. */
export interface Settled {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
  /** The stretch could not be examined. */
  readonly degraded: boolean;
}

const NOTHING: Settled = { text: '', edits: [], findings: [], degraded: false };

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

  constructor(redactor: Redactor, context: Context, step = 64 * 1024) {
    this.#redactor = redactor;
    this.#context = context;
    this.#step = step;
  }

  write(chunk: string): Settled {
    this.#buffer += chunk;
    const { holdBack } = this.#redactor.info;
    if (this.#buffer.length - this.#given <= holdBack + this.#step) return NOTHING;
    const limit = this.#buffer.length - holdBack;
    return this.#settle(splitsPair(this.#buffer, limit) ? limit - 1 : limit);
  }

  end(): Settled {
    return this.#settle(this.#buffer.length);
  }

  #settle(wanted: number): Settled {
    const from = this.#given;
    const redacted = this.#redact();
    const replaced = redacted === undefined ? undefined : replacements(this.#buffer, redacted);
    if (redacted === undefined || redacted.degraded || replaced === undefined) return this.#fail(from);
    let limit = wanted;
    let count = 0;
    const findings: Finding[] = [];
    const edits: Edit[] = [];
    for (const finding of redacted.findings) {
      const text = replaced[count++];
      // Settled with the stretch before; only its tail can have grown into this one, and then that is still hidden.
      const start = Math.max(finding.start, from);
      if (finding.end <= from) continue;
      if (finding.end > limit) {
        limit = start;
        break;
      }
      findings.push({ ...finding, start: start - from, end: finding.end - from });
      if (text !== null) edits.push({ start: start - from, end: finding.end - from, text });
    }
    const settled = { text: this.#buffer.slice(from, limit), edits, findings, degraded: false };
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
  #fail(from: number): Settled {
    const text = this.#buffer.slice(from);
    this.#buffer = '';
    this.#given = 0;
    return text === '' ? NOTHING : { text, edits: [{ start: 0, end: text.length, text: FAILURE_MARKER }], findings: [], degraded: true };
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

/** A stretch with its edits made. */
export function applyEdits({ text, edits }: Settled): string {
  if (edits.length === 0) return text;
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}
