import { expect } from 'chai';
import { ipV6 } from '../../src/detect/ip-v6.ts';
import { detectorRunner } from '../support/run-detector.ts';

const find = detectorRunner(ipV6, { options: { kept: ['2001:db8::53'] } });
const texts = (text: string) => find(text).map((one) => one.text);
const signals = (text: string) => find(text).flatMap((one) => one.signals);

describe('ip-v6', () => {
  it('takes the forms of RFC 4291, 2.2', () => {
    for (const address of [
      'ABCD:EF01:2345:6789:ABCD:EF01:2345:6789',
      '2001:DB8:0:0:8:800:200C:417A',
      '2001:DB8::8:800:200C:417A',
      '0:0:0:0:0:0:13.1.68.3',
      '::13.1.68.3',
      '0:0:0:0:0:FFFF:129.144.52.38',
      '::FFFF:129.144.52.38',
      '1:2:3:4:5:6:7::',
    ])
      expect(texts(`x ${address} x`), address).to.deep.equal([address]);
  });
  it('takes zone (RFC 4007) and prefix length', () => {
    expect(texts('fe80::1%eth0, 2001:db8::/32 2001:db8::/129')).to.deep.equal(['fe80::1%eth0', '2001:db8::/32', '2001:db8::']);
    expect(find('fe80::1%eth0')[0].value).to.equal('fe80::1');
    expect(texts('fe80::1234%1%3%4')).to.deep.equal([]);
  });
  it('leaves brackets and ports outside', () => {
    expect(texts('[2001:db8::1]:443')).to.deep.equal(['2001:db8::1']);
    expect(signals('http://[2001:db8::1]/')).to.deep.equal(['bracketed']);
  });
  it('takes exactly eight groups, or fewer and one double colon', () =>
    expect(texts('1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 2001::db8::1 2001:db8:0:1:1:1:1::1 ::: :::1')).to.deep.equal([]));
  it('takes no times, hardware addresses, ratios or names of programs', () =>
    expect(texts('12:34:56 00:00:5e:00:53:01 50:06:01:60:3b:a0:11:22 1:2:3:4 std::ab A::B banana:: ::banana x::12345')).to.deep.equal([]));
  it('reads past a label that touches it', () => {
    expect(texts('address:2001:db8::1')).to.deep.equal(['2001:db8::1']);
    expect(texts('"ip":"2001:db8::1"')).to.deep.equal(['2001:db8::1']);
    expect(texts(':1:1:1::2')).to.deep.equal([]);
  });
  it('rejects a dotted tail with a part above 255', () => expect(texts('::ffff:256.0.0.1')).to.deep.equal([]));
  it('tells few digits', () => {
    expect(signals('x 1:2::8 x')).to.deep.equal(['short']);
    expect(signals('x fe80::1 x')).to.deep.equal([]);
    expect(signals('1:2::8')).to.deep.equal(['alone', 'short']);
  });
  it("keeps nobody's", () => {
    for (const text of ['::', '::1', '0:0:0:0:0:0:0:1', 'ff02::1', '2001:db8::53'])
      expect(signals(`x ${text} x`), text).to.deep.equal(['kept']);
  });
  it('leaves what a mask left over', () => expect(texts('********2001:db8::1')).to.deep.equal([]));
});
