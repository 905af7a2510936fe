import { DEFAULT_MAX_DEPTH } from '../redact-value.ts';
import { asBodyError } from './body-error.ts';
import { contextReader } from './callbacks.ts';
import type { Middleware, Request } from './http.ts';
import type { ContextOf, EngineOptions } from './options.ts';
import { checkNames, oneOf, redactorFor, wholeNumber } from './options.ts';
import type { Mode } from './request-redaction.ts';
import { MODES, redactionOf } from './request-redaction.ts';
import { settle } from './settle.ts';

/** Options of redactQuery, beside those of the engine. */
export type QueryOptions = {
  readonly mode?: Mode;
  /** Levels of nesting. Default 200. */
  readonly maxDepth?: number;
  readonly onDegraded?: 'mark' | 'refuse';
  readonly context?: ContextOf;
};

export const QUERY_OPTION_NAMES: readonly (keyof QueryOptions)[] = ['mode', 'maxDepth', 'onDegraded', 'context'];

export type RedactQueryOptions = EngineOptions & QueryOptions;

/** Redacts `req.query`. `req.url` keeps what the client asked for: routers need it, and logs of it are redacted by redactLogs. */
export function redactQuery(options: Readonly<RedactQueryOptions> = {}): Middleware {
  const part = 'redactQuery';
  checkNames(part, options, QUERY_OPTION_NAMES);
  const settings = {
    redactor: redactorFor(part, options),
    mode: oneOf(part, 'mode', options.mode, 'mask', MODES),
    maxDepth: wholeNumber(part, 'maxDepth', options.maxDepth, DEFAULT_MAX_DEPTH),
    onDegraded: oneOf(part, 'onDegraded', options.onDegraded, 'mark', ['mark', 'refuse']),
  };
  const context = contextReader(part, options.context, settings.redactor);

  return function redactQueryMiddleware(req, _res, next) {
    const request: Request = req;
    if (request.url?.includes('?')) {
      try {
        const redaction = redactionOf(request, settings.mode);
        const settled = settle(request.query, () => context(request), settings, redaction);
        if (settled !== null && settings.mode === 'shadow') redaction.query = settled.redacted;
        if (settled !== null && (settings.mode === 'mask' || settings.mode === 'block')) setQuery(request, settled.redacted);
      } catch (error) {
        setQuery(request, {});
        return next(asBodyError(error));
      }
    }
    next();
  };
}

/** In Express 5 `query` is a getter on the prototype: assigning to it does nothing. */
function setQuery(request: Request, value: unknown): void {
  Object.defineProperty(request, 'query', { value, writable: true, enumerable: true, configurable: true });
}
