import { expect } from 'chai';
import { extractText } from '../../../src/cli/extract/extract-text.ts';
import { REASON } from '../../../src/cli/extract/no-text.ts';
import { pdfText } from '../../../src/cli/extract/pdf-text.ts';
import { docxOf, paragraph, pdfOf, shownAt, wordXml } from '../../support/documents.ts';
import { zipOf } from '../../support/zip.ts';

const CARD = '4111 1111 1111 1111';
const PAGES = 10;

function textOf(bytes: Uint8Array): string {
  const extracted = extractText(bytes, PAGES);
  return 'text' in extracted ? extracted.text : `no text: ${extracted.reason}`;
}

function pageOf(...operators: readonly string[]): string {
  return textOf(pdfOf({ pages: [operators.join('')] }));
}

describe('cli/extract, of PDF', function () {
  this.timeout(60_000);

  it('gives the text of all pages, packed or not', () => {
    const pages = [shownAt(72, 700, 'page one') + shownAt(72, 686, 'and more'), shownAt(72, 700, `card ${CARD}`)];
    for (const packed of [false, true]) expect(textOf(pdfOf({ pages, packed }))).to.equal(`page one\nand more\ncard ${CARD}`);
  });

  it('joins what programs place sign by sign', () => {
    const signs = [...CARD].map((sign, i) => shownAt(72 + i * 6.7, 700, sign));
    expect(pageOf(...signs)).to.equal(CARD);
    expect(pageOf('BT /F1 12 Tf 72 700 Td [(41) -20 (11) 30 (1) (111) 10 (1) -10 (1111) (111)] TJ ET')).to.equal('4111111111111111');
    expect(pageOf(shownAt(72, 700, '4111 11'), shownAt(113, 700, '11 1111 1111'))).to.equal(CARD);
  });

  it('reads a line from left to right, in whatever order its signs were drawn', () => {
    const signs = [...CARD].map((sign, i) => shownAt(72 + i * 6.7, 700, sign));
    expect(pageOf(...signs.reverse())).to.equal(CARD);
  });

  it('gives columns as they are drawn, and words that are cut at the end of a line as one', () => {
    const columns = [
      shownAt(72, 700, 'left anna.lind@exam-'),
      shownAt(72, 686, 'ple.com'),
      shownAt(320, 700, 'right'),
      shownAt(320, 686, 'two'),
    ];
    expect(pageOf(...columns)).to.equal('left anna.lind@example.com\nright\ntwo');
  });

  it('says why there is no text', () => {
    expect(pageOf('0 0 m 10 10 l S')).to.equal(`no text: ${REASON.empty}`);
    const pages = Array.from({ length: PAGES + 1 }, () => shownAt(72, 700, CARD));
    expect(textOf(pdfOf({ pages }))).to.equal(`no text: ${REASON.pages}`);
    expect(textOf(pdfOf({ pages: [shownAt(72, 700, CARD)], encrypted: true }))).to.equal(`no text: ${REASON.encrypted}`);
    expect(textOf(Buffer.from('%PDF-1.7 4111'))).to.equal(`no text: ${REASON.damaged}`);
    expect(textOf(Buffer.from('GIF89a'))).to.equal(`no text: ${REASON.type}`);
    expect(textOf(new Uint8Array(0))).to.equal(`no text: ${REASON.type}`);
  });

  it('gives text or a reason wherever a file breaks off', () => {
    const whole = pdfOf({ pages: [shownAt(72, 700, CARD)] });
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 12))
      expect(textOf(whole.subarray(0, length)), `${length} bytes`).to.match(/^(?:no text: |4111 )/);
  });

  it('ends what takes too long or too much memory', () => {
    const bomb = pdfOf({ pages: [Buffer.alloc(400 * 1024 * 1024, 'q Q ')], packed: true });
    expect(bomb.length).to.be.below(2 * 1024 * 1024);
    const given = performance.now();
    expect(() => pdfText(bomb, { pages: PAGES, units: 1000, seconds: 3 })).to.throw(/^(?:time|memory)$/);
    expect(() => pdfText(pdfOf({ pages: [shownAt(72, 700, CARD)] }), { pages: PAGES, units: 1000, megabytes: 40 })).to.throw(/^memory$/);
    expect(performance.now() - given).to.be.below(10_000);
    const pages = Array.from({ length: 5 }, () => shownAt(72, 700, 'a word '.repeat(10)));
    expect(() => pdfText(pdfOf({ pages }), { pages: PAGES, units: 200 })).to.throw(/^large$/);
  });
});

describe('cli/extract, of Word and PowerPoint', () => {
  it('gives paragraphs, tables, headers, notes and comments', () => {
    const table = `<w:tbl><w:tr><w:tc>${paragraph('a')}</w:tc><w:tc>${paragraph('b')}</w:tc></w:tr></w:tbl>`;
    const text = textOf(
      docxOf({
        'word/comments.xml': wordXml(paragraph('comment')),
        'word/header1.xml': wordXml(paragraph('header')),
        'word/document.xml': wordXml(
          `${paragraph('one ', 'two')}<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>x</w:t><w:tab/><w:t>y</w:t><w:br/><w:t>z</w:t></w:r></w:p>${table}`,
        ),
        'word/styles.xml': wordXml(paragraph('not this')),
      }),
    );
    expect(text).to.equal('one two\nx\ty\nz\na\tb\n\nheader\n\ncomment');
  });

  it('joins the runs of a number, reads references and CDATA, and leaves out what is deleted or there twice', () => {
    const body = [
      paragraph('41', '11 1111', ' 1111 1111'),
      paragraph('anna&#46;lind&#x40;example.com &amp; co'),
      '<w:p><w:r><w:t><![CDATA[a<b]]></w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><!-- no --></w:p>',
      '<w:p><mc:AlternateContent><mc:Choice><w:t>once</w:t></mc:Choice><mc:Fallback><w:t>twice</w:t></mc:Fallback></mc:AlternateContent></w:p>',
    ];
    expect(textOf(docxOf({ 'word/document.xml': wordXml(body.join('')) }))).to.equal(`${CARD}\nanna.lind@example.com & co\na<b\nonce`);
  });

  it('gives slides in their order', () => {
    const slide = (text: string) => `<p:sld xmlns:a="a" xmlns:p="p"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
    const slides = Object.fromEntries([10, 2, 1].map((number) => [`ppt/slides/slide${number}.xml`, slide(`slide ${number}`)]));
    expect(textOf(docxOf(slides))).to.equal('slide 1\n\nslide 2\n\nslide 10');
  });

  it('says why there is no text', () => {
    const broken = (xml: string) => textOf(docxOf({ 'word/document.xml': xml }));
    for (const xml of [
      wordXml('<w:p><w:r><w:t>4111</w:p>'),
      wordXml(paragraph('&card;')),
      wordXml(paragraph('&#0;')),
      wordXml(paragraph('4111')).replace('UTF-8', 'ISO-8859-1'),
      `<!DOCTYPE x [<!ENTITY a "4111">]>${wordXml(paragraph('&a;'))}`,
      wordXml(paragraph('4111')).slice(0, -5),
      wordXml(paragraph('\ufffd')),
    ])
      expect(broken(xml)).to.equal(`no text: ${REASON.damaged}`);
    expect(broken(wordXml(''))).to.equal(`no text: ${REASON.empty}`);
    expect(textOf(docxOf({ 'xl/workbook.xml': '<x/>' }))).to.equal(`no text: ${REASON.type}`);
    const member = { name: 'word/document.xml', content: wordXml(paragraph(CARD)) };
    expect(textOf(zipOf([{ ...member, flags: 0x801 }]))).to.equal(`no text: ${REASON.encrypted}`);
    for (const wrong of [{ crc: 1 }, { size: 10 }, { size: 100_000 }, { method: 14 }, { start: 1 }])
      expect(textOf(zipOf([{ ...member, ...wrong }]))).to.equal(`no text: ${REASON.damaged}`);
  });

  it('refuses what unpacks to too much', () => {
    const bomb = docxOf({ 'word/document.xml': wordXml(paragraph(' '.repeat(40 * 1024 * 1024))) });
    expect(bomb.length).to.be.below(100_000);
    expect(textOf(bomb)).to.equal(`no text: ${REASON.large}`);
    const long = docxOf({ 'word/document.xml': wordXml(paragraph('word '.repeat(1024 * 1024))) });
    expect(textOf(long)).to.equal(`no text: ${REASON.large}`);
  });

  it('gives text or a reason wherever a file breaks off', () => {
    const whole = docxOf({ 'word/document.xml': wordXml(paragraph(CARD)) });
    for (let length = 0; length < whole.length; length++)
      expect(textOf(whole.subarray(0, length)), `${length} bytes`).to.match(/^no text: /);
  });
});
