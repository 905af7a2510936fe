import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { LONGEST } from '../../../src/cli/run/blocks.ts';
import { toyFolder } from '../../node/helpers.ts';
import { CommandFolder, rows, tickets } from '../../support/cli.ts';

const MASKED = '411111******1111';

describe('cli/run/workers', function () {
  this.timeout(120_000);
  let folder: CommandFolder;
  beforeEach(() => {
    folder = new CommandFolder({ counted: false });
  });
  afterEach(() => folder.remove());

  /** The output and the report of a run. */
  function outcome(input: string, ...options: string[]): { out: string; report: unknown; code: number | null } {
    const { code } = folder.run(['redact', input, '-o', 'out', '--report', 'report', '--quiet', ...options]);
    return { code, out: readFileSync(folder.at('out'), 'utf8'), report: JSON.parse(readFileSync(folder.at('report'), 'utf8')) };
  }

  it('gives the bytes, counts and places of one worker, whatever the input', () => {
    const broken = `${tickets(2000)}{"a":"4111 1111 1111 1111\n\n\r\n${tickets(3000, 2)}[1,\n${tickets(100, 3)}`;
    const long = `{"a":"${`kort 4111 1111 1111 1111 ${'en lang rad '.repeat(LONGEST / 11)}`}"}\n`;
    for (const [name, content] of [
      ['a.ndjson', `\ufeff${broken}`],
      ['long.ndjson', `${tickets(1000)}${long}${tickets(1000)}{"cut":"`],
      ['a.txt', broken.replaceAll('"', '\n')],
      ['empty.txt', ''],
    ] as const) {
      folder.file(name, content);
      const one = outcome(name);
      expect(one.out).to.include(content === '' ? '' : MASKED);
      for (const workers of ['2']) expect(outcome(name, '--workers', workers)).to.deep.equal(one);
    }
  });

  it('does so inside a table', () => {
    const name = folder.file('a.csv', rows(6000));
    const one = outcome(name);
    expect(one.out).to.include(MASKED);
    expect(outcome(name, '--workers', '2')).to.deep.equal(one);
  });

  it('takes several inputs that cannot be cut side by side, and says so', () => {
    const names = ['a.json', 'b.json', 'c.json'].map((name, i) =>
      folder.file(name, `[\n${tickets(500, i).trimEnd().replaceAll('\n', ',\n')}\n]\n`),
    );
    for (const out of ['one', 'two']) mkdirSync(folder.at(out));
    folder.run(['redact', ...names, '-o', 'one', '--quiet']);
    expect(folder.run(['redact', ...names, '-o', 'two', '--workers', '2', '--quiet'])).to.deep.equal({
      code: 0,
      out: '',
      err: 'sordino: 3 inputs (json) cannot be cut into blocks: 2 workers, each on a whole input\n',
    });
    const read = (out: string) => readdirSync(folder.at(out)).map((name) => [name, readFileSync(folder.at(`${out}/${name}`), 'utf8')]);
    expect(read('two')).to.deep.equal(read('one'));
    expect(read('two')).to.have.lengthOf(3);
    const piped = folder.run(['redact', ...names, '--workers', '2', '--quiet']);
    expect(piped.out).to.equal(folder.run(['redact', ...names, '--quiet']).out);
    expect(piped.err).to.include('3 inputs (json) cannot be cut into blocks: one worker\n');
  });

  it('says what is wrong with the options, as one thread does', () => {
    const name = folder.file('a.ndjson', '{}\n');
    for (const options of [
      ['--policy', 'extrenal'],
      ['--categories', 'crad'],
      ['--fields', 'a[b'],
    ]) {
      const one = folder.run(['redact', name, ...options]);
      expect(folder.run(['redact', name, ...options, '--workers', '2'])).to.deep.equal(one);
      expect(one.code).to.equal(2);
    }
    for (const workers of ['0', '1.5', 'two', '65']) expect(folder.run(['redact', name, '--workers', workers]).err).to.include('ERR_USAGE');
  });

  it('makes the same redactor in a worker of rules of ones own', () => {
    const name = folder.file('a.txt', 'AB-1234 here\n');
    const rules = toyFolder();
    const one = folder.run(['redact', name, '--rules', rules, '--quiet']);
    expect(one.out).to.equal('[TOY] here\n');
    expect(folder.run(['redact', name, '--rules', rules, '--quiet', '--workers', '2'])).to.deep.equal(one);
  });

  describe('that die', () => {
    /** Ends every worker that is handed bytes with DIE in them, and once the first that gets any with ONCE. */
    const preload = `
      import { existsSync, writeFileSync } from 'node:fs';
      import { isMainThread, parentPort } from 'node:worker_threads';
      if (!isMainThread) parentPort.on('message', ({ bytes }) => {
        const text = Buffer.from(bytes ?? '').toString('latin1');
        if (text.includes('DIE')) process.exit(3);
        if (!text.includes('ONCE') || existsSync('once')) return;
        writeFileSync('once', '');
        process.exit(3);
      });`;
    const run = (name: string, ...options: string[]) =>
      folder.run(['redact', name, '-o', 'out', '--workers', '2', ...options], {
        env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` },
      });

    it('cost nothing when it happens once', () => {
      const text = `${tickets(3000)}{"a":"ONCE 4111 1111 1111 1111"}\n${tickets(3000)}`;
      const name = folder.file('a.ndjson', text);
      expect(run(name, '--quiet')).to.deep.equal({ code: 0, out: '', err: '' });
      expect(readdirSync(folder.path)).to.include('once');
      expect(readFileSync(folder.at('out'), 'utf8')).to.equal(folder.run(['redact', name, '--quiet']).out);
    });

    it('cost the record that ends them, and no other', () => {
      const before = tickets(3000);
      const name = folder.file('a.ndjson', `${before}{"a":"DIE 4111 1111 1111 1111"}\r\n${tickets(3000)}`);
      const good = folder.file('good.ndjson', `${before}"GOOD"\r\n${tickets(3000)}`);
      const { code, err } = run(name, '--quiet');
      expect(code).to.equal(3);
      expect(err).to.equal(
        `sordino: ${name}: record 3001 could not be examined (byte ${Buffer.byteLength(before)}); replaced by the failure marker\n`,
      );
      expect(readFileSync(folder.at('out'), 'utf8')).to.equal(
        folder.run(['redact', good, '--quiet']).out.replace('"GOOD"', '"[REDACTION_FAILED]"'),
      );
    });

    it('cost the row that ends them, and no other', () => {
      const table = (row: string) => `${rows(6000)}${row}\n${rows(100)}`;
      const name = folder.file('a.csv', table('1,DIE,"4111 1111 1111 1111\nx"'));
      const good = folder.file('good.csv', table('1,GOOD,x'));
      const { code, err } = run(name, '--quiet');
      expect(err).to.match(/: row 6002 could not be examined \(byte \d+\)/);
      expect(code).to.equal(3);
      expect(readFileSync(folder.at('out'), 'utf8')).to.equal(
        folder.run(['redact', good, '--quiet']).out.replace('1,GOOD,x', '[REDACTION_FAILED],,'),
      );
    });

    it('cost the block of a text, whose lines depend on each other', () => {
      const name = folder.file('a.txt', 'kort 4111 1111 1111 1111\nDIE\nlast');
      expect(run(name, '--quiet').code).to.equal(3);
      expect(readFileSync(folder.at('out'), 'utf8')).to.equal('[REDACTION_FAILED]\n'.repeat(2).concat('[REDACTION_FAILED]'));
    });

    it('end a run over records without end that end them', () => {
      const name = folder.file('a.ndjson', '"DIE"\n'.repeat(1000));
      expect(run(name, '--quiet').code).to.equal(3);
      expect(readFileSync(folder.at('out'), 'utf8')).to.equal('"[REDACTION_FAILED]"\n'.repeat(1000));
    });

    it('leave no output of a document that cannot be cut', () => {
      const { code, err } = run(folder.file('a.json', '{\n"a":"DIE 4111 1111 1111 1111"\n}'), '--quiet');
      expect(err).to.match(/^sordino: ERR_WORKER /m);
      expect(err).not.to.include('1111');
      expect(code).to.equal(1);
      expect(readdirSync(folder.path)).to.deep.equal(['a.json']);
    });
  });
});
