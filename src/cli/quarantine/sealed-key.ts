/** The key of a quarantine, sealed so that only the holder of a private key can open it. */
import {
  constants,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';

/** How the key is sealed. Everything in base64 is a public key as SPKI in DER, or what was encrypted with one. */
export type Seal =
  | { readonly seal: 'X25519'; readonly recipient: string; readonly ephemeral: string }
  | { readonly seal: 'RSA-OAEP-256'; readonly recipient: string; readonly key: string };

export interface SealedKey {
  /** Of AES-256. */
  readonly key: Buffer;
  readonly seal: Seal;
}

const KEY_BYTES = 32;
const LEAST_RSA_BITS = 2048;
const INFO = 'sordino quarantine 1';

/** Keys of this kind can seal. */
export function canSeal(key: KeyObject): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  return asymmetricKeyType === 'x25519' || (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS);
}

/** Another key each time. */
export function sealedKey(recipient: KeyObject): SealedKey {
  if (recipient.asymmetricKeyType === 'rsa') {
    const key = randomBytes(KEY_BYTES);
    const sealed = publicEncrypt({ key: recipient, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, key);
    return { key, seal: { seal: 'RSA-OAEP-256', recipient: nameOf(recipient), key: sealed.toString('base64') } };
  }
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const key = agreedKey(diffieHellman({ privateKey, publicKey: recipient }), publicKey, recipient);
  return { key, seal: { seal: 'X25519', recipient: nameOf(recipient), ephemeral: derOf(publicKey).toString('base64') } };
}

/** Undefined when the key was sealed for another, or is damaged. */
export function openedKey(seal: Seal, privateKey: KeyObject): Buffer | undefined {
  const recipient = createPublicKey(privateKey);
  if (seal.recipient !== nameOf(recipient)) return undefined;
  try {
    if (seal.seal === 'RSA-OAEP-256')
      return privateDecrypt(
        { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
        Buffer.from(seal.key, 'base64'),
      );
    const publicKey = createPublicKey({ key: Buffer.from(seal.ephemeral, 'base64'), format: 'der', type: 'spki' });
    return agreedKey(diffieHellman({ privateKey, publicKey }), publicKey, recipient);
  } catch {
    // What the library says may speak of the key.
    return undefined;
  }
}

function agreedKey(secret: Buffer, ephemeral: KeyObject, recipient: KeyObject): Buffer {
  const salt = Buffer.concat([derOf(ephemeral), derOf(recipient)]);
  return Buffer.from(hkdfSync('sha256', secret, salt, INFO, KEY_BYTES));
}

/** A public key by its hash. */
function nameOf(key: KeyObject): string {
  return createHash('sha256').update(derOf(key)).digest('hex');
}

function derOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' });
}
