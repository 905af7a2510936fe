import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { checkOutput } from '../../../src/cli/residue/check-output.ts';
import { Parties } from '../../../src/cli/residue/parties.ts';
import { DEFAULT_LIMITS } from '../../../src/formats/archive-limits.ts';
import { CommandFolder } from '../../support/cli.ts';
import { zipOf } from '../../support/zip.ts';

const CANARY = 'anna.lind@example.com';
const TEXT = `Dear all,\n${CANARY}\n`;
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');
const zip = (content: string | Uint8Array, name = 'a.txt') => zipOf([{ name, content }]);

/** A message whose second part is written so. */
const mail = (encoding: string, body: string, subject = 'Hi') =>
  [
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed;',
    ' boundary="=-b"',
    '',
    '--=-b',
    'Content-Type: text/plain',
    '',
    'Hello',
    '--=-b',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
    '--=-b--',
    '',
  ].join('\r\n');

describe('cli/residue, in what is packed or encoded', function () {
  this.timeout(60_000);
  let folder: CommandFolder;
  beforeEach(() => {
    folder = new CommandFolder();
  });
  afterEach(() => folder.remove());

  async function said(content: string | Uint8Array, limits = DEFAULT_LIMITS): Promise<string[]> {
    const lines: string[] = [];
    const look = checkOutput(folder.file('out', content), 'out', new Parties(''), limits, (text) => lines.push(text));
    const code = await look.then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );
    expect(code).to.equal(lines.length > 0 ? 'ERR_RESIDUE' : undefined);
    expect(lines.join()).to.not.include('anna');
    return lines;
  }

  const planted: [what: string, content: string | Uint8Array, place: string][] = [
    ['a gzip stream', gzipSync(TEXT), 'out, unpacked: line 2, byte 10'],
    ['a member of a zip archive', zip(TEXT), 'out, member 1: line 2, byte 10'],
    ['the name of a member', zip('x', `${CANARY}.txt`), 'out, names: line 1, byte 0'],
    ['the comment of an archive', zipOf([{ name: 'a', content: 'x' }], CANARY), 'out, names: line 2, byte 4'],
    ['gzip in zip', zip(gzipSync(TEXT)), 'out, member 1, unpacked: line 2, byte 10'],
    ['zip in zip in zip', zip(zip(zip(TEXT))), 'out, member 1, member 1, member 1: line 2, byte 10'],
    ['mail in zip', zip(mail('base64', base64(TEXT))), 'out, member 1, part at byte 210: line 2, byte 10'],
    ['a part in base64', mail('base64', base64(TEXT)), 'out, part at byte 210: line 2, byte 10'],
    [
      'a part in base64 of one long line',
      mail('BASE64', base64(`${'x'.repeat(50_000)} ${TEXT}`).replaceAll('\r\n', '')),
      'out, part at byte 210: line 2',
    ],
    ['base64 in runs that are padded', mail('base64', `${btoa('a.')}\r\n${btoa(CANARY)}`), 'out, part at byte 210: line 1, byte 0'],
    ['UTF-16 in base64', mail('base64', base64(Buffer.from(`\ufeff${TEXT}`, 'utf16le'))), 'out, part at byte 210: line 2, byte 22'],
    ['zip in a part', mail('base64', base64(zip(TEXT))), 'out, part at byte 210, member 1: line 2, byte 10'],
    [
      'a message in a part',
      mail('base64', base64(mail('base64', base64(TEXT)))),
      'out, part at byte 210, part at byte 210: line 2, byte 10',
    ],
    ['quoted-printable', mail('quoted-printable', 'x anna.lind=40exam=\r\nple.com'), 'out, part at byte 220: line 1, byte 2'],
    ['an encoded word', mail('7bit', 'x', `=?utf-8?B?${btoa(CANARY)}?=`), 'out, header at byte 0: line 1, byte 9'],
    [
      'encoded words that belong together',
      mail('7bit', 'x', '=?utf-8?Q?anna=2Elind=40?=\r\n =?utf-8?q?example.com?='),
      'out, header at byte 0: line 1, byte 9',
    ],
    [
      'the header of a later message of an mbox',
      `From a\n${mail('base64', base64('x'))}\nFrom b\nSubject: =?utf-8?B?${btoa(CANARY)}?=\n\nx\n`,
      'out, header at byte 240: line 1, byte 9',
    ],
  ];
  for (const [what, content, place] of planted)
    it(`sees an address in ${what}`, async () => {
      const [first, ...others] = await said(content);
      expect(first)
        .to.include(place)
        .and.match(/: looks like an e-mail address$/);
      expect(others).to.deep.equal([]);
    });

  it('sees it wherever chunks of the output end', async () => {
    const before = 'x'.repeat(1024 * 1024 - 230);
    for (const more of [0, 7, 15, 20, 21, 22, 23, 40])
      expect(await said(`${before}${'y'.repeat(more)}\n${mail('base64', base64(TEXT))}`), `${more}`).to.have.lengthOf(1);
  });

  const clean: [what: string, content: string | Uint8Array][] = [
    ['text', zip('Dear all,\n[EMAIL]\n')],
    ['a picture', zip(Buffer.from(`\x89PNG\0\0${CANARY}`, 'latin1'))],
    [
      'a document of an office program',
      zipOf([
        { name: '[Content_Types].xml', content: 'x' },
        { name: 'word/document.xml', content: TEXT },
      ]),
    ],
    ['plain mail', mail('7bit', 'x=40y.com and QUJD')],
    ['what ends a part', mail('quoted-printable', 'x').replace('--=-b--', '--=-b--\r\nx=40y.com')],
  ];
  for (const [what, content] of clean) it(`passes over ${what}`, async () => expect(await said(content)).to.deep.equal([]));

  it('says which archives it cannot look into', async () => {
    const closed = (place: string) => [`${place}: is an archive that cannot be looked into`];
    expect(await said(zipOf([{ name: 'a', content: 'x', flags: 0x801 }]))).to.deep.equal(closed('out, member 1'));
    expect(await said(zip(zip(zip(zip(TEXT)))))).to.deep.equal(closed('out, member 1, member 1, member 1'));
    expect(await said(gzipSync(TEXT).subarray(0, 30))).to.deep.equal(closed('out'));
    expect(await said(zip('x'.repeat(100)), { ...DEFAULT_LIMITS, member: 99 })).to.deep.equal(closed('out'));
  });

  it('keeps the name from outputs of a run', () => {
    for (const [name, content] of [
      ['a.zip', zip(TEXT)],
      ['a.txt.gz', gzipSync(TEXT)],
      ['a.eml', mail('base64', base64(TEXT))],
      ['b.eml', mail('quoted-printable', TEXT.replace('@', '=40'))],
    ] as const) {
      folder.file(name, content);
      const run = (...more: string[]) => folder.run(['redact', name, '-o', `out.${name}`, '--quiet', '--check-output', ...more]);
      const { code, err } = run('--categories', 'card');
      expect(err).to.match(
        /looks like an e-mail address\nsordino: ERR_RESIDUE {2}\S+: 1 place looks like personal data still; this output was not made/,
      );
      expect(code).to.equal(5);
      expect(readdirSync(folder.path)).to.not.include(`out.${name}`);
      expect(run('--policy', 'external')).to.deep.equal({ code: 0, out: '', err: '' });
    }
  });
});
