// A chat backend that gives back the body it got: `bare`, or with the middleware `behind` express.json() or `alone`.
import { readFileSync } from 'node:fs';
import express from 'express';
import { OUR_OPTIONS } from './contenders.mjs';

try {
  const app = express();
  const kind = process.argv[2];
  if (kind !== 'alone') app.use(express.json());
  if (kind !== 'bare') {
    const { redactBody } = await import('../../dist/express/index.js');
    app.use(redactBody(OUR_OPTIONS));
  }
  app.post('/tickets', (req, res) => {
    res.json(req.body);
  });
  const { version } = JSON.parse(readFileSync(new URL('../node_modules/express/package.json', import.meta.url), 'utf8'));
  const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, version }));
} catch (error) {
  process.send({
    error:
      error.code === 'ERR_MODULE_NOT_FOUND'
        ? 'dist/express/index.js is not there or not whole: run `npm run build` first'
        : String(error.message),
  });
}
process.on('disconnect', () => process.exit());
