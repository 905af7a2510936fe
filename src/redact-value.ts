import type { Context, Redacted, RedactedValue, ValueOptions } from './types.ts';
export function walkValue<T>(value: T, _redact: (text: string, context: Context) => Redacted, _context: Context, _options: ValueOptions): RedactedValue<T> {
  return { value, findings: [], degraded: true };
}
