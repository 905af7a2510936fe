/**
 * Finds senders and messages in a chat exported as text, as WhatsApp writes it in any language and calendar style. The grammar asks for a date,
 * a time and their frame and knows no words. What is no such line goes on with the message before it.
 *
 * > | [12.3.2022 klo 14.08.18] Anna Berg: hello
 * > | 12/03/2022, 2:08\u202fPM - Anna Berg: hello
 * > | you there                                  the same message
 * > | 12/03/2022, 14:09 - Anna Berg added Bo     by nobody
 */
import { decodePlain, lineAt, markLength, plainOffsets } from './plain-text.ts';
import type { SpanVisitor } from './span.ts';
import { type TextReader, textScanner } from './text-scanner.ts';
import type { JoinedFormat } from './format.ts';
import { TextSpan } from './text-span.ts';

/** Marks of direction, which stand before and around names and numbers. */
const MARK = String.raw`[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]`;
/** Three numbers, or a month in letters; East Asian dates name their parts. */
const DATE = String.raw`\p{Nd}{1,4}(?:[./\u2010-\u2015-] ?|\u5e74 ?|\ub144 ?|\. )(?:\p{Nd}{1,2}|\p{L}{3,12}\.?)(?:[./\u2010-\u2015-] ?|\u6708 ?|\uc6d4 ?|\. )\p{Nd}{1,4}(?:[.\u65e5\uc77c])?`;
const TIME = String.raw`\p{Nd}{1,2}[:.h\u6642\u65f6]\p{Nd}{2}(?:[:.]\p{Nd}{2})?`;
/** `, `, ` klo `, ` at `; an East Asian `before noon` stands here too. */
const BETWEEN = String.raw`[^\p{Nd}\[\]\n]{1,16}`;
/** `AM`, `p.\u00a0m.` */
const HALF_DAY = String.raw`(?:[\s\u00a0\u202f]?[^\p{Nd}\s\[\]:\u2010-\u2015-][^\p{Nd}\[\]:\u2010-\u2015-]{0,10}?)?`;
const STAMP = new RegExp(
  `^${MARK}{0,4}(?:\\[${DATE}${BETWEEN}${TIME}${HALF_DAY}\\]|${DATE}${BETWEEN}${TIME}${HALF_DAY}[ \\u00a0\\u202f][\\u2010-\\u2015-])[ \\u00a0]${MARK}{0,4}`,
  'u',
);
/** Names that are not saved are written with a tilde. */
const SENDER = new RegExp(
  `^[~\\s\\u202f\\u2066-\\u2069\\u200e\\u200f\\u202a-\\u202e]{0,8}(?<name>[^:\\n]{1,120}?)${MARK}{0,4}:(?=\\s|$|${MARK})`,
  'u',
);

/** Somebody mentioned, between isolating marks; names of files that the app makes. */
const INSIDE =
  /@\u2068(?<name>[^\u2068\u2069\n]{1,120})\u2069|(?:(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d{4}|\d{8}-(?:PHOTO|VIDEO|AUDIO|GIF|STICKER)-\d{4}(?:-\d{2}){5})\.[a-z0-9]{2,5}\b/gu;

/** True for a line that begins a message with a sender. */
export function opensChatMessage(line: string): boolean {
  const stamp = STAMP.exec(line)?.[0].length;
  return stamp !== undefined && SENDER.test(line.slice(stamp));
}

class ChatLogReader implements TextReader {
  readonly #visitor: SpanVisitor<TextSpan>;
  readonly #span = new TextSpan();
  #cut = false;
  #messages = 0;

  constructor(visitor: SpanVisitor<TextSpan>) {
    this.#visitor = visitor;
  }

  read(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    let at = from;
    while (at < to) {
      const line = lineAt(bytes, at, to, last);
      if (line === undefined) break;
      this.#line(bytes, at, line.end);
      this.#cut = line.cut;
      at = line.next;
    }
    return at;
  }

  #line(bytes: Uint8Array, at: number, end: number): void {
    const text = decodePlain(bytes, at, end);
    const stamp = this.#cut ? undefined : STAMP.exec(text)?.[0].length;
    if (stamp === undefined) {
      this.#message(bytes, at, end, text, 0, this.#cut ? '' : '\n');
      return;
    }
    this.#messages++;
    this.#visitor.record?.(at);
    const sender = SENDER.exec(text.slice(stamp));
    const name = sender?.groups?.name;
    let said = stamp;
    if (sender !== null && name !== undefined) {
      said = stamp + sender[0].length;
      if (text[said] === ' ') said++;
      const start = stamp + sender[0].indexOf(name);
      const [from, to] = plainOffsets(bytes, at, end, [start, start + name.length]);
      this.#show(bytes, from, to, 'speaker', undefined);
    }
    this.#message(bytes, at, end, text, said, '\n');
  }

  /** What is written, from the unit `from` of a line: the text between mentions and made names. */
  #message(bytes: Uint8Array, at: number, end: number, text: string, from: number, before: string): void {
    const cuts: number[] = [];
    const mentions = new Set<number>();
    INSIDE.lastIndex = from;
    for (let match = INSIDE.exec(text); match !== null; match = INSIDE.exec(text)) {
      const { name } = match.groups ?? {};
      if (name !== undefined) mentions.add(cuts.length + 1);
      cuts.push(match.index + (name === undefined ? 0 : 2), match.index + match[0].length - (name === undefined ? 0 : 1));
    }
    INSIDE.lastIndex = 0;
    const offsets = plainOffsets(bytes, at, end, [from, ...cuts, text.length]);
    let join = before;
    for (let i = 0; i + 1 < offsets.length; i++) {
      const [start, stop] = [offsets[i], offsets[i + 1]];
      if (start === stop) continue;
      if (mentions.has(i)) this.#show(bytes, start, stop, 'speaker', undefined);
      else if (i % 2 === 0) {
        this.#show(bytes, start, stop, undefined, join);
        join = '';
      } else join = ' ';
    }
  }

  #show(bytes: Uint8Array, start: number, end: number, field: string | undefined, before: string | undefined): void {
    const span = this.#span.show(bytes, start, end);
    span.field = field;
    span.before = before;
    span.path = `$[${Math.max(0, this.#messages - 1)}].${field === undefined ? 'text' : 'sender'}`;
    this.#visitor.span(span);
  }
}

/** Log files are written alike, with a level where the sender would stand. */
const LEVEL = /^(?:trace|debug|info|notice|warn|warning|error|err|fatal|critical|crit|alert|emerg|severe)$/i;

/** Chats as text, as WhatsApp exports them. */
export const chatLog: JoinedFormat = {
  name: 'whatsapp',
  record: 'message',
  hasFields: true,
  joins: true,
  extensions: [],
  looksLike(head, whole) {
    const lines = decodePlain(head, markLength(head, 0), head.length).split('\n');
    if (!whole) lines.pop();
    const stamped = lines.slice(0, 200).filter((line) => STAMP.test(line));
    const senders = stamped.flatMap((line) => SENDER.exec(line.replace(STAMP, ''))?.groups?.name ?? []);
    const first = lines.find((line) => line.trim() !== '') ?? '';
    return STAMP.test(first) && senders.length * 2 >= stamped.length && senders.length > 0 && !senders.some((name) => LEVEL.test(name));
  },
  scanner: (visitor) => textScanner(new ChatLogReader(visitor)),
};
