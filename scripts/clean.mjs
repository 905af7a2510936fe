// Removes what a build made: files of sources that are gone would otherwise be tested and packed.
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './run.mjs';

for (const folder of process.argv.slice(2)) {
  if (!['dist', 'build', 'coverage'].includes(basename(folder))) throw new Error(`not a folder that is built: ${folder}`);
  rmSync(join(root, basename(folder)), { recursive: true, force: true });
}
