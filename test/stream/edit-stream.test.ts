import { expect } from 'chai';
import fc from 'fast-check';
import { type Settled, EditStream } from '../../src/stream/edit-stream.ts';
import { secretRedactor } from '../support/secret-redactor.ts';

/** A stretch with its edits made. */
function applyEdits({ text, edits }: Settled): string {
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

describe('stream/edit-stream', () => {
  const unit = fc.constantFrom('a', ' ', 'secret', 'secret123', '\ud83d\ude00', '\u00e5', '99123');

  it('gives what the redactor gives for the whole, in stretches that cut no character', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (units, size) => {
        const text = units.join('');
        const stream = new EditStream(secretRedactor(), {}, 4);
        let out = '';
        const places: string[] = [];
        let settled = 0;
        const take = (stretch: ReturnType<EditStream['end']>) => {
          expect(stretch.text).not.to.match(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
          out += stretch.redacted;
          expect(applyEdits(stretch)).to.equal(stretch.redacted);
          for (const { start, end } of stretch.findings) places.push(`${start + settled}-${end + settled}`);
          settled += stretch.text.length;
        };
        for (let at = 0; at < text.length; at += size) take(stream.write(text.slice(at, at + size)));
        take(stream.end());
        const whole = secretRedactor().redact(text);
        expect(out).to.equal(whole.text);
        expect(places).to.deep.equal(whole.findings.map(({ start, end }) => `${start}-${end}`));
      }),
      { numRuns: 500 },
    );
  });
});
