/** The options that say what becomes of the parts of e-mails. */
import { ATTACHMENT_ACTIONS, type AttachmentAction } from '../stream/attachments.ts';
import type { MailOptions } from '../stream/mail-redaction.ts';
import { archiveLimits } from './archive-options.ts';
import { type Arguments, list, oneOf, usageError } from './arguments.ts';

const TYPE = /^(?:\*|[a-z]+\/(?:\*|[\w!#$&^.+-]+))$/;

/** As plain data, for workers and checkpoints. */
export interface AttachmentOptions extends MailOptions {
  /** Of a PDF, as many as are read. */
  readonly pages?: number;
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
    ...(signatures !== undefined && { signatures: oneOf('signatures', signatures, ['keep', 'drop'] as const) }),
  };
}
