import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { CommandFolder, tickets } from '../../support/cli.ts';

function keys(folder: CommandFolder, name: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  folder.file(`${name}.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  folder.file(`${name}.pub`, publicKey.export({ type: 'spki', format: 'pem' }));
}

describe('cli/run/manifest', function () {
  this.timeout(120_000);
  let folder: CommandFolder;
  before(() => {
    folder = new CommandFolder();
    keys(folder, 'ours');
    keys(folder, 'theirs');
    folder.file('a.ndjson', tickets(50));
    folder.file('b.txt', 'kort 4111 1111 1111 1111\n');
    mkdirSync(folder.at('out'));
    expect(
      folder.run([
        'redact',
        'a.ndjson',
        'b.txt',
        '-o',
        'out',
        '--manifest',
        'm.json',
        '--sign-key',
        'ours.pem',
        '--policy',
        'external',
        '--quiet',
      ]).code,
    ).to.equal(0);
  });
  after(() => folder.remove());

  const sha256 = (name: string) =>
    createHash('sha256')
      .update(readFileSync(folder.at(name)))
      .digest('hex');

  it('says what became of what, by which rules, and no value', () => {
    const text = readFileSync(folder.at('m.json'), 'utf8');
    const manifest = JSON.parse(text);
    expect(manifest).to.include({ manifest: 1, policy: 'external', fields: null });
    expect(manifest.files.map(({ input, output }: { input: unknown; output: unknown }) => [input, output])).to.deep.equal(
      ['a.ndjson', 'b.txt'].map((name) => [
        { file: name, bytes: readFileSync(folder.at(name)).length, sha256: sha256(name) },
        { file: `out/${name}`, bytes: readFileSync(folder.at(`out/${name}`)).length, sha256: sha256(`out/${name}`) },
      ]),
    );
    expect(manifest.files[1].findings).to.deep.equal({ total: 1, allowed: 0, byCategory: { card: 1 }, byRule: { 'card/pan': 1 } });
    expect(text).not.to.match(/1111 1111|anna/);
  });

  it('is verified by content, with the key', () => {
    expect(folder.run(['verify', 'm.json', '--public-key', 'ours.pub'])).to.deep.equal({
      code: 0,
      out: 'out/a.ndjson: is an output of the run\nout/b.txt: is an output of the run\nm.json: signature holds\n',
      err: '',
    });
    expect(folder.run(['verify', 'm.json', 'b.txt']).out).to.match(/^b\.txt: is an input of the run\nm\.json: signature not checked/);
  });

  function expectMismatch(words: string, ...args: string[]): void {
    const { code, err } = folder.run(['verify', ...args]);
    expect(err)
      .to.match(/^sordino: ERR_MANIFEST_MISMATCH /)
      .and.to.include(words);
    expect(code).to.equal(1);
  }

  it('does not pass when anything was changed', () => {
    const text = readFileSync(folder.at('m.json'), 'utf8');
    expectMismatch('another key', 'm.json', '--public-key', 'theirs.pub');
    folder.file('changed.json', text.replace('"total":1', '"total":0'));
    expectMismatch('changed after it was signed', 'changed.json', '--public-key', 'ours.pub');
    folder.file('unsigned.json', JSON.stringify({ ...JSON.parse(text), signature: undefined }));
    expectMismatch('not signed', 'unsigned.json', '--public-key', 'ours.pub');
    folder.file('none.json', '{}');
    expectMismatch('no manifest', 'none.json');
    const out = readFileSync(folder.at('out/b.txt'));
    folder.file('c.txt', out);
    expect(folder.run(['verify', 'm.json', 'c.txt']).code).to.equal(0);
    out[0] ^= 1;
    writeFileSync(folder.at('out/b.txt'), out);
    expectMismatch('its content was changed', 'm.json');
    writeFileSync(folder.at('out/b.txt'), out.subarray(1));
    expectMismatch('bytes, not', 'm.json');
    expectMismatch('no file of that content', 'm.json', 'ours.pub');
  });

  it('refuses a key that is none before it starts, and shows nothing of it', () => {
    folder.file('wrong.pem', '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n');
    const { code, err } = folder.run(['redact', 'b.txt', '-o', 'x', '--manifest', 'y', '--sign-key', 'wrong.pem']);
    expect(err)
      .to.match(/ERR_OPTION_INVALID .*no Ed25519 key/)
      .and.not.to.include('c2VjcmV0');
    expect(code).to.equal(2);
    expect(folder.run(['redact', 'b.txt', '--manifest', 'y']).err).to.include('--manifest needs --output');
  });
});
