/** `sordino redact` */
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SordinoError } from '../../errors.ts';
import { FORMAT_NAMES, type FormatName, hasFields } from '../../formats/index.ts';
import type { Redactor } from '../../types.ts';
import { ARCHIVE_HELP, ARCHIVE_OPTIONS, archiveLimits } from '../archive-options.ts';
import { type Arguments, list, oneOf, readArguments, type Specs, usageError } from '../arguments.ts';
import { CONVERSATION_HELP, CONVERSATION_OPTIONS, conversationsOf, refuseConversationOf } from '../conversation-options.ts';
import { ENGINE_HELP, ENGINE_OPTIONS, engineOf } from '../engine.ts';
import { EXIT } from '../exit.ts';
import { type Input, type InputOptions, openInputs, readAs } from '../input.ts';
import { LateList } from '../late-list.ts';
import { checkStandardOutput, checkTarget, fileOutput, type Output, standardOutput } from '../output.ts';
import { Progress } from '../progress.ts';
import { mailOptions } from '../mail.ts';
import { redactInput } from '../redact-input.ts';
import type { MailOptions } from '../../stream/mail-redaction.ts';
import type { RecordConversations } from '../../stream/record-conversations.ts';
import { selectPaths } from '../select.ts';
import type { MuteRange } from '../../stream/mute-ranges.ts';
import { failureText, type InputResult, muteText, reportText, summaryText } from '../summary.ts';
import { Tally } from '../tally.ts';
import { version } from '../version.ts';

export const HELP = `sordino redact [FILE...] [options]

Replaces personal data. Reads FILEs, or standard input; writes standard output, or -o.
Only the characters of findings change; every other byte comes out as it went in.

  -o, --output OUT     a file, or a folder when there are several inputs; it has its name only once it is complete
${ENGINE_HELP}
  --format F           auto (default), ${FORMAT_NAMES.join(', ')}
  --fields PATHS       examine these paths only, such as subject,comments[].body; all others pass unexamined
${CONVERSATION_HELP}
${ARCHIVE_HELP}
  --attachments A      parts of e-mails and members of archives that are no text: stub (default), drop, keep, scan; or by type: application/pdf=keep,image/*=drop,*=stub
  --signatures S       of e-mails: keep (default), or drop, as none holds once something has changed
  --check              write nothing; exit 4 when something is found
  --report FILE        counts as JSON, without any value
  --mute FILE          for transcripts of calls: when what was found is said, in milliseconds, and as an audio filter of ffmpeg
  --quiet              no progress and no summary

Exit codes: 0 clean, 1 error, 2 usage, 3 finished with parts replaced by ${'[REDACTION_FAILED]'}, 4 --check found something.`;

const OPTIONS = {
  ...ENGINE_OPTIONS,
  output: { type: 'string', short: 'o' },
  format: { type: 'string' },
  fields: { type: 'string' },
  ...CONVERSATION_OPTIONS,
  attachments: { type: 'string' },
  ...ARCHIVE_OPTIONS,
  signatures: { type: 'string' },
  check: { type: 'boolean' },
  report: { type: 'string' },
  mute: { type: 'string' },
  quiet: { type: 'boolean' },
} as const satisfies Specs;

export async function redactCommand(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, OPTIONS);
  if (args.flag('check') && args.text('output') !== undefined) throw usageError('--check writes nothing; leave out --output.');
  const selects = selectorOf(args);
  const engine = await engineOf(args);
  const { redactor } = engine;
  const conversations = conversationsOf(args, engine);
  const mail = mailOptions(args);
  const inputs = await openInputs(args.names, inputOptions(args));
  refuseFieldsOfText(args, inputs);
  refuseConversationOf(args, inputs);
  const other = args.text('mute') === undefined ? undefined : inputs.find((input) => input.format !== 'transcript');
  if (other !== undefined) throw usageError(`--mute needs transcripts of calls, and ${nameOf(other)} was read as ${other.format}.`);
  const identities = inputs.map((input) => input.identity);
  const targets = await targetsOf(args, inputs);
  for (const target of targets ?? []) await checkTarget(target, identities);
  const reportTarget = args.text('report');
  if (reportTarget !== undefined) await checkTarget(reportTarget, identities);
  const lateTarget = args.text('late');
  if (lateTarget !== undefined) await checkTarget(lateTarget, identities);
  const muteTarget = args.text('mute');
  if (muteTarget !== undefined) await checkTarget(muteTarget, identities);
  if (targets === undefined && !args.flag('check')) checkStandardOutput(identities);

  const late = lateTarget === undefined ? undefined : new LateList(await fileOutput(lateTarget, identities));
  const run = new Run(args, redactor, inputs, { mail, selects, conversations, late });
  const results: InputResult[] = [];
  for (const [i, input] of inputs.entries())
    results.push(
      await run.input(input, async () =>
        args.flag('check') ? nowhere : targets === undefined ? standardOutput() : await fileOutput(targets[i], identities),
      ),
    );
  await late?.commit();
  if (reportTarget !== undefined) {
    const report = await fileOutput(reportTarget, identities);
    await report.write(reportText(results, redactor.info, version()));
    await report.commit();
  }
  if (muteTarget !== undefined) {
    const output = await fileOutput(muteTarget, identities);
    for (const result of results) await output.write(muteText(result));
    await output.commit();
  }
  if (args.flag('check') && results.some(({ tally }) => tally.total > tally.allowed)) return EXIT.found;
  return results.every(({ tally }) => tally.clean) ? EXIT.clean : EXIT.incomplete;
}

const nowhere: Output = { write: () => Promise.resolve(), commit: () => Promise.resolve(), abort: () => Promise.resolve() };

/** Failures shown one by one; the rest is in the report. */
const SHOWN_FAILURES = 20;

interface RunOptions {
  readonly mail: MailOptions;
  readonly selects: ((path: string) => boolean) | undefined;
  /** Makes those of one input. */
  readonly conversations: (() => RecordConversations) | undefined;
  readonly late: LateList | undefined;
}

class Run {
  readonly #quiet: boolean;
  readonly #redactor: Redactor;
  readonly #progress: Progress | undefined;
  readonly #options: RunOptions;
  readonly #hasSeveral: boolean;

  constructor(args: Arguments, redactor: Redactor, inputs: readonly Input[], options: RunOptions) {
    this.#quiet = args.flag('quiet');
    this.#redactor = redactor;
    this.#options = options;
    this.#hasSeveral = inputs.length > 1;
    const sizes = inputs.map((input) => input.size);
    const size = sizes.every((s) => s !== undefined) ? sizes.reduce((sum, s) => sum + s, 0) : undefined;
    this.#progress = process.stderr.isTTY && !this.#quiet ? new Progress(size) : undefined;
  }

  async input(input: Input, openOutput: () => Promise<Output>): Promise<InputResult> {
    const started = performance.now();
    const { mail, selects, conversations, late } = this.#options;
    const tally = new Tally({
      failing: (failure) => {
        if (tally.failedCount <= SHOWN_FAILURES) this.#say(failureText(nameOf(input), input.format, failure));
      },
      late: (finding) => late?.add(finding, this.#hasSeveral ? nameOf(input) : undefined),
    });
    let muted: readonly MuteRange[] = [];
    const options = {
      ...mail,
      watch: tally,
      selects,
      conversations: conversations?.(),
      mute: (ranges: readonly MuteRange[]) => {
        muted = ranges;
      },
    };
    const output = await openOutput();
    let bytes = 0;
    try {
      await redactInput(input, this.#redactor, options, output.write, (read) => {
        bytes += read;
        this.#progress?.add(read);
      });
      await late?.flush();
      await output.commit();
    } catch (error) {
      this.#progress?.clear();
      await output.abort();
      throw error;
    }
    const result = {
      name: nameOf(input),
      format: input.format,
      readAs: readAs(input),
      bytes,
      seconds: (performance.now() - started) / 1000,
      tally,
      muted,
    };
    if (tally.failedCount > SHOWN_FAILURES)
      this.#say(`${result.name}: and ${tally.failedCount - SHOWN_FAILURES} more records; --report lists up to 1000`);
    if (!this.#quiet) this.#say(summaryText(result, this.#redactor.info));
    return result;
  }

  #say(text: string): void {
    this.#progress?.clear();
    process.stderr.write(`sordino: ${text}\n`);
  }
}

function nameOf(input: Input): string {
  return input.name === '-' ? '(standard input)' : input.name;
}

function formatOption(args: Arguments): FormatName {
  return oneOf('format', args.text('format') ?? 'auto', ['auto', ...FORMAT_NAMES]);
}

/** How inputs are to be read. */
export function inputOptions(args: Arguments): InputOptions {
  return { format: formatOption(args), limits: archiveLimits(args) };
}

export function selectorOf(args: Arguments): ((path: string) => boolean) | undefined {
  const fields = list(args.text('fields'));
  return fields === undefined ? undefined : selectPaths(fields);
}

/** Text has no fields: examining nothing of it would let all of it pass. */
export function refuseFieldsOfText(args: Arguments, inputs: readonly Input[]): void {
  const text = args.text('fields') === undefined ? undefined : inputs.find((input) => !hasFields(input.format));
  if (text !== undefined) throw usageError(`--fields needs records with fields, and ${nameOf(text)} was read as ${text.format}.`);
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
