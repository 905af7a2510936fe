/** Runs one input through a redactor. */
import { DEFAULT_LIMITS } from '../formats/archive-limits.ts';
import { isJoined, isTable } from '../formats/format.ts';
import { type FormatName, formatNamed } from '../formats/index.ts';
import type { ScannerFactory } from '../formats/span.ts';
import type { TableStart } from '../formats/table-start.ts';
import type { Redactor } from '../types.ts';
import { gzipped } from './archive/flate.ts';
import { redactChunks } from './archive/redact-chunks.ts';
import { redactHeader } from './archive/redact-gzip.ts';
import { redactZip } from './archive/redact-zip.ts';
import { extractText } from './extract/extract-text.ts';
import type { Input } from './input.ts';
import type { AttachmentOptions } from './mail.ts';
import { pictureReader } from './pictures/read-picture.ts';
import type { Extract, ReadPicture } from '../stream/attachments.ts';
import { exportRedactor } from '../stream/export-redactor.ts';
import { JoinedRedaction } from '../stream/joined-redaction.ts';
import { JsonRedaction } from '../stream/json-redaction.ts';
import { MailRedaction } from '../stream/mail-redaction.ts';
import type { MuteRange } from '../stream/mute-ranges.ts';
import type { RecordConversations } from '../stream/record-conversations.ts';
import { SpanRedaction } from '../stream/span-redaction.ts';
import { type TextBefore, TextRedaction } from '../stream/text-redaction.ts';
import { TranscriptRedaction } from '../stream/transcript-redaction.ts';
import type { Redaction, Watch } from '../stream/watch.ts';

export interface RedactionOptions extends AttachmentOptions {
  readonly watch: Watch;
  readonly selects?: (path: string) => boolean;
  /** Of a part of an input: where it begins, and what stands in front of it. */
  readonly offset?: number;
  readonly before?: TextBefore;
  /** Of a part of a table: what its first rows say. */
  readonly table?: TableStart;
  /** For NDJSON only. */
  readonly conversations?: RecordConversations;
  /** Is told what to mute in the recording of a transcript. */
  readonly mute?: (ranges: readonly MuteRange[]) => void;
}

export function redactionOf(format: FormatName, redactor: Redactor, options: RedactionOptions): Redaction {
  const known = formatNamed(format);
  if (known !== undefined && 'mbox' in known) return new MailRedaction(redactor, { ...options, ...readersOf(options), mbox: known.mbox });
  if (known !== undefined && isJoined(known)) return new JoinedRedaction(redactor, known.scanner, options);
  if (known !== undefined) {
    const scanner: ScannerFactory = isTable(known) ? (visitor) => known.scanner(visitor, options.table) : known.scanner;
    return new SpanRedaction(exportRedactor(redactor), scanner, options);
  }
  if (format === 'transcript') return new TranscriptRedaction(redactor, options);
  return format === 'text'
    ? new TextRedaction(redactor, options.watch, options.before)
    : new JsonRedaction(redactor, { ...options, lines: format === 'ndjson' });
}

/** Bit by bit; the next is read when the last has been taken, so a slow reader slows the reading and fills no memory. */
export async function redactInput(
  input: Input,
  redactor: Redactor,
  options: RedactionOptions,
  take: (redacted: Uint8Array) => Promise<void>,
  read: (bytes: number) => void = () => undefined,
): Promise<void> {
  for await (const redacted of redactedBytes(input, redactor, options, read)) await take(redacted);
}

function redactedBytes(
  { archive, format, inflation, asked, gzip, chunks }: Input,
  redactor: Redactor,
  options: RedactionOptions,
  read: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const { watch, attachments = {} } = options;
  const redacted =
    archive === undefined
      ? redactChunks(counted(chunks(), read), redactionOf(format, redactor, options), watch)
      : redactZip(archive, {
          redactor,
          redactionOf: (name, one) => redactionOf(name, one, options),
          watch,
          attachments,
          ...readersOf({ ...options, pages: inflation.limits.pages }),
          inflation,
          asked,
          read,
        });
  return gzip === undefined ? redacted : gzipped(redacted, redactHeader(gzip, redactor, watch));
}

function readersOf({ pages = DEFAULT_LIMITS.pages, ocr }: RedactionOptions): { extract: Extract; readPicture: ReadPicture | undefined } {
  return { extract: (bytes) => extractText(bytes, pages), readPicture: ocr && pictureReader(ocr) };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, read: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    read(chunk.length);
  }
}
