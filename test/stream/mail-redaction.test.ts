import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { createRedactor } from '../../src/redactor.ts';
import { MailRedaction } from '../../src/stream/mail-redaction.ts';
import { CHUNKS, fixturesOf } from '../support/format-properties.ts';
import { message, runMail } from '../support/mail.ts';
import { root } from '../support/repository.ts';
import { secretRedactor } from '../support/secret-redactor.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const none = createRedactor({ categories: [] });
const toy = toyRedactor();
const everything = { attachments: { '*': 'keep' } } as const;
const fixtures = [
  ...fixturesOf('eml').map((fixture) => ({ ...fixture, mbox: false })),
  ...fixturesOf('mbox').map((fixture) => ({ ...fixture, mbox: true })),
];
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Headers and parts of a multipart. */
function parts(type: string, ...bodies: readonly string[][]): string {
  const lines = ['From: a@example.com', 'Subject: parts', `Content-Type: ${type}; boundary=b`, ''];
  return message([...lines, ...bodies.flatMap((body) => ['--b', ...body]), '--b--']);
}

describe('stream/mail-redaction', () => {
  for (const { name, bytes, mbox } of fixtures)
    it(`gives every byte back when nothing is found: ${name}`, () => {
      for (const cuts of [[], ...CHUNKS]) {
        const outcome = runMail(bytes, none, { mbox, ...everything }, cuts);
        expect(outcome.bytes.equals(bytes), `${cuts}`).to.equal(true);
        expect([...outcome.failed, ...outcome.degraded, ...outcome.found]).to.deep.equal([]);
      }
    });

  for (const { name, bytes, mbox } of fixtures)
    it(`redacts the same however it is cut, and a second time nothing: ${name}`, () => {
      const whole = runMail(bytes, toy, { mbox });
      expect(whole.found.length).to.be.greaterThan(0);
      expect(whole.failed).to.deep.equal([]);
      for (const cuts of CHUNKS) expect(runMail(bytes, toy, { mbox }, cuts), `${cuts}`).to.deep.equal(whole);
      const again = runMail(whole.bytes, toy, { mbox });
      expect(again.bytes.equals(whole.bytes)).to.equal(true);
      expect(again.found).to.deep.equal([]);
    });

  it('holds no more of very many empty parts than of long ones', () => {
    const redaction = new MailRedaction(toy, { mbox: false, maxHeld: 1 << 20 });
    let [given, read] = [0, 0];
    for (let i = 0; i < 12; i++) {
      const bytes = Buffer.from(i === 0 ? 'Content-Type: multipart/mixed; boundary=b\n\n' : '--b\n'.repeat(10_000));
      for (const part of redaction.write(bytes)) given += part.length;
      read += bytes.length;
      expect(read - given).to.be.lessThan(200_000);
    }
    for (const part of redaction.end()) given += part.length;
    expect(given).to.equal(read);
  });

  it('reads the references of XML', () => {
    const mail = message(['Content-Type: text/xml', '', '<sms body="anna&#64;example.com"/>']);
    expect(runMail(mail, createRedactor()).text).to.include('<sms body="[EMAIL]"/>');
  });

  it('loses no byte and throws at nothing, whatever is done to a message', () => {
    const scrap = fc.constantFrom(
      '',
      '\r\n',
      '\n\n',
      '--b\r\n',
      '=?utf-8?Q?',
      '?=',
      '=\r\n',
      '"',
      ';',
      '\0',
      "''",
      ' ',
      'Content-Type: message/rfc822\r\n\r\n',
    );
    const damage = fc.array(fc.tuple(fc.nat({ max: 4000 }), fc.nat({ max: 40 }), scrap), { minLength: 1, maxLength: 4 });
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), damage, fc.integer({ min: 1, max: 9 }), ({ bytes, mbox }, damages, size) => {
        let text = Buffer.from(bytes).toString('latin1');
        for (const [at, length, scraps] of damages)
          text = text.slice(0, at % text.length) + scraps + text.slice((at % text.length) + length);
        const damaged = Buffer.from(text, 'latin1');
        expect(runMail(damaged, toy, { mbox }, [size])).to.deep.equal(runMail(damaged, toy, { mbox }));
        const same = runMail(damaged, none, { mbox, ...everything });
        if (same.failed.length + same.degraded.length > 0) return;
        read++;
        expect(same.bytes.equals(damaged)).to.equal(true);
      }),
      { numRuns: 400 },
    );
    expect(read).to.be.greaterThan(100);
  });

  it('changes the characters of findings and nothing else', () => {
    const at = (name: string) => readFileSync(join(root, 'test/formats/fixtures/eml', name), 'latin1');
    const text = at('soft-break-in-an-address.eml');
    const expected = text
      .replaceAll('anna.canary@example.com', '[EMAIL]')
      .replaceAll(/bo@example.org|help@example.net/g, '[EMAIL]')
      .replace('<4F1B2C3D.8E@mx.example.org>', '<1@[EMAIL]>')
      .replace('anna.canary@exam=\nple.com', '[EMAIL]')
      .replace('41111111=\n11111111', '[CARD]')
      .replace(/4111111=\n111=31=\n11=\n11=31/, '[CARD]')
      .replace('anna.canary=40example.com', '[EMAIL]');
    expect(runMail(text, toy).text).to.equal(expected);
  });

  it('hides in one alternative what is found in another, however it is written there', () => {
    const redactor = secretRedactor();
    const found = /Quist 4711/;
    const picky = {
      ...redactor,
      // Found where a label stands before it only.
      redact(text: string) {
        const at = text.indexOf('name: Quist 4711');
        if (at < 0) return { text, findings: [], degraded: false };
        const finding = { category: 'person', type: 'x', start: at + 6, end: at + 16, score: 1, rule: 'person/x', action: 'remove' };
        return { text: text.replace(found, '[NAME]'), findings: [finding], degraded: false };
      },
    };
    const mail = parts(
      'multipart/alternative',
      ['Content-Type: text/plain', '', 'My name: Quist 4711.', '> Quist', '> Quist 47112'],
      ['Content-Type: text/html', '', '<td title="Quist 4711">name</td><td>Qu<b>ist&nbsp;</b><br> 4711</td><p>Quist 4711</p>'],
    );
    const outcome = runMail(mail.replace('Subject: parts', 'Subject: Quist 4711'), picky);
    expect(outcome.text).to.include('Subject: [NAME]\r\n');
    expect(outcome.text).to.include('My name: [NAME].\r\n> Quist\r\n> Quist 47112');
    expect(outcome.text).to.include('<td title="[NAME]">name</td><td>[NAME]<b></b><br></td><p>[NAME]</p>');
    expect(outcome.found).to.have.length(5);
  });

  it('looks for short values in the other alternatives only', () => {
    const redactor = { ...secretRedactor(), redact: pin };
    function pin(text: string) {
      const at = text.indexOf('pin 417');
      const finding = { category: 'secret', type: 'x', start: at + 4, end: at + 7, score: 1, rule: 'secret/x', action: 'remove' };
      return at < 0
        ? { text, findings: [], degraded: false }
        : { text: text.replace('417', '[PIN]'), findings: [finding], degraded: false };
    }
    const mail = parts('multipart/alternative', ['', 'pin 417'], ['Content-Type: text/html', '', '<td>pin<td>417']).replace(
      'Subject: parts',
      'Subject: 417',
    );
    const { text } = runMail(mail, redactor);
    expect(text).to.include('\r\npin [PIN]\r\n').and.to.include('<td>pin<td>[PIN]').and.to.include('Subject: 417');
  });

  it('looks everywhere for the people whom the headers name', () => {
    const redactor = createRedactor({ policy: 'external' });
    const { text } = runMail(
      message(['From: "Quist, Anna" <anna@example.com>', 'To: Bo Ek <bo@example.org>', '', 'hej bo, mvh anna']),
      redactor,
    );
    expect(text).to.match(/hej \[NAME\], mvh \[NAME\]/);
  });

  it('tells messages apart that address each other', () => {
    const { text } = runMail(readFileSync(join(root, 'test/formats/fixtures/mbox/three-messages-lf.mbox')), toy, { mbox: true });
    expect(text.match(/^(?:Message-ID|In-Reply-To|References): .*$/gm)).to.deep.equal([
      'Message-ID: <1@[EMAIL]>',
      'Message-ID: <2@[EMAIL]>',
      'In-Reply-To: <1@[EMAIL]>',
      'References: <1@[EMAIL]>',
    ]);
  });

  describe('attachments', () => {
    const image = [
      'Content-Type: image/png; name="canary1.png"',
      'Content-Disposition: attachment; filename=canary2.png',
      'Content-Description: canary3',
      'Content-Transfer-Encoding: base64',
      '',
      base64('\x89PNG canary4'),
    ];
    const mail = parts('multipart/mixed', ['', 'text'], image, ['', 'more']);

    it('become a line that says what was there and how much, and not how it was called', () => {
      const { text, notes } = runMail(mail, none);
      expect(text).to.equal(
        parts(
          'multipart/mixed',
          ['', 'text'],
          [
            'Content-Type: text/plain; charset=us-ascii',
            'Content-Disposition: inline',
            'Content-Transfer-Encoding: 7bit',
            '',
            '[ATTACHMENT image/png, 13 bytes]',
          ],
          ['', 'more'],
        ),
      );
      expect(notes).to.deep.equal(['attachments replaced by a line with their type and size']);
    });

    it('are kept, dropped or examined where the policy says so, by type', () => {
      expect(runMail(mail, none, everything).text).to.equal(mail);
      expect(runMail(mail, none, { attachments: { 'image/*': 'drop' } }).text).to.equal(
        parts('multipart/mixed', ['', 'text'], ['', 'more']),
      );
      expect(runMail(mail, toy, { attachments: { '*': 'drop', 'image/*': 'stub', 'image/png': 'keep' } }).text).to.include(
        base64('\x89PNG canary4'),
      );
      const scanned = runMail(mail, toy, { attachments: { '*': 'scan' } });
      expect(Buffer.from(/\r\n\r\n(wo.*)\r\n/.exec(scanned.text)?.[1] ?? '', 'base64').toString()).to.equal('\x89PNG [CANARY]');
      expect(runMail(mail.replace(base64('\x89PNG canary4'), 'AAAA'), toy, { attachments: { '*': 'scan' } }).failed[0]).to.match(
        / binary$/,
      );
    });

    it('are text where type or name say so', () => {
      for (const type of [
        'text/csv',
        'application/json',
        'application/vnd.api+json',
        'image/svg+xml',
        'application/octet-stream; name=a.LOG',
        'message/delivery-status',
      ])
        expect(runMail(parts('multipart/mixed', [`Content-Type: ${type}`, '', 'canary1']), toy).text, type).to.include(
          '\r\n\r\n[CANARY]\r\n',
        );
      for (const type of ['text/rtf', 'application/octet-stream', 'application/pdf', 'message/partial', 'application/ms-tnef'])
        expect(runMail(parts('multipart/mixed', [`Content-Type: ${type}`, '', 'canary1']), toy).text, type).to.include('[ATTACHMENT ');
    });

    it('become the text of documents, in lines that end no part and no message', () => {
      const text = '--b\nFrom canary1\n\u00e5\n.\ncanary2\n';
      for (const newline of ['\n', '\r\n'])
        for (const encoding of [[], ['Content-Transfer-Encoding: 8bit']]) {
          const mail = parts(
            'multipart/mixed',
            ['Content-Type: application/pdf; name=canary3', ...encoding, '', '%PDF canary4'],
            ['', 'behind'],
          );
          const box = `From a 10:00\n${mail}\r\nFrom b 10:00\n${mail}`.replaceAll('\r\n', newline);
          const out = runMail(box, toy, { mbox: true, extract: (bytes) => ({ text: `${bytes.length}\n${text}` }) });
          expect(out.records).to.equal(2);
          expect(out.text).not.to.match(/canary/);
          const [, head, body] = /--b\r?\n(Content-Type: [\s\S]*?)\r?\n\r?\n([^-]*)\r?\n--b/.exec(out.text) ?? [];
          expect(head.split(newline)).to.deep.equal(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64']);
          const hidden = text.replaceAll(/canary\d/g, '[CANARY]');
          expect(Buffer.from(body, 'base64').toString()).to.equal(`[ATTACHMENT application/pdf, 12 bytes]\n\n12\n${hidden}\n`);
          expect(out.notes).to.deep.equal(Array.from({ length: 2 }, () => 'attachments replaced by their text, redacted'));
        }
    });

    it('become stubs where their text is not to be had, and say why', () => {
      const mail = (content: string, encoding = '7bit') =>
        parts('multipart/mixed', ['Content-Type: application/pdf', `Content-Transfer-Encoding: ${encoding}`, '', content]);
      const extract = () => ({ reason: 'nobody knows' });
      for (const [one, reason] of [
        [mail('x'), 'nobody knows'],
        [mail('x', 'x-uuencode'), 'their transfer encoding cannot be read'],
        [mail('canary1', 'base64').replace('canary1', 'it is canary1'), 'their transfer encoding cannot be read'],
        [mail('x'.repeat(50 * 1024 * 1024)), 'they are too large'],
      ]) {
        const { text, notes } = runMail(one, toy, { extract }, [1 << 20]);
        expect(text)
          .to.include('Content-Type: text/plain; charset=us-ascii')
          .and.to.match(/\r\n\[ATTACHMENT application\/pdf, \d+ bytes\]\r\n--b/)
          .and.not.to.include('canary');
        expect(notes).to.deep.equal([`documents replaced by a line with their type and size: ${reason}`]);
      }
      expect(runMail(mail('x'), toy, { extract, selects: (path) => path === '$.Subject' }).notes).to.deep.equal([
        'attachments replaced by a line with their type and size',
      ]);
    });

    it('show no type that somebody made up', () => {
      const { text } = runMail(parts('multipart/mixed', ['Content-Type: application/canary1', '', 'x']), toy);
      expect(text).to.include('[ATTACHMENT application/octet-stream, 1 bytes]');
    });

    it('end as the message did', () => {
      const alone = 'Subject: x\nContent-Type: application/pdf\n\nxyz\n';
      expect(runMail(alone, none).text).to.equal(
        'Subject: x\nContent-Type: text/plain; charset=us-ascii\n\n[ATTACHMENT application/pdf, 4 bytes]\n',
      );
      const box = `From a 10:00\n${alone}\nFrom b 10:00\n${alone}`;
      expect(runMail(runMail(box, none, { mbox: true }).bytes, none, { mbox: true }).records).to.equal(2);
    });
  });

  describe('what cannot be read', () => {
    const MARKED = '\r\n\r\n[REDACTION_FAILED]\r\n--b--\r\n';
    const broken: Record<string, [problem: string, ...part: string[]]> = {
      'base64 with something behind it': ['encoding', 'Content-Transfer-Encoding: base64', '', base64('canary1'), '_____', 'a list'],
      'an unknown encoding': ['encoding', 'Content-Transfer-Encoding: x-uuencode', '', 'canary1'],
      'a charset that is none': ['charset', 'Content-Type: text/plain; charset=utf-7', '', 'canary1'],
      'zeros in a text': ['binary', 'Content-Transfer-Encoding: base64', '', base64('canary1\0')],
      'zeros as they are': ['binary', 'Content-Transfer-Encoding: 8bit', '', 'canary1\0'],
      'an encoding that is said in two ways': [
        'syntax',
        'Content-Transfer-Encoding: 7bit',
        'content-transfer-encoding: base64',
        '',
        base64('canary1'),
      ],
      'words that are said to be base64': ['encoding', 'Content-Transfer-Encoding: base64', '', 'it is canary1'],
      'an encoding behind a semicolon': ['encoding', 'Content-Transfer-Encoding: ; base64', '', base64('canary1')],
      'UTF-16 in lines': [
        'charset',
        'Content-Type: text/plain; charset=utf-16',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'c=00a=00',
        'canary1',
      ],
      'a boundary that is said in two ways': [
        'syntax',
        'Content-Type: multipart/mixed; boundary=c; boundary=d',
        '',
        '--c',
        '',
        base64('canary1'),
      ],
      'a multipart without a boundary': ['syntax', 'Content-Type: multipart/mixed', '', '--c', '', 'canary1'],
    };
    for (const [name, [problem, ...part]] of Object.entries(broken))
      it(`becomes the marker, counted and located: ${name}`, () => {
        const mail = parts('multipart/mixed', ['', 'before'], part);
        const { text, failed } = runMail(mail, toy);
        expect(text)
          .to.include(MARKED)
          .and.not.to.match(/canary|Y2FuYXJ5/);
        expect(text.toLowerCase()).not.to.match(/encoding: (?!7bit)/);
        const body = mail.indexOf('\r\n\r\n', mail.lastIndexOf('--b\r\n')) + 4;
        expect(failed).to.deep.equal([`1 @${body} ${problem}`]);
      });

    it('is a text that the redactor cannot get through', () => {
      const { text, degraded } = runMail(
        parts('multipart/mixed', ['Content-Transfer-Encoding: base64', '', base64('boom')], ['X-Y: murky', '', 'fine']),
        secretRedactor(),
      );
      expect(text)
        .to.include(`\r\n\r\n${base64('[REDACTION_FAILED]')}\r\n`)
        .and.to.include('X-Y:[REDACTION_FAILED]\r\n\r\nfine');
      expect(degraded).to.deep.equal(['1 $.parts[0].body', '1 $.parts[1]["X-Y"]']);
    });

    it('is what is encoded within plain text', () => {
      const bounce = [
        'Subject: x',
        '',
        'copy:',
        'Content-Transfer-Encoding: base64',
        'X: y',
        '',
        base64('canary1'),
        base64('canary2'),
        '--x--',
        'begin 644 a',
        '#86)C',
        '`',
        'end',
        'ok',
      ];
      const { text, degraded } = runMail(message(bounce), toy);
      expect(text).to.equal(
        message([
          'Subject: x',
          '',
          'copy:',
          'Content-Transfer-Encoding: base64',
          'X: y',
          '',
          '[REDACTION_FAILED]',
          '--x--',
          '[REDACTION_FAILED]',
          'ok',
        ]),
      );
      expect(degraded).to.have.length(2);
    });

    it('is a body without the empty line before it, where it is encoded', () => {
      const { text } = runMail(message(['Subject: x', 'Content-Transfer-Encoding: base64', base64('canary1')]), toy);
      expect(text).to.equal(message(['Subject: x', 'Content-Transfer-Encoding: base64', '[REDACTION_FAILED]']));
    });

    it('is a file name in parts of which one is missing or there twice, and a header with zero bytes', () => {
      const { text, degraded } = runMail(
        message(['Content-Disposition: x; filename*0=a; filename*0=canary1', 'Subject: can\0ary1', '', 'x']),
        toy,
      );
      expect(text).to.equal(
        message([
          'Content-Disposition: x; filename*0=[REDACTION_FAILED]; filename*0=[REDACTION_FAILED]',
          'Subject:[REDACTION_FAILED]',
          '',
          'x',
        ]),
      );
      expect(degraded).to.have.length(3);
    });

    it('is what nests too deep, and headers without end', () => {
      const deep = `${'Content-Type: message/rfc822\n\n'.repeat(60)}Subject: x\n\ncanary1`;
      expect(runMail(deep, toy))
        .to.include.keys('failed')
        .and.to.have.property('text')
        .that.does.not.match(/canary/);
      const endless = `Subject: x\n${'X: canary1\n'.repeat(200_000)}`;
      for (const cuts of [[], [65_536]]) {
        const { text, failed } = runMail(endless, toy, {}, cuts);
        expect(text).to.equal('\n[REDACTION_FAILED]\n');
        expect(failed).to.deep.equal(['1 @0 token-length']);
      }
    });
  });

  describe('with the rules that come along', () => {
    const external = createRedactor({ policy: 'external' });
    const redacted = (text: string) => runMail(text, external, { mbox: false, ...everything }).bytes.toString();

    it('leaves names of headers that only look like somebody', () => {
      const names = ['X-MS-Has-Attach', 'X-GM-THRID', 'X-MS-TNEF-Correlator', 'X-Gm-Message-State', 'X-SES-Outgoing', 'X-SG-EID'];
      const mail = message([...names.map((name) => `${name}: yes`), '', 'a']);
      expect(redacted(mail)).to.equal(mail);
      expect(redacted(message(['X-Card-4111111111111111: yes', '', 'a']))).to.equal(message(['X-Redacted: yes', '', 'a']));
      expect(redacted(message(['X-0701740615: yes', '', 'a']))).to.equal(message(['X-Redacted: yes', '', 'a']));
    });

    it('writes no tag of the HTML into the plain text', () => {
      const lines = ['Mvh', 'Anna Lindqvist', 'Storgatan 12, 114 55 Stockholm'];
      const mail = parts(
        'multipart/alternative',
        ['Content-Type: text/plain', '', ...lines],
        ['Content-Type: text/html', '', `<p>${lines.join('<br>')}</p>`],
      );
      const [, plain, html] = redacted(mail).split('--b');
      expect(plain).to.include('[ADDRESS]').and.not.include('<br>').and.not.include('Lindqvist');
      expect(html).to.include('<br>').and.not.include('Lindqvist');
    });

    it('takes what an earlier run wrote for nobody', () => {
      const mail = message(['From: [NAME] <[EMAIL]>', 'To: [EMAIL]', 'Reply-To: [EMAIL], [EMAIL]', '', 'to [EMAIL]']);
      expect(redacted(mail)).to.equal(mail);
    });

    it('leaves links to parts whose Content-ID stays', () => {
      const mail = (id: string) =>
        parts(
          'multipart/related',
          ['Content-Type: text/html', '', `<img src="cid:${id}"> [cid:image001.png@01DA7ABC.12345670]`],
          ['Content-Type: image/png', `Content-ID: <${id}>`, '', 'x'],
        );
      expect(redacted(mail('ii_x@example.com')))
        .to.include('"cid:ii_x@example.com"')
        .and.include('[cid:image001.png@01DA7ABC.12345670]');
      expect(redacted(mail('anna.lind@example.com'))).to.not.include('anna');
    });
  });

  it('hides what stands in boundaries, in all lines that bear them, and in names of headers', () => {
    const mail = message(['X-canary1: x', 'Content-Type: multipart/mixed; boundary="canary2"', '', '--canary2', '', 'a', '--canary2--']);
    expect(runMail(mail, toy).text).to.equal(
      message(['X-Redacted: x', 'Content-Type: multipart/mixed; boundary="=_1_="', '', '--=_1_=', '', 'a', '--=_1_=--']),
    );
  });

  it('says when signatures no longer hold, and takes them out when asked to', () => {
    const signed = readFileSync(join(root, 'test/formats/fixtures/eml/signed.eml'));
    expect(runMail(signed, toy).notes).to.include('messages whose signatures no longer hold');
    expect(runMail(signed, none, everything).notes).to.deep.equal(['attachments kept unexamined']);
    const { text, notes } = runMail(signed, none, { ...everything, signatures: 'drop' });
    expect(text).not.to.match(/DKIM|smime|bh=/);
    expect(text).to.match(/\r\n--s\r\nContent-Type: text\/plain\r\n\r\nSigned: 4111111111111111\r\n--s--\r\n$/);
    expect(notes).to.include('messages whose signatures were taken out');
  });

  it('examines the chosen paths only', () => {
    const mail = parts('multipart/mixed', ['X: canary1', '', 'canary2'], ['', 'canary3']);
    const { text } = runMail(mail, toy, { selects: (path) => path === '$.parts[0].body' || path === '$.Subject' });
    expect(text).to.equal(mail.replace('canary2', '[CANARY]'));
  });

  it('takes time in proportion to the length', () => {
    const head = 'From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n';
    const inputs = [
      '--b\n\n',
      '--b\nContent-Type: message/rfc822\n\n',
      'a@example.com ',
      '\n',
      '--b\nA: =?utf-8?Q?x?=\n',
      'begin 644 a\n',
      'content-transfer-encoding: base64\n\nQUFB\n',
    ];
    const started = performance.now();
    for (const unit of inputs) runMail(head + unit.repeat(Math.ceil(300_000 / unit.length)), toy, {}, [65_536]);
    // More parts than fit on a stack.
    expect(runMail(head + '--b\n\n'.repeat(150_000), none).text).to.have.length(head.length + 750_000);
    // Headers that come in small pieces are not read again with each.
    runMail(`${'To: a@example.com\n'.repeat(20_000)}\nx`, none, {}, [16]);
    expect(performance.now() - started).to.be.lessThan(30_000);
  });

  describe('messages too large to hold', () => {
    const text = ['Content-Type: text/plain', '', 'canary1 '.repeat(40)];
    const large = [
      'Content-Type: application/zip',
      'Content-Transfer-Encoding: base64',
      '',
      ...Array<string>(3000).fill(base64('x'.repeat(57))),
    ];
    const mail = parts('multipart/mixed', text, large, ['', 'canary2'], text);

    it('are examined in stretches, the same ones however they are cut', () => {
      for (const options of [{ maxHeld: 2000 }, { maxHeld: 2000, ...everything }]) {
        const whole = runMail(mail, toy, options);
        expect(whole.failed).to.deep.equal([]);
        expect(whole.text).to.equal(runMail(mail, toy, { ...options, maxHeld: 1 << 20 }).text);
        for (const cuts of [[1000], [4096], [65_537, 1]]) expect(runMail(mail, toy, options, cuts), `${cuts}`).to.deep.equal(whole);
      }
    });

    it('lose texts that are too large themselves', () => {
      const { text: now, failed } = runMail(mail, toy, { maxHeld: 300 }, [777]);
      expect(failed.map((one) => one.replace(/@\d+/, '@'))).to.deep.equal(['1 @ token-length', '1 @ token-length']);
      expect(now).to.include('\r\n[REDACTION_FAILED]\r\n--b\r\n').and.to.include('\r\n[CANARY]\r\n');
    });

    it('are not kept once they are given out', () => {
      const redaction = new MailRedaction(toy, { mbox: false, maxHeld: 4000, ...everything });
      const chunk = Buffer.alloc(1 << 16, 'QUFB');
      let out = 0;
      for (let i = 0; i <= 200; i++)
        for (const part of redaction.write(i === 0 ? Buffer.from(mail.slice(0, 5000)) : chunk)) out += part.length;
      expect(5000 + 200 * chunk.length - out).to.be.lessThan(1 << 20);
    });
  });
});
