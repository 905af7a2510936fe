import { expect } from 'chai';
import { ip } from '../../src/validate/ip.ts';

describe('ip', () => {
  it('takes four decimal parts and the forms of RFC 4291', () => {
    for (const address of ['192.0.2.1', '2001:db8::1', '::', '::ffff:192.0.2.1']) expect(ip(address), address).to.equal(true);
  });
  it('takes no short, octal or hexadecimal form', () => {
    for (const address of ['192.0.2', '0x7f.1', '3221225985', '2001::db8::1', '1:2:3:4:5:6:7', ''])
      expect(ip(address), address).to.equal(false);
  });
});
