import { MailRedaction } from '../stream/mail-redaction.ts';
import type { Context, Redacted, Redactor, ValueFinding } from '../types.ts';

/**
 * Redacts an e-mail: its headers, and its parts as their encodings say. Attachments that are no text are replaced by a line, as nothing here opens them.
 * Offsets of findings are those of the decoded part.
 */
export function redactMail(redactor: Redactor, mail: string, { language, parties = [] }: Context = {}): Redacted {
  const findings: Redacted['findings'][number][] = [];
  let degraded = false;
  const spoil = () => {
    degraded = true;
  };
  const redaction = new MailRedaction(
    {
      ...redactor,
      redact: (text, given = {}) =>
        redactor.redact(text, { ...given, ...(language !== undefined && { language }), parties: [...parties, ...(given.parties ?? [])] }),
    },
    { mbox: false, watch: { found: (finding) => void findings.push(finding), degraded: spoil, failed: spoil } },
  );
  const bytes = [...redaction.write(Buffer.from(mail)), ...redaction.end()];
  return { text: Buffer.concat(bytes).toString('utf8'), findings, degraded };
}

/** Reads the text that it is given as an e-mail. */
export function mailReader(redactor: Redactor): Pick<Redactor, 'redactValue'> {
  return {
    redactValue<T>(mail: T, context?: Context) {
      const { text, findings, degraded } = redactMail(redactor, String(mail), context);
      const placed = findings.map((finding): ValueFinding => ({ ...finding, path: '$', in: 'value' }));
      return { value: text as T, findings: placed, degraded };
    },
  };
}
