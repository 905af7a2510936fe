/** One command can write several files and read some beside its inputs: none of them may be another one of them. */
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { SordinoError } from '../errors.ts';

export interface NamedFile {
  /** What names it: `--report`. */
  readonly option: string;
  readonly path: string;
}

/** Throws when a file is written twice, or is written and read. `folders` are read with all that lies in them. */
export async function refuseSharedFiles(
  written: readonly NamedFile[],
  read: readonly NamedFile[],
  folders: readonly NamedFile[],
): Promise<void> {
  const taken = new Map<string, NamedFile>();
  const places = { read: await placesOf(read), folders: await placesOf(folders) };
  for (const file of written) {
    if (await isDevice(file.path)) continue;
    const place = await placeOf(file.path);
    const other = taken.get(place);
    if (other !== undefined)
      throw new SordinoError('ERR_OUTPUT', `${other.option} and ${file.option} would both be written to ${file.path}.`);
    taken.set(place, file);
    const from =
      places.read.find((entry) => entry.place === place) ?? places.folders.find((entry) => place.startsWith(`${entry.place}${sep}`));
    if (from !== undefined)
      throw new SordinoError('ERR_OUTPUT_IS_INPUT', `${file.option}: ${file.path} is read by ${from.option}; write to another file.`);
  }
}

async function placesOf(files: readonly NamedFile[]): Promise<(NamedFile & { readonly place: string })[]> {
  return Promise.all(files.map(async (file) => ({ ...file, place: await placeOf(file.path) })));
}

/** The same for all spellings of a path, also of one where nothing lies yet. */
async function placeOf(path: string): Promise<string> {
  const whole = resolve(path);
  return realpath(whole).catch(async () => join(await realpath(dirname(whole)).catch(() => dirname(whole)), basename(whole)));
}

async function isDevice(path: string): Promise<boolean> {
  const about = await stat(path).catch(() => undefined);
  return about !== undefined && !about.isFile();
}
