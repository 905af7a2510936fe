import { expect } from 'chai';
import { domainUser } from '../../src/detect/domain-user.ts';
import { handle } from '../../src/detect/handle.ts';
import { macAddress } from '../../src/detect/mac-address.ts';
import { urlSecret } from '../../src/detect/url-secret.ts';
import { createRedactor } from '../../src/redactor.ts';
import { detectorRunner } from '../support/run-detector.ts';

describe('detect: hardware addresses', () => {
  const run = detectorRunner(macAddress);
  const texts = (text: string) => run(text).map((found) => found.text);

  it('finds the three ways of writing', () => {
    expect(texts('a 00:1A:2B:3C:4D:5E b')).to.deep.equal(['00:1A:2B:3C:4D:5E']);
    expect(texts('3C-7C-3F-1A-9B-E2')).to.deep.equal(['3C-7C-3F-1A-9B-E2']);
    expect(texts('001a.2b3c.4d5e')).to.deep.equal(['001a.2b3c.4d5e']);
    expect(texts('aa:bb:cc:dd:ee:ff 00:1a:2b:3c:4d:5e')).to.deep.equal(['aa:bb:cc:dd:ee:ff', '00:1a:2b:3c:4d:5e']);
  });

  it('leaves nobody, times, longer rows and masks', () => {
    for (const text of [
      'FF:FF:FF:FF:FF:FF',
      '00-00-00-00-00-00',
      '12:34:56',
      '00:1A:2B:3C:4D:5E:6F',
      'x00:1A:2B:3C:4D:5E',
      '1234.5678.9012',
      '00:1A:2B:**:**:**',
      '2001:db8:0:0:0:0:0:1',
    ])
      expect(texts(text), text).to.deep.equal([]);
  });
});

describe('detect: accounts and shares', () => {
  it('finds accounts of a domain, and no paths or escapes without a word for them', () => {
    const run = detectorRunner(domainUser, { options: { reserved: ['hklm'] } });
    expect(run('as CORP\\adoe.').map((found) => found.text)).to.deep.equal(['CORP\\adoe']);
    expect(run('"CORP\\\\adoe"').map((found) => found.text)).to.deep.equal(['CORP\\\\adoe']);
    expect(run('PC12\\adoe').map((found) => found.text)).to.deep.equal(['adoe']);
    for (const text of ['C:\\Users', 'HKLM\\Software', 'a\\b\\c', '%TEMP%\\abc']) expect(run(text), text).to.deep.equal([]);
    expect(run('ERROR\\nfoo')[0].signals).to.include('escape');
  });

  it('finds the machine of a share', () => {
    const run = detectorRunner(domainUser, { options: { part: 'host' } });
    expect(run('\\\\nas1\\backup').map((found) => found.text)).to.deep.equal(['nas1']);
    expect(run('C:\\\\Users\\\\anna')).to.deep.equal([]);
  });
});

describe('detect: handles', () => {
  const texts = (text: string) => detectorRunner(handle)(text).map((found) => found.text);

  it('are `@` and a name, or a name, `#` and four digits', () => {
    expect(texts('hi @anna_example, bye')).to.deep.equal(['@anna_example']);
    expect(texts('@anna@mastodon.example')).to.deep.equal(['@anna@mastodon.example']);
    expect(texts('anna#0420')).to.deep.equal(['anna#0420']);
  });

  it('are no addresses, packages, times', () => {
    for (const text of ['anna@example.com', '@scope/package', '@Input()', '@ 14:00', '@1400', 'x #0420', 'anna#042'])
      expect(texts(text), text).to.deep.equal([]);
  });
});

describe('detect: secrets in addresses', () => {
  const texts = (text: string) => detectorRunner(urlSecret, { options: { kept: ['git'] } })(text).map((found) => found.text);

  it('are what stands before the host', () => {
    expect(texts('https://anna:hunter2@example.com/')).to.deep.equal(['anna:hunter2']);
    expect(texts('https://0123456789abcdef@example.com/')).to.deep.equal(['0123456789abcdef']);
  });

  it('are no `@` in a path, no short user, no literal', () => {
    for (const text of ['https://example.com/@anna', 'ssh://git@example.com', 'https://example.com/?a=b:c@d', 'anna:x@example.com'])
      expect(texts(text), text).to.deep.equal([]);
  });
});

describe('detect: bare codes', () => {
  const redactor = createRedactor({
    rules: {
      categories: [
        {
          category: 'toy',
          finds: 'toys',
          priority: 1,
          placeholder: 'TOY',
          detectors: [
            { id: 'bare', detect: 'bare-code', score: 0.5, options: { digits: 4, nothing: ['gb', 'in', 'or', 'pm', 'version'] } },
          ],
        },
      ],
      policies: [],
    },
    policy: { policy: 'all', for: 'tests', otherwise: 'remove', minScore: 0, actions: {} },
  });
  const texts = (text: string, field?: string) =>
    redactor.find(text, field === undefined ? {} : { field }).map(({ start, end }) => text.slice(start, end));

  it('are the whole message, in groups', () => {
    expect(texts('yrt 632')).to.deep.equal(['yrt 632']);
    expect(texts('f 1 c 7 t 4.')).to.deep.equal(['f 1 c 7 t 4']);
    expect(texts('sure it is g 5 h 6 j 7')).to.deep.equal(['g 5 h 6 j 7']);
    expect(texts('johnson 8876')).to.deep.equal(['8876']);
  });

  it('are no quantities, years, errors or sentences', () => {
    for (const text of [
      '16 gb',
      '1600gb',
      'in 1970',
      'version 1903',
      'johnson 1987',
      'johnson 5000',
      '0x80070005',
      'call me at 5 or 6 pm',
      '12345',
      'abc',
    ])
      expect(texts(text), text).to.deep.equal([]);
  });

  it('are not looked for in the fields of a record', () => expect(texts('yrt 632', 'colour')).to.deep.equal([]));
});
