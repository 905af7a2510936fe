/** Runs messages through the mail driver. */
import { MailRedaction, type MailRedactionOptions } from '../../src/stream/mail-redaction.ts';
import type { Redactor } from '../../src/types.ts';
import { cut } from './json-texts.ts';

export interface MailOutcome {
  readonly bytes: Buffer;
  /** One unit a byte. */
  readonly text: string;
  readonly records: number;
  /** 'record path start-end' */
  readonly found: string[];
  /** 'record path' */
  readonly degraded: string[];
  /** 'record @offset reason' */
  readonly failed: string[];
  readonly notes: string[];
}

export function runMail(
  input: Uint8Array | string,
  redactor: Redactor,
  options: Partial<MailRedactionOptions> = {},
  sizes: readonly number[] = [],
): MailOutcome {
  const seen = { records: 0, found: [] as string[], degraded: [] as string[], failed: [] as string[], notes: [] as string[] };
  const redaction = new MailRedaction(redactor, {
    mbox: false,
    ...options,
    watch: {
      paths: true,
      record: () => {
        seen.records++;
      },
      found: (finding, where) => seen.found.push(`${where.record} ${where.path} ${finding.start}-${finding.end}`),
      degraded: (where) => seen.degraded.push(`${where.record} ${where.path}`),
      failed: (record, offset, reason) => seen.failed.push(`${record} @${offset} ${reason}`),
      noted: (note) => seen.notes.push(note),
    },
  });
  const out: Buffer[] = [];
  for (const chunk of cut(typeof input === 'string' ? Buffer.from(input) : input, sizes))
    for (const part of redaction.write(chunk)) out.push(Buffer.from(part));
  for (const part of redaction.end()) out.push(Buffer.from(part));
  const bytes = Buffer.concat(out);
  return { ...seen, bytes, text: bytes.toString('latin1') };
}

/** A message of some headers and a body, with the line ends of mail. */
export function message(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}

/** A part of a mail that `mailWith` makes. */
export function attached(type: string, name: string, content: Uint8Array): string[] {
  return [
    '--b',
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
  ];
}

/** From Zyxa Qwertson, whom the rules know only from there. */
export function mailWith(...parts: readonly string[][]): string {
  const head = [
    'From: Zyxa Qwertson <zyxa@example.com>',
    'Subject: papers',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
  ];
  return message([...head, '--b', 'Content-Type: text/plain', '', 'see what is attached', ...parts.flat(), '--b--']);
}
