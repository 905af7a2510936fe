import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { CommandFolder, tickets } from '../support/cli.ts';

/** Tags of a page in order; throws when one is not closed, or a `<` stands where none may. */
function tagsOf(page: string): string[] {
  const open: string[] = [];
  const all: string[] = [];
  for (const [, markup] of page
    .replace(/^<!doctype html>/, '')
    .replace(/<style>[^<]*<\/style>/, '')
    .matchAll(/<([^>]*)>/g)) {
    const match = /^(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)$/.exec(markup);
    if (match === null) throw new Error(`no tag: ${markup.slice(0, 60)}`);
    const [, closes, name, , alone] = match;
    if (closes !== '') expect(open.pop()).to.equal(name);
    else if (alone === '' && name !== 'meta') open.push(name);
    all.push(name);
  }
  expect(open).to.deep.equal([]);
  return all;
}

describe('cli/html-report', function () {
  this.timeout(60_000);
  let folder: CommandFolder;
  beforeEach(() => {
    folder = new CommandFolder();
  });
  afterEach(() => folder.remove());

  function page(name: string, content: string, ...options: string[]): string {
    folder.file(name, content);
    folder.run(['redact', name, '-o', 'out', '--report', 'report.html', '--quiet', ...options]);
    return readFileSync(folder.at('report.html'), 'utf8');
  }

  it('shows counts as charts, with nothing from outside and no value', () => {
    const report = page('a.ndjson', `${tickets(3000)}{"cut`, '--workers', '2');
    expect(tagsOf(report)).to.include.members(['svg', 'rect', 'title', 'section']).and.not.to.include.members(['script']);
    for (const words of ['By category', 'By rule', 'By field', 'By place in the input', '$.body', 'card/pan', 'record 3001 ends too early'])
      expect(report).to.include(words);
    expect(report).to.include(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`);
    expect(report).not.to.match(/https?:|url\(|@import|src=|href=/);
    expect(report).not.to.match(/4111 1111|anna\.lind|118-2204417/);
    expect(report).to.include('prefers-color-scheme: dark');
  });

  it('compares several inputs, and says what else there is to know', () => {
    folder.file('b.csv', 'a,b\n1,2\n');
    folder.file('c.ndjson', '{"t":1,"text":"the quist file"}\n{"t":1,"requester":{"name":"Anna Quist"}}\n');
    folder.run(['redact', 'b.csv', 'c.ndjson', '--dry-run', '--report', 'r.html', '--quiet']);
    const two = readFileSync(folder.at('r.html'), 'utf8');
    tagsOf(two);
    expect(two.match(/<th scope="row">(?:b\.csv|c\.ndjson)<\/th>/g)).to.have.lengthOf(2);
    folder.run(['redact', 'c.ndjson', '--conversation', 't', '--dry-run', '--report', 'r.html', '--quiet']);
    const late = readFileSync(folder.at('r.html'), 'utf8');
    expect(late).to.match(/What else to know<\/h3>\n<ul><li>1 late: /);
    expect(late).not.to.include('scope="col"');
  });

  it('is short where nothing was found', () => {
    const report = page('a.ndjson', '{"a":1}\n');
    expect(tagsOf(report)).not.to.include.members(['table']);
    expect(report).to.include('<dd>0</dd>').and.to.include('Every record could be examined.');
  });

  it('takes names of fields for what they are', () => {
    const hostile = [
      '</svg><script>alert(1)</script>',
      '" onload="alert(1)',
      "'><img src=x>",
      '&lt;b&gt;',
      '\u202egnp.exe',
      'x'.repeat(500),
      '__proto__',
    ];
    const report = page(
      'a.ndjson',
      hostile
        .map((name) => `${JSON.stringify({ x: 1 }).replace('"x":1', `${JSON.stringify(name)}:"kort 4111 1111 1111 1111"`)}\n`)
        .join(''),
    );
    expect(tagsOf(report)).not.to.include.members(['script']);
    expect(report).not.to.include('<img').and.not.to.include('\u202e').and.not.to.include('onload="');
    expect(report).to.include('__proto__').and.to.include('&amp;lt;b&amp;gt;').and.to.include('\\u{202e}');
  });

  it('counts many fields as others', () => {
    const report = page('a.ndjson', Array.from({ length: 500 }, (_, i) => `{"f${i}":"kort 4111 1111 1111 1111"}\n`).join(''));
    expect(report).to.match(/161 more/);
  });
});
