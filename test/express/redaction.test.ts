import { expect } from 'chai';
import request from 'supertest';
import { redactBody, redactErrors, redactLogs, redactQuery, redactResponse, redaction } from '../../src/express/index.ts';
import { isSordinoError } from '../../src/errors.ts';
import { EXPRESSES } from '../support/expresses.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const CARD = '4111111111111111';
const redactor = toyRedactor();

function messageOf(mount: () => unknown): string {
  try {
    mount();
  } catch (error) {
    if (isSordinoError(error)) return error.message;
    throw error;
  }
  return 'nothing thrown';
}

describe('options of the Express parts', () => {
  const parts: [string, (options: never) => unknown][] = [
    ['redaction', redaction],
    ['redactBody', redactBody],
    ['redactQuery', redactQuery],
    ['redactResponse', redactResponse],
    ['redactErrors', redactErrors],
    ['redactLogs', redactLogs],
  ];
  for (const [name, part] of parts) {
    it(`${name} refuses unknown names when it is mounted`, () => {
      expect(messageOf(() => part({ polcy: 'storage' } as never))).to.equal(
        `${name}: option "polcy" is not known. Did you mean "policy"?  See docs/errors.md#err_option_unknown`,
      );
    });

    it(`${name} takes a redactor, and then no rules beside it`, () => {
      expect(part({ redactor } as never)).to.be.ok;
      expect(messageOf(() => part({ redactor, policy: 'storage' } as never))).to.include('"policy" has no effect beside "redactor"');
      expect(messageOf(() => part({ redactor: {} } as never))).to.include('"redactor" should be');
      expect(messageOf(() => part(null as never))).to.include('should be an object');
    });
  }

  const wrong: [object, string][] = [
    [{ mode: 'maks' }, '"mode" should be one of "mask", "shadow", "observe", "block". Did you mean "mask"?'],
    [{ limit: -1 }, '"limit" should be'],
    [{ limit: '100 potatoes' }, '"limit" should be a number of bytes or a text such as "100kb"'],
    [{ inflatedLimit: 1.5 }, '"inflatedLimit" should be'],
    [{ maxRatio: 0 }, '"maxRatio" should be'],
    [{ maxDepth: '3' }, '"maxDepth" should be'],
    [{ maxParameters: Number.NaN }, '"maxParameters" should be'],
    [{ raw: 'text/plain' }, '"raw" should be a list of media types'],
    [{ text: ['plain'] }, '"text" should be a list of media types such as ["application/x-ndjson"]'],
    [{ dangerouslyPassContentTypes: ['*'] }, '"dangerouslyPassContentTypes" should be a list of media types such as ["image/*"]'],
    [{ keepRawBody: 'no' }, '"keepRawBody" should be true or false'],
    [{ onDegraded: 'ignore' }, '"onDegraded" should be one of "mark", "refuse"'],
    [{ context: {} }, '"context" should be a function'],
    [{ parseUrlencoded: 'qs' }, '"parseUrlencoded" should be a function'],
  ];
  for (const [options, text] of wrong) {
    it(`redactBody: ${text}`, () => {
      expect(messageOf(() => redactBody({ redactor, ...options } as never))).to.include(`redactBody: ${text}`);
      expect(messageOf(() => redaction({ redactor, body: options } as never))).to.include(`redactBody: ${text}`);
    });
  }

  it('redaction wants false or options for a part', () => {
    expect(messageOf(() => redaction({ redactor, body: true } as never))).to.include('"body" should be false or an object of options');
    for (const part of ['body', 'query', 'response'])
      expect(messageOf(() => redaction({ redactor, [part]: null } as never))).to.include(
        `"${part}" should be false or an object of options`,
      );
    expect(messageOf(() => redaction({ redactor, mode: 'x' } as never))).to.include('redaction: "mode" should be one of');
    expect(messageOf(() => redaction({ redactor, query: { dept: 1 } } as never))).to.include('redactQuery: option "dept" is not known.');
  });

  it('redaction says where an option of a part belongs', () => {
    const told = (options: object) => messageOf(() => redaction({ redactor, ...options } as never));
    expect(told({ conversation: { key: 'id' } })).to.include('"conversation" is not known. It is an option of "body".');
    expect(told({ limit: '1mb' })).to.include('"limit" is not known. It is an option of "body" and of "response".');
  });

  it('redaction takes a redactor for a part, and no rules for a part beside a redactor for all', () => {
    for (const part of ['body', 'query', 'response']) {
      const given = (options: object) => messageOf(() => redaction({ redactor, [part]: options } as never));
      expect(given({ policy: 'external' })).to.include(`redaction: "${part}.policy" has no effect beside "redactor"`);
      expect(given({ redactor })).to.equal('nothing thrown');
    }
    expect(messageOf(() => redaction({ policy: 'storage', body: { redactor } }))).to.equal('nothing thrown');
    expect(messageOf(() => redaction({ body: { redactor, policy: 'storage' } as never }))).to.include(
      'redactBody: option "policy" has no effect',
    );
  });

  it('limits may be texts', async () => {
    for (const limit of ['20b', '0.02kb', 20]) {
      const { express } = EXPRESSES[0];
      const app = express();
      app.set('env', 'test');
      app.use(redactBody({ redactor, limit }));
      app.post('/', (_req, res) => {
        res.end();
      });
      expect((await request(app).post('/').type('text').send('x'.repeat(20))).status).to.equal(200);
      expect((await request(app).post('/').type('text').send('x'.repeat(21))).status).to.equal(413);
    }
  });
});

for (const { version, express } of EXPRESSES) {
  describe(`redaction on ${version}`, () => {
    function appWith(options: object) {
      const app = express();
      app.set('env', 'test');
      app.use(redaction({ redactor, ...options } as never));
      app.post('/', (req, res) => {
        res.json({ body: req.body as unknown, query: req.query, later: CARD, counts: req.redaction?.findings.total });
      });
      app.put('/', (req, res) => {
        res.json(req.redaction?.mode);
      });
      return app;
    }
    const send = (options: object) => request(appWith(options)).post(`/?q=${CARD}`).send({ card: CARD });

    it('covers body and query', async () => {
      expect((await send({})).body).to.deep.equal({ body: { card: '[CARD]' }, query: { q: '[CARD]' }, later: CARD, counts: 2 });
    });

    it('covers replies when asked', async () => {
      expect((await send({ response: {} })).body).to.deep.include({ later: '[CARD]' });
    });

    it('leaves parts alone that are false', async () => {
      expect((await send({ query: false })).body).to.deep.include({ query: { q: CARD }, body: { card: '[CARD]' } });
      expect((await send({ body: false })).body).to.deep.include({ query: { q: '[CARD]' } });
      expect((await send({ body: false, query: false })).body).to.deep.include({ query: { q: CARD } });
    });

    it('has one mode for all, which a part may change', async () => {
      expect((await send({ mode: 'block' })).status).to.equal(422);
      expect((await send({ mode: 'observe', body: { mode: 'mask' } })).body).to.deep.include({
        query: { q: CARD },
        body: { card: '[CARD]' },
      });
    });

    it('tells the mode of the body when there is one', async () => {
      const put = (path: string) => request(appWith({ body: { mode: 'shadow' } })).put(path);
      expect((await put('/?q=x').send({ a: 1 })).body).to.equal('shadow');
      expect((await put('/?q=x').type('image/png').send('x')).body).to.equal('shadow');
      expect((await put('/?q=x')).body).to.equal('mask');
    });

    it('gives a part with a policy of its own a redactor of its own', async () => {
      const app = express();
      app.set('env', 'test');
      const lastFour = {
        policy: 'last-four',
        for: 'tests',
        otherwise: 'remove',
        minScore: 0.5,
        actions: { card: { keep: { last: 4 } } },
      } as const;
      app.use(redaction({ policy: 'storage', categories: ['card'], query: { policy: lastFour } }));
      app.post('/', (req, res) => {
        res.json({ body: req.body as unknown, query: req.query });
      });
      const { body } = await request(app).post(`/?card=${CARD}`).send({ card: CARD });
      expect(body).to.deep.equal({ body: { card: '411111******1111' }, query: { card: '************1111' } });
    });

    it('may be mounted twice', async () => {
      const app = express();
      app.use(redaction({ redactor }), redaction({ redactor }));
      app.post('/', (req, res) => {
        res.json(req.body);
      });
      expect((await request(app).post('/').send({ card: CARD })).body).to.deep.equal({ card: '[CARD]' });
    });
  });
}
