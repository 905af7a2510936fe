import { expect } from 'chai';
import fc from 'fast-check';
import { createRedactor } from '../../src/redactor.ts';
import { cardNumber, cutAt, cutText, longCutText, supportText } from '../support/arbitraries.ts';

const RUNS = Number(process.env.SORDINO_RUNS ?? 10_000);
const redactor = createRedactor({ policy: 'external', regions: ['SE', 'NL', 'LV', 'DE', 'GB', 'US'] });

describe('promises', function () {
  this.timeout(600_000);

  it('any cut of a stream gives the text of the whole', () => {
    fc.assert(
      fc.property(cutText, ([text, cuts]) => {
        const stream = redactor.stream();
        let out = '';
        for (const part of cutAt(text, cuts)) out += stream.write(part);
        out += stream.end();
        expect(out).to.equal(redactor.redact(text).text);
      }),
      { numRuns: RUNS },
    );
  });

  for (const format of ['text', 'html'] as const)
    it(`any cut of a stream gives the text of the whole, much longer than what it holds back: ${format}`, () => {
      let longest = 0;
      fc.assert(
        fc.property(longCutText, ([text, cuts]) => {
          const stream = redactor.stream({ format });
          let out = '';
          for (const part of cutAt(text, cuts)) {
            out += stream.write(part);
            longest = Math.max(longest, out.length);
          }
          out += stream.end();
          expect(out).to.equal(redactor.redact(text, { format }).text);
        }),
        { numRuns: Math.ceil(RUNS / 50) },
      );
      expect(longest, 'given out before the end').to.be.greaterThan(2 * redactor.info.holdBack);
    });

  it('redacting twice changes nothing more', () => {
    fc.assert(
      fc.property(supportText, (text) => {
        const once = redactor.redact(text).text;
        expect(redactor.redact(once).text).to.equal(once);
      }),
      { numRuns: RUNS },
    );
  });

  it('what is no finding stays as it is', () => {
    fc.assert(
      fc.property(supportText, (text) => {
        const { text: out, findings } = redactor.redact(text);
        let at = 0;
        let from = 0;
        for (const finding of findings) {
          const between = text.slice(from, finding.start);
          const found = out.indexOf(between, at);
          expect(found, 'text between findings').to.equal(at);
          at += between.length;
          from = finding.end;
          // The replacement ends where the text after the finding begins.
          const next = findings.find((f) => f.start >= finding.end);
          const rest = text.slice(from, next?.start ?? text.length);
          const end = next === undefined ? out.length - rest.length : at + replacementLength(out, at);
          at = end;
        }
        expect(out.slice(at)).to.equal(text.slice(from));
      }),
      { numRuns: RUNS },
    );
  });

  it('at most the first 6 and the last 4 digits of a card are left', () => {
    fc.assert(
      fc.property(
        cardNumber,
        fc.constantFrom('kort ', 'my card is ', 'visa: ', ''),
        fc.constantFrom('', ', tack', ' exp 12/27 cvv 123', '\n'),
        ({ digits, typed }, before, after) => {
          const out = redactor.redact(`${before}${typed}${after}`).text;
          const left = out.replace(/\D/g, '');
          // Without a label a short number may be no card at all; with one it must be masked.
          if (before === '' && (digits.length < 15 || digits.length > 16)) return;
          expect(left.length, 'digits left').to.be.at.most(digits.length < 14 ? 4 : 10);
          expect(['', digits.slice(-4), digits.slice(0, 6) + digits.slice(-4)], 'which digits are left').to.include(left);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** Length of the placeholder or masked number that stands at `at`. */
function replacementLength(out: string, at: number): number {
  const match = /^(?:\[[A-Z_]+\]|\d{0,6}\*+\d{0,4})/.exec(out.slice(at));
  if (match === null) throw new Error(`no replacement at offset ${at}`);
  return match[0].length;
}
