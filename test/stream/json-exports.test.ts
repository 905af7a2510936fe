import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import { JsonRedaction, type JsonRedactionOptions } from '../../src/stream/json-redaction.ts';
import type { Redacted, Redactor } from '../../src/types.ts';
import { looksLikeHtml } from '../../src/text/looks-like-html.ts';
import { blind, runFormat, SIZES } from '../support/joined-properties.ts';
import { root } from '../support/repository.ts';
import { secretRedactor } from '../support/secret-redactor.ts';

const folder = join(root, 'test/formats/fixtures/json-exports');
const names = readdirSync(folder).sort();
const real = createRedactor({ policy: 'external' });

function run(input: string | Uint8Array, redactor: Redactor, sizes: readonly number[] = [], options: Partial<JsonRedactionOptions> = {}) {
  return runFormat((one, watch) => new JsonRedaction(one, { lines: false, ...options, watch }), input, redactor, sizes);
}

/** The same, and faster where the same texts come again and again. */
function remembering(redactor: Redactor): Redactor {
  const known = new Map<string, Redacted>();
  return {
    ...redactor,
    redact(text, context = {}) {
      const { field, path, format, parties } = context;
      const key = JSON.stringify([text, field, path, format, parties]);
      const redacted = known.get(key) ?? redactor.redact(text, context);
      known.set(key, redacted);
      return redacted;
    },
  };
}

/** As a reader would see it: pieces of lists side by side, without tags and with references read; and all digits of each text on their own. */
function shown(value: unknown): string[] {
  if (typeof value === 'string') {
    const seen = looksLikeHtml(value) ? value.replace(/<[^<>]*>/g, '').replace(/&#64;/g, '@') : value;
    return [seen, value, seen.replace(/\D/g, '')];
  }
  if (typeof value !== 'object' || value === null) return [String(value)];
  const below = Object.values(value).flatMap(shown);
  if (!Array.isArray(value)) return [...Object.keys(value), ...below];
  const joined = value.map((item) => (typeof item === 'string' ? item : ((item as { text?: string }).text ?? ''))).join('');
  return [...below, joined, joined.replace(/\D/g, '')];
}

const PLANTED = [
  'anna.canary@example.com',
  '4111111111111111',
  '0701740605',
  '46701740605',
  '46701740606',
  'Zyx',
  'Qwerty',
  'zyxq',
  'zyx',
  '203.0.113.7',
];

describe('stream: exports of chats and tickets as JSON', () => {
  it('plants what it looks for', () => {
    const all = names.flatMap((name) => shown(JSON.parse(readFileSync(join(folder, name), 'utf8')))).join('\n');
    for (const planted of PLANTED) expect(all.includes(planted), `${PLANTED.indexOf(planted)}`).to.equal(true);
  });

  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    const complete = bytes.toString().trimEnd().length;
    it(`gives every byte back when nothing is found: ${name}`, () => {
      for (const sizes of SIZES)
        for (const options of [{}, { maxRecord: 20 }])
          expect(run(bytes, blind, sizes, options).bytes.equals(bytes), `${sizes}`).to.equal(true);
    });

    it(`leaves no planted value, in a record that is held and in one that is too long for it: ${name}`, () => {
      // What is found in one text is carried to the others only where the record is held.
      const alone = run(bytes, real, [], { carriesValues: false });
      for (const sizes of SIZES) expect(run(bytes, real, sizes, { maxRecord: 20 }).text, `${sizes}`).to.equal(alone.text);
      for (const { text } of [alone, run(bytes, real)]) {
        const texts = shown(JSON.parse(text)).join('\n');
        for (const planted of PLANTED) expect(texts.includes(planted), `${PLANTED.indexOf(planted)}`).to.equal(false);
      }
    });

    it(`lets no planted value out, wherever it ends: ${name}`, () => {
      const redactor = remembering(real);
      for (let end = 1; end < bytes.length; end++) {
        const cut = bytes.subarray(0, end);
        const { text } = run(cut, redactor, [], { maxRecord: 20 });
        const left = PLANTED.findIndex((planted) => text.includes(planted) || text.replace(/\D/g, '').includes(planted));
        expect(left, `cut at ${end}`).to.equal(-1);
        if (end < complete) expect(run(cut, redactor).text.trim(), `cut at ${end}`).to.be.oneOf(['"[REDACTION_FAILED]"', '']);
      }
    });
  }

  it('joins the pieces of one text, and a mention between them parts them', () => {
    const redactor = secretRedactor();
    const given =
      '{"content":[{"type":"text","text":"a sec"},{"marks":[{"type":"b"}],"text":"\\u0072et12 x"},{"text":"secr"},{"type":"mention"},{"text":"et3"}]}';
    const { text, found } = run(given, redactor);
    expect(text).to.equal(given.replace('a sec', 'a [S]').replace('\\u0072et12 x', ' x'));
    expect(found).to.deep.equal(['$.content[0].text 2-10']);
    expect(run('{"text":["se",{"type":"bold","text":"cret"},"1"]}', redactor).text).to.equal(
      '{"text":["[S]",{"type":"bold","text":""},""]}',
    );
  });

  it('joins them in JSON in a string too, and carries what is found in them', () => {
    const inner = JSON.stringify({ content: [{ text: 'a sec' }, { text: 'ret12' }] });
    expect(run(JSON.stringify({ x: inner, y: 'secret12' }), secretRedactor()).text).to.equal(
      JSON.stringify({ x: inner.replace('a sec', 'a [S]').replace('ret12', ''), y: '[S]' }),
    );
  });

  for (const [given, expected] of [
    ['{"content":["4111111111111111","12/27"]}', '{"content":["411111******1111","[CARD_DETAIL]"]}'],
    ['{"content":["+46701234567","2024"]}', '{"content":["[PHONE]","2024"]}'],
    ['{"elements":[{"text":"192.0.2.55"},{"text":"8080"}]}', '{"elements":[{"text":"[IP]"},{"text":"8080"}]}'],
    [
      '{"content":["Card number","4111 1111 1111 1111","12/27","123"]}',
      '{"content":["Card number","411111******1111","[CARD_DETAIL]","[CARD_DETAIL]"]}',
    ],
    ['{"text":["anna@example.com","bob@example.org","carl@example.net"]}', '{"text":["[EMAIL]","[EMAIL]","[EMAIL]"]}'],
    ['{"text":["4111","1111","1111","1111"]}', '{"text":["411111******1111","","",""]}'],
    ['{"text":["jo","hn.berg@example.com"]}', '{"text":["","[EMAIL]"]}'],
  ] as const)
    it(`finds what stands in one element and what goes on in the next: ${given}`, () => {
      for (const maxRecord of [20, 1000]) expect(run(given, real, [], { maxRecord }).text, `${maxRecord}`).to.equal(expected);
    });

  it('leaves lists of other things apart', () => {
    const redactor = secretRedactor();
    for (const given of [
      '{"content":[{"type":"paragraph","content":[{"text":"sec"}]},{"text":"ret1"}]}',
      '{"messages":[{"text":"sec"},{"text":"ret1"}]}',
      '{"content":[{"title":"sec"},{"title":"ret1"}]}',
    ])
      expect(run(given, redactor).text).to.equal(given);
  });

  it('replaces all pieces of a text that cannot be examined', () => {
    const { text, degraded } = run('{"content":[{"text":"one mur"},{"text":"ky two"}],"x":"secret1"}', secretRedactor());
    expect(text).to.equal('{"content":[{"text":"[REDACTION_FAILED]"},{"text":""}],"x":"[S]"}');
    expect(degraded).to.equal(1);
  });

  it('examines the pieces one by one that --fields leaves', () => {
    const selects = (path: string) => path !== '$.content[1].text';
    const given = '{"content":[{"text":"secret1"},{"text":"secret2"}]}';
    expect(run(given, secretRedactor(), [], { selects }).text).to.equal('{"content":[{"text":"[S]"},{"text":"secret2"}]}');
  });
});
