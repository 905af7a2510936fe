import { redactZip } from '../../src/cli/archive/redact-zip.ts';
import { memorySource } from '../../src/cli/archive/source.ts';
import { contentOf, openZip } from '../../src/cli/archive/zip-archive.ts';
import { extractText } from '../../src/cli/extract/extract-text.ts';
import { redactionOf } from '../../src/cli/redact-input.ts';
import { Tally } from '../../src/cli/tally.ts';
import { type ArchiveLimits, DEFAULT_LIMITS, Inflation } from '../../src/formats/archive-limits.ts';
import type { AttachmentPolicy } from '../../src/stream/attachments.ts';
import { createRedactor } from '../../src/redactor.ts';

const redactor = createRedactor({ policy: 'external' });

export interface RedactedZip {
  readonly bytes: Buffer;
  /** Contents by name, as the output has them. */
  readonly members: Readonly<Record<string, string>>;
  readonly tally: Tally;
}

/** Redacts an archive with the shipped rules, and reads the result back. */
export async function redactedZip(
  bytes: Uint8Array,
  { attachments = {}, limits = {} }: { attachments?: AttachmentPolicy; limits?: Partial<ArchiveLimits> } = {},
): Promise<RedactedZip> {
  const inflation = new Inflation({ ...DEFAULT_LIMITS, ...limits });
  const tally = new Tally();
  const archive = await openZip(memorySource(bytes), inflation, 'auto');
  const options = {
    redactor,
    redactionOf: (format: string, one: typeof redactor) => redactionOf(format, one, { watch: tally, attachments }),
    watch: tally,
    attachments,
    extract: (bytes: Uint8Array) => extractText(bytes, inflation.limits.pages),
    inflation,
    asked: 'auto',
    read: () => undefined,
  };
  const out = await all(redactZip(archive, options));
  return { bytes: out, members: await membersOf(out), tally };
}

/** Contents by name. */
export async function membersOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const { source, members } = await openZip(memorySource(bytes), new Inflation(DEFAULT_LIMITS), 'auto');
  const contents: Record<string, string> = {};
  for (const { member, dataStart } of members) contents[member.name] = (await all(contentOf(source, member, dataStart))).toString('latin1');
  return contents;
}

export async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
