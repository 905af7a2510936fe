import type { IncomingMessage } from 'node:http';

/** Key under which a request gives its body as it arrived (inflated), for checking a signature. Not enumerable: loggers do not meet it. */
export const rawBody: unique symbol = Symbol('sordino.rawBody');

const bodies = new WeakMap<object, Buffer>();
// A getter, since util.inspect with showHidden prints the bytes of a plain property.
const DESCRIPTOR: PropertyDescriptor = {
  get(this: object) {
    return bodies.get(this);
  },
  enumerable: false,
  configurable: true,
};

export function keepRawBody(req: IncomingMessage, bytes: Buffer): void {
  bodies.set(req, bytes);
  Object.defineProperty(req, rawBody, DESCRIPTOR);
}

/** For parsers mounted before us: `express.json({ verify: captureRawBody })`. */
export function captureRawBody(req: IncomingMessage, _res: unknown, bytes: Buffer): void {
  keepRawBody(req, bytes);
}
