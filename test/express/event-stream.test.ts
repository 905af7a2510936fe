import { expect } from 'chai';
import fc from 'fast-check';
import { redactEvents } from '../../src/express/event-stream.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const CARD = '4111111111111111';
const redactor = toyRedactor();

/** What leaves at each write, and at the end. */
function run(chunks: readonly string[]): string[] {
  const stream = redactEvents(redactor, 2 ** 20, {});
  return [...chunks.map((chunk) => stream.write(chunk)), stream.end()];
}

describe('redactEvents', () => {
  it('gives the same however the events are cut', () => {
    const piece = fc.constantFrom('\n', '\r', '\r\n', '\r\n\r\n', '\n\n', 'data: x', `data: ${CARD}`);
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat(40)), (pieces, cuts) => {
        const text = pieces.join('');
        const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
        const chunks = at.slice(1).map((end, i) => text.slice(at[i], end));
        expect(run(chunks).join('')).to.equal(text.replaceAll(CARD, '[CARD]'));
      }),
    );
  });

  it('gives an event as soon as it is whole, also when its end is cut', () => {
    for (const end of ['\n\n', '\r\r', '\r\n\r\n'])
      for (let cut = 1; cut < end.length; cut++)
        expect(run([`data: ${CARD}${end.slice(0, cut)}`, end.slice(cut), 'data: x'])).to.deep.equal([
          '',
          `data: [CARD]${end}`,
          '',
          'data: x',
        ]);
  });

  it('takes no longer for an event that comes in small pieces', () => {
    const started = performance.now();
    const chunks = Array<string>(25_000).fill('data: 36 units of text in a line ..\n');
    expect(run(chunks).join('')).to.have.length(25_000 * 36);
    // Looking at all that is held for each piece takes half a minute.
    expect(performance.now() - started).to.be.below(2000);
  });
});
