import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestRedaction } from './request-redaction.ts';

/** What Express 4 and 5 call `NextFunction`. */
export type Next = (error?: unknown) => void;

/** A middleware in the words of node:http, so that our types ask for no version of Express. */
export type Middleware = (req: IncomingMessage, res: ServerResponse, next: Next) => void;

/** An error middleware: Express knows it by its four parameters. */
export type ErrorMiddleware = (error: unknown, req: IncomingMessage, res: ServerResponse, next: Next) => void;

/** What Express, its parsers and we ourselves put on a request. */
export interface Request extends IncomingMessage {
  body?: unknown;
  /** Tells body-parser 1 (Express 4) that there is nothing left to read. */
  _body?: boolean;
  query?: unknown;
  /** A method that Express 4 alone has. */
  param?: unknown;
  /** Put there by multer. */
  file?: unknown;
  files?: unknown;
  redaction?: RequestRedaction;
}

/** What Express puts on a response. */
export interface Response extends ServerResponse {
  json?: (...args: unknown[]) => unknown;
  jsonp?: (...args: unknown[]) => unknown;
  send?: (...args: unknown[]) => unknown;
}
