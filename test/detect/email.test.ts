import { expect } from 'chai';
import { email } from '../../src/detect/email.ts';
import { detectorRunner } from '../support/run-detector.ts';

const find = detectorRunner(email, { words: { ids: ['message-id'] }, options: { files: ['png'] } });
const texts = (text: string) => find(text).map((one) => one.text);
const signals = (text: string) => find(text).flatMap((one) => one.signals);

describe('email', () => {
  it('takes what RFC 5322 calls a dot-atom', () =>
    expect(texts('a.b+c@example.com, x_y-z@example.org')).to.deep.equal(['a.b+c@example.com', 'x_y-z@example.org']));
  it('takes a quoted local part, and no quote that closes something else', () => {
    expect(texts('to "a b"@example.com')).to.deep.equal(['"a b"@example.com']);
    expect(texts('{"a":"@example.com"}')).to.deep.equal([]);
    expect(texts('"   "@example.com')).to.deep.equal([]);
  });
  it('takes IP literals (RFC 5321, 4.1.3)', () => {
    expect(texts('a@[192.0.2.1] b@[IPv6:2001:db8::1] c@[example]')).to.deep.equal(['a@[192.0.2.1]', 'b@[IPv6:2001:db8::1]']);
    expect(signals('a@[192.0.2.1]')).to.deep.equal(['literal']);
  });
  it('lower-cases the domain of the value and nothing else', () =>
    expect(find('An.Na@EXAMPLE.com')[0].value).to.equal('An.Na@example.com'));
  it('ends where a top-level domain ends', () => {
    expect(texts('a@example.com.Hej')).to.deep.equal(['a@example.com']);
    expect(texts('a@example.comHej')).to.deep.equal(['a@example.com']);
    expect(texts('a@example.co.uk.')).to.deep.equal(['a@example.co.uk']);
    expect(texts('a@example.com...hej')).to.deep.equal(['a@example.com']);
  });
  it('says whether the ending is a top-level domain, or a file', () => {
    expect(signals('a@b.example')).to.deep.equal(['tld']);
    expect(signals('a@b.intranet')).to.deep.equal([]);
    expect(signals('a@2x.png')).to.deep.equal(['file']);
  });
  it('takes no numbers for an ending', () => expect(texts('a/b@20.1.0 a@3.50 a@1x')).to.deep.equal([]));
  it('keeps marks around it outside', () => {
    expect(texts("('a@example.com') <b@example.com> **c@example.com** x=d@example.com")).to.deep.equal([
      'a@example.com',
      'b@example.com',
      'c@example.com',
      'd@example.com',
    ]);
  });
  it('takes all of atext in angle brackets', () => expect(texts('<a|b=c@example.com>')).to.deep.equal(['a|b=c@example.com']));
  it('leaves what is masked', () => expect(texts('a***b@example.com a**@example.com')).to.deep.equal([]));
  it('knows a handle from a doubled sign', () => {
    expect(signals('@user@example.social')).to.include('handle');
    expect(texts('a@@example.com')).to.deep.equal(['a@@example.com']);
  });
  it('tells the ids of messages from those that hold a name', () => {
    expect(signals('Message-ID: <1234.5678@example.com>')).to.include('message-id');
    expect(signals('Message-ID: <1234.anna.berg@example.com>')).not.to.include('message-id');
  });
  it('holds the limits of RFC 5321: 64 for the local part, 253 for the domain, 63 for a label', () => {
    const a = (n: number) => 'a'.repeat(n);
    expect(texts(`${a(64)}@example.com`)).to.have.length(1);
    expect(texts(`${a(65)}@example.com`)).to.have.length(0);
    expect(texts(`x@${a(63)}.com`)).to.have.length(1);
    expect(texts(`x@${a(64)}.com`)).to.have.length(0);
    expect(texts(`x@${`${a(61)}.`.repeat(4)}com`)).to.have.length(1);
    expect(texts(`x@${`${a(62)}.`.repeat(4)}com`)).to.have.length(0);
  });
  it('is never longer than it says', () => {
    const [one] = find(`<${'|'.repeat(63)}${'a'.repeat(64)}@${`${'a'.repeat(61)}.`.repeat(4)}com>`);
    expect(one.end - one.start).to.be.within(370, email.maxLength);
  });
});
