import { expect } from 'chai';
import { ipV4 } from '../../src/detect/ip-v4.ts';
import { detectorRunner } from '../support/run-detector.ts';

const find = detectorRunner(ipV4, { words: { host: ['host'], ware: ['server'] }, options: { kept: ['9.9.9.9'], files: ['exe'] } });
const texts = (text: string) => find(text).map((one) => one.text);
const signals = (text: string) => find(text).flatMap((one) => one.signals);

describe('ip-v4', () => {
  it('takes four octets', () => expect(texts('x 192.0.2.1, 198.51.100.255.')).to.deep.equal(['192.0.2.1', '198.51.100.255']));
  it('takes no part above 255, no three and no five parts', () =>
    expect(texts('192.0.2.256 0.256.0.256 192.0.2 1.2.3.4.5 1.3.6.1.4.1.311')).to.deep.equal([]));
  it('takes zeros in front only when all octets are filled up', () => {
    expect(find('203.000.113.077')[0].value).to.equal('203.0.113.77');
    expect(texts('12.05.20.24 01.02.03.04 200.0200.200.200')).to.deep.equal([]);
  });
  it('takes a prefix length of 0 to 32', () =>
    expect(texts('192.0.2.0/24 192.0.2.0/33 192.0.2.0/-1')).to.deep.equal(['192.0.2.0/24', '192.0.2.0', '192.0.2.0']));
  it('reads defanged dots', () => {
    for (const text of ['192[.]0[.]2[.]1', '192(.)0(.)2(.)1', '192[dot]0[dot]2[dot]1', '192.0.2[.]1']) {
      expect(texts(text), text).to.deep.equal([text]);
      expect(find(text)[0].value).to.equal('192.0.2.1');
      expect(signals(text)).to.include('defanged');
    }
  });
  it('takes nothing that letters touch, but for the word IP', () => {
    expect(texts('v1.2.3.4 1.2.3.4b 1.2.3.4-beta x-1.2.3.4 1.2.3.4_x 1.2.3.4+5 1.2.3.4-1 1.2.3.4.exe v 1.2.3.4')).to.deep.equal([]);
    expect(texts('IP192.0.2.1')).to.deep.equal(['192.0.2.1']);
  });
  it('takes a range of addresses', () => expect(texts('192.0.2.1-192.0.2.9')).to.deep.equal(['192.0.2.1', '192.0.2.9']));
  it('tells where it stands', () => {
    expect(signals('see 41.2.3.4 now')).to.deep.equal([]);
    expect(signals('see 1.2.3.200 now')).to.deep.equal(['high']);
    for (const text of ['x //41.2.3.4/', 'x [41.2.3.4]', 'a@41.2.3.4', 'host 41.2.3.4', 'server 41.2.3.4', 'x 41.2.3.4:80', 'x 10.2.3.4/8'])
      expect(signals(text), text).to.deep.equal(['placed']);
    expect(signals('Agent/41.2.3.4 x')).to.deep.equal(['product']);
    expect(signals('41.2.3.4')).to.deep.equal(['alone']);
  });
  it('tells one that reads as a version, which no program places', () => {
    expect(signals('see 1.2.3.4 now')).to.deep.equal(['low']);
    expect(signals('server 1.2.3.4')).to.deep.equal(['low']);
    expect(signals('host 1.2.3.4')).to.deep.equal(['low', 'placed']);
    expect(signals('see 10.2.3.4 now')).to.deep.equal([]);
  });
  it("keeps nobody's: loopback, unspecified, multicast, broadcast, netmasks and those of the rule file (RFC 6890)", () => {
    for (const text of ['127.0.0.1', '0.0.0.0', '239.1.2.3', '255.255.255.255', '255.255.240.0', '9.9.9.9'])
      expect(signals(`x ${text} x`), text).to.deep.equal(['kept']);
    expect(signals('x 255.0.0.1 x')).to.deep.equal(['high']);
  });
});
