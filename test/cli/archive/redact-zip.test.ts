import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { DamagedData } from '../../../src/cli/archive/flate.ts';
import { memorySource } from '../../../src/cli/archive/source.ts';
import { contentOf } from '../../../src/cli/archive/zip-archive.ts';
import { LOCAL_HEADER_BYTES, readZipDirectory, readZipEnd } from '../../../src/formats/zip-reader.ts';
import type { AttachmentPolicy } from '../../../src/stream/attachments.ts';
import { membersOf, redactedZip } from '../../support/archives.ts';
import { numbers, zipOf } from '../../support/zip.ts';

const CARD = '4111 1111 1111 1111';
const HIDDEN = '411111******1111';
const MARKER = '[REDACTION_FAILED]';
const PNG = Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1');

async function failureOf(bytes: Uint8Array, limits = {}): Promise<{ code?: string; message: string }> {
  try {
    await redactedZip(bytes, { limits });
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('cli/archive/redact-zip', function () {
  this.timeout(60_000);

  it('redacts each member by its own format, however it is stored', async () => {
    const { members, tally } = await redactedZip(
      zipOf([
        { name: 'a.csv', content: `id,card\n1,${CARD}\n` },
        { name: 'b.json', content: `{"card": "${CARD}", "id": 1.0}`, store: true },
        { name: 'c.txt', content: `card ${CARD}`, store: true, sizesBehind: true },
        { name: 'd.txt', content: `card ${CARD}`, sizesBehind: true },
        { name: 'e.txt', content: `card ${CARD}`, zip64: true },
        { name: 'folder/', store: true },
      ]),
    );
    expect(members).to.deep.equal({
      'a.csv': `id,card\n1,${HIDDEN}\n`,
      'b.json': `{"card": "${HIDDEN}", "id": 1.0}`,
      'c.txt': `card ${HIDDEN}`,
      'd.txt': `card ${HIDDEN}`,
      'e.txt': `card ${HIDDEN}`,
      'folder/': '',
    });
    expect(tally.byRule).to.deep.equal({ 'card/pan': 5 });
  });

  it('writes archives that another program reads', async function () {
    const { bytes } = await redactedZip(
      zipOf([
        { name: 'a.csv', content: `id,card\n1,${CARD}\n` },
        { name: 'f/', store: true },
        { name: 'f/\u00e5.png', content: PNG },
      ]),
    );
    const dir = mkdtempSync(join(tmpdir(), 'sordino-zip-'));
    try {
      writeFileSync(join(dir, 'a.zip'), bytes);
      const { error, status, stdout } = spawnSync('unzip', ['-t', join(dir, 'a.zip')]);
      // Not everywhere.
      if (error !== undefined) this.skip();
      expect(stdout.toString()).to.match(/No errors detected/);
      expect(status).to.equal(0);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('hides what is in names, keeps their extensions and keeps them apart', async () => {
    const names = [
      'anna.lind@example.com.json',
      'bo.lind@example.com.json',
      'x/anna.lind@example.com/a.txt',
      'x/anna.lind@example.com/b.txt',
    ];
    const { members, tally } = await redactedZip(zipOf([...names, '4111_1111_1111_1111.pdf'].map((name) => ({ name, content: 'hello' }))));
    expect(Object.keys(members)).to.deep.equal([
      '[EMAIL].json',
      '[EMAIL]-2.json',
      'x/[EMAIL]/a.txt',
      'x/[EMAIL]/b.txt',
      '411111______1111.pdf',
    ]);
    expect(tally.total).to.equal(4);
  });

  it('lets no name lead out of the folder, and no two members have one name', async () => {
    const names = ['../../etc/passwd', '/etc/passwd', 'C:\\Windows\\x.txt', './a//b', 'A/B', 'a\0b', '..'];
    const { members } = await redactedZip(zipOf(names.map((name) => ({ name, content: 'hello' }))));
    expect(Object.keys(members)).to.deep.equal(['__/__/etc/passwd', 'etc/passwd', 'C_/Windows/x.txt', 'a/b', 'A-2/B', 'a_b', '__-2']);
  });

  it('keeps names that hold nothing byte for byte, whatever their coding', async () => {
    const name = Buffer.from([0x62, 0x86, 0x72, 0x2e, 0x74, 0x78, 0x74]);
    const { bytes, members } = await redactedZip(zipOf([{ name, content: 'hello', flags: 0 }]));
    expect(Object.keys(members)).to.deep.equal(['b\u00e5r.txt']);
    expect(bytes.includes(name)).to.equal(true);
  });

  it('examines comments, keeps times and permissions, and leaves other extra fields out', async () => {
    const extra = Buffer.concat([
      numbers([2, 0x5455], [2, 5]),
      Buffer.from([1]),
      numbers([4, 1_700_000_000], [2, 0x7875], [2, 6]),
      Buffer.from('uid=99'),
    ]);
    const { bytes, tally } = await redactedZip(
      zipOf([{ name: 'a', content: 'x', comment: 'by anna.lind@example.com', extra, attributes: 0o104755 * 0x10000 }], `card ${CARD}`),
    );
    const text = bytes.toString('latin1');
    expect(text)
      .to.include('by [EMAIL]')
      .and.to.include(`card ${HIDDEN}`)
      .and.not.to.match(/uid=99|anna|4111 /);
    expect(bytes.includes(numbers([4, 0x5a21_6000]))).to.equal(true);
    expect(bytes.includes(numbers([4, 1_700_000_000]))).to.equal(true);
    expect(bytes.includes(numbers([4, 0o100755 * 0x10000]))).to.equal(true);
    expect(tally.total).to.equal(2);
  });

  it('makes plain files of links', async () => {
    const { bytes } = await redactedZip(zipOf([{ name: 'a', content: '/etc/passwd', store: true, attributes: 0o120777 * 0x10000 }]));
    expect(bytes.includes(numbers([4, 0o100777 * 0x10000]))).to.equal(true);
    expect(bytes.includes(numbers([4, 0o120777 * 0x10000]))).to.equal(false);
  });

  it('replaces what is no text, or does with it what the policy says', async () => {
    const bytes = zipOf([
      { name: 'a.png', content: PNG },
      { name: 'b.pdf', content: `%PDF-1.7 ${CARD}` },
      { name: 'c.rtf', content: `{\\rtf1 ${CARD}}` },
      { name: 'd.txt', content: `\0${CARD}` },
      { name: 'e.csv', content: 'a,b\n1,2\n' },
    ]);
    expect((await redactedZip(bytes)).members).to.deep.equal({
      'a.png': '[ATTACHMENT image/png, 10 bytes]',
      'b.pdf': '[ATTACHMENT application/pdf, 28 bytes]',
      'c.rtf': '[ATTACHMENT text/rtf, 27 bytes]',
      'd.txt': '[ATTACHMENT application/octet-stream, 20 bytes]',
      'e.csv': 'a,b\n1,2\n',
    });
    const { members, tally } = await redactedZip(bytes, {
      attachments: { 'image/*': 'keep', 'application/pdf': 'scan', 'text/csv': 'drop', '*': 'drop' },
    });
    expect(members).to.deep.equal({ 'a.png': PNG.toString('latin1'), 'b.pdf': MARKER });
    expect(tally.failures.map(({ member, reason }) => `${member} ${reason}`)).to.deep.equal(['b.pdf binary']);
    expect(tally.notes).to.deep.equal({ 'attachments kept unexamined': 1, 'attachments dropped': 3 });
  });

  it('puts the marker in place of what cannot be unpacked, also where the policy would keep it', async () => {
    const bytes = zipOf([
      { name: 'encrypted', content: CARD, flags: 0x801 },
      { name: 'method', content: CARD, method: 14 },
      { name: 'crc', content: CARD, crc: 1 },
      { name: 'short', content: CARD, size: 18 },
      { name: 'long', content: CARD, size: 20 },
      { name: 'utf16', content: Buffer.from(`\ufeff${CARD}`, 'utf16le') },
      { name: 'good', content: CARD },
    ]);
    for (const attachments of [{}, { '*': 'keep' }] as AttachmentPolicy[]) {
      const { members, tally } = await redactedZip(bytes, { attachments });
      expect(members).to.deep.equal({
        ...{ encrypted: MARKER, method: MARKER, crc: MARKER, short: MARKER, long: MARKER, utf16: MARKER },
        good: HIDDEN,
      });
      expect(tally.failures.map(({ member, reason }) => `${member} ${reason}`)).to.deep.equal([
        'encrypted encrypted',
        'method method',
        'crc damaged',
        'short damaged',
        'long damaged',
        'utf16 utf-16',
      ]);
    }
  });

  it('keeps nothing that it could not unpack', async () => {
    const bytes = zipOf([
      { name: 'a.png', content: PNG, crc: 1 },
      { name: 'b.txt', content: CARD, flags: 0x801 },
    ]);
    const { members } = await redactedZip(bytes, { attachments: { '*': 'keep', 'text/plain': 'keep' } });
    expect(members).to.deep.equal({ 'a.png': MARKER, 'b.txt': MARKER });
  });

  it('opens archives in archives as deep as the limit goes', async () => {
    const inner = zipOf([
      { name: 'a.txt', content: CARD },
      { name: 'b.log.gz', content: gzipSync(CARD) },
    ]);
    const bytes = zipOf([
      { name: 'in.zip', content: inner },
      { name: 'c.txt.gz', content: gzipSync(CARD) },
    ]);
    const { members, tally } = await redactedZip(bytes);
    expect(gunzipSync(Buffer.from(members['c.txt.gz'], 'latin1')).toString()).to.equal(HIDDEN);
    const within = await membersOf(Buffer.from(members['in.zip'], 'latin1'));
    expect(within['a.txt']).to.equal(HIDDEN);
    expect(gunzipSync(Buffer.from(within['b.log.gz'], 'latin1')).toString()).to.equal(HIDDEN);
    expect(tally.total).to.equal(3);
    const shallow = await redactedZip(bytes, { limits: { depth: 0 } });
    expect(shallow.members).to.deep.equal({
      'in.zip': `[ATTACHMENT application/zip, ${inner.length} bytes]`,
      'c.txt.gz': `[ATTACHMENT application/gzip, ${gzipSync(CARD).length} bytes]`,
    });
  });

  it('does not open the documents of office programs', async () => {
    const document = zipOf([
      { name: '[Content_Types].xml', content: '<a/>' },
      { name: 'word/document.xml', content: CARD },
    ]);
    const { members } = await redactedZip(
      zipOf([
        { name: 'a.docx', content: document },
        { name: 'b.bin', content: document },
      ]),
    );
    expect(members['a.docx']).to.match(/^\[ATTACHMENT application\/vnd\.openxmlformats/);
    expect(members['b.bin']).to.match(/^\[ATTACHMENT application\/zip, /);
  });

  it('replaces an archive within that breaks the rules, and goes on', async () => {
    const one = { name: 'x', content: CARD };
    const { members, tally } = await redactedZip(
      zipOf([
        { name: 'cut.zip', content: zipOf([one]).subarray(0, -3) },
        { name: 'overlap.zip', content: zipOf([one, { ...one, name: 'y', start: 0 }]) },
        { name: 'cut.gz', content: gzipSync(`line\n${CARD}\n`).subarray(0, -6) },
        { name: 'c.txt', content: CARD },
      ]),
    );
    expect(members['cut.zip']).to.equal(MARKER);
    expect(members['overlap.zip']).to.equal(MARKER);
    expect(gunzipSync(Buffer.from(members['cut.gz'], 'latin1')).toString())
      .to.match(/\[REDACTION_FAILED\]\n$/)
      .and.not.include('4111 ');
    expect(members['c.txt']).to.equal(HIDDEN);
    expect(tally.failures.map(({ member }) => member)).to.deep.equal(['cut.zip', 'overlap.zip', 'cut.gz']);
  });

  describe('refuses', () => {
    const one = { name: 'a', content: CARD };
    for (const [what, bytes, message] of [
      ['members that overlap', zipOf([one, { ...one, name: 'b', start: 0 }]), /overlap/],
      ['another count', zipOf([one], '', 2), /has 1 members and says 2/],
      ['bytes behind the end', Buffer.concat([zipOf([one]), Buffer.from('x')]), /no directory/],
      ['bytes before the start', Buffer.concat([Buffer.from('x'), zipOf([one])]), /not where it says/],
      ['an encrypted directory', zipOf([{ ...one, flags: 1 << 13 }]), /encrypted directory/],
    ] as const)
      it(what, async () =>
        expect(await failureOf(bytes))
          .to.include({ code: 'ERR_ARCHIVE_INVALID' })
          .and.property('message')
          .match(message),
      );

    const long = zipOf([{ name: 'a', content: Buffer.alloc(20 * 1024 * 1024, 'a') }]);
    for (const [limit, bytes, limits] of [
      ['ratio', long, {}],
      ['member', zipOf([one]), { member: 18 }],
      ['all', zipOf([one, { ...one, name: 'b' }]), { all: 37 }],
      ['members', zipOf([one, { ...one, name: 'b' }]), { members: 1 }],
    ] as const)
      it(`what goes beyond the limit of ${limit}`, async () => {
        const failure = await failureOf(bytes, limits);
        expect(failure).to.include({ code: 'ERR_ARCHIVE_LIMIT' });
        expect(failure.message).to.match(new RegExp(`--archive-limits ${limit}=`));
      });

    it('what says less than it unpacks to, without unpacking it', async () => {
      const bytes = zipOf([{ name: 'a', content: Buffer.alloc(20 * 1024 * 1024, 'a'), size: 100 }]);
      const { members } = await redactedZip(bytes);
      expect(members).to.deep.equal({ a: MARKER });
      const source = memorySource(bytes);
      const end = readZipEnd(bytes, bytes.length);
      const [member] = readZipDirectory(bytes.subarray(end.directoryStart, end.directoryEnd), end);
      let unpacked = 0;
      const reading = (async () => {
        for await (const chunk of contentOf(source, member, LOCAL_HEADER_BYTES + 1)) unpacked += chunk.length;
      })();
      expect(await reading.catch((error: unknown) => error)).to.be.instanceOf(DamagedData);
      expect(unpacked).to.be.at.most(100);
    });
  });

  it('lets nothing through when it is cut off at any byte', async () => {
    const bytes = zipOf(
      [
        { name: 'a.txt', content: CARD, store: true },
        { name: 'in.zip', content: zipOf([{ name: 'b.txt', content: CARD, store: true }]), store: true },
      ],
      'end',
    );
    for (let length = 4; length < bytes.length; length++) {
      const failure = await failureOf(bytes.subarray(0, length));
      expect(failure, `cut at ${length}`).to.include({ code: 'ERR_ARCHIVE_INVALID' });
    }
  });

  it('knows the members of a Slack workspace in all of its channels', async () => {
    const user = { id: 'U0123ABCD', name: 'qp', real_name: 'Qwerthe Plimp', profile: { display_name: 'zyxquen', email: 'q@example.com' } };
    const day = JSON.stringify([{ user: 'U0123ABCD', text: 'ask zyxquen or Qwerthe' }]);
    const files = [
      { name: 'general/2026-01-01.json', content: day },
      { name: 'users.json', content: JSON.stringify([user]) },
    ];
    const workspace = await redactedZip(zipOf([...files, { name: 'channels.json', content: '[]' }]));
    expect(workspace.members['general/2026-01-01.json']).to.include('ask [NAME] or [NAME]');
    // Without the list of channels it is an archive like any other.
    const other = await redactedZip(zipOf(files));
    expect(other.members['general/2026-01-01.json']).to.include('zyxquen');
  });
});
