import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { membersOf } from '../support/archives.ts';
import { zipOf } from '../support/zip.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const CARD = '4111 1111 1111 1111';
const MASKED = '411111******1111';

function sordino(args: readonly string[], input: string | Uint8Array = ''): { code: number | null; out: Buffer; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { input });
  return { code: status, out: stdout, err: stderr.toString() };
}

describe('cli, with archives', function () {
  this.timeout(60_000);
  let dir: string;
  const file = (name: string, content: Uint8Array): string => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sordino-archives-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const zip = zipOf([
    { name: 'a.csv', content: `id,card\n1,${CARD}\n` },
    { name: 'b/b.txt', content: `card ${CARD}` },
    { name: 'b/c.txt', content: 'hello' },
    { name: 'd.bin', content: 'secret', flags: 0x801 },
  ]);

  it('takes gzip for what is in it, from a file and from a pipe, and gives gzip', () => {
    const bytes = Buffer.concat([gzipSync('id,card\n'), gzipSync(`1,${CARD}\n`)]);
    for (const { code, out, err } of [sordino(['redact', file('a.csv.gz', bytes)]), sordino(['redact'], bytes)]) {
      expect(gunzipSync(out).toString()).to.equal(`id,card\n1,${MASKED}\n`);
      expect(err).to.match(/read as gzip of csv, 2 rows/);
      expect(code).to.equal(0);
    }
  });

  it('takes fields, conversations and explanations of what is in gzip', () => {
    const path = file('a.ndjson.gz', gzipSync(`{"t":1,"a":"${CARD}","b":"${CARD}"}\n`));
    const { out } = sordino(['redact', '--fields', 'a', '--quiet', path]);
    expect(gunzipSync(out).toString()).to.equal(`{"t":1,"a":"${MASKED}","b":"${CARD}"}\n`);
    expect(sordino(['redact', '--conversation', 't', '--quiet', path]).code).to.equal(0);
    expect(sordino(['explain', `${path}:1`]).out.toString()).to.match(/card\/pan/);
  });

  it('says of damaged gzip that it is when asked to explain it', () => {
    for (const damaged of [gzipSync(`card ${CARD}`).subarray(0, -9), gzipSync('x').fill(0x55, 10)]) {
      const { code, err } = sordino(['explain', `${file('bad.gz', damaged)}:1`]);
      expect(err).to.match(/ERR_ARCHIVE_INVALID .*bad\.gz breaks off, or is damaged\./);
      expect(code).to.equal(1);
    }
  });

  it('puts the marker where gzip breaks off, says so and exits 3', () => {
    const { code, out, err } = sordino(['redact', file('a.txt.gz', gzipSync(`hello\ncard ${CARD}`).subarray(0, -9))]);
    expect(gunzipSync(out).toString())
      .to.match(/\[REDACTION_FAILED\]\n$/)
      .and.not.include(CARD);
    expect(err).to.match(/a\.txt\.gz: breaks off or is damaged \(byte \d+\); replaced by the failure marker/);
    expect(code).to.equal(3);
  });

  it('names what it took the members of a zip archive for, and where it failed', async () => {
    const out = join(dir, 'out.zip');
    const report = join(dir, 'report.json');
    const { code, err } = sordino(['redact', file('a.zip', zip), '-o', out, '--report', report]);
    expect(await membersOf(readFileSync(out))).to.deep.equal({
      ...{ 'a.csv': `id,card\n1,${MASKED}\n`, 'b/b.txt': `card ${MASKED}`, 'b/c.txt': 'hello', 'd.bin': '[REDACTION_FAILED]' },
    });
    expect(err)
      .to.match(/read as zip of 4 members: csv, 2 text, encrypted, 4 records/)
      .and.match(/a\.zip: d\.bin: is encrypted \(byte \d+\); replaced by the failure marker/);
    expect(code).to.equal(3);
    const [input] = (JSON.parse(readFileSync(report, 'utf8')) as { inputs: { format: string; failures: object[] }[] }).inputs;
    expect(input.format).to.equal('zip');
    expect(input.failures[0]).to.include({ member: 'd.bin', reason: 'encrypted' });
    expect((await membersOf(sordino(['redact', '--quiet'], zip).out))['b/b.txt']).to.equal(`card ${MASKED}`);
    expect((await membersOf(gunzipSync(sordino(['redact', '--quiet'], gzipSync(zip)).out)))['b/b.txt']).to.equal(`card ${MASKED}`);
  });

  it('finds by member, record and path', () => {
    const found = sordino(['find', '--json', file('a.zip', zip)])
      .out.toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { member: string; record: number; path?: string });
    expect(found.map(({ member, record, path = '' }) => `${member} ${record} ${path}`)).to.deep.equal(['a.csv 2 $.card', 'b/b.txt 1 ']);
    expect(sordino(['find', join(dir, 'a.zip')]).out.toString()).to.match(/^ *a\.csv:2 /m);
  });

  it('refuses what goes beyond the limits before it writes anything, and wrong limits', () => {
    const path = file('a.zip', zip);
    const { code, out, err } = sordino(['redact', '--archive-limits', 'member=10', path]);
    expect(err).to.match(/^sordino: ERR_ARCHIVE_LIMIT {2}.*a\.zip has a member .*--archive-limits member=10/);
    expect([code, out.length]).to.deep.equal([1, 0]);
    for (const wrong of ['size=1', 'member', 'member=x', 'member=1,member=2']) {
      const usage = sordino(['redact', '--archive-limits', wrong, path]);
      expect(usage.err, wrong).to.match(/^sordino: ERR_USAGE {2}--archive-limits/);
      expect(usage.code).to.equal(2);
    }
  });

  it('makes a manifest of archives, and refuses what cannot see into them', () => {
    const path = file('a.zip', zip);
    const manifest = join(dir, 'manifest.json');
    expect(sordino(['redact', path, '-o', join(dir, 'out.zip'), '--manifest', manifest, '--workers', '2']).code).to.equal(3);
    const sha256 = (name: string) =>
      createHash('sha256')
        .update(readFileSync(join(dir, name)))
        .digest('hex');
    expect(readFileSync(manifest, 'utf8')).to.include(sha256('a.zip')).and.include(sha256('out.zip'));
    expect(sordino(['redact', path, '-o', join(dir, 'x.zip'), '--resume']).err).to.match(
      /ERR_USAGE {2}--resume cannot be used with archives/,
    );
    expect(sordino(['redact', '-o', join(dir, 'x.zip'), '--manifest', manifest], zip).err).to.match(
      /ERR_USAGE {2}--manifest needs archives/,
    );
  });

  it('takes a policy for members by type', async () => {
    const { out } = sordino(['redact', '--quiet', '--attachments', 'text/csv=drop', file('a.zip', zip)]);
    expect(Object.keys(await membersOf(out))).to.deep.equal(['b/b.txt', 'b/c.txt', 'd.bin']);
  });
});
