// How the scripts start other programs.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program to its end and gives its exit code. `stdout: 'stderr'` keeps our own standard output for results. */
export function run(file, args, { cwd = root, env = {}, stdout = 'inherit' } = {}) {
  const result = spawnSync(file, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['inherit', stdout === 'stderr' ? 2 : 'inherit', 'inherit'],
    shell: process.platform === 'win32' && file === 'npm',
  });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** The npm that started us, so that a second one of another version does not write the tree. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js') ? runNode([npm, ...args], options) : run('npm', args, options);
}

/** The command of an installed package, without a shell and without npx (which would go to the network for a missing one). */
export function commandOf(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
