/** `sordino rules lint` and `sordino rules test` */
import { didYouMean } from '../../errors.ts';
import { readArguments, usageError } from '../arguments.ts';
import { EXIT } from '../exit.ts';
import { standardOutput } from '../output.ts';

export const HELP = `sordino rules lint DIR    errors and doubts in rule files, with file, line and column
sordino rules test DIR    runs every case of every cases.yaml

  --json               one JSON object a problem or case

Exit codes: 0 no errors and no failing case, 1 otherwise, 2 usage.`;

const COMMANDS = ['lint', 'test'];

export async function rulesCommand(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, { json: { type: 'boolean' } });
  const [command, dir] = args.names;
  if (command === undefined) throw usageError('rules needs a command: lint or test.');
  if (!COMMANDS.includes(command)) throw usageError(`There is no command "rules ${command}".${didYouMean(command, COMMANDS)}`);
  if (dir === undefined || args.names.length > 2) throw usageError(`rules ${command} takes one folder.`);
  return command === 'lint' ? lint(dir, args.flag('json')) : test(dir, args.flag('json'));
}

async function lint(dir: string, json: boolean): Promise<number> {
  const { lintRules } = await import('../../node/index.ts');
  const problems = await lintRules(dir);
  const output = standardOutput();
  for (const problem of problems) {
    const { level, code, message, file, line, column } = problem;
    const place = [file ?? dir, line, column].filter((part) => part !== undefined).join(':');
    await output.write(json ? `${JSON.stringify(problem)}\n` : `${place}  ${level}  ${code}  ${message}\n`);
  }
  const errors = problems.filter(({ level }) => level === 'error').length;
  process.stderr.write(`sordino: ${errors} errors, ${problems.filter(({ level }) => level === 'warning').length} warnings in ${dir}\n`);
  return errors === 0 ? EXIT.clean : EXIT.error;
}

async function test(dir: string, json: boolean): Promise<number> {
  const { testRules } = await import('../../node/index.ts');
  const results = await testRules(dir);
  const output = standardOutput();
  for (const result of results) {
    if (json) await output.write(`${JSON.stringify(result)}\n`);
    else if (!result.ok)
      await output.write(
        `${result.file}:${result.line}  ${result.category} ${result.list}[${result.index}] (${result.why}): ${result.message}\n`,
      );
  }
  const failed = results.filter(({ ok }) => !ok).length;
  process.stderr.write(`sordino: ${results.length - failed} of ${results.length} cases pass in ${dir}\n`);
  // A folder without cases proves nothing.
  if (results.length === 0) process.stderr.write('sordino: there are no cases\n');
  return failed === 0 && results.length > 0 ? EXIT.clean : EXIT.error;
}
