// npm start [-- FILE...]: redacts the caller's files, or the shipped export, for an external provider. Text to standard output, summary to standard error.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode, runNpm } from './run.mjs';

const main = join(root, 'dist/cli/main.js');

/** Time of the youngest file in a folder, or of the file itself. */
function changed(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // What the build itself writes into src/ is no reason to build again.
  const names = readdirSync(path).filter((name) => !name.includes('.generated.'));
  return Math.max(0, ...names.map((name) => changed(join(path, name))));
}

function isStale() {
  if (!existsSync(main)) return true;
  const sources = ['src', 'rules', 'scripts/build-rules.mjs', 'tsconfig.json', 'package.json'];
  return sources.some((source) => changed(join(root, source)) > changed(main));
}

function build() {
  console.error('sordino: building');
  return runNpm(['run', '--silent', 'build'], { stdout: 'stderr' });
}

function shippedExport() {
  const folder = 'examples/export';
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  return names
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function start(given) {
  const option = given.find((word) => word.startsWith('-') && word !== '-');
  if (option !== undefined) {
    console.error(`sordino: npm start takes files only, not ${option}. All options: node dist/cli/main.js redact --help`);
    return 2;
  }
  const files = given.length > 0 ? given : shippedExport();
  if (files.length === 0) {
    console.error('sordino: examples/export holds no .ndjson file');
    return 1;
  }
  // Where the caller stands, so that names in messages are the names the caller wrote.
  const cwd = given.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : root;
  return runNode([main, 'redact', ...files, '--policy', 'external'], { cwd });
}

process.exitCode = (isStale() ? build() : 0) || start(process.argv.slice(2));
