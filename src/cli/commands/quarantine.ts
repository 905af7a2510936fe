/** `sordino quarantine open` */
import { didYouMean } from '../../errors.ts';
import { readArguments, type Specs, usageError } from '../arguments.ts';
import { EXIT } from '../exit.ts';
import { standardOutput } from '../output.ts';
import type { Entry } from '../quarantine/entries.ts';
import { readOpeningKey } from '../quarantine/keys.ts';
import { readQuarantine } from '../quarantine/read-quarantine.ts';

export const HELP = `sordino quarantine open FILE --key PEM

Shows what \`sordino redact --quarantine\` kept: one JSON object a broken record, with file, member (of archives), record, offset, reason, and its bytes as
text, or as base64 where they are no UTF-8. **It is shown as it was, with all personal data in it.**

  --key PEM            the private key, X25519 or RSA, whose public one was given as --quarantine-key

Exit codes: 0 all of it was shown, 1 it is damaged, was changed, or was sealed for another key, 2 usage.`;

const OPTIONS = { key: { type: 'string' } } as const satisfies Specs;

export async function quarantineCommand(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, OPTIONS);
  const [command, file] = args.names;
  if (command !== 'open') throw usageError(`quarantine takes one command: open.${didYouMean(command ?? '', ['open'])}`);
  if (file === undefined || args.names.length > 2) throw usageError('quarantine open takes one file.');
  const path = args.text('key');
  if (path === undefined) throw usageError('quarantine open needs --key.');
  const key = await readOpeningKey(path);
  const output = standardOutput();
  for await (const entry of readQuarantine(file, key)) await output.write(`${lineOf(entry)}\n`);
  return EXIT.clean;
}

function lineOf({ bytes, ...about }: Entry): string {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString();
  const shown = Buffer.from(text).equals(buffer) ? { text } : { base64: buffer.toString('base64') };
  // Nothing in it may steer the terminal that it is shown on.
  return JSON.stringify({ ...about, ...shown }).replace(/[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, escaped);
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
