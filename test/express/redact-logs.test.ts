import { expect } from 'chai';
import fc from 'fast-check';
import { pino } from 'pino';
import { redactLogs } from '../../src/express/index.ts';
import { createRedactor } from '../../src/redactor.ts';
import { FAILURE_MARKER } from '../../src/types.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const CARD = '4111111111111111';
const redactor = toyRedactor();
const { streamWrite } = redactLogs({ redactor });

function logged(write: (logger: ReturnType<typeof pino>) => void, options: object = {}): string[] {
  const lines: string[] = [];
  write(pino({ hooks: redactLogs({ redactor }), ...options }, { write: (line: string) => void lines.push(line) }));
  return lines;
}

describe('redactLogs', () => {
  it('covers messages, arguments, bindings, numbers, keys and errors', () => {
    const lines = logged((logger) => {
      logger.info(`card ${CARD}`);
      logger.info('card %s', CARD);
      logger.child({ card: CARD }).info({ pan: 4111111111111111, [CARD]: 1 }, 'x');
      logger.error(new Error(CARD, { cause: new Error(CARD) }));
      logger.error({ err: Object.assign(new SyntaxError('x'), { body: `{"card":"${CARD}"` }) });
    });
    expect(lines).to.have.length(5);
    for (const line of lines) {
      expect(line).to.match(/\n$/).and.not.include(CARD);
      expect(JSON.parse(line)).to.have.property('pid', process.pid);
    }
    expect(JSON.parse(lines[2])).to.deep.include({ card: '[CARD]', pan: '[CARD]', '[CARD]': 1, msg: 'x' });
  });

  it('keeps the time, yet not what comes later under its name', () => {
    const [plain, sly] = logged((logger) => {
      logger.info('x');
      logger.info({ time: 4111111111111111, level: CARD }, 'x');
    });
    expect((JSON.parse(plain) as { time: number }).time).to.be.a('number');
    expect(JSON.parse(sly)).to.deep.include({ time: '[CARD]', level: '[CARD]' });
    expect(sly).not.to.include('4111');
  });

  it('works without pid, time or anything else', () => {
    expect(logged((logger) => logger.info('x'), { base: null })[0]).to.match(/^\{"level":30,"time":\d+,"msg":"x"\}\n$/);
    expect(logged((logger) => logger.info({ a: CARD }), { base: null, timestamp: false })).to.deep.equal(['{"level":30,"a":"[CARD]"}\n']);
    expect(streamWrite('{"level":30,"time":1}\n')).to.equal('{"level":30,"time":1}\n');
    expect(streamWrite('{"level":30,"time":1,"pid":2,"x":3}\n')).to.equal('{"level":30,"time":1,"pid":2,"x":3}\n');
  });

  it('ends lines as pino was told to', () => {
    const [plain, lost] = logged(
      (logger) => {
        logger.info(CARD);
        logger.info('x');
      },
      {
        crlf: true,
        hooks: redactLogs({
          redactor: toyRedactor((text) => {
            if (text === 'x') throw new Error(CARD);
          }),
        }),
      },
    );
    expect(plain).to.match(/"msg":"\[CARD\]"\}\r\n$/);
    expect(lost).to.match(/\}\r\n$/);
    expect(streamWrite('no record\r\n')).to.equal(`{"level":50,"msg":"${FAILURE_MARKER}"}\r\n`);
  });

  it('keeps the name of the logger that it is told, and no other', () => {
    const real = createRedactor();
    const line = (options: object, write: (logger: ReturnType<typeof pino>) => void) =>
      JSON.parse(logged(write, { name: 'billing-api', hooks: redactLogs({ redactor: real, ...options }) })[0]) as { name: string };
    expect(line({ name: 'billing-api' }, (logger) => logger.info('x')).name).to.equal('billing-api');
    for (const options of [{}, { name: 'billing' }]) expect(line(options, (logger) => logger.info('x')).name).to.equal('[NAME]');
    expect(line({ name: 'billing-api' }, (logger) => logger.info({ name: 'Anna Quist' }, 'x')).name).to.equal('[NAME]');
    expect(() => redactLogs({ name: 7 } as never)).to.throw('redactLogs: "name" should be the name of the logger');
  });

  it('hides bytes, which JSON spells out in numbers', () => {
    const bytes = Buffer.from(CARD);
    const [line] = logged((logger) => {
      logger.info({ bytes, deep: [{ array: new Uint8Array(bytes) }], list: [1, 2], none: {}, codes: { 0: 1, x: 2 } }, 'x');
    });
    expect(JSON.parse(line)).to.deep.include({
      bytes: FAILURE_MARKER,
      deep: [{ array: FAILURE_MARKER }],
      list: [1, 2],
      none: {},
      codes: { 0: 1, x: 2 },
    });
  });

  it('keeps ids of 64 bits', () => {
    expect(streamWrite('{"id":360001234567890123456}\n')).to.equal('{"id":"360001234567890123456"}\n');
  });

  it('gives a line of JSON for whatever it gets', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
          fc.constantFrom('{"a":', `{"level":30,"time":1,}`, `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`),
        ),
        (line) => {
          const out = streamWrite(`${line}\n`);
          expect(out).to.match(/^\{.*\}\r?\n$/s);
          expect(JSON.parse(out)).to.be.an('object');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('loses the line rather than show it', () => {
    expect(streamWrite(`card ${CARD}`)).to.equal(`{"level":50,"msg":"${FAILURE_MARKER}"}\n`);
    const broken = redactLogs({
      redactor: {
        ...redactor,
        redactValue: () => {
          throw new Error(CARD);
        },
      },
    });
    expect(broken.streamWrite(`{"a":"${CARD}"}`)).to.equal(`{"level":50,"msg":"${FAILURE_MARKER}"}\n`);
  });
});
