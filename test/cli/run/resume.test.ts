import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { CommandFolder, rows, tickets } from '../../support/cli.ts';

const CHECKPOINT = '.sordino-out.checkpoint';
const PART = '.sordino-out.part';

describe('cli/run/resume', function () {
  this.timeout(180_000);
  let folder: CommandFolder;
  beforeEach(() => {
    folder = new CommandFolder({ counted: false });
  });
  afterEach(() => folder.remove());

  const resume = ['--resume', '--checkpoint-every', '100k', '-o', 'out', '--report', 'report', '--quiet'];

  /** Starts a run and kills it once its output has grown to so many bytes. False when it was done before, which leaves the whole output. */
  async function killed(args: readonly string[], bytes: number, whole?: Buffer): Promise<boolean> {
    const child = folder.start(args);
    const exit = once(child, 'exit');
    let ended = false;
    child.once('exit', () => {
      ended = true;
    });
    while (!ended) {
      if (existsSync(folder.at('out'))) {
        await exit;
        break;
      }
      if ((statSync(folder.at(PART), { throwIfNoEntry: false })?.size ?? 0) >= bytes) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    if (!ended) child.kill('SIGKILL');
    await exit;
    if (existsSync(folder.at('out')))
      expect(whole === undefined || readFileSync(folder.at('out')).equals(whole), 'the final name on a whole file').to.equal(true);
    return child.signalCode === 'SIGKILL' && !existsSync(folder.at('out'));
  }

  for (const [name, content, options] of [
    ['a.ndjson', `${tickets(8_000)}{"broken\n${tickets(8_000, 2)}`, []],
    ['a.txt', tickets(8_000).replaceAll('"', '\n'), ['--workers', '2']],
    ['a.csv', rows(12_000), ['--workers', '2']],
  ] as const)
    it(`gives the bytes of an uninterrupted run after kill -9 at several moments: ${name} ${options.join(' ')}`, async () => {
      folder.file(name, content);
      folder.run(['redact', name, '-o', 'whole', '--report', 'whole-report', '--quiet']);
      const whole = readFileSync(folder.at('whole'));
      const shares = [0.1, 0.5, 0.8];
      let kills = 0;
      // A busy machine may look at the output too late: then the run is done, and another is killed.
      for (let i = 0; i < 12 && (kills < shares.length || !existsSync(folder.at(PART))); i++) {
        const bytes = Math.floor(whole.length * shares[i % shares.length]);
        if (await killed(['redact', name, ...resume, ...options], bytes, whole)) kills++;
        else for (const left of ['out', CHECKPOINT]) rmSync(folder.at(left), { force: true });
      }
      expect(kills).to.be.above(1);
      expect(existsSync(folder.at('out'))).to.equal(false);
      const { code, err } = folder.run(['redact', name, ...resume, ...options]);
      expect(err).to.include(`${name}: goes on at `);
      expect(code).to.equal(name === 'a.ndjson' ? 3 : 0);
      expect(readFileSync(folder.at('out')).equals(whole)).to.equal(true);
      expect(readFileSync(folder.at('report'), 'utf8')).to.equal(readFileSync(folder.at('whole-report'), 'utf8'));
      expect(readdirSync(folder.path).filter((entry) => entry.startsWith('.'))).to.deep.equal([]);
    });

  describe('refuses', () => {
    beforeEach(async () => {
      folder.file('a.ndjson', tickets(8_000));
      expect(await killed(['redact', 'a.ndjson', ...resume], 400_000)).to.equal(true);
      expect(existsSync(folder.at(CHECKPOINT))).to.equal(true);
    });

    function expectRefused(code: string, words: string, args: readonly string[] = ['redact', 'a.ndjson', ...resume]): void {
      const result = folder.run(args);
      expect(result.err)
        .to.match(new RegExp(`^sordino: ${code} `))
        .and.to.include(words);
      expect(result.code).to.equal(1);
      // Nothing is lost by trying.
      expect(existsSync(folder.at(PART))).to.equal(true);
      expect(existsSync(folder.at(CHECKPOINT))).to.equal(true);
      expect(existsSync(folder.at('out'))).to.equal(false);
    }

    it('another input, rules, policy and options', () => {
      expectRefused('ERR_CHECKPOINT_OTHER', 'another policy', ['redact', 'a.ndjson', ...resume, '--policy', 'external']);
      expectRefused('ERR_CHECKPOINT_OTHER', 'another rulesHash', ['redact', 'a.ndjson', ...resume, '--categories', 'card']);
      expectRefused('ERR_CHECKPOINT_OTHER', 'another fields', ['redact', 'a.ndjson', ...resume, '--fields', 'body']);
      expectRefused('ERR_CHECKPOINT_OTHER', 'another format', ['redact', 'a.ndjson', ...resume, '--format', 'text']);
      utimesSync(folder.at('a.ndjson'), 1, 1);
      expectRefused('ERR_CHECKPOINT_OTHER', 'another input');
    });

    it('a damaged checkpoint, and an output that is not what it says', () => {
      const part = readFileSync(folder.at(PART));
      writeFileSync(folder.at(PART), part.subarray(0, 1000));
      expectRefused('ERR_CHECKPOINT_UNUSABLE', 'not what the checkpoint says');
      const { bytesOut } = JSON.parse(readFileSync(folder.at(CHECKPOINT), 'utf8'));
      part[bytesOut - 1] ^= 1;
      writeFileSync(folder.at(PART), part);
      expectRefused('ERR_CHECKPOINT_UNUSABLE', 'not what the checkpoint says');
      writeFileSync(folder.at(CHECKPOINT), '{"checkpoint":1');
      expectRefused('ERR_CHECKPOINT_UNUSABLE', 'damaged');
    });

    it('nothing without --resume, and starts anew', () => {
      expect(folder.run(['redact', 'a.ndjson', '-o', 'out', '--quiet']).code).to.equal(0);
      expect(readdirSync(folder.path).sort()).to.deep.equal(['a.ndjson', 'out']);
    });
  });

  for (const workers of ['1', '2'])
    it(`goes on after a full disk, as often as it is full: ${workers} worker(s)`, function () {
      if (process.platform === 'win32') this.skip();
      folder.file('a.ndjson', tickets(6_000));
      folder.run(['redact', 'a.ndjson', '-o', 'whole', '--quiet']);
      const whole = readFileSync(folder.at('whole'));
      const args = ['redact', 'a.ndjson', ...resume, '--workers', workers];
      let done = 0;
      for (const maxFile of [300 * 1024, 600 * 1024, 600 * 1024]) {
        const { code, err } = folder.run(args, { maxFile });
        expect(code).to.equal(1);
        expect(err).to.match(/^sordino: ERR_OUTPUT {2}out cannot be written \(EFBIG\)/m);
        expect(readdirSync(folder.path).sort()).to.deep.equal([CHECKPOINT, PART, 'a.ndjson', 'whole']);
        // What it speaks of is there, and is right; it is never behind an earlier one.
        const { bytesOut } = JSON.parse(readFileSync(folder.at(CHECKPOINT), 'utf8'));
        expect(bytesOut).to.be.at.least(Math.max(done, 1)).and.at.most(maxFile);
        expect(readFileSync(folder.at(PART)).subarray(0, bytesOut).equals(whole.subarray(0, bytesOut))).to.equal(true);
        done = bytesOut;
      }
      expect(done).to.be.above(300 * 1024);
      const { code, err } = folder.run(args);
      expect(code).to.equal(0);
      expect(err).to.include('goes on at ');
      expect(readFileSync(folder.at('out')).equals(whole)).to.equal(true);
      expect(readdirSync(folder.path).sort()).to.deep.equal(['a.ndjson', 'out', 'report', 'whole']);
    });

  it('goes on after SIGTERM, which says how', async () => {
    folder.file('a.ndjson', tickets(8_000));
    const child = folder.start(['redact', 'a.ndjson', ...resume]);
    let err = '';
    child.stderr?.on('data', (data) => {
      err += data;
    });
    while (!existsSync(folder.at(CHECKPOINT))) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).to.equal(143);
    expect(err).to.include('run the same command again to go on');
    expect(readdirSync(folder.path)).not.to.include('.sordino-out.lock');
    expect(folder.run(['redact', 'a.ndjson', ...resume]).err).to.include('goes on at');
  });

  it('needs files', () => {
    folder.file('a.ndjson', '{}\n');
    for (const args of [['a.ndjson'], ['-o', 'out'], ['a.ndjson', '-o', '/dev/null'], ['a.ndjson', '--check']])
      expect(folder.run(['redact', ...args, '--resume']).err).to.match(/^sordino: ERR_USAGE /);
  });
});
