/** Goes through a finished output and looks for what was missed. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type ArchiveLimits, Inflation } from '../../formats/archive-limits.ts';
import { sniff } from '../../formats/sniff.ts';
import { fileSource } from '../archive/source.ts';
import { Contents, lookIntoArchive } from './contents.ts';
import type { Parties } from './parties.ts';
import { Residue, type ShowResidue } from './residue.ts';

const CHUNK = 1024 * 1024;

/** Throws ERR_RESIDUE when there is any. `name`: how the output is called; `show` hears of the first places. */
export async function checkOutput(path: string, name: string, parties: Parties, limits: ArchiveLimits, show: ShowResidue): Promise<void> {
  const residue = new Residue(show);
  const search = { parties, residue, inflation: new Inflation(limits) };
  const { size } = await stat(path);
  const source = fileSource(path, size);
  const kind = sniff(await source.read(0, Math.min(size, HEAD)), false);
  if ('packed' in kind) await lookIntoArchive(kind.packed, source, name, search, limits.depth);
  else {
    await source.release();
    const contents = new Contents(name, search, limits.depth);
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) await contents.write(chunk as Uint8Array);
    await contents.end();
  }
  residue.refuse(name);
}

/** Bytes by which an archive is known. */
const HEAD = 8;
