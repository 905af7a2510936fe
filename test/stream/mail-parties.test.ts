import { expect } from 'chai';
import { namesPeople, partiesIn } from '../../src/stream/mail-parties.ts';

describe('stream/mail-parties', () => {
  it('reads mailboxes, quoted names, comments and groups', () => {
    expect(partiesIn('From', 'Anna Quist <anna@example.com>')).to.deep.equal([
      { role: 'from', name: 'Anna Quist', email: 'anna@example.com' },
    ]);
    expect(partiesIn('To', '"Ek, Bo" <bo@example.org>, c@example.net (Carl Alm);d@example.net')).to.deep.equal([
      { role: 'to', name: 'Bo Ek', email: 'bo@example.org' },
      { role: 'to', name: 'Carl Alm', email: 'c@example.net' },
      { role: 'to', email: 'd@example.net' },
    ]);
    expect(partiesIn('Cc', '"bo@example.org" <bo@example.org>')).to.deep.equal([{ role: 'cc', email: 'bo@example.org' }]);
    expect(partiesIn('Cc', '')).to.deep.equal([]);
  });

  it('knows which headers name people', () => {
    expect(['From', 'REPLY-TO', 'Subject', 'Received'].map(namesPeople)).to.deep.equal([true, true, false, false]);
  });

  it('takes time in proportion to the length', () => {
    const started = performance.now();
    for (const unit of ['<', '>', '"', ',', 'a@b,', '(', '\\']) partiesIn('To', unit.repeat(300_000));
    expect(performance.now() - started).to.be.lessThan(5000);
  });
});
