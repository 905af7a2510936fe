import type { Redactor, StreamOptions, TextStream } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';
import { redactDocument } from './redact-document.ts';

const LINE_END = /\r\n|\n|\r/g;
/** A line of the data of an event; clients take no more than one blank behind the colon for none of it. */
const DATA = /^data(?:: ?|$)/;

interface Line {
  readonly text: string;
  /** Empty when the stream ended there. */
  end: string;
}

/**
 * Server-sent events, redacted one by one, so that an event leaves when it is complete. The data of an event is one text, over all of its lines, as a client reads it.
 * A value that is spread over two events is not seen: send whole messages, or text through a plain stream.
 */
export function redactEvents(
  redactor: Redactor,
  maxEvent: number,
  { found }: StreamOptions,
): Pick<TextStream, 'write' | 'end' | 'degraded'> {
  /** Of the event that is not complete, and their units. */
  let lines: Line[] = [];
  let units = 0;
  /** The beginning of the next. */
  let line = '';
  /** What came last may be the first half of a line end. */
  let isCut = false;
  let degraded = false;

  function redact(text: string): string {
    const redacted = isRecord(text) ? redactDocument(redactor, 'json', text) : redactor.redact(text);
    degraded ||= redacted.degraded;
    for (const finding of redacted.findings) found?.(finding);
    return redacted.text;
  }

  function take(): string {
    const taken = lines;
    lines = [];
    units = 0;
    return redactLines(taken, redact);
  }

  return {
    write(chunk) {
      if (chunk === '') return '';
      let out = '';
      let at = 0;
      if (isCut && chunk.startsWith('\n')) {
        at = 1;
        const last = lines.at(-1);
        if (last === undefined) out += '\n';
        else last.end += '\n';
      }
      isCut = chunk.endsWith('\r');
      LINE_END.lastIndex = at;
      for (let end = LINE_END.exec(chunk); end !== null; end = LINE_END.exec(chunk)) {
        const text = line + chunk.slice(at, end.index);
        lines.push({ text, end: end[0] });
        units += text.length + end[0].length;
        line = '';
        at = LINE_END.lastIndex;
        // A comment is no part of an event: often it is a sign of life, and somebody waits for it.
        if (text === '' || (lines.length === 1 && text.startsWith(':'))) out += take();
      }
      line += chunk.slice(at);
      if (units + line.length > maxEvent) throw new RangeError('An event is longer than the limit.');
      return out;
    },
    end() {
      if (line !== '') lines.push({ text: line, end: '' });
      line = '';
      return take();
    },
    get degraded() {
      return degraded;
    },
  };
}

/** What a client of an event stream gets when the rest cannot be examined. */
export const FAILED_EVENT = `data: ${FAILURE_MARKER}\n\n`;

/** Most events hold JSON, whose fields say more than its text does. */
function isRecord(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function redactLines(lines: readonly Line[], redact: (text: string) => string): string {
  const data = lines.filter(({ text }) => DATA.test(text)).map(({ text }) => text.replace(DATA, ''));
  const whole = data.join('\n');
  const redacted = data.length === 0 ? whole : redact(whole);
  // Lines between which a value stood are one line now.
  const left = redacted === whole ? undefined : redacted.split(/\r\n|\n|\r/);
  let out = '';
  let seen = 0;
  for (const { text, end } of lines) {
    if (!DATA.test(text)) out += (text === '' ? '' : redact(text)) + end;
    else if (left === undefined) out += text + end;
    else {
      seen++;
      const here = left.splice(0, seen === data.length ? left.length : 1);
      if (here.length > 0) out += here.map((rest) => `data: ${rest}`).join(end || '\n') + end;
    }
  }
  return out;
}
