import { expect } from 'chai';
import { srt as srtFormat, vtt as vttFormat } from '../../src/formats/captions.ts';
import type { JoinedFormat } from '../../src/formats/format.ts';
import { createRedactor } from '../../src/redactor.ts';
import { JoinedRedaction } from '../../src/stream/joined-redaction.ts';
import { type MakeRedaction, promisesOf, promisesOfAnything, runFormat } from '../support/joined-properties.ts';

const captions =
  ({ scanner }: JoinedFormat): MakeRedaction =>
  (redactor, watch) =>
    new JoinedRedaction(redactor, scanner, { watch });
const vtt = captions(vttFormat);
const srt = captions(srtFormat);

/** As Teams writes them. */
const TEAMS = `WEBVTT

0f0ad9a0-11aa-4a0b-8bb0-123456789012/15-0
00:00:03.139 --> 00:00:05.300
<v Anna Berg>Hi, secret1 here &amp; there.</v>

0f0ad9a0-11aa-4a0b-8bb0-123456789012/15-1
00:00:05.300 --> 00:00:09.000 align:start
<v Bo Ek>My card is 4111 1111</v>

0f0ad9a0-11aa-4a0b-8bb0-123456789012/15-2
00:00:09.000 --> 00:00:11.000
<v Bo Ek>1111 1111 sec<b>ret</b>23</v>
`;

/** As Zoom writes them. */
const ZOOM = `WEBVTT\r
\r
1\r
00:00:01.000 --> 00:00:03.000\r
Zyx Qwerty: hello secret1\r
\r
2\r
00:00:03.000 --> 00:00:05.000\r
xX_99: call +46 70 174\r
\r
3\r
00:00:05.000 --> 00:00:07.000\r
xX_99: 06 05 please\r
`;

const ODD = `\ufeffWEBVTT - secret1\nKind: captions\nLanguage: en\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\nSTYLE\n::cue(v[voice="secret2"]) { color: #123456 }\n/* secret3\nsecret13 */ a[b='secret14']\n\nREGION\nid:fred\nwidth:40%\n\nNOTE secret4\nsecret5 \u00e5\n\nsecret6\n00:01.000 --> 00:02.000 region:fred line:0 secret7\n- one secret8\n- <c.loud>two</c> <00:00:01.500>secret9 <secret10@x>\n\nnot a cue secret11\n\n00:01.000 -> 00:02.000\nG\u00f6ran secret12`;

const LATIN = Buffer.from(
  '1\n00:00:01,000 --> 00:00:02,000\nG\xf6ran secret1 \xff\n\n2\n00:00:02,000 --> 00:00:03,000\nsecret2 \xe5',
  'latin1',
);

const SUBRIP = `1
00:00:01,000 --> 00:00:04,000 X1:40 X2:600
{\\an8}<i>one sec</i>ret1
<font color="#991234">two</font>

2
00:00:04,000 --> 00:00:05,000
secret2

0701740605
00:00:05,000 --> 00:00:06,000
secret3

secret4 after an empty line
`;

describe('stream: captions', () => {
  describe('WebVTT', () => promisesOf(vtt, { TEAMS, ZOOM, ODD, empty: '', 'header only': 'WEBVTT', 'no captions': 'hello secret1 you' }));
  describe('SubRip', () => promisesOf(srt, { SUBRIP, LATIN, 'a bare cue': '00:00:01,000 --> 00:00:02,000\nsecret1' }));

  const marks = [
    'WEBVTT\n\n',
    '\n\n',
    '00:01.000 --> 00:02.000\n',
    '1\n00:00:01,000 --> 00:00:02,000\n',
    '<v Anna>',
    '</v>',
    '<i>',
    'NOTE ',
    'STYLE\n',
    'REGION\n',
    '/*',
    '*/',
    'Zyx: ',
    '-->',
    '<',
    '>',
  ];
  describe('WebVTT', () => promisesOfAnything(vtt, marks));
  describe('SubRip', () => promisesOfAnything(srt, marks));

  const real = createRedactor();

  it('hides speakers, also those that no list knows, and values over several cues', () => {
    expect(runFormat(vtt, TEAMS, real).text).to.equal(
      TEAMS.replace('Anna Berg', '[NAME]')
        .replaceAll('Bo Ek', '[NAME]')
        .replace('4111 1111', '411111******1111')
        .replace('1111 1111 ', ' '),
    );
    expect(runFormat(vtt, ZOOM, real).text).to.equal(
      ZOOM.replace('Zyx Qwerty', '[NAME]').replaceAll('xX_99', '[NAME]').replace('+46 70 174', '[PHONE]').replace('06 05 ', ' '),
    );
  });

  it('hides who speaks by the id of a cue, as Webex writes it', () => {
    const text = (name: string) => `WEBVTT\n\n1 "${name}" (3456789)\n00:00:03.139 --> 00:00:05.300\nHi\n\n`;
    expect(runFormat(vtt, text('Zorvax Kett'), real).text).to.equal(text('[NAME]'));
    expect(runFormat(vtt, text('Agent'), real).text).to.equal(text('Agent'));
  });

  it('examines notes, ids, styles and what is not quite as it should be, and leaves timing lines and tags', () => {
    const { text, records } = runFormat(vtt, ODD);
    expect(text).to.equal(ODD.replace(/secret\d+/g, '[S]'));
    expect(records).to.equal(1);
    expect(runFormat(srt, SUBRIP, real).text).to.equal(SUBRIP.replace('0701740605', '[PHONE]'));
  });

  it('puts a replacement into the first piece and takes the rest away', () => {
    expect(runFormat(srt, SUBRIP).text).to.contain('<i>one [S]</i>\n');
  });

  it('tells labels from speakers', () => {
    const cues = (...lines: string[]) => lines.map((line, i) => `${i + 1}\n00:00:0${i},000 --> 00:00:0${i + 1},000\n${line}\n`).join('\n');
    const labels = cues('so what is it', 'Question: how do you pay', 'with a card', 'it says', 'and then', 'yes');
    expect(runFormat(srt, labels, real).text).to.equal(labels);
    const twice = cues('hello', 'Zyx: hi', 'there', 'and', 'so', 'Zyx: yes', 'Agent: no', 'Agent: ok');
    expect(runFormat(srt, twice, real).text).to.equal(twice.replaceAll('Zyx', '[NAME]'));
  });

  it('reads the value behind a label where most lines begin with a name', () => {
    const text = `${ZOOM}\r\n4\r\n00:00:07.000 --> 00:00:09.000\r\nPIN: 4711\r\n`;
    const { text: now, found } = runFormat(vtt, text, real);
    expect(now).to.match(/^\[NAME\]: \[\w+\]\r$/m);
    expect(now).not.to.contain('4711');
    expect(found.filter((place) => place.startsWith('$[3]'))).to.deep.equal(['$[3].speaker 0-3', '$[3].text 0-4']);
  });

  it('hides voices that a style names, and leaves the rest of it', () => {
    const style = (voice: string) =>
      `WEBVTT\n\nSTYLE\n::cue(v[voice="${voice}"]) { color: #123456; font: 12px "Open Sans"; background: rgba(16,20,0,0.5) }\n`;
    expect(runFormat(vtt, style('Zyx Qwerty'), real).text).to.equal(style('[NAME]'));
  });

  it('writes references where the captions have them', () => {
    const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\nmail anna&#64;example.com, a &lt; b';
    expect(runFormat(vtt, text, real).text).to.equal(text.replace('anna&#64;example.com', '[EMAIL]'));
  });

  it('examines a line of any length', () => {
    const word = 'secret12 \u00e5\ud83d\ude00 ';
    const text = `1\n00:00:01,000 --> 00:00:02,000\n${word.repeat(20_000)}`;
    for (const sizes of [[], [4096], [70_001]]) {
      const { bytes, found } = runFormat(srt, text, undefined, sizes);
      expect(bytes.toString() === text.replaceAll('secret12', '[S]'), `${sizes}`).to.equal(true);
      expect(found.length).to.equal(20_000);
    }
  });
});
