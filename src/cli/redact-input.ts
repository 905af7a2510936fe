/** Runs one input through a redactor. */
import type { FormatName } from '../formats/sniff.ts';
import type { Redactor } from '../types.ts';
import type { Input } from './input.ts';
import { JsonRedaction } from '../stream/json-redaction.ts';
import { type TextBefore, TextRedaction } from '../stream/text-redaction.ts';
import type { Redaction, Watch } from '../stream/watch.ts';

export interface RedactionOptions {
  readonly watch: Watch;
  readonly selects?: (path: string) => boolean;
  /** Of a part of an input: where it begins, and what stands in front of it. */
  readonly offset?: number;
  readonly before?: TextBefore;
}

export function redactionOf(format: FormatName, redactor: Redactor, options: RedactionOptions): Redaction {
  return format === 'text'
    ? new TextRedaction(redactor, options.watch, options.before)
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
