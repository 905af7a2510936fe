import { expect } from 'chai';
import fc from 'fast-check';
import { type Entity, MimeScanner } from '../../src/formats/mime-scanner.ts';
import { cut } from '../support/json-texts.ts';

/** What is shown of a text, one line an event; bodies in one piece. */
function events(
  text: string,
  sizes: readonly number[] = [],
  mbox = false,
  limits: { maxMessages?: number; maxParts?: number } = {},
): string[] {
  const shown: string[] = [];
  let body = '';
  const latin1 = (bytes: Uint8Array, start: number, end: number) => Buffer.from(bytes.subarray(start, end)).toString('latin1');
  const say = (what: string, entity: Entity, value: string) =>
    shown.push(`${what} ${entity.type}${entity.problem ?? ''} ${JSON.stringify(value)}`);
  const scanner = new MimeScanner(
    {
      message: () => shown.push('message'),
      envelope: (bytes, start, end) => shown.push(`envelope ${JSON.stringify(latin1(bytes, start, end))}`),
      head: (entity, bytes, start, end) => say('head', entity, latin1(bytes, start, end)),
      body: (entity, bytes, start, end, last) => {
        body += latin1(bytes, start, end);
        if (!last) return;
        if (body !== '') say('body', entity, body);
        body = '';
      },
      delimiter: (entity, bytes, start, end) => say('line', entity, latin1(bytes, start, end)),
      end: () => shown.push('end'),
    },
    { mbox, ...limits },
  );
  let rest = Buffer.alloc(0);
  for (const chunk of cut(Buffer.from(text, 'latin1'), sizes)) {
    rest = Buffer.concat([rest, chunk]);
    rest = rest.subarray(scanner.scan(rest, 0, rest.length, false));
  }
  scanner.scan(rest, 0, rest.length, true);
  return shown;
}

const MULTIPART = 'Content-Type: multipart/mixed; boundary=b\n\n';

describe('formats/mime-scanner', () => {
  it('shows headers, the text around parts, and the parts', () => {
    expect(events(`${MULTIPART}before\n--b\nContent-Type: text/html\n\n<p>\n--b\n\nplain\n--b--\nafter\n`)).to.deep.equal([
      'message',
      `head multipart/mixed ${JSON.stringify(MULTIPART)}`,
      'body multipart/mixed "before"',
      'line multipart/mixed "\\n--b\\n"',
      'head text/html "Content-Type: text/html\\n\\n"',
      'body text/html "<p>"',
      'line multipart/mixed "\\n--b\\n"',
      'head text/plain "\\n"',
      'body text/plain "plain"',
      'line multipart/mixed "\\n--b--\\n"',
      'body multipart/mixed "after\\n"',
      'end',
    ]);
  });

  it('ends a part without an empty line behind its headers, and one within another that was not closed', () => {
    const inner = '--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nSubject: x\n--b--';
    expect(events(MULTIPART + inner).slice(2)).to.deep.equal([
      'line multipart/mixed "--b\\n"',
      'head multipart/alternative "Content-Type: multipart/alternative; boundary=c\\n\\n"',
      'line multipart/alternative "--c\\n"',
      'head text/plain "Subject: x\\n"',
      'line multipart/mixed "--b--"',
      'end',
    ]);
  });

  it('takes up a delimiter again behind the last one, as some readers do', () => {
    expect(events(`${MULTIPART}--b--\nx\n--b\n\ny`).slice(-4)).to.deep.equal(
      ['body multipart/mixed "x"', 'line multipart/mixed "\\n--b\\n"', 'head text/plain "\\n"', 'body text/plain "y"', 'end'].slice(-4),
    );
  });

  it('loses nothing behind a message of no bytes', () => {
    const shown = events('Content-Type: multipart/digest; boundary=d\n\n--d\n--d\n\nSubject: x\n\ny\n--d--\n');
    expect(shown.filter((event) => event.startsWith('head'))).to.have.length(5);
    expect(shown).to.include('body text/plain "y"');
  });

  it('does not take longer or shorter lines for a delimiter', () => {
    expect(events(`${MULTIPART}--bb\n--b-\n-b\n --b\n`).slice(2, 3)).to.deep.equal(['body multipart/mixed "--bb\\n--b-\\n-b\\n --b\\n"']);
  });

  it('reads messages in messages down to a limit', () => {
    const deep = (levels: number) => 'Content-Type: message/rfc822\n\n'.repeat(levels) + 'Subject: innermost\n\nx';
    expect(events(deep(50)).at(-2)).to.equal('body text/plain "x"');
    expect(events(deep(51)).filter((event) => event.includes('depth'))).to.have.length(2);
    expect(events(deep(100_000)).length).to.be.lessThan(60);
  });

  it('reads multiparts in multiparts down to a limit', () => {
    let text = '';
    for (let i = 0; i < 200; i++) text += `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`;
    expect(events(text).filter((event) => event.includes('depth'))).to.have.length(2);
  });

  it('trusts nothing that is said twice and differently', () => {
    const twice = events('Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n\nx');
    expect(twice[1]).to.match(/^head text\/plainsyntax /);
    expect(events('Content-Type: multipart/mixed\n\nx')[1]).to.match(/syntax/);
    expect(events('Content-Type: text/html\ncontent-type: text/html\n\nx')[1]).not.to.match(/syntax/);
  });

  it('parts the messages of an mbox, and nothing that merely begins like one', () => {
    const text =
      'From a Tue Nov  3 10:00:00 2026\nSubject: 1\n\nFrom here on\n\n>From b 10:00\n\nFrom what I know\nit goes on\n\nFrom b\nSubject: 2\n\nx\nFrom c Tue Nov  3 10:00:00 2026\n';
    expect(events(text, [], true)).to.deep.equal([
      'message',
      'envelope "From a Tue Nov  3 10:00:00 2026\\n"',
      'head text/plain "Subject: 1\\n\\n"',
      'body text/plain "From here on\\n\\n>From b 10:00\\n\\nFrom what I know\\nit goes on\\n\\n"',
      'end',
      'message',
      'envelope "From b\\n"',
      'head text/plain "Subject: 2\\n\\n"',
      'body text/plain "x\\nFrom c Tue Nov  3 10:00:00 2026\\n"',
      'end',
    ]);
  });

  it('shows the same however it is cut, and every byte once', () => {
    const line = fc.constantFrom(
      'From a Tue Nov  3 10:00:00 2026',
      'From here',
      'Subject: x',
      ' folded',
      'Content-Type: multipart/mixed; boundary=b',
      'Content-Type: multipart/alternative; boundary=bb',
      'Content-Type: message/rfc822',
      'Content-Type: multipart/digest; boundary=b',
      '--b',
      '--bb ',
      '--b--',
      '--',
      'text',
      `--${'long'.repeat(300)}`,
      '',
      '',
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.constantFrom('\n', '\r\n'), sizes, fc.boolean(), (lines, newline, cuts, mbox) => {
        const text = lines.join(newline);
        const whole = events(text, [], mbox);
        expect(events(text, cuts, mbox)).to.deep.equal(whole);
        expect(whole.map((event) => (/"/.test(event) ? (JSON.parse(event.slice(event.indexOf('"'))) as string) : '')).join('')).to.equal(
          text,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('takes time in proportion to the length', () => {
    const started = performance.now();
    for (const unit of ['--b\n', '--b--\n', '\n--', 'From \n\n', 'a:b\n', ' \n', '\n']) {
      events(MULTIPART + unit.repeat(60_000), [], true);
      events(unit.repeat(60_000), [], true);
    }
    expect(performance.now() - started).to.be.lessThan(15_000);
  });
});
