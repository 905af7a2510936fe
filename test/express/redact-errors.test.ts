import { inspect, types } from 'node:util';
import { expect } from 'chai';
import type { Express, RequestHandler } from 'express';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import request from 'supertest';
import { redactErrors, redactLogs } from '../../src/express/index.ts';
import { scrubError } from '../../src/express/scrub-error.ts';
import { createRedactor } from '../../src/redactor.ts';
import { FAILURE_MARKER } from '../../src/types.ts';
import { captured } from '../support/captured.ts';
import { EXPRESSES } from '../support/expresses.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const CARD = '4111111111111111';
const redactor = toyRedactor();

describe('scrubError', () => {
  const everything = (error: unknown) => inspect(error, { depth: 10, showHidden: true, getters: true });

  it('takes values out of message, stack and properties, in place', () => {
    const error = Object.assign(new TypeError(`no card ${CARD}`), {
      detail: `Key (email)=(a@example.com)`,
      params: [CARD, { pan: 4111111111111111 }],
      status: 404,
      code: 'E_X',
    });
    const scrubbed = scrubError(error, redactor);
    expect(scrubbed).to.equal(error);
    expect(error.message).to.equal('no card [CARD]');
    expect(error.stack).to.match(/^TypeError: no card \[CARD\]\n {4}at /);
    expect(error).to.deep.include({ detail: 'Key (email)=([EMAIL])', params: ['[CARD]', { pan: '[CARD]' }], status: 404, code: 'E_X' });
    expect(everything(error)).not.to.include(CARD);
  });

  it('follows cause and errors, also in circles', () => {
    const inner = new Error(CARD);
    const error = new AggregateError([inner, CARD, { note: CARD }], CARD, { cause: inner });
    (inner as { cause?: unknown }).cause = error;
    expect(everything(scrubError(error, redactor))).not.to.include(CARD);
    expect((error.errors as unknown[])[2]).to.deep.equal({ note: '[CARD]' });
  });

  it('cuts a chain without end', () => {
    let error = new Error(CARD);
    for (let i = 0; i < 10_000; i++) error = new Error(CARD, { cause: error });
    expect(everything(scrubError(error, redactor))).not.to.include(CARD);
  });

  it('makes a new error where the old one does not let itself be changed', () => {
    const frozen = Object.freeze(Object.assign(new Error(CARD), { status: 409 }));
    const scrubbed = scrubError(new Error('outer', { cause: frozen }), redactor) as Error;
    expect(everything(scrubbed)).not.to.include(CARD);
    expect((scrubbed.cause as { status: number }).status).to.equal(409);
  });

  it('keeps the class of an error, by which handlers tell it', () => {
    class Refused extends Error {
      readonly detail = CARD;
    }
    const scrubbed = scrubError(Object.freeze(new Refused(CARD)), redactor);
    expect(scrubbed).to.be.instanceOf(Refused).with.property('detail', '[CARD]');
    expect(types.isNativeError(scrubbed)).to.equal(true);
  });

  /** As Zod 4 makes its errors. */
  class Issues extends Error {
    constructor(issues: object[], more: PropertyDescriptorMap = {}) {
      super();
      class Internals {
        def = issues;
        traits = new Set(['Issues']);
      }
      Object.defineProperties(this, {
        _internals: { value: new Internals() },
        issues: { value: issues },
        message: { get: () => JSON.stringify(issues), enumerable: true },
        toString: { value: () => this.message },
        flatten: { value: () => issues.map((issue) => (issue as { message: string }).message) },
        isEmpty: { get: () => issues.length === 0 },
        ...more,
      });
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      return (value as { _internals?: { traits?: Set<string> } } | undefined)?._internals?.traits?.has('Issues') === true;
    }
  }

  it('takes values out of what properties hold that nobody can replace, and leaves the error the one it is', () => {
    const issue = { message: `no card ${CARD}`, path: ['a@example.com', 0], keys: [CARD] };
    const error = new Issues([issue]) as Issues & { issues: object[]; flatten(): string[]; isEmpty: boolean };
    const scrubbed = scrubError(error, redactor);
    expect(scrubbed).to.equal(error).and.be.instanceOf(Issues);
    expect(error.issues).to.deep.equal([{ message: 'no card [CARD]', path: ['[EMAIL]', 0], keys: ['[CARD]'] }]);
    expect([error.flatten(), error.isEmpty, JSON.parse(error.message)]).to.deep.equal([['no card [CARD]'], false, error.issues]);
    expect(everything(error) + String(error)).not.to.match(/4111|a@/);
    const coded = new Issues([], { number: { value: 50001 }, code: { value: 'ORA-12541' } });
    expect(scrubError(coded, createRedactor({ policy: 'external' }))).to.equal(coded);
    // Somebody else's.
    expect(issue.keys).to.deep.equal([CARD]);
  });

  it('makes a new error where such a property still shows a value', () => {
    class Live {
      secret = CARD;
      show() {
        return this.secret;
      }
    }
    const live = new Live();
    const cyclic: { self?: unknown; card: string } = { card: CARD };
    Object.defineProperty(cyclic, 'self', { value: cyclic });
    const shapes: PropertyDescriptorMap[] = [
      { toString: { value: () => CARD } },
      { toJSON: { value: () => ({ card: CARD }) } },
      { live: { value: live } },
      { list: { get: () => [CARD] } },
      { found: { value: /\d+/.exec(CARD) } },
      { half: { value: Object.defineProperty([CARD, CARD], 1, { writable: false, configurable: false }) } },
      { frozen: { value: Object.freeze([CARD]) } },
      { cyclic: { value: cyclic } },
      { [CARD]: { value: 1 } },
    ];
    for (const shape of shapes) {
      const error = new Issues([{ message: CARD }], shape);
      const scrubbed = scrubError(error, redactor) as Error;
      expect(scrubbed, Object.keys(shape).join()).to.not.equal(error);
      expect(Object.getPrototypeOf(scrubbed)).to.equal(Issues.prototype);
      expect(everything(scrubbed) + String(scrubbed) + JSON.stringify(scrubbed)).not.to.include(CARD);
      expect((error as Issues & { issues: unknown }).issues).to.deep.equal([{ message: '[CARD]' }]);
    }
    expect(live.secret).to.equal(CARD);
    expect(scrubError(new Issues([{ message: 'x' }]), redactor, 'constant')).to.have.property('message', 'constant');
  });

  it('drops class instances, functions and getters that throw', () => {
    class Connection {
      lastQuery = CARD;
    }
    const error = Object.assign(new Error('x'), {
      connection: new Connection(),
      toJSON: () => CARD,
      deep: { connection: new Connection(), when: new Date(0) },
    });
    Object.defineProperty(error, 'sly', {
      enumerable: true,
      configurable: true,
      get: () => {
        throw new Error(CARD);
      },
    });
    const scrubbed = scrubError(error, redactor) as typeof error;
    expect(everything(scrubbed)).not.to.include(CARD);
    expect(scrubbed.toJSON).to.equal(undefined);
    expect(scrubbed.deep).to.deep.equal({ connection: FAILURE_MARKER, when: '1970-01-01T00:00:00.000Z' });
  });

  it('takes values out of the names of properties', () => {
    const error = Object.assign(new Error('x'), {
      'a@example.com': 1,
      'b@example.com': [CARD],
      [Symbol(CARD)]: 1,
      nested: { 'a@example.com': 1 },
    });
    const scrubbed = scrubError(error, redactor) as Error;
    expect(everything(scrubbed)).not.to.match(/@|4111/);
    expect(scrubbed).to.deep.include({ '[EMAIL]': 1, '[EMAIL]#2': ['[CARD]'], nested: { '[EMAIL]': 1 } });
  });

  it('covers what a class shows by getters, toJSON and inspect', () => {
    class Failed extends Error {
      #detail = CARD;
      get detail() {
        return this.#detail;
      }
      get status() {
        return 409;
      }
      toJSON() {
        return { detail: this.#detail, by: 'toJSON' };
      }
      override toString() {
        return this.#detail;
      }
      [Symbol.toPrimitive]() {
        return this.#detail;
      }
      [inspect.custom]() {
        return this.#detail;
      }
    }
    class Sly extends Failed {
      override toJSON(): never {
        throw new Error(CARD);
      }
    }
    const error = new Failed('x');
    expect(scrubError(error, redactor)).to.equal(error);
    expect([error.detail, error.status, `${error}`]).to.deep.equal(['[CARD]', 409, 'Error: x']);
    expect(JSON.parse(JSON.stringify(error))).to.deep.equal({ detail: '[CARD]', by: 'toJSON' });
    expect(everything(error)).not.to.include(CARD);
    const shown = [JSON.stringify(scrubError(new Sly('x'), redactor)), JSON.stringify(scrubError(new Failed('x'), redactor, 'constant'))];
    expect(shown).to.deep.equal([`"${FAILURE_MARKER}"`, '{}']);
  });

  it('covers DOMException, whose name is a text like others', () => {
    const scrubbed = scrubError(new DOMException(`no ${CARD}`, CARD), redactor) as DOMException;
    expect([scrubbed.message, scrubbed.name, scrubbed.code]).to.deep.equal(['no [CARD]', '[CARD]', 0]);
    expect(everything(scrubbed)).not.to.include(CARD);
  });

  it('keeps codes, and takes for one only what has the form of one', () => {
    const real = createRedactor({ policy: 'external' });
    const codes = [
      { code: 11000 },
      { code: '23505' },
      { code: '42P01' },
      { code: 'P2002' },
      { code: 'ORA-12541' },
      { errno: 1062, code: 'ER_DUP_ENTRY', sqlState: '23000' },
      { errno: -111, code: 'ECONNREFUSED', syscall: 'connect' },
      { status: 404, statusCode: 404 },
      { number: 50001 },
    ];
    for (const given of codes) expect({ ...(scrubError(Object.assign(new Error('x'), given), real) as Error) }).to.deep.equal(given);
    for (const code of [CARD, 4111111111111111, 'SE4550000000058398257466', '482913', 'a@example.com'])
      expect(everything(scrubError(Object.assign(new Error('x'), { code }), real)), String(code)).not.to.include(code);
  });

  it('does the same for what is thrown and is no error', () => {
    expect(scrubError(`card ${CARD}`, redactor)).to.equal('card [CARD]');
    expect(scrubError({ pan: CARD }, redactor)).to.deep.equal({ pan: '[CARD]' });
    expect(scrubError(undefined, redactor)).to.equal(undefined);
  });

  it('shows none of it when the redactor fails', () => {
    const faulty = toyRedactor(() => {
      throw new Error(CARD);
    });
    const scrubbed = scrubError(Object.assign(new Error(CARD), { detail: CARD }), faulty) as Error;
    expect(scrubbed.message).to.equal(FAILURE_MARKER);
    expect(everything(scrubbed)).not.to.include(CARD);
  });

  it('keeps of the stack of a parser error only where it happened', () => {
    const error = new SyntaxError(`Unexpected token\n${CARD}\n    at ${CARD}`);
    const scrubbed = scrubError(error, redactor, 'constant') as Error;
    expect(scrubbed.stack)
      .to.match(/^Error: constant\n {4}at /)
      .and.not.include('4111');
  });
});

for (const { version, express } of EXPRESSES) {
  describe(`redactErrors on ${version}`, () => {
    let lines = '';
    beforeEach(() => {
      lines = '';
    });

    function appWith(...handlers: RequestHandler[]): Express {
      const app = express();
      app.set('env', 'development');
      const logger = pino({ level: 'trace' }, { write: (line: string) => void (lines += line) });
      app.use(pinoHttp({ logger }), ...handlers, redactErrors({ redactor }) as never);
      app.use(((error: unknown, req: { log: { error(error: unknown): void } }, res: { err?: unknown }, next: (error: unknown) => void) => {
        req.log.error(error);
        res.err = error;
        next(error);
      }) as never);
      return app;
    }

    // What is quoted by JSON.parse is often half a value: no redactor finds it.
    const bodies: [string, string, string, number][] = [
      ['a text that is no JSON', 'application/json', `hej ${CARD}`, 400],
      ['half a document', 'application/json', `{"card":"${CARD}"`, 400],
      ['half a value', 'application/json', `{"card":x411111111}`, 400],
      ['a body over the limit', 'application/json', `["${CARD.repeat(8000)}"]`, 413],
      ['too many parameters', 'application/x-www-form-urlencoded', `a=${CARD}&`.repeat(2000), 413],
      ['a charset nobody knows', 'application/json; charset=x-4111', `"${CARD}"`, 415],
      ['an encoding nobody knows', 'application/json', `"${CARD}"`, 415],
    ];
    for (const [title, type, body, status] of bodies) {
      it(`answers ${title} from Express's own parsers with a constant text`, async () => {
        let text = '';
        const out = await captured(async () => {
          const test = request(appWith(express.json(), express.urlencoded({ extended: false })))
            .post('/')
            .set('Content-Type', type);
          if (title.startsWith('an encoding')) test.set('Content-Encoding', 'x-4111');
          const answer = await test.serialize((given: unknown) => given as string).send(body);
          expect(answer.status).to.equal(status);
          expect(answer.body).to.have.keys('error', 'message');
          text = answer.text;
        });
        expect(text + out + lines.replace(/"content-(?:type|encoding)":"[^"]*"/g, '')).not.to.include('4111');
      });
    }

    it('answers a check of the body that failed with a text of its own', async () => {
      const verify = () => {
        throw new Error(`no signature of ${CARD}`);
      };
      const { status, body } = await request(appWith(express.json({ verify })))
        .post('/')
        .send({ card: CARD });
      expect([status, body]).to.deep.equal([403, { error: 'ERR_BODY_REFUSED', message: 'The request was refused.' }]);
    });

    it('passes other errors on without personal data: page, stderr and log', async () => {
      const fail: RequestHandler = () => {
        throw Object.assign(new Error(`duplicate key a@example.com ${CARD}`), { detail: CARD, cause: new Error(CARD) });
      };
      let text = '';
      const out = await captured(async () => {
        const answer = await request(appWith(fail)).get('/');
        expect(answer.status).to.equal(500);
        text = answer.text;
      });
      expect(text).to.include('[CARD]');
      expect(out).to.include('[CARD]');
      expect(lines).to.include('[CARD]');
      expect(text + out + lines).not.to.match(/4111|a@example/);
    });

    it('loses no error that has no redacted form', async () => {
      for (const thrown of [Symbol(CARD), () => CARD]) {
        const out = await captured(async () => {
          expect((await request(appWith((_req, _res, next) => next(thrown))).get('/')).status).to.equal(500);
        });
        expect(out).to.include(FAILURE_MARKER);
        expect(out + lines).not.to.include(CARD);
      }
    });

    it('keeps the status that an error asks for', async () => {
      const fail: RequestHandler = (_req, _res, next) => next(Object.assign(new Error(CARD), { status: 418 }));
      await captured(async () => {
        expect((await request(appWith(fail)).get('/')).status).to.equal(418);
      });
    });

    it('lets Express close a reply that has begun', async () => {
      const fail: RequestHandler = (_req, res, next) => {
        res.write('begun');
        next(Object.assign(new SyntaxError(CARD), { body: CARD, status: 400 }));
      };
      const out = await captured(async () => {
        await request(appWith(fail))
          .get('/')
          .then(
            () => expect.fail('the reply was ended as if it were whole'),
            () => undefined,
          );
      });
      expect(out + lines).not.to.include(CARD);
    });

    it('with redactLogs nothing of body, query, headers or errors reaches a log line', async () => {
      const app = express();
      app.set('env', 'test');
      const logger = pino({ level: 'trace', hooks: redactLogs({ redactor }) }, { write: (line: string) => void (lines += line) });
      app.use(pinoHttp({ logger }), express.json());
      app.post('/', (req, res) => {
        req.log.info({ body: req.body as unknown }, `got ${CARD}`);
        res.end();
      });
      const fail = ((
        error: unknown,
        req: { log: { error(error: unknown): void } },
        res: { err?: unknown },
        next: (error: unknown) => void,
      ) => {
        req.log.error(error);
        res.err = error;
        next(error);
      }) as never;
      app.use(fail);
      await request(app).post(`/?card=${CARD}`).set('X-Card', CARD).send({ card: CARD, pan: 4111111111111111 });
      await request(app).post('/').set('Content-Type', 'application/json').send(`{"card":"${CARD}"`);
      const records = lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(records).to.have.length(4);
      expect(lines).not.to.include(CARD);
      expect(records[0]).to.deep.include({ msg: 'got [CARD]', body: { card: '[CARD]', pan: '[CARD]' } });
    });
  });
}
