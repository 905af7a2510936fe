import { expect } from 'chai';
import fc from 'fast-check';
import { JsonRedaction, type JsonRedactionOptions } from '../../src/stream/json-redaction.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { createRedactor } from '../../src/redactor.ts';
import { knowing } from '../../src/stream/known-people.ts';
import type { Context, Redactor } from '../../src/types.ts';
import { cut, documentText, lineText } from '../support/json-texts.ts';
import { secretRedactor } from '../support/secret-redactor.ts';

interface Outcome {
  readonly text: string;
  readonly bytes: Buffer;
  readonly failed: string[];
  readonly degraded: string[];
  readonly found: string[];
}

function run(
  input: string | Uint8Array,
  options: Partial<JsonRedactionOptions> = {},
  sizes: readonly number[] = [],
  redactor: Redactor = secretRedactor(),
): Outcome {
  const failed: string[] = [];
  const degraded: string[] = [];
  const found: string[] = [];
  const redaction = new JsonRedaction(redactor, {
    lines: true,
    ...options,
    watch: {
      paths: true,
      found: (finding, where) => found.push(`${where.record} ${where.path} ${where.in} ${finding.start}-${finding.end}`),
      degraded: (where) => degraded.push(`${where.record} ${where.path}`),
      failed: (record, offset, reason) => failed.push(`${record} @${offset} ${reason}`),
    },
  });
  const out: Uint8Array[] = [];
  for (const chunk of cut(typeof input === 'string' ? Buffer.from(input) : input, sizes))
    for (const part of redaction.write(chunk)) out.push(Buffer.from(part));
  out.push(...redaction.end());
  const bytes = Buffer.concat(out);
  return { text: bytes.toString(), bytes, failed, degraded, found };
}

/** Finds nothing in what it is shown. */
const blind: Redactor = { ...secretRedactor(), redact: (text) => ({ text, findings: [], degraded: false }) };
/** Has no rules, and is shown nothing. */
const ruleless = createRedactor({ categories: [] });
const SIZES = [[1], [2], [3], [4], [5], [6], [7], [8], [4096], [1 << 20]];
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const small = { maxRecord: 20, maxString: 6 };

const FIXTURES: Record<string, Buffer> = {
  'needless escapes': Buffer.from('{"a":"\\u00e5\\/\\u0041","b":"\\ud83d\\ude00"}\n'),
  'numbers no double holds': Buffer.from('{"id":360001234567890123,"x":1.0,"y":1e5,"z":-0,"10":1,"9":2}\n'),
  'repeated names': Buffer.from('{"a":1,"a":2}\n'),
  'spaces, CRLF, blank lines': Buffer.from('{ "a" : [ 1 , 2 ] }\r\n\r\n \t\n[]\r\n'),
  'no last newline': Buffer.from('{"a":1}\n{"b":2}'),
  'byte order mark': Buffer.from('\ufeff{"a":1}\n'),
  'bytes that are no UTF-8': Buffer.from('{"a":"G\xf6ran \xff","\xe5":[null,true,false]}\n', 'latin1'),
  'lone surrogates': Buffer.from('{"a":"\\ud800 \\udc00"}\n'),
  empty: Buffer.alloc(0),
  'only a newline': Buffer.from('\n'),
};

describe('stream/json-redaction', () => {
  for (const [name, bytes] of Object.entries(FIXTURES))
    it(`gives every byte back when nothing is found: ${name}`, () => {
      for (const cuts of SIZES) {
        for (const redactor of [blind, ruleless]) {
          expect(run(bytes, {}, cuts, redactor).bytes.equals(bytes), `${cuts}`).to.equal(true);
          expect(run(bytes, small, cuts, redactor).bytes.equals(bytes), `${cuts}, as long records`).to.equal(true);
        }
      }
    });

  it('reads documents behind each other, and replaces those that are broken', () => {
    const text =
      '{\n  "a": "secret1"\n}\n{\n  "a": NaN, "b": "secret2"\n}\n{"a":"secret3"},\n["secret4"]\x1e{"a":"x}\n{"a":"secret5"}\nsecret6\n{"a":"}"}\n';
    const whole = run(text, { lines: false });
    expect(whole.text).to.equal('{\n  "a": "[S]"\n}\n"[REDACTION_FAILED]"\n{"a":"[S]"},\n["[S]"]\x1e"[REDACTION_FAILED]"');
    const good = text.replace('NaN', '1').replace('"x}', '"x"}');
    for (const cuts of SIZES) {
      expect(run(text, { lines: false }, cuts), `${cuts}`).to.deep.equal(whole);
      const { text: out, failed } = run(good, { lines: false, ...small }, cuts);
      expect(out, `${cuts}`).to.equal(good.replace(/^secret6$/m, '"[REDACTION_FAILED]"').replace(/secret\d/g, '[S]'));
      expect(failed.length).to.equal(1);
    }
  });

  it('gives every byte back when nothing is found: any JSON', () => {
    fc.assert(
      fc.property(fc.array(lineText), fc.constantFrom('\n', '\r\n', '\n\n'), sizes, fc.boolean(), (lines, newline, cuts, long) => {
        const text = lines.join(newline);
        for (const redactor of [blind, ruleless]) {
          const result = run(text, long ? small : {}, cuts, redactor);
          expect(result.failed).to.deep.equal([]);
          expect(result.text).to.equal(text);
        }
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(documentText, sizes, (text, cuts) => run(text, { lines: false }, cuts, blind).text === text));
  });

  it('checks every record, and replaces what is broken, with rules or without', () => {
    const shown: Redactor = { ...ruleless, info: { ...ruleless.info, categories: ['secret'] } };
    const anything = fc.array(
      fc.oneof(lineText, fc.constantFrom('{"a":', '"', '\\', '"\\u00', '\u0001', '[1,,2]', '01', 'tru', '}', ' ', 'x\u00e5')),
    );
    fc.assert(
      fc.property(fc.array(anything), sizes, fc.boolean(), fc.boolean(), (records, cuts, long, lines) => {
        const text = records.map((parts) => parts.join('')).join('\n');
        const options = { ...(long ? small : {}), lines, maxDepth: 3 };
        const checked = run(text, options, cuts, ruleless);
        const examined = run(text, options, cuts, shown);
        // Of a long string that breaks off, what waits to be examined goes; here nothing waits.
        if (long) expect(checked.failed).to.deep.equal(examined.failed);
        else expect(checked).to.deep.equal(examined);
      }),
      { numRuns: 500 },
    );
  });

  it('finds people who are known where there are no rules', () => {
    const noRules = createRedactor({ rules: { categories: [], policies: builtinRules.policies }, policy: 'external' });
    const redactor = knowing(noRules, [{ role: 'member', name: 'Anna Berg' }]);
    expect(run('{"a":"ask Anna Berg"}\n', {}, [], redactor).text).to.equal('{"a":"ask [NAME]"}\n');
    expect(run('{"a":"ask Anna Berg"}\n', {}, [], noRules).text).to.equal('{"a":"ask Anna Berg"}\n');
  });

  it('changes the characters of findings and nothing else', () => {
    expect(run('{ "a":"\\u00e5 \\u0073ecret12\\/x", "n": 1.0 }\r\n').text).to.equal('{ "a":"\\u00e5 [S]\\/x", "n": 1.0 }\r\n');
    expect(run(Buffer.from('{"a":"G\xf6 secret1 \xff"}', 'latin1')).bytes.toString('latin1')).to.equal('{"a":"G\xf6 [S] \xff"}');
    expect(run('["\ud83d\ude00secret\ud83d\ude00secret\\ud83d\\ude00"]').text).to.equal('["\ud83d\ude00[S]\ud83d\ude00[S]\\ud83d\\ude00"]');
  });

  it('makes a string of a number that is found', () => {
    expect(run('{"pan": 9912345, "id": 4, "x": 99123.5}').text).to.equal('{"pan": "[S]", "id": 4, "x": "[S].5"}');
  });

  it('looks at names, and shows them redacted in paths', () => {
    const { text, found } = run('{"secret1":{"b":"secret2"},"secret3":0,"x":{"secret4":1}}');
    expect(text).to.equal('{"[S]":{"b":"[S]"},"[S]#2":0,"x":{"[S]":1}}');
    expect(found).to.deep.equal(['1 $["[S]"] key 0-7', '1 $["[S]"].b value 0-7', '1 $["[S]#2"] key 0-7', '1 $.x["[S]"] key 0-7']);
  });

  it('tells the redactor the nearest name and the path', () => {
    const contexts: Context[] = [];
    run('{"to":["x",{"cc":4}],"":"y"}', {}, [], secretRedactor(contexts));
    expect(contexts).to.deep.equal([
      { field: '', path: '$' },
      { field: 'to', path: '$.to[0]' },
      { field: '', path: '$.to[1]' },
      { field: 'cc', path: '$.to[1].cc' },
      { field: '', path: '$[""]' },
    ]);
  });

  it('redacts as the redactor does, whatever the JSON and however it is cut', () => {
    const redactor = secretRedactor();
    const walk = (value: unknown): unknown => {
      if (typeof value === 'string') return redactor.redact(value).text;
      if (Array.isArray(value)) return value.map(walk);
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([k, v]) => [redactor.redact(k).text, walk(v)]));
      return value;
    };
    // Numbers that are found become strings, which a walk over parsed values cannot know.
    const text = lineText.filter((line) => !/[:[,\s]9/.test(line) && !line.startsWith('9'));
    let changed = 0;
    fc.assert(
      fc.property(text, sizes, (line, cuts) => {
        const expected = walk(JSON.parse(line));
        const whole = run(line);
        // Names that became equal are numbered, which the walk above does not do.
        fc.pre(!/#\d+"\s*:/.test(whole.text));
        expect(JSON.parse(whole.text)).to.deep.equal(expected);
        expect(run(line, {}, cuts)).to.deep.equal(whole);
        expect(run(line, { lines: false }, cuts).text).to.equal(whole.text);
        const long = run(line, { maxRecord: 4, maxString: 3 }, cuts);
        expect(long.text).to.equal(whole.text);
        // A name too long to hold is not there to be shown in paths.
        const withoutPath = (found: string[]) => found.map((f) => f.replace(/ \$.* (?=key|value)/, ' '));
        expect(withoutPath(long.found)).to.deep.equal(withoutPath(whole.found));
        if (whole.text !== line) changed++;
      }),
      { numRuns: 500 },
    );
    expect(changed).to.be.greaterThan(100);
  });

  it('redacts strings too long to hold as if it held them', () => {
    const units = ['a ', '\\u00e5', '\\/', '\u20ac', '\ud83d\ude00', '\\ud83d\\ude00', 'secret12', '\\u0073ecret', '\\n'];
    let body = '';
    for (let i = 0; body.length < 300_000; i++) body += units[(i * i + (i >> 3)) % units.length];
    const line = `{"a":"${body}","${body}":"secret1"}\n`;
    const whole = run(line);
    expect(whole.text).to.include('[S]\\u00e5');
    for (const cuts of [[], [4096], [65_537, 1]]) {
      const parts = run(line, { maxRecord: 1000, maxString: 5000 }, cuts);
      expect(parts.text === whole.text, `${cuts}`).to.equal(true);
      expect(parts.found.filter((f) => f.includes('$.a '))).to.deep.equal(whole.found.filter((f) => f.includes('$.a ')));
    }
  });

  it('replaces a broken record, says where, and goes on', () => {
    const { text, failed, found } = run('{"a":"secret1"}\n{"a":"secret2", tru}\r\n\n{"b":1}\n{"c":"secret');
    expect(text).to.equal('{"a":"[S]"}\n"[REDACTION_FAILED]"\r\n\n{"b":1}\n"[REDACTION_FAILED]"');
    expect(failed).to.deep.equal(['2 @32 syntax', '5 @59 incomplete']);
    expect(found).to.deep.equal(['1 $.a value 0-7']);
  });

  it('replaces what it may not go into, and what the redactor cannot read', () => {
    expect(run('[[[1]]]\n[1]\n', { maxDepth: 2 }))
      .to.include({ text: '"[REDACTION_FAILED]"\n[1]\n' })
      .and.to.have.deep.property('failed', ['1 @2 depth']);
    const { text, degraded } = run('{"a":"x boom","b":"murky","boom":"c"}');
    expect(text).to.equal('{"a":"[REDACTION_FAILED]","b":"[REDACTION_FAILED]","[REDACTION_FAILED]":"c"}');
    expect(degraded).to.deep.equal(['1 $.a', '1 $.b', '1 $["[REDACTION_FAILED]"]']);
  });

  it('lets nothing out of a record that is cut off or spoilt at any byte', () => {
    const canary = 'secret777';
    const line = `{"k":{"${canary}":["${canary}",9977777,{"x":"\\u0073ecret777 \u00e5"}]},"n":1}`;
    const bytes = Buffer.from(line);
    for (let at = 0; at < bytes.length; at++) {
      const truncated = bytes.subarray(0, at);
      const spoilt = Buffer.concat([truncated, Buffer.from([7]), bytes.subarray(at)]);
      for (const broken of [truncated, spoilt])
        for (const options of [{}, { lines: false }, { maxRecord: 10, maxString: 5 }, { maxRecord: 10, maxString: 5, lines: false }]) {
          const { text, failed } = run(Buffer.concat([broken, Buffer.from('\n')]), options, [3]);
          expect(text).not.to.match(/777|secre/);
          if (at > 0) expect(failed.length, `${at}`).to.equal(1);
        }
    }
  });

  it('goes on after a long record that is broken', () => {
    const line = `{"a":["x","secret1","${'y'.repeat(50)}",,"secret2"]}`;
    for (const cuts of SIZES) {
      const { text, failed } = run(`${line}\n{"b":"secret3"}\n`, { maxRecord: 30, maxString: 10 }, cuts);
      expect(text).to.equal(`{"a":["x","[S]","${'y'.repeat(50)}","[REDACTION_FAILED]"\n{"b":"[S]"}\n`);
      expect(failed).to.deep.equal(['1 @73 syntax']);
    }
  });

  it('sees that a long record ends too early, when all before its end was right', () => {
    const line = `{"a":["x","${'y'.repeat(50)}"]`;
    for (const cuts of [...SIZES, [line.length]]) {
      expect(run(`${line}\n{}\n`, { maxRecord: 30 }, cuts).text, `${cuts}`).to.equal(`${line}"[REDACTION_FAILED]"\n{}\n`);
      expect(run(line, { maxRecord: 30 }, cuts).failed).to.deep.equal([`1 @${line.length} incomplete`]);
    }
  });

  it('examines the chosen paths only, and every name', () => {
    const { text } = run('{"a":"secret","b":"secret","secret":1}', { selects: (path) => path === '$.b' });
    expect(text).to.equal('{"a":"secret","b":"[S]","[S]":1}');
  });

  it('does not keep what it has given out', () => {
    for (const redactor of [blind, ruleless]) {
      const redaction = new JsonRedaction(redactor, { lines: true, maxRecord: 1 << 20 });
      const chunk = Buffer.alloc(1 << 16, 'x');
      let out = 0;
      for (let i = 0; i <= 200; i++) for (const part of redaction.write(i === 0 ? Buffer.from('{"a":"') : chunk)) out += part.length;
      expect(6 + 200 * chunk.length - out).to.be.lessThan(3 << 20);
    }
  });

  it('reads a string that is a JSON document by its fields', () => {
    const inner = JSON.stringify({ secret1: 9912345, 'x"y': ['\u00e5 \ud83d\ude00 secret2', '{"deep":"secret3"}'], n: 1.0 });
    const { text, found } = run(`{"a":${JSON.stringify(` ${inner}\n`)},"b":"{secret4}"}`);
    const expected = JSON.stringify({ '[S]': '[S]', 'x"y': ['\u00e5 \ud83d\ude00 [S]', '{"deep":"[S]"}'], n: 1.0 });
    expect(JSON.parse(text)).to.deep.equal({ a: ` ${expected}\n`, b: '{[S]}' });
    expect(found).to.deep.equal([
      '1 $.a["[S]"] key 0-7',
      '1 $.a["[S]"] value 0-7',
      '1 $.a["x\\"y"][0] value 5-12',
      '1 $.a["x\\"y"][1].deep value 0-7',
      '1 $.b value 1-8',
    ]);
  });

  it('tells the redactor the fields of a document in a string', () => {
    const contexts: Context[] = [];
    run(JSON.stringify({ to: '{"cc":["x"]}', from: '["y"]' }), {}, [], secretRedactor(contexts));
    expect(contexts.filter(({ field }) => field !== '')).to.deep.equal([
      { field: 'cc', path: '$.to.cc[0]' },
      { field: 'from', path: '$.from[0]' },
    ]);
  });

  it('gives the bytes of a document in a string back, whatever it is and however it is cut', () => {
    fc.assert(
      fc.property(documentText, sizes, (document, cuts) => {
        const line = `{"a":${JSON.stringify(document)},"b":${JSON.stringify(JSON.stringify(document))}}\n`;
        expect(run(line, {}, cuts, blind).text).to.equal(line);
        const inner = run(document, { lines: false });
        fc.pre(inner.failed.length === 0 && /^\s*[[{]/.test(document));
        expect((JSON.parse(run(line, {}, cuts).text) as { a: string }).a).to.equal(inner.text);
      }),
    );
  });

  /** Finds what stands in `name`, and numbers in `phone`, and nothing anywhere else. */
  const byField: Redactor = {
    ...secretRedactor(),
    redact(text, context = {}) {
      const hides = context.field === 'name' || context.field === 'phone' || text.startsWith('Name: ');
      const start = text.startsWith('Name: ') ? 6 : 0;
      if (!hides) return { text, findings: [], degraded: false };
      const finding = { category: 'c', type: 't', start, end: text.length, score: 1, rule: 'c/t', action: 'remove' };
      return { text: `${text.slice(0, start)}[C]`, findings: [finding], degraded: false };
    },
  };
  const carried = (record: unknown, options: Partial<JsonRedactionOptions> = {}) => {
    const { text, found } = run(JSON.stringify(record), options, [], byField);
    return { record: JSON.parse(text) as unknown, found };
  };

  it('replaces what was found in one text of a record in its others too', () => {
    const record = {
      body: 'Hello Anna Malmberg, you are Anna Malmberg.',
      html_body: '<p>Hello Anna Malmberg</p>',
      nested: '{"text":"\u00e5 Anna Malmberg"}',
      from: { name: 'Anna Malmberg', phone: '+46 70 174 06 05' },
      note: 'Call +46 70 174 06 05',
      id: 5,
    };
    const { record: redacted, found } = carried(record);
    expect(redacted).to.deep.equal({
      body: 'Hello [C], you are [C].',
      html_body: '<p>Hello [C]</p>',
      nested: '{"text":"\u00e5 [C]"}',
      from: { name: '[C]', phone: '[C]' },
      note: 'Call [C]',
      id: 5,
    });
    expect(found).to.include.members([
      '1 $.body value 6-19',
      '1 $.body value 29-42',
      '1 $.nested.text value 2-15',
      '1 $.from.name value 0-13',
    ]);
    expect(found.length).to.equal(7);
    expect(carried(record, { carriesValues: false }).found.length).to.equal(2);
  });

  it('replaces whole values only, and none that stand anywhere by chance', () => {
    for (const [value, text] of [
      ['Anna', 'Annabel and JoAnna'],
      ['Anna', 'anna'],
      ['Bo', 'Bo and Bo'],
      ['2026', 'in 2026'],
      ['12345', '12345.50 or 1-12345'],
      ['12345', 'a12345'],
      ['Will', 'Will you come? "Will you?"'],
    ])
      expect(carried({ name: value, text }).record, text).to.deep.equal({ name: '[C]', text });
    for (const [value, text, expected] of [
      ['Anna', 'Anna-Lena, (Anna)', '[C]-Lena, ([C])'],
      ['12345', '#12345, 12345.', '#[C], [C].'],
      ['@anna', 'write @anna.', 'write [C].'],
      ['Will', 'Thanks Will. Will you come?', 'Thanks [C]. Will you come?'],
    ])
      expect(carried({ name: value, text }).record, text).to.deep.equal({ name: '[C]', text: expected });
  });

  it('takes the wider of two that overlap', () => {
    expect(carried({ name: 'Malmberg AB, Riga', text: 'Name: Malmberg AB', more: 'see Malmberg AB, Riga' }).record).to.deep.equal({
      name: '[C]',
      text: 'Name: [C]',
      more: 'see [C]',
    });
    expect(carried({ name: 'Name: Anna', text: 'Name: Anna Malmberg' }).record).to.deep.equal({ name: 'Name: [C]', text: 'Name: [C]' });
  });

  it('carries nothing from one record to the next', () => {
    const { text } = run('{"name":"Anna Malmberg"}\n{"body":"Anna Malmberg"}\n', {}, [], byField);
    expect(text).to.equal('{"name":"[C]"}\n{"body":"Anna Malmberg"}\n');
  });

  it('carries values through a long record in a time that grows with its length', () => {
    const names = (count: number) => Array.from({ length: count }, (_, i) => `+46 70 1740 ${String(i).padStart(6, '0')} x`);
    const time = (count: number) => {
      const line = JSON.stringify({ list: names(count).map((name) => ({ phone: name })), texts: names(count) });
      const begun = performance.now();
      const { text } = run(line, {}, [], byField);
      expect(text).to.not.include('1740');
      return performance.now() - begun;
    };
    time(2000);
    expect(time(20_000)).to.be.lessThan(40 * Math.max(5, time(2000)));
  });
});
