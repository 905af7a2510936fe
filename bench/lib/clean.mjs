/** What our redactor does to messages that hold nothing personal. Counts categories; keeps no value. */
import { BUSINESS } from '../generate.mjs';

export function cleanReport(redactor, messages) {
  const report = {
    empty: { messages: 0, unchanged: 0 },
    business: { messages: 0, unchanged: 0 },
    personal: { messages: 0, changed: 0 },
    causes: new Map(),
    degraded: 0,
  };
  for (const message of messages) {
    const { text, findings, degraded } = redactor.redact(message.text);
    if (degraded) report.degraded++;
    if (!message.clean) {
      report.personal.messages++;
      if (text !== message.text) report.personal.changed++;
      continue;
    }
    // An order number or a time of contact that goes is the policy at work; anything else in a clean message is a false alarm.
    const wrong = findings.filter((f) => f.action !== 'allow' && !(message.holds.length > 0 && BUSINESS.includes(f.category)));
    const group = message.holds.length === 0 ? report.empty : report.business;
    group.messages++;
    if (message.holds.length === 0 ? text === message.text : wrong.length === 0) group.unchanged++;
    for (const rule of new Set(wrong.map((f) => `${f.category} (${f.rule})`))) report.causes.set(rule, (report.causes.get(rule) ?? 0) + 1);
  }
  return report;
}
