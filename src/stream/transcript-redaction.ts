/**
 * Redacts transcripts of calls in JSON: what is found in what is said goes from the text, from its words and from all copies, stored offsets are
 * shifted, and the times at which it is said come out, to be muted in the recording. Held whole, as copies may stand anywhere.
 */
import { JsonScanner } from '../formats/json-scanner.ts';
import type { Span } from '../formats/span.ts';
import { type TimedWord, type Track, tracksOf, type Turn } from '../formats/transcript-layouts.ts';
import { type Context, FAILURE_MARKER, type Redacted, type Redactor } from '../types.ts';
import { AlignedText } from './aligned-text.ts';
import { exportRedactor } from './export-redactor.ts';
import { Held } from './held.ts';
import { type MuteRange, muteRanges } from './mute-ranges.ts';
import { replacements } from './replacements.ts';
import { type Share, shareOut } from './share-out.ts';
import { SpanEdits, type SpanEditsOptions } from './span-edits.ts';
import type { Problem } from '../formats/span.ts';
import type { Redaction, Watch } from './watch.ts';

export interface TranscriptRedactionOptions extends SpanEditsOptions {
  /** Is told, at the end, what to mute in the recording. */
  readonly mute?: (ranges: readonly MuteRange[]) => void;
  /** A longer document is replaced whole. Default 64 MiB. */
  readonly maxDocument?: number;
}

/** A change to a text, in its units. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Time {
  readonly begin: number;
  readonly end: number;
}

/** Of a word or a turn, as the document has it. */
interface SaidAt {
  readonly begin: number | undefined;
  readonly end: number | undefined;
}

const MARKER = JSON.stringify(FAILURE_MARKER);

export class TranscriptRedaction implements Redaction {
  readonly #redactor: Redactor;
  readonly #options: TranscriptRedactionOptions;
  readonly #watch: Watch;
  readonly #held = new Held();
  #length = 0;

  constructor(redactor: Redactor, options: TranscriptRedactionOptions = {}) {
    this.#redactor = exportRedactor(redactor);
    this.#options = options;
    this.#watch = options.watch ?? {};
  }

  write(chunk: Uint8Array): Iterable<Uint8Array> {
    this.#length += chunk.length;
    if (this.#length <= this.#maxDocument) this.#held.add(chunk);
    else this.#broken(this.#length - chunk.length, 'token-length', chunk);
    return [];
  }

  *end(): Generator<Uint8Array> {
    this.#watch.record?.();
    const edits = new SpanEdits(this.#redactor, this.#options);
    const bytes = this.#held.take();
    if (this.#length > this.#maxDocument) {
      this.#watch.failed?.(1, this.#maxDocument, 'token-length');
      this.#broken(0, 'token-length', bytes);
      edits.patches.add(0, bytes.length, MARKER);
    } else this.#document(bytes, edits);
    edits.passOn();
    yield edits.patches.render(bytes, 0, bytes.length);
  }

  get #maxDocument(): number {
    return this.#options.maxDocument ?? 64 * 1024 * 1024;
  }

  #broken(offset: number, reason: Problem, bytes: Uint8Array): void {
    if (bytes.length > 0) this.#watch.broken?.({ record: 1, offset, reason, bytes: bytes.slice() });
  }

  #document(bytes: Uint8Array, edits: SpanEdits): void {
    const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    const spans = new Map<string, Span>();
    const reader = new JsonScanner({ span: (span) => span.kind !== 'key' && edits.examines(span) && spans.set(span.path, span.keep()) });
    reader.scan(bytes, start, bytes.length, true);
    if (reader.problem !== undefined) {
      edits.patches.add(start, bytes.length, MARKER);
      this.#watch.failed?.(1, reader.problemAt, reader.problem);
      this.#broken(start, reader.problem, bytes.subarray(start));
      return;
    }
    const changes = new Changes(spans);
    const times: Time[] = [];
    for (const track of tracksOf(JSON.parse(new TextDecoder().decode(bytes.subarray(start))))) {
      const said = new TrackRedaction(track, changes, this.#redactor, this.#watch);
      said.redact();
      times.push(...said.times);
    }
    const writer = new JsonScanner({
      span: (span) => {
        const changed = changes.at(span.start);
        if (changed === undefined) edits.span(span);
        else
          for (const { start: from, end, text } of changed) {
            const [first, last] = span.byteOffsets([from, end]);
            // A number stays one: it is an offset.
            edits.patches.add(first, last, span.kind === 'number' ? text : span.encode(text));
          }
      },
    });
    writer.scan(bytes, start, bytes.length, true);
    this.#options.mute?.(muteRanges(times));
  }
}

/** What changes in the texts of a document. A text that is named here needs no other look. */
class Changes {
  readonly #spans: ReadonlyMap<string, Span>;
  /** By the byte at which the text begins: paths are not the same where names are replaced, or stand there twice. */
  readonly #edits = new Map<number, readonly Edit[]>();

  constructor(spans: ReadonlyMap<string, Span>) {
    this.#spans = spans;
  }

  at(start: number): readonly Edit[] | undefined {
    return this.#edits.get(start);
  }

  /** The text at a path; undefined when it is not examined, or there is none. */
  text(path: string): string | undefined {
    return this.#spans.get(path)?.decode();
  }

  /** The text at a path as it will be. */
  changed(path: string): string {
    const start = this.#spans.get(path)?.start ?? -1;
    return applied(this.text(path) ?? '', this.#edits.get(start) ?? []);
  }

  set(path: string, edits: readonly Edit[]): void {
    const start = this.#spans.get(path)?.start;
    if (start !== undefined) this.#edits.set(start, edits);
  }

  /** A number, which keeps its bytes where it stays the same. */
  move(path: string, offset: number): void {
    if (offset !== Number(this.text(path))) this.replace(path, String(offset));
  }

  replace(path: string, text: string): void {
    const now = this.text(path);
    if (now !== undefined) this.set(path, [{ start: 0, end: now.length, text }]);
  }
}

interface Place {
  readonly turn: Turn;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface WordPlace {
  readonly word: TimedWord;
  readonly from: number;
  readonly to: number;
}

/** One track of a document. */
class TrackRedaction {
  /** When what was found is said. */
  readonly times: Time[] = [];
  readonly #track: Track;
  readonly #changes: Changes;
  readonly #redactor: Redactor;
  readonly #watch: Watch;
  readonly #places: Place[] = [];
  /** All turns behind each other. */
  #text = '';
  #edits: readonly Edit[] = [];
  readonly #changedWords = new Map<TimedWord, readonly Edit[]>();

  constructor(track: Track, changes: Changes, redactor: Redactor, watch: Watch) {
    this.#track = track;
    this.#changes = changes;
    this.#redactor = redactor;
    this.#watch = watch;
    let speaker: string | undefined;
    for (const turn of track.turns) {
      const text = changes.text(turn.path);
      if (text === undefined) continue;
      // What somebody says goes on in the next turn of the same speaker.
      this.#text += this.#places.length === 0 ? '' : turn.speaker === speaker ? ' ' : '\n';
      speaker = turn.speaker;
      const from = this.#text.length;
      this.#text += text;
      this.#places.push({ turn, text, from, to: this.#text.length });
    }
  }

  redact(): void {
    if (this.#places.length === 0) return;
    this.#edits = this.#find();
    const aligned = new AlignedText(this.#text);
    for (const place of this.#places) this.#turn(place, aligned);
    for (const path of this.#track.copies) this.#copy(path, aligned);
    for (const { path, turn } of this.#track.variants) {
      const said = this.#places.find((place) => place.turn === this.#track.turns[turn]);
      const isFound = said !== undefined && this.#edits.some(({ start, end }) => start < said.to && said.from < end);
      if (!this.#copy(path, aligned) && isFound) this.#fail(path);
    }
    this.#echo();
  }

  #find(): Edit[] {
    const context: Context = { field: 'transcript', path: this.#places[0].turn.path };
    const redacted = this.#examine(context);
    const replaced = redacted === undefined || redacted.degraded ? undefined : replacements(this.#text, redacted);
    if (redacted === undefined || replaced === undefined) {
      this.#watch.degraded?.({ record: 1, path: this.#shown(this.#places[0].turn.path), in: 'value' });
      return [{ start: 0, end: this.#text.length, text: FAILURE_MARKER }];
    }
    for (const finding of redacted.findings) {
      const { turn, from } = this.#places.find(({ to }) => to > finding.start) ?? this.#places[0];
      const where = { record: 1, path: this.#shown(turn.path), in: 'value' } as const;
      this.#watch.found?.({ ...finding, start: finding.start - from, end: finding.end - from }, where);
    }
    return redacted.findings.flatMap(({ start, end }, i) => {
      const text = replaced[i];
      return text === null ? [] : [{ start, end, text }];
    });
  }

  #examine(context: Context): Redacted | undefined {
    try {
      return this.#redactor.redact(this.#text, context);
    } catch {
      return undefined;
    }
  }

  #shown(path: string): string {
    return this.#watch.paths === true ? path : '';
  }

  /** A turn, its words, and the offsets into it. */
  #turn(place: Place, aligned: AlignedText): void {
    const { turn, text, from, to } = place;
    const edits = this.#edits.flatMap(({ start, end, text: replacement }) =>
      shareOut([place], start, end, from <= start ? replacement : ''),
    );
    this.#changes.set(turn.path, edits);
    for (const range of turn.ranges) this.#range(range, text, edits);
    const texts = turn.words.map(({ paths }) => this.#changes.text(paths[0] ?? '') ?? '');
    const words = turn.words.length === 0 ? undefined : aligned.words(texts, from, to);
    if (words === undefined) {
      // Nothing says which words they are: all go, and all of the turn is muted.
      if (edits.length === 0) return;
      for (const word of turn.words) for (const path of word.paths) this.#changes.replace(path, '');
      const [first] = turn.words.flatMap(({ paths }) => paths);
      if (first !== undefined) this.#fail(first);
      this.#mute([{ begin: turn.begin, end: turn.end }, ...turn.words]);
      return;
    }
    const places = turn.words.map((word, i) => ({ word, from: words[i].start - from, to: words[i].end - from }));
    for (const edit of edits) {
      const shares = shareOut(places, edit.start, edit.end, edit.text);
      for (const share of shares) this.#word(share, text);
      this.#mute(shares.length === 0 ? [{ begin: turn.begin, end: turn.end }, ...turn.words] : shares.map(({ piece }) => piece.word));
    }
  }

  /** A word, or a part of it, is found. Where it is written as in the text, it keeps the rest. */
  #word({ piece, start, end, text }: Share<WordPlace>, said: string): void {
    const written = said.slice(piece.from, piece.to);
    const before = this.#changedWords.get(piece.word) ?? [];
    const edits = [...before, { start, end, text }];
    this.#changedWords.set(piece.word, edits);
    for (const path of piece.word.paths) {
      const shift = this.#changes.text(path)?.indexOf(written) ?? -1;
      if (shift >= 0)
        this.#changes.set(
          path,
          edits.map((edit) => ({ ...edit, start: edit.start + shift, end: edit.end + shift })),
        );
      else if (before.length === 0) this.#changes.replace(path, text);
    }
  }

  /** Offsets into a turn that changes, and the text between them, which changes with it. */
  #range({ begin, end, text: copy }: Turn['ranges'][number], text: string, edits: readonly Edit[]): void {
    if (edits.length === 0) return;
    const place = { from: Number(this.#changes.text(begin)), to: Number(this.#changes.text(end)) };
    this.#changes.move(begin, shifted(place.from, edits, 'begin'));
    this.#changes.move(end, shifted(place.to, edits, 'end'));
    const repeated = copy === undefined ? undefined : this.#changes.text(copy);
    if (copy === undefined || repeated === undefined) return;
    if (repeated !== text.slice(place.from, place.to)) this.#fail(copy);
    else
      this.#changes.set(
        copy,
        edits.flatMap((edit) => shareOut([place], edit.start, edit.end, edit.text)),
      );
  }

  /** A text that repeats a part of what is said. What cannot be found there is examined by itself, unless it holds what was found. Tells whether it changed. */
  #copy(path: string, aligned: AlignedText): boolean {
    const text = this.#changes.text(path);
    if (text === undefined) return false;
    for (const place of aligned.places(text)) {
      const edits = this.#edits.flatMap(({ start, end, text: replacement }): Edit[] => {
        const range = place(start, end);
        return range === undefined ? [] : [{ start: range.start, end: range.end, text: range.begins ? replacement : '' }];
      });
      if (edits.length > 0) {
        this.#changes.set(path, edits);
        return true;
      }
    }
    const repeats = this.#edits.some(({ start, end }) => aligned.repeats(start, end, text));
    if (repeats) this.#fail(path);
    return repeats;
  }

  /** What is said there cannot be told from what was found: nothing of it stays. */
  #fail(path: string): void {
    this.#changes.replace(path, FAILURE_MARKER);
    this.#watch.degraded?.({ record: 1, path: this.#shown(path), in: 'value' });
  }

  /** Words that were heard while something was said that was found. Those that repeat a word at its time change with it. */
  #echo(): void {
    const byTime = new Map(this.#track.turns.flatMap(({ words }) => words.map((word) => [`${word.begin} ${word.end}`, word] as const)));
    for (const { paths, begin, end } of this.#track.echoes) {
      if (begin === undefined || end === undefined) continue;
      const middle = (begin + end) / 2;
      if (!this.times.some((time) => time.begin <= middle && middle <= time.end)) continue;
      const [first = ''] = byTime.get(`${begin} ${end}`)?.paths ?? [];
      for (const path of paths)
        this.#changes.replace(path, this.#changes.text(path) === this.#changes.text(first) ? this.#changes.changed(first) : '');
    }
  }

  /** Where the words have no times, all of the track is muted. */
  #mute(said: readonly SaidAt[]): void {
    const { turns } = this.#track;
    const time = around(said) ?? around(turns.flatMap((turn) => [turn, ...turn.words]));
    if (time !== undefined) this.times.push(time);
  }
}

/** From the first to the last of the times that are known. */
function around(times: readonly SaidAt[]): Time | undefined {
  const known = times.flatMap(({ begin, end }) => [begin ?? end, end ?? begin]).filter((time) => time !== undefined);
  if (known.length === 0) return undefined;
  return { begin: known.reduce((a, b) => Math.min(a, b)), end: known.reduce((a, b) => Math.max(a, b)) };
}

/** Where an offset lies once the edits are made; one inside a replacement moves to its begin or its end. */
function shifted(offset: number, edits: readonly Edit[], side: 'begin' | 'end'): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (offset <= start) break;
    if (offset < end) return start + shift + (side === 'begin' ? 0 : text.length);
    shift += text.length - (end - start);
  }
  return offset + shift;
}

function applied(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}
