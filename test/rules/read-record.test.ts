import { expect } from 'chai';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { parseRecordPath } from '../../src/rules/record-path.ts';
import { recordReader } from '../../src/rules/read-record.ts';

const read = recordReader(builtinRules.layouts ?? []);
const messagesOf = (record: object) => [...read(record).messages].map(([path, { turn, from, html }]) => [path, turn, from, html ?? false]);

describe('layouts', () => {
  const anna = { name: 'Anna Quist', email: 'anna.quist@example.com', phone: '+46 910 555 12' };

  it('read a Zendesk ticket, by itself and in a webhook', () => {
    const ticket = {
      id: 35436,
      subject: 'Router',
      description: 'It is dead',
      requester_id: 20978392,
      requester: { ...anna, external_id: 'QX-4471' },
      assignee: { name: 'Agris Lapsa' },
      via: { source: { from: { address: 'quist@example.org', name: 'A Quist' }, to: {} } },
      comments: [
        { author_id: 20978392, body: 'It is dead', html_body: '<p>It is dead</p>', plain_body: 'It is dead' },
        { author_id: 4, body: 'Hello' },
      ],
    };
    const expected = {
      key: '35436',
      parties: [
        { role: 'requester', ...anna, ids: ['QX-4471'] },
        { role: 'agent', name: 'Agris Lapsa', ids: [] },
        { role: 'requester', name: 'A Quist', email: 'quist@example.org', ids: [] },
      ],
    };
    for (const record of [ticket, { ticket }, { account_id: 1, detail: ticket }]) {
      const { key, parties } = read(record);
      expect(key).to.equal(expected.key);
      for (const party of expected.parties) expect(parties).to.deep.include(party);
    }
    expect(messagesOf({ ticket }).map(([path, , from, html]) => [path, from, html])).to.have.deep.members([
      ['$.ticket.subject', 'customer', false],
      // HTML in Freshdesk, whose layout knows the same path.
      ['$.ticket.description', 'customer', true],
      ['$.ticket.comments[0].plain_body', 'customer', false],
      ['$.ticket.comments[0].body', 'customer', false],
      ['$.ticket.comments[0].html_body', 'customer', true],
      ['$.ticket.comments[1].body', 'agent', false],
    ]);
    const turns = new Map(messagesOf(ticket).map(([path, turn]) => [path, turn as number]));
    expect(turns.get('$.comments[0].html_body')).to.equal(turns.get('$.comments[0].body'));
    expect(turns.get('$.comments[1].body')).to.be.greaterThan(turns.get('$.comments[0].body') as number);
    expect(turns.get('$.comments[0].body')).to.be.greaterThan(turns.get('$.description') as number);
  });

  it('read an Intercom conversation', () => {
    const reading = read({
      data: {
        item: {
          id: '147',
          source: { subject: '', body: '<p>Hi</p>', author: { type: 'user', name: 'Anna Quist', email: 'anna.quist@example.com' } },
          conversation_parts: {
            conversation_parts: [
              { body: '<p>Hello</p>', author: { type: 'admin', name: 'Agris Lapsa' } },
              { body: '<p>Closed</p>', author: { type: 'bot', name: 'Operator' } },
            ],
          },
        },
      },
    });
    expect(reading.key).to.equal('147');
    expect(reading.parties.map(({ name }) => name)).to.deep.equal(['Anna Quist', 'Agris Lapsa', 'Operator']);
    expect([...reading.messages.values()].map(({ from }) => from)).to.deep.equal(['customer', 'agent', 'system']);
  });

  it('read a Freshdesk ticket', () => {
    const record = {
      id: 9,
      description_text: 'Dead',
      description: '<div>Dead</div>',
      requester: anna,
      conversations: [
        { body_text: 'Sorry', incoming: false, from_email: 'help@example.net' },
        { body_text: 'Thanks', incoming: true },
      ],
    };
    expect(read(record).parties.map(({ role, email }) => [role, email])).to.deep.equal([
      ['requester', anna.email],
      ['participant', 'help@example.net'],
    ]);
    expect(messagesOf(record).filter(([path]) => String(path).includes('conversations'))).to.deep.equal([
      ['$.conversations[0].body_text', 2, 'agent', false],
      ['$.conversations[1].body_text', 3, 'customer', false],
    ]);
  });

  it('read Salesforce e-mail and cases', () => {
    const mail = {
      ParentId: '5003000000D8cuI',
      Incoming: true,
      FromName: 'Anna Quist',
      FromAddress: 'anna.quist@example.com',
      TextBody: 'Dead',
    };
    expect(read(mail)).to.deep.include({ key: '5003000000D8cuI' });
    expect(read(mail).parties).to.deep.equal([{ role: 'participant', name: 'Anna Quist', email: 'anna.quist@example.com', ids: [] }]);
    expect(messagesOf(mail)).to.deep.equal([['$.TextBody', 0, 'customer', false]]);
    const { parties } = read({ CaseNumber: '00001026', Contact: { FirstName: 'Anna', LastName: 'Quist' }, SuppliedPhone: '0910-55 512' });
    expect(parties.map(({ name, phone }) => name ?? phone)).to.deep.equal(['Anna Quist', '0910-55 512']);
  });

  it('read a Help Scout conversation', () => {
    const reading = read({
      id: 10,
      subject: 'Router',
      primaryCustomer: { first: 'Anna', last: 'Quist', email: 'anna.quist@example.com' },
      _embedded: {
        threads: [
          { body: 'Dead', createdBy: { type: 'customer', first: 'Anna', last: 'Quist' } },
          { body: 'Sorry', createdBy: { type: 'user', first: 'Agris', last: 'Lapsa' } },
        ],
      },
    });
    expect(reading.parties.map(({ name }) => name)).to.include.members(['Anna Quist', 'Agris Lapsa']);
    expect([...reading.messages].filter(([path]) => path.includes('threads')).map(([, { from }]) => from)).to.deep.equal([
      'customer',
      'agent',
    ]);
  });

  it('read chats: Zendesk Chat and plain lists of messages', () => {
    const chat = {
      visitor: anna,
      history: [
        { sender_type: 'Visitor', msg: 'Hi' },
        { sender_type: 'Agent', msg: 'Hello' },
      ],
    };
    expect(messagesOf(chat)).to.deep.equal([
      ['$.history[0].msg', 0, 'customer', false],
      ['$.history[1].msg', 1, 'agent', false],
    ]);
    expect(
      messagesOf({
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello' },
        ],
      }),
    ).to.deep.equal([
      ['$.messages[0].content', 0, 'customer', false],
      ['$.messages[1].content', 1, 'agent', false],
    ]);
    expect(messagesOf({ direction: 'inbound', text: 'Hi' })).to.deep.equal([['$.text', 0, 'customer', false]]);
  });

  it('say nothing of what is no record, and take nothing from a prototype', () => {
    for (const record of [
      null,
      'text',
      7,
      [],
      [{ requester: anna }],
      { requester: 'Anna' },
      { comments: { body: 1 } },
      Object.create({ requester: anna }) as object,
    ])
      expect(read(record)).to.deep.equal({ key: undefined, parties: [], messages: new Map() });
  });

  it('take nobody for the placeholder that stands in the place of a name', () => {
    expect(read({ requester: { name: '[NAME]', email: '[EMAIL]', phone: '[PHONE]' } }).parties).to.deep.equal([]);
    expect(read({ assignee: { name: 'Agris [NAME]', email: 'a@example.com' } }).parties).to.deep.equal([
      { role: 'agent', email: 'a@example.com', ids: [] },
    ]);
  });

  it('mean the same by the same path: a party is customer or agent in all of them', () => {
    const roles = new Map<string, string>();
    for (const { parties = [], layout } of builtinRules.layouts ?? [])
      for (const party of parties)
        for (const paths of [party.name, party.email, party.phone])
          for (const path of paths ?? []) {
            const at = `${party.at}.${path}`;
            expect(roles.get(at) ?? party.role, `${layout} ${at}`).to.equal(party.role);
            roles.set(at, party.role);
          }
    expect(roles.size).to.be.greaterThan(50);
  });
});

describe('paths of records', () => {
  it('are names, indexes, and every element', () => {
    for (const path of ['', 'a', 'a.b', 'a[].b[0]', '$.a', '$', '["odd name"].a', 'a["b.c"]', '$x', '[0]', '[]'])
      expect(parseRecordPath(path), path).to.be.an('array');
  });

  it('are nothing else', () => {
    for (const path of ['.', '.a', 'a.', 'a..b', 'a b', 'a[', 'a[x]', 'a[-1]', '*', 'a.*', 'a["b]'])
      expect(parseRecordPath(path), path).to.equal(undefined);
  });
});
