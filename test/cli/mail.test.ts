import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { root } from '../support/repository.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const fixture = (name: string) => join(root, 'test/formats/fixtures', name);

function sordino(args: readonly string[], input: string | Uint8Array = ''): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { input });
  return { code: status, out: stdout.toString('latin1'), err: stderr.toString() };
}

describe('cli, with e-mail', function () {
  this.timeout(60_000);

  it('recognises a message, redacts it, and says what became of its attachments', () => {
    const { code, out, err } = sordino(['redact', fixture('eml/nested-alternative.eml')]);
    expect(code).to.equal(0);
    expect(out)
      .to.include('[ATTACHMENT image/png, 70 bytes]')
      .and.not.to.match(/canary|4111111111111111/);
    expect(err)
      .to.match(/read as eml, 1 message,/)
      .and.to.match(/1 {2}attachments replaced by a line with their type and size/);
  });

  it('gives every byte back when nothing is looked for and all is kept', () => {
    for (const name of ['eml/signed.eml', 'mbox/three-messages-crlf.mbox'])
      expect(sordino(['redact', '--categories', 'none', '--attachments', 'keep', fixture(name)]).out).to.equal(
        readFileSync(fixture(name), 'latin1'),
      );
  });

  it('takes a policy for attachments by type, and drops signatures', () => {
    const { out } = sordino([
      'redact',
      '--attachments',
      'image/*=drop,*=keep',
      '--signatures',
      'drop',
      fixture('eml/nested-alternative.eml'),
    ]);
    expect(out).not.to.match(/image\/png/);
    expect(sordino(['redact', '--signatures', 'drop', fixture('eml/signed.eml')]).out).not.to.match(/DKIM/);
    for (const wrong of ['image=drop', 'drpo', '*=keep,*=drop', 'image/png=maybe']) {
      const { code, err } = sordino(['redact', '--attachments', wrong, fixture('eml/signed.eml')]);
      expect(code, wrong).to.equal(2);
      expect(err).to.match(/^sordino: ERR_USAGE {2}--attachments/);
    }
  });

  it('counts messages of an mbox, and finds by message and path', () => {
    const { out } = sordino(['find', '--json', fixture('mbox/three-messages-lf.mbox')]);
    const found = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { record: number; path: string });
    expect(found.map(({ record, path }) => `${record} ${path}`)).to.include.members([
      '1 $.envelope',
      '1 $.From',
      '2 $.parts[0].body',
      '3 $.body',
    ]);
  });

  it('examines the fields named', () => {
    const { out } = sordino(['redact', '--fields', 'To', '--quiet', fixture('mbox/three-messages-lf.mbox')]);
    expect(out).to.include('To: [EMAIL]').and.to.include('the card is 4111111111111111');
  });

  it('explains a message', () => {
    expect(sordino(['explain', `${fixture('mbox/three-messages-lf.mbox')}:3`]).out).to.match(/^\$\.body {2}.*card\/pan/m);
    expect(sordino(['explain', `${fixture('mbox/three-messages-lf.mbox')}:4`]).code).to.equal(2);
  });

  it('locates what it could not read, and exits 3', () => {
    const { code, err } = sordino(
      ['redact'],
      'From: a@example.com\nSubject: x\nContent-Type: text/plain; charset=utf-7\n\n4111111111111111\n',
    );
    expect(code).to.equal(3);
    expect(err).to.match(/message 1 holds a part in a charset that cannot be read \(byte 72\); replaced by the failure marker/);
  });
});
