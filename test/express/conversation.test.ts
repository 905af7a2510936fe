import { expect } from 'chai';
import type { Request } from 'express';
import request from 'supertest';
import { isSordinoError } from '../../src/errors.ts';
import { type LateBodyFinding, redactBody, redactErrors, redaction, type RedactBodyOptions, withLate } from '../../src/express/index.ts';
import { createRedactor } from '../../src/redactor.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { EXPRESSES } from '../support/expresses.ts';

const redactor = createRedactor({ policy: 'external' });
const anna = { name: 'Anna Quist', email: 'anna.quist@example.com', phone: '+46 910 555 12' };

interface Reply {
  readonly body: Record<string, unknown>;
  readonly late: readonly LateBodyFinding[];
  readonly record: string;
  readonly json: Record<string, unknown>;
}

for (const { version, express } of EXPRESSES) {
  describe(`redactBody with conversation on ${version}`, () => {
    function appWith(conversation: object, options: object = {}) {
      const app = express();
      app.set('env', 'test');
      app.use(redactBody({ redactor, conversation, ...options } as RedactBodyOptions));
      app.use((req, res) => {
        const { redaction: told } = req;
        res.json({ body: req.body as unknown, late: told?.late, record: told?.record, json: told });
      });
      return async (body: unknown, path = '/', type = 'json'): Promise<Reply> => {
        const { status, body: reply } = await request(app)
          .post(path)
          .type(type)
          .send(body as object);
        expect(status).to.equal(200);
        return reply as Reply;
      };
    }

    it('knows from the first request whom the second speaks of, by a path of the body', async () => {
      const send = appWith({ key: 'ticket.id' });
      await send({ ticket: { id: 1, requester: anna } });
      expect((await send({ ticket: { id: 1 }, text: 'the quist file' })).body.text).to.equal('the [NAME] file');
      expect((await send({ ticket: { id: 2 }, text: 'the quist file' })).body.text).to.equal('the quist file');
      expect((await send({ text: 'the quist file' })).body.text).to.equal('the quist file');
    });

    it('by a function, with parties and speaker of the application', async () => {
      const send = appWith({
        key: (req: Request) => req.url.split('/')[1],
        parties: () => [{ role: 'requester', name: 'Anna Quist' }],
        from: (_req: Request, body: { author: string }) => (body.author === 'we' ? 'agent' : 'customer'),
      });
      expect((await send({ text: 'the quist file', author: 'we' }, '/7')).body.text).to.equal('the [NAME] file');
      await send({ text: 'Your password, please?', author: 'we' }, '/7');
      expect((await send({ text: 'zieds', author: 'they' }, '/8')).body.text).to.equal('zieds');
      expect((await send({ text: 'zieds', author: 'they' }, '/7')).body.text).to.equal('[SECRET]');
    });

    it('takes plain text for a message', async () => {
      const send = appWith({ key: () => 'one', from: (req: Request) => req.query.from });
      await send('Your password, please?', '/?from=agent', 'text');
      expect((await send('zieds', '/?from=customer', 'text')).body).to.equal('[SECRET]');
    });

    it('hides in all comments of a body what one of them tells', async () => {
      const { body } = await appWith({ key: 'id' })({
        id: 1,
        comments: [{ body: 'Xerxine waits' }, { body: 'My name is Xerxine Valdoran.' }],
        'for Xerxine': { n: 1 },
      });
      expect(body).to.deep.equal({ id: 1, comments: [{ body: '[NAME] waits' }, { body: 'My name is [NAME].' }], 'for [NAME]': { n: 1 } });
    });

    it('says what earlier requests still hold, in the offsets of what the handler got', async () => {
      const send = appWith({ key: 'id' });
      const first = await send({ id: 1, 'by olaf@example.com': { text: 'Call 0910-55 512: Xerxine asked Zelkorian' } });
      const other = await send({ id: 2, text: 'Xerxine' });
      const second = await send({ id: 1, text: 'My name is Xerxine Valdoran.' });
      const third = await send({ id: 1, text: 'My name is Zelkorian Dalmeyer.' });
      expect([first.late, other.late]).to.deep.equal([[], []]);
      expect(new Set([first, other, second, third].map(({ record }) => record)).size).to.equal(4);
      let stored = first.body;
      for (const { late } of [second, third]) {
        expect(late).to.have.lengthOf(1);
        const [{ record, path, category }] = late;
        expect({ record, path, category }).to.deep.equal({ record: first.record, path: '$["by [EMAIL]"].text', category: 'person' });
        stored = withLate(stored, late);
      }
      expect(stored).to.deep.equal({ id: 1, 'by [EMAIL]': { text: 'Call [PHONE]: [NAME] asked [NAME]' } });
      expect(first.body).to.not.equal(stored);
      expect(JSON.stringify(second.late)).to.not.match(/Xerxine|olaf/);
      expect(second.json.late).to.equal(1);
    });

    describe('late findings', () => {
      const first = { id: 1, text: 'Quillonab asked Zelkorian' };
      const second = { id: 1, text: 'My name is Quillonab Dalmeyer.' };
      const third = { id: 1, text: 'My name is Zelkorian Brimm.' };
      const bare = { id: 1, text: 'hello' };

      /** Answers as told, once what was stored has been corrected; as documented. */
      function storing(options: object = {}) {
        const app = express();
        app.set('env', 'test');
        app.use(redactBody({ redactor, conversation: { key: 'id' }, ...options } as RedactBodyOptions));
        const store = new Map<string, unknown>();
        const told: number[] = [];
        app.post('/:status', (req, res) => {
          const { record, late = [] } = req.redaction ?? {};
          told.push(late.length);
          for (const earlier of new Set(late.map((finding) => finding.record)))
            if (store.has(earlier))
              store.set(
                earlier,
                withLate(
                  store.get(earlier),
                  late.filter((finding) => finding.record === earlier),
                ),
              );
          const status = Number(req.params.status);
          if (status < 400) store.set(String(record), req.body);
          if (status > 0) res.sendStatus(status);
          else res.destroy();
        });
        const send = async (body: object, status = 200) => {
          await request(app)
            .post(`/${status}`)
            .send(body)
            .catch((error: NodeJS.ErrnoException) => expect(error.code).to.equal('ECONNRESET'));
        };
        return { send, told, stored: () => [...store.values()].map((body) => (body as { text: string }).text) };
      }

      it('are told again when the request before was answered with an error, or not at all, and may be put in twice', async () => {
        for (const status of [500, 422, 0]) {
          const { send, told, stored } = storing();
          await send(first);
          await send(second, status);
          await send(second, status);
          await send(third);
          await send(bare);
          expect(told, String(status)).to.deep.equal([0, 1, 1, 2, 0]);
          expect(stored()[0]).to.equal('[NAME] asked [NAME]');
        }
      });

      it('are told again when a request was refused before its handler', async () => {
        const { send, told } = storing({ mode: 'block' });
        await send(first);
        await send(second);
        await send(bare);
        await send(bare);
        expect(told).to.deep.equal([0, 1, 0]);
      });

      it('are told no more when the same has failed too often', async () => {
        const { send, told } = storing();
        await send(first);
        for (let n = 0; n < 6; n++) await send(n === 0 ? second : bare, 500);
        expect(told).to.deep.equal([0, 1, 1, 1, 1, 1, 0]);
      });

      it('are put into bodies that are bytes, or JSON that a parser left as text', async () => {
        for (const [type, before, given, expected] of [
          ['application/octet-stream', [], 'Quillonab has the key', '[NAME] has the key'],
          ['application/json', [express.text({ type: '*/*' })], JSON.stringify(first), '{"id":1,"text":"[NAME] asked Zelkorian"}'],
          ['application/json', [express.raw({ type: '*/*' })], JSON.stringify(first), '{"id":1,"text":"[NAME] asked Zelkorian"}'],
        ] as const) {
          const app = express();
          app.set('env', 'test');
          app.use(...before, redactBody({ redactor, raw: ['application/octet-stream'], conversation: { key: () => 'one' } }));
          const store: unknown[] = [];
          app.post('/', (req, res) => {
            if (store.length === 1) store.push(withLate(store[0], req.redaction?.late ?? []));
            else store.push(req.body);
            res.end();
          });
          for (const body of [given, JSON.stringify(second)])
            await request(app)
              .post('/')
              .set('Content-Type', type)
              .serialize((sent: unknown) => sent as string)
              .send(body);
          expect(Buffer.isBuffer(store[1])).to.equal(Buffer.isBuffer(store[0]));
          expect(String(store[1])).to.equal(expected);
        }
      });
    });

    it('forgets the oldest, and who was silent too long', async () => {
      let now = 0;
      const send = appWith({ key: 'id', max: 2, maxAge: 10, now: () => now });
      const isKnown = async (id: number) => (await send({ id, text: 'the quist file' })).body.text === 'the [NAME] file';
      await send({ id: 1, requester: anna });
      now = 9;
      expect(await isKnown(1)).to.equal(true);
      now = 19;
      expect(await isKnown(1)).to.equal(false);
      await send({ id: 1, requester: anna });
      await send({ id: 2 });
      expect(await isKnown(1)).to.equal(true);
      await send({ id: 3 });
      await send({ id: 4 });
      expect(await isKnown(1)).to.equal(false);
    });

    it('works behind a parser, in shadow and in observe', async () => {
      const app = express();
      app.use(express.json(), redactBody({ redactor, mode: 'shadow', conversation: { key: 'id' } }));
      app.post('/', (req, res) => {
        res.json([req.body, req.redaction?.body]);
      });
      const { body } = await request(app).post('/').send({ id: 1, requester: anna, text: 'the quist file' });
      expect((body as { text: string }[]).map(({ text }) => text)).to.deep.equal(['the quist file', 'the [NAME] file']);
      const send = appWith({ key: 'id' }, { mode: 'observe' });
      const { body: sent, json } = await send({ id: 1, requester: anna, text: 'the quist file' });
      expect(sent.text).to.equal('the quist file');
      expect((json.findings as { byCategory: object }).byCategory).to.deep.equal({ person: 2, email: 1, phone: 1 });
    });

    it('refuses to learn from a body that was replaced before it came', async () => {
      for (const [mode, status] of [
        ['mask', 500],
        ['observe', 200],
      ] as const) {
        const app = express();
        app.set('env', 'test');
        app.use(redaction({ redactor, mode }));
        app.post('/', redactBody({ redactor, conversation: { key: 'id' } }), (_req, res) => {
          res.end('reached');
        });
        const errors: unknown[] = [];
        app.use(
          redactErrors({ redactor }) as never,
          ((error: Error, _req: Request, _res: unknown, next: (error: Error) => void) => {
            errors.push(isSordinoError(error) && [error.code, error.message]);
            next(error);
          }) as never,
        );
        const answer = await request(app).post('/').send({ id: 1, text: 'the quist file' });
        expect([answer.status, answer.text === 'reached']).to.deep.equal([status, status === 200]);
        if (status === 200) continue;
        expect(errors).to.have.nested.property('[0][0]', 'ERR_OPTION_INVALID');
        expect(errors).to.have.nested.property('[0][1]').that.includes('a redaction mounted before has replaced');
      }
    });

    it('refuses the body when the key cannot be told, and tells nothing of it', async () => {
      for (const key of [
        () => ({}),
        async () => '7',
        () => {
          throw new Error('quist');
        },
      ]) {
        const app = express();
        app.set('env', 'test');
        app.use(redactBody({ redactor, conversation: { key } } as unknown as RedactBodyOptions));
        app.post('/', (_req, res) => {
          res.end('reached');
        });
        const { status, text } = await request(app).post('/').send({ text: 'the quist file' });
        expect(status).to.equal(500);
        expect(text).to.not.match(/quist|reached/);
      }
    });

    it('takes numbers for keys, and says when a request has none', async () => {
      const send = appWith({ key: (_req: unknown, body: { id: number | null }) => body.id });
      const known = await send({ id: 7, requester: anna });
      expect(known.json.alone).to.equal(false);
      expect((await send({ id: 7, text: 'the quist file' })).body.text).to.equal('the [NAME] file');
      for (const id of [undefined, null, '']) {
        const lone = await send({ id, requester: anna });
        expect(lone.json.alone, String(id)).to.equal(true);
        expect((await send({ id, text: 'the quist file' })).body.text).to.equal('the quist file');
      }
      expect((await appWith({ key: 'tiket.id' })({ ticket: { id: 1 } })).json.alone).to.equal(true);
      expect((await appWith({ key: () => 'one' })('Subject: x\r\n\r\nhej', '/', 'message/rfc822')).json.alone).to.equal(true);
    });

    it('takes what is not known for nothing', async () => {
      for (const parties of [() => null, () => undefined, () => [{ role: 'requester', name: 'Anna Quist', email: null }]])
        await appWith({ key: 'id', parties, from: () => null })({ id: 1, text: 'x' });
    });

    it('reads layouts of the rules, when redaction shares its redactor too', async () => {
      const rules = {
        ...builtinRules,
        layouts: [{ layout: 'desk', of: 'ours', parties: [{ at: 'kund', role: 'requester', name: ['namn'] }] }],
      };
      const app = express();
      app.use(redaction({ policy: 'external', rules, body: { conversation: { key: 'id' } } }));
      app.post('/', (req, res) => {
        res.json(req.body);
      });
      const { body } = await request(app)
        .post('/')
        .send({ id: 1, kund: { namn: 'Anna Quist' }, text: 'the quist file' });
      expect((body as { text: string }).text).to.equal('the [NAME] file');
    });
  });
}

describe('withLate', () => {
  const late = (path: string, start: number, end: number, length = end, by = 'b'): LateBodyFinding => ({
    ...{
      record: 'r',
      by,
      path,
      start,
      end,
      length,
      replacement: '[NAME]',
      category: 'person',
      type: 'propagated',
      score: 0.8,
      rule: 'person/propagated',
    },
  });

  it('puts several into one text, in any order, and leaves the body alone', () => {
    const body = { a: [{ 'x.y': 'Xerxine and Zelko' }] };
    const places = [late('$.a[0]["x.y"]', 0, 7, 17), late('$.a[0]["x.y"]', 12, 17)];
    for (const order of [places, [...places].reverse()])
      expect(withLate(body, order)).to.deep.equal({ a: [{ 'x.y': '[NAME] and [NAME]' }] });
    expect(body).to.deep.equal({ a: [{ 'x.y': 'Xerxine and Zelko' }] });
    expect(withLate('Xerxine', [late('$', 0, 7)])).to.equal('[NAME]');
  });

  it('puts in those of one request after the other, and none twice', () => {
    // As two requests saw the text: the second, once the first was put in.
    const texts = ['Anna and Olaf: Quillon', '[NAME] and [NAME]: Quillon', '[NAME] and [NAME]: [NAME]'];
    const own = [late('$', 0, 4, 22, 'one'), late('$', 9, 13, 22, 'one'), late('$', 19, 26, 26, 'two')];
    for (const text of texts) expect(withLate(text, own)).to.equal(texts[2]);
    expect(withLate(texts[0], own.slice(0, 2))).to.equal(texts[1]);
    expect(() => withLate(texts[0], own.slice(2))).to.throw('not as its handler got it');
    // Of the same length as the replacement.
    expect(withLate('Xerxin', [late('$', 0, 6)])).to.equal('[NAME]');
    expect(withLate('[NAME]', [late('$', 0, 6)])).to.equal('[NAME]');
  });

  it('gives back what was never stored', () => {
    for (const nothing of [undefined, null]) expect(withLate(nothing, [late('$.a', 0, 7)])).to.equal(nothing);
  });

  it('refuses findings that are none', () => {
    for (const wrong of [undefined, null, {}])
      expect(() => withLate({}, wrong as never))
        .to.throw('req.redaction.late')
        .with.property('code', 'ERR_OPTION_INVALID');
  });

  it('refuses findings of several requests', () => {
    const places = [late('$.a', 0, 7), { ...late('$.b', 0, 7), record: 'other' }];
    expect(() => withLate({ a: 'Xerxine', b: 'Xerxine' }, places))
      .to.throw('several requests')
      .with.property('code', 'ERR_OPTION_INVALID');
  });

  it('refuses a body that is another', () => {
    for (const body of [{ a: 'short' }, { a: 'a longer one' }, { a: '[NAME]!!' }, { a: 7 }, { b: 'Xerxine' }, 'Xerxine'])
      expect(() => withLate(body, [late('$.a', 0, 7)]))
        .to.throw()
        .with.property('code', 'ERR_OPTION_INVALID');
    expect(() => withLate({}, [late('$.__proto__.x', 0, 1)])).to.throw();
  });
});

describe('option conversation of redactBody', () => {
  const wrong: [conversation: unknown, code: string, message: string][] = [
    [7, 'ERR_OPTION_INVALID', '"conversation" should be an object'],
    [null, 'ERR_OPTION_INVALID', '"conversation" should be an object'],
    [{}, 'ERR_OPTION_INVALID', '"conversation.key" should be a path'],
    [{ key: 'a..b' }, 'ERR_OPTION_INVALID', '"conversation.key" should be a path'],
    [{ key: '' }, 'ERR_OPTION_INVALID', '"conversation.key" should be a path'],
    [{ key: 'id', parties: [] }, 'ERR_OPTION_INVALID', '"conversation.parties" should be a function'],
    [{ key: 'id', from: 'customer' }, 'ERR_OPTION_INVALID', '"conversation.from" should be a function'],
    [{ key: 'id', now: 0 }, 'ERR_OPTION_INVALID', '"conversation.now" should be a function'],
    [{ key: 'id', max: 0 }, 'ERR_OPTION_INVALID', '"conversation.max" should be'],
    [{ key: 'id', maxAge: -1 }, 'ERR_OPTION_INVALID', '"conversation.maxAge" should be'],
    [{ key: 'id', layouts: {} }, 'ERR_OPTION_INVALID', '"conversation.layouts" should be'],
    [{ key: 'id', layouts: [{ layout: 'x', of: 'x', key: ['a..b'], parties: [] }] }, 'ERR_RULE_INVALID', '"a..b" is no path'],
    [{ key: 'id', layouts: [null] }, 'ERR_RULE_INVALID', 'conversation.layouts[0]'],
    [
      { key: 'id', layouts: [{ layout: 'x', of: 'x', parties: [{ at: '', rolle: 'agent' }] }] },
      'ERR_RULE_UNKNOWN_KEY',
      'Did you mean "role"?',
    ],
    [{ kye: 'id' }, 'ERR_OPTION_UNKNOWN', 'option "conversation.kye" is not known. Did you mean "key"?'],
  ];
  for (const [conversation, code, message] of wrong)
    it(`throws when it is mounted: ${message} (${JSON.stringify(conversation)})`, () => {
      for (const mount of [
        () => redactBody({ redactor, conversation } as RedactBodyOptions),
        () => redaction({ redactor, body: { conversation } as object }),
      ])
        try {
          mount();
          expect.fail('nothing thrown');
        } catch (error) {
          if (!isSordinoError(error)) throw error;
          expect(error.code).to.equal(code);
          expect(error.message).to.include(message);
        }
    });
});
