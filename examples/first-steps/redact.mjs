// The module in ten lines: what a chat backend does with a message before it is stored.
import { createRedactor } from 'sordino';

const redactor = createRedactor({ policy: 'external', regions: ['SE', 'NL', 'LV', 'DE'] });

/** The message as it may be stored and shared, and the places of what was hidden: no values. */
export function clean(message) {
  const { text, findings, degraded } = redactor.redact(message);
  return { text, hidden: findings.map(({ category, start, end }) => ({ category, start, end })), degraded };
}
