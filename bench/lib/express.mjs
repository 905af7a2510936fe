/** The same Express app with and without the middleware, on 127.0.0.1, by turns. */
import { fork } from 'node:child_process';
import { request } from 'node:http';
import autocannon from 'autocannon';
import { chatMessages } from '../generate.mjs';
import { median, rotate } from './measure.mjs';

const SERVER = new URL('express-server.mjs', import.meta.url);
const BODY_UNITS = 2_000;
const CONNECTIONS = 10;

/** Tickets of about 2 KB as a chat backend would get them. */
export function ticketBodies(count) {
  const messages = chatMessages({ units: count * BODY_UNITS * 2, seed: 5 });
  const bodies = [];
  for (let i = 0; bodies.length < count; ) {
    const comments = [];
    for (let size = 0; size < BODY_UNITS - 200; ) {
      const { text } = messages[i++ % messages.length];
      comments.push({ from: comments.length % 2 ? 'agent' : 'customer', body: text });
      size += text.length + 30;
    }
    bodies.push(JSON.stringify({ ticket: { id: 48_000 + bodies.length, channel: 'chat', subject: 'update hangs', comments } }));
  }
  return bodies;
}

/** `bare` has express.json() only, `behind` redactBody() behind it, `alone` redactBody() in its place. */
const KINDS = ['bare', 'behind', 'alone'];

/** Requests a second and latency of each, and the part of the bare app's rate. */
export async function measureExpress({ rounds, seconds }) {
  const servers = {};
  try {
    for (const kind of KINDS) servers[kind] = await start(kind);
    await check(servers);
    const bodies = ticketBodies(32);
    const results = Object.fromEntries(KINDS.map((kind) => [kind, []]));
    for (const kind of KINDS) await load(servers[kind].port, bodies, 1);
    for (let round = 0; round < rounds; round++) {
      // Whoever goes second finds another machine than whoever goes first, so they take turns at that too.
      for (const kind of rotate(KINDS, round)) results[kind].push(await load(servers[kind].port, bodies, seconds));
    }
    const apps = KINDS.map((kind) => ({
      kind,
      rate: median(results[kind].map((r) => r.rate)),
      p50: median(results[kind].map((r) => r.p50)),
      p99: median(results[kind].map((r) => r.p99)),
      ratio: median(results[kind].map((r, round) => r.rate / results.bare[round].rate)),
    }));
    return {
      apps,
      version: servers.bare.version,
      bytes: Math.round(median(bodies.map((b) => Buffer.byteLength(b)))),
      connections: CONNECTIONS,
    };
  } finally {
    for (const server of Object.values(servers)) server.child.kill();
  }
}

function start(kind) {
  return new Promise((ready, failed) => {
    const child = fork(SERVER, [kind], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.once('exit', (code) => failed(new Error(`the ${kind} server did not start (${code})`)));
    child.once('message', (answer) => {
      child.removeAllListeners('exit');
      if (answer.error !== undefined) {
        child.kill();
        failed(new Error(answer.error));
      } else ready({ child, port: answer.port, version: answer.version });
    });
  });
}

/** The bare app must give back what it got and the others must not: else the comparison is of nothing. */
async function check(servers) {
  const body = JSON.stringify({ ticket: { comments: [{ body: 'You can write to anna.berg@example.org about it.' }] } });
  for (const kind of KINDS) {
    const answer = await post(servers[kind].port, body);
    if (kind === 'bare' && answer !== body) throw new Error('the bare Express app does not give back what it got');
    if (kind !== 'bare' && (answer.includes('anna.berg') || !answer.includes('You can write to')))
      throw new Error(`the Express app with redactBody (${kind}) does not redact the sample`);
  }
}

function post(port, body) {
  return new Promise((done, failed) => {
    const req = request(
      {
        host: '127.0.0.1',
        port,
        path: '/tickets',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (res) => {
        let text = '';
        res.setEncoding('utf8');
        res.on('data', (chunk) => (text += chunk));
        res.on('end', () => (res.statusCode === 200 ? done(text) : failed(new Error(`the Express app answers ${res.statusCode}`))));
      },
    );
    req.on('error', failed);
    req.end(body);
  });
}

async function load(port, bodies, seconds) {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/tickets`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: bodies.map((body) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body })),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} requests failed`);
  return { rate: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}
