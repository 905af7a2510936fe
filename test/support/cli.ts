/** Runs the command in a folder of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class CommandFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'sordino-run-'));
  readonly #env: NodeJS.ProcessEnv;

  /** `counted`: what its commands run counts as covered by tests. Counting takes as long again as the work, which tells where there is much of it. */
  constructor({ counted = true }: { counted?: boolean } = {}) {
    const { NODE_V8_COVERAGE: _, ...rest } = process.env;
    this.#env = counted ? process.env : rest;
  }

  at(name: string): string {
    return join(this.path, name);
  }

  file(name: string, content: string | Uint8Array): string {
    writeFileSync(this.at(name), content);
    return this.at(name);
  }

  /** `maxFile`: bytes that a file may hold, in whole kilobytes; writing more fails as on a full disk. */
  run(
    args: readonly string[],
    options: { input?: string | Uint8Array; env?: Readonly<Record<string, string>>; maxFile?: number } = {},
  ): Ended {
    const node = [process.execPath, MAIN, ...args];
    const { maxFile } = options;
    // POSIX counts in blocks of 512 bytes.
    const [command, ...rest] = maxFile === undefined ? node : ['sh', '-c', `ulimit -f ${maxFile / 512} && exec "$@"`, 'sh', ...node];
    const { status, stdout, stderr } = spawnSync(command, rest, {
      cwd: this.path,
      input: options.input ?? '',
      env: { ...this.#env, ...options.env },
      maxBuffer: 1 << 28,
    });
    return { code: status, out: stdout.toString(), err: stderr.toString() };
  }

  start(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [MAIN, ...args], { cwd: this.path, env: this.#env, stdio: ['pipe', 'ignore', 'pipe'] });
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** Environment of a command in which a package is not installed. */
export function without(name: string): Readonly<Record<string, string>> {
  const resolver = `export async function resolve(name, context, next) { if (name === '${name}') throw new Error(name); return next(name, context); }`;
  const hooks = `data:text/javascript,${encodeURIComponent(resolver)}`;
  const register = `data:text/javascript,${encodeURIComponent(`import { register } from 'node:module'; register(${JSON.stringify(hooks)});`)}`;
  return { NODE_OPTIONS: `--import=${register}` };
}

/** Support tickets with things to find. The same `seed` gives the same bytes. */
export function tickets(count: number, seed = 1): string {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  const words = [
    'kort 4111 1111 1111 1111',
    'mail anna.lind@example.com',
    'order 118-2204417',
    '070-1740610',
    'hello there',
    '\u00e5\u00e4\u00f6',
  ];
  return Array.from(
    { length: count },
    (_, i) =>
      `{"id":${i},"subject":"${words[random(6)]}","body":"${Array.from({ length: random(12) }, () => words[random(6)]).join(' ')}"}\n`,
  ).join('');
}

/** A table with things to find, and line ends in its cells. */
export function rows(count: number): string {
  const row = (_: unknown, i: number) => `${i},anna.lind${i}@example.com,"kort 4111 1111 1111 1111\n""${i}"", thank you"\n`;
  return `id,email,note\n${Array.from({ length: count }, row).join('')}`;
}
