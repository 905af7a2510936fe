/** What every format promises, tested with its fixtures (test/formats/fixtures/<format>/, as bytes) or with texts that a test gives. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ScannerFactory, Span } from '../../src/formats/span.ts';
import { createRedactor } from '../../src/redactor.ts';
import { SpanRedaction, type SpanRedactionOptions } from '../../src/stream/span-redaction.ts';
import type { Watch } from '../../src/stream/watch.ts';
import type { Redactor } from '../../src/types.ts';
import { cut } from './json-texts.ts';
import { root } from './repository.ts';

export interface Fixture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FormatPromises {
  readonly scanner: ScannerFactory;
  readonly fixtures: readonly Fixture[];
  /** Makes planted values readable where the format hides them, in base64 for instance. Default: the bytes as ISO 8859-1. */
  readonly reveal?: (output: Uint8Array) => string;
  /** A span may be written in another way, with other bytes around it, once something in it is replaced. Default: false. */
  readonly rewrites?: boolean;
}

/** Planted in fixtures, each in a place of its own; they must not come through whole, whatever happens to a document. */
export const CANARIES = ['anna.canary@example.com', '4111111111111111'] as const;

/** The chunk sizes that a format is tried with. */
export const CHUNKS: readonly (readonly number[])[] = [[1], [2], [3], [4], [5], [6], [7], [8], [4096], [1 << 20]];

/** The files of test/formats/fixtures/<format>/. */
export function fixturesOf(format: string): Fixture[] {
  const folder = join(root, 'test/formats/fixtures', format);
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

export interface Outcome {
  readonly bytes: Buffer;
  readonly text: string;
  readonly records: number;
  /** 'record @offset reason' */
  readonly failed: string[];
  /** 'record path in start-end' */
  readonly found: string[];
  /** 'record path' */
  readonly degraded: string[];
}

/** Runs a document through a format in chunks of the given sizes, over and over. */
export function runFormat(
  scanner: ScannerFactory,
  input: Uint8Array | string,
  redactor: Redactor,
  sizes: readonly number[] = [],
  options: Omit<SpanRedactionOptions, 'watch'> = {},
): Outcome {
  const seen = { records: 0, failed: [] as string[], found: [] as string[], degraded: [] as string[] };
  const watch: Watch = {
    paths: true,
    record: () => {
      seen.records++;
    },
    found: (finding, where) => seen.found.push(`${where.record} ${where.path} ${where.in} ${finding.start}-${finding.end}`),
    degraded: (where) => seen.degraded.push(`${where.record} ${where.path}`),
    failed: (record, offset, reason) => seen.failed.push(`${record} @${offset} ${reason}`),
  };
  const redaction = new SpanRedaction(redactor, scanner, { ...options, watch });
  const out: Uint8Array[] = [];
  for (const chunk of cut(typeof input === 'string' ? Buffer.from(input) : input, sizes))
    for (const part of redaction.write(chunk)) out.push(Buffer.from(part));
  for (const part of redaction.end()) out.push(Buffer.from(part));
  const bytes = Buffer.concat(out);
  return { ...seen, bytes, text: bytes.toString() };
}

interface Scanned {
  readonly spans: readonly { readonly field: string | undefined; readonly format: Span['format']; readonly text: string }[];
  /** The bytes before, between and behind the spans. */
  readonly around: readonly string[];
}

/** All spans of a document that is read whole. */
function scanWhole(scanner: ScannerFactory, bytes: Uint8Array): Scanned {
  const spans: Scanned['spans'][number][] = [];
  const around: string[] = [];
  let from = 0;
  const take = (span: Span) => {
    spans.push({ field: span.kind === 'key' ? '' : span.field, format: span.format, text: span.decode() });
    around.push(Buffer.from(bytes.subarray(from, span.start)).toString('latin1'));
    from = span.end;
  };
  scanner({ span: take, part: take }).scan(bytes, 0, bytes.length, true);
  around.push(Buffer.from(bytes.subarray(from)).toString('latin1'));
  return { spans, around };
}

/** Declares the tests. Call it inside the `describe` of a format. */
export function keepsPromises({
  scanner,
  fixtures,
  reveal = (bytes) => Buffer.from(bytes).toString('latin1'),
  rewrites = false,
}: FormatPromises): void {
  const ruleless = createRedactor({ categories: [] });
  // Where no rules are switched on a format may show no texts at all; this one is shown all.
  const nothing: Redactor = { ...ruleless, info: { ...ruleless.info, categories: ['email'] } };
  const rules = createRedactor({ categories: ['email', 'card'] });

  it('has fixtures with both canaries, which come through where nothing is looked for', () => {
    const all = fixtures.map(({ bytes }) => reveal(runFormat(scanner, bytes, nothing).bytes)).join('\n');
    for (const canary of CANARIES) expect(all.includes(canary), `a canary of ${canary.length} characters`).to.equal(true);
  });

  for (const { name, bytes } of fixtures) {
    it(`gives every byte back when nothing is looked for: ${name}`, () => {
      for (const sizes of CHUNKS) {
        const outcome = runFormat(scanner, bytes, nothing, sizes);
        // Of a broken record nothing is given back.
        if (outcome.failed.length === 0) expect(outcome.bytes.equals(bytes), `chunks of ${sizes}`).to.equal(true);
        expect(outcome.degraded).to.deep.equal([]);
        expect(runFormat(scanner, bytes, nothing).failed).to.deep.equal(outcome.failed);
      }
    });

    it(`changes findings and nothing else, however it is cut: ${name}`, () => {
      const whole = runFormat(scanner, bytes, rules);
      for (const sizes of CHUNKS) {
        const outcome = runFormat(scanner, bytes, rules, sizes);
        expect(outcome.bytes.equals(whole.bytes), `chunks of ${sizes}`).to.equal(true);
        expect({ ...outcome, bytes: '', text: '' }).to.deep.equal({ ...whole, bytes: '', text: '' });
      }
      if (whole.failed.length > 0) return;
      const before = scanWhole(scanner, bytes);
      const after = scanWhole(scanner, whole.bytes);
      expect(after.spans.length).to.equal(before.spans.length);
      for (const [i, { text, field, format }] of before.spans.entries())
        expect(after.spans[i].text === rules.redact(text, { field, format }).text, `span ${i}`).to.equal(true);
      if (!rewrites) expect(after.around).to.deep.equal(before.around);
    });

    it(`lets no canary out when it is cut off at any byte: ${name}`, function () {
      this.timeout(60_000);
      for (let length = 0; length <= bytes.length; length++) {
        for (const sizes of [[], [61]]) {
          const outcome = runFormat(scanner, bytes.subarray(0, length), rules, sizes);
          const shown = reveal(outcome.bytes);
          for (const canary of CANARIES) expect(shown.includes(canary), `cut off at ${length}`).to.equal(false);
        }
      }
    });
  }
}
