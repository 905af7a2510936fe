/** Keys of a quarantine, from files in PEM. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { SordinoError } from '../../errors.ts';
import { readPem } from '../pem.ts';
import { canSeal } from './sealed-key.ts';

const MAKE =
  'make a pair with: openssl genpkey -algorithm x25519 -out private.pem; openssl pkey -in private.pem -pubout -out public.pem (RSA of 2048 bits or more serves too)';

/** A private key is refused, though the public one could be had of it: it has no business on the machine that redacts. */
export async function readSealingKey(path: string): Promise<KeyObject> {
  const text = await readPem(path);
  return sealing(path, text.includes('PRIVATE KEY') ? undefined : read(text, createPublicKey), 'public');
}

export async function readOpeningKey(path: string): Promise<KeyObject> {
  return sealing(path, read(await readPem(path), createPrivateKey), 'private');
}

function read(text: Buffer, from: (text: Buffer) => KeyObject): KeyObject | undefined {
  try {
    return from(text);
  } catch {
    // What the parser says may hold parts of the key.
    return undefined;
  }
}

function sealing(path: string, key: KeyObject | undefined, kind: string): KeyObject {
  if (key === undefined || !canSeal(key))
    throw new SordinoError('ERR_OPTION_INVALID', `${path} is no ${kind} X25519 or RSA key in PEM without a passphrase; ${MAKE}`);
  return key;
}
