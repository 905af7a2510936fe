/** A signed statement of what a run did: which input became which output, by which rules. No values. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { SordinoError } from '../../errors.ts';
import { readPem } from '../pem.ts';
import { canonicalJson } from '../../rules/hash.ts';
import type { RedactorInfo } from '../../types.ts';
import type { InputResult } from '../summary.ts';

interface FileStatement {
  /** As the caller named it. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly manifest: 1;
  readonly sordino: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly policy: string;
  readonly policyHash: string;
  readonly rulesHash: string;
  readonly categories: readonly string[];
  /** Paths that were examined; null: all. */
  readonly fields: readonly string[] | null;
  readonly files: readonly {
    readonly input: FileStatement;
    readonly output: FileStatement;
    readonly format: string;
    readonly records: number;
    readonly findings: {
      readonly total: number;
      readonly allowed: number;
      readonly byCategory: Readonly<Record<string, number>>;
      readonly byRule: Readonly<Record<string, number>>;
    };
    readonly degraded: number;
    readonly failed: number;
  }[];
}

interface Signature {
  readonly algorithm: 'Ed25519';
  /** SHA-256 of the public key in SPKI form, hex: says which key, so that the reader can fetch it. */
  readonly key: string;
  /** Over the canonical JSON of the manifest without this member; base64. */
  readonly value: string;
}

export type SignedManifest = Manifest & { readonly signature?: Signature };

export interface ManifestFacts {
  readonly results: readonly (InputResult & { readonly output: string })[];
  readonly info: RedactorInfo;
  readonly version: string;
  readonly time: Date;
  readonly fields: readonly string[] | undefined;
}

export function manifestOf({ results, info, version, time, fields }: ManifestFacts): Manifest {
  return {
    manifest: 1,
    sordino: version,
    time: time.toISOString(),
    policy: info.policy,
    policyHash: info.policyHash,
    rulesHash: info.rulesHash,
    categories: info.categories,
    fields: fields ?? null,
    files: results.map(({ name, output, bytes, bytesOut, hashIn = '', hashOut = '', format, tally }) => ({
      input: { file: name, bytes, sha256: hashIn },
      output: { file: output, bytes: bytesOut, sha256: hashOut },
      format,
      records: tally.records,
      findings: { total: tally.total, allowed: tally.allowed, byCategory: { ...tally.byCategory }, byRule: { ...tally.byRule } },
      degraded: tally.degradedCount,
      failed: tally.failedCount,
    })),
  };
}

/** One line of canonical JSON, with a signature when there is a key. */
export function manifestText(manifest: Manifest, key: KeyObject | undefined): string {
  if (key === undefined) return `${canonicalJson(manifest)}\n`;
  const value = sign(null, Buffer.from(canonicalJson(manifest)), key).toString('base64');
  const signature: Signature = { algorithm: 'Ed25519', key: keyId(createPublicKey(key)), value };
  return `${canonicalJson({ ...manifest, signature })}\n`;
}

/** A private key, read before the run so that a wrong one does not cost hours. */
export async function readSigningKey(path: string): Promise<KeyObject> {
  return ed25519(path, await readPem(path), createPrivateKey);
}

export async function readPublicKey(path: string): Promise<KeyObject> {
  return ed25519(path, await readPem(path), createPublicKey);
}

function ed25519(path: string, text: Buffer, read: (text: Buffer) => KeyObject): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = read(text);
  } catch {
    // What the parser says may hold parts of the key.
  }
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new SordinoError('ERR_OPTION_INVALID', `${path} is no Ed25519 key in PEM; make one with: openssl genpkey -algorithm ed25519`);
  return key;
}

function keyId(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Undefined when the text is no manifest that this version reads. */
export function parseManifest(text: string): SignedManifest | undefined {
  try {
    const found = JSON.parse(text) as Partial<SignedManifest>;
    const isFile = (file: Partial<FileStatement> | undefined) =>
      typeof file?.file === 'string' && Number.isSafeInteger(file.bytes) && /^[0-9a-f]{64}$/.test(file.sha256 ?? '');
    const whole =
      found.manifest === 1 &&
      Array.isArray(found.files) &&
      found.files.length > 0 &&
      found.files.every(({ input, output }) => isFile(input) && isFile(output));
    return whole ? (found as SignedManifest) : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with the signature; undefined when it holds. */
export function signatureProblem({ signature, ...manifest }: SignedManifest, key: KeyObject): string | undefined {
  if (signature === undefined) return 'it is not signed';
  if (signature.algorithm !== 'Ed25519') return 'it is signed by another algorithm than Ed25519';
  if (signature.key !== keyId(key)) return 'it is signed with another key';
  const holds = verify(null, Buffer.from(canonicalJson(manifest)), key, Buffer.from(signature.value, 'base64'));
  return holds ? undefined : 'its signature does not hold: it was changed after it was signed';
}
