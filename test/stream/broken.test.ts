import { expect } from 'chai';
import { csv } from '../../src/formats/csv.ts';
import { JsonRedaction } from '../../src/stream/json-redaction.ts';
import { MailRedaction } from '../../src/stream/mail-redaction.ts';
import { SpanRedaction } from '../../src/stream/span-redaction.ts';
import { TranscriptRedaction } from '../../src/stream/transcript-redaction.ts';
import type { Broken, Redaction, Watch } from '../../src/stream/watch.ts';
import { cut } from '../support/json-texts.ts';
import { message } from '../support/mail.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const FAILED = '[REDACTION_FAILED]';
const redactor = toyRedactor();
const row = '1,a\n';

/** Inputs, the part of each that the marker stands for, and who redacts them. */
const CASES: Record<string, { input: string; broken: string; redaction: (watch: Watch) => Redaction }> = {
  'a line of NDJSON': {
    input: '{"a": 1}\n{"a": canary}\n{"a": 2}\n',
    broken: '{"a": canary}',
    redaction: (watch) => new JsonRedaction(redactor, { lines: true, watch }),
  },
  'what is left of a line that is too long to be held': {
    input: `{"a": 1}\n{"a": "${'x'.repeat(50)}", canary}\n{"a": 2}\n`,
    broken: 'canary}',
    redaction: (watch) => new JsonRedaction(redactor, { lines: true, watch, maxRecord: 30 }),
  },
  'a row of a table': {
    input: `id,b\n${row.repeat(3)}2,"can"ary\n${row.repeat(3)}`,
    broken: '2,"can"ary',
    redaction: (watch) => new SpanRedaction(redactor, csv.scanner, { watch }),
  },
  'a row whose quote is never closed': {
    input: `id,b\n${row.repeat(3)}2,"canary\n${row.repeat(3)}`,
    broken: '2,"canary',
    redaction: (watch) => new SpanRedaction(redactor, csv.scanner, { watch }),
  },
  'a document that breaks off': {
    input: '{"results": {"canary": ',
    broken: '{"results": {"canary": ',
    redaction: (watch) => new TranscriptRedaction(redactor, { watch }),
  },
  'a document that is too long': {
    input: `{"results": "${'canary'.repeat(10)}"}`,
    broken: `{"results": "${'canary'.repeat(10)}"}`,
    redaction: (watch) => new TranscriptRedaction(redactor, { watch, maxDocument: 20 }),
  },
  'a part of a mail in no charset': {
    input: message(['Subject: x', 'Content-Type: text/plain; charset=utf-7', '', 'canary', 'more']),
    broken: 'canary\r\nmore\r\n',
    redaction: (watch) => new MailRedaction(redactor, { mbox: false, watch }),
  },
  'a part of a mail that is too long': {
    input: message(['Subject: x', '', 'canary '.repeat(20), 'more']),
    broken: message(['canary '.repeat(20), 'more']),
    redaction: (watch) => new MailRedaction(redactor, { mbox: false, watch, maxHeld: 30 }),
  },
};

describe('stream, of what is broken', () => {
  for (const [name, { input, broken, redaction }] of Object.entries(CASES))
    it(`gives all of it, and where it stood, however the input is cut: ${name}`, () => {
      for (const sizes of [[], [1], [3], [7, 2], [40], [input.length - 1]]) {
        const pieces: Broken[] = [];
        const one = redaction({ broken: (piece) => pieces.push({ ...piece, bytes: piece.bytes.slice() }) });
        const out: Uint8Array[] = [];
        for (const chunk of cut(Buffer.from(input), sizes)) out.push(...one.write(chunk));
        out.push(...one.end());
        expect(Buffer.concat(out).toString()).to.include(FAILED).and.not.to.include('canary');
        pieces.sort((a, b) => a.offset - b.offset);
        const kept = Buffer.concat(pieces.map(({ bytes }) => bytes)).toString();
        expect(kept, `cut into ${sizes.join()}`).to.equal(broken);
        let at = input.indexOf(broken);
        for (const { offset, bytes } of pieces) {
          expect(offset).to.equal(at);
          at += bytes.length;
        }
      }
    });
});
