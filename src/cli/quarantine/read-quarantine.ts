/** Reads what a quarantine holds. */
import type { KeyObject } from 'node:crypto';
import { open } from 'node:fs/promises';
import { SordinoError } from '../../errors.ts';
import { type Entry, EntryCodec, type QuarantineHead } from './entries.ts';
import { openedKey } from './sealed-key.ts';

/** Entry by entry. Throws at a line that is not what was written there, and where the file breaks off. */
export async function* readQuarantine(path: string, privateKey: KeyObject): AsyncGenerator<Entry> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new SordinoError('ERR_INPUT_UNREADABLE', `${path} cannot be read (${error.code}).`);
  });
  try {
    let codec: EntryCodec | undefined;
    let index = 0;
    let ended = false;
    for await (const line of handle.readLines({ encoding: 'latin1' })) {
      if (ended) throw unusable(path, 'something stands behind its end');
      if (codec === undefined) {
        codec = codecOf(path, line, privateKey);
        continue;
      }
      const entry = codec.open(line, index++);
      if (entry === undefined) throw unusable(path, `line ${index + 1} is damaged or was changed`);
      if (entry === 'end') ended = true;
      else yield entry;
    }
    if (!ended) throw unusable(path, 'it breaks off');
  } finally {
    await handle.close();
  }
}

function codecOf(path: string, head: string, privateKey: KeyObject): EntryCodec {
  const sealed = sealOf(head);
  if (sealed === undefined) throw unusable(path, 'it is no quarantine that this version reads');
  const key = openedKey(sealed, privateKey);
  if (key === undefined) throw unusable(path, 'it was sealed for another key');
  return new EntryCodec(key, head);
}

function sealOf(head: string): QuarantineHead['sealed'] | undefined {
  try {
    const { quarantine, cipher, sealed } = JSON.parse(head) as Partial<QuarantineHead>;
    return quarantine === 1 && cipher === 'AES-256-GCM' ? sealed : undefined;
  } catch {
    return undefined;
  }
}

function unusable(path: string, why: string): SordinoError {
  return new SordinoError('ERR_QUARANTINE_UNUSABLE', `${path}: ${why}.`);
}
