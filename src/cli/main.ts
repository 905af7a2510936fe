#!/usr/bin/env node
/** The command `sordino`. Results go to standard output, everything else to standard error. */
import { setFlagsFromString } from 'node:v8';
import { didYouMean, isSordinoError } from '../errors.ts';
import { usageError } from './arguments.ts';
import { EXIT } from './exit.ts';
import { leaveOutputs, standardOutput } from './output.ts';
import { version } from './version.ts';
import { visible } from './visible.ts';
import { ReaderGone } from './write-error.ts';

// The collector keeps the heap near what is in use (some 25 MB), where it would otherwise let it grow by a hundred on a busy machine.
setFlagsFromString('--optimize-for-size');

interface Command {
  readonly HELP: string;
  readonly run: (argv: readonly string[]) => Promise<number>;
}

/** Loaded when asked for, so that none waits for what another needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  redact: async () => {
    const { HELP, redactCommand } = await import('./commands/redact.ts');
    return { HELP, run: redactCommand };
  },
  find: async () => {
    const { HELP, findCommand } = await import('./commands/find.ts');
    return { HELP, run: findCommand };
  },
  explain: async () => {
    const { HELP, explainCommand } = await import('./commands/explain.ts');
    return { HELP, run: explainCommand };
  },
  verify: async () => {
    const { HELP, verifyCommand } = await import('./commands/verify.ts');
    return { HELP, run: verifyCommand };
  },
  quarantine: async () => {
    const { HELP, quarantineCommand } = await import('./commands/quarantine.ts');
    return { HELP, run: quarantineCommand };
  },
  rules: async () => {
    const { HELP, rulesCommand } = await import('./commands/rules.ts');
    return { HELP, run: rulesCommand };
  },
};

const HELP = `sordino finds and replaces personal data in text, JSON, NDJSON, tables, e-mail, HTML, captions, chats, transcripts and archives.

  sordino redact [FILE...] [-o OUT]      replace it
  sordino find [FILE...]                 say where it stands
  sordino explain "text" | FILE:RECORD   say why, and why not
  sordino rules lint|test DIR            check rule files of your own
  sordino verify MANIFEST [FILE...]      check what redact --manifest wrote
  sordino quarantine open FILE           show what redact --quarantine kept

  sordino COMMAND --help                 the options of a command
  sordino --version`;

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined) {
    process.stderr.write(`${HELP}\n`);
    return EXIT.usage;
  }
  if (name === '--version') return print(version());
  if (name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) return print(HELP);
  const asked = name === 'help' ? rest[0] : name;
  const load = Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
  if (load === undefined) throw usageError(`There is no command "${asked}".${didYouMean(asked, Object.keys(COMMANDS))}`);
  const command = await load();
  const options = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined);
  if (name === 'help' || options.includes('--help') || options.includes('-h')) return print(command.HELP);
  return command.run(rest);
}

async function print(text: string): Promise<number> {
  await standardOutput().write(`${text}\n`);
  return EXIT.clean;
}

/** Wrong words on the command line, in contrast to trouble with what they name. */
const USAGE_CODES: readonly string[] = ['ERR_USAGE', 'ERR_OPTION_INVALID', 'ERR_OPTION_UNKNOWN', 'ERR_POLICY_UNKNOWN'];

/** Says what went wrong in one line and gives the exit code. The text of an unforeseen error is not shown: nobody knows what it holds. */
function tell(error: unknown): number {
  if (error instanceof ReaderGone) return EXIT.readerGone;
  if (isSordinoError(error)) {
    process.stderr.write(`sordino: ${error.code}  ${visible(error.message, { lines: true })}\n`);
    if (error.code === 'ERR_RESIDUE') return EXIT.residue;
    return USAGE_CODES.includes(error.code) ? EXIT.usage : EXIT.error;
  }
  const kind = error instanceof Error ? error.name : typeof error;
  process.stderr.write(
    `sordino: ERR_INTERNAL  An error inside sordino (${kind}); SORDINO_DEBUG=1 shows where.  See docs/errors.md#err_internal\n`,
  );
  if (process.env.SORDINO_DEBUG && error instanceof Error)
    process.stderr.write(
      `${(error.stack ?? '')
        .split('\n')
        .filter((line) => /^ {4}at /.test(line))
        .join('\n')}\n`,
    );
  return EXIT.error;
}

function leave(code: number): never {
  leaveOutputs();
  process.exit(code);
}

for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const)
  process.on(signal, () => {
    const kept = leaveOutputs() ? 'run the same command again to go on' : 'no unfinished output was kept';
    process.stderr.write(`${process.stderr.isTTY ? '\r\x1b[K' : ''}sordino: stopped by ${signal}; ${kept}\n`);
    process.exit(128 + number);
  });
// Whatever nobody awaited: closed files instead of a stack that may hold values.
process.on('uncaughtException', (error) => leave(tell(error)));

leave(await main(process.argv.slice(2)).catch(tell));
