/** What becomes of the parts of an e-mail that are no text. */
import type { BodyForm } from '../formats/mail-text.ts';
import type { Entity } from '../formats/mime-scanner.ts';
import { type Parameter, parameterValue } from '../formats/header-params.ts';

/**
 * `scan`: examined as text; what is none becomes the failure marker. `extract`: the text of a document, redacted, behind the line of a stub; the stub
 * alone where no text can be taken out. `ocr`: a picture with the words that were read in it and hold nothing; a stub where none were. `stub`: a line
 * that says what was there, and how much. `drop`: nothing stays. `keep`: passes unexamined.
 */
export const ATTACHMENT_ACTIONS = ['scan', 'extract', 'ocr', 'stub', 'drop', 'keep'] as const;
export type AttachmentAction = (typeof ATTACHMENT_ACTIONS)[number];

/** By type, 'application/pdf' before 'image/*' before '*'. Text is examined unless its own type is named. */
export type AttachmentPolicy = Readonly<Record<string, AttachmentAction>>;

/** The text of a document, or why there is none, in words for the summary. */
export type Extracted = { readonly text: string } | { readonly reason: string };

/** Takes the text out of a document. Reading one needs libraries and limits that the caller has. */
export type Extract = (bytes: Uint8Array) => Extracted;

/** A picture as far as its words were read; all else in it is covered. */
export interface Picture {
  /** Also the words that were not read for certain. */
  readonly text: string;
  readonly bytes: Uint8Array;
  /** The picture with the words in these ranges of the text covered too; undefined when that cannot be had. */
  cover(ranges: readonly { readonly start: number; readonly end: number }[]): Uint8Array | undefined;
}

/** Reads a picture, or says why it cannot. It needs libraries and limits that the caller has. */
export type ReadPicture = (bytes: Uint8Array) => Picture | { readonly reason: string };

/** Documents and pictures are held whole, up to so many bytes. */
export const MOST_DOCUMENT = 32 * 1024 * 1024;
export const TOO_LARGE = 'they are too large';

/** What the summary says of attachments. */
export const ATTACHMENT_NOTES: Readonly<Record<Exclude<AttachmentAction, 'scan'>, string>> = {
  extract: 'attachments replaced by their text, redacted',
  ocr: 'pictures of which the words are left that could be read and hold nothing',
  stub: 'attachments replaced by a line with their type and size',
  drop: 'attachments dropped',
  keep: 'attachments kept unexamined',
};

/** What the summary says of a document or picture of which only the stub is left. */
export function notRead(action: 'extract' | 'ocr', reason: string): string {
  return `${action === 'ocr' ? 'pictures' : 'documents'} replaced by a line with their type and size: ${reason}`;
}

/** What stands in place of a document whose text was taken out. */
export function withText(stub: string, text: string): string {
  return `${stub}\n\n${text}\n`;
}

/** What stands in place of an attachment. */
export function stubText(type: string, bytes: number): string {
  return `[ATTACHMENT ${type}, ${bytes} bytes]`;
}

/** Text under types that do not say so. */
const TEXT_TYPES = new Set(
  'json ld+json xml javascript x-javascript ecmascript yaml x-yaml toml x-ndjson csv sql x-sh x-www-form-urlencoded ics pgp-keys'
    .split(' ')
    .map((name) => `application/${name}`),
);
/** They hold text that rules cannot read without a reader of the format. */
const OPAQUE_TEXT = new Set(['text/rtf', 'text/richtext', 'message/partial']);
/** Programs that know no better send text files as a stream of bytes. */
const TEXT_NAME = /\.(?:txt|text|log|csv|tsv|md|json|jsonl|ndjson|xml|ya?ml|ini|cfg|conf|sql|vtt|srt|ics|vcf|html?|eml)$/i;

/** Documents whose text can be taken out, by the ends of their names. */
export const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};
const DOCUMENTS = new Set(Object.values(DOCUMENT_TYPES));
const DOCUMENT_NAME = new RegExp(`\\.(?:${Object.keys(DOCUMENT_TYPES).join('|')})$`, 'i');

export function isText(type: string, name: string | undefined): boolean {
  if (OPAQUE_TEXT.has(type)) return false;
  if (/^(?:text|message)\//.test(type) || TEXT_TYPES.has(type) || /^(?:application|image)\/[^/]*\+(?:json|xml)$/.test(type)) return true;
  return type === 'application/octet-stream' && name !== undefined && TEXT_NAME.test(name);
}

/** What the policy says of a type itself. */
export function ownAction(type: string, policy: AttachmentPolicy): AttachmentAction | undefined {
  return policy[type] ?? policy[type.replace(/\/.*/, '/*')];
}

export function actionFor(type: string, name: string | undefined, policy: AttachmentPolicy): AttachmentAction {
  return ownAction(type, policy) ?? (isText(type, name) ? 'scan' : otherAction(type, name, policy));
}

/** What becomes of that which is no text and whose type is not named. */
export function otherAction(type: string, name: string | undefined, policy: AttachmentPolicy): AttachmentAction {
  const isDocument = DOCUMENTS.has(type) || (type === 'application/octet-stream' && name !== undefined && DOCUMENT_NAME.test(name));
  return policy['*'] ?? (isDocument ? 'extract' : 'stub');
}

/** How the body of a part is written. */
export function formOf({ type, parameters, charset, encoding = 'identity' }: Entity, head: Uint8Array): BodyForm {
  const flowed = type === 'text/plain' && parameterValue(head, parameters, 'format')?.toLowerCase() === 'flowed';
  const delSp = parameterValue(head, parameters, 'delsp')?.toLowerCase() === 'yes';
  const folded = /^(?:text\/(?:calendar|vcard|x-vcard|directory|x-vcalendar)|application\/ics)$/.test(type);
  return {
    encoding,
    charset,
    lines: flowed ? (delSp ? 'delsp' : 'flowed') : folded ? 'folded' : undefined,
    format: /\b(?:x?ht|x)ml\b/.test(type) ? 'html' : /\bjson\b/.test(type) ? 'json' : undefined,
  };
}

/** The file name as far as it decides what a part is; it is shown nowhere. */
export function nameOf(parameters: readonly Parameter[], head: Uint8Array): string | undefined {
  return parameterValue(head, parameters, 'filename') ?? parameterValue(head, parameters, 'name');
}

/** Counts what a body holds when it is decoded, without decoding it. */
export class BodySize {
  readonly #base64: boolean;
  #units = 0;

  constructor(encoding: Entity['encoding']) {
    this.#base64 = encoding === 'base64';
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    if (!this.#base64) {
      this.#units += to - from;
      return;
    }
    for (let at = from; at < to; at++) if (bytes[at] > 0x20 && bytes[at] !== 0x3d) this.#units++;
  }

  get bytes(): number {
    return this.#base64 ? Math.floor((this.#units * 3) / 4) : this.#units;
  }
}
