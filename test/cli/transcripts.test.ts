import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { root } from '../support/repository.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const call = join(root, 'test/formats/fixtures/transcripts/transcribe.json');

describe('cli: transcripts, captions and chats', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sordino-test-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const sordino = (...args: string[]) => spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', cwd: folder });

  it('writes what to mute in the recording', () => {
    const { status, stderr } = sordino('redact', call, '-o', 'out.json', '--mute', 'mute.json');
    expect(status, stderr).to.equal(0);
    expect(stderr).to.contain('read as transcript');
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).to.contain('"transcript":"My card is 411111******1111, thanks."');
    expect(JSON.parse(readFileSync(join(folder, 'mute.json'), 'utf8'))).to.deep.equal({
      file: call,
      RedactedTimestamps: [{ BeginOffsetMillis: 950, EndOffsetMillis: 4650 }],
      filter: "volume=enable='between(t,0.95,4.65)':volume=0",
    });
  });

  it('says so when there is nothing to mute in', () => {
    writeFileSync(join(folder, 'a.txt'), 'hello\n');
    const { status, stderr } = sordino('redact', 'a.txt', '--mute', 'mute2.json');
    expect(status).to.equal(2);
    expect(stderr).to.contain('--mute needs transcripts of calls');
    expect(sordino('redact', call, '--mute', call).status).to.equal(1);
  });

  it('takes captions, chats, HTML and Markdown for what they are', () => {
    for (const [name, text, format, expected] of [
      ['a.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Zyx Qwerty>hi</v>\n', 'vtt, 1 cue', '<v [NAME]>hi</v>'],
      ['a.srt', '1\n00:00:01,000 --> 00:00:02,000\nmail anna@example.com\n', 'srt, 1 cue', 'mail [EMAIL]'],
      ['chat.txt', '12/03/2022, 14:08 - Zyx Qwerty: hi\n', 'whatsapp, 1 message', '14:08 - [NAME]: hi'],
      ['a.html', '<!DOCTYPE html><p>anna<b>@example.com</b>', 'html, 1 document', '<p>[EMAIL]<b></b>'],
      ['a.md', 'anna\\_b@example.com\n', 'markdown, 1 document', '[EMAIL]\n'],
    ] as const) {
      writeFileSync(join(folder, name), text);
      const { status, stdout, stderr } = sordino('redact', name);
      expect(status, stderr).to.equal(0);
      expect(stderr).to.contain(`read as ${format}`);
      expect(stdout).to.contain(expected);
    }
    const { stdout } = sordino('find', '--json', 'a.vtt');
    expect(JSON.parse(stdout)).to.include({ record: 1, path: '$[0].speaker', category: 'person', start: 0, end: 10 });
    expect(sordino('redact', '--fields', '[].text', 'a.vtt').stdout).to.contain('<v Zyx Qwerty>hi</v>');
    expect(sordino('redact', '--fields', 'text', 'a.md').status).to.equal(2);
  });
});
