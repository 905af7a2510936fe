/** Redacts what is in a gzip stream. */
import { ArchiveError } from '../../formats/archive-error.ts';
import { brokenArchive } from '../../formats/zip-reader.ts';
import { type GzipHeader, readGzipHeader } from '../../formats/gzip-header.ts';
import { redactOrNothing } from '../../stream/mail-message.ts';
import { memberKind } from '../../stream/member-kind.ts';
import { MemberNames } from '../../stream/member-names.ts';
import type { Watch } from '../../stream/watch.ts';
import { FAILURE_MARKER, type Redactor } from '../../types.ts';
import { DamagedData, gunzipped, gzipped } from './flate.ts';
import { peek } from './peek.ts';
import { redactChunks } from './redact-chunks.ts';
import type { ArchiveRedaction } from './redact-zip.ts';

/** The header at the start of a gzip stream. */
export function headerOf(head: Uint8Array): GzipHeader {
  const header = readGzipHeader(head);
  if (header === undefined) throw brokenArchive('has a header that cannot be read');
  return header;
}

/** The header without what is found in the name and the comment of the file. */
export function redactHeader({ name, comment, ...header }: GzipHeader, redactor: Redactor, watch: Watch): GzipHeader {
  const where = { record: 1, path: watch.paths === true ? '$.comment' : '', in: 'value' as const };
  const redacted = comment === undefined ? undefined : redactOrNothing(redactor, comment, { field: 'comment' });
  for (const finding of redacted?.findings ?? []) watch.found?.(finding, where);
  return {
    ...header,
    name: name === undefined ? undefined : new MemberNames(redactor, watch).nameFor(name, false, 1),
    comment: comment === undefined ? undefined : (redacted?.text ?? FAILURE_MARKER),
  };
}

/** A gzip stream within an archive, as what gives its content; undefined when what is in it is no text. */
export async function openGzipMember(
  packed: AsyncIterable<Uint8Array>,
  name: string,
  { redactor, redactionOf, watch, inflation, asked }: ArchiveRedaction,
): Promise<(() => AsyncGenerator<Uint8Array>) | undefined> {
  const outer = await peek(packed);
  const header = headerOf(outer.head);
  const inner = await peek(withinLimits(gunzipped(outer.chunks(), inflation)));
  const { format } = memberKind(withoutGz(name), inner.head, inner.whole, asked);
  if (format === undefined) {
    await inner.close();
    return undefined;
  }
  return () => {
    const redacted = redactChunks(inner.chunks(), redactionOf(format, redactor), watch);
    return gzipped(redacted, redactHeader(header, redactor, watch));
  };
}

/** What goes beyond the limits half-way is like damage: the rest is not read, and the archive around it goes on. */
async function* withinLimits(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw error instanceof ArchiveError ? new DamagedData(0, 'archive-limit') : error;
  }
}

/** What a file is called once it is unpacked. */
export function withoutGz(name: string): string {
  return name.replace(/\.gz$/i, '');
}
