import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { filesIn, readText, root } from './support/repository.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
}

/** A published test card: it belongs to nobody. */
const CARD = '4111 1111 1111 1111';

/** The tarball as `npm install` would lay it out in a project of our user, with the declared dependencies and no others. */
describe('the package as it is published', function () {
  this.timeout(60_000);
  let project: string;
  let installed: string;

  before(() => {
    expect(existsSync(join(root, 'dist/index.js')), 'dist/ (npm run build first)').to.equal(true);
    project = mkdtempSync(join(tmpdir(), 'sordino-package-'));
    const npm = process.env.npm_execpath;
    const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', project];
    if (npm?.endsWith('.js')) execFileSync(process.execPath, [npm, ...pack], { cwd: root });
    else execFileSync('npm', pack, { cwd: root });
    const [tarball] = readdirSync(project).filter((name) => name.endsWith('.tgz'));
    execFileSync('tar', ['-xzf', tarball], { cwd: project });

    installed = join(project, 'node_modules/sordino');
    mkdirSync(join(project, 'node_modules'));
    cpSync(join(project, 'package'), installed, { recursive: true });
    const manifest: Manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    // express is the optional peer, and typescript and the types are what our user would have.
    for (const name of [...Object.keys(manifest.dependencies), 'express', '@types/node', '@types/express']) {
      const link = join(project, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), link, 'junction');
    }
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'fresh', private: true, type: 'module' }));
  });

  after(() => rmSync(project, { recursive: true, force: true }));

  function runModule(source: string): string {
    writeFileSync(join(project, 'use.mjs'), source);
    return execFileSync(process.execPath, ['use.mjs'], { cwd: project, encoding: 'utf8' });
  }

  it('gives createRedactor from `sordino`', () => {
    const text = runModule(`
      import { createRedactor } from 'sordino';
      const { text } = createRedactor({ policy: 'external' }).redact('my card is ${CARD}, thanks');
      process.stdout.write(text);
    `);
    expect(text).to.equal('my card is 411111******1111, thanks');
  });

  it('gives the middleware from `sordino/express`', () => {
    const body = runModule(`
      import express from 'express';
      import { redaction } from 'sordino/express';
      const app = express();
      app.use(redaction({ policy: 'external' }));
      app.post('/', (req, res) => res.json(req.body));
      const server = app.listen(0, '127.0.0.1', async () => {
        const response = await fetch('http://127.0.0.1:' + server.address().port, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ message: 'my card is ${CARD}, thanks' }),
        });
        process.stdout.write(await response.text());
        server.close();
        server.closeAllConnections();
      });
    `);
    expect(JSON.parse(body)).to.deep.equal({ message: 'my card is 411111******1111, thanks' });
  });

  it('reads rules from disk with `sordino/node`', () => {
    const found = runModule(`
      import { fileURLToPath } from 'node:url';
      import { createRedactor } from 'sordino';
      import { loadRules } from 'sordino/node';
      const folder = fileURLToPath(new URL('./node_modules/sordino/rules', import.meta.url));
      const rules = await loadRules(folder);
      const redactor = createRedactor({ rules, policy: 'external' });
      const shipped = createRedactor({ policy: 'external' });
      process.stdout.write(JSON.stringify([redactor.find('my card is ${CARD}').length, redactor.info.rulesHash === shipped.info.rulesHash]));
    `);
    expect(JSON.parse(found)).to.deep.equal([1, true]);
  });

  it('has a command `sordino` that redacts standard input', () => {
    const manifest: Manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const main = join(installed, manifest.bin.sordino);
    expect(readFileSync(main, 'utf8').startsWith('#!/usr/bin/env node\n'), 'shebang').to.equal(true);
    const result = spawnSync(process.execPath, [main, 'redact', '--policy', 'external'], {
      cwd: project,
      encoding: 'utf8',
      input: `my card is ${CARD}, thanks\n`,
    });
    expect(result.status).to.equal(0);
    expect(result.stdout).to.equal('my card is 411111******1111, thanks\n');
  });

  it('compiles in a strict TypeScript project', () => {
    writeFileSync(
      join(project, 'use.ts'),
      `import { createRedactor, type Finding, type Redactor } from 'sordino';
import { rawBody, redactBody, redaction } from 'sordino/express';
import { loadRules } from 'sordino/node';
import express, { type Request } from 'express';
const redactor: Redactor = createRedactor({ policy: 'external', regions: ['SE'] });
const findings: readonly Finding[] = redactor.redact('hello', { language: 'en' }).findings;
export const start: number | undefined = findings[0]?.start;
express().use(redaction({ policy: 'storage', body: { redactor } }));
export const bytesOf = (req: Request): Buffer | undefined => req[rawBody];
redactBody({ context: (req: Request) => ({ language: String(req.query.language) }) });
redactBody({ conversation: { key: (req: Request, body: { id: number }) => String(req.params.id ?? body.id), parties: () => undefined } });
// @ts-expect-error: a promise, which nobody would wait for
redactBody({ context: async () => ({ language: 'sv' }) });
export const rules = loadRules('rules');
// @ts-expect-error: an option that does not exist
createRedactor({ polcy: 'external' });
`,
    );
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const result = spawnSync(process.execPath, [tsc, ...options, 'use.ts'], { cwd: project, encoding: 'utf8' });
    expect(result.stdout).to.equal('');
    expect(result.status).to.equal(0);
  });

  it('carries what it promises and nothing else', () => {
    const carried = readdirSync(installed);
    expect(carried.sort()).to.deep.equal(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'dist', 'docs', 'package.json', 'rules'].sort(),
    );
    const built = filesIn('src')
      .filter((path) => path.endsWith('.ts'))
      .map((path) => path.replace(/^src\//, '').replace(/\.ts$/, '.js'));
    const packed = (readdirSync(join(installed, 'dist'), { recursive: true }) as string[]).map((path) => path.replaceAll('\\', '/'));
    expect(packed.filter((path) => path.endsWith('.js')).sort()).to.deep.equal(built.sort());
    expect(readText('package.json')).to.equal(readFileSync(join(installed, 'package.json'), 'utf8'));
  });
});
