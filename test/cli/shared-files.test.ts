import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkTarget } from '../../src/cli/output.ts';
import { type NamedFile, refuseSharedFiles } from '../../src/cli/shared-files.ts';

/** The code of what is thrown, or 'taken'. */
async function outcome(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );
}

describe('files that one command writes', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sordino-shared-'));
  const at = (name: string) => join(dir, name);
  const file = (option: string, path: string): NamedFile => ({ option, path });
  before(() => {
    mkdirSync(at('rules'));
    writeFileSync(at('key.pem'), '');
    symlinkSync(dir, at('link'));
  });
  after(() => rmSync(dir, { recursive: true }));

  it('may not be the same one, however they are spelled', async () => {
    const report = file('--report', at('out'));
    for (const path of [at('out'), `${dir}/./out`, join(at('link'), 'out')])
      expect(await outcome(refuseSharedFiles([file('--output', path), report], [], [])), path).to.equal('ERR_OUTPUT');
    expect(await outcome(refuseSharedFiles([file('--output', at('other')), report], [], []))).to.equal('taken');
  });

  it('may not be read by it, nor lie among rules that are', async () => {
    const key = file('--sign-key', at('key.pem'));
    expect(await outcome(refuseSharedFiles([file('--manifest', join(at('link'), 'key.pem'))], [key], []))).to.equal('ERR_OUTPUT_IS_INPUT');
    const rules = file('--rules', at('rules'));
    expect(await outcome(refuseSharedFiles([file('--output', at('rules/mine.yaml'))], [], [rules]))).to.equal('ERR_OUTPUT_IS_INPUT');
    expect(await outcome(refuseSharedFiles([file('--output', at('rules2'))], [key], [rules]))).to.equal('taken');
  });

  it('may be one device', async () =>
    expect(await outcome(refuseSharedFiles([file('--output', '/dev/null'), file('--report', '/dev/null')], [], []))).to.equal('taken'));

  it('need a folder before anything is read', async () => {
    expect(await outcome(checkTarget(at('nowhere/out'), []))).to.equal('ERR_OUTPUT');
    expect(await outcome(checkTarget(at('out'), []))).to.equal('taken');
  });
});
