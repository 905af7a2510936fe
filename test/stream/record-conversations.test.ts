import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { JsonRedaction, type JsonRedactionOptions } from '../../src/stream/json-redaction.ts';
import { RecordConversations, type RecordConversationsOptions } from '../../src/stream/record-conversations.ts';
import { FAILURE_MARKER, type LateFinding } from '../../src/types.ts';
import { cut } from '../support/json-texts.ts';

const redactor = createRedactor({ policy: 'external' });
const layouts = builtinRules.layouts ?? [];

interface Outcome {
  readonly lines: readonly string[];
  readonly late: readonly LateFinding[];
  readonly apart: readonly number[];
  readonly failed: readonly number[];
}

function run(
  records: readonly (object | string)[],
  options: Partial<RecordConversationsOptions> = {},
  json: Partial<JsonRedactionOptions> = {},
  sizes: readonly number[] = [],
): Outcome {
  const late: LateFinding[] = [];
  const apart: number[] = [];
  const failed: number[] = [];
  const redaction = new JsonRedaction(redactor, {
    lines: true,
    conversations: new RecordConversations(redactor, { key: 'ticket_id', layouts, ...options }),
    watch: { late: (finding) => late.push(finding), apart: (record) => apart.push(record), failed: (record) => failed.push(record) },
    ...json,
  });
  const input = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n');
  const out: Uint8Array[] = [];
  for (const chunk of cut(Buffer.from(input), sizes)) for (const part of redaction.write(chunk)) out.push(Buffer.from(part));
  out.push(...redaction.end());
  return { lines: Buffer.concat(out).toString().split('\n'), late, apart, failed };
}

const said = (ticket_id: unknown, text: string, from?: string) => ({ ticket_id, text, ...(from && { from }) });
const textsOf = ({ lines }: Outcome) => lines.map((line) => (JSON.parse(line) as { text?: string }).text);
const anna = { name: 'Anna Quist', email: 'anna.quist@example.com', phone: '+46 910 555 12' };

describe('records of one conversation', () => {
  it('know whom one of them names, whatever else comes between', () => {
    const outcome = run([{ ...said(1, 'My router is dead'), requester: anna }, said(2, 'the quist file'), said(1, 'the quist file')]);
    expect(textsOf(outcome)).to.deep.equal(['My router is dead', 'the quist file', 'the [NAME] file']);
  });

  it('know it when key and parties stand behind the text', () => {
    const [line] = run([{ comments: [{ body: 'Quist called from 0910-55 512' }], requester: anna, ticket_id: 1 }]).lines;
    expect(JSON.parse(line).comments).to.deep.equal([{ body: '[NAME] called from [PHONE]' }]);
  });

  it('know a name from one text of a record in all others, before and after', () => {
    const [line] = run([
      {
        ticket_id: 1,
        subject: 'Xerxine again',
        comments: [{ body: 'Xerxine is waiting' }, { body: 'My name is Xerxine Valdoran.' }, { body: 'Xerxine says thanks' }],
        custom_fields: [{ id: 7, value: 'seen by Xerxine' }],
        'told by Xerxine': true,
      },
    ]).lines;
    expect(line).to.not.match(/Xerxine|Valdoran/);
    expect(JSON.parse(line)).to.deep.equal({
      ticket_id: 1,
      subject: '[NAME] again',
      comments: [{ body: '[NAME] is waiting' }, { body: 'My name is [NAME].' }, { body: '[NAME] says thanks' }],
      custom_fields: [{ id: 7, value: 'seen by [NAME]' }],
      'told by [NAME]': true,
    });
  });

  it('take a bare answer for what the record before asked', () => {
    const outcome = run([said(1, 'Your password, please?', 'agent'), said(2, 'zieds', 'customer'), said(1, 'zieds', 'customer')]);
    expect(textsOf(outcome)).to.deep.equal(['Your password, please?', 'zieds', '[SECRET]']);
  });

  it('take all spellings of one message for that message', () => {
    const [line] = run([
      {
        ticket_id: 1,
        requester_id: 7,
        comments: [
          { author_id: 9, body: 'Your password, please?' },
          { html_body: '<p>zieds-42</p>', author_id: 7, body: 'zieds-42', plain_body: 'zieds-42' },
          { author_id: 9, body: 'Thank you' },
        ],
      },
    ]).lines;
    expect(JSON.parse(line).comments[1]).to.deep.equal({
      html_body: '<p>[SECRET]</p>',
      author_id: 7,
      body: '[SECRET]',
      plain_body: '[SECRET]',
    });
  });

  it('read what looks like HTML as its reader sees it, flagged as a message or not', () => {
    const html = '<p>4111&nbsp;1111&nbsp;1111&nbsp;1111 or 4111<b>1111</b>11111111, quillonab&#64;example.com</p>';
    const [line] = run([{ ticket_id: 1, note: html, comments: [{ author_id: 7, html_body: html }] }]).lines;
    const read = '<p>411111******1111 or 411111******1111<b></b>, [EMAIL]</p>';
    expect(JSON.parse(line)).to.deep.equal({ ticket_id: 1, note: read, comments: [{ author_id: 7, html_body: read }] });
  });

  it('say late where something stands in HTML, unless tags have stayed inside a finding', () => {
    const { late } = run([
      said(1, '<p>call quillonab&#64;example.com, Xerxine waits</p>', 'customer'),
      said(1, '<p>call quillonab&#64;exam<b>ple</b>.com, Xerxine waits</p>', 'customer'),
      said(1, 'My name is Xerxine Valdoran.', 'customer'),
    ]);
    expect(late.map(({ place, given }) => ({ record: place?.record, given }))).to.deep.equal([
      { record: 1, given: { start: 17, end: 24 } },
      { record: 2, given: undefined },
    ]);
  });

  it('join a value that goes on in the next record, and say late where it began', () => {
    const outcome = run([said(1, 'write to quillonab', 'customer'), said(1, '@example.com', 'customer')]);
    expect(textsOf(outcome)[1]).to.equal('[EMAIL]');
    expect(outcome.late.map(({ place, given, category }) => ({ place, given, category }))).to.deep.equal([
      { place: { record: 1, path: '$.text' }, given: { start: 9, end: 18 }, category: 'email' },
    ]);
  });

  it('hide both parts of a value that stands in two messages of one record', () => {
    const [line] = run([
      {
        ticket_id: 1,
        messages: [
          { from: 'customer', text: 'write to quillonab' },
          { from: 'customer', text: '@example.com' },
        ],
      },
    ]).lines;
    expect(line).to.not.match(/quillon|example/);
  });
});

describe('late findings', () => {
  const records = [
    { ticket_id: 1, 'by olaf@example.com': { text: 'Call 0910-55 512: Xerxine waits for it' }, note: 'nobody' },
    said(2, 'Xerxine waits too'),
    said(1, 'My name is Xerxine Valdoran.'),
    said(1, 'My name is Xerxine Valdoran.'),
  ];

  it('say where the output holds the value, with names as they were replaced', () => {
    const { lines, late } = run(records);
    expect(late).to.have.lengthOf(1);
    const [{ place, given, replacement }] = late;
    expect(place).to.deep.equal({ record: 1, path: '$["by [EMAIL]"].text' });
    const { text } = (JSON.parse(lines[0]) as Record<string, { text: string }>)['by [EMAIL]'];
    expect(text).to.equal('Call [PHONE]: Xerxine waits for it');
    expect(text.slice(given?.start, given?.end)).to.equal('Xerxine');
    expect(replacement).to.equal('[NAME]');
    expect(JSON.stringify(late)).to.not.match(/Xerxine|olaf/);
  });

  it('can all be put into the output from the last to the first', () => {
    const told = [
      'Xerxine asked Valdoran, then Zelkorian, about Zelkorian',
      'My name is Zelkorian Dalmeyer.',
      'My name is Xerxine Valdoran.',
    ];
    const records = told.map((text) => said(1, text, 'customer'));
    const outcome = run(records);
    let [text] = textsOf(outcome);
    expect(outcome.late).to.have.lengthOf(4);
    // From behind, so that the offsets of the others stay.
    for (const { given, replacement } of outcome.late.toSorted((a, b) => b.start - a.start))
      text = `${text?.slice(0, given?.start)}${replacement}${text?.slice(given?.end)}`;
    expect(text).to.equal('[NAME] asked [NAME], then [NAME], about [NAME]');
  });

  it('are none where the policy lets the value stand', () => {
    const policies = builtinRules.policies.map((policy) =>
      policy.policy === 'external' ? { ...policy, actions: { ...policy.actions, person: 'allow' as const } } : policy,
    );
    const lenient = createRedactor({ policy: 'external', rules: { ...builtinRules, policies } });
    const late: LateFinding[] = [];
    const redaction = new JsonRedaction(lenient, {
      lines: true,
      conversations: new RecordConversations(lenient, { key: 'ticket_id', layouts }),
      watch: { late: (finding) => late.push(finding) },
    });
    for (const record of records) Array.from(redaction.write(Buffer.from(`${JSON.stringify(record)}\n`)));
    expect([...redaction.end()].length + late.length).to.equal(1);
  });
});

describe('a key', () => {
  it('is told from its neighbour beyond 2^53', () => {
    const records = [
      `{"ticket_id":9007199254740993,"text":"a","requester":{"name":"Anna Quist"}}`,
      `{"ticket_id":9007199254740992,"text":"the quist file"}`,
      `{"ticket_id":9007199254740993,"text":"the quist file"}`,
    ];
    expect(textsOf(run(records))).to.deep.equal(['a', 'the quist file', 'the [NAME] file']);
  });

  it('may be a path, or what the layout of the record names', () => {
    const records = (name: string) => [
      { [name]: { id: 5 }, text: 'a', requester: anna },
      { [name]: { id: 5 }, text: 'the quist file' },
    ];
    expect(textsOf(run(records('odd name'), { key: '["odd name"].id' }))[1]).to.equal('the [NAME] file');
    expect(textsOf(run(records('ticket'), { key: 'auto' }))[1]).to.equal('the [NAME] file');
    expect(textsOf(run(records('other'), { key: 'auto' }))[1]).to.equal('the quist file');
  });

  it('that is missing leaves the record to itself', () => {
    const outcome = run([{ text: 'from Quist', requester: anna }, { text: 'the quist file' }, { ticket_id: null, text: 'the quist file' }]);
    expect(textsOf(outcome)).to.deep.equal(['from [NAME]', 'the quist file', 'the quist file']);
  });

  it('that is no path is refused', () => {
    for (const key of ['a..b', '.a', 'a[', 'a b', 'a[b]'])
      expect(() => new RecordConversations(redactor, { key, layouts }), key)
        .to.throw()
        .with.property('code', 'ERR_OPTION_INVALID');
  });
});

describe('bounds of the conversations of a stream', () => {
  const first = { ...said(1, 'a'), requester: anna };
  const again = said(1, 'the quist file');

  it('close the one that was silent longest', () => {
    expect(textsOf(run([first, said(2, 'b'), again], { max: 2 }))[2]).to.equal('the [NAME] file');
    expect(textsOf(run([first, said(2, 'b'), said(3, 'c'), again], { max: 2 }))[3]).to.equal('the quist file');
  });

  it('close one that records have not gone on with', () => {
    expect(textsOf(run([first, said(2, 'b'), again], { maxAge: 3 }))[2]).to.equal('the [NAME] file');
    expect(textsOf(run([first, said(2, 'b'), said(2, 'b'), again], { maxAge: 3 }))[3]).to.equal('the quist file');
  });

  it('take a record of very many names', function () {
    this.timeout(60_000);
    const crowd = { ...said(1, 'Valdoran or '.repeat(40_000)), note: 'My name is Zelkorian Dalmeyer.' };
    expect(run([{ ...crowd, requester: { name: 'Xerxine Valdoran' } }]).lines[0]).to.not.include('Valdoran');
  });

  it('say of very many names that they came late', function () {
    this.timeout(60_000);
    const kept = said(1, `${'Xerxine or '.repeat(3_000)}${'Zelkorian or '.repeat(2_000)}`);
    const { late } = run([kept, said(1, 'My name is Zelkorian Dalmeyer.'), said(1, 'My name is Xerxine Valdoran.')]);
    expect(late).to.have.lengthOf(5_000);
    expect(late.at(-1)?.given).to.deep.equal({ start: 32_989, end: 32_996 });
  });

  it('leave records that are too long to themselves, and say so', () => {
    const long = { ...said(1, 'the quist file'), filler: 'x'.repeat(200) };
    const outcome = run([first, long, again], {}, { maxRecord: 200 });
    expect(textsOf(outcome)).to.deep.equal(['a', 'the quist file', 'the [NAME] file']);
    expect(outcome.apart).to.deep.equal([2]);
    const many = { ...said(1, 'the quist file'), filler: Array.from({ length: 20_001 }, () => 'x') };
    expect(run([first, many]).apart).to.deep.equal([2]);
  });
});

describe('a stream of conversations', () => {
  const records = [
    { text: `Quist, ${'4111 1111 1111 1111'}`, ticket_id: 1, requester: anna, 'told by Quist': 1.0 },
    '',
    '{"text":"broken by Quist',
    '{"ticket_id" : 1,"ticket_id":1, "text":"\\u0051uist \\/ \\ud800", "n":4111111111111111}\r',
    said(1, 'My name is Xerxine Valdoran.'),
  ];

  it('is the same however it is cut', () => {
    const whole = run(records);
    expect(whole.lines[0]).to.equal(
      '{"text":"[NAME], 411111******1111","ticket_id":1,"requester":{"name":"[NAME]","email":"[EMAIL]","phone":"[PHONE]"},"told by [NAME]":1}',
    );
    expect(whole.lines[3]).to.equal('{"ticket_id" : 1,"ticket_id":1, "text":"[NAME] \\/ \\ud800", "n":"411111******1111"}\r');
    for (const sizes of [[1], [2, 5], [7], [64]]) expect(run(records, {}, {}, sizes)).to.deep.equal(whole);
  });

  it('replaces what is broken, and remembers nothing of it', () => {
    const outcome = run([`{"ticket_id":1,"requester":{"name":"Anna Quist"},"text":}`, said(1, 'the quist file')]);
    expect(outcome.lines[0]).to.equal(`"${FAILURE_MARKER}"`);
    expect(outcome.failed).to.deep.equal([1]);
    expect(textsOf({ ...outcome, lines: outcome.lines.slice(1) })).to.deep.equal(['the quist file']);
  });

  it('replaces all texts of a record that it cannot get through', () => {
    const conversations = new RecordConversations(redactor, { key: 'ticket_id', layouts });
    conversations.redact = () => {
      throw new Error('no');
    };
    const [line] = run([said(1, 'from Quist')], {}, { conversations }).lines;
    expect(line).to.equal(`{"${FAILURE_MARKER}":"${FAILURE_MARKER}","${FAILURE_MARKER}#2":"${FAILURE_MARKER}"}`);
  });

  it('keeps to the fields that are selected, and reads the key of the others', () => {
    const outcome = run(
      [{ ...said(1, 'from Quist'), requester: anna }, said(1, 'the quist file')],
      {},
      { selects: (path) => path === '$.text' },
    );
    expect(outcome.lines[0]).to.include('"Anna Quist"');
    expect(textsOf(outcome)).to.deep.equal(['from [NAME]', 'the [NAME] file']);
  });
});
