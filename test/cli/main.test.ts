import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { zipOf } from '../support/zip.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const CARD = '4111 1111 1111 1111';
const MASKED = '411111******1111';

let dir: string;
const at = (name: string) => join(dir, name);
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function sordino(
  args: readonly string[],
  input: string | Uint8Array = '',
  options: { stdio?: [number | 'pipe', number | 'pipe', 'pipe'] } = {},
): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { input, maxBuffer: 1 << 28, ...options });
  return { code: status, out: stdout?.toString() ?? '', err: stderr.toString() };
}

function shell(command: string): Result {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command.replaceAll('SORDINO', `'${process.execPath}' '${MAIN}'`)], {
    cwd: dir,
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

/** One line, no stack, no value. */
function expectError(result: Result, code: number, name: string): void {
  expect(result.err.trim().split('\n')).to.have.lengthOf(1);
  expect(result.err).to.match(new RegExp(`^sordino: ${name}  .*See docs/errors.md#${name.toLowerCase()}\\n$`));
  expect(result.code).to.equal(code);
  expect(result.out).to.equal('');
}

const leftovers = () => readdirSync(dir).filter((name) => name.endsWith('.part'));

describe('cli/main', function () {
  this.timeout(60_000);
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sordino-cli-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  describe('redact', () => {
    it('goes from standard input to standard output, with the summary on standard error', () => {
      const { code, out, err } = sordino(['redact'], `kort ${CARD}, tack\n`);
      expect(out).to.equal(`kort ${MASKED}, tack\n`);
      expect(err)
        .to.match(/\(standard input\): read as text, 1 line, 31 B/)
        .and.to.match(/1 {2}card {2}\(pan 1\)/);
      expect(code).to.equal(0);
    });

    it('reads tables, names what is a row, and takes columns for fields', () => {
      const table = `id,card,note\n1,${CARD},${CARD}\n2,"x" y,\n`;
      const { code, out, err } = sordino(['redact', '--fields', 'card', file('a.csv', table)]);
      expect(out).to.equal(`id,card,note\n1,${MASKED},${CARD}\n[REDACTION_FAILED],,\n`);
      expect(err)
        .to.match(/a\.csv: row 3 is not valid csv \(byte 57\); replaced by the failure marker/)
        .and.to.match(/a\.csv: read as csv, 3 rows, 64 B/);
      expect(code).to.equal(3);
    });

    it('gives every byte back when it looks for nothing', () => {
      for (const [name, bytes] of [
        ['a.csv', Buffer.from('id;x\r\n1;"\xe5 ""\r\n"\r\n', 'latin1')],
        ['b.ndjson', Buffer.from('{"a":1.0 ,"b":"\\u00e5"}\r\n\n')],
        ['c.txt', Buffer.from(`${CARD}\xff`, 'latin1')],
      ] as const)
        expect(
          spawnSync(process.execPath, [MAIN, 'redact', '--quiet', '--categories', 'none', file(name, bytes)]).stdout.equals(bytes),
          name,
        ).to.equal(true);
    });

    it('says nothing with --quiet', () => {
      expect(sordino(['redact', '--quiet'], `kort ${CARD}`)).to.deep.equal({ code: 0, out: `kort ${MASKED}`, err: '' });
    });

    it('names what it took each input for', () => {
      const { err } = sordino(['redact', file('a.ndjson', '{"a":1}\n'), file('b.json', '{\n"a":1}\n'), file('c.txt', 'x')]);
      expect(err)
        .to.match(/a\.ndjson: read as ndjson, 1 record,/)
        .and.to.match(/b\.json: read as json, 1 record,/)
        .and.to.match(/c\.txt: read as text, 1 line,/);
    });

    it('changes nothing but the characters of findings', () => {
      const input = `\ufeff{ "id": 360001234567890123, "x": 1.0, "t": "\\u00e5 ${CARD}\\/", "pan": 4111111111111111 }\r\n\r\n{"a":1}`;
      const { out } = sordino(['redact', '--quiet', '--format', 'ndjson'], input);
      expect(out).to.equal(input.replace(CARD, MASKED).replace('4111111111111111', `"${MASKED}"`));
    });

    it('gives every byte back when no category is looked for', () => {
      const bytes = Buffer.concat([Buffer.from('\ufeff\u00e5\r\n'), Buffer.from('G\xf6ran \xff\n\n', 'latin1'), Buffer.from('last')]);
      const { stdout } = spawnSync(process.execPath, [MAIN, 'redact', '--quiet', '--categories', 'none'], { input: bytes });
      expect(Buffer.from(stdout).equals(bytes)).to.equal(true);
    });

    it('puts the outputs of several inputs one after another, or into a folder', () => {
      const names = [file('a.txt', `one ${CARD}\n`), file('b.txt', 'two\n')];
      expect(sordino(['redact', '--quiet', ...names]).out).to.equal(`one ${MASKED}\ntwo\n`);
      mkdirSync(at('out'));
      expect(sordino(['redact', '--quiet', ...names, '-o', at('out')])).to.deep.equal({ code: 0, out: '', err: '' });
      expect(readFileSync(at('out/a.txt'), 'utf8')).to.equal(`one ${MASKED}\n`);
      expect(readFileSync(at('out/b.txt'), 'utf8')).to.equal('two\n');
      expectError(sordino(['redact', ...names, '-o', at('none')]), 2, 'ERR_USAGE');
    });

    it('writes a file that only its owner can read, over one that is there, through links', () => {
      file('real', 'old');
      symlinkSync(at('real'), at('link'));
      expect(sordino(['redact', file('a', 'new'), '-o', at('link'), '--quiet']).code).to.equal(0);
      expect(readFileSync(at('real'), 'utf8')).to.equal('new');
      expect(statSync(at('real')).mode & 0o777).to.equal(0o600);
      expect(leftovers()).to.deep.equal([]);
    });

    it('makes an empty output of an empty input', () => {
      expect(sordino(['redact', file('empty', ''), '-o', at('out'), '--quiet']).code).to.equal(0);
      expect(statSync(at('out')).size).to.equal(0);
    });

    it('replaces a broken record, says where, goes on, and exits 3', () => {
      const { code, out, err } = sordino(['redact', '--format', 'ndjson'], `{"a":1}\n{"a":"${CARD}\n{"b":"${CARD}"}\n`);
      expect(out).to.equal(`{"a":1}\n"[REDACTION_FAILED]"\n{"b":"${MASKED}"}\n`);
      expect(err)
        .to.match(/record 2 ends too early \(byte 33\); replaced by the failure marker/)
        .and.to.match(/1 {2}record replaced whole/);
      expect(err).not.to.include('1111');
      expect(code).to.equal(3);
    });

    it('lists twenty broken records and counts the rest', () => {
      const { err } = sordino(['redact', '--format', 'ndjson', '--report', at('report')], '{\n'.repeat(25));
      expect(err.match(/ends too early/g)).to.have.lengthOf(20);
      expect(err).to.include('and 5 more records');
      expect(JSON.parse(readFileSync(at('report'), 'utf8')).inputs[0].failures).to.have.lengthOf(25);
    });

    it('replaces a document that nests deeper than it goes', () => {
      const { code, out } = sordino(['redact', '--quiet'], '['.repeat(300_000));
      expect(out).to.equal('"[REDACTION_FAILED]"');
      expect(code).to.equal(3);
    });

    it('says which table has no header row, and takes none of its columns by name', () => {
      const table = file('a.csv', '1,anna@example.com\n2,bo@example.com\n');
      const { err } = sordino(['redact', '--report', at('r.json'), table]);
      expect(err).to.include('1  no header row recognised');
      expect(Object.keys(JSON.parse(readFileSync(at('r.json'), 'utf8')).inputs[0].notes)[0]).to.include('no header row recognised');
      for (const command of [['redact'], ['redact', '--workers', '2'], ['redact', '-o', at('out')], ['find', '--json']])
        expectError(sordino([...command, '--fields', '[1],Password', table]), 2, 'ERR_USAGE');
      expect(sordino(['redact', '--quiet', '--fields', '[1]', table]).out).to.equal('1,[EMAIL]\n2,[EMAIL]\n');
    });

    it('reads what stands below names that come twice or begin with a digit by its column', () => {
      const table = 'Id,Password,24h SLA met,CVV,Comment,Comment\n1,zebra77,yes,123,x,y\n';
      const clean = 'Id,Password,24h SLA met,CVV,Comment,Comment\n1,[SECRET],yes,[CARD_DETAIL],x,y\n';
      expect(sordino(['redact', '--quiet', '--policy', 'external'], table).out).to.equal(clean);
    });

    it('examines the fields named only, and has none for text', () => {
      const record = `{"a":[{"body":"${CARD}"}],"b":"${CARD}"}`;
      const longer = `{"ab":"${CARD}","a":{"b":"${CARD}"}}`;
      expect(sordino(['redact', '--quiet', '--fields', 'a'], longer).out).to.equal(`{"ab":"${CARD}","a":{"b":"${MASKED}"}}`);
      expect(sordino(['redact', '--quiet', '--fields', 'a[].body'], record).out).to.equal(`{"a":[{"body":"${MASKED}"}],"b":"${CARD}"}`);
      expectError(sordino(['redact', '--fields', 'a'], 'text'), 2, 'ERR_USAGE');
      expectError(sordino(['redact', '--fields', 'a[b'], record), 2, 'ERR_USAGE');
    });

    it('lets nothing through when no field is there that it should examine, and names those that are not', () => {
      const lines = `{"note":"${CARD}"}\n`.repeat(3);
      for (const more of [[], ['--workers', '2', '--resume']]) {
        expectError(sordino(['redact', ...more, '--fields', 'nots,body', '-o', at('out'), file('in.ndjson', lines)]), 2, 'ERR_USAGE');
        expect(existsSync(at('out'))).to.equal(false);
        const { code, err } = sordino(['redact', '--quiet', ...more, '--fields', 'nots,note', '-o', at('out'), file('in.ndjson', lines)]);
        expect(code).to.equal(0);
        expect(err).to.equal('sordino: --fields: no record has a text at "nots"\n');
        rmSync(at('out'));
      }
      const found = sordino(['find', '--fields', 'nots', at('in.ndjson')]);
      expect(found.code).to.equal(2);
      expect(found.err).to.match(/^sordino: ERR_USAGE/);
      expect(sordino(['find', '--fields', 'nots,note', at('in.ndjson')]).err).to.contain('"nots"');
      expect(sordino(['redact', '--quiet', '--fields', 'body'], '{}\n')).to.include({ code: 2 });
      expect(sordino(['redact', '--quiet', '--fields', 'body', '--format', 'ndjson'], '')).to.deep.equal({ code: 0, out: '', err: '' });
    });

    it('answers --check by its exit code and writes nothing', () => {
      expect(sordino(['redact', '--check', '--quiet'], `kort ${CARD}`)).to.deep.equal({ code: 4, out: '', err: '' });
      expect(sordino(['redact', '--check', '--quiet'], 'hello')).to.deep.equal({ code: 0, out: '', err: '' });
      expectError(sordino(['redact', '--check', '-o', at('x')], 'hello'), 2, 'ERR_USAGE');
    });

    it('reports counts and no value', () => {
      sordino(['redact', '--quiet', '--report', at('report.json')], `kort ${CARD}`);
      const text = readFileSync(at('report.json'), 'utf8');
      expect(text).not.to.include('1111');
      const report = JSON.parse(text);
      expect(report).to.include({ policy: 'storage' });
      expect(report.rulesHash).to.match(/^[0-9a-f]{16}$/);
      expect(report.inputs).to.deep.equal([
        {
          file: '(standard input)',
          format: 'text',
          readAs: 'text',
          bytes: 24,
          records: 1,
          degraded: 0,
          failed: 0,
          failures: [],
          late: { findings: 0, records: [] },
          apart: 0,
          notes: {},
          findings: { total: 1, byCategory: { card: 1 }, byRule: { 'card/pan': 1 }, byAction: { 'keep-6-4': 1 } },
        },
      ]);
    });
  });

  describe('inputs it cannot read', () => {
    for (const [what, content, code] of [
      ['gzip in gzip', gzipSync(gzipSync(`kort ${CARD}`)), 'ERR_INPUT_COMPRESSED'],
      ['binary data in gzip', gzipSync(`\0\0\0kort ${CARD}`), 'ERR_INPUT_BINARY'],
      ['half a header of gzip', gzipSync('x').subarray(0, 6), 'ERR_ARCHIVE_INVALID'],
      ['half a zip', Buffer.from('PK\x03\x04\x14\x00\x00\x00'), 'ERR_ARCHIVE_INVALID'],
      ['half a zip in gzip', gzipSync('PK\x03\x04\x14\x00\x00\x00'), 'ERR_ARCHIVE_INVALID'],
      ['a document of an office program', zipOf([{ name: '[Content_Types].xml', content: CARD }]), 'ERR_INPUT_BINARY'],
      ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58]), 'ERR_INPUT_COMPRESSED'],
      ['UTF-16', Buffer.from(`\ufeffkort ${CARD}`, 'utf16le'), 'ERR_INPUT_UTF16'],
      ['UTF-16 without a mark', Buffer.from(`kort ${CARD}`, 'utf16le'), 'ERR_INPUT_UTF16'],
      ['binary', Buffer.from(`\x7fELF\x02\0\0 kort ${CARD} and on and on and on`), 'ERR_INPUT_BINARY'],
    ] as const) {
      it(`refuses ${what}, in a file and on standard input, whatever the format`, () => {
        for (const format of ['auto', 'text', 'ndjson']) {
          expectError(sordino(['redact', '--format', format, file('x', content), '-o', at('out')]), 1, code);
          expectError(sordino(['redact', '--format', format], content), 1, code);
        }
        expectError(sordino(['find', at('x'), '--json']), 1, code);
        expect(existsSync(at('out'))).to.equal(false);
      });
    }

    it('refuses what is not there and folders', () => {
      expectError(sordino(['redact', at('none')]), 1, 'ERR_INPUT_NOT_FOUND');
      expectError(sordino(['redact', dir]), 1, 'ERR_INPUT_IS_FOLDER');
      expectError(shell('SORDINO redact < .'), 1, 'ERR_INPUT_IS_FOLDER');
    });

    it('looks at all inputs before it writes anything', () => {
      expectError(sordino(['redact', file('good', `kort ${CARD}`), file('bad', 'BZh91AY&SY')]), 1, 'ERR_INPUT_COMPRESSED');
    });
  });

  describe('outputs', () => {
    it('refuses to write to what it reads, by whatever name', () => {
      const name = file('in', `kort ${CARD}`);
      symlinkSync(name, at('link'));
      execFileSync('ln', [name, at('hard')]);
      for (const out of [name, at('link'), at('hard')]) expectError(sordino(['redact', name, '-o', out]), 1, 'ERR_OUTPUT_IS_INPUT');
      expectError(sordino(['redact', name, '-o', at('out'), '--report', at('hard')]), 1, 'ERR_OUTPUT_IS_INPUT');
      expectError(shell('SORDINO redact < in -o in'), 1, 'ERR_OUTPUT_IS_INPUT');
      expectError(shell('SORDINO redact in >> in'), 1, 'ERR_OUTPUT_IS_INPUT');
      expectError(sordino(['redact', name, '-o', dir]), 1, 'ERR_OUTPUT_IS_INPUT');
      expect(readFileSync(name, 'utf8')).to.equal(`kort ${CARD}`);
    });

    it('says when the disk is full', () => {
      const name = file('in', 'x\n'.repeat(10));
      expectError(shell('SORDINO redact in --quiet > /dev/full'), 1, 'ERR_OUTPUT');
      expectError(sordino(['redact', name, '-o', at('none/out')]), 1, 'ERR_OUTPUT');
    });

    // A pipe of our own stands for devices: were the rule broken, this test run as root would replace a real one.
    it('writes straight to what is no regular file', () => {
      file('in', `kort ${CARD}\n`);
      const { code, out } = shell('mkfifo pipe; cat pipe & SORDINO redact in -o pipe --quiet; code=$?; test -p pipe && wait && exit $code');
      expect({ code, out }).to.deep.equal({ code: 0, out: `kort ${MASKED}\n` });
      expect(leftovers()).to.deep.equal([]);
    });

    it('removes what is unfinished when the disk fills up on the way', () => {
      file('in', 'x'.repeat(99).concat('\n').repeat(10_000));
      const { code, err } = shell('ulimit -f 100; trap "" XFSZ; SORDINO redact in -o out --quiet');
      expect(err).to.match(/^sordino: ERR_OUTPUT /);
      expect(code).to.equal(1);
      expect(readdirSync(dir)).to.deep.equal(['in']);
    });

    it('ends without a word when its reader has seen enough', () => {
      file('in', '{"a":1}\n'.repeat(100_000));
      const { code, out, err } = shell('SORDINO redact in --quiet | head -1; exit ${PIPESTATUS[0]}');
      expect({ code, out, err }).to.deep.equal({ code: 141, out: '{"a":1}\n', err: '' });
    });

    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const)
      it(`leaves no file behind on ${signal}`, async () => {
        const child = spawn(process.execPath, [MAIN, 'redact', '-o', at('out')], { stdio: ['pipe', 'ignore', 'pipe'] });
        child.stdin.on('error', () => undefined);
        child.stdin.write('x'.repeat(1 << 20));
        await until(() => leftovers().length === 1);
        const ended = exitOf(child);
        child.kill(signal);
        expect(await ended).to.equal(code);
        expect(readdirSync(dir)).to.deep.equal([]);
      });

    it('lets one run at a time write to a file, and takes over from one that was killed', async () => {
      const run = () => {
        const child = spawn(process.execPath, [MAIN, 'redact', '-o', at('out'), '--quiet'], { stdio: ['pipe', 'ignore', 'pipe'] });
        child.stdin.on('error', () => undefined);
        child.stdin.write('x'.repeat(1 << 20));
        return child;
      };
      const first = run();
      await until(() => leftovers().length === 1);
      expectError(sordino(['redact', '-o', at('out')], 'second'), 1, 'ERR_OUTPUT_BUSY');
      symlinkSync(at('out'), at('link'));
      file('out', 'before');
      expectError(sordino(['redact', '-o', at('link')], 'second'), 1, 'ERR_OUTPUT_BUSY');
      const ended = exitOf(first);
      first.kill('SIGKILL');
      await ended;
      expect(leftovers()).to.have.lengthOf(1);
      expect(sordino(['redact', '-o', at('out'), '--quiet'], 'second').code).to.equal(0);
      expect(readFileSync(at('out'), 'utf8')).to.equal('second');
      expect(readdirSync(dir).sort()).to.deep.equal(['link', 'out']);
    });

    it('does not trust a lock of another machine to be abandoned', () => {
      file('.sordino-out.lock', JSON.stringify({ pid: 1, began: '1', host: 'elsewhere', boot: '', container: '' }));
      const result = sordino(['redact', '-o', at('out')], 'x');
      expect(result.err).to.include('on elsewhere; remove ');
      expectError(result, 1, 'ERR_OUTPUT_BUSY');
    });

    it('never shows an unfinished file under its name', async () => {
      file('out', 'before');
      const child = spawn(process.execPath, [MAIN, 'redact', '-o', at('out'), '--quiet'], { stdio: ['pipe', 'ignore', 'pipe'] });
      child.stdin.on('error', () => undefined);
      child.stdin.write('x'.repeat(1 << 20));
      await until(() => leftovers().length === 1);
      const ended = exitOf(child);
      child.kill('SIGKILL');
      await ended;
      expect(readFileSync(at('out'), 'utf8')).to.equal('before');
    });
  });

  describe('find', () => {
    it('says where, by record and path, and never what', () => {
      const name = file('a.ndjson', `{"a":1}\n{"a":{"b":["x ${CARD}"]},"kort ${CARD}":2}\n`);
      const { code, out } = sordino(['find', '--json', name]);
      expect(out).not.to.include('1111 1111');
      const lines = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      for (const line of lines) expect(line.score).to.be.within(0.4, 1);
      // Scores are the rules' business.
      expect(lines.map(({ score, ...rest }) => rest)).to.deep.equal([
        {
          record: 2,
          path: '$.a.b[0]',
          in: 'value',
          category: 'card',
          type: 'pan',
          start: 2,
          end: 21,
          rule: 'card/pan',
          action: 'keep-6-4',
        },
        {
          record: 2,
          path: `$["kort ${MASKED}"]`,
          in: 'key',
          category: 'card',
          type: 'pan',
          start: 5,
          end: 24,
          rule: 'card/pan',
          action: 'keep-6-4',
        },
      ]);
      expect(code).to.equal(0);
      const table = sordino(['find', name]).out;
      expect(table)
        .to.match(/^ *RECORD +START +END/)
        .and.to.match(/2 +2 +21 .* card\/pan +pan +keep-6-4 +\$\.a\.b\[0\]\n/);
      expect(table).not.to.include('1111 1111');
    });

    it('counts lines of text, and exits 3 when a record cannot be read', () => {
      expect(JSON.parse(sordino(['find', '--json'], `\n\nkort ${CARD}`).out)).to.include({ record: 3, start: 5, end: 24 });
      expect(sordino(['find', '--json', '--format', 'ndjson'], '{\n').code).to.equal(3);
    });
  });

  describe('explain', () => {
    it('says why for a text and for a record, without values', () => {
      for (const args of [
        [`kort ${CARD}`],
        [`${file('a.ndjson', `{}\n{"x":"kort ${CARD}"}\n`)}:2`],
        [`${file('t.txt', `\nkort ${CARD}\n`)}:2`],
        [`${file('t.csv', `id,x\n1,"a" b\n2,"kort ${CARD}"\n`)}:3`],
      ]) {
        const { code, out } = sordino(['explain', ...args]);
        expect(out).to.match(/5-24 {2}card\/pan(?: \(pan\))? {2}1\.00 {2}found\n {4}shape \+/);
        expect(out).not.to.include('1111');
        expect(code).to.equal(0);
      }
      expectError(sordino(['explain', `${at('t.csv')}:2`]), 1, 'ERR_INPUT_UNREADABLE');
      expectError(sordino(['explain', `${at('t.csv')}:9`]), 2, 'ERR_USAGE');
      expect(sordino(['explain', 'hello']).out).to.match(/^No candidate/);
      expectError(sordino(['explain', `${at('t.txt')}:9`]), 2, 'ERR_USAGE');
      expectError(sordino(['explain']), 2, 'ERR_USAGE');
      expectError(sordino(['explain', `${at('no.ndjson')}:1`]), 1, 'ERR_INPUT_NOT_FOUND');
      expectError(sordino(['explain', at('t.csv')]), 2, 'ERR_USAGE');
    });
  });

  describe('usage', () => {
    for (const [args, hint] of [
      [['redact', '--polcy', 'x'], /"--polcy" is not known. Did you mean "policy"\?/],
      [['redact', '--policy'], /"--policy" needs a value/],
      [['redact', '--policy', '--quiet'], /"--policy" needs a value/],
      [['redact', '--quiet=yes'], /takes no value/],
      [['redact', '--format', 'njson'], /one of auto, text, ndjson, json, .*\. Did you mean "ndjson"\?/],
      [['redact', '--min-score', '2'], /from 0 to 1/],
      [['redact', '--categories', 'crad'], /Did you mean "card"\?/],
      [['redact', '--categories', ','], /none stands for none at all/],
      [['redact', '--categories', 'none,card'], /none stands alone/],
      [['redact', '-', '-'], /only once/],
      [['redcat'], /Did you mean "redact"\?/],
      [['rules'], /lint or test/],
      [['rules', 'lnt', '.'], /Did you mean "lint"\?/],
    ] as const)
      it(`refuses ${args.join(' ')}`, () => {
        const result = sordino(args);
        expect(result.err).to.match(hint);
        expectError(result, 2, result.err.slice(9).split(' ')[0]);
      });

    it('refuses a policy that is not known', () => expectError(sordino(['redact', '--policy', 'extrenal']), 2, 'ERR_POLICY_UNKNOWN'));

    it('shows help for every command, and the version', () => {
      for (const command of ['redact', 'find', 'explain', 'rules']) {
        const { code, out } = sordino([command, '--help']);
        expect(out.startsWith(`sordino ${command} `)).to.equal(true);
        expect(code).to.equal(0);
        expect(sordino(['--help']).out).to.include(`sordino ${command} `);
      }
      expect(sordino(['--version']).out).to.match(/^\d+\.\d+\.\d+\n$/);
      expect(sordino([]).code).to.equal(2);
    });
  });
});

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(condition()).to.equal(true);
}
