import { expect } from 'chai';
import fc from 'fast-check';
import { JsonScanner } from '../../src/formats/json-scanner.ts';
import type { JsonScannerOptions } from '../../src/formats/json-scanner.ts';
import { cut, documentText } from '../support/json-texts.ts';

interface Seen {
  readonly kind: string;
  readonly path: string;
  readonly field: string | undefined;
  readonly text: string;
}

/** Scans a text in windows and gives the spans and the problem. Long strings are put together again. */
function scan(
  bytes: Uint8Array,
  sizes: readonly number[] = [],
  options: JsonScannerOptions = {},
): { seen: Seen[]; problem: string | undefined; at: number } {
  const seen: Seen[] = [];
  let long = '';
  const scanner = new JsonScanner(
    {
      span: (span) => {
        const text = span.decode();
        span.name = text;
        seen.push({ kind: span.kind, path: span.path, field: span.field, text });
      },
      part: (span, last) => {
        long += span.decode();
        if (!last) return;
        seen.push({ kind: span.kind, path: span.path, field: span.field, text: long });
        long = '';
      },
    },
    options,
  );
  let rest = Buffer.alloc(0);
  let offset = 0;
  for (const chunk of cut(bytes, sizes)) {
    const window = Buffer.concat([rest, chunk]);
    const at = scanner.scan(window, 0, window.length, false);
    if (scanner.problem !== undefined) return { seen, problem: scanner.problem, at: offset + scanner.problemAt };
    rest = window.subarray(at);
    offset += at;
  }
  scanner.scan(rest, 0, rest.length, true);
  return { seen, problem: scanner.problem, at: offset + scanner.problemAt };
}

/** What JSON.parse makes of a text, walked. Names come in the order written, so only texts without repeated or integer-like names compare. */
function values(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(values);
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, item]) => [key, ...values(item)]);
  return [];
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe('formats/json-scanner', () => {
  it('shows each string, number and name with its path and nearest name', () => {
    const { seen, problem } = scan(Buffer.from('{"a":[1,{"b c":"x"},[2.50]],"\\u0061":{"d":true,"":"y"}}'));
    expect(problem).to.equal(undefined);
    expect(seen).to.deep.equal([
      { kind: 'key', path: '$.a', field: undefined, text: 'a' },
      { kind: 'number', path: '$.a[0]', field: 'a', text: '1' },
      { kind: 'key', path: '$.a[1]["b c"]', field: 'a', text: 'b c' },
      { kind: 'string', path: '$.a[1]["b c"]', field: 'b c', text: 'x' },
      { kind: 'number', path: '$.a[2][0]', field: 'a', text: '2.50' },
      { kind: 'key', path: '$.a', field: undefined, text: 'a' },
      { kind: 'key', path: '$.a.d', field: 'a', text: 'd' },
      { kind: 'key', path: '$.a[""]', field: 'a', text: '' },
      { kind: 'string', path: '$.a[""]', field: '', text: 'y' },
    ]);
  });

  it('reads the strings that JSON.parse reads, however it is fed', () => {
    fc.assert(
      fc.property(documentText, sizes, fc.integer({ min: 1, max: 20 }), (text, cuts, maxToken) => {
        const bytes = Buffer.from(text);
        const whole = scan(bytes);
        expect(whole.problem).to.equal(undefined);
        expect(scan(bytes, cuts)).to.deep.equal(whole);
        const strings = whole.seen.filter((span) => span.kind !== 'number').map((span) => span.text);
        const reviver: string[] = values(JSON.parse(text));
        // Repeated names show only once in a parsed value.
        expect(strings).to.include.members(reviver);
        if (strings.length === reviver.length) expect([...strings].sort()).to.deep.equal([...reviver].sort());
        const inParts = scan(bytes, cuts, { maxToken });
        // A long name is not kept for paths.
        expect(inParts.seen.map((s) => s.text)).to.deep.equal(whole.seen.map((s) => s.text));
      }),
      { numRuns: 500 },
    );
  });

  it('accepts what JSON.parse accepts and nothing else', () => {
    const mutated = fc
      .tuple(documentText, fc.nat(), fc.constantFrom('', ',', '"', '\\', '}', ']', '{', '[', ':', '0', '-', '.', 'e', '\n', '\u0001', 'x'))
      .map(([text, at, junk]) => {
        const i = at % (text.length + 1);
        return text.slice(0, i) + junk + text.slice(i + (at % 3));
      });
    let valid = 0;
    let invalid = 0;
    fc.assert(
      fc.property(mutated, sizes, (text, cuts) => {
        const ok = parses(text);
        if (ok) valid++;
        else invalid++;
        expect(scan(Buffer.from(text)).problem === undefined, 'whole').to.equal(ok);
        expect(scan(Buffer.from(text), cuts).problem === undefined, 'in windows').to.equal(ok);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(valid, invalid)).to.be.greaterThan(100);
  });

  for (const text of [
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":1,}',
    '[1}',
    '01',
    '1.',
    '-',
    '1e',
    'tru',
    'nul ',
    '"a',
    '"\\x"',
    '"\\u00g0"',
    '"\t"',
    '{} {}',
    '{a:1}',
    "{'a':1}",
    '[1 2]',
    '\ufeff1',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(parses(text)).to.equal(false);
      expect(scan(Buffer.from(text)).problem).to.be.a('string');
      expect(scan(Buffer.from(text), [1]).problem).to.be.a('string');
    });

  it('keeps depth off the call stack and has a limit for it', () => {
    const deep = Buffer.from(`${'[{"a":'.repeat(100_000)}1${'}]'.repeat(100_000)}`);
    let spans = 0;
    const deepest = new JsonScanner({ span: () => spans++ });
    deepest.scan(deep, 0, deep.length, true);
    expect(deepest.problem).to.equal(undefined);
    expect(spans).to.equal(100_001);
    expect(scan(deep, [], { maxDepth: 199 })).to.include({ problem: 'depth', at: 6 * 99 + 1 });
  });

  it('refuses a number of more than a mebibyte, at once', () => {
    expect(scan(Buffer.alloc((1 << 20) + 9, '7'), [1 << 19])).to.include({ problem: 'token-length', at: 0 });
    expect(scan(Buffer.alloc(1 << 20, '7'), [1 << 19]).problem).to.equal(undefined);
  });

  it('says at which byte the trouble is', () => {
    expect(scan(Buffer.from('{"\u00e5": tru!}'), [2])).to.include({ problem: 'syntax', at: 10 });
    expect(scan(Buffer.from('{"a": "x'), [3])).to.include({ problem: 'incomplete', at: 8 });
  });
});
