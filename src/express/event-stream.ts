import type { Redactor, StreamOptions, TextStream } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';

const END_OF_EVENT = /\r\n\r\n|\n\n|\r\r/;

/**
 * Server-sent events, redacted one by one, so that an event leaves when it is complete.
 * A value that is spread over two events is not seen: send whole messages, or text through a plain stream.
 */
export function redactEvents(
  redactor: Redactor,
  maxEvent: number,
  { found }: StreamOptions,
): Pick<TextStream, 'write' | 'end' | 'degraded'> {
  let held = '';
  let degraded = false;

  function redactEvent(event: string): string {
    const redacted = redactor.redact(event);
    degraded ||= redacted.degraded;
    for (const finding of redacted.findings) found?.(finding);
    return redacted.text;
  }

  return {
    write(chunk) {
      held += chunk;
      let out = '';
      for (let end = END_OF_EVENT.exec(held); end !== null; end = END_OF_EVENT.exec(held)) {
        const length = end.index + end[0].length;
        out += redactEvent(held.slice(0, length));
        held = held.slice(length);
      }
      if (held.length > maxEvent) throw new RangeError('An event is longer than the limit.');
      return out;
    },
    end() {
      const rest = held;
      held = '';
      return rest === '' ? '' : redactEvent(rest);
    },
    get degraded() {
      return degraded;
    },
  };
}

/** What a client of an event stream gets when the rest cannot be examined. */
export const FAILED_EVENT = `data: ${FAILURE_MARKER}\n\n`;
