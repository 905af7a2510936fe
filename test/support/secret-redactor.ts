/** A redactor with one rule: `secret` and digits after it become `[S]`, `boom` throws, `murky` is degraded. For tests that are not about the engine. */
import { FAILURE_MARKER } from '../../src/types.ts';
import type { Context, Finding, Redacted, Redactor, TextStream } from '../../src/types.ts';

const PATTERN = /secret\d{0,9}|99\d{2,8}/g;
const LONGEST = 15;

function find(text: string): Finding[] {
  return [...text.matchAll(PATTERN)].map((m) => ({
    category: 'secret',
    type: 'toy',
    start: m.index,
    end: m.index + m[0].length,
    score: 1,
    rule: 'secret/toy',
    action: 'remove',
  }));
}

function redact(text: string): Redacted {
  if (text.includes('boom')) throw new Error('boom');
  if (text.includes('murky')) return { text: FAILURE_MARKER, findings: [], degraded: true };
  return { text: text.replace(PATTERN, '[S]'), findings: find(text), degraded: false };
}

function stream(): TextStream {
  let rest = '';
  let base = 0;
  const findings: Finding[] = [];
  const give = (upTo: number): string => {
    let cut = upTo;
    for (const f of find(rest)) if (f.start < cut && f.end > cut - 1) cut = f.start;
    const part = rest.slice(0, Math.max(0, cut));
    for (const f of find(part)) findings.push({ ...f, start: f.start + base, end: f.end + base });
    rest = rest.slice(part.length);
    base += part.length;
    return redact(part).text;
  };
  return {
    findings,
    write(chunk) {
      rest += chunk;
      return rest.length > LONGEST ? give(rest.length - LONGEST) : '';
    },
    end: () => give(rest.length + LONGEST),
  };
}

/** Notes the contexts it was called with. */
export function secretRedactor(contexts: Context[] = []): Redactor {
  return {
    find: (text) => find(text),
    redact(text, context = {}) {
      contexts.push({ field: context.field, path: context.path });
      return redact(text);
    },
    redactValue: () => {
      throw new Error('not here');
    },
    explain: () => [],
    stream,
    info: { policy: 'toy', categories: ['secret'], holdBack: LONGEST, rulesHash: '0', policyHash: '0' },
  };
}
