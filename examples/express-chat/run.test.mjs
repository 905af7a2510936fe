import { expect } from 'chai';
import { pino } from 'pino';
import request from 'supertest';
import { redactLogs } from 'sordino/express';
import { createApp } from './app.mjs';

const CARD = '4111 1111 1111 1111';

describe('example: express-chat', () => {
  let log = '';
  const logger = pino({ hooks: redactLogs() }, { write: (line) => void (log += line) });
  const app = createApp({ logger });
  app.set('env', 'test');
  const say = (from, text) => request(app).post('/conversations/7/messages').send({ from, text });

  it('keeps messages without card numbers', async () => {
    const { status, body } = await say('customer', `Hello! I paid with ${CARD} and nothing came.`);
    expect(status).to.equal(201);
    expect(body.found).to.deep.equal({ card: 1 });
    await say('agent', 'Thank you, I am looking into it.');
    const { body: messages } = await request(app).get('/conversations/7/messages');
    expect(messages).to.have.length(2);
    expect(messages[0].text)
      .to.match(/^Hello! I paid with .+ and nothing came\.$/)
      .and.not.include(CARD);
    expect(messages[1]).to.deep.equal({ from: 'agent', text: 'Thank you, I am looking into it.' });
  });

  it('answers a broken body with a constant text', async () => {
    const { status, text } = await request(app)
      .post('/conversations/7/messages')
      .set('Content-Type', 'application/json')
      .send(`{"text":"${CARD}"`);
    expect(status).to.equal(400);
    expect(text).to.equal('{"error":"ERR_BODY_UNREADABLE","message":"The body of the request could not be read."}');
  });

  it('logs in JSON, without what was sent', async () => {
    await request(app).get(`/conversations/7/messages?q=${encodeURIComponent(CARD)}`);
    const records = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.some((record) => record.msg === 'message kept')).to.equal(true);
    expect(decodeURIComponent(log)).not.to.include(CARD);
  });
});
