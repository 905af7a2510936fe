import { expect } from 'chai';
import { clean } from './redact.mjs';

// 4111 1111 1111 1111 is a published test card.
describe('examples/first-steps', () => {
  it('keeps the first six and the last four digits of a card', () => {
    expect(clean('my card is 4111 1111 1111 1111, thanks')).to.deep.equal({
      text: 'my card is 411111******1111, thanks',
      hidden: [{ category: 'card', start: 11, end: 30 }],
      degraded: false,
    });
  });

  it('leaves a message without personal data as it is', () => {
    const message = 'It stopped after the update and says error 0x80070643.';
    expect(clean(message)).to.deep.equal({ text: message, hidden: [], degraded: false });
  });
});
