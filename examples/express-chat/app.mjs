import express from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { redactErrors, redaction } from 'sordino/express';

/** A support chat: customers and agents write, and what is kept holds no card numbers or passwords. */
export function createApp({ logger, policy = 'storage' }) {
  const app = express();
  const conversations = new Map();

  app.disable('x-powered-by');
  app.use(helmet());
  app.use(pinoHttp({ logger }));
  // Before the routes, and instead of express.json(): no handler ever holds the message as it was sent.
  app.use(redaction({ policy, body: { limit: '32kb' } }));

  app.post('/conversations/:id/messages', (req, res) => {
    const { from, text } = req.body ?? {};
    if (typeof from !== 'string' || typeof text !== 'string') return res.status(422).json({ error: 'from and text are needed' });
    const messages = conversations.get(req.params.id) ?? [];
    messages.push({ from, text });
    conversations.set(req.params.id, messages);
    // Counts by category say enough for a hint beside the message, and hold nothing that was found.
    req.log.info({ conversation: req.params.id, found: req.redaction.findings.byCategory }, 'message kept');
    res.status(201).json({ message: messages.length, found: req.redaction.findings.byCategory });
  });

  app.get('/conversations/:id/messages', (req, res) => {
    res.json(conversations.get(req.params.id) ?? []);
  });

  // After the routes: errors of all kinds leave without personal data.
  app.use(redactErrors({ policy }));
  return app;
}
