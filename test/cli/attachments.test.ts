import { expect } from 'chai';
import PostalMime from 'postal-mime';
import { CommandFolder, without } from '../support/cli.ts';
import { docxOf, paragraph, pdfOf, shownAt, wordXml } from '../support/documents.ts';
import { attached, mailWith } from '../support/mail.ts';
import { membersOf } from '../support/archives.ts';
import { zipOf } from '../support/zip.ts';

const NOTE = 'attachments replaced by their text, redacted';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** No number in it is whole on one line, in one run, or in one piece. */
const PDF = pdfOf({
  pages: [
    shownAt(72, 700, 'to anna.lind@exam-') + shownAt(72, 686, 'ple.com, card 4111 1111') + shownAt(72, 672, '1111 1111'),
    shownAt(72, 700, 'bye'),
  ],
});
const DOCX = docxOf({ 'word/document.xml': wordXml(paragraph('card 41', '11 1111', ' 1111 1111') + paragraph('Zyxa Qwertson asked')) });
const CANARY = /lind|qwertson|4111 ?1111 ?1111/i;

/** Texts of the parts, decoded by another reader. */
async function textsOf(mail: string): Promise<string[]> {
  const { text = '', attachments } = await PostalMime.parse(mail, { attachmentEncoding: 'utf8' });
  return [text, ...attachments.map(({ content }) => String(content))];
}

describe('cli, with documents', function () {
  this.timeout(60_000);
  let folder: CommandFolder;

  beforeEach(() => {
    folder = new CommandFolder();
  });

  afterEach(() => folder.remove());

  it('puts their text in the place of attachments, and hides in it what the message tells', async () => {
    const mail = mailWith(
      attached('application/pdf', 'a.pdf', PDF),
      attached(WORD, 'b.docx', DOCX),
      attached('application/octet-stream', 'c.PDF', PDF),
    );
    const { code, out, err } = folder.run(['redact', '--policy', 'external', folder.file('m.eml', mail)]);
    expect(code).to.equal(0);
    const all = (await textsOf(out)).join('\n');
    expect(all).not.to.match(CANARY);
    expect(all)
      .to.include(`[ATTACHMENT application/pdf, ${PDF.length} bytes]\n\nto [EMAIL], card 411111******1111\n`)
      .and.to.include('bye')
      .and.to.include(`[ATTACHMENT ${WORD}, ${DOCX.length} bytes]\n\ncard 411111******1111\n[NAME] asked`);
    expect(out).not.to.match(/name="|filename/);
    expect(err).to.include(`3  ${NOTE}`);
  });

  it('does so in archives, and in mailboxes', async () => {
    const zip = zipOf([
      { name: 'in/a.pdf', content: PDF },
      { name: 'b.docx', content: DOCX },
      {
        name: 'm.mbox',
        content: `From a Thu Jan  1 00:00:00 2026\n${mailWith(attached('application/pdf', 'a.pdf', PDF)).replaceAll('\r\n', '\n')}\n`,
      },
    ]);
    const { code, err } = folder.run(['redact', '--policy', 'external', folder.file('in.zip', zip), '-o', folder.at('out.zip')]);
    expect(code).to.equal(0);
    const { readFileSync } = await import('node:fs');
    const members = await membersOf(readFileSync(folder.at('out.zip')));
    expect(members['in/a.pdf']).to.equal(`[ATTACHMENT application/pdf, ${PDF.length} bytes]\n\nto [EMAIL], card 411111******1111\nbye\n`);
    expect(members['b.docx']).to.match(/\]\n\ncard 411111\*{6}1111\n/);
    const [, inMail] = await textsOf(members['m.mbox'].replace(/^From .*\n/, ''));
    expect(members['m.mbox'] + inMail).not.to.match(CANARY);
    expect(err).to.include(`3  ${NOTE}`);
  });

  it('keeps to the policy, by type', () => {
    const mail = folder.file('m.eml', mailWith(attached('application/pdf', 'a.pdf', PDF), attached(WORD, 'b.docx', DOCX)));
    const stubs = folder.run(['redact', '--attachments', 'stub', mail]);
    expect(stubs.out).to.match(/\[ATTACHMENT application\/pdf, \d+ bytes\]/);
    expect(stubs.err).not.to.include(NOTE);
    const one = folder.run(['redact', '--attachments', `application/pdf=extract,*=drop`, mail]);
    expect(one.err).to.include(`1  ${NOTE}`).and.to.include('1  attachments dropped');
    const image = folder.run([
      'redact',
      '--attachments',
      '*=extract',
      folder.file('i.eml', mailWith(attached('image/png', 'a.png', Buffer.from('\x89PNG')))),
    ]);
    expect(image.out).to.include('[ATTACHMENT image/png, 5 bytes]');
    expect(image.err).to.include('documents replaced by a line with their type and size: no text can be taken out of files of their type');
    const short = folder.run(['redact', '--archive-limits', 'pages=1', mail]);
    expect(short.err).to.include('they have more pages than --archive-limits pages allows').and.to.include(`1  ${NOTE}`);
  });

  it('takes no text that is not to be examined', () => {
    const mail = folder.file('m.eml', mailWith(attached('application/pdf', 'a.pdf', PDF)));
    const { out } = folder.run(['redact', '--fields', 'Subject', mail]);
    expect(out).to.match(/\[ATTACHMENT application\/pdf, \d+ bytes\]/);
  });

  it('does the same with workers', () => {
    const mail = folder.file('m.eml', mailWith(attached('application/pdf', 'a.pdf', PDF)));
    expect(folder.run(['redact', '--workers', '2', mail]).out).to.equal(folder.run(['redact', mail]).out);
  });

  it('leaves a stub where a document cannot be read, or the package for it is missing, and says why', () => {
    const broken = folder.file(
      'm.eml',
      mailWith(attached('application/pdf', 'a.pdf', PDF.subarray(0, 40)), attached(WORD, 'b.docx', DOCX.subarray(0, 400))),
    );
    const { code, out, err } = folder.run(['redact', broken]);
    expect(code).to.equal(0);
    expect(out.match(/\[ATTACHMENT [^\]]*\]/g)).to.have.length(2);
    expect(err).to.include('2  documents replaced by a line with their type and size: they cannot be read');
    const mail = folder.file('n.eml', mailWith(attached('application/pdf', 'a.pdf', PDF)));
    const missing = folder.run(['redact', mail], { env: without('unpdf') });
    expect(missing.out).to.include(`[ATTACHMENT application/pdf, ${PDF.length} bytes]`);
    expect(missing.err).to.include('npm install unpdf');
  });

  it('finds what is in them', () => {
    const { out } = folder.run(['find', '--json', folder.file('m.eml', mailWith(attached('application/pdf', 'a.pdf', PDF)))]);
    const found = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { path: string; rule: string });
    expect(found.filter(({ path }) => path === '$.parts[1].body').map(({ rule }) => rule)).to.include('card/pan');
  });
});
