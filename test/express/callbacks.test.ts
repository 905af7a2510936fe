import { expect } from 'chai';
import type { Request } from 'express';
import request from 'supertest';
import { redactBody, type RedactBodyOptions, redactErrors, redactQuery } from '../../src/express/index.ts';
import { EXPRESSES } from '../support/expresses.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const CARD = '4111111111111111';
const redactor = toyRedactor();

interface Told {
  readonly code: string;
  readonly message: string;
  readonly cause?: Error;
  readonly expose: boolean;
}

for (const { version, express } of EXPRESSES) {
  describe(`functions of the options on ${version}`, () => {
    /** What an error handler is told, and what the client is. */
    async function failed(options: object): Promise<Told> {
      const app = express();
      app.set('env', 'test');
      let told: Told | undefined;
      app.use(redactQuery({ redactor }), redactBody({ redactor, ...options } as RedactBodyOptions));
      app.use(redactErrors({ redactor }) as never);
      app.use(((error: Told, _req: Request, res: { status(n: number): { end(): void } }, _next: unknown) => {
        told = error;
        res.status(500).end();
      }) as never);
      const { status } = await request(app).post('/').send({ note: CARD });
      expect(status).to.equal(500);
      if (told === undefined) return expect.fail('the application was not told');
      expect(told).to.include({ code: 'ERR_OPTION_FUNCTION', expose: false });
      return told;
    }

    const context = '"context" should give an object of language, parties, previous, field, path, format, or undefined; it gave ';
    const parties = '"conversation.parties" should give a list of parties, or undefined; it gave ';
    const from = '"conversation.from" should give "customer", "agent" or "system", or undefined; it gave ';
    const key = '"conversation.key" should give a text or a number, or undefined; it gave ';
    const promise = 'a promise; whatever takes time belongs in a middleware before this one.';
    const wrong: [options: object, message: string][] = [
      [{ context: async () => ({ language: 'sv' }) }, context + promise],
      [{ context: () => Promise.reject(new Error(CARD)) }, context + promise],
      [{ context: () => 'sv' }, `${context}a text.`],
      [{ context: () => [] }, `${context}a list.`],
      [{ context: () => ({ lang: 'sv' }) }, `${context}an object with another key.`],
      [{ context: () => ({ language: 5 }) }, `${context}a number as "language".`],
      [{ context: () => ({ parties: 'Anna' }) }, `${context}a text as "parties".`],
      [{ conversation: { key: () => ({}) } }, `${key}an object.`],
      [{ conversation: { key: () => Number.NaN } }, `${key}a number.`],
      [{ conversation: { key: async () => 'x' } }, key + promise],
      [{ conversation: { key: () => 'x', parties: () => Promise.reject(new Error(CARD)) } }, parties + promise],
      [{ conversation: { key: () => 'x', parties: () => ({}) } }, `${parties}an object.`],
      [{ conversation: { key: () => 'x', parties: () => ['Anna'] } }, `${parties}a list with a text in it.`],
      [{ conversation: { key: () => 'x', parties: () => [null] } }, `${parties}a list with null in it.`],
      [{ conversation: { key: () => 'x', parties: () => [{ role: 'r', name: 5 }] } }, `${parties}a party with a number as "name".`],
      [{ conversation: { key: () => 'x', parties: () => [{ role: 'r', ids: '7' }] } }, `${parties}a party with a text as "ids".`],
      [
        { conversation: { key: () => 'x', parties: () => [{ role: 'r', ids: [7] }] } },
        `${parties}a party with a list of other things than texts as "ids".`,
      ],
      [{ conversation: { key: () => 'x', from: () => 'Customer' } }, `${from}another text.`],
      [{ conversation: { key: () => 'x', from: async () => 'agent' } }, from + promise],
    ];
    for (const [options, message] of wrong)
      it(`tell of ${message}`, async () => {
        expect((await failed(options)).message).to.equal(`redactBody: ${message}  See docs/errors.md#err_option_function`);
      });

    it('hand on what they throw, without personal data', async () => {
      const fail = () => {
        throw new TypeError(`no id in ${CARD}`);
      };
      for (const options of [{ context: fail }, { conversation: { key: fail } }, { conversation: { key: () => 'x', parties: fail } }]) {
        const { message, cause } = await failed(options);
        expect(message).to.match(/^redactBody: "[\w.]+" threw an error: the cause of this one\./);
        expect(cause).to.be.instanceOf(TypeError).with.property('message', 'no id in [CARD]');
        expect(cause?.stack).to.include('callbacks.test').and.not.include(CARD);
      }
    });

    it('refuse nothing where the mode protects nothing', async () => {
      const app = express();
      app.use(redactBody({ redactor, mode: 'observe', context: () => ({ lang: 'sv' }) as object }));
      app.post('/', (req, res) => {
        res.json({ body: req.body as unknown, degraded: req.redaction?.degraded });
      });
      expect((await request(app).post('/').send({ a: 1 })).body).to.deep.equal({ body: { a: 1 }, degraded: true });
    });

    it('may give what a database has: null for what it does not know', async () => {
      const seen: unknown[] = [];
      const watching = toyRedactor((_text, told) => seen.push(told));
      const app = express();
      app.use(
        express.text(),
        // Their types take it too.
        redactBody({ redactor: watching, context: () => ({ language: 'sv', previous: null, parties: null }) }),
        redactBody({ redactor, context: () => ({ parties: [{ role: 'requester', name: 'Anna Quist', email: null }] }) }),
      );
      app.use(redactBody({ redactor: watching, context: () => null }));
      app.post('/', (_req, res) => {
        res.end();
      });
      expect((await request(app).post('/').type('text').send('x')).status).to.equal(200);
      expect(seen).to.deep.equal([{ language: 'sv' }, {}]);
    });
  });
}
