/** Runs a text format through a redactor, whole or cut, and holds it against what every format promises. */
import { expect } from 'chai';
import fc from 'fast-check';
import { createRedactor } from '../../src/redactor.ts';
import { cut } from './json-texts.ts';
import { secretRedactor } from './secret-redactor.ts';
import type { Redaction, Watch } from '../../src/stream/watch.ts';
import type { Redactor } from '../../src/types.ts';

export type MakeRedaction = (redactor: Redactor, watch: Watch) => Redaction;

export interface Ran {
  readonly text: string;
  readonly bytes: Buffer;
  /** `path start-end` */
  readonly found: readonly string[];
  readonly records: number;
  readonly degraded: number;
}

/** Redacts `input` in chunks of the sizes given, over and over; in one when there are none. */
export function runFormat(
  make: MakeRedaction,
  input: string | Uint8Array,
  redactor: Redactor = secretRedactor(),
  sizes: readonly number[] = [],
): Ran {
  const found: string[] = [];
  let records = 0;
  let degraded = 0;
  const redaction = make(redactor, {
    paths: true,
    record: () => records++,
    degraded: () => degraded++,
    failed: () => degraded++,
    found: (finding, where) => found.push(`${where.path} ${finding.start}-${finding.end}`),
  });
  const out: Uint8Array[] = [];
  for (const chunk of cut(typeof input === 'string' ? Buffer.from(input) : input, sizes))
    for (const part of redaction.write(chunk)) out.push(Buffer.from(part));
  for (const part of redaction.end()) out.push(Buffer.from(part));
  const bytes = Buffer.concat(out);
  return { text: bytes.toString(), bytes, found, records, degraded };
}

/** Finds nothing. */
export const blind: Redactor = { ...secretRedactor(), redact: (text) => ({ text, findings: [], degraded: false }) };

export const SIZES = [[1], [2], [3], [4], [5], [6], [7], [8], [4096], [1 << 20]] as const;

/** What every format promises of every fixture; `secret` and digits are the planted values. */
export function promisesOf(make: MakeRedaction, fixtures: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, given] of Object.entries(fixtures)) {
    const bytes = Buffer.from(given as Uint8Array);
    it(`gives every byte back when nothing is found: ${name}`, () => {
      for (const sizes of SIZES) expect(runFormat(make, bytes, blind, sizes).bytes.equals(bytes), `${sizes}`).to.equal(true);
      expect(runFormat(make, bytes, createRedactor({ categories: [] })).bytes.equals(bytes)).to.equal(true);
    });
    it(`gives the same however it is cut: ${name}`, () => {
      const whole = runFormat(make, bytes);
      for (const sizes of SIZES) expect(runFormat(make, bytes, secretRedactor(), sizes), `${sizes}`).to.deep.equal(whole);
    });
    it(`lets no planted value out, wherever it ends: ${name}`, () => {
      for (let end = 0; end <= bytes.length; end++) expect(runFormat(make, bytes.subarray(0, end)).text, `${end}`).not.to.match(/secret\d/);
    });
  }
}

/** Bytes that mean something in every text, whole and cut. */
const COMMON = [
  'secret1',
  'secre',
  't12',
  ' ',
  '\n',
  '\r\n',
  '\u00e5',
  '\ud83d\ude00',
  '\u200e',
  '&#64;',
  '&',
  '"',
  "'",
  ':',
  '\\',
  '\ufeff',
];

/** The same promises of whatever the marks of a format and common bytes make together. */
export function promisesOfAnything(make: MakeRedaction, marks: readonly string[]): void {
  const piece = fc.constantFrom(
    ...[...COMMON, ...marks, ...marks].map((text) => Buffer.from(text)),
    Buffer.from([0xe5]),
    Buffer.from([0xff]),
  );
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

  it('gives every byte back, and the same however it is cut, whatever the marks', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), sizes, (pieces, cuts) => {
        const bytes = Buffer.concat(pieces);
        expect(runFormat(make, bytes, blind, cuts).bytes.equals(bytes)).to.equal(true);
        expect(runFormat(make, bytes, secretRedactor(), cuts)).to.deep.equal(runFormat(make, bytes));
      }),
      { numRuns: 400 },
    );
  });

  it('leaves no value, whatever the marks', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(runFormat(make, Buffer.concat(pieces)).text).not.to.match(/secret\d/);
      }),
      { numRuns: 400 },
    );
  });
}
