/** Values found in one text of a message, looked for in all the others: plain text and HTML say the same, headers and quotes repeat it. */
import { firstFrom } from '../first-from.ts';
import { sourceEnd, sourceStart, viewOf } from '../text/view.ts';
import type { Finding, TextFormat, View } from '../types.ts';
import { ValueIndex } from './value-index.ts';

interface Value {
  /** The value with single spaces, from its first to its last letter or digit. */
  readonly core: string;
  /** What stands before and behind the core and goes with it where it stands there too. */
  readonly before: string;
  readonly behind: string;
  readonly replacement: string;
  readonly finding: Finding;
  /** The alternatives it was found in. */
  readonly groups: Set<object | undefined>;
}

/** Where a value stands; offsets are units of the text. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly finding: Finding;
}

/** Shorter ones are looked for only in the other alternatives of the same text. */
const LONG_ENOUGH = 6;
const SHORTEST = 2;
const LONGEST = 400;
const MOST = 10_000;

/** A view in which runs of white space are one space. */
interface Squeezed {
  readonly text: string;
  /** Unit of the view that each unit is. */
  readonly at: Int32Array;
}

export class FoundValues {
  readonly #values = new ValueIndex<Value>();

  get size(): number {
    return this.#values.size;
  }

  /** `finding` of `text` has been replaced. `group`: the alternatives it belongs to. */
  add(view: View, finding: Finding, replacement: string, group: object | undefined): void {
    if (this.#values.size >= MOST || finding.end - finding.start > LONGEST * 8) return;
    const value = view.text.slice(unitAt(view, finding.start), unitAt(view, finding.end)).replace(/\s+/g, ' ');
    let from = 0;
    while (from < value.length && !isWord(value.charCodeAt(from))) from++;
    let to = value.length;
    while (to > from && !isWord(value.charCodeAt(to - 1))) to--;
    const core = value.slice(from, to);
    if (core.length < SHORTEST || core.length > LONGEST || (core.length < LONG_ENOUGH && group === undefined)) return;
    const known = this.#values.get(core);
    if (known !== undefined) {
      known.groups.add(group);
      return;
    }
    this.#values.set(core, { core, before: value.slice(0, from), behind: value.slice(to), replacement, finding, groups: new Set([group]) });
  }

  /** Ascending, without overlap. In HTML what is in tags is searched too. */
  in(text: string, format: TextFormat | undefined, group: object | undefined): Occurrence[] {
    const found = this.#inView(viewOf(text, format), group);
    if (format !== 'html') return found;
    // Inside tags only the second view sees; elsewhere it sees no more than the first.
    const inTags = this.#inView(viewOf(text, 'html-source'), group);
    const all = [...found, ...inTags].sort((a, b) => a.start - b.start || b.end - a.end);
    return all.filter((one, i) => i === 0 || one.start >= all[i - 1].end);
  }

  #inView(view: View, group: object | undefined): Occurrence[] {
    const { text, at } = squeeze(view.text);
    let last = 0;
    return this.#values
      .in(text, ({ core, groups }) => core.length >= LONG_ENOUGH || groups.has(group))
      .map(({ start, end, value: { before, behind, replacement, finding } }) => {
        const from = text.startsWith(before, start - before.length) ? Math.max(last, start - before.length) : start;
        last = text.startsWith(behind, end) ? end + behind.length : end;
        return { start: sourceStart(view, at[from]), end: sourceEnd(view, at[last - 1] + 1), replacement, finding };
      });
  }
}

/** First unit of the view that begins at or behind an offset of the source. */
function unitAt({ start, text }: View, offset: number): number {
  if (start === null) return offset;
  return firstFrom(start, text.length, offset);
}

function squeeze(source: string): Squeezed {
  const at = new Int32Array(source.length + 1);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    if (unit > 0x20 || (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09)) {
      at[length++] = i;
      continue;
    }
    at[length++] = i;
    let next = i + 1;
    while (next < source.length && source.charCodeAt(next) <= 0x20) next++;
    if (next - i > 1 || unit !== 0x20) {
      parts.push(source.slice(from, i), ' ');
      from = next;
    }
    i = next - 1;
  }
  parts.push(source.slice(from));
  return { text: parts.join(''), at };
}

function isWord(unit: number): boolean {
  return unit >= 0xc0 || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}
