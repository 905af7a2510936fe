import express from 'express';
import helmet from 'helmet';
import { builtinRules, createRedactor, recordReader } from 'sordino';
import { redactBody, redactErrors } from 'sordino/express';
import { verifySignature } from './signature.mjs';
import { TicketStore } from './ticket-store.mjs';

/**
 * Receives the tickets of a help desk. `provider(thread)` is told of each: a company outside, which gets what the policy `external` lets through.
 */
export function createApp({ secret, provider, store = new TicketStore(), now = Date.now }) {
  const app = express();
  const external = createRedactor({ policy: 'external' });
  const read = recordReader(builtinRules.layouts);

  app.disable('x-powered-by');
  app.use(helmet());
  // The signature is made over the bytes as they were sent, and comes first: nobody else may teach a conversation names.
  app.use(express.json({ limit: '256kb', verify: verifySignature(secret, now) }));
  app.use(redactBody({ policy: 'storage', conversation: { key: 'ticket.id', now } }));

  app.post('/webhook', async (req, res) => {
    const { ticket } = req.body ?? {};
    if (typeof ticket?.id !== 'number') return res.status(422).json({ error: 'ticket.id is needed' });
    store.correct(req.redaction.late);
    store.add(ticket.id, req.redaction.record, req.body);
    await provider(threadFor(ticket.id));
    res.json({ found: req.redaction.findings.byCategory, corrected: req.redaction.late.length });
  });

  /** What the provider sees of a ticket: all comments at once, so that each name found in one is hidden in all. */
  function threadFor(id) {
    const deliveries = store.deliveries(id);
    const latest = deliveries.at(-1).ticket;
    const thread = { ...latest, comments: deliveries.flatMap(({ ticket }) => ticket.comments ?? []) };
    return external.conversation().redactValue(thread, { reading: read(thread) }).value;
  }

  app.use(redactErrors({ policy: 'storage' }));
  return app;
}
