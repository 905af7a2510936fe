import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const RECORDS = `${[
  { ticket: { id: 1 }, requester: { name: 'Anna Quist', phone: '0910-55 512' }, subject: 'Router' },
  { ticket: { id: 2 }, text: 'Xerxine asked for the quist file' },
  { ticket: { id: 1 }, text: 'the quist file' },
  { ticket: { id: 2 }, text: 'My name is Xerxine Valdoran.' },
]
  .map((record) => JSON.stringify(record))
  .join('\n')}\n`;

describe('cli: --conversation', function () {
  this.timeout(30_000);
  let dir: string;
  const at = (name: string) => join(dir, name);
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sordino-conversation-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  function run(command: string, args: readonly string[], input: string) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, command, '--policy', 'external', ...args], { input });
    return { code: status, out: stdout.toString(), err: stderr.toString() };
  }
  const redact = (args: readonly string[], input = RECORDS) => run('redact', args, input);
  const texts = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { text?: string }).text);

  it('knows people from record to record, and says what came late', () => {
    const { code, out, err } = redact(['--conversation', 'ticket.id', '--late', at('late'), '--report', at('report')]);
    expect(code).to.equal(0);
    expect(texts(out)).to.deep.equal([undefined, 'Xerxine asked for the quist file', 'the [NAME] file', 'My name is [NAME].']);
    expect(err).to.match(/ {8}1 {2}late: /);
    expect(JSON.parse(readFileSync(at('late'), 'utf8'))).to.deep.equal({
      record: 2,
      path: '$.text',
      start: 0,
      end: 7,
      category: 'person',
      type: 'propagated',
      rule: 'person/propagated',
      action: 'remove',
    });
    const report = JSON.parse(readFileSync(at('report'), 'utf8')) as { inputs: { late: object; apart: number }[] };
    expect(report.inputs[0]).to.deep.include({ late: { findings: 1, records: [2] }, apart: 0 });
    expect(readFileSync(at('late'), 'utf8') + err).to.not.match(/Xerxine|Valdoran|Quist/);
  });

  it('counts the records that name no conversation', () => {
    const { code, err } = redact(['--conversation', 'tickets.id']);
    expect(code).to.equal(0);
    expect(err).to.match(/ 4 {2}records that name no conversation, each redacted by itself/);
    expect(redact(['--conversation', 'ticket.id']).err).not.to.contain('name no conversation');
  });

  it('names the file of what came late when there are several, each with conversations of its own', () => {
    for (const name of ['a.ndjson', 'b.ndjson']) writeFileSync(at(name), RECORDS);
    const { out } = redact(['--conversation', 'ticket.id', '--late', at('late'), at('a.ndjson'), at('b.ndjson')], '');
    expect(texts(out)[5]).to.equal('Xerxine asked for the quist file');
    const files = readFileSync(at('late'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { file: string }).file);
    expect(files).to.deep.equal([at('a.ndjson'), at('b.ndjson')]);
  });

  it('finds what it redacts, and lists what came late', () => {
    const listed = (...args: string[]) =>
      run('find', ['--json', ...args], RECORDS)
        .out.trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { record: number; path: string; start: number; end: number; rule: string; late?: true })
        .map(({ record, path, start, end, rule, late }) => `${record} ${path} ${start}-${end} ${rule}${late ? ' late' : ''}`);
    expect(listed()).to.not.include('3 $.text 4-9 person/party');
    expect(listed('--conversation', 'ticket.id')).to.have.members([
      '1 $.requester.name 0-10 person/party',
      '1 $.requester.phone 0-11 phone/number',
      '2 $.text 0-7 person/propagated late',
      '3 $.text 4-9 person/party',
      '4 $.text 11-27 person/intro',
    ]);
    const table = run('find', ['--conversation', 'ticket.id'], RECORDS).out;
    expect(table).to.match(/ 2 +0 +7 .*\$\.text \(late\)\n/);
    expect(table).to.not.match(/Xerxine|Valdoran|Quist/i);
    expect(run('find', ['--conversation', 'id'], 'hello').err).to.match(/--conversation needs NDJSON/);
  });

  it('closes the oldest, by number and by age', () => {
    const records = `${RECORDS.split('\n')[0]}\n{"ticket":{"id":3},"text":"a"}\n{"ticket":{"id":1},"text":"the quist file"}\n`;
    const last = (...args: string[]) => texts(redact(['--conversation', 'ticket.id', ...args], records).out)[2];
    expect(last()).to.equal('the [NAME] file');
    expect(last('--conversations', '1')).to.equal('the quist file');
    expect(last('--conversation-age', '2')).to.equal('the quist file');
    expect(last('--conversation-age', '3')).to.equal('the [NAME] file');
  });

  it('reads layouts of a rules folder', () => {
    const rules = mkdtempSync(join(dir, 'rules-'));
    const layouts = join(rules, 'layouts');
    mkdirSync(layouts);
    writeFileSync(join(layouts, 'desk.yaml'), 'layout: desk\nof: our desk\nparties:\n  - { at: kund, role: requester, name: [namn] }\n');
    const records = '{"nr":1,"kund":{"namn":"Anna Quist"}}\n{"nr":1,"text":"the quist file"}\n';
    expect(texts(redact(['--conversation', 'nr', '--rules', rules], records).out)[1]).to.equal('the [NAME] file');
    expect(texts(redact(['--conversation', 'nr'], records).out)[1]).to.equal('the quist file');
  });

  it('refuses what it cannot do before anything is written', () => {
    const wrong: [args: string[], message: RegExp, input?: string][] = [
      [['--conversation', 'a..b'], /--conversation: "a\.\.b" is no path/],
      [['--conversation', 'id'], /--conversation needs NDJSON, a record a line; standard input was read as text/, 'hello'],
      [['--conversation', 'id'], /was read as json/, '{\n"id":1}'],
      [['--conversation', 'id', '--conversations', '0'], /--conversations is a whole number/],
      [['--conversation', 'id', '--conversation-age', 'x'], /--conversation-age is a whole number/],
      [['--late', at('late')], /--late belongs to --conversation FIELD/],
      [['--conversations', '5'], /--conversations belongs to --conversation FIELD/],
    ];
    for (const [args, message, input] of wrong) {
      const { code, out, err } = redact(args, input);
      expect({ code, out }, args.join(' ')).to.deep.equal({ code: 2, out: '' });
      expect(err).to.match(message);
    }
    expect(readdirSync(dir)).to.deep.equal([]);
  });
});
