import { expect } from 'chai';
import { eml, mbox } from '../../src/formats/mail.ts';
import { sniff } from '../../src/formats/sniff.ts';
import { fixturesOf } from '../support/format-properties.ts';

const formatOf = (text: string | Uint8Array, name = '') => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const sniffed = sniff(bytes, true, name);
  return 'format' in sniffed ? sniffed.format : undefined;
};

describe('formats/mail', () => {
  for (const { name, bytes } of fixturesOf('eml'))
    it(`is recognised from its content: ${name}`, () => expect(formatOf(bytes)).to.equal('eml'));
  for (const { name, bytes } of fixturesOf('mbox'))
    it(`is recognised from its content: ${name}`, () => expect(formatOf(bytes)).to.equal('mbox'));

  it('is recognised from a beginning that is cut anywhere behind two headers', () => {
    const head = `Return-Path: <a@example.com>\r\nReceived: from x\r\n by y\r\nX-Long: ${'x'.repeat(300)}`;
    for (let length = 60; length <= head.length; length++)
      expect(eml.looksLike(Buffer.from(head.slice(0, length)), false), `${length}`).to.equal(true);
  });

  it('is not seen where it is not', () => {
    for (const text of [
      'Subject: notes\n\nonly one header that mail has\n',
      'HTTP/1.1 200 OK\nDate: Tue\nServer: x\n\n',
      'From: Anna\nTo: Bo\nSee you at five\n',
      'From what I know\nFrom: a\nTo: b\n',
      'From,To,Subject\na,b,c\n',
      '2026-11-03 10:00 From: a To: b\n',
      '',
    ]) {
      expect(eml.looksLike(Buffer.from(text), true), text).to.equal(false);
      expect(mbox.looksLike(Buffer.from(text), true), text).to.equal(false);
    }
  });

  it('counts by its name where the content says nothing', () => {
    expect(formatOf('just text\n', 'message.eml')).to.equal('eml');
    expect(formatOf('just text\n', 'box.mbox')).to.equal('mbox');
  });
});
