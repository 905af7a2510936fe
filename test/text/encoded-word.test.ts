import { expect } from 'chai';
import { createRedactor } from '../../src/index.ts';
import { readEncodedWord } from '../../src/text/encoded-word.ts';

describe('encoded words in a text', () => {
  it('are read in both encodings and their charsets', () => {
    expect(readEncodedWord('x =?UTF-8?Q?J=C3=B6rgen_Lind?= y', 2)).to.deep.equal({ text: 'J\u00f6rgen Lind', end: 30 });
    expect(readEncodedWord('=?iso-8859-1?q?J=F6rgen?=', 0)?.text).to.equal('J\u00f6rgen');
    expect(readEncodedWord('=?utf-8?B?SsO2cmdlbg==?=', 0)?.text).to.equal('J\u00f6rgen');
    expect(readEncodedWord('=?us-ascii?b?YQ?=', 0)?.text).to.equal('a');
  });

  it('are left when they cannot be read', () => {
    for (const text of ['=?utf-8?Q?a', '=?x-own?Q?a?=', '=?utf-8?X?a?=', '=?utf-8?Q?=FF?=', `=?utf-8?Q?${'a'.repeat(61)}?=`, 'a=?b'])
      expect(readEncodedWord(text, 0), text).to.equal(null);
  });

  const redactor = createRedactor({ policy: 'external' });

  it('are replaced whole', () => {
    expect(redactor.redact('From: =?UTF-8?B?amFuZS5zYW1wbGVAZXhhbXBsZS5vcmc=?= <x>').text).to.equal('From: [EMAIL] <x>');
    expect(redactor.redact('Subject: =?utf-8?Q?invoice_for_october?= sent').text).to.equal('Subject: =?utf-8?Q?invoice_for_october?= sent');
  });

  it('let nothing out where more than one value stands in one', () => {
    const { text } = redactor.redact('To: =?utf-8?Q?anna=40example.com,_bo=40example.com?= yes');
    expect(text).to.match(/^To: (?:\[EMAIL\])+ yes$/);
  });

  it('come to the same in a stream', () => {
    const text = 'header To: =?utf-8?Q?anna=40example.com?= and =?utf-8?Q?it_works?= again';
    for (let cut = 1; cut < text.length; cut++) {
      const stream = redactor.stream();
      expect(stream.write(text.slice(0, cut)) + stream.write(text.slice(cut)) + stream.end()).to.equal(redactor.redact(text).text);
    }
  });
});
