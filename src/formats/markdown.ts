/**
 * Finds the text in Markdown as a reader sees it: without the backslash that quotes a sign, the stars around a word and bare tags, with character
 * references read. Code and link targets are text as they are written.
 *
 * > | > write to anna\_berg&#64;example.com or **070**-174 06 05
 *     ^^              ^ no text                ^^   ^^ nor are these
 */
import { latin1 } from './bytes.ts';
import type { JoinedFormat } from './format.ts';
import { lineAt } from './plain-text.ts';
import type { SpanVisitor } from './span.ts';
import { type TextReader, textScanner } from './text-scanner.ts';
import { SEAM, TextSpan } from './text-span.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const INDENTED = /^(?: {4}|\t)/;
const QUOTING = /^(?: {0,3}>[ \t]?)+/;
/** A quoted sign, code, a run of stars or underscores, a tag without attributes. */
const SIGNS = /\\[!-/:-@[-`{-~]|`+|\*+|_+|<\/?[A-Za-z][A-Za-z0-9]{0,9} ?\/?>/g;
/** Longer runs are a line across the page, or what masks leave. */
const LONGEST_RUN = 3;

class MarkdownReader implements TextReader {
  readonly #visitor: SpanVisitor<TextSpan>;
  readonly #span = new TextSpan();
  #cut = false;
  /** The fence that the code at hand began with; '' outside of code. */
  #fence = '';
  #before = '';

  constructor(visitor: SpanVisitor<TextSpan>) {
    this.#visitor = visitor;
    this.#span.path = '$.text';
  }

  begin(_bytes: Uint8Array, from: number, to: number): void {
    if (to > from) this.#visitor.record?.(from);
  }

  read(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    let at = from;
    while (at < to) {
      const line = lineAt(bytes, at, to, last);
      if (line === undefined) break;
      if (line.cut || this.#cut) this.#piece(bytes, at, line.end, true);
      else this.#line(bytes, at, line.end);
      this.#cut = line.cut;
      // An empty line parts what a single line end may join.
      if (!line.cut && this.#before.length < 2) this.#before += '\n';
      at = line.next;
    }
    return at;
  }

  #line(bytes: Uint8Array, at: number, end: number): void {
    const text = latin1(bytes, at, end);
    const fence = FENCE.exec(text)?.[1] ?? '';
    if (this.#fence !== '') {
      this.#piece(bytes, at, end, false);
      if (fence.startsWith(this.#fence) && text.trim() === fence) this.#fence = '';
      return;
    }
    this.#fence = fence;
    if (fence !== '' || INDENTED.test(text)) {
      this.#piece(bytes, at, end, false);
      return;
    }
    const quoting = QUOTING.exec(text)?.[0].length ?? 0;
    let from = quoting;
    for (const [start, stop] of marksIn(text, quoting)) {
      this.#piece(bytes, at + from, at + start, true);
      if (this.#before === '') this.#before = SEAM;
      from = stop;
    }
    this.#piece(bytes, at + from, end, true);
  }

  /** `isRead`: references and quoted signs in it are read. */
  #piece(bytes: Uint8Array, start: number, end: number, isRead: boolean): void {
    if (start >= end) return;
    const span = this.#span.show(bytes, start, end);
    span.format = isRead ? 'markdown' : undefined;
    span.references = isRead;
    span.before = this.#before;
    this.#before = '';
    this.#visitor.span(span);
  }
}

/** The marks of a line, which a reader does not see: pairs of offsets, ascending. */
function marksIn(line: string, from: number): [number, number][] {
  const hidden: [number, number][] = [];
  const open = new Map<string, number>();
  SIGNS.lastIndex = from;
  for (let match = SIGNS.exec(line); match !== null; match = SIGNS.exec(line)) {
    const [sign] = match;
    const start = match.index;
    const end = start + sign.length;
    if (sign[0] === '\\') continue;
    if (sign[0] === '<') hidden.push([start, end]);
    else if (sign[0] === '`') SIGNS.lastIndex = endOfCode(line, end, sign);
    else if (sign.length <= LONGEST_RUN) {
      const begun = open.get(sign);
      if (begun !== undefined && closes(line, start, end)) {
        hidden.push([begun, begun + sign.length], [start, end]);
        open.delete(sign);
      } else if (opens(line, start, end)) open.set(sign, start);
    }
  }
  return hidden.sort(([a], [b]) => a - b);
}

/** Offset after the run of the same length that ends the code; after the run itself when there is none. */
function endOfCode(line: string, from: number, run: string): number {
  let at = line.indexOf(run, from);
  while (at >= 0 && (line[at - 1] === '`' || line[at + run.length] === '`')) {
    while (line[at] === '`') at++;
    at = line.indexOf(run, at);
  }
  return at < 0 ? from : at + run.length;
}

function opens(line: string, start: number, end: number): boolean {
  return /\S/.test(line[end] ?? '') && !(line[start] === '_' && /[\w\x80-\xff]/.test(line[start - 1] ?? ''));
}

/** An underscore inside a word is part of it. */
function closes(line: string, start: number, end: number): boolean {
  return /\S/.test(line[start - 1] ?? '') && !(line[start] === '_' && /[\w\x80-\xff]/.test(line[end] ?? ''));
}

/** Told by its name alone: what it holds reads as text too. */
export const markdown: JoinedFormat = {
  name: 'markdown',
  record: 'document',
  hasFields: false,
  joins: true,
  extensions: ['md', 'markdown', 'mdown'],
  looksLike: () => false,
  scanner: (visitor) => textScanner(new MarkdownReader(visitor)),
};
