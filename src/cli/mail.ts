/** The options that say what becomes of the parts of e-mails. */
import { ATTACHMENT_ACTIONS, type AttachmentAction } from '../stream/attachments.ts';
import type { MailOptions } from '../stream/mail-redaction.ts';
import { archiveLimits } from './archive-options.ts';
import { type Arguments, list, oneOf, type Specs, usageError } from './arguments.ts';
import type { OcrOptions } from './pictures/read-picture.ts';

export const OCR_OPTIONS = { 'ocr-data': { type: 'string' }, 'ocr-languages': { type: 'string' } } as const satisfies Specs;

export const OCR_HELP = `  --ocr-data DIR       for ocr: a folder with the language data of Tesseract; nothing is fetched from the network
  --ocr-languages L    languages to read, such as swe+nld+lav+eng (default eng)`;

/** Names of language data are file names. */
const LANGUAGES = /^\w{1,32}(?:\+\w{1,32})*$/;
const TYPE = /^(?:\*|[a-z]+\/(?:\*|[\w!#$&^.+-]+))$/;

/** As plain data, for workers and checkpoints. */
export interface AttachmentOptions extends MailOptions {
  /** Of a PDF, as many as are read. */
  readonly pages?: number;
  /** How pictures are read. */
  readonly ocr?: OcrOptions;
}

export function mailOptions(args: Arguments): AttachmentOptions {
  const signatures = args.text('signatures');
  const attachments: Record<string, AttachmentAction> = {};
  for (const item of list(args.text('attachments')) ?? []) {
    const at = item.lastIndexOf('=');
    const type = at < 0 ? '*' : item.slice(0, at).trim().toLowerCase();
    if (!TYPE.test(type)) throw usageError(`--attachments: "${type}" is no type. Types look like application/pdf, image/*, *.`);
    if (Object.hasOwn(attachments, type)) throw usageError(`--attachments names ${type} twice.`);
    attachments[type] = oneOf('attachments', item.slice(at + 1).trim(), ATTACHMENT_ACTIONS);
  }
  return {
    attachments,
    pages: archiveLimits(args).pages,
    ocr: ocrOptions(args, Object.values(attachments).includes('ocr')),
    ...(signatures !== undefined && { signatures: oneOf('signatures', signatures, ['keep', 'drop'] as const) }),
  };
}

function ocrOptions(args: Arguments, isAsked: boolean): OcrOptions | undefined {
  const [data, languages] = [args.text('ocr-data'), args.text('ocr-languages')];
  for (const [name, value] of Object.entries({ 'ocr-data': data, 'ocr-languages': languages }))
    if (value !== undefined && !isAsked) throw usageError(`--${name} goes with --attachments image/*=ocr.`);
  if (!isAsked) return undefined;
  if (data === undefined) throw usageError('--attachments ocr needs --ocr-data, a folder with the language data of Tesseract.');
  if (languages !== undefined && !LANGUAGES.test(languages)) throw usageError('--ocr-languages looks like swe+nld+lav+eng.');
  return { data, languages: (languages ?? 'eng').split('+') };
}
