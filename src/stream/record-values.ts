/**
 * What was found in one text of a record and stands in another, where nothing was found: the same message is often written twice (`body` and
 * `html_body`), and a name that its own field gives away stands in the text beside it.
 */
import type { Finding, Redacted } from '../types.ts';
import { replacements } from './replacements.ts';
import { ValueIndex } from './value-index.ts';

interface Value {
  readonly finding: Finding;
  readonly replacement: string;
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly finding: Finding;
  readonly replacement: string | null;
  /** It was found in another text of the record. */
  readonly isStray: boolean;
}

/** Shorter values, and numbers of fewer digits, stand in many texts by chance. */
const SHORTEST = 4;
const FEWEST_DIGITS = 5;
/** So many are looked for one by one sooner than all words of the texts are. */
const FEW_VALUES = 16;

const SENTENCE_START = /(?:^|[.!?:\n]\s{0,8})["'(]?$/;

interface Examined {
  readonly text: string;
  readonly redacted: Redacted;
}

export class RecordValues {
  readonly #common: ReadonlySet<string>;
  /** Those in which values may be replaced. */
  readonly #texts: Examined[] = [];
  /** Those in which something was found. */
  readonly #found: Examined[] = [];
  /** Known once `seesStray` has been asked, where there is reason to look closely. */
  readonly #values = new ValueIndex<Value>();

  /** `common`: words that also are names. */
  constructor(common: ReadonlySet<string>) {
    this.#common = common;
  }

  clear(): void {
    this.#texts.length = 0;
    this.#found.length = 0;
    if (this.#values.size > 0) this.#values.clear();
  }

  /** Takes note of a text of the record and of what was found in it; `seesStray` looks through it when the values of others may be replaced in it. */
  add(text: string, redacted: Redacted, takes: boolean): void {
    const examined = { text, redacted };
    if (takes) this.#texts.push(examined);
    if (redacted.findings.length > 0) this.#found.push(examined);
  }

  /** Some text of the record holds a value that was found in another only. */
  seesStray(): boolean {
    if (this.#found.length === 0 || !this.#mayStray()) return false;
    for (const { text, redacted } of this.#found) {
      const replaced = replacements(text, redacted) ?? [];
      for (const [i, finding] of redacted.findings.entries()) {
        const replacement = replaced[i];
        if (typeof replacement === 'string') this.#note(text.slice(finding.start, finding.end), finding, replacement);
      }
    }
    return this.#values.size > 0 && this.#texts.some(({ text, redacted }) => this.#strays(text, redacted).length > 0);
  }

  /** The text with all values of the record replaced in it. */
  complete(text: string, redacted: Redacted): Redacted {
    const strays = this.#strays(text, redacted);
    if (strays.length === 0) return redacted;
    const replaced = replacements(text, redacted) ?? [];
    const known = redacted.findings.map(
      (finding, i): Change => ({ ...finding, finding, replacement: replaced[i] ?? null, isStray: false }),
    );
    const changes: Change[] = [];
    for (const change of [...known, ...strays].sort((a, b) => a.start - b.start || b.end - a.end)) {
      const before = changes.at(-1);
      if (before === undefined || change.start >= before.end) changes.push(change);
      // Of two that overlap, the value takes the place of both.
      else changes.splice(-1, 1, { ...(change.isStray ? change : before), start: before.start, end: Math.max(before.end, change.end) });
    }
    let out = '';
    let at = 0;
    for (const { start, end, replacement } of changes) {
      out += text.slice(at, start) + (replacement ?? text.slice(start, end));
      at = end;
    }
    const findings = changes.map(({ finding, start, end }) => ({ ...finding, start, end }));
    return { text: out + text.slice(at), findings, degraded: redacted.degraded };
  }

  #note(text: string, finding: Finding, replacement: string): void {
    if (text.length < SHORTEST || this.#values.get(text) !== undefined) return;
    if (!/\p{L}/u.test(text) && text.replace(/\D/g, '').length < FEWEST_DIGITS) return;
    this.#values.set(text, { finding, replacement });
  }

  /** Where values stand in a text beside its findings, ascending, without overlap. */
  #strays(text: string, { findings }: Redacted): Change[] {
    return this.#values
      .in(text, (_, start, end) => !isOrdinary(text, start, end, this.#common) && !isInside(findings, start, end))
      .map(({ start, end, value }) => ({ start, end, ...value, isStray: true }));
  }

  /** False when it takes no words to see that no value stands beside the findings of any text, as in most records. */
  #mayStray(): boolean {
    const values = new Set<string>();
    for (const { text, redacted } of this.#found)
      for (const { start, end } of redacted.findings) if (end - start >= SHORTEST) values.add(text.slice(start, end));
    if (values.size > FEW_VALUES) return true;
    return this.#texts.some(({ text, redacted }) => holdsSome(text, redacted.findings, values));
  }
}

/** One of the values stands beside the findings of a text, be it as a part of a word. */
function holdsSome(text: string, findings: readonly Finding[], values: Iterable<string>): boolean {
  for (const value of values)
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
      if (!isInside(findings, at, at + value.length)) return true;
  return false;
}

/** One of the findings, which are ascending and do not overlap, covers the range. */
function isInside(findings: readonly Finding[], start: number, end: number): boolean {
  let low = 0;
  for (let high = findings.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (findings[middle].start <= start) low = middle;
    else high = middle;
  }
  return low < findings.length && findings[low].start <= start && end <= findings[low].end;
}

/** "Will you ...": a name that is a word besides, where any word has its capital. */
function isOrdinary(text: string, start: number, end: number, common: ReadonlySet<string>): boolean {
  return common.has(text.slice(start, end).toLowerCase()) && SENTENCE_START.test(text.slice(Math.max(0, start - 12), start));
}
