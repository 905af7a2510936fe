import { expect } from 'chai';
import fc from 'fast-check';
import { BLOCK, LONGEST, onePart, type Piece } from '../../../src/cli/run/blocks.ts';
import { inlineExaminer } from '../../../src/cli/run/examiner.ts';
import { redactPieces } from '../../../src/cli/run/redact-pieces.ts';
import { rowBlocks } from '../../../src/cli/run/row-blocks.ts';
import { tableNamed } from '../../../src/cli/run/table-question.ts';
import { Tally } from '../../../src/cli/tally.ts';
import { HEAD_BYTES } from '../../../src/formats/csv-dialect.ts';
import type { TableFormat } from '../../../src/formats/format.ts';
import { toyRedactor } from '../../support/toy-redactor.ts';

const examiner = inlineExaminer(toyRedactor(), { mail: {}, paths: true });

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Outcome {
  readonly out: string;
  readonly counts: unknown;
  readonly pieces: readonly Piece[];
}

async function outcome(format: string, pieces: AsyncIterable<Piece>): Promise<Outcome> {
  const tally = new Tally();
  const out: Uint8Array[] = [];
  const seen: Piece[] = [];
  let numbers = 0;
  let base = 0;
  await redactPieces(format, pieces, examiner, async (piece, examined) => {
    if (piece.first) base = numbers;
    tally.add(examined.counts, base);
    numbers += examined.numbers;
    out.push(examined.bytes);
    seen.push(piece);
  });
  return { out: Buffer.concat(out).toString('latin1'), counts: JSON.parse(JSON.stringify(tally)), pieces: seen };
}

function whole(format: string, bytes: Uint8Array): Promise<Outcome> {
  return outcome(format, onePart(inChunks(bytes, 65536)));
}

function inRows(name: string, bytes: Uint8Array, size = 65536, offset = 0): Promise<Outcome> {
  const format = tableNamed(name) as TableFormat;
  const start = (head: Uint8Array) => examiner.table({ format: name, head });
  const head = offset === 0 ? undefined : bytes.subarray(0, HEAD_BYTES);
  return outcome(name, rowBlocks(inChunks(bytes.subarray(offset), size), { format, start, head }, offset));
}

async function expectSame(name: string, text: string, size?: number): Promise<Outcome> {
  const bytes = Buffer.from(text);
  const one = await whole(name, bytes);
  const many = await inRows(name, bytes, size);
  expect(many.out === one.out, 'the bytes of one thread').to.equal(true);
  expect(many.counts).to.deep.equal(one.counts);
  return many;
}

/** As long as it takes for several blocks. */
function table(header: string, rows: readonly string[], end: string, bytes = 2.5 * BLOCK): string {
  const all = [header];
  for (let i = 0, length = 0; length < bytes; i++) {
    const row = rows[i % rows.length].replaceAll('#', String(i));
    length += row.length;
    all.push(row);
  }
  return all.join(end) + end;
}

const HEADER = 'id;pin;anna.lind@example.com;note';
const ROWS = [
  '#;1234;a.b@example.com;"on two\nlines; 4111111111111111"',
  '#;;plain;hello there, this is a row of some length',
  '#;0000;"said ""canary-#"" twice";x',
  '#;1111;;"line ends\r\n\r\nand a blank one, b@example.org"',
];
const BROKEN = ['#;12;x;"never closed', '#;"open" then text;x;y', '#;1;2;3;4;5', ''];

describe('cli/run/row-blocks', function () {
  this.timeout(120_000);

  it('gives the bytes, counts and places of one thread, wherever quotes and line ends stand', async () => {
    const row = fc.constantFrom(...ROWS, ...ROWS, ...ROWS, ...BROKEN);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 3000, max: 200_000 }),
        async (rows, end, size) => {
          await expectSame('csv', table(HEADER, [...rows, ROWS[1]], end), size);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('cuts where a row begins, and nowhere else', async () => {
    const { pieces } = await expectSame('csv', table(HEADER, [ROWS[0], ROWS[3]], '\n'));
    expect(pieces).to.have.length.above(1);
    for (const { first, last } of pieces) expect(first && last).to.equal(true);
    for (const { bytes } of pieces.slice(1)) expect(Buffer.from(bytes.subarray(0, 20)).toString()).to.match(/^\d+;1\d\d\d;/);
  });

  it('does not cut behind a row of which only what follows tells that it is broken', async () => {
    const good = '1;1234;x;good\n';
    const before = `${HEADER}\n${good.repeat((BLOCK - HEADER.length) / good.length)}`;
    for (const broken of ['1;"never closed', '1;1234;"open" then text;x'])
      await expectSame('csv', `${before}${broken}\n${table(ROWS[0], ROWS, '\n')}`);
  });

  it('reads tables without a header, between tabs, and with old line ends', async () => {
    expect((await expectSame('csv', table('1;2;3;4', ROWS, '\n'))).pieces).to.have.length.above(1);
    expect(
      (await expectSame('tsv', table('id\tpin\tname', ['#\t1234\t5" disk', '#\t12\tc@example.com'], '\n'))).pieces,
    ).to.have.length.above(1);
    expect((await expectSame('csv', table('id,pin', ['#,1234', '#,x@example.com'], '\r'))).pieces).to.have.length.above(1);
  });

  it('goes on in the middle as if it had begun at the start', async () => {
    const bytes = Buffer.from(table(HEADER, ROWS, '\n'));
    const { pieces, out } = await inRows('csv', bytes);
    const rest = await inRows('csv', bytes, 65536, pieces[1].offset);
    expect(rest.out.length).to.be.above(1000);
    expect(out.endsWith(rest.out)).to.equal(true);
    expect(rest.pieces.map(({ offset }) => offset)).to.deep.equal(pieces.slice(1).map(({ offset }) => offset));
  });

  it('passes on bit by bit what is no row for long', async () => {
    const before = table(HEADER, ROWS, '\n', BLOCK / 2);
    const { pieces } = await expectSame(
      'csv',
      `${before}1;1234;${'long and plain '.repeat((2 * LONGEST) / 15)};y\n${table('1;1234;x;y', ROWS, '\n')}`,
    );
    expect(Math.max(...pieces.map(({ bytes }) => bytes.length))).to.be.below(LONGEST + 2 * 65536);
    expect(pieces.at(-1)?.first).to.equal(true);
  });

  it('reads a header that is longer than what a table is told by', async () => {
    await expectSame('csv', table(`id;${'name '.repeat(HEAD_BYTES / 5)};x;y`, ROWS, '\n'));
  });
});
