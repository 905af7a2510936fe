import { FAILURE_MARKER } from '../types.ts';
import type { EngineOptions } from './options.ts';
import { checkNames, redactorFor } from './options.ts';
import { parseJson } from '../formats/parse-json.ts';

export type RedactLogsOptions = EngineOptions;

/** The `hooks` of a pino logger. */
export interface LogHooks {
  /** Called by pino with each finished line. */
  streamWrite(line: string): string;
}

/** What pino itself writes in front of everything else: numbers of its own, in which there is nothing to find. */
const PREFIX = /^\{"level":\d{1,3},"time":\d{1,16},(?:"pid":\d{1,10},)?/;
const FAILED_LINE = `{"level":50,"msg":"${FAILURE_MARKER}"}\n`;

/**
 * Redacts finished log lines, so that messages, bindings, serialised requests and stack traces are all covered. Gives valid JSON.
 *
 * @example
 * const logger = pino({ hooks: redactLogs() });
 */
export function redactLogs(options: Readonly<RedactLogsOptions> = {}): LogHooks {
  checkNames('redactLogs', options, []);
  const redactor = redactorFor('redactLogs', options);
  return {
    streamWrite(line) {
      try {
        const prefix = PREFIX.exec(line)?.[0] ?? '{';
        // A key that comes twice counts once, the last time: what is examined is what is written.
        const record = parseJson(line.startsWith('{') ? `{${line.slice(prefix.length)}` : line);
        const text = JSON.stringify(redactor.redactValue(record).value);
        if (!text.startsWith('{')) return FAILED_LINE;
        return `${text === '{}' ? `${prefix.replace(/,$/, '')}` : prefix}${text.slice(1)}\n`;
      } catch {
        return FAILED_LINE;
      }
    },
  };
}
