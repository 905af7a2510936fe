// Kills runs of `sordino redact --resume` at random moments and compares what comes of them with an uninterrupted run:
// npm run build && node scripts/kill-test.mjs [KILLS, default 50] [SIZE of the export, default 20M] [WORKERS, default 1]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [kills = '50', size = '20M', workers = '1'] = process.argv.slice(2);
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'sordino-kill-'));
const input = join(dir, 'export.ndjson');
const command = (...options) => [at('dist/cli/main.js'), 'redact', input, '--quiet', '--workers', workers, ...options];
const sha256 = (name) =>
  createHash('sha256')
    .update(readFileSync(join(dir, name)))
    .digest('hex');

try {
  spawnSync(process.execPath, [at('scripts/make-export.mjs'), size], { stdio: ['ignore', openSync(input, 'w'), 'inherit'] });
  const started = performance.now();
  if (spawnSync(process.execPath, command('-o', join(dir, 'whole')), { stdio: 'inherit' }).status !== 0)
    throw new Error('the whole run failed');
  const milliseconds = performance.now() - started;
  const out = join(dir, 'out');
  const resume = command('-o', out, '--resume', '--checkpoint-every', '1M');
  let killed = 0;
  let finished = 0;
  // The last run is left to come to its end: until then nothing has been compared.
  while (killed < Number(kills) || finished === 0 || existsSync(join(dir, '.sordino-out.part'))) {
    const spared = killed >= Number(kills);
    const child = spawn(process.execPath, resume, { stdio: ['ignore', 'ignore', 'inherit'] });
    const exit = once(child, 'exit');
    // Mostly soon after the start, so that a run takes many kills to come to its end.
    const timer = setTimeout(() => spared || child.kill('SIGKILL'), 500 + Math.random() * 0.5 * milliseconds);
    const [code, signal] = await exit;
    clearTimeout(timer);
    if (signal === 'SIGKILL') {
      killed++;
      if (existsSync(out) && sha256('out') !== sha256('whole')) throw new Error(`kill ${killed}: the final name on an unfinished file`);
      continue;
    }
    if (code !== 0) throw new Error(`after ${killed} kills: exit code ${code}`);
    if (sha256('out') !== sha256('whole')) throw new Error(`after ${killed} kills: other bytes than an uninterrupted run`);
    finished++;
    rmSync(out);
  }
  process.stdout.write(`${killed} kills, ${finished} runs came to their end; every one gave the bytes of an uninterrupted run\n`);
} finally {
  rmSync(dir, { recursive: true });
}
