/** What went wrong in writing, in words. */
import { SordinoError } from '../errors.ts';

/** Who reads our output has gone away, as `head` does when it has seen enough. */
export class ReaderGone extends Error {}

export function writeError(target: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return new ReaderGone();
  if (code === 'ENOSPC' || code === 'EDQUOT') return new SordinoError('ERR_OUTPUT', `No space left to write ${target}.`);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new SordinoError('ERR_OUTPUT', `${target}: its folder does not exist.`);
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) && !code.startsWith('ERR_'))
    return new SordinoError('ERR_OUTPUT', `${target} cannot be written (${code}).`);
  return error;
}
