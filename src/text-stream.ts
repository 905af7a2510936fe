import { SordinoError } from './errors.ts';
import type { Finding, StreamOptions, TextStream } from './types.ts';
import { FAILURE_MARKER } from './types.ts';

/** Finds in a text, and says what stands instead of each finding; null: it stays. */
export interface Replacer {
  find(text: string): readonly (Finding & { readonly replacement: string | null })[];
  /** The last offset up to `at` from which on the text can be read without what stands before. */
  cut(text: string, at: number): number;
}

/** Parts of the hold-back that are read before the text is looked at again: each look goes over some three hold-backs. */
const STEPS = 2;
/** Findings that are kept; more are counted. */
const KEPT = 10_000;

/**
 * A stream over a replacer whose findings depend on nothing further away than `holdBack` units. Keeps that much of what it has given out as
 * context, and gives out nothing nearer to the end of what it has.
 */
export function createTextStream(replacer: Replacer, holdBack: number, options: StreamOptions = {}): TextStream {
  const step = Math.ceil(holdBack / STEPS);
  let buffer = '';
  /** Offset of the buffer in the whole text. */
  let offset = 0;
  /** Units of the buffer that are given out and stay as context. */
  let given = 0;
  let ended = false;
  const findings: Finding[] = [];
  let count = 0;
  let degraded = false;

  function note(finding: Finding): void {
    count++;
    if (findings.length < KEPT) findings.push(finding);
    options.found?.(finding);
  }

  /** Gives out the buffer up to `limit`, or to the beginning of a finding that crosses it. */
  function release(limit: number): string {
    let found: ReturnType<Replacer['find']>;
    try {
      found = replacer.find(buffer);
    } catch {
      const failed = buffer.length > given;
      degraded ||= failed;
      given = buffer.length;
      trim();
      return failed ? FAILURE_MARKER : '';
    }
    let out = '';
    let at = given;
    for (const { replacement, ...finding } of found) {
      if (finding.start < given) continue;
      if (finding.end > limit) {
        limit = Math.min(limit, finding.start);
        break;
      }
      note({ ...finding, start: finding.start + offset, end: finding.end + offset });
      if (replacement === null) continue;
      out += buffer.slice(at, finding.start) + replacement;
      at = finding.end;
    }
    if (limit < at) limit = at;
    out += buffer.slice(at, limit);
    given = limit;
    trim();
    return out;
  }

  function trim(): void {
    if (given <= holdBack + step) return;
    const cut = replacer.cut(buffer, given - holdBack);
    buffer = buffer.slice(cut);
    offset += cut;
    given -= cut;
  }

  return {
    findings,
    get count() {
      return count;
    },
    get degraded() {
      return degraded;
    },
    write(chunk) {
      if (ended) throw new SordinoError('ERR_STREAM_ENDED', 'write() after end().');
      buffer += chunk;
      if (holdBack === 0) {
        given = 0;
        const out = buffer;
        buffer = '';
        offset += out.length;
        return out;
      }
      return buffer.length - given > holdBack + step ? release(buffer.length - holdBack) : '';
    },
    end() {
      if (ended) return '';
      ended = true;
      return buffer.length > given ? release(buffer.length) : '';
    },
  };
}
