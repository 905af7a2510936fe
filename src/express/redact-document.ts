import { TextDecoder } from 'node:util';
import { csv, tsv } from '../formats/csv.ts';
import { exportRedactor } from '../stream/export-redactor.ts';
import { knowing } from '../stream/known-people.ts';
import { JsonRedaction } from '../stream/json-redaction.ts';
import { MailRedaction } from '../stream/mail-redaction.ts';
import { SpanRedaction } from '../stream/span-redaction.ts';
import type { Redaction, Watch } from '../stream/watch.ts';
import type { Context, Redacted, Redactor, StreamOptions, TextFormat, TextStream, ValueFinding } from '../types.ts';

type Reader = (redactor: Redactor, watch: Watch) => Redaction;

const table =
  ({ scanner }: typeof csv): Reader =>
  (redactor, watch) =>
    new SpanRedaction(exportRedactor(redactor), scanner, { watch });

const json =
  (lines: boolean): Reader =>
  (redactor, watch) =>
    new JsonRedaction(redactor, { lines, watch });

/**
 * Formats whose texts are documents of many texts: the parts of an e-mail, as their encodings say, the cells of a table, by the names of their columns, and
 * records, by the names of their fields.
 */
const READERS: ReadonlyMap<TextFormat | undefined, Reader> = new Map<TextFormat, Reader>([
  // Attachments that are no text are replaced by a line, as nothing here opens them.
  ['email', (redactor, watch) => new MailRedaction(redactor, { mbox: false, watch })],
  ['csv', table(csv)],
  ['tsv', table(tsv)],
  ['json', json(false)],
  ['ndjson', json(true)],
]);

export function isDocument(format: TextFormat | undefined): format is TextFormat {
  return READERS.has(format);
}

/** Redacts a document as it comes. What cannot be read in it is replaced by the failure marker. Offsets of findings are those of the decoded part. */
export function documentStream(
  redactor: Redactor,
  format: TextFormat,
  { found }: StreamOptions = {},
  { language, parties = [] }: Context = {},
): Pick<TextStream, 'write' | 'end' | 'degraded'> {
  let degraded = false;
  const spoil = () => {
    degraded = true;
  };
  const read = READERS.get(format) as Reader;
  const redaction = read(knowing(redactor, parties, language), { found: (finding) => found?.(finding), degraded: spoil, failed: spoil });
  // A mark at the beginning stays where it is.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    write: (chunk) => decoded(redaction.write(Buffer.from(chunk)), decoder),
    end: () => decoded(redaction.end(), decoder) + decoder.decode(),
    get degraded() {
      return degraded;
    },
  };
}

function decoded(pieces: Iterable<Uint8Array>, decoder: TextDecoder): string {
  let text = '';
  for (const piece of pieces) text += decoder.decode(piece, { stream: true });
  return text;
}

/** Redacts a whole document. */
export function redactDocument(redactor: Redactor, format: TextFormat, document: string, context?: Context): Redacted {
  const findings: Redacted['findings'][number][] = [];
  const stream = documentStream(redactor, format, { found: (finding) => void findings.push(finding) }, context);
  const text = stream.write(document) + stream.end();
  return { text, findings, degraded: stream.degraded };
}

/** Reads the text that it is given as a document. */
export function documentReader(redactor: Redactor, format: TextFormat): Pick<Redactor, 'redactValue'> {
  return {
    redactValue<T>(document: T, context?: Context) {
      const { text, findings, degraded } = redactDocument(redactor, format, String(document), context);
      const placed = findings.map((finding): ValueFinding => ({ ...finding, path: '$', in: 'value' }));
      return { value: text as T, findings: placed, degraded };
    },
  };
}
