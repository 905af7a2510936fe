import { expect } from 'chai';
import fc from 'fast-check';
import {
  type ByteEdit,
  decodeTransfer,
  editTransfer,
  type TransferEncoding,
  transferEncodingOf,
} from '../../src/formats/transfer-encoding.ts';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const textOf = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : Buffer.from(bytes).toString('latin1'));

function decode(encoding: TransferEncoding, written: string): string | undefined {
  return textOf(decodeTransfer(encoding, bytesOf(written), 0, written.length));
}

function apply(text: string, edits: readonly ByteEdit[]): string {
  return [...edits].reverse().reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}

function edit(encoding: TransferEncoding, written: string, edits: readonly ByteEdit[]): string {
  return apply(written, editTransfer(encoding, bytesOf(written), 0, written.length, edits));
}

/** A body in one of the encodings as careless software writes it. */
const element = fc.constantFrom(
  'a',
  'From ',
  '.',
  '-',
  ' ',
  '=3D',
  '=c3=a5',
  '=\r\n',
  '= \n',
  '=XY',
  '=',
  '\r\n',
  'plain text that goes on for a while ',
);
const quoted = fc.array(element, { maxLength: 30 }).map((parts) => parts.join(''));
const base64 = fc
  .tuple(fc.uint8Array({ maxLength: 120 }), fc.integer({ min: 4, max: 30 }), fc.constantFrom('\r\n', '\n', ''), fc.boolean())
  .map(([bytes, width, newline, ends]) => {
    const text = Buffer.from(bytes).toString('base64');
    return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(newline) + (ends ? newline : '');
  });
const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 6 });

/** Changes at the given places, as many as there is room for. */
function editsAt(places: readonly number[], length: number): ByteEdit[] {
  const sorted = [...new Set(places.map((place) => place % (length + 1)))].sort((a, b) => a - b);
  const edits: ByteEdit[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 2)
    edits.push({ start: sorted[i], end: sorted[i + 1], text: '[EMAIL] x'.slice(0, (places[0] % 9) + 1) });
  return edits;
}

describe('formats/transfer-encoding', () => {
  for (const [encoding, bodies] of [
    ['quoted-printable', quoted],
    ['base64', base64],
    ['identity', fc.string()],
  ] as const)
    it(`changes what is meant to change: ${encoding}`, () => {
      fc.assert(
        fc.property(bodies, cuts, (written, places) => {
          const decoded = decode(encoding, written) ?? '';
          const edits = editsAt(places, decoded.length);
          const now = edit(encoding, written, edits);
          expect(decode(encoding, now)).to.equal(apply(decoded, edits));
          if (edits.length === 0) expect(now).to.equal(written);
        }),
        { numRuns: 1000 },
      );
    });

  it('keeps the length of the lines and what ends them', () => {
    const written = `${'QUFB'.repeat(19)}\r\n${'QUFB'.repeat(19)}\r\nQUFB\r\n`;
    const now = edit('base64', written, [{ start: 60, end: 63, text: 'xyzxyz' }]);
    expect(now.split('\r\n').map((line) => line.length)).to.deep.equal([76, 76, 8, 0]);
    expect(now.slice(0, 78)).to.equal(written.slice(0, 78));
    const one = 'QUFB'.repeat(100);
    expect(edit('base64', one, [{ start: 3, end: 6, text: 'x' }])).not.to.match(/\s/);
  });

  it('leaves what follows a change of the same length as it was', () => {
    const written = `${'QUFB'.repeat(10)}\n${'QUFB'.repeat(10)}\nQUE=\n`;
    const now = edit('base64', written, [{ start: 4, end: 7, text: 'xyz' }]);
    expect(now.slice(12)).to.equal(written.slice(12));
  });

  it('breaks lines that a replacement makes too long', () => {
    const line = `${'a'.repeat(70)} x ${'b'.repeat(3)}\r\nnext\r\n`;
    const now = edit('quoted-printable', line, [{ start: 71, end: 72, text: '[BANK_ACCOUNT]' }]);
    expect(Math.max(...now.split('\r\n').map((l) => l.length))).to.be.at.most(76);
    expect(decode('quoted-printable', now)).to.equal(line.replace(' x ', ' [BANK_ACCOUNT] '));
  });

  it('does not decode what readers decode in several ways', () => {
    expect(decode('base64', 'QUE=QUE=')).to.equal(undefined);
    expect(decode('base64', 'QUFB\r\n_____\r\nlist footer')).to.equal(undefined);
    expect(decode('base64', 'Card 4111111111111111')).to.equal(undefined);
    expect(decode('base64', ' QUFB \r\n QQ')).to.equal('AAAA');
    expect(transferEncodingOf('x-uuencode')).to.equal(undefined);
    expect(transferEncodingOf('; base64')).to.equal(undefined);
    expect(transferEncodingOf(' Base64 (really)')).to.equal('base64');
    expect(transferEncodingOf('')).to.equal('identity');
  });
});
