// All that CI runs, one step after another; the first that fails ends it. Last line: `N passed, N failed[, N skipped]`.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandOf, root, runNode, runNpm } from './run.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'sordino-check-'));
const totals = { passed: 0, failed: 0, skipped: 0 };

/** A step that either holds or does not, and counts as one. */
function single(command) {
  return () => ({ ok: command() === 0 });
}

/** A mocha run, counted by its tests. One that found no test has failed, whatever its exit code says. */
function mocha(name, args, before = []) {
  return () => {
    const file = join(scratch, `${name}.json`);
    const reporter = ['--reporter', join(root, 'scripts/mocha-reporter.mjs'), '--reporter-option', `totals=${file}`];
    const code = runNode([...before, commandOf('mocha'), ...reporter, ...args]);
    if (!existsSync(file)) return { ok: false, why: 'mocha ended before its tests did' };
    const counted = JSON.parse(readFileSync(file, 'utf8'));
    if (counted.passed + counted.failed === 0) return { ok: false, why: 'no test ran' };
    return { ok: code === 0 && counted.failed === 0, counted };
  };
}

function tool(packageName, args, command = packageName) {
  return single(() => runNode([commandOf(packageName, command), ...args]));
}

function npmRun(script) {
  return single(() => runNpm(['run', '--silent', script]));
}

/** The tarball as users get it; dist is fresh, so prepack need not build it again. */
function pack() {
  return runNpm(['pack', '--silent', '--ignore-scripts', '--pack-destination', scratch]);
}

const tarball = () => join(scratch, readdirSync(scratch).find((name) => name.endsWith('.tgz')) ?? 'no-tarball.tgz');
const coverage = join(scratch, 'coverage');
/** Half of the tests wait for commands that they start; more than a few at once would wait for each other's memory. */
const jobs = String(Math.min(4, availableParallelism()));

const steps = [
  ['format and lint (biome)', tool('@biomejs/biome', ['check', '--error-on-warnings'], 'biome')],
  ['build (tsc)', npmRun('build')],
  ['promises (oxlint)', tool('oxlint', ['--type-aware', '--deny-warnings'])],
  ['build with tests (tsc)', npmRun('build:test')],
  [
    'tests (mocha)',
    mocha(
      'tests',
      ['--parallel', '--jobs', jobs, 'build/test/**/*.test.js'],
      [commandOf('c8'), '--temp-directory', coverage, '--reporter', 'none', process.execPath],
    ),
  ],
  ['coverage (c8)', tool('c8', ['report', '--temp-directory', coverage, '--check-coverage'])],
  ['unused files, exports, dependencies (knip)', tool('knip', ['--no-progress'])],
  ['pack', single(pack)],
  ['package (publint)', single(() => runNode([commandOf('publint'), 'run', tarball(), '--strict']))],
  [
    'types of the package (attw)',
    single(() => runNode([commandOf('@arethetypeswrong/cli', 'attw'), tarball(), '--profile', 'esm-only', '--no-emoji'])),
  ],
  ['examples (mocha)', mocha('examples', ['--config', 'examples/.mocharc.json'])],
];

function runStep([title, step], index) {
  console.log(`\n[${index + 1}/${steps.length}] ${title}`);
  const began = performance.now();
  const { ok, why, counted = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 } } = step();
  totals.passed += counted.passed;
  totals.failed += ok ? counted.failed : Math.max(1, counted.failed);
  totals.skipped += counted.skipped;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`[${index + 1}/${steps.length}] ${title}: ${ok ? 'ok' : `FAILED${why ? ` (${why})` : ''}`}, ${seconds} s`);
  return ok;
}

try {
  if (!steps.every(runStep)) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`);
