import { expect } from 'chai';
import { createRedactor } from '../src/redactor.ts';
import { chatMessages, type GeneratedMessage, logMessages } from './support/generate.ts';
import { HOSTILE, hostileText } from './support/hostile.ts';

const redactor = createRedactor({ policy: 'external', regions: ['SE', 'NL', 'LV', 'DE', 'GB', 'US'] });

describe('hostile texts', () => {
  for (const family of HOSTILE)
    it(`${family.name}: ends, throws nothing and grows within bounds`, () => {
      const text = hostileText(family, 2000);
      const { text: out, degraded } = redactor.redact(text);
      expect(degraded).to.equal(false);
      expect(out.length).to.be.at.most(20 * text.length);
    });
});

describe('messages with nothing personal in them', () => {
  /** Share that comes back unchanged, or with nothing changed but what the `external` policy changes on purpose. */
  const kept = (messages: readonly GeneratedMessage[]): number => {
    const clean = messages.filter((message) => message.clean);
    const same = clean.filter(({ text }) =>
      redactor.find(text).every(({ category }) => category === 'order' || category === 'contact-time'),
    );
    return (100 * same.length) / clean.length;
  };
  it('stay as they are in at least 99 % of chat', () => expect(kept(chatMessages({ units: 200_000, seed: 7 }))).to.be.at.least(99)).timeout(
    60_000,
  );
  it('stay as they are in at least 99 % of pasted logs', () =>
    expect(kept(logMessages({ units: 400_000, seed: 8 }))).to.be.at.least(99)).timeout(60_000);
});
