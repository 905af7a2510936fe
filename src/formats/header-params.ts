/** Parameters of Content-Type and Content-Disposition: where they stand, and the file names in them (RFC 2231). */
import { concatBytes, latin1 } from './bytes.ts';
import { charsetOf, type Charset } from './charset.ts';
import { type MailText, type TextEdit, UNREADABLE } from './mail-text.ts';
import type { ByteEdit } from './transfer-encoding.ts';

/** `filename*1*=%C3%A5` is part 1 of `filename`, extended. Offsets are bytes of the header. */
export interface Parameter {
  readonly name: string;
  /** -1 when it is not one of several. */
  readonly part: number;
  readonly extended: boolean;
  readonly quoted: boolean;
  /** Of the value, without quotes. */
  readonly start: number;
  readonly end: number;
}

/** Not only behind a semicolon: some mail leaves it out, and readers do without. */
const PARAMETER = /[;\s]\s{0,100}([^\s;=*"]{1,60})(?:\*(\d{1,4}))?(\*)?[ \t]{0,20}=\s{0,100}/gy;

/** The parameters of the header value `bytes[start..end)`, in the order in which they stand. */
export function parametersOf(bytes: Uint8Array, start: number, end: number): Parameter[] {
  const raw = latin1(bytes, start, end);
  const found: Parameter[] = [];
  for (let at = 0; at < raw.length; ) {
    const unit = raw[at];
    if (unit === '"') {
      at = quoteEnd(raw, at + 1) + 1;
      continue;
    }
    PARAMETER.lastIndex = at;
    const match = ';\t\r\n '.includes(unit) ? PARAMETER.exec(raw) : null;
    if (match === null) {
      at++;
      continue;
    }
    const from = PARAMETER.lastIndex;
    const quoted = raw[from] === '"';
    const valueStart = quoted ? from + 1 : from;
    const valueEnd = quoted ? quoteEnd(raw, valueStart) : /name$/i.test(match[1]) ? nameEnd(raw, valueStart) : tokenEnd(raw, valueStart);
    found.push({
      name: match[1].toLowerCase(),
      part: match[2] === undefined ? -1 : Number(match[2]),
      extended: match[3] !== undefined,
      quoted,
      start: start + valueStart,
      end: start + valueEnd,
    });
    at = quoted ? valueEnd + 1 : valueEnd;
  }
  return found;
}

function quoteEnd(raw: string, from: number): number {
  let at = from;
  while (at < raw.length && raw[at] !== '"') at += raw[at] === '\\' ? 2 : 1;
  return Math.min(at, raw.length);
}

function tokenEnd(raw: string, from: number): number {
  let at = from;
  while (at < raw.length && !'; \t\r\n'.includes(raw[at])) at++;
  return at;
}

/** A file name in which blanks stand without quotes goes on, unless what follows is the next parameter. */
function nameEnd(raw: string, from: number): number {
  const semicolon = raw.indexOf(';', from);
  const end = semicolon < 0 ? raw.length : semicolon;
  return raw.slice(from, end).includes('=') ? tokenEnd(raw, from) : end;
}

/** What `parameterValue` gives when readers would disagree. */
export const AMBIGUOUS = '\0';

/** The parts of one value, in the order of their numbers; undefined when some are missing, or there twice. */
export function inOrder(parts: readonly Parameter[]): Parameter[] | undefined {
  const sorted = [...parts].sort((a, b) => a.part - b.part);
  return sorted.every(({ part }, i) => part === i) ? sorted : undefined;
}

/** The value of a parameter that holds no text of people (boundary, charset), whole even when it is in parts. */
export function parameterValue(bytes: Uint8Array, parameters: readonly Parameter[], name: string): string | undefined {
  const own = parameters.filter((parameter) => parameter.name === name);
  if (own.length === 0) return undefined;
  const wholes = own.filter(({ part }) => part < 0).map((part) => plainValue(bytes, part, true));
  if (wholes.length > 0) return wholes.length === own.length && wholes.every((value) => value === wholes[0]) ? wholes[0] : AMBIGUOUS;
  const parts = inOrder(own);
  return parts === undefined ? AMBIGUOUS : parts.map((part, i) => plainValue(bytes, part, i === 0)).join('');
}

function plainValue(bytes: Uint8Array, { start, end, extended, quoted }: Parameter, first: boolean): string {
  const raw = latin1(bytes, start, end).replace(/\r?\n/g, '');
  if (!extended) return quoted ? raw.replace(/\\(.)/gs, '$1') : raw;
  const value = first ? raw.replace(/^[^']*'[^']*'/, '') : raw;
  return value.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

interface Part extends Parameter {
  /** Where its text begins: behind `utf-8'en'` in the first extended part. */
  readonly from: number;
  /** In the decoded bytes of all parts. */
  readonly first: number;
  readonly last: number;
}

/** The value of a parameter in parts, or in another charset. */
export class ParameterText implements MailText {
  readonly field: string;
  readonly path: string;
  readonly text: string;
  readonly unreadable: readonly TextEdit[];
  readonly #bytes: Uint8Array;
  readonly #parts: readonly Part[];
  readonly #decoded: Uint8Array;
  readonly #charset: Charset | undefined;

  constructor(bytes: Uint8Array, parameters: readonly Parameter[], field: string, path: string, failure: string) {
    this.field = field;
    this.path = path;
    this.#bytes = bytes;
    const decoded: Uint8Array[] = [];
    const parts: Part[] = [];
    let charset: string | undefined;
    let length = 0;
    for (const parameter of parameters) {
      const prefix =
        parameter.extended && parameter.part <= 0 ? /^([^']*)'[^']*'/.exec(latin1(bytes, parameter.start, parameter.end)) : null;
      if (prefix !== null) charset = prefix[1];
      const from = parameter.start + (prefix?.[0].length ?? 0);
      const own = decodePart(bytes, from, parameter.end, parameter.extended);
      parts.push({ ...parameter, from, first: length, last: length + own.length });
      decoded.push(own);
      length += own.length;
    }
    this.#parts = parts;
    this.#decoded = concatBytes(decoded);
    const known = charsetOf(charset, this.#decoded);
    const text = known?.decode(this.#decoded);
    this.#charset = text === undefined ? undefined : known;
    this.text = text ?? UNREADABLE;
    this.unreadable = text === undefined ? [{ start: 0, end: UNREADABLE.length, text: failure }] : [];
  }

  edit(edits: readonly TextEdit[]): ByteEdit[] {
    const charset = this.#charset;
    const units = edits.flatMap((edit) => [edit.start, edit.end]);
    const offsets = charset?.offsets(this.#decoded, units) ?? [0, this.#decoded.length];
    const made: ByteEdit[] = [];
    let next = 0;
    for (const part of this.#parts) {
      const inside: ByteEdit[] = [];
      for (; next < edits.length && offsets[2 * next] < part.last; next++) {
        const [start, end] = [offsets[2 * next], offsets[2 * next + 1]];
        const { text } = edits[next];
        const written = start < part.first ? '' : (charset?.write(text, this.#decoded, start, end) ?? text);
        inside.push({ start: Math.max(start, part.first) - part.first, end: Math.min(end, part.last) - part.first, text: written });
        if (end > part.last) break;
      }
      if (inside.length > 0) for (const edit of this.#editPart(part, inside)) made.push(edit);
    }
    return made;
  }

  #editPart(part: Part, edits: readonly ByteEdit[]): ByteEdit[] {
    const made: ByteEdit[] = [];
    // A bare token may not hold brackets.
    const bare = !part.quoted && !part.extended;
    if (bare) made.push({ start: part.start, end: part.start, text: '"' });
    let at = part.from;
    let index = 0;
    const seek = (wanted: number): number => {
      for (; index < wanted && at < part.end; index++) at += partStep(this.#bytes, at, part.end, part.extended);
      return at;
    };
    for (const edit of edits)
      made.push({ start: seek(edit.start), end: seek(edit.end), text: part.extended ? percent(edit.text) : escaped(edit.text) });
    if (bare) made.push({ start: part.end, end: part.end, text: '"' });
    return made;
  }
}

/** Length of what makes one byte: `%E5`, `\"`, or a byte with the line break before it. */
function partStep(bytes: Uint8Array, at: number, end: number, extended: boolean): number {
  let from = at;
  while (from < end - 1 && (bytes[from] === 0x0d || bytes[from] === 0x0a)) from++;
  const length =
    extended && bytes[from] === 0x25 && /^[0-9a-fA-F]{2}$/.test(latin1(bytes, from + 1, Math.min(end, from + 3)))
      ? 3
      : !extended && bytes[from] === 0x5c && from + 1 < end
        ? 2
        : 1;
  return from + length - at;
}

function decodePart(bytes: Uint8Array, start: number, end: number, extended: boolean): Uint8Array {
  const out: number[] = [];
  for (let at = start; at < end; ) {
    const next = at + partStep(bytes, at, end, extended);
    out.push(extended && bytes[next - 3] === 0x25 && next - at >= 3 ? Number.parseInt(latin1(bytes, next - 2, next), 16) : bytes[next - 1]);
    at = next;
  }
  return Uint8Array.from(out);
}

function percent(text: string): string {
  return text.replace(/[^A-Za-z0-9!#$&+\-.^_`{|}~]/g, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}
