import { expect } from 'chai';
import fc from 'fast-check';
import { redactEvents } from '../../src/express/event-stream.ts';
import { createRedactor } from '../../src/redactor.ts';
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
    for (const end of ['\n\n', '\r\r', '\r\n\r\n', '\n\r\n', '\r\n\n'])
      for (let cut = 1; cut < end.length; cut++) {
        const [first, second, ...others] = run([`data: ${CARD}${end.slice(0, cut)}`, end.slice(cut), 'data: x']);
        expect([first + second, ...others]).to.deep.equal([`data: [CARD]${end}`, '', 'data: x']);
        // A blank line that may have been cut is a blank line.
        expect(first).to.equal(/\r\r$|\n\r$/.test(end.slice(0, cut)) ? `data: [CARD]${end.slice(0, cut)}` : '');
      }
  });

  it('gives comments at once where no event has begun', () => {
    const chunks = [':ok\n', `: ${CARD}\r`, '\n', 'data: x\n', ':ok\n', '\n', ':'];
    expect(run(chunks)).to.deep.equal([':ok\n', ': [CARD]\r', '\n', '', '', 'data: x\n:ok\n\n', '', ':']);
  });

  it('reads the data of an event as one text, and writes it in lines', () => {
    const real = createRedactor({ policy: 'external' });
    const redacted = (event: string) => {
      const stream = redactEvents(real, 2 ** 20, {});
      return stream.write(event) + stream.end();
    };
    const events: [event: string, redacted: string][] = [
      ['data: password:\ndata: hunter2zz\n\n', 'data: password:\ndata: [SECRET]\n\n'],
      ['data: 4111 1111\ndata: 1111 1111\n\n', 'data: 411111******1111\n\n'],
      [
        'event: note\r\ndata:a\r\ndata:  4111 1111\r\nid: 7\r\ndata: 1111 1111\r\n\r\n',
        'event: note\r\ndata: a\r\ndata:  411111******1111\r\nid: 7\r\n\r\n',
      ],
      ['data\ndata: anna@example.com', 'data: \ndata: [EMAIL]'],
      ['data:hello\ndata: you\n\n', 'data:hello\ndata: you\n\n'],
      ['id: anna@example.com\ndata: x\n\n', 'id: [EMAIL]\ndata: x\n\n'],
    ];
    for (const [event, expected] of events) expect(redacted(event)).to.equal(expected);
  });

  it('reads JSON by its fields', () => {
    expect(
      run([
        'data: {"pin": "1234",\ndata: "note": "1234", "mail": "a\\u0040example.com"}\n\n',
        'data: [{"pin": 1234}]\n\n',
        'data: {pin: 1234}\n\n',
      ]),
    ).to.deep.equal([
      'data: {"pin": "[SECRET]",\ndata: "note": "1234", "mail": "[EMAIL]"}\n\n',
      'data: [{"pin": "[SECRET]"}]\n\n',
      'data: {pin: 1234}\n\n',
      '',
    ]);
  });

  it('loses no line of a replacement', () => {
    const wordy = { ...redactor, redact: () => ({ text: 'one\ntwo', findings: [], degraded: false }) };
    const stream = redactEvents(wordy, 2 ** 20, {});
    expect(stream.write('data: x\n\n') + stream.write('data: y') + stream.end()).to.equal('data: one\ndata: two\n\ndata: one\ndata: two');
  });

  it('takes no longer for an event that comes in small pieces', () => {
    const started = performance.now();
    const chunks = Array<string>(25_000).fill('data: 36 units of text in a line ..\n');
    expect(run(chunks).join('')).to.have.length(25_000 * 36);
    // Looking at all that is held for each piece takes half a minute.
    expect(performance.now() - started).to.be.below(2000);
  });
});
