/** A redactor with one rule: `secret` with digits after it, and numbers that begin with 99, become `[S]`, `boom` throws, `murky` is degraded. For tests that are not about the engine. */
import { dialogueWords } from '../../src/conversation/dialogue-words.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { FAILURE_MARKER } from '../../src/types.ts';
import type { Context, Finding, Redacted, Redactor } from '../../src/types.ts';

// Decided by what is near, as the engine promises: a run of digits is one value or none.
const PATTERN = /secret\d{0,9}|(?<!\d)99\d{2,8}(?!\d)/g;
/** Longest value, what it may overlap, and the character that decides whether a number begins there. */
const HOLD_BACK = 15 + 15 + 1;

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
    stream: () => {
      throw new Error('not here');
    },
    conversation: () => {
      throw new Error('not here');
    },
    info: { policy: 'toy', categories: ['secret'], holdBack: HOLD_BACK, rulesHash: '0', policyHash: '0' },
    dialogue: dialogueWords(builtinRules.dialogue ?? []),
  };
}
