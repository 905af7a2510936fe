/** Installs what is measured against, from the lock file of bench/, when it is not there or not what the lock file says. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

export function installContenders() {
  if (isComplete()) return;
  process.stderr.write('bench: installing the packages to measure against (bench/package-lock.json) ...\n');
  // Their install scripts are not needed for what is measured, so they do not run.
  const result = spawnSync('npm', ['ci', '--ignore-scripts', '--prefix', folder], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0 || !isComplete())
    throw new Error(`npm ci in bench/ failed${result.status === null ? '' : ` (${result.status})`}`);
}

function isComplete() {
  const wanted = read('package.json').dependencies;
  return Object.entries(wanted).every(([name, version]) => {
    try {
      return read(`node_modules/${name}/package.json`).version === version;
    } catch {
      return false;
    }
  });
}
