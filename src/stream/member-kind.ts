/** What a member of an archive is, from its name and its first bytes, and what becomes of it. */
import type { FormatName } from '../formats/index.ts';
import { type Packing, sniff } from '../formats/sniff.ts';
import type { Problem } from '../formats/span.ts';
import { type AttachmentAction, type AttachmentPolicy, DOCUMENT_TYPES, isText, otherAction, ownAction } from './attachments.ts';

/** One of `format`, `packed` and `problem` says what can be read of it; without, it is no text. */
export interface MemberKind {
  /** As e-mail names it: 'application/pdf'. */
  readonly type: string;
  readonly format?: FormatName;
  readonly packed?: Packing;
  /** It is text, and cannot be read. */
  readonly problem?: Problem;
}

const TYPES: Readonly<Record<string, string>> = {
  pdf: DOCUMENT_TYPES.pdf,
  rtf: 'text/rtf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  heic: 'image/heic',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  opus: 'audio/ogg',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  zip: 'application/zip',
  gz: 'application/gzip',
  tgz: 'application/gzip',
  json: 'application/json',
  xml: 'application/xml',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  html: 'text/html',
  htm: 'text/html',
  md: 'text/markdown',
  eml: 'message/rfc822',
};
const OFFICE: Readonly<Record<string, string>> = {
  docx: DOCUMENT_TYPES.docx,
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: DOCUMENT_TYPES.pptx,
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  epub: 'application/epub+zip',
  jar: 'application/java-archive',
};
/** What any file can be. */
const UNKNOWN = 'application/octet-stream';
const PACKED_TYPE: Readonly<Record<Packing, string>> = { zip: 'application/zip', gzip: 'application/gzip' };

/** `asked`: the format that texts are to be read as, whatever they look like. */
export function memberKind(name: string, head: Uint8Array, whole: boolean, asked: FormatName): MemberKind {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1].toLowerCase() ?? '';
  const named = TYPES[extension] ?? OFFICE[extension] ?? UNKNOWN;
  const sniffed = sniff(head, whole, name);
  if ('packed' in sniffed) {
    if (sniffed.packed === 'zip' && extension in OFFICE) return { type: named };
    return { type: PACKED_TYPE[sniffed.packed], packed: sniffed.packed };
  }
  if ('format' in sniffed)
    return { type: isText(named, undefined) ? named : 'text/plain', format: asked === 'auto' ? sniffed.format : asked };
  if (sniffed.unreadable === 'utf-16') return { type: 'text/plain', problem: 'utf-16' };
  if (sniffed.what === 'PDF') return { type: DOCUMENT_TYPES.pdf };
  if (sniffed.what === 'RTF') return { type: TYPES.rtf };
  // A name alone makes no text of what is none.
  return { type: isText(named, name) ? UNKNOWN : named };
}

/** 'open': its own members are examined. */
export function memberAction(
  { type, format, packed, problem }: MemberKind,
  policy: AttachmentPolicy,
  depth: number,
): AttachmentAction | 'open' {
  const own = ownAction(type, policy);
  if (own !== undefined) return own;
  if (format !== undefined || problem !== undefined) return 'scan';
  if (packed !== undefined && depth > 0) return 'open';
  return otherAction(type, undefined, policy);
}

/** Documents of word processors and the like are archives inside; their parts are not for changing one by one. */
export function isDocument(names: readonly string[]): boolean {
  return names[0] === 'mimetype' || names.some((name) => name === '[Content_Types].xml' || name === 'META-INF/MANIFEST.MF');
}
