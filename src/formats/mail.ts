/** E-mail as a format: how a message and an mbox look from their first bytes. Their parts are found by `mime-scanner.ts`. */
import { latin1 } from './bytes.ts';
import type { MailFormat } from './format.ts';

/** Headers of which a message has some; not those that HTTP has too. */
const KNOWN = new Set(
  (
    'from to cc bcc subject date message-id in-reply-to references reply-to sender received return-path delivered-to mime-version ' +
    'envelope-to x-original-to dkim-signature arc-seal authentication-results received-spf list-id list-unsubscribe thread-topic thread-index ' +
    'x-mailer x-originating-ip x-gm-thrid x-gmail-labels resent-from resent-to'
  ).split(' '),
);
const FIELD = /^([!-9;-~]{1,100})[ \t]{0,10}:/;
const FROM_LINE = /^From \S.{0,300}?\d{1,2}:\d\d/;
/** More is not looked at. */
const HEAD = 16 * 1024;

/** Header lines up to an empty one, at least two of them of those that only mail has. */
function isHead(text: string, complete: boolean): boolean {
  const known = new Set<string>();
  const lines = text.replace(/^(?:\r?\n)+/, '').split('\n');
  // The last one may be cut.
  const count = complete ? lines.length : lines.length - 1;
  for (let i = 0; i < count; i++) {
    const line = lines[i].replace(/\r$/, '');
    if (line === '') break;
    if (/^[ \t]/.test(line) && i > 0) continue;
    const name = FIELD.exec(line)?.[1].toLowerCase();
    if (name === undefined) return false;
    if (KNOWN.has(name)) known.add(name);
  }
  return known.size >= 2;
}

function textOf(head: Uint8Array): string {
  return latin1(head, 0, Math.min(head.length, HEAD));
}

export const mbox: MailFormat = {
  name: 'mbox',
  record: 'message',
  hasFields: true,
  extensions: ['mbox', 'mbx'],
  looksLike(head, whole) {
    const text = textOf(head);
    const newline = text.indexOf('\n');
    return FROM_LINE.test(text) && newline >= 0 && isHead(text.slice(newline + 1), whole && head.length <= HEAD);
  },
  mbox: true,
};

export const eml: MailFormat = {
  name: 'eml',
  record: 'message',
  hasFields: true,
  extensions: ['eml'],
  looksLike: (head, whole) => isHead(textOf(head), whole && head.length <= HEAD),
  mbox: false,
};
