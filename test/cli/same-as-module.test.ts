import { expect } from 'chai';
import fc from 'fast-check';
import { JsonRedaction } from '../../src/stream/json-redaction.ts';
import { looksLikeHtml } from '../../src/text/looks-like-html.ts';
import { TextRedaction } from '../../src/stream/text-redaction.ts';
import type { Redaction, Watch } from '../../src/stream/watch.ts';
import { createRedactor } from '../../src/redactor.ts';
import { cut } from '../support/json-texts.ts';

// The rules that are shipped, as the command and the module use them.
const redactor = createRedactor({ policy: 'external' });

function through(make: (watch: Watch) => Redaction, text: string, sizes: readonly number[]): { text: string; found: string[] } {
  const found: string[] = [];
  const redaction = make({
    paths: true,
    found: ({ rule, start, end }, { path, in: where }) => found.push(`${path} ${where} ${rule} ${start}-${end}`),
  });
  const out: Uint8Array[] = [];
  for (const chunk of cut(Buffer.from(text), sizes)) for (const part of redaction.write(chunk)) out.push(Buffer.from(part));
  out.push(...redaction.end());
  return { text: Buffer.concat(out).toString(), found };
}

const word = fc.constantFrom(
  ...[
    '4111 1111 1111 1111',
    '5555555555554444',
    'anna.lind@example.com',
    '070-1740610',
    '192.0.2.7',
    'NL91 ABNA 0417 1643 00',
    'kort',
    'card:',
  ],
  ...[
    'order',
    '118-2204417',
    '\u00e5\u00e4\u00f6',
    '\ud83d\ude00',
    '"',
    '\\',
    '/',
    '<b>',
    '&amp;',
    '\u200b',
    '\n',
    'CVV 123',
    '12/29',
    '4111',
    '1111',
  ],
);
const text = fc.tuple(fc.array(word, { maxLength: 8 }), fc.constantFrom(' ', ' ', '', ', ')).map(([words, gap]) => words.join(gap));
const name = fc.oneof(fc.constantFrom('body', 'card', 'phone', 'id', 'to', '', 'odd name'), text);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.constantFrom(null, true, 4111111111111111, 1.5, 701740610),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

describe('the command line and the module', () => {
  it('redact a record alike', () => {
    let changed = 0;
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 50 }), (record, size) => {
        const line = JSON.stringify(record);
        const expected = redactor.redactValue(record);
        // The module leaves it to `parties` and conversations to carry values from one text to another.
        const { text: out, found } = through((watch) => new JsonRedaction(redactor, { lines: true, watch, carriesValues: false }), line, [
          size,
        ]);
        expect(JSON.parse(out)).to.deep.equal(expected.value);
        expect(found).to.deep.equal(expected.findings.map((f) => `${f.path} ${f.in} ${f.rule} ${f.start}-${f.end}`));
        if (out !== line) changed++;
      }),
      { numRuns: 400 },
    );
    expect(changed).to.be.greaterThan(100);
  });

  it('redact a text alike, however long it is', () => {
    fc.assert(
      // HTML is read as such in a string of a record, and in a window of a long one by what the window shows.
      fc.property(
        fc.array(
          text.filter((one) => !looksLikeHtml(one)),
          { minLength: 20, maxLength: 40 },
        ),
        fc.constantFrom(4096, 65_536, 1 << 20),
        (parts, size) => {
          const line = parts.join(' ');
          const long = `${line}\n`.repeat(Math.ceil(200_000 / (line.length + 1)));
          const expected = redactor.redact(long);
          const { text: out, found } = through((watch) => new TextRedaction(redactor, watch), long, [size]);
          expect(out === expected.text).to.equal(true);
          expect(found.length).to.equal(expected.findings.length);
          const inString = through(
            (watch) => new JsonRedaction(redactor, { lines: false, watch, maxRecord: 1000, maxString: 1000 }),
            JSON.stringify(long),
            [size],
          );
          expect(JSON.parse(inString.text) === expected.text, 'in a long string').to.equal(true);
        },
      ),
      { numRuns: 5 },
    );
  });
});
