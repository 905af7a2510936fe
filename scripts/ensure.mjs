// Installs the locked dependencies when they are missing or are not those of package-lock.json. Quiet when there is nothing to do.
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNpm } from './run.mjs';

const installed = join(root, 'node_modules');

/** Packages by their place in the tree, or null when the file is not there (npm writes the one in node_modules last). */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** What is wrong with node_modules, or '' when it serves. Times of files are not asked: a checkout and a copied cache both change them. */
function whatIsMissing() {
  const locked = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(installed, '.package-lock.json'));
  if (locked === null) throw new Error('package-lock.json is missing');
  if (present === null) return 'node_modules is missing or unfinished';
  for (const [place, wanted] of Object.entries(locked)) {
    if (place === '') continue;
    const got = present[place];
    // Builds for other machines are locked but never installed.
    if (got === undefined && (wanted.optional || wanted.devOptional || wanted.peer)) continue;
    if (got === undefined) return `${place} is not installed`;
    if (got.version !== wanted.version || got.integrity !== wanted.integrity) return `${place} is not the locked version`;
  }
  return '';
}

const isLink = lstatSync(installed, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
const missing = whatIsMissing();
if (missing !== '' && isLink) {
  // npm would empty the folder behind the link, which belongs to another checkout.
  console.error(`sordino: ${missing}; node_modules is a link: run npm ci where it points to, or remove the link`);
  process.exit(1);
}
if (missing !== '') {
  console.error(`sordino: ${missing}; installing the locked dependencies (npm ci)`);
  // Nothing here needs an install script, and NODE_ENV=production must not leave the compiler out.
  process.exitCode = runNpm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'], { stdout: 'stderr' });
}
