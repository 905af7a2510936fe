/** Reads a file that holds a key. */
import { readFile } from 'node:fs/promises';
import { SordinoError } from '../errors.ts';

export async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new SordinoError('ERR_INPUT_UNREADABLE', `${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
