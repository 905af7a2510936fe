/** `sordino verify` */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SordinoError } from '../../errors.ts';
import { readArguments, type Specs, usageError } from '../arguments.ts';
import { EXIT } from '../exit.ts';
import { standardOutput } from '../output.ts';
import { sha256Of } from '../run/fingerprint.ts';
import { parseManifest, readPublicKey, type SignedManifest, signatureProblem } from '../run/manifest.ts';

export const HELP = `sordino verify MANIFEST [FILE...] [options]

Checks what \`sordino redact --manifest\` wrote: the signature, and that FILEs are the inputs or outputs it speaks of. Without FILEs it looks for the
outputs where they were written.

  --public-key PEM     the Ed25519 key that must have signed it; without, an unsigned manifest passes and a signature is not looked at

Exit codes: 0 all holds, 1 something does not, 2 usage.`;

const OPTIONS = { 'public-key': { type: 'string' } } as const satisfies Specs;

type FileStatement = SignedManifest['files'][number]['output'];

export async function verifyCommand(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, OPTIONS);
  const [path, ...named] = args.names;
  if (path === undefined) throw usageError('verify takes a manifest.');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SordinoError('ERR_INPUT_UNREADABLE', `${path} cannot be read (${error.code}).`);
  });
  const manifest = parseManifest(text);
  if (manifest === undefined) throw mismatch(`${path} is no manifest that this version reads.`);
  const keyPath = args.text('public-key');
  if (keyPath !== undefined) {
    const problem = signatureProblem(manifest, await readPublicKey(keyPath));
    if (problem !== undefined) throw mismatch(`${path}: ${problem}.`);
  }
  const output = standardOutput();
  for (const file of named.length > 0 ? named : manifest.files.map((entry) => entry.output.file))
    await output.write(`${file}: ${await holds(file, manifest)}\n`);
  await output.write(`${path}: ${keyPath === undefined ? 'signature not checked (no --public-key)' : 'signature holds'}\n`);
  return EXIT.clean;
}

/** By content; the name only says which statement was meant when none fits. */
async function holds(file: string, { files }: SignedManifest): Promise<string> {
  const size = (await stat(file).catch(() => undefined))?.size;
  if (size === undefined) throw new SordinoError('ERR_INPUT_NOT_FOUND', `There is no file ${file}.`);
  const sha256 = (await sha256Of(file)).digest('hex');
  const is = (statement: FileStatement) => statement.bytes === size && statement.sha256 === sha256;
  if (files.some(({ output }) => is(output))) return 'is an output of the run';
  if (files.some(({ input }) => is(input))) return 'is an input of the run';
  const meant = files.flatMap(({ input, output }) => [output, input]).find((statement) => basename(statement.file) === basename(file));
  const why =
    meant === undefined
      ? 'no file of that content is in the manifest'
      : meant.bytes === size
        ? 'its content was changed'
        : `it has ${size} bytes, not ${meant.bytes}`;
  throw mismatch(`${file}: ${why}.`);
}

function mismatch(message: string): SordinoError {
  return new SordinoError('ERR_MANIFEST_MISMATCH', message);
}
