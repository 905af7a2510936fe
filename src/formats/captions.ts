/**
 * Finds the text in WebVTT and SubRip captions: what is said, who says it, notes. Timing lines, styles, regions and tags are no text.
 * A line that is nothing known is read as something said, so that nothing passes unread in a file that is not quite as it should be.
 *
 * > | 12                                      id
 * > | 00:00:01.000 --> 00:00:04.000 align:start
 * > | <v Anna Berg>My number is <i>070</i>    a speaker, and a text in two pieces
 */
import { latin1 } from './bytes.ts';
import { decodePlain, type Line, lineAt, markLength, plainOffsets } from './plain-text.ts';
import type { SpanVisitor } from './span.ts';
import { type TextReader, textScanner } from './text-scanner.ts';
import { readPrefix, SpeakerPrefixes } from './speaker-prefix.ts';
import type { JoinedFormat } from './format.ts';
import { TextSpan } from './text-span.ts';

type CaptionKind = 'vtt' | 'srt';

const CLOCK = String.raw`(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}`;
const TIMING = new RegExp(`^\\s{0,8}${CLOCK}\\s{1,8}-->\\s{1,8}${CLOCK}(?=\\s|$)`);
/** What may stand behind the times: settings of WebVTT, coordinates of SubRip. */
const SETTINGS =
  /^(?:\s{1,8}(?:(?:(?:vertical|align):[a-z]{1,10}|(?:line|position|size):[\d.,%a-z-]{1,30}|region:[a-z_-]{1,20}\d{0,2})|[XY][12]:\d{1,5}))*\s*$/;
/** Ids that machines give. Others may be a name. */
const MACHINE_ID = /^\s*(?:\d{1,6}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:[/-]\d{1,6}(?:-\d{1,6})?)?)\s*$/i;
/** > | 12 "Anna Berg" (3456789) */
const SPEAKER_ID = /^(\s*\d{1,6} ")([^"]{1,120})" \(\d{1,20}\)\s*$/;
/** Header lines that hold no text. */
const HEADER_FIELD = /^(?:WEBVTT|(?:Kind|Language): ?[A-Za-z-]{0,20}|X-TIMESTAMP-MAP=(?:LOCAL:[\d:.]{1,16}|MPEGTS:\d{1,20}|,){1,3})\s*$/;

const CUE_TAG =
  /<(?:\/?(?:c|i|b|u|s|ruby|rt|v|lang|font)(?:\.[^\s<>]{1,80})*|lang(?:\.[^\s<>]{1,80})* [\w-]{0,20}|font(?: (?:color|size)="?[\w#]{1,20}"?){1,2}|\d{2}:[\d:.]{1,12})>|\{\\an?\d{1,2}\}/gi;
const VOICE_TAG = /<v(?:\.[^\s<>]{1,80})*[ \t]+([^<>]{1,400})>/gi;
/** A string or a comment of CSS. Strings name voices: `::cue(v[voice="Anna Berg"])`. */
const STYLE_TEXT = /"([^"]*)|'([^']*)|\/\*(.*?)(?:(\*\/)|$)/g;

/** How much of a file is looked at before its first line is read. */
const HEAD = 32 * 1024;

type Block = 'header' | 'between' | 'cue' | 'note' | 'style' | 'region';

class CaptionReader implements TextReader {
  readonly head = HEAD;
  readonly #visitor: SpanVisitor<TextSpan>;
  readonly #kind: CaptionKind;
  readonly #span = new TextSpan();
  readonly #prefixes = new SpeakerPrefixes();
  #block: Block;
  /** The line before goes on. */
  #cut = false;
  /** In a comment of a style. */
  #inComment = false;
  /** Cues so far, for paths. */
  #cues = 0;
  #speaker = '';
  /** What a reader sees before the next piece of what is said. */
  #before = '';

  constructor(visitor: SpanVisitor<TextSpan>, kind: CaptionKind) {
    this.#visitor = visitor;
    this.#kind = kind;
    this.#block = kind === 'vtt' ? 'header' : 'between';
  }

  begin(bytes: Uint8Array, from: number, to: number, last: boolean): void {
    this.#learn(bytes, from + markLength(bytes, from), Math.min(to, from + HEAD), last && to - from <= HEAD);
  }

  read(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    let at = from;
    while (at < to) {
      const line = lineAt(bytes, at, to, last);
      if (line === undefined) break;
      const next = this.#line(bytes, at, line, to, last);
      if (next === undefined) break;
      at = next;
    }
    return at;
  }

  /** The lines behind timing lines, in the head of the file. */
  #learn(bytes: Uint8Array, from: number, to: number, last: boolean): void {
    let isText = false;
    for (let at = from; at < to; ) {
      const line = lineAt(bytes, at, to, last);
      if (line === undefined) break;
      const text = decodePlain(bytes, at, line.end);
      if (isText) this.#prefixes.learn(text);
      isText = TIMING.test(text);
      at = line.next;
    }
    this.#prefixes.learned();
  }

  /** Reads one line, gives where the next begins; undefined when it takes the next to know what this one is. */
  #line(bytes: Uint8Array, at: number, line: Line, to: number, last: boolean): number | undefined {
    const wasCut = this.#cut;
    this.#cut = line.cut;
    if (wasCut || line.cut) {
      this.#said(bytes, at, line.end);
      this.#before = line.cut ? '' : ' ';
      return line.next;
    }
    const text = latin1(bytes, at, line.end);
    if (text.trim() === '') {
      this.#block = 'between';
      return line.next;
    }
    if (TIMING.test(text)) {
      this.#timing(bytes, at, line.end, text);
      return line.next;
    }
    if (this.#block === 'between' && !this.#opens(text)) {
      const isId = this.#isBeforeTiming(bytes, line.next, to, last);
      if (isId === undefined) {
        this.#cut = wasCut;
        return undefined;
      }
      if (isId) {
        if (!MACHINE_ID.test(text)) this.#cueId(bytes, at, line.end, text);
        return line.next;
      }
      // Nothing that is known: a cue with an empty line in it, or no captions at all.
      this.#block = 'cue';
    }
    this.#inBlock(bytes, at, line.end, text);
    return line.next;
  }

  /** A block other than a cue begins. */
  #opens(text: string): boolean {
    const word = this.#kind === 'vtt' ? /^(NOTE|STYLE|REGION)(?=[ \t]|$)/.exec(text)?.[1] : undefined;
    if (word === undefined) return false;
    this.#block = word === 'NOTE' ? 'note' : word === 'STYLE' ? 'style' : 'region';
    return true;
  }

  #isBeforeTiming(bytes: Uint8Array, at: number, to: number, last: boolean): boolean | undefined {
    const line = lineAt(bytes, at, to, last);
    if (line === undefined) return undefined;
    return TIMING.test(latin1(bytes, at, line.end));
  }

  /** Webex writes who speaks into it. */
  #cueId(bytes: Uint8Array, at: number, end: number, text: string): void {
    const path = `$[${this.#cues}].id`;
    const speaker = SPEAKER_ID.exec(text);
    if (speaker === null) {
      this.#own(bytes, at, end, undefined, path);
      return;
    }
    const [, before, name] = speaker;
    const [from, to] = plainOffsets(bytes, at, end, [before.length, before.length + name.length]);
    this.#own(bytes, from, to, 'speaker', path);
    this.#own(bytes, to, end, undefined, path);
  }

  #timing(bytes: Uint8Array, at: number, end: number, text: string): void {
    this.#block = 'cue';
    this.#cues++;
    this.#before = ' ';
    this.#visitor.record?.(at);
    const times = TIMING.exec(text)?.[0].length ?? 0;
    if (!SETTINGS.test(text.slice(times))) this.#own(bytes, at + times, end, undefined, `${this.#path()}.settings`);
  }

  #inBlock(bytes: Uint8Array, at: number, end: number, text: string): void {
    switch (this.#block) {
      case 'header':
        if (!HEADER_FIELD.test(text)) this.#own(bytes, at, end, undefined, '$.header');
        return;
      case 'note':
        this.#own(bytes, at, end, undefined, '$.note');
        return;
      case 'style':
        this.#styleLine(bytes, at, text);
        return;
      case 'region':
        this.#own(bytes, at, end, '', '$.region');
        return;
      default:
        this.#cueLine(bytes, at, end);
    }
  }

  /** Strings and comments, and what stands between them. */
  #styleLine(bytes: Uint8Array, at: number, line: string): void {
    const between = (from: number, to: number) => this.#own(bytes, at + from, at + to, '', '$.style');
    let from = 0;
    if (this.#inComment) {
      const close = line.indexOf('*/');
      from = close < 0 ? line.length : close;
      this.#inComment = close < 0;
      this.#own(bytes, at, at + from, undefined, '$.style');
    }
    STYLE_TEXT.lastIndex = from;
    for (let match = STYLE_TEXT.exec(line); match !== null; match = STYLE_TEXT.exec(line)) {
      const comment = match[3];
      const part = comment ?? match[1] ?? match[2];
      const start = match.index + (comment === undefined ? 1 : 2);
      between(from, match.index);
      from = start + part.length;
      const isVoice = comment === undefined && /\[\s*voice\s*[~|^$*]?=\s*$/i.test(line.slice(0, match.index));
      this.#own(bytes, at + start, at + from, isVoice ? 'speaker' : comment === undefined ? '' : undefined, '$.style');
      // Behind the closing quote.
      if (comment === undefined) STYLE_TEXT.lastIndex++;
      else this.#inComment = match[4] === undefined;
    }
    between(from, line.length);
  }

  /** A line of a cue: perhaps a speaker, then what is said. */
  #cueLine(bytes: Uint8Array, at: number, end: number): void {
    const text = decodePlain(bytes, at, end);
    const prefix = this.#prefixes.of(text);
    if (prefix === undefined) {
      // A label or a speaker who is not known yet: rules tell them at the head of a line.
      if (readPrefix(text) !== undefined) this.#before = '\n';
      this.#said(bytes, at, end);
    } else {
      const [from, to, rest] = plainOffsets(bytes, at, end, [prefix.lead, prefix.lead + prefix.name.length, prefix.length]);
      this.#speakerAt(bytes, from, to);
      // > | PIN: 4711      where nearly all lines begin with a name: rules see the label before the value
      if (prefix.isNew) this.#before = `\n${prefix.name}: `;
      this.#said(bytes, rest, end);
    }
    this.#before = ' ';
  }

  /** What is said on a line, or on a part of one: the text between tags. */
  #said(bytes: Uint8Array, at: number, end: number): void {
    const text = latin1(bytes, at, end);
    let from = 0;
    for (const { index, length, name } of tagsIn(text)) {
      this.#piece(bytes, at + from, at + index);
      from = index + length;
      if (name === undefined) continue;
      const trimmed = name.trim();
      const start = at + index + length - 1 - name.length + name.indexOf(trimmed);
      this.#speakerAt(bytes, start, start + trimmed.length);
    }
    this.#piece(bytes, at + from, end);
  }

  #piece(bytes: Uint8Array, start: number, end: number): void {
    if (start >= end) return;
    const span = this.#span.show(bytes, start, end);
    span.field = undefined;
    span.format = this.#kind === 'vtt' ? 'html' : undefined;
    span.references = span.format !== undefined;
    span.before = this.#before;
    span.path = `${this.#path()}.text`;
    this.#visitor.span(span);
    this.#before = '';
  }

  #speakerAt(bytes: Uint8Array, start: number, end: number): void {
    const name = latin1(bytes, start, end);
    // What somebody says goes on from one cue to the next; what another says is a line of its own.
    if (name !== this.#speaker) this.#before = '\n';
    this.#speaker = name;
    this.#own(bytes, start, end, 'speaker', `${this.#path()}.speaker`);
  }

  #own(bytes: Uint8Array, start: number, end: number, field: string | undefined, path: string): void {
    if (start >= end) return;
    const span = this.#span.show(bytes, start, end);
    span.field = field;
    span.format = this.#kind === 'vtt' && field !== undefined ? 'html' : undefined;
    span.references = span.format !== undefined;
    span.before = undefined;
    span.path = path;
    this.#visitor.span(span);
  }

  #path(): string {
    return `$[${Math.max(0, this.#cues - 1)}]`;
  }
}

interface Tag {
  readonly index: number;
  readonly length: number;
  /** Of a voice tag. */
  readonly name: string | undefined;
}

function tagsIn(line: string): Tag[] {
  if (!line.includes('<') && !line.includes('{')) return [];
  const tags: Tag[] = [];
  for (const match of line.matchAll(CUE_TAG)) tags.push({ index: match.index, length: match[0].length, name: undefined });
  for (const match of line.matchAll(VOICE_TAG)) tags.push({ index: match.index, length: match[0].length, name: match[1] });
  return tags.sort((a, b) => a.index - b.index);
}

/** Lines of the head of a file that are no part of a cut one. */
function headLines(head: Uint8Array, whole: boolean): string[] {
  const lines = latin1(head, markLength(head, 0), head.length).split(/\r?\n/);
  return whole ? lines : lines.slice(0, -1);
}

/** WebVTT, with voices or with names before a colon. */
export const vtt: JoinedFormat = {
  name: 'vtt',
  record: 'cue',
  hasFields: true,
  joins: true,
  extensions: ['vtt'],
  looksLike: (head) => /^WEBVTT(?=[\s]|$)/.test(latin1(head, markLength(head, 0), Math.min(head.length, 16))),
  scanner: (visitor) => textScanner(new CaptionReader(visitor, 'vtt')),
};

/** SubRip. */
export const srt: JoinedFormat = {
  name: 'srt',
  record: 'cue',
  hasFields: true,
  joins: true,
  extensions: ['srt'],
  looksLike: (head, whole) => {
    const lines = headLines(head, whole);
    const first = lines.findIndex((line) => line.trim() !== '');
    return first >= 0 && /^\s*\d{1,6}\s*$/.test(lines[first]) && TIMING.test(lines[first + 1] ?? '');
  },
  scanner: (visitor) => textScanner(new CaptionReader(visitor, 'srt')),
};
