import type { Redactor, StreamOptions, TextStream } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';

const END_OF_EVENT = /\r\n\r\n|\n\n|\r\r/;
/** Units of an end that may stand before the cut. */
const SEAM = 3;

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
  /** The last units of what is held. All of it is not looked at until it is whole: a string that grows is copied each time somebody does. */
  let seam = '';
  let degraded = false;

  function redactEvent(event: string): string {
    const redacted = redactor.redact(event);
    degraded ||= redacted.degraded;
    for (const finding of redacted.findings) found?.(finding);
    return redacted.text;
  }

  return {
    write(chunk) {
      let rest = seam + chunk;
      held += chunk;
      let out = '';
      for (let end = END_OF_EVENT.exec(rest); end !== null; end = END_OF_EVENT.exec(rest)) {
        rest = rest.slice(end.index + end[0].length);
        out += redactEvent(held.slice(0, held.length - rest.length));
        held = rest;
      }
      seam = rest.slice(-SEAM);
      if (held.length > maxEvent) throw new RangeError('An event is longer than the limit.');
      return out;
    },
    end() {
      const rest = held;
      held = '';
      seam = '';
      return rest === '' ? '' : redactEvent(rest);
    },
    get degraded() {
      return degraded;
    },
  };
}

/** What a client of an event stream gets when the rest cannot be examined. */
export const FAILED_EVENT = `data: ${FAILURE_MARKER}\n\n`;
