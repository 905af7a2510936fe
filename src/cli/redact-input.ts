/** Runs one input through a redactor. */
import { type FormatName, formatNamed } from '../formats/index.ts';
import type { Redactor } from '../types.ts';
import type { Input } from './input.ts';
import { JsonRedaction } from '../stream/json-redaction.ts';
import type { RecordConversations } from '../stream/record-conversations.ts';
import { SpanRedaction } from '../stream/span-redaction.ts';
import { TextRedaction } from '../stream/text-redaction.ts';
import type { Redaction, Watch } from '../stream/watch.ts';

export interface RedactionOptions {
  readonly watch: Watch;
  readonly selects?: (path: string) => boolean;
  /** For NDJSON only. */
  readonly conversations?: RecordConversations;
}

export function redactionOf(format: FormatName, redactor: Redactor, options: RedactionOptions): Redaction {
  const known = formatNamed(format);
  if (known !== undefined) return new SpanRedaction(redactor, known.scanner, options);
  return format === 'text'
    ? new TextRedaction(redactor, options.watch)
    : new JsonRedaction(redactor, { ...options, lines: format === 'ndjson' });
}

/** Chunk by chunk; the next is read when the last has been taken, so a slow reader slows the reading and fills no memory. */
export async function redactInput(
  input: Input,
  redaction: Redaction,
  take: (redacted: Uint8Array) => Promise<void>,
  read: (bytes: number) => void = () => undefined,
): Promise<void> {
  for await (const chunk of input.chunks()) {
    for (const redacted of redaction.write(chunk)) await take(redacted);
    read(chunk.length);
  }
  for (const redacted of redaction.end()) await take(redacted);
}
