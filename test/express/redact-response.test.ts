import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { expect } from 'chai';
import type { Express, RequestHandler } from 'express';
import request from 'supertest';
import { redactResponse, type RedactResponseOptions } from '../../src/express/index.ts';
import { FAILURE_MARKER } from '../../src/types.ts';
import { captured } from '../support/captured.ts';
import { EXPRESSES } from '../support/expresses.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const CARD = '4111111111111111';
const redactor = toyRedactor();

/** Of any type, as it was sent. */
function asText(res: request.Response, done: (error: Error | null, body: unknown) => void): void {
  let text = '';
  res.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => done(null, text));
}

/** What `compression` does, as far as order goes: takes over write and end, and packs what passes. */
const compressing: RequestHandler = (_req, res: ServerResponse, next) => {
  const write = res.write.bind(res);
  const end = res.end.bind(res);
  const gzip = createGzip();
  gzip.on('data', (chunk: Buffer) => write(chunk)).on('end', () => end());
  const writeHead = res.writeHead.bind(res);
  res.writeHead = ((status: number) => {
    res.setHeader('Content-Encoding', 'gzip');
    res.removeHeader('Content-Length');
    return writeHead(status);
  }) as never;
  res.write = ((chunk: string) => {
    if (!res.headersSent) res.writeHead(res.statusCode);
    return gzip.write(chunk);
  }) as never;
  res.end = ((chunk?: string) => {
    if (!res.headersSent) res.writeHead(res.statusCode);
    gzip.end(chunk);
    return res;
  }) as never;
  next();
};

for (const { version, express } of EXPRESSES) {
  describe(`redactResponse on ${version}`, () => {
    function appWith(
      handler: RequestHandler,
      options: object = {},
      around: { before?: RequestHandler; after?: RequestHandler } = {},
    ): Express {
      const app = express();
      app.set('env', 'test');
      if (around.before) app.use(around.before);
      app.use(redactResponse({ redactor, ...options } as RedactResponseOptions));
      if (around.after) app.use(around.after);
      app.all('/', handler);
      return app;
    }
    const get = (handler: RequestHandler, options?: object) => request(appWith(handler, options)).get('/').buffer(true);

    describe('whole replies', () => {
      it('res.json, with length and ETag of what is sent', async () => {
        const answer = await get((_req, res) => {
          res.json({ note: `card ${CARD}`, pan: 4111111111111111, 'a@example.com': [CARD] });
        });
        expect(answer.body).to.deep.equal({ note: 'card [CARD]', pan: '[CARD]', '[EMAIL]': ['[CARD]'] });
        expect(answer.headers['content-length']).to.equal(String(Buffer.byteLength(answer.text)));
        const twin = await get((_req, res) => {
          res.json({ note: `card 4012888888881881`, pan: 4012888888881881, 'b@example.com': ['4012888888881881'] });
        });
        // An ETag of the original would differ, and so tell values apart.
        expect(twin.headers.etag).to.equal(answer.headers.etag).and.be.a('string');
      });

      it('res.send of text, JSON text, values and bytes', async () => {
        expect((await get((_req, res) => void res.send(`<p>card ${CARD}</p>`))).text).to.equal('<p>card [CARD]</p>');
        expect((await get((_req, res) => void res.type('json').send(`{"a":"\\u0034${CARD.slice(1)}"}`))).body).to.deep.equal({
          a: '[CARD]',
        });
        expect((await get((_req, res) => void res.type('json').send(`no json ${CARD}`)).parse(asText)).body).to.equal('no json [CARD]');
        expect((await get((_req, res) => void res.send({ a: [CARD] }))).body).to.deep.equal({ a: ['[CARD]'] });
        expect((await get((_req, res) => void res.type('text').send(Buffer.from(CARD)))).text).to.equal('[CARD]');
        expect((await get((_req, res) => void res.status(404).send(CARD))).text).to.equal('[CARD]');
      });

      it('res.jsonp and status texts', async () => {
        const handler: RequestHandler = (_req, res) => void res.jsonp({ a: CARD });
        expect((await request(appWith(handler)).get('/?callback=f').buffer(true)).text).to.include('f({"a":"[CARD]"})');
        expect((await get((_req, res) => void res.sendStatus(404))).text).to.equal('Not Found');
      });

      it('drops an ETag and a digest that the handler made of the original', async () => {
        const { headers } = await get((_req, res) => void res.set({ ETag: '"of-the-original"', 'Content-Digest': 'x' }).json({ a: CARD }));
        expect(headers.etag).not.to.equal('"of-the-original"');
        expect(headers).not.to.have.property('content-digest');
        const kept = await get((_req, res) => void res.set('ETag', '"v7"').json({ a: 1 }));
        expect(kept.headers.etag).to.equal('"v7"');
      });

      it('nothing for HEAD, 204 and 304', async () => {
        const handler: RequestHandler = (_req, res) => void res.json({ a: CARD });
        expect((await request(appWith(handler)).head('/')).status).to.equal(200);
        expect((await get((_req, res) => void res.status(204).end())).status).to.equal(204);
        const { headers } = await request(appWith(handler)).get('/');
        expect((await request(appWith(handler)).get('/').set('If-None-Match', headers.etag)).status).to.equal(304);
      });

      it('the error page of Express', async () => {
        const app = appWith(() => {
          throw new Error(`no ${CARD}`);
        });
        const { status, text, headers } = await request(app).get('/');
        expect(status).to.equal(500);
        expect(text).to.include('no [CARD]').and.not.include(CARD);
        expect(headers['content-length']).to.equal(String(Buffer.byteLength(text)));
      });

      it('what comes after a reply that could not be written', async () => {
        const { status, text } = await get((_req, res) => {
          res.json({ a: 12n, card: CARD });
        });
        expect(status).to.equal(500);
        expect(text).not.to.include(CARD);
      });
    });

    describe('written replies', () => {
      it('text, however it is cut', async () => {
        const answer = await get((_req, res) => {
          res.setHeader('Content-Type', 'text/plain; charset=utf-8');
          res.setHeader('Content-Length', 999);
          res.setHeader('ETag', '"x"');
          const bytes = Buffer.from(`h\u00e4r ${CARD}, tack`);
          for (const byte of bytes) res.write(Buffer.from([byte]));
          res.end();
        });
        expect(answer.text).to.equal('h\u00e4r [CARD], tack');
        expect(answer.headers).not.to.have.property('etag');
        expect(answer.headers['content-length']).not.to.equal('999');
      });

      it('res.end alone, also without a type, with its length', async () => {
        const answer = await get((_req, res) => void res.end(`x ${CARD}`, 'utf8'));
        expect(answer.headers['content-length']).to.equal('8');
      });

      it('JSON, put together first', async () => {
        const answer = await get((_req, res) => {
          res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '5' });
          res.write('{"pan":41111111');
          res.end('11111111}');
        });
        expect(answer.body).to.deep.equal({ pan: '[CARD]' });
      });

      it('e-mail, put together first and read as its encodings say', async () => {
        const mail = `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(`card ${CARD}`).toString('base64')}\r\n`;
        for (const handler of [
          (_req, res) => {
            res.type('message/rfc822').write(mail.slice(0, 50));
            res.end(mail.slice(50));
          },
          (_req, res) => void res.type('message/rfc822').send(mail),
        ] satisfies RequestHandler[]) {
          const { body } = await get(handler).parse(asText);
          expect(Buffer.from(String(body).split('\r\n\r\n')[1], 'base64').toString()).to.equal('card [CARD]');
        }
      });

      it('tables, by the names of their columns, however they are cut', async () => {
        const csv = '\ufeffpin,note\r\n1234,"1234, \u00e4\u00e4n"\r\n';
        const tsv = csv.replace(',"1234, \u00e4\u00e4n"', '\t1234').replace(',', '\t');
        const folder = mkdtempSync(join(tmpdir(), 'sordino-'));
        writeFileSync(join(folder, 'export.csv'), csv);
        const bytes = Buffer.from(csv);
        const handlers: RequestHandler[] = [
          (_req, res) => void res.type('csv').send(csv),
          (_req, res) => void res.type('csv').send(bytes),
          (_req, res) => void res.type('csv').end(csv),
          (_req, res) => void Readable.from([...bytes].map((byte) => Buffer.of(byte))).pipe(res.type('csv')),
          (_req, res) => res.sendFile(join(folder, 'export.csv')),
        ];
        for (const handler of handlers) {
          const { body } = await request(appWith(handler)).get('/').parse(asText);
          expect(body).to.equal(csv.replace('1234', '[SECRET]'));
        }
        const { body } = await request(appWith((_req, res) => void res.type('text/tab-separated-values').send(tsv)))
          .get('/')
          .parse(asText);
        expect(body).to.equal('\ufeffpin\tnote\r\n[SECRET]\t1234\r\n');
        rmSync(folder, { recursive: true });
      });

      it('tables, whose rows leave before the end, and the failure marker in place of broken ones', async () => {
        const row = `1234,"${CARD}"\n`;
        const { text } = await get((_req, res) => {
          res.type('csv').write(`pin,note\n${row.repeat(10_000)}`);
          expect(res.headersSent).to.equal(true);
          expect(res.getHeader('Content-Length')).to.equal(undefined);
          res.end(`1234,"${CARD}" x\n${row}`);
        });
        expect(text).to.equal(`pin,note\n${'[SECRET],"[CARD]"\n'.repeat(10_000)}${FAILURE_MARKER},\n[SECRET],"[CARD]"\n`);
      });

      it('lines of JSON, by their fields, each as soon as it is whole', async () => {
        const left: unknown[] = [];
        const before: RequestHandler = (_req, res, next) => {
          const write = res.write.bind(res) as (chunk: unknown) => boolean;
          res.write = ((chunk: unknown) => {
            left.push(chunk);
            return write(chunk);
          }) as never;
          next();
        };
        const handler: RequestHandler = (_req, res) => {
          res.type('application/x-ndjson').write('{"pin":"1234"}\n{"pin":"12');
          res.write('34"}\n');
          res.end(`{"note":${CARD}`);
        };
        const { body } = await request(appWith(handler, {}, { before }))
          .get('/')
          .parse(asText);
        expect(left).to.deep.equal(['{"pin":"[SECRET]"}\n', '{"pin":"[SECRET]"}\n']);
        expect(body).to.equal(`{"pin":"[SECRET]"}\n{"pin":"[SECRET]"}\n"${FAILURE_MARKER}"`);
      });

      it('XML, whose entities hide nothing', async () => {
        const xml = `<m>card &#52;${CARD.slice(1)}</m>`;
        for (const type of ['application/xml', 'text/xml', 'image/svg+xml']) {
          const formats: unknown[] = [];
          const watching = toyRedactor((_text, { format }) => formats.push(format));
          await get((_req, res) => void res.type(type).send(xml), { redactor: watching });
          await get((_req, res) => void res.type(type).end(xml), { redactor: watching });
          expect(formats, type).to.deep.equal(['html', 'html']);
        }
      });

      it('headers given to writeHead as lists', async () => {
        for (const headers of [
          ['Content-Type', 'text/plain', 'X-A', 'b'],
          [
            ['Content-Type', 'text/plain'],
            ['X-A', 'b'],
          ],
        ]) {
          const answer = await get((_req, res) => void res.writeHead(201, 'Made', headers as never).end(CARD));
          expect(answer.status).to.equal(201);
          expect(answer.headers['x-a']).to.equal('b');
          expect(answer.text).to.equal('[CARD]');
        }
      });

      it('piped streams and files, never a part of them', async () => {
        expect(
          (await get((_req, res) => void Readable.from([`card ${CARD.slice(0, 8)}`, CARD.slice(8)]).pipe(res.type('text')))).text,
        ).to.equal('card [CARD]');
        const folder = mkdtempSync(join(tmpdir(), 'sordino-'));
        try {
          writeFileSync(join(folder, 'a.txt'), `card ${CARD}\n`);
          const app = appWith((_req, res) => void res.sendFile('a.txt', { root: folder }));
          const answer = await request(app).get('/').set('Range', 'bytes=9-');
          expect(answer.status).to.equal(200);
          expect(answer.text).to.equal('card [CARD]\n');
        } finally {
          rmSync(folder, { recursive: true });
        }
      });

      it('and counts what it found before the reply has ended', async () => {
        const totals: number[] = [];
        const app = appWith((req, res) => {
          const count = () => totals.push(req.redaction?.response.total ?? -1);
          res.type('text/event-stream');
          for (let i = 0; i < 3; i++) {
            res.write(`data: ${CARD}\n\n`);
            count();
          }
          res.end();
        });
        await request(app).get('/');
        expect(totals).to.deep.equal([1, 2, 3]);
      });

      it('events, each as soon as it is whole', async () => {
        const order: string[] = [];
        const app = appWith((_req, res) => {
          res.type('text/event-stream').flushHeaders();
          res.write(`id: 1\ndata: ${CARD.slice(0, 5)}`);
          res.write(`${CARD.slice(5)}\n\ndata: x`);
          setTimeout(() => {
            order.push('second');
            res.end(`\n\ndata: {"a":"${CARD}"}`);
          }, 50);
        });
        const answer = await request(app)
          .get('/')
          .buffer(true)
          .parse((res, done) => {
            let text = '';
            res.on('data', (chunk: Buffer) => {
              order.push('chunk');
              text += chunk.toString();
            });
            res.on('end', () => done(null, text));
          });
        expect(answer.body).to.equal('id: 1\ndata: [CARD]\n\ndata: x\n\ndata: {"a":"[CARD]"}');
        expect(order.slice(0, 2)).to.deep.equal(['chunk', 'second']);
      });

      it('trailers', async () => {
        for (const [body, trailer] of [
          ['', 'x'],
          ['\0', undefined],
        ] as const) {
          const app = appWith((_req, res) => {
            res.type('text').setHeader('Trailer', 'X-Late');
            res.write(CARD);
            res.addTrailers({ 'X-Late': 'x' });
            res.end(body);
          });
          let trailers: object = {};
          const { text, status } = await request(app)
            .get('/')
            .parse((res, done) => {
              asText(res, (error, all) => {
                ({ trailers } = res as unknown as { trailers: object });
                done(error, all);
              });
            })
            .then((answer) => ({ text: answer.body as unknown, status: answer.status }));
          expect([status, text]).to.deep.equal(trailer === undefined ? [500, 'The message could not be examined.'] : [200, '[CARD]']);
          expect(trailers).to.deep.equal(trailer === undefined ? {} : { 'x-late': 'x' });
        }
      });

      it('have begun with the first write, so that an error never ends them as if they were whole', async () => {
        const kinds: [type: string, text: string][] = [
          ['json', '{"rows":['],
          ['text', 'hej '],
        ];
        const fails: RequestHandler[] = [
          () => {
            throw new Error('failed');
          },
          (_req, res) => void res.status(500).json({ error: 'failed' }),
          (_req, res) => void res.send('failed'),
          (_req, res) => void res.writeHead(500, { 'Content-Type': 'text/plain' }).end('failed'),
          (_req, res) => void res.writeHead(500).end('failed'),
        ];
        for (const [type, text] of kinds)
          for (const fail of fails) {
            const seen: unknown[] = [];
            const app = appWith((req, res, next) => {
              seen.push(res.headersSent);
              res.type(type).write(text);
              seen.push(res.headersSent);
              fail(req, res, next);
            });
            const out = await captured(async () => {
              const answer = await request(app)
                .get('/')
                .then(
                  ({ status }) => status,
                  (error: { code: string }) => error.code,
                );
              expect(answer).to.equal('ECONNRESET');
            });
            expect(out).to.equal('');
            expect(seen).to.deep.equal([false, true]);
          }
      });

      it('send their headers when asked, before their text', async () => {
        const { text, headers } = await get((_req, res) => {
          res.type('text').write(CARD);
          res.flushHeaders();
          res.end('!');
        });
        expect([text, headers['transfer-encoding']]).to.deep.equal(['[CARD]!', 'chunked']);
      });

      it('callbacks are called', async () => {
        const calls: string[] = [];
        await get((_req, res) => {
          res.write('a', () => calls.push('write'));
          res.write('b', 'utf8', () => calls.push('write'));
          res.end('c', () => calls.push('end'));
        });
        expect(calls).to.deep.equal(['write', 'write', 'end']);
      });
    });

    describe('fails closed', () => {
      const constant = 'The message could not be examined.';

      it('on types that are no text, unless they are named', async () => {
        for (const send of [
          (res: Parameters<RequestHandler>[1]) => res.send(Buffer.from(CARD)),
          (res: Parameters<RequestHandler>[1]) => res.type('image/png').end(CARD),
        ]) {
          const answer = await get((_req, res) => void send(res));
          expect(answer.status).to.equal(500);
          expect(answer.text).to.equal(constant);
        }
        const answer = await get((_req, res) => void res.type('image/png').send(Buffer.from([1, 2])), {
          dangerouslyPassContentTypes: ['image/*'],
        });
        expect(answer.status).to.equal(200);
        expect(answer.body).to.deep.equal(Buffer.from([1, 2]));
      });

      it('on bytes that are not what they say', async () => {
        expect((await get((_req, res) => void res.type('text').send(Buffer.from([255, 254])))).text).to.equal(constant);
        expect((await get((_req, res) => void res.type('text').end(Buffer.from([255, 254])))).text).to.equal(constant);
        const wide = Buffer.from(CARD, 'utf16le');
        expect((await get((_req, res) => void res.type('csv').send(wide))).text).to.equal(constant);
        expect((await get((_req, res) => void res.type('csv').end(wide))).text).to.equal(constant);
        expect((await get((_req, res) => void res.type('csv').send(wide.toString('latin1')))).text).to.equal(constant);
        expect(
          (await get((_req, res) => void res.set('Content-Type', 'text/plain; charset=utf-16le').end(Buffer.from(CARD, 'utf16le')))).text,
        ).to.equal(constant);
      });

      it('on what was compressed before it came here', async () => {
        const handler: RequestHandler = (_req, res) => void res.type('text').end(CARD);
        const inside = await request(appWith(handler, {}, { after: compressing }))
          .get('/')
          .buffer(true);
        expect(inside.status).to.equal(500);
        expect(inside.text).to.equal(constant);
        const outside = await request(appWith(handler, {}, { before: compressing }))
          .get('/')
          .buffer(true);
        expect(outside.status).to.equal(200);
        expect(outside.headers['content-encoding']).to.equal('gzip');
        expect(outside.text).to.equal('[CARD]');
      });

      it('on replies over a limit', async () => {
        const long = await get((_req, res) => void res.type('json').end(JSON.stringify(CARD.repeat(100))), { limit: 100 });
        expect([long.status, long.text]).to.deep.equal([500, constant]);
        const deep = await get((_req, res) => void res.json([[[CARD]]]), { maxDepth: 2 });
        expect([deep.status, deep.text]).to.deep.equal([500, constant]);
      });

      it('in the middle of a reply, with a marker', async () => {
        const answer = await get(
          (_req, res) => {
            res.type('text/event-stream').write('data: x\n\n');
            res.write(`data: ${CARD.repeat(20)}`);
            res.end('more');
          },
          { limit: 100 },
        );
        expect(answer.text).to.equal(`data: x\n\ndata: ${FAILURE_MARKER}\n\n`);
      });

      const handlers: Record<string, RequestHandler> = {
        'res.json': (_req, res) => void res.json({ canary1: ['canary2'], pan: 4111111111111111 }),
        'res.send': (_req, res) => void res.send('canary1'),
        'res.write': (_req, res) => {
          res.type('text').write('canary1');
          res.end('canary2');
        },
        'res.end of JSON': (_req, res) => void res.type('json').end('{"canary1":"canary2"}'),
        events: (_req, res) => {
          res.type('text/event-stream').write('data: canary1\n\n');
          res.end('data: canary2\n\n');
        },
      };
      for (const [title, handler] of Object.entries(handlers)) {
        it(`on the n-th text for every n: ${title}`, async () => {
          for (let n = 1; ; n++) {
            let call = 0;
            const faulty = toyRedactor(() => {
              if (++call === n) throw new Error('canary-in-an-error');
            });
            const { text } = await get(handler, { redactor: faulty });
            expect(text).not.to.match(/canary|4111/);
            if (call < n) break;
            expect(text).to.match(/\[REDACTION_FAILED\]|could not be examined/);
          }
        });
      }
    });

    it('counts what it found', async () => {
      let counts: unknown;
      await get((req, res) => {
        res.on('finish', () => {
          counts = req.redaction?.response.byCategory;
        });
        res.json([CARD, CARD, 'a@example.com']);
      });
      expect(counts).to.deep.equal({ card: 2, email: 1 });
    });
  });
}
