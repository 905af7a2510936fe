/** The headers of a message or part: the texts in them, and what is written instead when the body becomes something else. */
import { latin1 } from '../formats/bytes.ts';
import { HeaderText, unreadableText } from '../formats/header-text.ts';
import { inOrder, type Parameter, parametersOf, ParameterText } from '../formats/header-params.ts';
import type { MailText } from '../formats/mail-text.ts';
import type { Entity, HeaderField } from '../formats/mime-scanner.ts';
import { propertyPath } from '../formats/names.ts';
import type { ByteEdit } from '../formats/transfer-encoding.ts';
import { FAILURE_MARKER } from '../types.ts';

/** With parameters, of which one may be a file name. */
const WITH_PARAMETERS = new Set(['content-type', 'content-disposition']);
/** Say what the body no longer is, and what its file was called. */
const OF_THE_BODY = new Set([
  'content-description',
  'content-location',
  'content-md5',
  'content-length',
  'content-duration',
  'x-attachment-name',
]);
const SIGNATURES = /^(?:dkim-signature|arc-.*|domainkey-signature|x-google-dkim-signature|x-gm-message-state|authentication-results)$/;

export function isSignature(name: string): boolean {
  return SIGNATURES.test(name.toLowerCase());
}

/** '$', '$.parts[1]', '$.parts[0].message' */
export function pathOf(entity: Entity): string {
  let path = '';
  for (let at = entity; at.parent !== undefined; at = at.parent)
    path = (at.parent.kind === 'message' ? '.message' : `.parts[${at.index}]`) + path;
  return `$${path}`;
}

/** What takes the place of a body: a line of ASCII, the text of a document, or another picture of the same type. */
export type Instead = 'line' | 'text' | 'picture';

export interface Head {
  readonly texts: readonly MailText[];
  readonly edits: readonly ByteEdit[];
}

/**
 * What stands in a block of headers. `nameOf` gives the name of a header as it may be shown, `boundary` what takes the place of the boundary.
 * `instead`: the body becomes something of ours, so the headers must say so, and nothing of what it was. `unsigned`: without signatures.
 */
export function readHead(
  entity: Entity,
  bytes: Uint8Array,
  options: { nameOf: (name: string) => string; boundary: string | undefined; instead: Instead | undefined; unsigned: boolean },
): Head {
  const texts: MailText[] = [];
  const edits: ByteEdit[] = [];
  const seen = new Set<string>();
  const base = pathOf(entity);
  const newline = bytes.includes(0x0d) ? '\r\n' : '\n';
  for (const field of entity.fields) {
    const name = field.name.toLowerCase();
    if (options.unsigned && isSignature(name)) {
      edits.push({ start: field.start, end: field.end, text: '' });
      continue;
    }
    const shown = field.name === '' ? '' : options.nameOf(field.name);
    if (shown !== field.name) edits.push({ start: field.start, end: field.start + field.name.length, text: shown });
    const instead = options.instead && valueInstead(name, seen.has(name), options.instead, newline);
    seen.add(name);
    if (instead === '') edits.push({ start: field.start, end: field.end, text: '' });
    else if (instead !== undefined) edits.push({ start: field.valueStart, end: field.valueEnd, text: instead });
    else {
      const path = base + (shown === '' ? '' : propertyPath(shown));
      // A body that begins without the empty line before it: some readers decode it. Zero bytes: some leave them out.
      const isBody = name === '' && entity.encoding !== 'identity' && !isFromLine(bytes, field);
      if (isBody || bytes.subarray(field.valueStart, field.valueEnd).includes(0)) {
        texts.push(unreadableText(field.valueStart, field.valueEnd, undefined, path, FAILURE_MARKER));
        continue;
      }
      if (WITH_PARAMETERS.has(name)) readParameters(bytes, field, path, options.boundary, texts, edits);
      else
        texts.push(
          new HeaderText(bytes, field.valueStart, field.valueEnd, field.name === '' ? undefined : field.name, path, FAILURE_MARKER),
        );
    }
  }
  return { texts, edits };
}

function isFromLine(bytes: Uint8Array, { start, end }: HeaderField): boolean {
  return /^>?From /.test(latin1(bytes, start, Math.min(end, start + 6)));
}

/** What a header says of what takes the place of a body; '' when it goes, undefined when it stays. */
function valueInstead(name: string, again: boolean, instead: Instead, newline: string): string | undefined {
  if (OF_THE_BODY.has(name)) return '';
  if (instead === 'picture') return undefined;
  const values = instead === 'line' ? LINE_HEADERS : textHeaders(newline);
  const value = values[name];
  return value !== undefined && again ? '' : value;
}

const LINE_HEADERS: Readonly<Record<string, string | undefined>> = {
  'content-type': ' text/plain; charset=us-ascii',
  'content-transfer-encoding': ' 7bit',
  'content-disposition': ' inline',
};

/** In base64, where no line can be taken for a boundary or a `From ` line. A part need not say how it is encoded, but must have a type to be a document. */
function textHeaders(newline: string): Readonly<Record<string, string | undefined>> {
  return {
    ...LINE_HEADERS,
    'content-type': ` text/plain; charset=utf-8${newline}Content-Transfer-Encoding: base64`,
    'content-transfer-encoding': '',
  };
}

/** File names are texts of their own, in parts or whole; a boundary is changed only together with the lines that bear it. */
function readParameters(
  bytes: Uint8Array,
  field: HeaderField,
  path: string,
  boundary: string | undefined,
  texts: MailText[],
  edits: ByteEdit[],
): void {
  const special = parametersOf(bytes, field.valueStart, field.valueEnd).filter(({ name }) => name === 'boundary' || isName(name));
  let at = field.valueStart;
  for (const { start, end } of [...special, { start: field.valueEnd, end: field.valueEnd }]) {
    if (start > at) texts.push(new HeaderText(bytes, at, start, field.name, path, FAILURE_MARKER));
    at = end;
  }
  // 'name' as a field would say that somebody's name is meant.
  const filename = (name: string) => `${path}${propertyPath(name)}`;
  const coded = (own: readonly Parameter[]) => texts.push(new ParameterText(bytes, own, 'filename', filename(own[0].name), FAILURE_MARKER));
  for (const one of special) {
    const { name, part, extended, start, end } = one;
    if (name === 'boundary') {
      if (boundary !== undefined) edits.push({ start, end, text: part > 0 ? '' : boundary });
    } else if (part < 0 && extended) coded([one]);
    else if (part < 0) texts.push(new HeaderText(bytes, start, end, 'filename', filename(name), FAILURE_MARKER));
    // All parts of a name are one text, in the order of their numbers, which need not be that in which they stand.
    else if (one === special.find((other) => other.name === name && other.part >= 0)) {
      const parts = special.filter((other) => other.name === name && other.part >= 0);
      const ordered = inOrder(parts);
      if (ordered !== undefined) coded(ordered);
      else for (const other of parts) texts.push(unreadableText(other.start, other.end, 'filename', filename(name), FAILURE_MARKER));
    }
  }
}

function isName(parameter: string): boolean {
  return parameter === 'name' || parameter === 'filename';
}
