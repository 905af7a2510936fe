/** `sordino redact` */
import type { KeyObject } from 'node:crypto';
import { readFile, realpath, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SordinoError } from '../../errors.ts';
import type { ArchiveLimits } from '../../formats/archive-limits.ts';
import { FORMAT_NAMES, type FormatName, hasFields } from '../../formats/index.ts';
import type { Redactor } from '../../types.ts';
import { ARCHIVE_HELP, ARCHIVE_OPTIONS, archiveLimits } from '../archive-options.ts';
import { type Arguments, list, oneOf, readArguments, type Specs, usageError } from '../arguments.ts';
import { CONVERSATION_HELP, CONVERSATION_OPTIONS, conversationsOf, refuseConversationOf } from '../conversation-options.ts';
import { ENGINE_HELP, ENGINE_OPTIONS, enginePlanOf, redactorOf } from '../engine.ts';
import { EXIT } from '../exit.ts';
import { htmlReport } from '../html-report.ts';
import { type Identity, type Input, type InputOptions, isPacked, openInputs, shownAs } from '../input.ts';
import { LateList } from '../late-list.ts';
import { mailOptions, OCR_HELP, OCR_OPTIONS } from '../mail.ts';
import { checkStandardOutput, checkTarget, fileOutput } from '../output.ts';
import type { QuarantineFile } from '../quarantine/quarantine-file.ts';
import type { Examiner } from '../run/examiner.ts';
import { manifestOf, manifestText, readSigningKey } from '../run/manifest.ts';
import type { WorkerPlan } from '../run/protocol.ts';
import { Run, type RunOptions } from '../run/run.ts';
import { selectPaths } from '../select.ts';
import { type NamedFile, refuseSharedFiles } from '../shared-files.ts';
import { muteText, reportText } from '../summary.ts';
import { bytesOfText, countText } from '../units.ts';
import { version } from '../version.ts';
import { writeError } from '../write-error.ts';

export const HELP = `sordino redact [FILE...] [options]

Replaces personal data. Reads FILEs, or standard input; writes standard output, or -o.
Only the characters of findings change; every other byte comes out as it went in.

  -o, --output OUT     a file, or a folder when there are several inputs; it has its name only once it is complete
${ENGINE_HELP}
  --format F           auto (default), ${FORMAT_NAMES.join(', ')}
  --fields PATHS       examine these paths only, such as subject,comments[].body; all others pass unexamined
${CONVERSATION_HELP}
  --late FILE          NDJSON: where the output still holds what only a later record revealed, without any value
${ARCHIVE_HELP}
  --attachments A      parts of e-mails and members of archives that are no text: extract (default for PDF, DOCX, PPTX: their text), stub (default), drop, keep, scan, ocr (PNG, JPEG: only words that were read and hold nothing are left); or by type: application/pdf=keep,image/*=drop,*=stub
${OCR_HELP}
  --signatures S       of e-mails: keep (default), or drop, as none holds once something has changed
  --check              write nothing; exit 4 when something is found
  --dry-run            write nothing, only count
  --workers N          examine with N threads; ndjson, text and tables are cut into blocks, other formats take one thread an input
  --resume             go on with what an interrupted run has left of OUT, and leave checkpoints for the next
  --checkpoint-every S bytes of input from one checkpoint to the next (default 64M)
  --report FILE        counts without any value: a page for a name in .html, JSON otherwise
  --check-output       look through OUT with other means before it has its name: exit 5 when something looks like personal data still
  --parties FILE       with it: names, addresses and numbers, one a line, that must not be in OUT
  --manifest FILE      what became of what, by which rules: SHA-256 of inputs and outputs, hashes of rules and policy, counts
  --sign-key PEM       sign it with this Ed25519 key; \`sordino verify\` checks it
  --quarantine FILE    keep what the failure marker stands for, encrypted; \`sordino quarantine open\` shows it
  --quarantine-key PEM for the holder of this key: a public X25519 or RSA key
  --mute FILE          for transcripts of calls: when what was found is said, in milliseconds, and as an audio filter of ffmpeg
  --quiet              no progress and no summary

Exit codes: 0 clean, 1 error, 2 usage, 3 finished with parts replaced by ${'[REDACTION_FAILED]'}, 4 --check found something, 5 --check-output did.`;

const OPTIONS = {
  ...ENGINE_OPTIONS,
  output: { type: 'string', short: 'o' },
  format: { type: 'string' },
  fields: { type: 'string' },
  ...CONVERSATION_OPTIONS,
  late: { type: 'string' },
  attachments: { type: 'string' },
  ...OCR_OPTIONS,
  ...ARCHIVE_OPTIONS,
  signatures: { type: 'string' },
  check: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  workers: { type: 'string' },
  resume: { type: 'boolean' },
  'checkpoint-every': { type: 'string' },
  report: { type: 'string' },
  'check-output': { type: 'boolean' },
  parties: { type: 'string' },
  manifest: { type: 'string' },
  'sign-key': { type: 'string' },
  quarantine: { type: 'string' },
  'quarantine-key': { type: 'string' },
  mute: { type: 'string' },
  quiet: { type: 'boolean' },
} as const satisfies Specs;

const MOST_WORKERS = 64;

export async function redactCommand(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, OPTIONS);
  const dry = args.flag('check') || args.flag('dry-run');
  const fields = fieldsOf(args);
  const mail = mailOptions(args);
  const workers = workersOf(args);
  const checkpointEvery = checkpointEveryOf(args);
  if (dry) refuseBeside(args, args.flag('check') ? 'check' : 'dry-run', ['output', 'resume', 'manifest', 'check-output', 'quarantine']);
  if (args.text('sign-key') !== undefined && args.text('manifest') === undefined) throw usageError('--sign-key goes with --manifest.');
  refuseHalfQuarantine(args);
  const inputs = await openInputs(args.names, inputOptions(args));
  refuseFieldsOfText(args, inputs);
  refuseConversationOf(args, inputs);
  refuseApart(args, workers);
  const other = args.text('mute') === undefined ? undefined : inputs.find((input) => input.format !== 'transcript');
  if (other !== undefined) throw usageError(`--mute needs transcripts of calls, and ${shownAs(other)} was read as ${other.format}.`);
  const identities = inputs.map((input) => input.identity);
  const targets = await targetsOf(args, inputs);
  for (const target of targets ?? []) await checkTarget(target, identities);
  refuseArchives(args, inputs);
  if (args.flag('resume')) refuseStreams(inputs);
  for (const option of ['resume', 'check-output', 'manifest']) {
    if (args.text(option) === undefined && !args.flag(option)) continue;
    if (targets === undefined) throw usageError(`--${option} needs --output.`);
    await refuseDevices(option, targets);
  }
  if (args.text('parties') !== undefined && !args.flag('check-output')) throw usageError('--parties goes with --check-output.');
  for (const { path } of namedFiles(args, WRITTEN)) await checkTarget(path, identities);
  await refuseSharedFiles(
    [...(targets ?? []).map((path) => ({ option: '--output', path })), ...namedFiles(args, WRITTEN)],
    namedFiles(args, ['parties', 'sign-key', 'quarantine-key']),
    namedFiles(args, ['rules']),
  );
  const signKey = args.text('sign-key');
  const key = signKey === undefined ? undefined : await readSigningKey(signKey);
  const quarantineKey = args.text('quarantine-key');
  const recipient = quarantineKey === undefined ? undefined : await (await import('../quarantine/keys.ts')).readSealingKey(quarantineKey);
  if (targets === undefined && !dry) checkStandardOutput(identities);

  const engine = await enginePlanOf(args);
  const report = args.text('report');
  const isPage = report !== undefined && /\.html?$/i.test(report);
  // Only the page shows fields, and telling them costs something.
  const conversations = await conversationsOf(args, engine);
  const examination = { mail, fields, paths: isPage, conversations, quarantine: recipient !== undefined };
  let made: Promise<Redactor> | undefined;
  const redactor = () => (made ??= redactorOf(engine));
  const examiner = await examinerOf({ engine, options: examination }, workers, redactor);
  const { rules: _, ...choices } = engine;
  const lateTarget = args.text('late');
  const late = lateTarget === undefined ? undefined : new LateList(await fileOutput(lateTarget, identities));
  const quarantine = recipient === undefined ? undefined : await quarantineOf(args, identities, recipient);
  const run = new Run(inputs, examiner, {
    settings: { version: version(), ...choices, fields, mail },
    targets,
    dry,
    resume: args.flag('resume'),
    checkpointEvery,
    hashed: args.text('manifest') !== undefined,
    late,
    quarantine,
    inspect: args.flag('check-output') ? await inspectorOf(args.text('parties'), archiveLimits(args)) : undefined,
    quiet: args.flag('quiet'),
    redactor,
    examination,
  });
  // What is found there afterwards is of this run.
  for (const { path } of namedFiles(args, WRITTEN)) await removeFile(path);
  const all = await run.all();
  const stated = all.flatMap((result, i) => (result === undefined ? [] : [{ ...result, output: (targets ?? [])[i] }]));
  await examiner.close();
  await late?.commit();
  await quarantine?.commit();
  const { info } = examiner;
  await writeText(report, identities, () => (isPage ? htmlReport : reportText)(stated, info, version()));
  await writeText(args.text('manifest'), identities, () =>
    manifestText(manifestOf({ results: stated, info, version: version(), time: new Date(), fields }), key),
  );
  await writeText(args.text('mute'), identities, () => stated.map(muteText).join(''));
  await run.forgetCheckpoints();
  if (run.refused.length > 0) throw refusedOutputs(run.refused, stated.length);
  if (args.flag('check') && stated.some(({ tally }) => tally.total > tally.allowed)) return EXIT.found;
  return stated.every(({ tally }) => tally.clean) ? EXIT.clean : EXIT.incomplete;
}

/** Options that write a file beside the output. */
const WRITTEN = ['report', 'manifest', 'late', 'mute', 'quarantine'];

function namedFiles(args: Arguments, options: readonly string[]): NamedFile[] {
  return options.flatMap((name) => {
    const path = args.text(name);
    return path === undefined ? [] : [{ option: `--${name}`, path }];
  });
}

async function writeText(target: string | undefined, inputs: readonly (Identity | undefined)[], text: () => string): Promise<void> {
  if (target === undefined) return;
  const output = await fileOutput(target, inputs);
  await output.write(text());
  await output.commit();
}

/** A device or pipe stays. */
async function removeFile(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isFile() !== true) return;
  await rm(await realpath(path)).catch((error) => Promise.reject(writeError(path, error)));
}

function refusedOutputs(refused: readonly string[], made: number): SordinoError {
  const others =
    made === 0 ? 'no other was made' : `${countText(made, 'other')} ${made === 1 ? 'was made and stands' : 'were made and stand'}`;
  return new SordinoError('ERR_RESIDUE', `${countText(refused.length, 'output')} not made: ${refused.join(', ')}; ${others}.`);
}

async function quarantineOf(args: Arguments, identities: readonly (Identity | undefined)[], recipient: KeyObject): Promise<QuarantineFile> {
  const { QuarantineFile } = await import('../quarantine/quarantine-file.ts');
  return new QuarantineFile(await fileOutput(args.text('quarantine') as string, identities), recipient);
}

async function inspectorOf(partiesFile: string | undefined, limits: ArchiveLimits): Promise<RunOptions['inspect']> {
  const [{ checkOutput }, { Parties }] = await Promise.all([import('../residue/check-output.ts'), import('../residue/parties.ts')]);
  const lines =
    partiesFile === undefined
      ? ''
      : await readFile(partiesFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
          throw new SordinoError('ERR_INPUT_UNREADABLE', `${partiesFile} cannot be read (${error.code}).`);
        });
  const parties = new Parties(lines);
  return (path, name, say) => checkOutput(path, name, parties, limits, say);
}

async function examinerOf(plan: WorkerPlan, workers: number, redactor: () => Promise<Redactor>): Promise<Examiner> {
  if (workers > 1) return (await import('../run/pool.ts')).startPool(plan, workers);
  return (await import('../run/examiner.ts')).inlineExaminer(await redactor(), plan.options);
}

function workersOf(args: Arguments): number {
  const workers = Number(args.text('workers') ?? 1);
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
    throw usageError(`--workers is a number from 1 to ${MOST_WORKERS}.`);
  return workers;
}

function checkpointEveryOf(args: Arguments): number {
  const text = args.text('checkpoint-every');
  if (text !== undefined && !args.flag('resume')) throw usageError('--checkpoint-every goes with --resume.');
  const bytes = bytesOfText(text ?? '64M');
  if (bytes === undefined || bytes === 0) throw usageError('--checkpoint-every is a size: 500k, 64M, 1G.');
  return bytes;
}

/** A conversation goes through the whole input, and what it remembers is in no checkpoint. */
function refuseApart(args: Arguments, workers: number): void {
  if (args.text('conversation') === undefined) return;
  if (workers > 1) throw usageError('--conversation takes one thread, because its records depend on each other; leave out --workers.');
  if (args.flag('resume')) throw usageError('--conversation cannot be taken up again in the middle; leave out --resume.');
}

/** What is broken in the part that an earlier run did is in no checkpoint, and must not be. */
function refuseHalfQuarantine(args: Arguments): void {
  const [file, key] = [args.text('quarantine'), args.text('quarantine-key')];
  if ((file === undefined) !== (key === undefined)) throw usageError('--quarantine and --quarantine-key go together.');
  if (file !== undefined && args.flag('resume'))
    throw usageError('--quarantine cannot be taken up again in the middle; leave out --resume.');
}

/** Options that write, beside one that writes nothing. */
function refuseBeside(args: Arguments, option: string, others: readonly string[]): void {
  const other = others.find((name) => args.text(name) !== undefined || args.flag(name));
  if (other !== undefined) throw usageError(`--${option} writes nothing; leave out --${other}.`);
}

/** An archive has no place to go on at, and its hash needs its file. */
function refuseArchives(args: Arguments, inputs: readonly Input[]): void {
  const packed = inputs.filter(isPacked);
  if (args.flag('resume') && packed.length > 0)
    throw usageError(`--resume cannot be used with archives, and ${shownAs(packed[0])} is one; unpack it first.`);
  const stream = args.text('manifest') === undefined ? undefined : packed.find(({ name }) => name === '-');
  if (stream !== undefined) throw usageError('--manifest needs archives that are files, and (standard input) is none.');
}

/** Going on needs an input that can be read from any place. */
function refuseStreams(inputs: readonly Input[]): void {
  const stream = inputs.find(({ modified }) => modified === undefined);
  if (stream !== undefined) throw usageError(`--resume needs inputs that are files, and ${shownAs(stream)} is none.`);
}

/** What is looked at again must be there to be looked at. */
async function refuseDevices(option: string, targets: readonly string[]): Promise<void> {
  for (const target of targets)
    if ((await stat(target).catch(() => undefined))?.isFile() === false)
      throw usageError(`--${option} needs an output that is a file, and ${target} is none.`);
}

/** How inputs are to be read. */
export function inputOptions(args: Arguments): InputOptions {
  return { format: formatOption(args), limits: archiveLimits(args) };
}

function formatOption(args: Arguments): FormatName {
  return oneOf('format', args.text('format') ?? 'auto', ['auto', ...FORMAT_NAMES]);
}

/** Patterns of `--fields`, read once so that a wrong one is refused at once. */
export function fieldsOf(args: Arguments): string[] | undefined {
  const fields = list(args.text('fields'));
  if (fields !== undefined) selectPaths(fields);
  return fields;
}

/** Text has no fields: examining nothing of it would let all of it pass. */
export function refuseFieldsOfText(args: Arguments, inputs: readonly Input[]): void {
  const text = args.text('fields') === undefined ? undefined : inputs.find((input) => !hasFields(input.format));
  if (text !== undefined) throw usageError(`--fields needs records with fields, and ${shownAs(text)} was read as ${text.format}.`);
}

/** One target an input; undefined for standard output. */
async function targetsOf(args: Arguments, inputs: readonly Input[]): Promise<string[] | undefined> {
  const output = args.text('output');
  if (output === undefined || output === '-') return undefined;
  const isFolder = (await stat(output).catch(() => undefined))?.isDirectory() === true;
  if (!isFolder) {
    if (inputs.length > 1) throw usageError(`With several inputs, --output is a folder that exists; ${output} is none.`);
    return [output];
  }
  if (inputs.some((input) => input.name === '-')) throw usageError('Standard input has no name to take in a folder; give --output a file.');
  const targets = inputs.map((input) => join(output, basename(input.name)));
  const twice = targets.find((target, i) => targets.indexOf(target) !== i);
  if (twice !== undefined) throw new SordinoError('ERR_OUTPUT', `Two inputs would both be written to ${twice}.`);
  return targets;
}
