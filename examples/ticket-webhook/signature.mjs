import { createHmac, timingSafeEqual } from 'node:crypto';

/** A delivery older than this may be one that somebody recorded. */
const MAX_AGE = 5 * 60 * 1000;

/** As Zendesk signs: base64(HMAC-SHA256(timestamp + body)). */
export function sign(secret, timestamp, body) {
  return createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
}

/** For the option `verify` of express.json(): throws before anything of the body is read. */
export function verifySignature(secret, now) {
  return (req, _res, bytes) => {
    const timestamp = req.headers['x-zendesk-webhook-signature-timestamp'] ?? '';
    const given = Buffer.from(req.headers['x-zendesk-webhook-signature'] ?? '', 'base64');
    const expected = Buffer.from(sign(secret, timestamp, bytes), 'base64');
    // Written so that a timestamp that is none fails.
    const isFresh = Math.abs(now() - Date.parse(timestamp)) <= MAX_AGE;
    if (!isFresh || given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error('The signature does not fit.');
  };
}
