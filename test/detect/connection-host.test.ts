import { expect } from 'chai';
import { connectionHost } from '../../src/detect/connection-host.ts';
import { detectorRunner } from '../support/run-detector.ts';

const find = detectorRunner(connectionHost, { options: { schemes: ['postgres', 'redis'], nobody: ['localhost'] } });
const texts = (text: string) => find(text).map((one) => one.text);

describe('connection-host', () => {
  it('takes the host behind a login, whatever signs the password has', () => {
    expect(texts('postgres://app:q1@b!c@db-lager-02:5432/shop')).to.deep.equal(['db-lager-02']);
    expect(texts('X="postgres://app:q1@db3.lager.example/shop"')).to.deep.equal(['db3.lager.example']);
  });
  it('takes the host without a login', () => expect(texts('redis://cache-01')).to.deep.equal(['cache-01']));
  it("takes no pages, no addresses, no names of what runs there and nobody's", () =>
    expect(texts('https://cache-01/ redis://192.0.2.1:6379 redis://db redis://localhost:6379 xredis://cache-01')).to.deep.equal([]));
});
