/** What a file is, from its first bytes. */
import { latin1 } from './bytes.ts';
import { FORMATS, type FormatName } from './index.ts';
import { DocumentEnd } from './json-documents.ts';
import { JsonScanner } from './json-scanner.ts';
import { looksLikeTranscript } from './transcript-layouts.ts';

export type Sniffed =
  | { readonly format: FormatName }
  | { readonly packed: Packing }
  | { readonly unreadable: 'binary' | 'utf-16' | 'compressed'; readonly what: string };

/** Archives that are opened. */
export type Packing = 'gzip' | 'zip';

/** How many bytes `sniff` wants to see. */
export const SNIFF_BYTES = 64 * 1024;

const MAGIC: readonly (readonly [signature: string, what: string, unreadable: 'binary' | 'compressed'])[] = [
  ['\x28\xb5\x2f\xfd', 'zstd', 'compressed'],
  ['BZh', 'bzip2', 'compressed'],
  ['\xfd7zXZ\0', 'xz', 'compressed'],
  ['7z\xbc\xaf\x27\x1c', '7z', 'compressed'],
  ['\x04\x22\x4d\x18', 'lz4', 'compressed'],
  ['%PDF-', 'PDF', 'binary'],
  ['{\\rtf', 'RTF', 'binary'],
];

const PACKED: readonly (readonly [signature: string, packing: Packing])[] = [
  ['\x1f\x8b', 'gzip'],
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
];

/** Reads the first bytes of an input; `whole` when they are all of it. `name`: of the file, which counts where its content leaves a choice. */
export function sniff(head: Uint8Array, whole: boolean, name = ''): Sniffed {
  return withoutFormat(head) ?? { format: formatOf(head, whole, name) };
}

function formatOf(head: Uint8Array, whole: boolean, name: string): FormatName {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1].toLowerCase() ?? '';
  // The name settles it between a one-line document and NDJSON, and what is broken throughout.
  if (/^(?:ndjson|jsonl|ldjson)$/.test(extension)) return 'ndjson';
  const json = jsonFormat(head, whole);
  if (json === 'json' || (json === 'ndjson' && whole && isOneLine(head))) return looksLikeTranscript(head) ? 'transcript' : json;
  if (json !== undefined) return json;
  if (extension === 'json') return 'json';
  const isNamed = ({ extensions }: (typeof FORMATS)[number]) => extensions.includes(extension);
  const alike = FORMATS.filter((format) => format.looksLike(head, whole));
  const format = alike.find(isNamed) ?? alike.at(0) ?? FORMATS.find((one) => isNamed(one) && one.rulesOut?.(head, whole) !== true);
  return format?.name ?? 'text';
}

function withoutFormat(head: Uint8Array): Sniffed | undefined {
  const start = latin1(head, 0, Math.min(8, head.length));
  const packing = PACKED.find(([signature]) => start.startsWith(signature))?.[1];
  if (packing !== undefined) return { packed: packing };
  for (const [signature, what, kind] of MAGIC) {
    // Three letters are a weak signature: bzip2 goes on with a digit and a fixed number.
    if (start.startsWith(signature) && (what !== 'bzip2' || /^BZh[1-9]1AY/.test(start))) return { unreadable: kind, what };
  }
  if (/^(?:\xff\xfe|\xfe\xff)/.test(start)) return { unreadable: 'utf-16', what: 'UTF-16 with a byte order mark' };
  const nul = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) nul[i & 1]++;
  if (nul[0] + nul[1] === 0) return undefined;
  // Latin letters in UTF-16 have a NUL in every other byte, always on the same side.
  const [less, more] = nul[0] < nul[1] ? [nul[0], nul[1]] : [nul[1], nul[0]];
  if (more > head.length / 5 && less * 20 < more) return { unreadable: 'utf-16', what: 'UTF-16 without a byte order mark' };
  return { unreadable: 'binary', what: 'binary data (it holds NUL bytes)' };
}

/** NDJSON when lines are objects or arrays (a line of its own in quotes may as well be CSV); JSON when it begins like one document. */
function jsonFormat(head: Uint8Array, whole: boolean): 'ndjson' | 'json' | undefined {
  const scanner = new JsonScanner({});
  const from = startOf(head);
  let at = from;
  let lines = 0;
  let good = 0;
  for (let newline = head.indexOf(0x0a, at); at < head.length && lines < 50; newline = head.indexOf(0x0a, at)) {
    const complete = newline >= 0 || whole;
    const end = newline < 0 ? head.length : newline + 1;
    if (!complete) break;
    if (isBlank(head, at, end)) {
      at = end;
      continue;
    }
    lines++;
    if (opensValue(head, at, end)) {
      scanner.reset();
      scanner.scan(head, at, end, true);
      if (scanner.problem === undefined) good++;
    }
    at = end;
  }
  // Inside a pretty-printed document some lines are whole values too ("[]" and the like), but never its first.
  if (good > 0 && (lines === good || good >= lines / 2)) return good === 1 && lines === 1 && whole ? soleLine(head) : 'ndjson';
  if (!opensDocument(head, from)) return undefined;
  scanner.reset();
  scanner.scan(head, from, head.length, whole);
  if (scanner.problem === undefined) return 'json';
  if (good > 0 && !beginsOverLines(head, from)) return 'ndjson';
  return good > 0 || looksCut(scanner) || opensRecord(head, from) ? 'json' : undefined;
}

/** Its first document is a whole one that goes over several lines: another may stand behind it. */
function beginsOverLines(head: Uint8Array, from: number): boolean {
  const end = new DocumentEnd().find(head, from, head.length);
  const newline = head.indexOf(0x0a, from);
  if (end < 0 || newline < 0 || newline > end) return false;
  const scanner = new JsonScanner({});
  scanner.scan(head, from, end, true);
  return scanner.problem === undefined;
}

/** `{"` or `[{"`, with blanks between: broken JSON is still no text. */
function opensRecord(head: Uint8Array, from: number): boolean {
  return /^(?:\[\s*)?\{\s*"/.test(latin1(head, from, Math.min(head.length, from + 256)));
}

/** One line that is one value: both formats write the same bytes; `[` is how a document of many records begins. */
function soleLine(head: Uint8Array): 'ndjson' | 'json' {
  return head[startOf(head)] === 0x5b ? 'json' : 'ndjson';
}

function isOneLine(head: Uint8Array): boolean {
  const newline = head.indexOf(0x0a, startOf(head));
  return newline < 0 || isBlank(head, newline, head.length);
}

/** A document that ends too early is a broken document, not text. */
function looksCut(scanner: JsonScanner): boolean {
  return scanner.problem === 'incomplete' || scanner.problem === 'depth';
}

/** After a byte order mark and white space. */
function startOf(head: Uint8Array): number {
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  while (at < head.length && isSpace(head[at])) at++;
  return at;
}

function opensValue(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && isSpace(bytes[at])) at++;
  return opensDocument(bytes, at);
}

function opensDocument(head: Uint8Array, at: number): boolean {
  return head[at] === 0x7b || head[at] === 0x5b;
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSpace(bytes[i])) return false;
  return true;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
