import { expect } from 'chai';
import fc from 'fast-check';
import type { DocumentScanner, Span, SpanVisitor } from '../../src/formats/span.ts';
import { FAILURE_MARKER } from '../../src/types.ts';
import { runFormat } from '../support/format-properties.ts';
import { cut } from '../support/json-texts.ts';
import { secretRedactor } from '../support/secret-redactor.ts';
import { SpanRedaction } from '../../src/stream/span-redaction.ts';

/**
 * A toy: lines of words between spaces, each word a span. A line that begins with `#` is a record; a word with `!` breaks the record, which goes up
 * to the line end; a word with `?` cannot be decoded. Words of more than 40 bytes come in parts of 16.
 */
class Words implements DocumentScanner {
  problem: string | undefined;
  problemAt = 0;
  readonly #visitor: SpanVisitor;
  readonly #resumes: boolean;
  #lineStart = true;
  #inside = false;

  constructor(visitor: SpanVisitor, resumes: boolean) {
    this.#visitor = visitor;
    this.#resumes = resumes;
    if (!resumes) this.resume = undefined;
  }

  scan(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    let at = from;
    while (at < to) {
      if (this.#lineStart && bytes[at] === 0x23) this.#visitor.record?.(at);
      this.#lineStart = false;
      if (bytes[at] <= 0x20) {
        this.#lineStart = bytes[at] === 0x0a;
        at++;
        continue;
      }
      let end = at;
      while (end < to && bytes[end] > 0x20) end++;
      const complete = end < to || last;
      if (this.#inside || (!complete && end - at > 40)) {
        this.#inside = true;
        while (end - at > 16) {
          this.#visitor.part?.(wordSpan(bytes, at, at + 16), false);
          at += 16;
        }
        if (!complete) return at;
        this.#visitor.part?.(wordSpan(bytes, at, end), true);
        this.#inside = false;
        at = end;
        continue;
      }
      if (!complete) {
        // Told once, though it comes again.
        if (bytes[at] === 0x23) this.#lineStart = false;
        return at;
      }
      if (bytes.subarray(at, end).includes(0x21)) {
        this.problem = 'syntax';
        this.problemAt = at;
        return at;
      }
      this.#visitor.span(wordSpan(bytes, at, end));
      at = end;
    }
    return at;
  }

  resume? = (bytes: Uint8Array, from: number, to: number): number => {
    const line = bytes.indexOf(0x0a, from);
    if (line < 0 || line >= to) return to;
    this.problem = undefined;
    return line;
  };

  encodeFailure(text: string): string {
    return this.#resumes ? `#${text}` : text;
  }
}

function wordSpan(bytes: Uint8Array, start: number, end: number): Span {
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  return {
    kind: 'string',
    bytes,
    start,
    end,
    field: undefined,
    path: '$',
    decode() {
      if (text.includes('?')) throw new Error('not here');
      return text;
    },
    byteOffsets: (units) => units.map((unit) => start + unit),
    encode: (replacement) => replacement,
  };
}

const words = (visitor: SpanVisitor) => new Words(visitor, true);
const wordsToTheEnd = (visitor: SpanVisitor) => new Words(visitor, false);
const run = (text: string, sizes: readonly number[] = [], options = {}, scanner = words) =>
  runFormat(scanner, text, secretRedactor(), sizes, options);

describe('stream/span-redaction', () => {
  it('changes findings, copies all the rest, and counts records', () => {
    const { text, found, records } = run('#1 a secret1\r\n\r\n#2  xsecret2,\tb \n');
    expect(text).to.equal('#1 a [S]\r\n\r\n#2  x[S],\tb \n');
    expect(found).to.deep.equal(['1 $ value 0-7', '2 $ value 1-8']);
    expect(records).to.equal(2);
    expect(run('a secret1').records).to.equal(1);
    expect(run('').records).to.equal(0);
  });

  it('replaces what cannot be decoded, and what the redactor cannot get through', () => {
    const { text, degraded } = run('#1 a?secret1 b boom murky c');
    expect(text).to.equal(`#1 ${FAILURE_MARKER} b ${FAILURE_MARKER} ${FAILURE_MARKER} c`);
    expect(degraded).to.deep.equal(['1 $', '1 $', '1 $']);
  });

  it('replaces a broken record whole, says where, and goes on', () => {
    const { text, failed, found } = run('#1 secret1\n#2 secret2 x! secret3\n#3 secret4\n#4 y! secret5');
    expect(text).to.equal(`#1 [S]\n#${FAILURE_MARKER}\n#3 [S]\n#${FAILURE_MARKER}`);
    expect(failed).to.deep.equal(['2 @22 syntax', '4 @47 syntax']);
    expect(found).to.deep.equal(['1 $ value 0-7', '3 $ value 0-7']);
  });

  it('lets nothing of the rest out when a format cannot go on', () => {
    const { text, failed } = run('#1 secret1\n#2 a x! secret3\n#3 secret4\n', [], {}, wordsToTheEnd);
    expect(text).to.equal(`#1 [S]\n${FAILURE_MARKER}`);
    expect(failed).to.deep.equal(['2 @16 syntax']);
    expect(run('a secret1 x! secret2', [], {}, wordsToTheEnd).text).to.equal(`a [S] ${FAILURE_MARKER}`);
  });

  it('gives out what it has of a record that is too long to take back, and replaces what is left of it', () => {
    const { text } = run(`#1 ${'secret1 '.repeat(10)}x! secret2\n#2 a`, [4], { maxRecord: 20 });
    expect(text).to.equal(`#1 ${'[S] '.repeat(10)}#${FAILURE_MARKER}\n#2 a`);
  });

  it('gives what is broken as it was, and where it stood, however it is cut', () => {
    const input = '#1 secret1\n#2 secret2 x! secret3\n#3 secret4\n#4 y! secret5';
    for (const sizes of [[], [1], [4], [9, 2], [20]])
      for (const [scanner, expected] of [
        [words, ['#2 secret2 x! secret3', '#4 y! secret5']],
        [wordsToTheEnd, [input.slice(11)]],
      ] as const) {
        const kept: string[] = [];
        let end = -1;
        const redaction = new SpanRedaction(secretRedactor(), scanner, {
          watch: {
            broken({ offset, bytes }) {
              const text = Buffer.from(bytes).toString();
              expect(input.slice(offset, offset + text.length)).to.equal(text);
              if (offset === end) kept[kept.length - 1] += text;
              else kept.push(text);
              end = offset + text.length;
            },
          },
        });
        for (const chunk of cut(Buffer.from(input), sizes)) for (const _ of redaction.write(chunk));
        for (const _ of redaction.end());
        expect(kept, sizes.join()).to.deep.equal(expected);
      }
  });

  it('gives up what a scanner waits for without end', () => {
    const waiting = (): DocumentScanner => ({ problem: undefined, problemAt: 0, scan: (_bytes, from) => from });
    const redaction = new SpanRedaction(secretRedactor(), waiting, { maxHeld: 1000 });
    const out: Uint8Array[] = [];
    for (let i = 0; i < 100; i++) out.push(...redaction.write(Buffer.from(`secret${i} `.repeat(10))));
    out.push(...redaction.end());
    expect(Buffer.concat(out).toString()).to.equal(FAILURE_MARKER);
  });

  it('ends when a scanner resumes where it failed', () => {
    const stuck = (): DocumentScanner => {
      const scanner = {
        problem: undefined as string | undefined,
        problemAt: 0,
        scan(_bytes: Uint8Array, from: number) {
          scanner.problem = 'syntax';
          return from;
        },
        resume(_bytes: Uint8Array, from: number) {
          scanner.problem = undefined;
          return from;
        },
      };
      return scanner;
    };
    expect(runFormat(stuck, 'secret1', secretRedactor()).text).to.equal(FAILURE_MARKER + FAILURE_MARKER);
  });

  it('gives the same however it is cut', () => {
    const piece = fc.constantFrom('#', ' ', '\n', 'a', 'secret1', 'x!', 'y?', 'boom', '\u00e5', ' '.repeat(9));
    let failures = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (pieces, sizes) => {
        const text = pieces.join('');
        fc.pre(!/[^\s]{40}/.test(text));
        const whole = run(text);
        expect(run(text, sizes)).to.deep.equal(whole);
        failures += whole.failed.length;
      }),
      { numRuns: 500 },
    );
    expect(failures).to.be.greaterThan(100);
  });

  it('redacts a span that comes in parts as if it came whole', () => {
    const body = Array.from({ length: 30_000 }, (_, i) => (i % 7 === 0 ? `secret${i}` : 'x\u00e5,')).join('');
    const expected = secretRedactor().redact(body).text;
    for (const sizes of [[1000], [65_536]])
      expect(runFormat(words, Buffer.from(`a ${body} secret1`, 'latin1'), secretRedactor(), sizes).bytes.toString('latin1')).to.equal(
        `a ${expected} [S]`,
      );
    expect(run(`a ${'x'.repeat(50)}?${'secret1'.repeat(9)} b`, [8]).text).to.not.include('secret');
  });

  it('reads little again, however small the chunks and however far a scanner looks ahead', () => {
    let read = 0;
    const ahead = (): DocumentScanner => ({
      problem: undefined,
      problemAt: 0,
      scan(_bytes, from, to, last) {
        read += to - from;
        return to - from >= 10_000 || last ? to : from;
      },
    });
    const redaction = new SpanRedaction(secretRedactor(), ahead);
    let out = 0;
    for (const chunk of cut(Buffer.alloc(100_000, 'x'), [1])) for (const part of redaction.write(chunk)) out += part.length;
    for (const part of redaction.end()) out += part.length;
    expect(out).to.equal(100_000);
    expect(read).to.be.lessThan(300_000);
  });
});
