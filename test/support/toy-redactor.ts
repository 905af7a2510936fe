import { dialogueWords } from '../../src/conversation/dialogue-words.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import { walkValue } from '../../src/redact-value.ts';
import type { Context, Finding, Redacted, RedactedValue, Redactor, ValueOptions } from '../../src/types.ts';

/** Called before each text is examined; throws to play a fault. */
export type Before = (text: string, context: Context) => void;

const TOYS: readonly { category: string; pattern: RegExp; placeholder: string }[] = [
  { category: 'card', pattern: /(?<!\d)\d{13,19}(?!\d)/g, placeholder: '[CARD]' },
  { category: 'email', pattern: /[\w.]{1,64}@[\w.]{1,64}/g, placeholder: '[EMAIL]' },
  // What tests look for afterwards in every place where it must not be.
  { category: 'canary', pattern: /canary-?[\w]{1,64}/gi, placeholder: '[CANARY]' },
];

/** A redactor with patterns that anyone can check by eye: doors are tested with it, detection is not. */
export function toyRedactor(before: Before = () => undefined): Redactor {
  function find(text: string, context: Context = {}): Finding[] {
    before(text, context);
    const findings: Finding[] = [];
    for (const { category, pattern } of TOYS) {
      for (const match of text.matchAll(pattern)) {
        findings.push({
          category,
          type: category,
          start: match.index,
          end: match.index + match[0].length,
          score: 1,
          rule: `${category}/toy`,
          action: 'remove',
        });
      }
    }
    if (context.field === 'pin' && /^\d{4}$/.test(text))
      findings.push({ category: 'secret', type: 'pin', start: 0, end: 4, score: 1, rule: 'secret/toy', action: 'remove' });
    findings.sort((a, b) => a.start - b.start);
    return findings.filter((finding, i) => i === 0 || finding.start >= findings[i - 1].end);
  }

  function redact(text: string, context: Context = {}): Redacted {
    const findings = find(text, context);
    let out = '';
    let from = 0;
    for (const finding of findings) {
      out += `${text.slice(from, finding.start)}[${finding.category.toUpperCase()}]`;
      from = finding.end;
    }
    return { text: out + text.slice(from), findings, degraded: false };
  }

  return {
    find,
    redact,
    redactValue<T>(value: T, context?: Context, options?: ValueOptions): RedactedValue<T> {
      return walkValue(value, redact, context, options);
    },
    explain: () => [],
    stream(context, { found } = {}) {
      // Keeps everything back until the end: slow, and right for every cut.
      let all = '';
      let redacted: Redacted = { text: '', findings: [], degraded: false };
      return {
        write(chunk) {
          all += chunk;
          return '';
        },
        end() {
          redacted = redact(all, context);
          for (const finding of redacted.findings) found?.(finding);
          return redacted.text;
        },
        get findings() {
          return redacted.findings;
        },
        get count() {
          return redacted.findings.length;
        },
        get degraded() {
          return redacted.degraded;
        },
      };
    },
    conversation: () => ({
      find: (text) => find(text),
      redact: (text) => ({ ...redact(text), late: [] }),
      redactTexts: (texts) => ({ texts: texts.map(({ text, ...context }) => redact(text, context)), late: [] }),
      redactValue: (value, options) => ({ ...walkValue(value, redact, {}, options), late: [] }),
      kept: 0,
    }),
    info: { policy: 'toy', categories: TOYS.map((toy) => toy.category), holdBack: 0, rulesHash: '', policyHash: '' },
    dialogue: dialogueWords(builtinRules.dialogue ?? []),
  };
}
