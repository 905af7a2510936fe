import { inspect } from 'node:util';
import { expect } from 'chai';
import type { Express, Request } from 'express';
import request from 'supertest';
import { redactQuery, type RedactQueryOptions } from '../../src/express/index.ts';
import { EXPRESSES } from '../support/expresses.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const CARD = '4111111111111111';

for (const { version, express } of EXPRESSES) {
  describe(`redactQuery on ${version}`, () => {
    function appWith(options: object = {}): Express {
      const app = express();
      app.set('env', 'test');
      app.set('query parser', 'extended');
      app.use(redactQuery({ redactor: toyRedactor(), ...options } as RedactQueryOptions));
      app.get('/', (req: Request, res) => {
        res.json({ query: req.query, again: req.query, copy: req.redaction?.query, total: req.redaction?.findings.total });
      });
      return app;
    }

    it('replaces the query, nested too', async () => {
      const query = { card: '[CARD]', a: { b: ['[EMAIL]', 'x'] } };
      const { body } = await request(appWith()).get(`/?card=${CARD}&a[b][]=q@example.com&a[b][]=x`);
      expect(body).to.deep.equal({ query, again: query, total: 2 });
    });

    it('leaves requests without one as they are', async () => {
      expect((await request(appWith()).get('/')).body).to.deep.equal({ query: {}, again: {} });
    });

    it('shadow, observe and block do as they say', async () => {
      const query = { card: CARD };
      const shadow = await request(appWith({ mode: 'shadow' })).get(`/?card=${CARD}`);
      expect(shadow.body).to.deep.equal({ query, again: query, copy: { card: '[CARD]' }, total: 1 });
      const observe = await request(appWith({ mode: 'observe' })).get(`/?card=${CARD}`);
      expect(observe.body).to.deep.equal({ query, again: query, total: 1 });
      expect((await request(appWith({ mode: 'block' })).get(`/?card=${CARD}`)).status).to.equal(422);
    });

    it('is empty for error handlers when it could not be examined', async () => {
      const redactor = {
        ...toyRedactor(),
        redactValue: () => {
          throw new Error(CARD);
        },
      };
      const app = appWith({ redactor });
      let seen: unknown;
      app.use(((error: { status: number }, req: Request, res: { status(n: number): { end(): void } }, _next: unknown) => {
        seen = [inspect(error), req.query];
        res.status(error.status).end();
      }) as never);
      expect((await request(app).get(`/?card=${CARD}`)).status).to.equal(500);
      expect(inspect(seen)).not.to.include(CARD);
    });
  });
}
