import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse as parseForm } from 'node:querystring';
import { inspect } from 'node:util';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Express, Request, RequestHandler } from 'express';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import qs from 'qs';
import request from 'supertest';
import { captureRawBody, rawBody, redactBody, type RedactBodyOptions } from '../../src/express/index.ts';
import { type Context, FAILURE_MARKER } from '../../src/types.ts';
import { captured } from '../support/captured.ts';
import { EXPRESSES } from '../support/expresses.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const CARD = '4111111111111111';
const redactor = toyRedactor();

function listening(app: Express): Promise<http.Server> {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });
}

for (const { version, express } of EXPRESSES) {
  describe(`redactBody on ${version}`, () => {
    /** Answers with what the handler saw. */
    function appWith(
      options: object = {},
      before: RequestHandler[] = [],
      see: (req: Request) => unknown = (req) => ({ body: req.body as unknown }),
    ): Express {
      const app = express();
      app.set('env', 'test');
      if (before.length > 0) app.use(...before);
      app.use(redactBody({ redactor, ...options } as RedactBodyOptions));
      app.all('/', (req, res) => {
        res.json(see(req));
      });
      return app;
    }

    /** Sends exact bytes; superagent would make JSON of them. */
    function post(app: Express, type: string | undefined, body: string | Buffer, headers: Record<string, string> = {}) {
      const test = request(app).post('/');
      for (const [name, value] of Object.entries(headers)) test.set(name, value);
      if (type !== undefined) test.set('Content-Type', type);
      return test.serialize((given: unknown) => given as string).send(body);
    }

    const orders: [string, RequestHandler[]][] = [
      ['mounted first', []],
      ['mounted after the parsers', [express.json(), express.urlencoded({ extended: true }), express.text({ type: 'text/*' })]],
      ['mounted after express.raw()', [express.raw({ type: () => true })]],
    ];
    for (const [order, before] of orders) {
      describe(order, () => {
        const isRaw = order.endsWith('raw()');
        const app = appWith({}, before, (req) => ({
          body: Buffer.isBuffer(req.body) ? { bytes: req.body.toString() } : (req.body as unknown),
        }));
        const seen = async (type: string, body: string) => {
          const { status, body: reply } = await post(app, type, body);
          expect(status).to.equal(200);
          const { body: value } = reply as { body: { bytes?: string } };
          return isRaw ? value.bytes : value;
        };

        it('JSON: values, arrays, numbers and keys at any depth', async () => {
          const body = JSON.stringify({
            note: `card ${CARD}`,
            deep: [{ pan: 4111111111111111 }, [CARD]],
            'a@example.com': true,
            pin: 1234,
            id: 17,
          });
          const expected = { note: 'card [CARD]', deep: [{ pan: '[CARD]' }, ['[CARD]']], '[EMAIL]': true, pin: '[SECRET]', id: 17 };
          const value = await seen('application/json', body);
          expect(isRaw ? JSON.parse(value as string) : value).to.deep.equal(expected);
        });

        it('JSON that calls itself something else', async () => {
          const value = await seen('application/vnd.api+json', `[{"a":"\\u0034${CARD.slice(1)}"}]`);
          // express.json() knows application/json alone, and leaves the rest to us.
          expect(isRaw ? JSON.parse(value as string) : value).to.deep.equal([{ a: '[CARD]' }]);
        });

        it('urlencoded forms, decoded first', async () => {
          const value = await seen('application/x-www-form-urlencoded', `note=card+%34${CARD.slice(1)}&a%40example.com=1`);
          const plain = isRaw ? { ...parseForm(value as string) } : value;
          expect(plain).to.deep.equal({ note: 'card [CARD]', '[EMAIL]': '1' });
        });

        it('text', async () => {
          expect(await seen('text/plain', `card ${CARD}`)).to.equal('card [CARD]');
          expect(await seen('text/plain; charset="UTF-8"', '\ufeffh\u00e4r')).to.equal('h\u00e4r');
        });

        it('tables, by the names of their columns', async () => {
          expect(await seen('text/csv', 'pin;note\r\n1234;"1234 and, ""a@example.com"""\r\n')).to.equal(
            'pin;note\r\n[SECRET];"1234 and, ""[EMAIL]"""\r\n',
          );
          expect(await seen('text/tab-separated-values', 'pin\tnote\n1234\t1234\n')).to.equal('pin\tnote\n[SECRET]\t1234\n');
        });

        it('keys that are names on Object.prototype', async () => {
          const value = await seen('application/json', `{"__proto__":{"polluted":"${CARD}"},"constructor":{"prototype":{"polluted":1}}}`);
          expect(isRaw ? value : JSON.stringify(value)).to.equal(
            '{"__proto__":{"polluted":"[CARD]"},"constructor":{"prototype":{"polluted":1}}}',
          );
          expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
        });

        it('nesting: a limit, never a full stack', async () => {
          const deep = `${'['.repeat(49_000)}"${CARD}"${']'.repeat(49_000)}`;
          const { status, text } = await post(app, 'application/json', deep);
          expect(status).to.equal(413);
          expect(text).not.to.include(CARD);
          expect((await post(app, 'application/json', `${'['.repeat(150)}${']'.repeat(150)}`)).status).to.equal(200);
        });

        it('types that nothing reads: 415', async () => {
          for (const type of ['application/octet-stream', 'image/png', 'multipart/form-data; boundary=x', 'application/xml']) {
            const bytes = Buffer.from([0, 255, 254]);
            expect((await post(app, type, bytes)).status, type).to.equal(415);
          }
        });

        it('requests without a body', async () => {
          expect((await request(app).get('/')).status).to.equal(200);
          expect((await post(app, undefined, '')).status).to.equal(200);
        });
      });
    }

    describe('behind parsers that leave texts', () => {
      it('leaves strings of JSON as they were parsed', async () => {
        const app = appWith({}, [express.json({ strict: false })]);
        const texts = [`card ${CARD}`, CARD, `{"card":"${CARD}"}`, '[urgent] call', '17', '"', ''];
        const expected = ['card [CARD]', '[CARD]', '{"card":"[CARD]"}', '[urgent] call', '17', '"', ''];
        for (const [i, text] of texts.entries()) {
          const json = JSON.stringify(text);
          for (const sent of [
            post(app, 'application/json', json),
            post(app, 'application/json', gzipSync(json), { 'Content-Encoding': 'gzip' }),
          ])
            expect((await sent).body, `${i}`).to.deep.equal({ body: expected[i] });
        }
      });

      it('reads what they left as JSON, and refuses what is none', async () => {
        const app = appWith({}, [express.text({ type: () => true })]);
        for (const [text, expected] of [
          [`{"card":"\\u0034${CARD.slice(1)}"}`, '{"card":"[CARD]"}'],
          [`"\\u0034${CARD.slice(1)}"`, '"[CARD]"'],
          [CARD, '"[CARD]"'],
        ]) {
          expect((await post(app, 'application/json', text)).body).to.deep.equal({ body: expected });
        }
        expect((await post(app, 'application/json', `{"card":"${CARD}"`)).status).to.equal(400);
      });

      it('refuses types that nothing reads, though they may be text', async () => {
        for (const parser of [express.text({ type: () => true }), express.raw({ type: () => true })])
          for (const type of ['multipart/form-data; boundary=x', 'application/pdf', 'application/octet-stream', 'application/xml']) {
            expect((await post(appWith({}, [parser]), type, 'x')).status, type).to.equal(415);
            const named = { dangerouslyPassContentTypes: [type.split(';')[0]] };
            const see = ({ redaction }: Request) => redaction?.passed;
            for (const options of [named, { mode: 'observe' }])
              expect((await post(appWith(options, [parser], see), type, 'x')).body, type).to.equal(true);
            expect((await post(appWith({}, [parser]), type, '')).status, type).to.equal(200);
          }
      });
    });

    it('reads a body whose encoding is none', async () => {
      for (const encoding of ['', 'identity', 'Identity'])
        expect((await post(appWith(), 'application/json', '{"a":1}', { 'Content-Encoding': encoding })).body).to.deep.equal({
          body: { a: 1 },
        });
    });

    it('leaves of no body what express.json() does, and counts of nothing', async () => {
      const shapes: [type: string | undefined, length: string | undefined][] = [
        ['application/json', '0'],
        ['application/json', undefined],
        ['image/png', '0'],
        [undefined, undefined],
      ];
      const see = ({ body, redaction }: Request) => ({ body: body as unknown, total: redaction?.findings.total });
      for (const [type, length] of shapes) {
        const seen = [];
        for (const handlers of [[express.json()], [redactBody({ redactor })]]) {
          const app = express();
          app.use(...handlers);
          app.all('/', (req, res) => void res.json(see(req)));
          const test = request(app)[length === undefined ? 'get' : 'post']('/');
          if (type !== undefined) test.set('Content-Type', type);
          if (length !== undefined) test.set('Content-Length', length);
          seen.push((await test).body as object);
        }
        expect(seen[1], `${type} ${length}`).to.deep.equal({ ...seen[0], total: 0 });
      }
      const { body } = await post(appWith({}, [], see), 'text/plain', '', { 'Content-Length': '0' });
      expect(body).to.deep.equal({ body: '', total: 0 });
    });

    describe('reading by itself', () => {
      it('refuses a body that says no type, in chunks too unless there is none', async () => {
        expect((await post(appWith(), undefined, CARD).unset('Content-Type')).status).to.equal(415);
        const server = await listening(appWith());
        const inChunks = (body: string) =>
          new Promise((resolve) => {
            const { port } = server.address() as AddressInfo;
            const headers = { 'Transfer-Encoding': 'chunked' };
            const client = http.request({ port, host: '127.0.0.1', method: 'POST', headers }, (res) => {
              resolve(res.resume().statusCode);
            });
            client.end(body);
          });
        try {
          expect([await inChunks(CARD), await inChunks('')]).to.deep.equal([415, 200]);
        } finally {
          server.close();
        }
      });

      it('takes nested forms with a parser that was handed in', async () => {
        const { body } = await post(
          appWith({ parseUrlencoded: (text: string) => qs.parse(text) }),
          'application/x-www-form-urlencoded',
          `a[b][c]=${CARD}&a[d][]=x&a[d][]=${CARD}`,
        );
        expect(body).to.deep.equal({ body: { a: { b: { c: '[CARD]' }, d: ['x', '[CARD]'] } } });
      });

      it('hands on named types as bytes or text', async () => {
        const app = appWith({ raw: ['application/octet-stream'], text: ['application/x-ndjson'] }, [], (req) => ({
          buffer: Buffer.isBuffer(req.body),
          text: String(req.body),
        }));
        expect((await post(app, 'application/octet-stream', CARD)).body).to.deep.equal({ buffer: true, text: '[CARD]' });
        expect((await post(app, 'application/octet-stream', Buffer.from([255, 0]))).status).to.equal(400);
        expect((await post(app, 'application/octet-stream', Buffer.from(`4\0${CARD}`, 'utf8'))).status).to.equal(415);
        expect((await post(app, 'application/x-ndjson', `{"a":"${CARD}"}\n`)).body).to.deep.equal({
          buffer: false,
          text: '{"a":"[CARD]"}\n',
        });
      });

      it('reads e-mails as their encodings say', async () => {
        const mail = (encoding: string, body: string, type = 'text/plain') =>
          `Subject: =?utf-8?Q?card_=34${CARD.slice(1)}?=\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`;
        const app = appWith({ raw: ['application/octet-stream'] }, [], (req) => ({
          body: req.body as unknown,
          counts: req.redaction?.findings.byCategory,
          degraded: req.redaction?.degraded,
        }));
        const seen = async (body: string) => (await post(app, 'message/rfc822', body)).body as Record<string, string | object>;
        const encoded = await seen(mail('base64', Buffer.from(`card ${CARD}, a@example.com`).toString('base64')));
        expect(encoded).to.deep.include({ counts: { card: 2, email: 1 }, degraded: false });
        const [head, text] = String(encoded.body).split('\r\n\r\n');
        expect(head)
          .to.match(/^Subject: .*=5BCARD=5D/)
          .and.not.include(CARD.slice(1));
        expect(Buffer.from(text, 'base64').toString()).to.equal('card [CARD], [EMAIL]');
        const quoted = await seen(mail('quoted-printable', `card =34${CARD.slice(1, 9)}=\r\n${CARD.slice(9)}, a=40example.com`));
        expect(quoted.body).to.include('card [CARD], [EMAIL]');
        expect(await seen(mail('x-unknown', CARD))).to.deep.include({ degraded: true });
        expect((await seen(mail('base64', 'AAAA', 'image/png'))).body).to.include('[ATTACHMENT image/png, 3 bytes]');
      });

      it('tells an e-mail the language and the parties of the context', async () => {
        const contexts: unknown[] = [];
        const watching = toyRedactor((_text, { language, parties }) => contexts.push({ language, parties }));
        const party = { role: 'requester', name: 'Anna Quist' };
        const app = appWith({ redactor: watching, context: () => ({ language: 'sv', parties: [party] }) });
        await post(app, 'message/rfc822', 'From: a@example.com\r\n\r\nhej');
        expect(contexts).to.deep.include({ language: 'sv', parties: [party, { role: 'from', email: 'a@example.com' }] });
      });

      it('tells a table the language and the parties of the context, and reads it by no conversation', async () => {
        const seen: Context[] = [];
        const parties = [{ role: 'requester', name: 'Anna Quist' }];
        const options = {
          redactor: toyRedactor((_text, { language, parties, field }) => void seen.push({ language, parties, field })),
          context: () => ({ language: 'sv', parties }),
          conversation: { key: () => 'one' },
        };
        const { body } = await post(
          appWith(options, [], ({ redaction }) => redaction?.alone),
          'text/csv',
          'id,name\n1,Anna\n',
        );
        expect(body).to.equal(true);
        expect(seen.at(-1)).to.deep.equal({ language: 'sv', parties, field: 'name' });
      });

      it('reads lines of JSON by their fields', async () => {
        const lines = `{"pin":"1234","note":"1234"}\n{"note":"\\u0034${CARD.slice(1)}"}\n`;
        const app = appWith({ text: ['application/x-ndjson'] });
        expect((await post(app, 'application/x-ndjson', lines)).body).to.deep.equal({
          body: '{"pin":"[SECRET]","note":"1234"}\n{"note":"[CARD]"}\n',
        });
      });

      it('puts the failure marker in place of rows that cannot be read', async () => {
        const broken = `id,note\n1,x\n2,"${CARD}" x,3\n4,y\n`;
        const seen = ({ body, redaction }: Request) => [body as unknown, redaction?.degraded];
        expect((await post(appWith({}, [], seen), 'text/csv', broken)).body).to.deep.equal([
          `id,note\n1,x\n${FAILURE_MARKER},\n4,y\n`,
          true,
        ]);
        expect((await post(appWith({ onDegraded: 'refuse' }), 'text/csv', broken)).status).to.equal(500);
        expect((await post(appWith({ mode: 'block' }), 'text/csv', 'pin,note\n1234,x\n')).status).to.equal(422);
      });

      it('passes named types on, unread, and says so', async () => {
        const app = appWith({ dangerouslyPassContentTypes: ['image/*'] }, [], (req) => ({
          body: req.body as unknown,
          passed: req.redaction?.passed,
          unread: !req.readableDidRead,
        }));
        expect((await post(app, 'image/png', 'x')).body).to.deep.include({ passed: true, unread: true });
      });

      it('keeps whole numbers that JSON.parse would round, as text, and examines them', async () => {
        const { body } = await post(
          appWith(),
          'application/json',
          '{"id":360001234567890123456789,"pan":6212345678901265123,"s":"\\"6212345678901265123","n":-1.5e3,"list":[9007199254740993,1]}',
        );
        expect(body).to.deep.equal({
          body: { id: '360001234567890123456789', pan: '[CARD]', s: '"[CARD]', n: -1500, list: ['[CARD]', 1] },
        });
      });

      it('reads any JSON value, and nothing as an empty object', async () => {
        expect((await post(appWith(), 'application/json', `"${CARD}"`)).body).to.deep.equal({ body: '[CARD]' });
        expect((await post(appWith(), 'application/json', 'null')).body).to.deep.equal({ body: null });
        const chunked = await post(appWith(), 'application/json', '', { 'Transfer-Encoding': 'chunked' });
        expect(chunked.status).to.equal(200);
      });

      it('leaves nothing to read for parsers behind it', async () => {
        const app = express();
        app.use(redactBody({ redactor }), express.json(), express.urlencoded({ extended: true }), express.text());
        app.post('/', (req, res) => {
          res.json(req.body);
        });
        expect((await post(app, 'application/json', `{"a":"${CARD}"}`)).body).to.deep.equal({ a: '[CARD]' });
        expect((await post(app, 'text/plain', CARD)).text).to.equal('"[CARD]"');
      });

      it('keeps the async context', async () => {
        const { AsyncLocalStorage } = await import('node:async_hooks');
        const storage = new AsyncLocalStorage<string>();
        const app = express();
        app.use((_req, _res, next) => storage.run('kept', next), redactBody({ redactor }));
        app.post('/', (_req, res) => {
          res.send(storage.getStore());
        });
        expect((await post(app, 'text/plain', 'x')).text).to.equal('kept');
      });
    });

    describe('refuses', () => {
      const cases: [string, number, string, string | Buffer, Record<string, string>?][] = [
        ['malformed JSON', 400, 'application/json', `{"card": "${CARD}"`],
        ['an unquoted text', 400, 'application/json', `hej ${CARD}`],
        [
          'invalid UTF-8 in JSON',
          400,
          'application/json',
          Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0x80]), Buffer.from(`${CARD}"}`)]),
        ],
        ['invalid UTF-8 in text', 400, 'text/plain', Buffer.concat([Buffer.from(CARD), Buffer.from([0xc3])])],
        ['another charset', 415, 'text/plain; charset=shift_jis', CARD],
        ['UTF-16', 415, 'application/json; charset=utf-16le', Buffer.from(`"${CARD}"`, 'utf16le')],
        ['UTF-16 that does not say so', 415, 'text/plain', Buffer.from(CARD, 'utf16le')],
        ['UTF-16 that calls itself a form', 415, 'application/x-www-form-urlencoded', Buffer.from(`a=${CARD}`, 'utf16le')],
        ['a body over the limit', 413, 'text/plain', `${CARD} `.repeat(10_000)],
        ['a form of too many parameters', 413, 'application/x-www-form-urlencoded', 'a=4&'.repeat(1_001)],
        ['an unknown encoding', 415, 'text/plain', CARD, { 'Content-Encoding': 'compress' }],
        ['an encoding that is a name on Object.prototype', 415, 'text/plain', CARD, { 'Content-Encoding': 'constructor' }],
        ['two encodings', 415, 'text/plain', gzipSync(gzipSync(CARD)), { 'Content-Encoding': 'gzip, gzip' }],
        ['broken gzip', 400, 'text/plain', gzipSync(CARD).subarray(0, 20), { 'Content-Encoding': 'gzip' }],
        ['what is no gzip', 400, 'text/plain', CARD, { 'Content-Encoding': 'gzip' }],
        ['a gzip bomb', 413, 'text/plain', gzipSync(Buffer.alloc(50_000_000, CARD)), { 'Content-Encoding': 'gzip' }],
        ['a brotli bomb', 413, 'text/plain', brotliCompressSync(Buffer.alloc(50_000_000, CARD)), { 'Content-Encoding': 'br' }],
      ];
      for (const [title, status, type, body, headers] of cases) {
        it(`${title}: ${status}, with nothing of the body in the answer or on stderr`, async () => {
          const app = appWith();
          app.set('env', 'development');
          let reply = '';
          const out = await captured(async () => {
            const answer = await post(app, type, body, headers);
            expect(answer.status).to.equal(status);
            reply = answer.text;
          });
          expect(out + reply).not.to.include('411111');
          expect(out).to.include('SordinoError');
        });

        it(`${title}: with a message that may be shown to the client`, async () => {
          const app = appWith();
          app.use(((error: Error, _req: Request, res: { end(text: string): void }, _next: unknown) => {
            res.end(error.message);
          }) as never);
          const { text } = await post(app, type, body, headers);
          expect(text)
            .to.match(/^The .+\.$/)
            .and.not.include('docs/');
        });
      }

      it('a ratio that only a bomb has, below every other limit', async () => {
        const body = gzipSync(Buffer.alloc(4_000_000, '-'));
        expect(
          (await post(appWith({ limit: '1mb', inflatedLimit: '10mb' }), 'text/plain', body, { 'Content-Encoding': 'gzip' })).status,
        ).to.equal(413);
        expect(
          (await post(appWith({ limit: '1mb', inflatedLimit: '10mb', maxRatio: 2000 }), 'text/plain', body, { 'Content-Encoding': 'gzip' }))
            .status,
        ).to.equal(200);
      });

      it('but not what was compressed honestly', async () => {
        for (const [encoding, compress] of [
          ['gzip', gzipSync],
          ['deflate', deflateSync],
          ['br', brotliCompressSync],
        ] as const) {
          const { status, body } = await post(appWith(), 'application/json', compress(`{"a":"${CARD}"}`), { 'Content-Encoding': encoding });
          expect(status, encoding).to.equal(200);
          expect(body).to.deep.equal({ body: { a: '[CARD]' } });
        }
      });

      it('a body of unknown length once it passes the limit', async () => {
        const server = await listening(appWith({ limit: 1000 }));
        try {
          const status = await new Promise((resolve, reject) => {
            const client = http.request(
              {
                port: (server.address() as AddressInfo).port,
                host: '127.0.0.1',
                method: 'POST',
                headers: { 'Content-Type': 'text/plain' },
              },
              (res) => {
                resolve(res.statusCode);
                res.resume();
              },
            );
            client.on('error', reject);
            for (let i = 0; i < 20; i++) client.write(`${CARD} `.repeat(10));
            client.end();
          });
          expect(status).to.equal(413);
        } finally {
          server.close();
        }
      });

      it('an upload that breaks off: the handler never runs', async () => {
        let handled = false;
        const failed: unknown[] = [];
        const app = express();
        app.use(redactBody({ redactor }));
        app.post('/', (_req, res) => {
          handled = true;
          res.end();
        });
        const gone = new Promise<void>((resolve) => {
          app.use(((error: unknown, _req: Request, _res: unknown, _next: unknown) => {
            failed.push(error);
            resolve();
          }) as never);
        });
        const server = await listening(app);
        try {
          const client = http.request({
            port: (server.address() as AddressInfo).port,
            host: '127.0.0.1',
            method: 'POST',
            headers: { 'Content-Type': 'text/plain', 'Content-Length': '1000' },
          });
          client.on('error', () => undefined);
          client.write(CARD);
          setTimeout(() => client.destroy(), 30);
          await gone;
          expect(handled).to.equal(false);
          expect(failed).to.have.length(1);
          expect(inspect(failed[0])).to.include('ERR_BODY_UNREADABLE').and.not.include(CARD);
        } finally {
          server.close();
        }
      });

      it('a body that somebody read and kept for himself', async () => {
        const swallow: RequestHandler = (req, _res, next) => {
          req.resume().on('end', next);
        };
        expect((await post(appWith({}, [swallow]), 'text/plain', CARD)).status).to.equal(415);
      });

      it('files that multer has taken, unless the type is named', async () => {
        const asMulter: RequestHandler = (req, _res, next) => {
          req.resume().on('end', () => {
            req.body = Object.assign(Object.create(null), { note: CARD });
            (req as { files?: unknown }).files = [{ originalname: 'x.txt', buffer: Buffer.from(CARD) }];
            next();
          });
        };
        const type = 'multipart/form-data; boundary=x';
        expect((await post(appWith({}, [asMulter]), type, 'x')).status).to.equal(415);
        const named = await post(appWith({ dangerouslyPassContentTypes: ['multipart/form-data'] }, [asMulter]), type, 'x');
        expect(named.body).to.deep.equal({ body: { note: '[CARD]' } });
      });
    });

    describe('modes', () => {
      const body = `{"note":"${CARD}","mail":"a@example.com"}`;
      const see = (req: Request) => ({ body: req.body as unknown, counts: req.redaction, copy: req.redaction?.body });

      it('mask: replaces the body and counts', async () => {
        const { body: reply } = await post(appWith({}, [], see), 'application/json', body);
        expect(reply).to.deep.equal({
          body: { note: '[CARD]', mail: '[EMAIL]' },
          counts: {
            mode: 'mask',
            late: 0,
            degraded: false,
            passed: false,
            findings: { total: 2, byCategory: { card: 1, email: 1 }, byRule: { 'card/toy': 1, 'email/toy': 1 }, byAction: { remove: 2 } },
            response: { total: 0, byCategory: {}, byRule: {}, byAction: {} },
          },
        });
      });

      it('shadow: leaves the body, puts the redacted copy beside it', async () => {
        const { body: reply } = await post(appWith({ mode: 'shadow' }, [], see), 'application/json', body);
        expect(reply).to.deep.include({ body: JSON.parse(body) as object, copy: { note: '[CARD]', mail: '[EMAIL]' } });
      });

      it('observe: only counts', async () => {
        const { body: reply } = await post(appWith({ mode: 'observe' }, [], see), 'application/json', body);
        expect((reply as { body: unknown }).body).to.deep.equal(JSON.parse(body));
        expect((reply as { counts: { findings: { total: number } } }).counts.findings.total).to.equal(2);
        expect(reply).not.to.have.property('copy');
      });

      it('observe and shadow: let through what nothing reads, and say so', async () => {
        for (const mode of ['observe', 'shadow'] as const) {
          const { status, body: reply } = await post(appWith({ mode }, [], see), 'image/png', 'x');
          expect(status).to.equal(200);
          expect(reply).to.have.nested.property('counts.passed', true);
        }
      });

      it('observe and shadow: leave what cannot be walked, and say so; mask and block refuse it', async () => {
        const deep = '[[[1]]]';
        for (const mode of ['observe', 'shadow'] as const) {
          const { status, body: reply } = await post(appWith({ mode, maxDepth: 2 }, [], see), 'application/json', deep);
          expect(status).to.equal(200);
          expect(reply).to.deep.include({ body: [[[1]]] });
          expect(reply).to.have.nested.property('counts.degraded', true);
        }
        for (const mode of ['mask', 'block'] as const)
          expect((await post(appWith({ mode, maxDepth: 2 }), 'application/json', deep)).status).to.equal(413);
      });

      it('block: refuses what could not be examined', async () => {
        const faulty = toyRedactor(() => {
          throw new Error(CARD);
        });
        expect((await post(appWith({ mode: 'block', redactor: faulty }), 'text/plain', 'x')).status).to.equal(500);
      });

      it('block: refuses with categories only', async () => {
        const app = appWith({ mode: 'block' });
        const out: unknown[] = [];
        app.use(((
          error: { status: number; categories: unknown },
          _req: Request,
          res: { status(n: number): { json(v: unknown): void } },
          _next: unknown,
        ) => {
          out.push(inspect(error));
          res.status(error.status).json(error.categories);
        }) as never);
        const refused = await post(app, 'application/json', body);
        expect(refused.status).to.equal(422);
        expect(refused.body).to.deep.equal(['card', 'email']);
        expect(String(out)).not.to.include('4111');
        expect((await post(app, 'application/json', '{"a":1}')).body).to.deep.equal({ body: { a: 1 } });
      });
    });

    describe('fails closed', () => {
      const body = '{"canary1@example.com":["canary2",{"canary3":4111111111111111}],"text":"canary4"}';
      for (const onDegraded of ['mark', 'refuse'] as const) {
        for (const parsed of [false, true]) {
          it(`on the n-th text for every n: ${onDegraded}${parsed ? ', after express.json()' : ''}`, async () => {
            for (let n = 1; ; n++) {
              let call = 0;
              const faulty = toyRedactor(() => {
                if (++call === n) throw new Error('canary-in-an-error');
              });
              const app = appWith({ redactor: faulty, onDegraded }, parsed ? [express.json()] : []);
              app.set('env', 'development');
              let text = '';
              let status = 0;
              const out = await captured(async () => {
                ({ text, status } = await post(app, 'application/json', body));
              });
              expect(text + out).not.to.match(/canary|4111/);
              if (call < n) break;
              expect(status).to.equal(onDegraded === 'mark' ? 200 : 500);
              if (onDegraded === 'mark') expect(text).to.include(FAILURE_MARKER);
            }
          });
        }
      }

      it('when the redactor itself breaks, and hides the body from error handlers', async () => {
        const broken = {
          ...toyRedactor(),
          redactValue: () => {
            throw new Error(CARD);
          },
        };
        const app = appWith({ redactor: broken }, [express.json()]);
        let seen: unknown = 'unset';
        app.use(((error: { status: number }, req: Request, res: { status(n: number): { end(): void } }, _next: unknown) => {
          seen = [inspect(error), req.body];
          res.status(error.status).end();
        }) as never);
        expect((await post(app, 'application/json', `{"a":"${CARD}"}`)).status).to.equal(500);
        expect(inspect(seen)).not.to.include(CARD);
      });

      it('when the context cannot be made', async () => {
        const context = () => {
          throw new Error(CARD);
        };
        expect((await post(appWith({ context }), 'text/plain', CARD)).status).to.equal(500);
      });

      it('whatever the text says', async () => {
        const { body: reply } = await post(
          appWith(),
          'text/plain',
          `[CARD] sordino:disable sordino-ignore-next-line [REDACTION_FAILED] ${CARD}`,
        );
        expect(JSON.stringify(reply)).not.to.include(CARD);
      });
    });

    describe('the raw body', () => {
      const secret = 'not-a-secret';
      const body = `{"card": "${CARD}"}`;
      const sign = (bytes: string | Buffer) => createHmac('sha256', secret).update(bytes).digest('hex');
      const raw = (req: Request) => req[rawBody];

      it('verifies a signature, in both orders and compressed', async () => {
        for (const before of [[], [express.json({ verify: captureRawBody })]]) {
          const app = appWith({}, before, (req) => sign(raw(req) ?? ''));
          expect((await post(app, 'application/json', body)).body).to.equal(sign(body));
          expect((await post(app, 'application/json', gzipSync(body), { 'Content-Encoding': 'gzip' })).body).to.equal(sign(body));
        }
      });

      it('is not kept when the options say so', async () => {
        const app = appWith({ keepRawBody: false }, [], (req) => ({ kept: raw(req) !== undefined }));
        expect((await post(app, 'application/json', body)).body).to.deep.equal({ kept: false });
      });

      it('is met by no logger', async () => {
        let lines = '';
        const logger = pino({ level: 'trace' }, { write: (line: string) => void (lines += line) });
        const app = express();
        app.set('env', 'test');
        app.use(pinoHttp({ logger }), redactBody({ redactor }));
        app.post('/', (req, res) => {
          lines += inspect(req, { depth: 8, showHidden: true, maxArrayLength: null, maxStringLength: null });
          lines += inspect(Object.assign({}, req), { depth: 4 });
          const seen = new Set<unknown>();
          lines += JSON.stringify(req, (_key, value: unknown) =>
            typeof value === 'object' && (seen.has(value) || !seen.add(value)) ? undefined : value,
          );
          req.log.info({ req, body: req.body as unknown, redaction: req.redaction }, 'seen');
          res.end();
        });
        expect((await post(app, 'application/json', body)).status).to.equal(200);
        expect(lines).to.include('[CARD]');
        expect(lines).not.to.include(CARD);
        expect(lines).not.to.include(Buffer.from(CARD).toString('hex').replace(/(..)/g, '$1 ').trim());
      }).timeout(10_000);
    });

    it('hands the context on', async () => {
      const seen: unknown[] = [];
      const watching = toyRedactor((_text, context) => seen.push(context));
      const app = appWith({ redactor: watching, text: ['application/atom+xml'], context: () => ({ language: 'sv' }) });
      for (const type of ['text/html', 'text/xml', 'application/atom+xml']) await post(app, type, '<p>x</p>');
      expect(seen).to.deep.equal(Array(3).fill({ language: 'sv', format: 'html' }));
    });
  });
}
