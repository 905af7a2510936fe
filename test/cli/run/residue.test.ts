import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { checkOutput } from '../../../src/cli/residue/check-output.ts';
import { fold } from '../../../src/cli/residue/fold.ts';
import { isIdOfMail } from '../../../src/cli/residue/ids-of-mail.ts';
import { Parties } from '../../../src/cli/residue/parties.ts';
import { shapesIn } from '../../../src/cli/residue/shapes.ts';
import { DEFAULT_LIMITS } from '../../../src/formats/archive-limits.ts';
import { createRedactor } from '../../../src/redactor.ts';
import { CommandFolder, tickets } from '../../support/cli.ts';

const bytes = (text: string) => Buffer.from(text);
const seen = (text: string) => [...shapesIn(fold(bytes(text)))].map(({ shape, byte }) => `${shape} ${byte}`);

describe('cli/residue', function () {
  this.timeout(60_000);

  for (const [text, shape] of [
    ['x 4111111111111111', 'card number 2'],
    ['x 4111 1111 1111 1111', 'card number 2'],
    ['x 4111<b>1111</b>1111&nbsp;1111', 'card number 2'],
    ['x 4111\\u002d1111-1111\\t1111', 'card number 2'],
    ['x 4111\u200b1111 1111 1111', 'card number 2'],
    ['x \uff14\uff11\uff11\uff11 1111 1111 1111', 'card number 2'],
    ['{"pan":378282246310005}', 'card number 7'],
    ['x 12 4111 1111 1111 1111', 'card number 5'],
    ['NL91 ABNA 0417 1643 00 graag', 'IBAN 0'],
    ['to nl91abna0417164300', 'IBAN 3'],
    ['x anna.lind@example.com', 'e-mail address 2'],
    ['x anna.lind&#64;example.com', 'e-mail address 2'],
    ['x anna.lind\\u0040example<wbr>.com', 'e-mail address 2'],
    ['<anna.lind@example.com>', 'e-mail address 1'],
  ])
    it(`sees ${JSON.stringify(text)}`, () => expect(seen(text)).to.include(shape));

  for (const text of [
    '411111******1111 [EMAIL] [BANK_ACCOUNT]',
    '{"id":13468129883021,"author_id":360001234567890123}',
    'at 2026-03-10T08:15:30Z, 1741594530000',
    'a@b, @anna, logo@2x.png, 4111 1111 1111 1112',
    'order 118-2204417, 2026-000123',
  ])
    it(`passes over ${text}`, () => expect(seen(text)).to.deep.equal([]));

  it('passes over what the strict policy makes of things to find', () => {
    const text = createRedactor({ policy: 'external' }).redact(tickets(200)).text;
    expect(seen(text)).to.deep.equal([]);
    expect(seen(tickets(200))).not.to.deep.equal([]);
  });

  it('knows parties in any spelling, and alone', () => {
    const parties = new Parties('Anna-Maria Lind\r\n070-174 06 10\nAsk\n');
    const at = (text: string) => [...parties.in(fold(bytes(text)))];
    for (const text of ['> ANNA MARIA  LIND', '> anna\\u002dmaria <b>L\u00efnd</b>', '> annamaria.lind', '> 0701740610', '> +70 174-06 10'])
      expect(at(text), text).to.have.lengthOf(1);
    for (const text of ['Anna Maria Lindholm', 'Johanna Maria Lind', '070-174 06 109', 'ask']) expect(at(text), text).to.deep.equal([]);
  });

  describe('in a run', () => {
    let folder: CommandFolder;
    beforeEach(() => {
      folder = new CommandFolder();
    });
    afterEach(() => folder.remove());

    it('keeps the name from an output, says where, and shows no value', () => {
      folder.file('a.ndjson', '{"a":1}\n{"b":"mail anna.lind@example.com"}\n');
      for (const options of [[], ['--resume']]) {
        const { code, err } = folder.run([
          'redact',
          'a.ndjson',
          '-o',
          'out',
          '--categories',
          'card',
          '--check-output',
          '--quiet',
          ...options,
        ]);
        expect(err).to.match(
          /^sordino: out: line 2, byte 19: looks like an e-mail address\nsordino: ERR_RESIDUE {2}out: 1 place looks like/,
        );
        expect(err).not.to.include('anna');
        expect(code).to.equal(5);
        expect(readdirSync(folder.path)).to.deep.equal(['a.ndjson']);
      }
    });

    it('goes on with the other inputs, and states what was made', () => {
      folder.file('a.ndjson', '{"b":"mail anna.lind@example.com"}\n');
      folder.file('b.ndjson', '{"a":1}\n');
      folder.file('c.ndjson', '{"b":"bo.lind@example.com"}\n');
      folder.file('m.json', 'of an earlier run');
      mkdirSync(folder.at('out'));
      const args = ['redact', 'a.ndjson', 'b.ndjson', 'c.ndjson', '-o', 'out', '--categories', 'card', '--check-output', '--quiet'];
      for (const workers of [[], ['--workers', '2']]) {
        const { code, err } = folder.run([...args, '--manifest', 'm.json', '--report', 'r.json', ...workers]);
        expect(code).to.equal(5);
        expect(err.trim().split('\n').at(-1)).to.match(
          /^sordino: ERR_RESIDUE {2}2 outputs not made: out\/[ac].ndjson, out\/[ac].ndjson; 1 other was made and stands\./,
        );
        expect(readdirSync(folder.at('out'))).to.deep.equal(['b.ndjson']);
        for (const name of ['m.json', 'r.json'])
          expect(readFileSync(folder.at(name), 'utf8'), name)
            .to.include('b.ndjson')
            .and.not.include('a.ndjson');
      }
    });

    it('leaves no report or manifest of an earlier run beside a run that failed', () => {
      folder.file('a.ndjson', '{"b":"mail anna.lind@example.com"}\n');
      folder.file('m.json', 'of an earlier run');
      folder.file('r.json', 'of an earlier run');
      const args = ['redact', 'a.ndjson', '-o', 'out', '--categories', 'card', '--check-output', '--quiet'];
      expect(folder.run([...args, '--manifest', 'm.json', '--report', 'r.json'])).to.include({ code: 5 });
      expect(readdirSync(folder.path)).to.deep.equal(['a.ndjson']);
    });

    it('lets ids of messages and parts stand that name nobody, in their headers and links only', () => {
      const mail = (id: string, text: string) =>
        ['From: a', `Message-ID: <${id}>`, 'References: <1.2.3@mail.example.com>', ` <${id}>`, '', text, ''].join('\r\n');
      const check = (content: string) => {
        folder.file('a.eml', content);
        return folder.run(['redact', 'a.eml', '-o', 'out', '--policy', 'external', '--check-output', '--quiet']).code;
      };
      expect(check(mail('CAF+Bx=7890@mail.example.com', 'see [cid:image001.png@01DA.example.com]'))).to.equal(0);
      const look = (content: string) => seen(content).filter((_, i) => !isIdOfMail(bytes(content), [...shapesIn(fold(bytes(content)))][i]));
      expect(look('Message-ID: <anna.lind@example.com>')).to.deep.equal(['e-mail address 13']);
      expect(look('X: <1.2.3@mail.example.com>')).to.deep.equal(['e-mail address 4']);
      expect(look('Message-ID: <1@example.com>\r\nX: <1.2@example.com>')).to.have.lengthOf(1);
      expect(look('Message-ID: 1.2.3@mail.example.com')).to.have.lengthOf(1);
    });

    it('finds the parties it is told of', () => {
      folder.file('a.txt', 'one\ntwo Brightwater Holdings three\n');
      folder.file('parties', 'brightwater holdings\n');
      const args = ['redact', 'a.txt', '-o', 'out', '--categories', 'card', '--check-output', '--quiet'];
      expect(folder.run([...args, '--parties', 'parties'])).to.include({ code: 5 });
      expect(folder.run(args)).to.deep.equal({ code: 0, out: '', err: '' });
      expect(readFileSync(folder.at('out'), 'utf8')).to.equal('one\ntwo Brightwater Holdings three\n');
    });

    it('sees each place once, wherever its windows meet', async () => {
      for (const before of [1024 * 1024 - 4096 - 5, 1024 * 1024 - 8192 - 5, 1024 * 1024 - 5]) {
        const name = folder.file('big', `${'x'.repeat(before)}\nanna.lind@example.com${' y'.repeat(600_000)}`);
        const said: string[] = [];
        let code: unknown;
        await checkOutput(name, 'big', new Parties(''), DEFAULT_LIMITS, (text) => said.push(text)).catch((error) => {
          ({ code } = error);
        });
        expect(code).to.equal('ERR_RESIDUE');
        expect(said).to.deep.equal([`big: line 2, byte ${before + 1}: looks like an e-mail address`]);
      }
    });
  });
});
