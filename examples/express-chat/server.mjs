import { pino } from 'pino';
import { redactLogs } from 'sordino/express';
import { createApp } from './app.mjs';

const logger = pino({ hooks: redactLogs() });
const server = createApp({ logger }).listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  const { port } = server.address();
  logger.info(`listening on http://127.0.0.1:${port}`);
});
