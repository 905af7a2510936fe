import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { CommandFolder, tickets } from '../support/cli.ts';
import { message } from '../support/mail.ts';
import { zipOf } from '../support/zip.ts';

interface Shown {
  readonly file: string;
  readonly member?: string;
  readonly record: number;
  readonly offset: number;
  readonly reason: string;
  readonly text?: string;
  readonly base64?: string;
}

const CANARY = 'canary 4111 1111 1111 1111';
const MARKER = '[REDACTION_FAILED]';

describe('cli/quarantine', function () {
  this.timeout(60_000);
  let folder: CommandFolder;

  beforeEach(() => {
    folder = new CommandFolder();
    pair('public.pem', 'private.pem', generateKeyPairSync('x25519'));
  });

  afterEach(() => folder.remove());

  function pair(publicName: string, privateName: string, { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject }): void {
    folder.file(publicName, publicKey.export({ type: 'spki', format: 'pem' }) as string);
    folder.file(privateName, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  }

  const keep = ['--quarantine', 'q', '--quarantine-key', 'public.pem', '--quiet'];

  function opened(key = 'private.pem'): Shown[] {
    const { code, out, err } = folder.run(['quarantine', 'open', 'q', '--key', key]);
    expect(code, err).to.equal(0);
    return out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Shown);
  }

  function bytesOf({ text, base64 }: Shown): Buffer {
    return text === undefined ? Buffer.from(base64 as string, 'base64') : Buffer.from(text);
  }

  const broken = [`{"broken": "${CANARY}\n`, '\xff{"also": 4111111111111111\r\n'];

  function exportWith(count: number): Buffer {
    return Buffer.concat([
      Buffer.from(tickets(count)),
      Buffer.from(broken[0], 'latin1'),
      Buffer.from(tickets(count, 2)),
      Buffer.from(broken[1], 'latin1'),
    ]);
  }

  it('keeps what the marker stands for, for the holder of the key alone', () => {
    const kinds = { x25519: generateKeyPairSync('x25519'), rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }) };
    const input = exportWith(3);
    folder.file('a.ndjson', input);
    for (const [kind, keys] of Object.entries(kinds)) {
      pair('public.pem', 'private.pem', keys);
      const { code, out } = folder.run(['redact', 'a.ndjson', ...keep]);
      expect(code).to.equal(3);
      expect(out.split(MARKER)).to.have.length(3);
      expect(statSync(folder.at('q')).mode & 0o777, kind).to.equal(0o600);
      expect(readFileSync(folder.at('q'), 'latin1')).not.to.match(/canary|4111/);
      const shown = opened();
      expect(shown.map(({ file, record, reason }) => `${file} ${record} ${reason}`)).to.deep.equal([
        'a.ndjson 4 incomplete',
        'a.ndjson 8 syntax',
      ]);
      expect(shown.map((one) => bytesOf(one).toString('latin1'))).to.deep.equal([broken[0].trim(), broken[1].trimEnd()]);
      for (const one of shown) expect(input.subarray(one.offset, one.offset + bytesOf(one).length).equals(bytesOf(one))).to.equal(true);
    }
    pair('other.pem', 'other-private.pem', generateKeyPairSync('x25519'));
    const other = folder.run(['quarantine', 'open', 'q', '--key', 'other-private.pem']);
    expect(other.code).to.equal(1);
    expect(other.err).to.include('ERR_QUARANTINE_UNUSABLE').and.to.include('sealed for another key');
    expect(other.out).to.equal('');
  });

  it('keeps the same with workers', () => {
    folder.file('a.ndjson', exportWith(1500));
    folder.run(['redact', 'a.ndjson', ...keep]);
    const alone = opened();
    expect(alone.map(({ record }) => record)).to.deep.equal([1501, 3002]);
    folder.run(['redact', 'a.ndjson', ...keep, '--workers', '2']);
    expect(opened()).to.deep.equal(alone);
  });

  const inputs: Record<string, [content: string, records: readonly number[], args?: readonly string[]]> = {
    'a.json': [`{"a": 1, "b": "${CANARY}`, [1]],
    'a.csv': [`id,card\n1,ok\n2,"${CANARY}" x\n3,ok\n4,ok\n`, [3]],
    'a.eml': [message(['From: a@example.com', 'Subject: x', 'Content-Type: text/plain; charset=utf-7', '', CANARY]), [1]],
    'b.eml': [
      message([
        'From: a@example.com',
        'Subject: x',
        'Content-Type: text/plain',
        'Content-Transfer-Encoding: 7bit',
        'Content-Transfer-Encoding: base64',
        '',
        CANARY,
      ]),
      [1],
    ],
    'c.json': [`{"results": {"transcripts": [{"transcript": "${CANARY}"}], "items": [}}`, [1], ['--format', 'transcript']],
  };
  for (const [name, [content, records, args = []]] of Object.entries(inputs))
    it(`keeps what is broken of other formats, at its place: ${name}`, () => {
      const input = Buffer.from(content);
      folder.file(name, input);
      const { code, out } = folder.run(['redact', name, ...args, ...keep]);
      expect(code).to.equal(3);
      expect(out).to.include(MARKER).and.not.to.include('canary');
      const shown = opened();
      expect([...new Set(shown.map(({ record }) => record))]).to.deep.equal(records);
      for (const one of shown) expect(input.subarray(one.offset, one.offset + bytesOf(one).length).equals(bytesOf(one))).to.equal(true);
      expect(Buffer.concat(shown.map(bytesOf)).toString()).to.include(CANARY);
    });

  it('keeps what is broken in archives, with the name of the member', () => {
    folder.file(
      'a.zip',
      zipOf([
        { name: 'ok.txt', content: 'hello' },
        { name: 'in/a.ndjson', content: `{}\n${broken[0]}{}\n` },
      ]),
    );
    expect(folder.run(['redact', 'a.zip', '-o', 'out.zip', ...keep]).code).to.equal(3);
    expect(opened()).to.deep.equal([
      { file: 'a.zip', member: 'in/a.ndjson', record: 2, offset: 3, reason: 'incomplete', text: broken[0].trim() },
    ]);
  });

  it('keeps a record that is too long to be held, in pieces', () => {
    const text = `{"a": "${'x'.repeat(9 * 1024 * 1024)}", "b" "${CANARY}"}`;
    folder.file('a.ndjson', `${text}\n{}\n`);
    expect(folder.run(['redact', 'a.ndjson', ...keep]).code).to.equal(3);
    const shown = opened();
    const [first] = shown;
    expect(Buffer.concat(shown.map(bytesOf)).toString())
      .to.equal(text.slice(first.offset))
      .and.to.include(CANARY);
    let at = first.offset;
    for (const one of shown) {
      expect(one.offset).to.equal(at);
      at += bytesOf(one).length;
    }
  });

  it('is whole and empty when nothing is broken', () => {
    folder.file('a.ndjson', tickets(3));
    expect(folder.run(['redact', 'a.ndjson', ...keep]).code).to.equal(0);
    expect(opened()).to.deep.equal([]);
  });

  it('shows no sign that steers a terminal', () => {
    folder.file('a.ndjson', '{"a": "\x1b[2J\u009b2J\u202e\u2028"\n');
    folder.run(['redact', 'a.ndjson', ...keep]);
    const { out } = folder.run(['quarantine', 'open', 'q', '--key', 'private.pem']);
    expect(out.trimEnd()).to.match(/^[ -~]*$/);
    expect((JSON.parse(out) as Shown).text).to.equal('{"a": "\x1b[2J\u009b2J\u202e\u2028"');
  });

  it('is refused when a line is missing, changed, moved or added', () => {
    folder.file('a.ndjson', broken.join(''));
    folder.run(['redact', 'a.ndjson', ...keep]);
    const lines = readFileSync(folder.at('q'), 'utf8').split('\n').slice(0, -1);
    const [head, one, two, end] = lines;
    expect(lines).to.have.length(4);
    const flipped = one.replace(/"data":"(.)/, (_, sign: string) => `"data":"${sign === 'A' ? 'B' : 'A'}`);
    const wrong = {
      'breaks off': [head, one, two],
      'line 2 is damaged': [head, two, end],
      'line 2 is damaged or': [head, flipped, two, end],
      'line 2 is': [head, two, one, end],
      'behind its end': [...lines, one],
      'line 3 is damaged': [head, one, '{}', end],
      'no quarantine': ['{}', one, two, end],
      'it breaks off': [],
    };
    for (const [words, changed] of Object.entries(wrong)) {
      writeFileSync(folder.at('q'), changed.map((line) => `${line}\n`).join(''));
      const { code, err } = folder.run(['quarantine', 'open', 'q', '--key', 'private.pem']);
      expect(code, words).to.equal(1);
      expect(err).to.include('ERR_QUARANTINE_UNUSABLE').and.to.include(words);
    }
  });

  it('takes a public key, and goes with no run that is resumed or writes nothing', () => {
    folder.file('a.ndjson', tickets(3));
    pair('weak.pem', 'weak-private.pem', generateKeyPairSync('rsa', { modulusLength: 1024 }));
    pair('sign.pem', 'sign-private.pem', generateKeyPairSync('ed25519'));
    for (const key of ['private.pem', 'weak.pem', 'sign.pem', 'a.ndjson', 'missing.pem']) {
      const { code, err } = folder.run(['redact', 'a.ndjson', '--quarantine', 'q', '--quarantine-key', key]);
      expect(code, key).to.equal(key === 'missing.pem' ? 1 : 2);
      expect(err)
        .to.include(key)
        .and.not.to.match(/BEGIN|tick/);
    }
    for (const args of [
      ['--quarantine', 'q'],
      ['--quarantine-key', 'public.pem'],
      [...keep, '--resume', '-o', 'out'],
      [...keep, '--check'],
      [...keep, '--dry-run'],
    ])
      expect(folder.run(['redact', 'a.ndjson', ...args]).err, args.join(' ')).to.match(/^sordino: ERR_USAGE .*--quarantine/);
    expect(folder.run(['redact', 'a.ndjson', '--quarantine', 'a.ndjson', '--quarantine-key', 'public.pem']).err).to.match(
      /ERR_OUTPUT_IS_INPUT/,
    );
    for (const args of [[], ['open'], ['open', 'q'], ['opne', 'q', '--key', 'private.pem'], ['open', 'q', 'r', '--key', 'private.pem']])
      expect(folder.run(['quarantine', ...args]).code, args.join(' ')).to.equal(2);
    expect(folder.run(['quarantine', 'open', 'q', '--key', 'private.pem']).err).to.match(/ERR_INPUT_UNREADABLE/);
    expect(existsSync(folder.at('q'))).to.equal(false);
  });

  it('leaves nothing behind when the run fails', () => {
    folder.file('a.ndjson', broken[0]);
    expect(folder.run(['redact', 'a.ndjson', '-o', 'nowhere/out', ...keep]).code).to.equal(1);
    expect(readdirSync(folder.path).filter((name) => name.includes('sordino') || name === 'q')).to.deep.equal([]);
  });
});
