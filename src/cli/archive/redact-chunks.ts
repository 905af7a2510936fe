/** Redacts a stream of bytes, which may turn out to be damaged. */
import { encodeUtf8 } from '../../formats/bytes.ts';
import type { Redaction, Watch } from '../../stream/watch.ts';
import { FAILURE_MARKER } from '../../types.ts';
import { DamagedData } from './flate.ts';

/** What is held when the stream breaks off is not given out: it may be half of a value, which no rule knows. The marker stands for it. */
export async function* redactChunks(chunks: AsyncIterable<Uint8Array>, redaction: Redaction, watch: Watch): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) yield* redaction.write(chunk);
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
    watch.failed?.(1, error.offset, error.reason);
    yield encodeUtf8(`${FAILURE_MARKER}\n`);
    return;
  }
  yield* redaction.end();
}
