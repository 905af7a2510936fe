/** Redacts a text that stands in pieces all over a document: what is found may go on from one piece to the next. */
import { concatBytes } from '../formats/bytes.ts';
import type { Span } from '../formats/span.ts';
import { SEAM } from '../formats/text-span.ts';
import { touch } from '../text/seams.ts';
import { viewOf } from '../text/view.ts';
import type { Context, Finding, Redactor } from '../types.ts';
import { EditStream, type Settled } from './edit-stream.ts';
import { seamReader } from './parted-text.ts';
import { Patches } from './patches.ts';
import { shareOut } from './share-out.ts';
import type { Watch, Where } from './watch.ts';

interface Piece {
  readonly span: Span;
  /** First unit of it in the joined text, and after its last. */
  readonly from: number;
  readonly to: number;
  /** Where in the decoded span each unit of the joined text begins and ends; null when they are the same. */
  readonly start: Int32Array | null;
  readonly end: Int32Array | null;
  readonly where: Where;
  /** What changes in it, in units of the joined text. */
  readonly edits: { readonly start: number; readonly end: number; readonly text: string }[];
}

/** Only what holds one of these is read in another way than it is written. */
const READ = /[^\t\n\r\x20-\x7e]|[&%\\]/;

/** Bytes that may wait for a piece before them to settle. A gap that is longer ends the text: it joins nothing. */
const MOST_WAITING = 1024 * 1024;

/** Takes pieces and what stands between them in the order of the document, and gives their bytes with the findings replaced. */
export class JoinedText {
  readonly #redactor: Redactor;
  readonly #context: Context;
  readonly #watch: Watch;
  #edits: EditStream;
  /** What has not been given out. */
  #queue: (Piece | Uint8Array)[] = [];
  /** How many of the queue are settled. */
  #done = 0;
  #waiting = 0;
  /** Units of the joined text that were taken, and that are settled. */
  #taken = 0;
  /** The last unit of what was taken. */
  #last = '';
  #settled = 0;

  constructor(redactor: Redactor, context: Context, watch: Watch) {
    this.#redactor = seamReader(redactor);
    this.#context = context;
    this.#watch = watch;
    this.#edits = new EditStream(this.#redactor, context);
  }

  /** Bytes between two pieces, which are as they shall be. They are kept, not copied. */
  copy(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#queue.push(bytes);
    if (this.#settled === this.#taken) this.#done = this.#queue.length;
    else {
      this.#waiting += bytes.length;
      if (this.#waiting > MOST_WAITING) this.end();
    }
  }

  /** The next piece: a span that has bytes of its own, and what a reader sees between it and the piece before. */
  add(span: Span, before: string, where: Where): void {
    const source = span.decode();
    const reads = span.format !== undefined && READ.test(source);
    const { text, start, end } = reads ? viewOf(source, span.format === 'html' ? 'html-source' : span.format) : asWritten(source);
    if (text === '') {
      this.copy(span.bytes);
      return;
    }
    const between = before === SEAM && !touch(this.#last, text[0]) ? '' : before;
    const from = this.#taken + between.length;
    this.#queue.push({ span, from, to: from + text.length, start, end, where, edits: [] });
    this.#taken = from + text.length;
    this.#last = text[text.length - 1];
    this.#settle(this.#edits.write(between + text));
  }

  /** Nothing that comes belongs to what was: all of it settles. */
  end(): void {
    this.#settle(this.#edits.end());
    this.#edits = new EditStream(this.#redactor, this.#context);
    this.#settled = this.#taken;
    this.#done = this.#queue.length;
    this.#waiting = 0;
  }

  /** What is settled, as one: whoever takes it writes it, and there are many pieces. */
  take(): Uint8Array {
    const done = this.#queue.slice(0, this.#done);
    this.#queue = this.#queue.slice(this.#done);
    this.#done = 0;
    return concatBytes(done.map((item) => (isPiece(item) ? render(item) : item)));
  }

  #settle({ text, edits, findings, degraded }: Settled): void {
    if (text === '') return;
    const base = this.#settled;
    this.#settled += text.length;
    const pieces = this.#queue.slice(this.#done).filter(isPiece);
    let first = 0;
    for (const edit of edits) {
      while (first < pieces.length && pieces[first].to <= base + edit.start) first++;
      for (const { piece, ...share } of shareOut(pieces, base + edit.start, base + edit.end, edit.text, first)) piece.edits.push(share);
    }
    this.#tell(base, findings, degraded);
    for (; this.#done < this.#queue.length; this.#done++) {
      const item = this.#queue[this.#done];
      if (!isPiece(item)) this.#waiting -= item.length;
      else if (item.to > this.#settled) break;
    }
  }

  /** A finding that goes on in the next piece ends beyond the end of its own. */
  #tell(base: number, findings: readonly Finding[], degraded: boolean): void {
    let at = this.#done;
    const pieceAt = (unit: number): Piece | undefined => {
      for (; at < this.#queue.length; at++) {
        const item = this.#queue[at];
        if (isPiece(item) && item.to > unit) return item;
      }
      return undefined;
    };
    if (degraded) {
      const piece = pieceAt(base);
      if (piece !== undefined) this.#watch.degraded?.(piece.where);
    }
    if (this.#watch.found === undefined) return;
    for (const finding of findings) {
      const piece = pieceAt(base + finding.start);
      if (piece === undefined) return;
      // It lies in what a reader sees between two pieces, and is told where that stands.
      if (base + finding.end <= piece.from) continue;
      const shift = base - piece.from;
      this.#watch.found({ ...finding, start: Math.max(0, finding.start + shift), end: finding.end + shift }, piece.where);
    }
  }
}

function asWritten(text: string): { text: string; start: null; end: null } {
  return { text, start: null, end: null };
}

function isPiece(item: Piece | Uint8Array): item is Piece {
  return !(item instanceof Uint8Array);
}

function render({ span, start, end, edits }: Piece): Uint8Array {
  if (edits.length === 0) return span.bytes;
  const units = edits.flatMap((edit) => (start === null || end === null ? [edit.start, edit.end] : [start[edit.start], end[edit.end - 1]]));
  const offsets = span.byteOffsets(units);
  const patches = new Patches();
  for (const [i, { text }] of edits.entries()) patches.add(offsets[2 * i], offsets[2 * i + 1], text === '' ? '' : span.encode(text));
  return patches.render(span.bytes, 0, span.bytes.length);
}
