import { expect } from 'chai';
import fc from 'fast-check';
import { isSordinoError } from '../src/errors.ts';
import { walkValue } from '../src/redact-value.ts';
import { FAILURE_MARKER } from '../src/types.ts';
import type { Context } from '../src/types.ts';
import { toyRedactor } from './support/toy-redactor.ts';

const CARD = '4111111111111111';

function walk(value: unknown, context?: Context, maxDepth?: number) {
  return toyRedactor().redactValue<unknown>(value, context, { maxDepth });
}

function outcome(value: unknown): unknown {
  return walk(value).value;
}

/** Values and the context they were examined with. */
function contexts(value: unknown, context?: Context): [string, string | undefined][] {
  const seen: [string, string | undefined][] = [];
  walkValue(
    value,
    (text, { field }) => {
      seen.push([text, field]);
      return { text, findings: [], degraded: false };
    },
    context,
  );
  return seen;
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isSordinoError(error)) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

describe('walkValue', () => {
  const prototype = Object.getOwnPropertyNames(Object.prototype).sort();
  afterEach(() => {
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).to.deep.equal(prototype);
  });

  describe('finds', () => {
    it('strings at any place', () => {
      expect(outcome({ a: [{ b: `card ${CARD}` }], c: 'x@example.com' })).to.deep.equal({ a: [{ b: 'card [CARD]' }], c: '[EMAIL]' });
      expect(outcome(CARD)).to.equal('[CARD]');
      expect(outcome([CARD, [[CARD]]])).to.deep.equal(['[CARD]', [['[CARD]']]]);
    });

    it('numbers, which become the replacement', () => {
      expect(outcome({ pan: 4111111111111111, id: 17 })).to.deep.equal({ pan: '[CARD]', id: 17 });
      expect(outcome([4111111111111111n, 12n])).to.deep.equal(['[CARD]', 12n]);
    });

    it('numbers by the name of their field', () => {
      expect(outcome({ pin: 1234, year: 1234, pins: { pin: [1234, '1234'] } })).to.deep.equal({
        pin: '[SECRET]',
        year: 1234,
        pins: { pin: ['[SECRET]', '[SECRET]'] },
      });
    });

    it('keys, and loses no member when two become equal', () => {
      const { value, findings } = walk({ 'a@example.com': 1, 'b@example.com': 2, '[EMAIL]': 3, c: 4 });
      expect(value).to.deep.equal({ '[EMAIL]#2': 1, '[EMAIL]#3': 2, '[EMAIL]': 3, c: 4 });
      expect(findings.map((finding) => finding.in)).to.deep.equal(['key', 'key']);
    });

    it('nothing more on the second time', () => {
      const once = outcome({ 'a@example.com': { 'b@example.com': CARD, 'c@example.com': 2 } });
      expect(outcome(once)).to.deep.equal(once);
    });
  });

  describe('says where', () => {
    it('by a JSON path', () => {
      const { findings } = walk({ a: [0, { 'the text': CARD }], b: CARD });
      expect(findings.map((finding) => finding.path)).to.deep.equal(['$.a[1]["the text"]', '$.b']);
      expect(findings[0]).to.include({ category: 'card', start: 0, end: 16, in: 'value' });
    });

    it('without the value of a key that was found', () => {
      const { findings } = walk({ 'a@example.com': { [CARD]: CARD } });
      expect(findings.map(({ path, in: where }) => `${where} ${path}`)).to.deep.equal([
        'key $["[EMAIL]"]',
        'key $["[EMAIL]"]["[CARD]"]',
        'value $["[EMAIL]"]["[CARD]"]',
      ]);
    });

    it('below the path it was given', () => {
      expect(walk({ a: CARD }, { path: '$.rows[2]' }).findings[0].path).to.equal('$.rows[2].a');
    });
  });

  describe('examines each text with its field', () => {
    it('the nearest key, for members of arrays too; keys with none', () => {
      expect(contexts({ a: 'A', b: ['B', ['C', { d: 'D' }]] })).to.deep.equal([
        ['a', ''],
        ['A', 'a'],
        ['b', ''],
        ['B', 'b'],
        ['C', 'b'],
        ['d', ''],
        ['D', 'd'],
      ]);
    });

    it('the field it was called with, where there is no key', () => {
      expect(contexts(['x'], { field: 'phone' })).to.deep.equal([['x', 'phone']]);
    });

    it('keys once, whatever field they stand in', () => {
      const rows = [{ a: 1 }, { a: 2 }, { b: { a: 3 } }];
      expect(contexts(rows).filter(([text]) => text === 'a')).to.deep.equal([['a', '']]);
    });
  });

  describe('gives a fresh value', () => {
    it('that shares nothing with the old one', () => {
      const inner = ['a'];
      const value = { inner };
      const result = outcome(value) as typeof value;
      inner[0] = CARD;
      expect(result).to.deep.equal({ inner: ['a'] });
    });

    it('with keys that are names on Object.prototype', () => {
      const given = JSON.parse(
        `{"__proto__":{"polluted":"${CARD}"},"constructor":{"prototype":{"x":"${CARD}"}},"toString":"${CARD}"}`,
      ) as object;
      const result = outcome(given) as Record<string, unknown>;
      expect(Object.getPrototypeOf(result)).to.equal(Object.prototype);
      expect(JSON.stringify(result)).to.equal(
        '{"__proto__":{"polluted":"[CARD]"},"constructor":{"prototype":{"x":"[CARD]"}},"toString":"[CARD]"}',
      );
      expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
    });

    it('without a prototype when there was none', () => {
      expect(Object.getPrototypeOf(outcome(Object.assign(Object.create(null), { a: 1 })))).to.equal(null);
    });

    it('with the holes of a sparse array', () => {
      const sparse: unknown[] = [];
      sparse[2] = CARD;
      const result = outcome(sparse) as unknown[];
      expect(result).to.have.length(3);
      expect(0 in result).to.equal(false);
      expect(result[2]).to.equal('[CARD]');
    });

    it('of an endless sparse array at once', () => {
      const sparse: unknown[] = [];
      sparse[4_000_000_000] = CARD;
      const result = outcome({ sparse }) as { sparse: unknown[] };
      expect(result.sparse[4_000_000_000]).to.equal('[CARD]');
    });

    it('the same as JSON makes it, for every JSON value without findings', () => {
      fc.assert(
        fc.property(fc.jsonValue(), (value) => {
          const { value: result, findings } = walk(value);
          fc.pre(findings.length === 0);
          expect(JSON.stringify(result)).to.equal(JSON.stringify(value));
        }),
        { numRuns: 300 },
      );
    });
  });

  describe('reads once', () => {
    it('a getter that changes its mind', () => {
      let reads = 0;
      const sly = {
        get note() {
          return reads++ === 0 ? 'harmless' : CARD;
        },
      };
      expect(outcome(sly)).to.deep.equal({ note: 'harmless' });
      expect(reads).to.equal(1);
    });

    it('a proxy', () => {
      let reads = 0;
      const proxy = new Proxy({ a: 1 }, { get: (_target, key) => (key === 'a' && reads++ > 0 ? CARD : undefined) });
      expect(JSON.stringify(outcome(proxy))).not.to.include(CARD);
      expect(reads).to.equal(1);
    });

    it('toJSON, as JSON.stringify does', () => {
      let calls = 0;
      const value = {
        toJSON(key: string) {
          calls++;
          return { key, note: CARD };
        },
      };
      expect(outcome({ a: value })).to.deep.equal({ a: { key: 'a', note: '[CARD]' } });
      expect(calls).to.equal(1);
      expect(outcome({ at: new Date(0), url: new URL('https://example.com/?card=4111111111111111') })).to.deep.equal({
        at: '1970-01-01T00:00:00.000Z',
        url: 'https://example.com/?card=[CARD]',
      });
    });

    it('boxed values as what is in them', () => {
      class Label extends String {}
      expect(outcome([new Label(CARD), Object(4111111111111111), Object(true), Object(4111111111111111n)])).to.deep.equal([
        '[CARD]',
        '[CARD]',
        true,
        '[CARD]',
      ]);
    });
  });

  describe('keeps maps and sets', () => {
    it('examined', () => {
      const result = outcome({
        m: new Map<unknown, unknown>([
          ['a@example.com', CARD],
          ['pin', 1234],
          [4111111111111111, { x: CARD }],
        ]),
        s: new Set([CARD, 'x']),
      }) as { m: Map<unknown, unknown>; s: Set<unknown> };
      expect([...result.m]).to.deep.equal([
        ['[EMAIL]', '[CARD]'],
        ['pin', '[SECRET]'],
        ['[CARD]', { x: '[CARD]' }],
      ]);
      expect([...result.s]).to.deep.equal(['[CARD]', 'x']);
    });

    it('without keys that are objects', () => {
      const result = walk(
        new Map([
          [{ card: CARD }, 1],
          [{ card: CARD }, 2],
        ]),
      );
      expect([...(result.value as Map<unknown, unknown>).keys()]).to.deep.equal([FAILURE_MARKER, `${FAILURE_MARKER}#2`]);
      expect(result.degraded).to.equal(true);
    });
  });

  describe('fails closed', () => {
    const revoked = Proxy.revocable({ a: CARD }, {});
    revoked.revoke();
    const hostile: Record<string, unknown> = {
      'a getter that throws': Object.defineProperty({}, 'a', {
        enumerable: true,
        get: () => {
          throw new Error(CARD);
        },
      }),
      'a proxy that throws': {
        a: new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error(CARD);
            },
          },
        ),
      },
      'a revoked proxy': { a: revoked.proxy },
      'toJSON that throws': {
        a: {
          toJSON() {
            throw new Error(CARD);
          },
        },
      },
      'a Buffer': { a: Buffer.from(CARD) },
      'a typed array': { a: new Uint8Array([52, 49]) },
      'an ArrayBuffer': { a: new ArrayBuffer(4) },
      'toJSON that gives bytes': { a: { toJSON: () => Buffer.from(CARD) } },
    };
    for (const [title, value] of Object.entries(hostile)) {
      it(`on ${title}`, () => {
        const result = walk(value);
        expect(result.value).to.deep.equal({ a: FAILURE_MARKER });
        expect(result.degraded).to.equal(true);
      });
    }

    it('on a cycle, but not on a value that stands in two places', () => {
      const a: Record<string, unknown> = { card: CARD };
      a.self = a;
      expect(outcome([a, a])).to.deep.equal([
        { card: '[CARD]', self: FAILURE_MARKER },
        { card: '[CARD]', self: FAILURE_MARKER },
      ]);
    });

    it('like JSON on functions and symbols', () => {
      expect(outcome({ f: () => CARD, s: Symbol(CARD), l: [() => CARD] })).to.deep.equal({ l: [null] });
      expect(outcome(() => CARD)).to.equal(undefined);
    });

    it('on class instances: own properties only, methods left behind', () => {
      class Ticket {
        body = CARD;
        shout() {
          return this.body;
        }
      }
      expect(Object.getPrototypeOf(outcome(new Ticket()))).to.equal(Object.prototype);
      expect(outcome(new Ticket())).to.deep.equal({ body: '[CARD]' });
    });

    it('on depth', () => {
      const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
      expect(codeOf(() => walk(deep(201)))).to.equal('ERR_VALUE_DEPTH');
      expect(codeOf(() => walk(deep(1_000_000)))).to.equal('ERR_VALUE_DEPTH');
      expect(codeOf(() => walk(deep(200)))).to.equal('nothing thrown');
      expect(codeOf(() => walk(deep(3), {}, 2))).to.equal('ERR_VALUE_DEPTH');
      expect(codeOf(() => walk(deep(3_000), {}, 3_000))).to.equal('nothing thrown');
    });

    it('on a maxDepth that is no number of levels', () => {
      for (const maxDepth of [0, -1, 1.5, Number.NaN, '3' as never])
        expect(codeOf(() => walk({}, {}, maxDepth))).to.equal('ERR_OPTION_INVALID');
    });

    it('on the n-th text for every n, with nothing of the text left', () => {
      const value = { 'canary1@example.com': 'canary2', list: ['canary3', { canary4: 4111111111111111 }], text: 'canary5' };
      for (let n = 1; ; n++) {
        let call = 0;
        const redactor = toyRedactor(() => {
          if (++call === n) throw new Error('canary-in-an-error');
        });
        const result = redactor.redactValue<unknown>(value);
        expect(JSON.stringify(result)).not.to.match(/canary\d|4111/);
        if (call < n) break;
        expect(result.degraded).to.equal(true);
        expect(JSON.stringify(result.value)).to.include(FAILURE_MARKER);
      }
    });
  });

  it('walks a million members in time', () => {
    const wide: Record<string, number> = {};
    for (let i = 0; i < 100_000; i++) wide[`k${i}@example.com`] = i;
    const result = outcome({ wide, long: Array.from({ length: 900_000 }, () => 1) }) as { wide: object };
    expect(Object.keys(result.wide)).to.have.length(100_000);
  }).timeout(10_000);
});
