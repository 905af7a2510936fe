import { expect } from 'chai';
import fc from 'fast-check';
import { csv, NO_HEADER, tsv } from '../../src/formats/csv.ts';
import type { SpanVisitor } from '../../src/formats/span.ts';
import { sniff } from '../../src/formats/sniff.ts';
import type { Finding, Redactor } from '../../src/types.ts';
import { fixturesOf, keepsPromises, runFormat } from '../support/format-properties.ts';
import { secretRedactor } from '../support/secret-redactor.ts';

describe('formats/csv', () => {
  keepsPromises({ scanner: csv.scanner, fixtures: fixturesOf('csv') });

  const cells = (text: string | Uint8Array) => {
    const seen: string[] = [];
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    csv
      .scanner({ span: (span) => seen.push(`${span.kind} ${span.field ?? '-'} ${span.path} ${span.decode()}`) })
      .scan(bytes, 0, bytes.length, true);
    return seen;
  };

  it('names cells by the header when there is one', () => {
    expect(cells('id,Billing Address\n1,"x, ""y"""\n2,z,more\n')).to.deep.equal([
      'key - $[0] id',
      'key - $[1] Billing Address',
      'string id $.id 1',
      'string Billing Address $["Billing Address"] x, "y"',
      'string id $.id 2',
      'string Billing Address $["Billing Address"] z',
      'string - $[2] more',
    ]);
  });

  for (const [why, text, header] of [
    ['names', 'customer_id,plan\n1,a\n', true],
    ['names of which none is known, above other things', 'kund,belopp\nAnna,12\nBo,7\n', true],
    ['rows that are all alike', 'Anna,Malmberg\nBo,Lundin\n', false],
    ['a first row with a value', 'name,anna@example.com\nx,y\n', false],
    ['the same name twice', 'id,id\n1,2\n', true],
    ['names of which one begins with a digit', 'Ticket ID,24h SLA met,1. Rating,2023 total\n4,yes,3,7\n', true],
    ['names with signs', 'Name,Antal > 3,% resolved,Time (UTC+1),Custom field 360012345678,-\nx,5,17,9,x,y\n', true],
    ['whole sentences', `id,${'How would you rate the help that you got? '.repeat(3)},Why?\n1,5,x\n`, true],
    ['years', 'Region,2023,2024\nNorth,12,13\n', true],
    ['a row of data with a number', '1,Anna,note\n2,Bo,note\n', false],
    ['a row of data with a date', '2026-01-02,Anna,note\n2026-01-03,Bo,note\n', false],
    ['a row of data with a number that is told by a word', 'Anna,order 12345678,x\nBo,order 12345679,x\n', false],
    ['nothing below', 'Anna,Bo', false],
    ['empty names', 'id,,note\n1,,x\n', true],
  ] as const)
    it(`${header ? 'sees' : 'sees no'} header: ${why}`, () => {
      expect(cells(text).some((cell) => cell.startsWith('key'))).to.equal(header);
    });

  it('finds the header below titles', () => {
    const table = 'Tickets of May,,\n\nMade on,2026-05-31,\nid,name,note\n1,x,y\n';
    expect(cells(table)).to.deep.equal([
      'string - $[0] Tickets of May',
      'string - $[0] Made on',
      'string - $[1] 2026-05-31',
      'key - $[0] id',
      'key - $[1] name',
      'key - $[2] note',
      'string id $.id 1',
      'string name $.name x',
      'string note $.note y',
    ]);
  });

  it('tells columns of one name apart in their paths, which one name chooses all the same', () => {
    expect(cells('id,note,note,id\n1,x,y,2\n').slice(4)).to.deep.equal([
      'string id $.id 1',
      'string note $.note x',
      'string note $.note[1] y',
      'string id $.id[1] 2',
    ]);
  });

  for (const [text, notes] of [
    ['Anna,Malmberg\nBo,Lundin\n', 1],
    ['id,name\n1,Bo\n', 0],
    ['', 0],
  ] as const)
    it(`says ${notes === 0 ? 'nothing' : 'that there is no header'} of ${JSON.stringify(text)}`, () => {
      const told: string[] = [];
      csv.scanner({ span: () => undefined, noted: (note) => told.push(note) }).scan(Buffer.from(text), 0, text.length, true);
      expect(told).to.deep.equal(Array(notes).fill(NO_HEADER));
    });

  for (const [text, count] of [
    ['a;b,c;d\n1;2;3\n', 6],
    ['a|b\n1|2\n', 4],
    ['a\tb\n1\t2, 3\n', 4],
    ['sep=|\na,b|c\n1,2|3\n', 4],
    ['"a, b";"c"\n"d, e";"f"\n', 4],
  ] as const)
    it(`tells what stands between cells: ${JSON.stringify(text)}`, () => expect(cells(text).length).to.equal(count));

  it('reads what is no UTF-8 as Windows-1252, cell by cell', () => {
    expect(cells(Buffer.from('id,x\n1,\x8aim\x92s \x80\x81\n2,G\xc3\xb6ran\n', 'latin1')).slice(3)).to.deep.equal([
      'string x $.x \u0160im\u2019s \u20ac\x81',
      'string id $.id 2',
      'string x $.x G\u00f6ran',
    ]);
  });

  it('reads a mail header in a cell as text of that cell', () => {
    expect(cells('id,headers\n1,"From: a\r\nTo: b"\r\n').at(-1)).to.equal('string headers $.headers From: a\r\nTo: b');
  });

  /** Replaces `secret` with what a test wants. */
  const writes = (replacement: string): Redactor => ({
    ...secretRedactor(),
    redact: (text) => {
      const at = text.indexOf('secret');
      const findings: Finding[] =
        at < 0 ? [] : [{ category: 's', type: 't', start: at, end: at + 6, score: 1, rule: 's/t', action: 'remove' }];
      return { text: text.replace('secret', () => replacement), findings, degraded: false };
    },
  });

  for (const [why, text, replacement, expected] of [
    ['quotes a cell that needs it now', 'id,x\n1,a secret \u00e5\n', 'b,c', 'id,x\n1,"a b,c \u00e5"\n'],
    ['doubles quotes that were there', 'id,x\n1,5" secret\n', 'b\nc', 'id,x\n1,"5"" b\nc"\n'],
    ['doubles quotes in a replacement', 'id,x\n1,"secret"\n', '"b"', 'id,x\n1,"""b"""\n'],
    ['leaves a cell that does not need it', 'id,x\n1,a secret\n', 'b;"c"', 'id,x\n1,a b;"c"\n'],
    ['begins no formula', 'id,x\n1,secret\n2,"secret"\n', '=1+1', 'id,x\n1,\'=1+1\n2,"\'=1+1"\n'],
    ['begins no formula, in quotes that are new', 'id,x\n1,secret\n', '@a,b', 'id,x\n1,"\'@a,b"\n'],
    ['keeps a formula that was there', 'id,x\n1,=secret\n2,+secret\n', '1', 'id,x\n1,=1\n2,+1\n'],
    ['is written in the letters of the cell', 'id,x\n1,\xe5 secret\n', '\u0160\u4e2d', 'id,x\n1,\xe5 \x8a\xe4\xb8\xad\n'],
  ] as const)
    it(`a replacement ${why}`, () => {
      const encoding = why.includes('letters') ? 'latin1' : 'utf8';
      expect(runFormat(csv.scanner, Buffer.from(text, encoding), writes(replacement)).bytes.toString(encoding)).to.equal(expected);
    });

  it('replaces a broken row by one of the same width, and goes on where a row of that width stands', () => {
    const { text, failed } = runFormat(
      csv.scanner,
      'id,a,b\n1,"x" y,z\nof secret1","w"\n2,secret2,c\n3,"d,\n4,secret3,e',
      secretRedactor(),
    );
    expect(text).to.equal('id,a,b\n[REDACTION_FAILED],,\n2,[S],c\n[REDACTION_FAILED],,\n4,[S],e');
    expect(failed).to.deep.equal(['2 @9 syntax', '4 @47 incomplete']);
  });

  it('gives the same for any text, however it is cut, and lets nothing out of what is broken', () => {
    const piece = fc.constantFrom(
      'a',
      ',',
      ',',
      ';',
      '"',
      '"',
      '""',
      '\n',
      '\n',
      '\r\n',
      '\r',
      '\t',
      'secret7',
      '\u00e5',
      'id,x\n',
      '1,2\n',
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    let failures = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), sizes, (pieces, cuts) => {
        const text = pieces.join('');
        const whole = runFormat(csv.scanner, text, secretRedactor());
        expect(runFormat(csv.scanner, text, secretRedactor(), cuts)).to.deep.equal(whole);
        expect(whole.text).to.not.include('secret');
        failures += whole.failed.length;
        const nothing = runFormat(csv.scanner, text, {
          ...secretRedactor(),
          redact: (one) => ({ text: one, findings: [], degraded: false }),
        });
        if (nothing.failed.length === 0) expect(nothing.text).to.equal(text);
      }),
      { numRuns: 1000 },
    );
    // Else it was no test of what is broken.
    expect(failures).to.be.greaterThan(100);
  });

  it('gives the same behind its first bytes, which alone are waited for, however it is cut', () => {
    const start = { dialect: { delimiter: 0x2c, quote: 0x22, newline: 0x0a }, width: 2, columns: [] };
    const behind = (visitor: SpanVisitor) => csv.scanner(visitor, start);
    const row = fc.constantFrom('1,2', '1,2', '"a, ""b""",secret7', '"x" y,2', '3,"never', '1,2,3', '"on two\r\nlines",secret8', '');
    const end = fc.constantFrom('\r\n', '\r\n', '\n', '\r');
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(row, end), { maxLength: 12 }), sizes, (rows, cuts) => {
        const text = rows.flat().join('');
        expect(runFormat(behind, text, secretRedactor(), cuts)).to.deep.equal(runFormat(behind, text, secretRedactor()));
      }),
      { numRuns: 1000 },
    );
  });

  it('numbers the names of columns that become equal', () => {
    expect(runFormat(csv.scanner, 'secret1,secret2,id\na,b,c\n', secretRedactor()).text).to.equal('[S],[S]#2,id\na,b,c\n');
  });

  it('redacts a cell too long to hold as if it held it, in quotes or not', () => {
    const units = ['a ', '\u00e5', '\u20ac', '\ud83d\ude00', 'secret12 ', '"', ';'];
    let body = '';
    for (let i = 0; body.length < 1_500_000; i++) body += units[(i * i + (i >> 3)) % units.length];
    const redacted = secretRedactor().redact(body).text;
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    for (const sizes of [[65_536], [1 << 20], [3_000_000]]) {
      const { text, failed } = runFormat(csv.scanner, `id,x\n1,${body}\n2,${quoted(body)}\n3,secret4\n`, secretRedactor(), sizes);
      expect(failed).to.deep.equal([]);
      expect(text === `id,x\n1,${redacted}\n2,${quoted(redacted)}\n3,[S]\n`, `chunks of ${sizes}`).to.equal(true);
    }
  });

  it('keeps together what belongs together in a long cell: quotes that are doubled, halves of a pair', () => {
    // The parts are of 256 KiB, so that the end of the first falls between two quotes.
    const body = `${'x'.repeat(256 * 1024 - 1)}""`.repeat(20);
    const blind = { ...secretRedactor(), redact: (text: string) => ({ text, findings: [], degraded: false }) };
    const table = `id,x\n1,"${body}"\n`;
    expect(runFormat(csv.scanner, table, blind, [100_000]).failed).to.deep.equal([]);
    expect(runFormat(csv.scanner, table, blind, [100_000]).text === table).to.equal(true);
    const halves: Redactor = {
      ...secretRedactor(),
      redact: (text) => ({
        text: text.replaceAll('\ud83d', '[S]'),
        findings: [...text.matchAll(/\ud83d/g)].map(({ index }) => ({
          ...{ category: 's', type: 't', start: index, end: index + 1 },
          ...{ score: 1, rule: 's/t', action: 'remove' },
        })),
        degraded: false,
      }),
    };
    const smiles = `${'x'.repeat(50)}\ud83d\ude00`.repeat(40_000);
    expect(runFormat(csv.scanner, `id,x\n1,"${smiles}"\n`, halves, [100_000]).text).to.equal(
      `id,x\n1,"${smiles.replaceAll('\ud83d\ude00', '[S]')}"\n`,
    );
  });

  it('takes a quoted cell of many lines without an end for one whose quote was never closed', () => {
    const row = '2,secret1,x\n';
    const { text, failed } = runFormat(csv.scanner, `id,a,b\n1,"open,x\n${row.repeat(380_000)}`, secretRedactor(), [65_536]);
    expect(failed).to.deep.equal(['2 @9 incomplete']);
    expect(text === `id,a,b\n[REDACTION_FAILED],,\n${'2,[S],x\n'.repeat(380_000)}`).to.equal(true);
  });

  it('holds little, however long a cell without an end is', () => {
    const part = Buffer.from(`${'x'.repeat(65_000)} secret1 `);
    let longest = 0;
    const scanner = csv.scanner({ span: () => undefined, part: (span) => (longest = Math.max(longest, span.end - span.start)) });
    let rest = Buffer.from('id,x\n1,"');
    let held = 0;
    for (let i = 0; i < 100; i++) {
      const window = Buffer.concat([rest, part]);
      rest = window.subarray(scanner.scan(window, 0, window.length, false));
      held = Math.max(held, rest.length);
    }
    expect(held).to.be.lessThan(2 << 20);
    expect(longest)
      .to.be.greaterThan(1000)
      .and.lessThan(1 << 20);
    expect(scanner.scan(rest, 0, rest.length, true)).to.equal(0);
    expect(scanner.problem).to.equal('incomplete');
  });

  for (const [text, expected] of [
    ['id,name\n1,Anna\n2,Bo\n', 'csv'],
    ['a,b,c\n1,2,3\n4,5,6\n', 'csv'],
    ['\ufeffid;name\r\n1;Anna\r\n', 'csv'],
    ['2026-01-02 10:00:00,INFO,started\n2026-01-02 10:00:01,INFO,done\n2026-01-02 10:00:01,WARN,late\n', 'csv'],
    ['id\tname\n1\tAnna\n', 'tsv'],
    ['id,note,note\n1,x,y\n', 'csv'],
    ['id,name,note\n1,x,y,z\n', 'csv'],
    ['id,name,note\n1,"x" y,z\n2,a,b\n', 'csv'],
    ['Tickets of May\n\nid,name,note\n1,x,y\n2,x,y\n', 'csv'],
    ['id,name\n1,a\n2,b\n3,c,d\n4,e\n', 'csv'],
    ['Hello Anna, thanks\nBest, Bo\n', 'text'],
    ['Dear Anna,\nthanks, all, for this.\n', 'text'],
    ['one, two, three\nfour, five, six\nseven, eight, nine\n', 'text'],
    ['id,name\n', 'text'],
  ] as const)
    it(`takes ${JSON.stringify(text)} for ${expected}`, () => expect(sniff(Buffer.from(text), true)).to.deep.equal({ format: expected }));

  it('takes a table for one in which a quote is never closed, and many rows stand behind it', () => {
    const head = Buffer.from(`id,name,note\n1,"x,y\n${'2,a,b\n'.repeat(20_000)}`).subarray(0, 64 * 1024);
    expect(sniff(head, false)).to.deep.equal({ format: 'csv' });
  });

  it('goes by the name of a file where its content leaves a choice', () => {
    expect(sniff(Buffer.from('email\na@example.com\n'), true, 'x.CSV')).to.deep.equal({ format: 'csv' });
    expect(sniff(Buffer.from('{"a":1}\n{"a":2}\n'), true, 'x.csv')).to.deep.equal({ format: 'ndjson' });
    expect(sniff(Buffer.from('a\tb\nc\td\n'), true, 'x.csv')).to.deep.equal({ format: 'tsv' });
  });
});

describe('formats/csv, between tabs', () => {
  keepsPromises({ scanner: tsv.scanner, fixtures: fixturesOf('tsv') });
});
