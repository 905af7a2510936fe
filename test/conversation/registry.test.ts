import { expect } from 'chai';
import { conversations } from '../../src/conversation/registry.ts';
import { createRedactor } from '../../src/redactor.ts';

const redactor = createRedactor({ policy: 'external' });

describe('conversations by key', () => {
  it('are the same for the same key, until they are closed', () => {
    const open = conversations(redactor);
    const first = open.of('a');
    expect(open.of('a')).to.equal(first);
    expect(open.of('b')).to.not.equal(first);
    open.close('a');
    expect(open.of('a')).to.not.equal(first);
    expect(open.size).to.equal(2);
  });

  it('make room by the one that was silent longest', () => {
    const open = conversations(redactor, { max: 2 });
    const a = open.of('a');
    const b = open.of('b');
    open.of('a');
    open.of('c');
    expect(open.size).to.equal(2);
    expect(open.of('a')).to.equal(a);
    expect(open.of('b')).to.not.equal(b);
  });

  it('are forgotten when they were silent too long', () => {
    let time = 0;
    const open = conversations(redactor, { maxAge: 10, now: () => time });
    const a = open.of('a');
    time = 9;
    expect(open.of('a')).to.equal(a);
    time = 18;
    expect(open.of('a')).to.equal(a);
    time = 28;
    expect(open.of('a')).to.not.equal(a);
    time = 40;
    open.of('b');
    expect(open.size).to.equal(1);
  });

  it('may be 100 000 at once', function () {
    this.timeout(60_000);
    const open = conversations(redactor);
    for (let i = 0; i < 100_010; i++) open.of(String(i), { parties: [{ role: 'requester', name: 'Anna Quist' }] });
    expect(open.size).to.equal(100_000);
    expect(open.of('100009').redact('Quist').text).to.equal('[NAME]');
  });

  it('keep no more text than they may, over 100 000 keys', () => {
    const kept = 10_000;
    const { find, redact, redactTexts, redactValue } = redactor.conversation();
    const open = conversations({ conversation: () => ({ find, redact, redactTexts, redactValue, kept }) }, { maxKept: 1_000_000 });
    for (let i = 0; i < 100_000; i++) {
      open.of(String(i));
      expect(open.size * kept).to.be.at.most(1_000_000 + 2 * kept);
    }
    expect(open.size * kept).to.be.at.least(1_000_000 - kept);
  });

  it('count what one keeps when it has grown, and no longer when it is closed', () => {
    const open = conversations(redactor, { maxKept: 50 });
    const a = open.of('a');
    a.redact('x'.repeat(40));
    expect(a.kept).to.equal(40);
    const b = open.of('b');
    b.redact('x'.repeat(40));
    expect(open.of('b')).to.equal(b);
    open.of('c');
    expect(open.size).to.equal(2);
    open.close('b');
    open.of('d').redact('x'.repeat(40));
    expect(open.size).to.equal(2);
    open.of('e');
    expect(open.size).to.equal(3);
  });

  it('want bounds that are bounds', () => {
    for (const options of [{ max: 0 }, { max: 1.5 }, { maxKept: -1 }, { maxKept: Number.NaN }, { maxAge: 10 }, { maxAge: 0, now: () => 0 }])
      expect(() => conversations(redactor, options))
        .to.throw()
        .with.property('code', 'ERR_OPTION_INVALID');
  });
});
