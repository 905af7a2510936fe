import { expect } from 'chai';
import request from 'supertest';
import { createApp } from './app.mjs';
import { sign } from './signature.mjs';
import { TicketStore } from './ticket-store.mjs';

const SECRET = 'made up for this test';
const NOW = Date.parse('2026-11-22T10:00:00Z');
const requester = { id: 7, name: 'Xerxine Valdoran', email: 'x.valdoran@example.com', phone: '+46 910 555 12' };
const ticket = {
  id: 35436,
  subject: 'Router of Valdoran',
  requester_id: 7,
  requester,
  assignee: { id: 9, name: 'Zelko Brimm' },
  custom_fields: [
    { id: 1, title: 'company', value: 'Northpoint Cranes Ltd' },
    { id: 2, title: 'order', value: 'order 5512 7781' },
  ],
};

describe('example: ticket-webhook', () => {
  let store;
  let seen;
  let app;
  beforeEach(() => {
    store = new TicketStore();
    seen = [];
    app = createApp({ secret: SECRET, provider: async (thread) => seen.push(thread), store, now: () => NOW });
    app.set('env', 'test');
  });

  function deliver(body, { timestamp = '2026-11-22T09:59:58Z', signature, text = JSON.stringify(body) } = {}) {
    return request(app)
      .post('/webhook')
      .set('Content-Type', 'application/json')
      .set('X-Zendesk-Webhook-Signature', signature ?? sign(SECRET, timestamp, text))
      .set('X-Zendesk-Webhook-Signature-Timestamp', timestamp)
      .send(text);
  }
  const say = (author_id, body) => ({ ticket: { ...ticket, comments: [{ author_id, body, html_body: `<p>${body}</p>` }] } });

  it('keeps and sends on what nobody can be told by', async () => {
    const { status, body } = await deliver(say(7, 'Hello Brimm, valdoran here, call 0910-55 512'));
    expect(status).to.equal(200);
    expect(body.found).to.include({ email: 1, phone: 3 });
    const [{ ticket: kept }] = store.deliveries(35436);
    expect(kept.comments[0].body).to.equal('Hello [NAME], [NAME] here, call [PHONE]');
    expect(kept.comments[0].html_body).to.equal('<p>Hello [NAME], [NAME] here, call [PHONE]</p>');
    expect(kept.subject).to.equal('Router of [NAME]');
    expect(kept.requester).to.deep.equal({ id: 7, name: '[NAME]', email: '[EMAIL]', phone: '[PHONE]' });
    for (const text of [JSON.stringify(store.deliveries(35436)), JSON.stringify(seen)])
      expect(text).to.not.match(/xerxine|valdoran|zelko|brimm|0910|55 512|555 12/i);
  });

  it('sends on less than it keeps', async () => {
    await deliver(say(7, 'I am waiting'));
    expect(store.deliveries(35436)[0].ticket.custom_fields[0].value).to.equal('Northpoint Cranes Ltd');
    expect(seen[0].custom_fields[0].value).to.equal('[COMPANY]');
    expect(seen[0].id).to.equal(35436);
  });

  it('takes a bare answer for what the agent asked in the delivery before', async () => {
    await deliver(say(9, 'What is your password?'));
    await deliver(say(7, 'zieds'));
    expect(seen[1].comments.map((comment) => comment.body)).to.deep.equal(['What is your password?', '[SECRET]']);
    expect(seen[1].comments[1].html_body).to.equal('<p>[SECRET]</p>');
  });

  it('corrects what it kept when a later delivery shows what it was', async () => {
    await deliver(say(7, 'Quillonab has the key'));
    expect(store.deliveries(35436)[0].ticket.comments[0].body).to.equal('Quillonab has the key');
    const { body } = await deliver(say(7, 'My name is Quillonab Dalmeyer.'));
    expect(body.corrected).to.equal(2);
    const [first, second] = store.deliveries(35436).map((delivery) => delivery.ticket.comments[0].html_body);
    expect(first).to.equal('<p>[NAME] has the key</p>');
    expect(second).to.equal('<p>My name is [NAME].</p>');
    expect(JSON.stringify(seen[1])).to.not.match(/quillonab|dalmeyer/i);
  });

  it('knows nobody of another ticket', async () => {
    await deliver(say(7, 'valdoran'));
    const { ticket: other } = say(7, 'the valdoran file');
    await deliver({ ticket: { id: 35437, comments: other.comments } });
    expect(seen[1].comments[0].body).to.equal('the valdoran file');
  });

  it('takes in nothing that is not signed, old or changed on the way', async () => {
    const wrong = [
      { signature: sign('another secret', '2026-11-22T09:59:58Z', JSON.stringify(say(7, 'x'))) },
      { signature: '' },
      { timestamp: '2026-11-22T09:50:00Z' },
      { timestamp: 'now' },
      { text: JSON.stringify(say(7, 'y')), signature: sign(SECRET, '2026-11-22T09:59:58Z', JSON.stringify(say(7, 'x'))) },
    ];
    for (const how of wrong) {
      const { status, text } = await deliver(say(7, 'x'), how);
      expect(status).to.equal(403);
      expect(text).to.equal('{"error":"ERR_BODY_REFUSED","message":"The request was refused."}');
    }
    expect(seen).to.deep.equal([]);
    // Nor has a conversation learnt from them.
    await deliver({ ticket: { id: 35436, comments: [{ body: 'the valdoran file' }] } });
    expect(seen[0].comments[0].body).to.equal('the valdoran file');
  });
});
