import { FAILURE_MARKER } from '../types.ts';
import type { EngineOptions } from './options.ts';
import { checkNames, invalid, redactorFor } from './options.ts';
import { parseJson } from '../formats/parse-json.ts';

/** Options of redactLogs, beside those of the engine. */
export type LogOptions = {
  /** The `name` of the logger, which stays in its lines; any other name may be somebody's. */
  readonly name?: string;
};

export type RedactLogsOptions = EngineOptions & LogOptions;

/** The `hooks` of a pino logger. */
export interface LogHooks {
  /** Called by pino with each finished line. */
  streamWrite(line: string): string;
}

/** What pino itself writes in front of everything else: numbers of its own, in which there is nothing to find. */
const PREFIX = /^\{"level":\d{1,3},"time":\d{1,16},(?:"pid":\d{1,10},)?/;
const FAILED_LINE = `{"level":50,"msg":"${FAILURE_MARKER}"}`;

/**
 * Redacts finished log lines, so that messages, bindings, serialised requests and stack traces are all covered. Gives valid JSON.
 *
 * @example
 * const logger = pino({ hooks: redactLogs() });
 */
export function redactLogs(options: Readonly<RedactLogsOptions> = {}): LogHooks {
  const part = 'redactLogs';
  checkNames(part, options, ['name']);
  const redactor = redactorFor(part, options);
  const { name } = options;
  if (name !== undefined && typeof name !== 'string') throw invalid(part, 'name', 'the name of the logger');
  return {
    streamWrite(line) {
      // As pino was told with `crlf`.
      const end = line.endsWith('\r\n') ? '\r\n' : '\n';
      try {
        const prefix = PREFIX.exec(line)?.[0] ?? '{';
        // A key that comes twice counts once, the last time: what is examined is what is written.
        const record = parseJson(line.startsWith('{') ? `{${line.slice(prefix.length)}` : line);
        const { value } = redactor.redactValue(withoutBytes(record));
        if (name !== undefined && isObject(record) && record.name === name) Object.assign(value as object, { name });
        const text = JSON.stringify(value);
        if (!text.startsWith('{')) return FAILED_LINE + end;
        return `${text === '{}' ? `${prefix.replace(/,$/, '')}` : prefix}${text.slice(1)}${end}`;
      } catch {
        return FAILED_LINE + end;
      }
    },
  };
}

/** Fewer numbers in a row tell nobody's name, and are counts more often than text. */
const FEWEST_BYTES = 5;

/** JSON of a Buffer, or of an array of bytes, spells a text out in numbers that no rule reads. Deeper than the stack is an error, and loses the line. */
function withoutBytes(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (isBytes(value)) return FAILURE_MARKER;
  for (const [key, member] of Object.entries(value))
    if (isObject(member))
      Object.defineProperty(value, key, { value: withoutBytes(member), writable: true, enumerable: true, configurable: true });
  return value;
}

function isBytes(value: Readonly<Record<string, unknown>>): boolean {
  if (Array.isArray(value)) return false;
  if (value.type === 'Buffer' && Array.isArray(value.data)) return true;
  const keys = Object.keys(value);
  return keys.length >= FEWEST_BYTES && keys.every((key, i) => key === String(i) && isByte(value[key]));
}

function isByte(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
