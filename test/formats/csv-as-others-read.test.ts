/** Cells are the ones that a well-kept parser sees. */
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { CsvScanner } from '../../src/formats/csv.ts';
import { secretRedactor } from '../support/secret-redactor.ts';
import { cut } from '../support/json-texts.ts';
import { runFormat } from '../support/format-properties.ts';

const piece = fc.constantFrom(
  'a',
  'b',
  ' ',
  '7',
  ',',
  ';',
  '\t',
  '|',
  '"',
  '""',
  '\n',
  '\r\n',
  '\u00e5',
  '\u20ac',
  '\ud83d\ude00',
  'secret7',
  '=',
  "'",
);
const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
const delimiter = fc.constantFrom(',', ';', '\t', '|');
const newline = fc.constantFrom('\n', '\r\n');
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

/** Cells that are not empty, in order. */
function ours(text: string, between: string, cuts: readonly number[]): { cells: string[]; problem: string | undefined } {
  const cells: string[] = [];
  const scanner = new CsvScanner({ span: (span) => cells.push(span.decode()) }, between.charCodeAt(0));
  let rest = Buffer.alloc(0);
  for (const chunk of cut(Buffer.from(text), cuts)) {
    const window = Buffer.concat([rest, chunk]);
    rest = window.subarray(scanner.scan(window, 0, window.length, false));
  }
  scanner.scan(rest, 0, rest.length, true);
  return { cells, problem: scanner.problem };
}

const theirs = (text: string, between: string, lineEnd: string): string[][] =>
  parse(text, { delimiter: between, record_delimiter: lineEnd, relax_quotes: true, relax_column_count: true, skip_empty_lines: false });

/** Between CRLF it would leave a lone LF without quotes, which not even csv-parse itself reads unless told so. */
const written = (rows: readonly (readonly string[])[], between: string, lineEnd: string, quoted: boolean): string =>
  stringify(rows as string[][], { delimiter: between, record_delimiter: lineEnd, quoted, quoted_match: /[\r\n]/ });

describe('formats/csv, as others read it', () => {
  it('sees the cells that csv-parse sees in what csv-stringify writes', () => {
    fc.assert(
      fc.property(table, delimiter, newline, fc.boolean(), sizes, (rows, between, lineEnd, quoted, cuts) => {
        const text = written(rows, between, lineEnd, quoted);
        const seen = ours(text, between, cuts);
        expect(seen.problem).to.equal(undefined);
        expect(seen.cells).to.deep.equal(
          theirs(text, between, lineEnd)
            .flat()
            .filter((one) => one !== ''),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves them a table of the same shape, with what the redactor makes of each cell', () => {
    const redactor = secretRedactor();
    let changed = 0;
    fc.assert(
      fc.property(table, delimiter, newline, fc.boolean(), sizes, (rows, between, lineEnd, quoted, cuts) => {
        const text = written(rows, between, lineEnd, quoted);
        const scanner = (visitor: ConstructorParameters<typeof CsvScanner>[0]) => new CsvScanner(visitor, between.charCodeAt(0));
        const redacted = runFormat(scanner, text, redactor, cuts);
        // Names of columns that become equal are numbered.
        fc.pre(!redacted.text.includes('[S]#'));
        const expected = theirs(text, between, lineEnd).map((row) => row.map((one) => redactor.redact(one).text));
        expect(theirs(redacted.text, between, lineEnd)).to.deep.equal(expected);
        if (redacted.text !== text) changed++;
      }),
      { numRuns: 1000 },
    );
    expect(changed).to.be.greaterThan(200);
  });

  it('sees what csv-parse sees in any text that both can read', () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        delimiter,
        sizes,
        (text, between, cuts) => {
          const seen = ours(text, between, cuts);
          let expected: string[];
          try {
            expected = parse(text, {
              delimiter: between,
              record_delimiter: text.includes('\r\n') ? ['\r\n', '\n'] : '\n',
              relax_column_count: true,
            }).flat();
          } catch {
            return;
          }
          read++;
          expect(seen.problem).to.equal(undefined);
          expect(seen.cells).to.deep.equal(expected.filter((one) => one !== ''));
        },
      ),
      { numRuns: 3000 },
    );
    expect(read).to.be.greaterThan(500);
  });
});
